/** `--since`: a span back from now, or a local date and time. */

const hourMs = 3_600_000;
const spans: Readonly<Record<string, number>> = { m: hourMs / 60, h: hourMs, d: 24 * hourMs, w: 7 * 24 * hourMs };

/** @returns ms since 1970; NaN where the text is neither */
export function sinceOf(text: string, now: number): number {
  const [, number = '', letter = ''] = /^(\d{1,5})\s*([mhdw])$/i.exec(text.trim()) ?? [];
  if (number !== '') return now - Number(number) * (spans[letter.toLowerCase()] ?? Number.NaN);
  const [whole, date = '', time = '00:00', zone = ''] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/i.exec(text.trim()) ?? [];
  if (whole === undefined) return Number.NaN;
  // 31 April would become 1 May.
  const isDay = new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) === date;
  return isDay ? Date.parse(`${date}T${time}${zone.toUpperCase()}`) : Number.NaN;
}
