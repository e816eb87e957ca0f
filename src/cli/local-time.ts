/** Instants as this host's people read them: in local time. */

/** `2026-11-24 14:35:08` */
export function localText(ms: number): string {
  const at = new Date(ms);
  return `${localDay(ms)} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

/** `2026-11-24` */
export function localDay(ms: number): string {
  const at = new Date(ms);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** The first instant of the day that lies so many days after the one of `ms`; days of 23 and 25 hours included. */
export function startOfDay(ms: number, later = 0): number {
  const at = new Date(ms);
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + later).getTime();
}

function two(value: number): string {
  return `${value}`.padStart(2, '0');
}
