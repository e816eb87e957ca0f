/** What was asked and what came back: plain data, all of it JSON; no judgement. */
export type { CauseCode } from './cause-code.ts';
export type {
  ClockDrift,
  ClockReading,
  ClockSetup,
  ClockStatusBit,
  ClockTime,
  DriftRemark,
} from './clock-reading.ts';
export { type Endpoint, type EndpointDefect, parseEndpoint, renderEndpoint } from './endpoint.ts';
export {
  type AnyEvidence,
  type Evidence,
  type Exchange,
  evidenceOf,
  type Facts,
  isAnswer,
  type LinkExperiment,
  type LinkFacts,
  type LinkTarget,
  type PastFacts,
} from './evidence.ts';
export {
  type Clocks,
  flowOctetsMissing,
  type GatewayMeaning,
  type Heard,
  type HeardFrame,
  type HeardText,
} from './heard.ts';
export type {
  AssociationFacts,
  ExceptionFacts,
  Named,
  NotAsked,
  Protest,
  ReadAttempt,
  ReadFacts,
  ServiceErrorFacts,
} from './login.ts';
export {
  type AssociationOutcome,
  type ConnectOutcome,
  type CredentialOutcome,
  credentialOutcomes,
  type ExperimentName,
  type HandOutcome,
  type LinkEndOutcome,
  type LinkOutcome,
  type ListenOutcome,
  linkOutcomes,
  type Outcomes,
  type ReadOutcome,
  type SignOnOutcome,
} from './outcome.ts';
export type {
  AddressFacts,
  AddressRule,
  FreeFacts,
  HandFacts,
  NegotiationFacts,
  NegotiationForm,
  QuietFacts,
  SignOnFacts,
} from './probe-facts.ts';
export type {
  DeviationForm,
  ProfileCell,
  ProfileColumn,
  ProfileNote,
  ProfileOrder,
  ProfileRow,
  ProfileShape,
  RowsWanted,
  TypedTime,
} from './profile-reading.ts';
export type {
  AttributeAccess,
  DescribedObject,
  KnownMeter,
  KnownScaler,
  ListedObject,
  MethodAccess,
  ObjectList,
  Reading,
  ReadingForm,
  ReadingValue,
} from './reading.ts';
export {
  parseServerAddress,
  renderServerAddress,
  type ServerAddress,
  type ServerAddressDefect,
  sameDevice,
} from './server-address.ts';
