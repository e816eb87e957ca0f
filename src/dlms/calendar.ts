/**
 * The Gregorian calendar in whole days, for the years 0 to 9999: what date-time.ts needs, and nothing that asks a clock.
 */
const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month (1 to 12). */
export function monthLength(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0);
}

/** Days from the start of year 0 to the start of a year; year 0 is a leap year. */
function daysToYear(year: number): number {
  const leaps = Math.ceil(year / 4) - Math.ceil(year / 100) + Math.ceil(year / 400);
  return year * 365 + leaps;
}

const epoch = daysToYear(1970);

/** Days from 1970-01-01 to a day; negative before it. */
export function daysBefore(year: number, month: number, day: number): number {
  let days = daysToYear(year) - epoch + day - 1;
  for (let earlier = 1; earlier < month; earlier++) days += monthLength(year, earlier);
  return days;
}

/** The day that lies so many days from 1970-01-01: the inverse of daysBefore. */
export function dayAt(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const sinceZero = days + epoch;
  let year = Math.floor(sinceZero / 365.2425);
  // The mean year misses by one at most.
  if (daysToYear(year) > sinceZero) year -= 1;
  else if (daysToYear(year + 1) <= sinceZero) year += 1;
  let rest = sinceZero - daysToYear(year);
  let month = 1;
  while (month < 12 && rest >= monthLength(year, month)) {
    rest -= monthLength(year, month);
    month += 1;
  }
  return { year, month, day: rest + 1 };
}

/** The weekday of a day given as days from 1970-01-01, which was a Thursday: 1 is Monday, 7 Sunday. */
export function weekdayOf(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}
