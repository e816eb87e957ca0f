/**
 * Dates and times as a person types them, as the octets of the Blue Book: `2026-11-24`, `10:00`, `10:00:30.5`,
 * `2026-11-24T10:00`, `2026-11-24 10:00+01:00`, `…Z`. What is left out is not specified.
 */
import { type DateTimeFields, encodeDateTime, parseDateTime } from '../dlms/index.ts';

const date = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const time = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,2}))?)?`;
const zone = String.raw`(Z|[+-]\d{2}:\d{2})?`;
const dateTimeShape = new RegExp(`^${date}(?:[T ]${time}${zone})?$`, 'i');
const timeShape = new RegExp(`^${time}$`);
const nothing: DateTimeFields = {
  year: null,
  month: null,
  day: null,
  weekday: null,
  hour: null,
  minute: null,
  second: null,
  hundredths: null,
  deviation: null,
  status: null,
};

/** Twelve octets; null where the text is no date and time of the calendar. */
export function typedDateTime(text: string): Uint8Array | null {
  const match = dateTimeShape.exec(text.trim());
  if (match?.[4] === undefined) return null;
  const bytes = encodeDateTime({
    ...dateOf(match),
    ...timeOf(match.slice(3)),
    deviation: deviationOf(match[8]),
    status: null,
  });
  return withWeekday(bytes);
}

/** Five octets. */
export function typedDate(text: string): Uint8Array | null {
  const match = dateTimeShape.exec(text.trim());
  if (match === null || match[4] !== undefined) return null;
  const bytes = withWeekday(encodeDateTime({ ...nothing, ...dateOf(match), hour: 0, minute: 0, second: 0 }));
  return bytes?.slice(0, 5) ?? null;
}

/** Four octets. */
export function typedTime(text: string): Uint8Array | null {
  const match = timeShape.exec(text.trim());
  if (match === null) return null;
  const bytes = encodeDateTime({ ...nothing, ...timeOf(match) });
  return parseDateTime(bytes).defects.length === 0 ? bytes.slice(5, 9) : null;
}

function dateOf([, year, month, day]: readonly (string | undefined)[]) {
  return { year: Number(year), month: Number(month), day: Number(day), weekday: null };
}

function timeOf([, hour, minute, second, fraction]: readonly (string | undefined)[]) {
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: second === undefined ? 0 : Number(second),
    hundredths: fraction === undefined ? 0 : Number(fraction.padEnd(2, '0')),
  };
}

/** Minutes from local time to UTC: `+01:00` is −60. Null where no zone was typed. */
function deviationOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (/^z$/i.test(text)) return 0;
  const [hours = '0', minutes = '0'] = text.slice(1).split(':');
  const ahead = Number(hours) * 60 + Number(minutes);
  if (ahead === 0) return 0;
  return text.startsWith('-') ? ahead : -ahead;
}

/** The same with its weekday, which the calendar knows; null where the calendar has no such day. */
function withWeekday(bytes: Uint8Array): Uint8Array | null {
  const { iso, defects } = parseDateTime(bytes);
  if (iso === null || defects.length > 0) return null;
  for (let weekday = 1; weekday <= 7; weekday++) {
    const tried = Uint8Array.from(bytes);
    tried[4] = weekday;
    if (parseDateTime(tried).defects.length === 0) return tried;
  }
  return null;
}
