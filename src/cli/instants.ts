/** Instants as people of this host write them, and how long ago they were. */
import { type Clockwork, renderDuration } from '../report/index.ts';
import { localText } from './local-time.ts';

export function clockOf(now: Date = new Date()): Clockwork {
  return { local: localTime, ago: (instant) => renderDuration(Math.max(0, now.getTime() - Date.parse(instant))) };
}

/** `2025-11-10 10:35:02`, in this host's time zone; what is no instant stays as it is. */
export function localTime(instant: string): string {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? instant : localText(ms);
}
