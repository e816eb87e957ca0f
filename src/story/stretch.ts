/** What bytes outside frames say: telnet commands first, then text that a gateway or a meter says, else garbage. */
import { isPlainText, printable } from '../bytes/printable.ts';
import type { HeardText } from '../evidence/index.ts';
import { readTelnet, recogniseText } from '../gateway/index.ts';
import { parseSignOn } from '../signon/index.ts';

/** A text shorter than this is a text only where a table knows it, or where it is nothing but line ends. */
const shortestText = 6;
const fewestCommands = 2;
const keptCharacters = 200;

export interface Stretch {
  readonly text: HeardText | null;
  readonly telnet: readonly string[];
  readonly garbled: number;
}

export function readStretch(bytes: Uint8Array): Stretch {
  const telnet: string[] = [];
  let at = 0;
  for (const command of bytes[0] === 0xff ? readTelnet(bytes) : []) {
    if (command.at !== at || command.optionName === null) break;
    telnet.push(`${command.verb} ${command.option} (${command.optionName})`);
    at = command.at + command.length;
  }
  if (telnet.length < fewestCommands) {
    telnet.length = 0;
    at = 0;
  }
  const rest = bytes.subarray(at);
  if (rest.length === 0) return { text: null, telnet, garbled: 0 };
  const characters = Array.from(rest.subarray(0, 4096), (byte) => String.fromCharCode(byte)).join('');
  const found = recogniseText(characters);
  const isText = /^[\r\n]+$/.test(characters) || (rest.length >= shortestText && isPlainText(rest));
  if (found === null && !isText) return { text: null, telnet, garbled: rest.length };
  const known = found === null ? null : { id: found.row.id, meaning: found.row.meaning, device: found.row.device };
  const kind = parseSignOn(rest)?.kind;
  const hasValues = /\(\S*\)/.test(characters);
  const signOn =
    kind === 'readout' || (kind === 'identification' && hasValues)
      ? 'readout'
      : kind === 'identification'
        ? 'identification'
        : null;
  return { text: { text: printable(rest.subarray(0, keptCharacters)), known, signOn }, telnet, garbled: 0 };
}
