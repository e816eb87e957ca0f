/** What the codec finds wrong with an APDU, as problems like those of a frame. */
import { toHex } from '../bytes/hex.ts';
import type { ApduDefect, ApduDefectCode } from '../dlms/index.ts';
import { type ProblemCode, problem } from './problems.ts';
import type { Problem, Source } from './tree.ts';

const codes = {
  cut: 'apdu-cut',
  'length-wrong': 'apdu-length-wrong',
  'length-impossible': 'apdu-length-impossible',
  'left-over': 'apdu-left-over',
  'tag-unknown': 'apdu-tag-unknown',
  'choice-unknown': 'apdu-choice-unknown',
  'type-unknown': 'apdu-type-unknown',
  'too-deep': 'apdu-too-deep',
  'count-impossible': 'apdu-count-impossible',
  'conformance-tag-short': 'apdu-conformance-tag-short',
  'bare-tag': 'apdu-bare-tag',
  'date-time-tagged': 'apdu-date-time-tagged',
  'value-unknown': 'apdu-value-unknown',
} as const satisfies Record<ApduDefectCode, ProblemCode>;

export function apduProblem(source: Source, { code, at, end, declared, actual }: ApduDefect): Problem {
  const numbers = {
    ...(declared === undefined ? {} : { declared }),
    ...(actual === undefined ? {} : { actual }),
  };
  // A length in one octet can be put right; a longer one could be meant in several ways.
  const short = code === 'length-wrong' && end - at === 1 && actual !== undefined && actual < 0x80;
  return problem(source, codes[code], at, end, short ? toHex(Uint8Array.of(actual)) : null, numbers);
}
