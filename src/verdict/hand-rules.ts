/** A frame that a person gave: what stands wrong in it was so before it went out, whatever came back. */
import type { Rule } from './rule.ts';

export const handRules = [
  {
    because: 'given-bytes-are-wrong',
    code: 'frame.malformed',
    grade: 'proven',
    anyOf: {
      'frame.hand': ['ANSWERED', 'BUSY', 'TEXT', 'ECHO', 'GARBLED', 'FOREIGN', 'TIMEOUT', 'CLOSED', 'RESET'],
    },
    where: ({ facts }) => 'answers' in facts && facts.defects.length > 0,
  },
] as const satisfies readonly Rule[];
