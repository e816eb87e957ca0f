/** Instants as people of this host write them, and how long ago they were. */
import { type Clockwork, renderDuration } from '../report/index.ts';

export function clockOf(now: Date = new Date()): Clockwork {
  return { local: localTime, ago: (instant) => renderDuration(Math.max(0, now.getTime() - Date.parse(instant))) };
}

/** `2025-11-10 10:35:02`, in this host's time zone. */
export function localTime(instant: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  const two = (value: number) => `${value}`.padStart(2, '0');
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${date} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}
