/**
 * A serial device server in telnet mode (RFC 854, 2217): 0xFF is the command octet IAC, so a 0xFF meant as data must
 * be doubled. A client that does not know this loses each FF FF of its frames' half, and reads each FF twice.
 */
import { fromHex } from '../bytes/hex.ts';

/** What ser2net 4.3.11 with `telnet(rfc2217)` says at once to every client. */
export const telnetNegotiation = fromHex('FFFB03 FFFD03 FFFB01 FFFE01 FFFD00 FFFB00 FFFD2C') ?? new Uint8Array();

const iac = 0xff;
const subnegotiation = 0xfa;
const subnegotiationEnd = 0xf0;
/** WILL, WON'T, DO, DON'T: an option octet follows. */
const takesOption = (command: number): boolean => command >= 0xfb && command <= 0xfe;

type State = 'data' | 'command' | 'option' | 'subnegotiation' | 'subnegotiation-command';

/** Takes the telnet commands out of what a client sends; commands may be cut anywhere. */
export class TelnetReader {
  #state: State = 'data';

  /** The data in `bytes`: FF FF becomes one FF, commands disappear. */
  read(bytes: Uint8Array): Uint8Array {
    return Uint8Array.from(Array.from(bytes).filter((byte) => this.#isData(byte)));
  }

  #isData(byte: number): boolean {
    const before = this.#state;
    this.#state = next(before, byte);
    return before === 'data' ? byte !== iac : before === 'command' && byte === iac;
  }
}

function next(state: State, byte: number): State {
  if (state === 'data') return byte === iac ? 'command' : 'data';
  if (state === 'command') return takesOption(byte) ? 'option' : byte === subnegotiation ? 'subnegotiation' : 'data';
  if (state === 'option') return 'data';
  if (state === 'subnegotiation') return byte === iac ? 'subnegotiation-command' : 'subnegotiation';
  return byte === subnegotiationEnd ? 'data' : 'subnegotiation';
}

/** What the server sends for data of the meter: each FF doubled. */
export function escapeTelnet(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from(Array.from(bytes).flatMap((byte) => (byte === iac ? [iac, iac] : [byte])));
}
