/** The field `failure` of a document whose session died in the middle; nothing where it did not. */
import type { Lost } from '../objects/index.ts';
import type { ChosenMeter } from './choose-meter.ts';

export async function failureOf(chosen: ChosenMeter, lost: Lost | null): Promise<{ readonly failure?: object }> {
  return lost === null ? {} : { failure: (await import('./session-failure.ts')).lostDocument(chosen, lost) };
}
