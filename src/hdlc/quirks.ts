/**
 * Departures from the standard that are met in the field and taken for what they are meant to be. One row each: its
 * name, who does it, what was seen, and the test that recognises it; never an `if` in passing.
 */
import type { Frame } from './frame.ts';

interface Quirk {
  readonly name: string;
  readonly by: string;
  readonly seen: string;
  readonly fits: (frame: Frame) => boolean;
}

/** Answers that are not addressed to the client that asked, and still answer it. */
const misaddressedAnswers: readonly Quirk[] = [
  {
    name: 'frmr-without-addresses',
    by: 'an open-source meter stack, measured',
    seen: '7E A0 07 01 01 97 A0 D1 7E',
    // NO_STATION is nobody's address: no other master can be meant.
    fits: ({ control, destination, source }) =>
      control.type === 'FRMR' && destination.upper === 0 && destination.width === 1 && source.upper === 0,
  },
];

/** Whether a frame is an answer to whoever asked last, although its addresses do not say so. */
export function isMisaddressedAnswer(frame: Frame): boolean {
  return misaddressedAnswers.some(({ fits }) => fits(frame));
}
