/** Which way a frame went, where only one side sends its like (IEC 62056-46: commands by the client, answers by the meter). */

import { recogniseText } from '../gateway/index.ts';
import { flag, informationOf, parseFrame, parseLlc } from '../hdlc/index.ts';

const answers: ReadonlySet<string> = new Set(['UA', 'DM', 'FRMR']);
const commands: ReadonlySet<string> = new Set(['SNRM', 'DISC']);

/** Null where both sides could have sent these bytes. */
export function directionByFrame(bytes: Uint8Array): 'sent' | 'received' | null {
  if (bytes[0] !== flag) {
    const text = Array.from(bytes.subarray(0, 256), (byte) => String.fromCharCode(byte)).join('');
    return recogniseText(text)?.at === 0 ? 'received' : null;
  }
  const close = bytes.at(-1) === flag ? bytes.length - 1 : bytes.length;
  const frame = parseFrame(bytes.subarray(1, close));
  if ('code' in frame) return null;
  const { control, destination, source } = frame;
  if (commands.has(control.type)) return 'sent';
  if (answers.has(control.type)) return 'received';
  const llc = control.type === 'I' || control.type === 'UI' ? parseLlc(informationOf(frame)) : null;
  if (llc?.kind === 'command') return 'sent';
  if (llc?.kind === 'response') return 'received';
  if (destination.width > 1 && source.width === 1) return 'sent';
  return source.width > 1 && destination.width === 1 ? 'received' : null;
}
