/** The plain texts of IEC 62056-21: sign-on request, identification, acknowledgement (mode E), data readout. */
export {
  type Acknowledgement,
  type Identification,
  parseSignOn,
  type Readout,
  type SignOn,
  type SignOnRequest,
} from './sign-on.ts';
export { type SpeedNames, speedsOf } from './speeds.ts';
