/**
 * Whether an input may be the record of a conversation, seen from its first part: cheap, so that a file of frames is not
 * kept waiting. What only may be one is looked at closely by `decode-story.ts`, which is loaded then.
 */

/** So much of an input is looked at. */
export const headLength = 256 * 1024;

const capture = /^@\d+(?:\.\d+)?\s+[<>]\s/m;
const document = /"schema"\s*:\s*"meter\.(?:test|probe)\/1"/;
/** A word or a mark of direction, or a time, on a line that is no remark. */
const directed =
  /^(?!\s*(?:#|\/\/)).*(?:(?<![\p{L}\d])(?:tx|rx|sent|send\w*|recv|receiv\w*|write|request|response|reply|enviad\w*|recibid\w*|respuesta|out|in)(?![\p{L}\d])|(?:^|\s)(?:<{1,3}|>{1,3}|<-{1,2}|-{1,2}>|=>|<=|→|←)\s|\d{1,2}:[0-5]\d:[0-5]\d)/imu;

/** @returns `certainly` for a capture or a document; `perhaps` for what may be a log */
export function recordKind(input: Uint8Array): 'certainly' | 'perhaps' | 'no' {
  const head = input.subarray(0, headLength);
  for (const byte of head) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b) return 'no';
  }
  const text = new TextDecoder().decode(head);
  if (capture.test(text) || (/^\s*\{/.test(text) && document.test(text))) return 'certainly';
  return directed.test(text) ? 'perhaps' : 'no';
}
