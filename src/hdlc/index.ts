/** HDLC of IEC 62056-46: frames, addresses, control octets, negotiation, deframer, link and data phase, LLC. */
export {
  addressWidth,
  encodeAddress,
  type HdlcAddress,
  isAddressWidth,
  isGroupAddress,
  isSameStation,
  readAddress,
  reservedAddress,
} from './address.ts';
export {
  type Control,
  type FrameType,
  informationControl,
  parseControl,
  readyControl,
  unnumberedControl,
} from './control.ts';
export { bytesOf, Deframer, joinPieces, type Piece } from './deframer.ts';
export {
  encodeFrame,
  type Frame,
  type FrameDefect,
  type FrameParts,
  flag,
  informationOf,
  isSound,
  maximumLength,
  minimumLength,
  parseFrame,
} from './frame.ts';
export { type Frmr, type FrmrReason, parseFrmr } from './frmr.ts';
export {
  disc,
  type Link,
  type LinkAction,
  type LinkInput,
  type LinkSettings,
  linkDown,
  stepLink,
  wakeAt,
} from './link.ts';
export { type Llc, parseLlc } from './llc.ts';
export {
  defaultParameters,
  encodeParameters,
  type LinkParameters,
  negotiated,
  type ParameterDefect,
  type ParameterField,
  type ParsedParameters,
  parameterIdentifier,
  parseParameters,
} from './parameters.ts';
export { isMisaddressedAnswer } from './quirks.ts';
export {
  stepTransfer,
  type TransferInput,
  type TransferLimits,
  type TransferSettings,
  transferWakeAt,
} from './transfer.ts';
export {
  type Transfer,
  type TransferAction,
  type TransferFailure,
  type TransferRemark,
  type TransferStep,
  transferIdle,
} from './transfer-state.ts';
