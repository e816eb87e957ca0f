/** Durations for people: `380 ms`, `2.38 s`, `12.3 s`, `3 min 12 s`, `1 h 0 min`, `2 d 3 h`. */

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** @param ms not negative */
export function renderDuration(ms: number): string {
  if (ms < second) return `${Math.max(1, Math.round(ms))} ms`;
  if (ms < 10 * second) return `${(ms / second).toFixed(2)} s`;
  if (ms < minute) return `${(ms / second).toFixed(1)} s`;
  return renderLong(Math.round(ms / second) * second);
}

function renderLong(ms: number): string {
  if (ms < hour) return `${Math.floor(ms / minute)} min ${Math.floor((ms % minute) / second)} s`;
  if (ms < day) return `${Math.floor(ms / hour)} h ${Math.floor((ms % hour) / minute)} min`;
  return `${Math.floor(ms / day)} d ${Math.floor((ms % day) / hour)} h`;
}
