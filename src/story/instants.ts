/**
 * The time in front of a log line, in the forms that logs have:
 *
 *   2025-11-10 10:35:01,123   10/11/2025 10:35:01   Nov 10 10:35:01   10:35:01.123   1762770901.123   @502
 *
 * Told apart by what they count from; the caller turns them into milliseconds from the first one.
 */

export interface Stamp {
  readonly text: string;
  /** Milliseconds from the origin of its kind. */
  readonly ms: number;
  /** `clock`: a time of day without its day. */
  readonly kind: 'date' | 'clock' | 'epoch' | 'capture';
}

const dayMs = 86_400_000;
const clock = '(\\d{1,2}):([0-5]\\d):([0-5]\\d)(?:[.,](\\d{1,9}))?';
const isoStamp = new RegExp(`(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})[T ]+${clock}`);
const localStamp = new RegExp(`(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})[T ]+${clock}`);
const syslogStamp = new RegExp(`\\b([A-Z][a-z]{2}) {1,2}(\\d{1,2}) ${clock}`);
const clockStamp = new RegExp(`(?<![\\d:])${clock}(?![:\\dA-Fa-f])`);
const epochStamp = /(?:^|[[( ])(1[0-9]{9})(?:\.(\d{1,9}))?(?=[\]): ]|$)/;
const captureStamp = /^\s*@(\d{1,15}(?:\.\d+)?)(?: ?ms)?(?=\s)/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** A time farther behind than this is about something else. */
const farthest = 80;

/** The first time in the beginning of a line; null where there is none. */
export function stampOf(line: string): Stamp | null {
  const head = line.slice(0, farthest);
  const capture = captureStamp.exec(head);
  if (capture !== null) return { text: capture[0].trim(), ms: Number(capture[1]), kind: 'capture' };
  const iso = isoStamp.exec(head);
  if (iso !== null) {
    const [text, year, month, day, ...time] = iso;
    return { text, ms: daysOf(Number(year), Number(month), Number(day)) * dayMs + clockMs(time), kind: 'date' };
  }
  const local = localStamp.exec(head);
  if (local !== null) {
    const [text, day, month, year, ...time] = local;
    return { text, ms: daysOf(Number(year), Number(month), Number(day)) * dayMs + clockMs(time), kind: 'date' };
  }
  const syslog = syslogStamp.exec(head);
  const month = months.indexOf(syslog?.[1] ?? '');
  if (syslog !== null && month >= 0) {
    const [text, , day, ...time] = syslog;
    return { text, ms: daysOf(2000, month + 1, Number(day)) * dayMs + clockMs(time), kind: 'date' };
  }
  const time = clockStamp.exec(head);
  if (time !== null) return { text: time[0], ms: clockMs(time.slice(1)), kind: 'clock' };
  const epoch = epochStamp.exec(head);
  if (epoch === null) return null;
  return { text: epoch[0].trim(), ms: Number(epoch[1]) * 1000 + fractionMs(epoch[2]), kind: 'epoch' };
}

function clockMs([hours, minutes, seconds, fraction]: readonly (string | undefined)[]): number {
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000 + fractionMs(fraction);
}

function fractionMs(digits: string | undefined): number {
  return digits === undefined ? 0 : Math.round(Number(`0.${digits}`) * 1000);
}

/** Days since 1970-03-01 of the proleptic Gregorian calendar, so that a leap day is the last one of its year. */
function daysOf(year: number, month: number, day: number): number {
  const years = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leaps = Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
  return years * 365 + leaps + Math.floor((monthFromMarch * 306 + 5) / 10) + day - 1;
}

/** Turns stamps into milliseconds from the first one. A clock that goes back by half a day has passed midnight. */
export class Timeline {
  #first: Stamp | null = null;
  #days = 0;
  #last = 0;

  /** Null where the stamp counts from something else than the first one did. A time that goes back stays where it was. */
  place(stamp: Stamp | null): number | null {
    if (stamp === null) return null;
    this.#first ??= stamp;
    if (stamp.kind !== this.#first.kind) return null;
    let ms = stamp.ms - this.#first.ms + this.#days * dayMs;
    if (stamp.kind === 'clock' && ms < this.#last - dayMs / 2) {
      this.#days += 1;
      ms += dayMs;
    }
    this.#last = Math.max(this.#last, ms);
    return this.#last;
  }
}
