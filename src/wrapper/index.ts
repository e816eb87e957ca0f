/** The wrapper of IEC 62056-47: the eight octets in front of an APDU on TCP or UDP, port 4059. */
export {
  encodeWrapper,
  parseWrapper,
  type Wrapper,
  type WrapperDefect,
  wrapperHeaderLength,
} from './header.ts';
