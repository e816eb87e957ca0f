/** DLMS/COSEM, pure: APDUs read and written, A-XDR data, and the tables of the Blue Book; what carried an APDU it does not know. */

export type { AccessRequest, AccessResponse, AccessSpecification } from './access.ts';
export type {
  Aare,
  Aarq,
  ApplicationContext,
  Mechanism,
  Release,
  UserInformation,
} from './acse.ts';
export { type AareParts, type AarqParts, encodeAare, encodeAarq, encodeRlre, encodeRlrq } from './acse-encode.ts';
export {
  type ActionAnswer,
  type ActionRequest,
  type ActionResponse,
  encodeActionBlock,
  encodeActionBlockReceived,
  encodeActionNext,
  encodeActionRequest,
  encodeActionResponse,
  encodeActionResponseBlock,
} from './action.ts';
export { type Apdu, type ParsedApdu, parseApdu } from './apdu.ts';
export type { AttributeRef, MethodRef, Selection } from './attribute.ts';
export { encodeBlockTransfer, type GeneralBlockTransfer } from './block-transfer.ts';
export type { CipheredApdu } from './ciphered.ts';
export { attributeName, classOf, type InterfaceClass, methodName } from './classes.ts';
export {
  type ConformanceBit,
  conformanceBits,
  conformanceBlock,
  conformanceOf,
  hasConformance,
} from './conformance.ts';
export { isNumber, nullData, type ParsedData, parseData } from './data.ts';
export { encodeData } from './data-encode.ts';
export { DataStream } from './data-stream.ts';
export type {
  DataType,
  DataValue,
  NumberType,
  TypeDescription,
} from './data-types.ts';
export {
  type ClockStatus,
  clockStatus,
  type DateTimeFields,
  dateTimeAt,
  encodeDateTime,
  type ParsedDate,
  type ParsedDateTime,
  type ParsedTime,
  parseDate,
  parseDateTime,
  parseTime,
} from './date-time.ts';
export { float32Text, isScaler, scaled, scaledFloat32 } from './decimal.ts';
export {
  type ConfirmedServiceError,
  type ExceptionResponse,
  encodeExceptionResponse,
  encodeServiceError,
} from './errors.ts';
export type { ApduField } from './fields.ts';
export {
  encodeGetRequest,
  encodeGetResponse,
  type GetRequest,
  type GetResponse,
  type SelectedAttribute,
} from './get.ts';
export {
  encodeInitiateRequest,
  encodeInitiateResponse,
  type InitiateRequest,
  type InitiateResponse,
  vaaName,
} from './initiate.ts';
export type { Invoke, LongInvoke } from './invoke.ts';
export { type KnownObject, knownObject, knownObjects, nameOf, nearestKnown } from './known-objects.ts';
export type { Datablock, DataResult } from './lists.ts';
export {
  type DataNotification,
  type EventNotification,
  encodeDataNotification,
  encodeEventNotification,
} from './notifications.ts';
export { logicalNameOf, type ObisDefect, parseObis, renderObis, swappedObis } from './obis.ts';
export {
  type ActionResult,
  type AssociationResult,
  actionResults,
  type DataAccessResult,
  type Diagnostic,
  dataAccessResults,
  errorClasses,
  errorServices,
  errorValues,
  exceptionServices,
  exceptionStates,
  nameOfResult,
} from './results.ts';
export { type ApduDefect, type ApduDefectCode, type FieldSink, type FieldValue, isMild } from './scan.ts';
export { type CaptureObject, entrySelection, rangeSelection } from './selection.ts';
export {
  encodeSetBlock,
  encodeSetBlockResponse,
  encodeSetRequest,
  encodeSetResponse,
  type RawBlock,
  type SetRequest,
  type SetResponse,
  type SetResult,
} from './set.ts';
export type { ReadResult, ShortNameApdu, VariableAccess, WriteResult } from './short-names.ts';
export { apduName } from './tags.ts';
export { type Unit, unitOf } from './units.ts';
