/** What was asked and what came back: plain data, all of it JSON; no judgement. */
export type { CauseCode } from './cause-code.ts';
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
} from './evidence.ts';
export type { Clocks, GatewayMeaning, Heard, HeardFrame, HeardText } from './heard.ts';
export {
  type ConnectOutcome,
  type CredentialOutcome,
  credentialOutcomes,
  type ExperimentName,
  type LinkOutcome,
  type ListenOutcome,
  linkOutcomes,
  type Outcomes,
} from './outcome.ts';
export type {
  AttributeAccess,
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
