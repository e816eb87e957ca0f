/** Says on standard error that a meter is paused, to whoever uses it: a pause that nobody remembers is never undone. */
import { hostname } from 'node:os';
import { safeText } from '../bytes/printable.ts';
import { isAuthorRunning, type MeterEntry } from '../meters/index.ts';
import { collectorWords } from '../wording/index.ts';
import type { Context } from './context.ts';
import { localTime } from './instants.ts';

/** The commands whose pauses end with the run that made them. */
export const takeOverCommands = [
  'meter test --take-over',
  'meter probe --take-over',
  'meter report --take-over',
] as const;
export type TakeOverCommand = (typeof takeOverCommands)[number];

export function notePause({ err, lang }: Pick<Context, 'err' | 'lang'>, { id, name, paused }: MeterEntry): void {
  // Our own pause for this very run ends with it.
  if (paused === undefined || paused.by.pid === process.pid) return;
  const words = collectorWords[lang];
  const { user, host, pid, command } = paused.by;
  const told = [words.note(name, localTime(paused.since), words.by(user, host, pid, command))];
  if (isOrphan(paused)) told.push(words.noteOrphan(pid, command));
  told.push(words.noteResume(`${id}`));
  err.write(`${safeText(told.join(' '))}\n`);
}

/** A run that paused for itself was ended before it could resume. */
export function isOrphan({ by }: NonNullable<MeterEntry['paused']>): boolean {
  return takeOverCommands.some((known) => known === by.command) && !isAuthorRunning(by, hostname());
}
