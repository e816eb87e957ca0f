/** Reads a stretch of bytes that are in no frame: telnet commands, text that a gateway or a meter says, or garbage. */
import { isPlainText, printable } from '../bytes/printable.ts';
import type { HeardText } from '../evidence/index.ts';
import { readTelnet, recogniseText } from '../gateway/index.ts';
import { parseSignOn } from '../signon/index.ts';

/** A text shorter than this is a text only where a table knows it, or where it is nothing but line ends. */
const shortestText = 6;
const fewestCommands = 2;
const keptCharacters = 200;

export interface ReadStretch {
  readonly text: HeardText | null;
  readonly telnet: readonly string[];
  readonly garbled: number;
}

/** What one stretch of bytes outside frames says: telnet commands first, then text, else garbage. */
export function readStretch(bytes: Uint8Array): ReadStretch {
  const commands = bytes[0] === 0xff ? readTelnet(bytes) : [];
  let at = 0;
  const telnet: string[] = [];
  for (const command of commands) {
    if (command.at !== at || command.optionName === null) break;
    telnet.push(`${command.verb} ${command.option} (${command.optionName})`);
    at = command.at + command.length;
  }
  // A wrong speed makes bytes that look like one command; a greeting has several, all of them known.
  if (telnet.length < fewestCommands) {
    telnet.length = 0;
    at = 0;
  }
  const rest = bytes.subarray(at);
  if (rest.length === 0) return { text: null, telnet, garbled: 0 };
  const characters = asCharacters(rest);
  const found = recogniseText(characters);
  const onlyLineEnds = /^[\r\n]+$/.test(characters);
  if (found === null && !onlyLineEnds && (rest.length < shortestText || !isPlainText(rest))) {
    return { text: null, telnet, garbled: rest.length };
  }
  const known = found === null ? null : { id: found.row.id, meaning: found.row.meaning, device: found.row.device };
  const text = printable(rest.subarray(0, keptCharacters));
  return { text: { text, known, signOn: signOnOf(rest, characters) }, telnet, garbled: 0 };
}

/** A telegram begins with an identification too; its values in brackets tell it from a sign-on. */
function signOnOf(bytes: Uint8Array, characters: string): HeardText['signOn'] {
  const kind = parseSignOn(bytes)?.kind;
  if (kind === 'identification') return /\(\S*\)/.test(characters) ? 'readout' : 'identification';
  return kind === 'readout' ? 'readout' : null;
}

export function asCharacters(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 4096), (byte) => String.fromCharCode(byte)).join('');
}

/** Several texts as one: what a table knows outweighs what it does not. */
export function joinTexts(texts: readonly HeardText[]): HeardText | null {
  if (texts.length === 0) return null;
  const known = texts.find((text) => text.known !== null);
  return {
    text: texts
      .map(({ text }) => text)
      .join('')
      .slice(0, keptCharacters),
    known: known?.known ?? null,
    signOn: texts.find(({ signOn }) => signOn !== null)?.signOn ?? null,
  };
}
