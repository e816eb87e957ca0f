/**
 * Bytes that a person gave: what stands wrong in a frame was so before it went out, whatever came back. Bytes that are no HDLC
 * frame at all may be meant for another protocol.
 */
import type { AnyEvidence } from '../evidence/index.ts';
import type { Rule } from './rule.ts';

const given = {
  'frame.hand': ['ANSWERED', 'BUSY', 'TEXT', 'ECHO', 'GARBLED', 'FOREIGN', 'TIMEOUT', 'CLOSED', 'RESET'],
} as const;
const noFrame: readonly string[] = ['no-frame', 'bytes-outside'];
const defectsOf = ({ facts }: AnyEvidence): readonly string[] =>
  'answers' in facts && 'defects' in facts ? facts.defects : [];

export const handRules = [
  {
    because: 'given-bytes-are-wrong',
    code: 'frame.malformed',
    grade: 'proven',
    anyOf: given,
    where: (one) => defectsOf(one).some((defect) => !noFrame.includes(defect)),
  },
  {
    because: 'given-bytes-are-no-frame',
    code: 'frame.malformed',
    grade: 'likely',
    anyOf: { 'frame.hand': ['BUSY', 'ECHO', 'GARBLED', 'FOREIGN', 'TIMEOUT', 'CLOSED', 'RESET'] },
    where: (one) => defectsOf(one).length > 0,
  },
] as const satisfies readonly Rule[];
