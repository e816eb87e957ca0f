/** What was asked and what came back: plain data, all of it JSON; no judgement. */
export { type CauseCode, causeCodes } from './cause-code.ts';
export { type Endpoint, type EndpointDefect, parseEndpoint, renderEndpoint } from './endpoint.ts';
export {
  parseServerAddress,
  renderServerAddress,
  type ServerAddress,
  type ServerAddressDefect,
  sameDevice,
} from './server-address.ts';
