/** Options that are times in seconds. */
import { testCommandWords } from '../wording/index.ts';
import { type Context, UsageError } from './context.ts';

const defaultSeconds = 5;

/**
 * A time-out in ms; 5 s where none was given.
 * @throws UsageError where it is no time between 0.1 and 600 s
 */
export function milliseconds({ lang }: Context, option: string, text: string | undefined): number {
  if (text === undefined) return defaultSeconds * 1000;
  const seconds = /^\d{1,3}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  const words = testCommandWords[lang];
  if (!(seconds >= 0.1 && seconds <= 600)) throw new UsageError(words.secondsWrong(option, text), words.secondsHint);
  return Math.round(seconds * 1000);
}
