/**
 * Telnet commands (RFC 854), with which a device server in telnet mode greets every client:
 *
 *   FF FB 03     IAC WILL SUPPRESS-GO-AHEAD        FF FF            no command: one escaped FF of data
 *   FF FD 2C     IAC DO COM-PORT-OPTION            FF FA 2C … FF F0 subnegotiation, from SB to SE
 */

export type TelnetVerb = 'WILL' | 'WONT' | 'DO' | 'DONT' | 'SB' | 'other';

export interface TelnetCommand {
  /** Offset into the bytes. */
  readonly at: number;
  /** 2 or 3 bytes; a subnegotiation from IAC SB to IAC SE. */
  readonly length: number;
  readonly verb: TelnetVerb;
  /** Null for commands without an option, and where the bytes end before it. */
  readonly option: number | null;
  /** Null for options outside the table. */
  readonly optionName: string | null;
}

const iac = 0xff;
const sb = 0xfa;
const se = 0xf0;
/** RFC 854 and 1184 define commands from here on; a lower byte after FF is no telnet. */
const firstCommand = 0xec;
/** A subnegotiation longer than this is none. */
const longestSubnegotiation = 512;

const verbs: ReadonlyMap<number, TelnetVerb> = new Map([
  [0xfb, 'WILL'],
  [0xfc, 'WONT'],
  [0xfd, 'DO'],
  [0xfe, 'DONT'],
]);

/** Options by their assigned numbers, as far as serial device servers use them. */
const optionNames: ReadonlyMap<number, string> = new Map([
  [0, 'BINARY'],
  [1, 'ECHO'],
  [3, 'SUPPRESS-GO-AHEAD'],
  [5, 'STATUS'],
  [6, 'TIMING-MARK'],
  [24, 'TERMINAL-TYPE'],
  [31, 'WINDOW-SIZE'],
  [32, 'TERMINAL-SPEED'],
  [33, 'REMOTE-FLOW-CONTROL'],
  [34, 'LINEMODE'],
  [36, 'ENVIRONMENT'],
  [37, 'AUTHENTICATION'],
  [38, 'ENCRYPTION'],
  [39, 'NEW-ENVIRONMENT'],
  [44, 'COM-PORT-OPTION'],
]);

/**
 * The telnet commands in a run of bytes, in order. What lies between them is data. Bytes that only may become a
 * command (a lone FF at the end, a subnegotiation without its end) are none.
 */
export function readTelnet(bytes: Uint8Array): readonly TelnetCommand[] {
  const commands: TelnetCommand[] = [];
  let at = bytes.indexOf(iac);
  while (at >= 0 && at + 1 < bytes.length) {
    const command = telnetCommandAt(bytes, at);
    if (command !== null) commands.push(command);
    const escaped = bytes[at + 1] === iac;
    at = bytes.indexOf(iac, at + (command?.length ?? (escaped ? 2 : 1)));
  }
  return commands;
}

/** The telnet command that starts exactly at `at`; null where none does. */
export function telnetCommandAt(bytes: Uint8Array, at: number): TelnetCommand | null {
  if (bytes[at] !== iac || at + 1 >= bytes.length) return null;
  const code = bytes[at + 1] as number;
  if (code === iac || code < firstCommand) return null;
  if (code === sb) return readSubnegotiation(bytes, at);
  const verb = verbs.get(code);
  if (verb === undefined) return { at, length: 2, verb: 'other', option: null, optionName: null };
  const option = bytes[at + 2];
  if (option === undefined) return { at, length: 2, verb, option: null, optionName: null };
  return { at, length: 3, verb, option, optionName: optionNames.get(option) ?? null };
}

function readSubnegotiation(bytes: Uint8Array, at: number): TelnetCommand | null {
  const last = Math.min(bytes.length - 1, at + longestSubnegotiation);
  const option = bytes[at + 2];
  if (option === undefined || option === iac) return null;
  for (let index = at + 3; index < last; index++) {
    if (bytes[index] !== iac) continue;
    const next = bytes[index + 1];
    if (next === se) {
      return { at, length: index + 2 - at, verb: 'SB', option, optionName: optionNames.get(option) ?? null };
    }
    if (next !== iac) return null;
    index++;
  }
  return null;
}
