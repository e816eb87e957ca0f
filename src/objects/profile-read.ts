/**
 * The rows of a profile by selective access (Blue Book, Profile generic): by range of its clock, by numbers of rows, or
 * all of it. Some meters refuse a range unless it says its deviation from UTC, others unless it leaves it open: the form
 * of the meter's own clock is asked first, the other one once, and then the rows by their numbers.
 */
import { type DataValue, entrySelection, parseDateTime, rangeSelection, type Selection } from '../dlms/index.ts';
import type { DeviationForm, ProfileNote, ProfileRow, RowsWanted } from '../evidence/index.ts';
import { type StreamAnswer, streamAttribute } from '../session/index.ts';
import type { Lost, ObjectAccess } from './access.ts';
import { hostDeviationAt, readTime } from './clock.ts';
import { localMsOf } from './clock-drift.ts';
import type { Profile } from './profile.ts';
import { isClock } from './profile-columns.ts';
import { encodeLimit, entriesIn, type Limits, liesWithin, limitsOf, type MeterNow } from './profile-range.ts';
import { ProfileRows } from './profile-rows.ts';
import { serviceError } from './service-error.ts';

export interface ReadRowsOptions {
  readonly wanted: RowsWanted;
  /** No selection is asked of the meter: the whole buffer comes, and what is not wanted is left out here. */
  readonly wholeBuffer: boolean;
  /** Takes rows as they come; the meter is asked for more when it has taken them. `of`: how many will come, if known. */
  readonly onRows: (
    rows: readonly ProfileRow[],
    came: { readonly rows: number; readonly of: number | null },
  ) => void | Promise<void>;
  readonly onNote: (note: ProfileNote) => void;
  readonly hostDeviation?: (utcMs: number) => number;
}

/** `rows`: how many were told. */
export type ProfileEnd =
  | { readonly type: 'done'; readonly rows: number }
  | { readonly type: 'error'; readonly error: string; readonly isRefusal: boolean; readonly rows: number }
  | { readonly type: 'lost'; readonly lost: Lost; readonly rows: number }
  /** It could not even be asked for. */
  | {
      readonly type: 'impossible';
      readonly why: 'entries-unknown' | 'no-selection' | 'range-refused';
      readonly rows: 0;
    };

/** @throws the signal's reason */
export async function readProfileRows(
  access: ObjectAccess,
  profile: Profile,
  options: ReadRowsOptions,
): Promise<ProfileEnd> {
  return await new RowsReading(access, profile, options).run();
}

/** These say something of the object, not of how it was asked. */
const finalErrors: ReadonlySet<string> = new Set([
  'read-write-denied',
  'object-undefined',
  'object-class-inconsistent',
  'object-unavailable',
  'scope-of-access-violated',
]);

class RowsReading {
  readonly #access: ObjectAccess;
  readonly #profile: Profile;
  readonly #options: ReadRowsOptions;
  readonly #hostDeviation: (utcMs: number) => number;
  #rows = 0;

  constructor(access: ObjectAccess, profile: Profile, options: ReadRowsOptions) {
    this.#access = access;
    this.#profile = profile;
    this.#options = options;
    this.#hostDeviation = options.hostDeviation ?? hostDeviationAt;
  }

  async run(): Promise<ProfileEnd> {
    const { wanted, wholeBuffer } = this.#options;
    const { order } = this.#profile.shape;
    switch (wanted.kind) {
      case 'everything':
        return this.#end(await this.#stream(null, null));
      case 'entries':
        return this.#byEntries(wanted.from, wanted.to);
      case 'last-entries': {
        const { entriesInUse } = this.#profile.shape;
        if (order !== null && order !== 'fifo') this.#options.onNote({ code: 'order', order });
        if (order === 'lifo') return this.#byEntries(1, wanted.count);
        if (entriesInUse === null) return { type: 'impossible', why: 'entries-unknown', rows: 0 };
        if (entriesInUse === 0) return { type: 'done', rows: 0 };
        return this.#byEntries(Math.max(1, entriesInUse - wanted.count + 1), entriesInUse);
      }
      default: {
        const now = await this.#meterNow();
        if ('type' in now) return { ...now, rows: 0 };
        const limits = limitsOf(wanted, now, this.#hostDeviation);
        return wholeBuffer ? this.#sortedOut(limits) : this.#byRange(limits, now);
      }
    }
  }

  /** What the meter's clock shows; this host's clock where it does not tell. */
  async #meterNow(): Promise<MeterNow | { readonly type: 'lost'; readonly lost: Lost }> {
    const answer = await readTime(this.#access);
    if (answer.type === 'lost') return answer;
    if (answer.type === 'time') {
      const localMs = localMsOf(answer.bytes);
      const { utcMs, deviation } = parseDateTime(answer.bytes);
      if (localMs !== null) return { localMs, deviation: utcMs === null ? null : deviation };
    }
    const why = answer.type === 'error' ? answer.error : 'no-date-time';
    this.#options.onNote({ code: 'clock-unknown', why });
    const hostNow = this.#access.now();
    return { localMs: hostNow - this.#hostDeviation(hostNow) * 60_000, deviation: null };
  }

  async #byRange(limits: Limits, now: MeterNow): Promise<ProfileEnd> {
    const { captureObjects } = this.#profile;
    const clock = captureObjects.find(isClock);
    const { onNote } = this.#options;
    if (captureObjects.length > 0 && clock === undefined) {
      onNote({ code: 'no-clock' });
      return { type: 'impossible', why: 'range-refused', rows: 0 };
    }
    const forms: readonly DeviationForm[] =
      now.deviation === null ? ['unspecified', 'specified'] : ['specified', 'unspecified'];
    let refusal = '';
    for (const form of forms) {
      const selection = rangeSelection(encodeLimit(limits.from, form), encodeLimit(limits.to, form), [], clock);
      const told = form === forms[0] ? null : ({ code: 'other-form', why: refusal, form } as const);
      const answer = await this.#stream(selection, told);
      if (answer.type === 'not-asked') return this.#notAsked(answer.why);
      const end = this.#end(answer);
      if (end.type !== 'error' || !end.isRefusal || end.rows > 0 || finalErrors.has(end.error)) return end;
      refusal = end.error;
    }
    onNote({ code: 'range-refused', why: refusal });
    const entries = entriesIn(limits, now, this.#profile.shape);
    if (entries === null) return { type: 'impossible', why: 'range-refused', rows: 0 };
    const { order, entriesInUse } = this.#profile.shape;
    const turned = (entry: number): number => (entriesInUse ?? 0) + 1 - entry;
    const asked = order === 'lifo' ? { from: turned(entries.to), to: turned(entries.from) } : entries;
    onNote({ code: 'by-entries', ...asked });
    return this.#byEntries(asked.from, asked.to, limits);
  }

  async #byEntries(from: number, to: number, limits: Limits | null = null): Promise<ProfileEnd> {
    const answer = await this.#stream(entrySelection(from, to), null, limits);
    return answer.type === 'not-asked' ? this.#notAsked(answer.why) : this.#end(answer);
  }

  async #sortedOut(limits: Limits): Promise<ProfileEnd> {
    return this.#end(await this.#stream(null, { code: 'sorted-out-here' }, limits));
  }

  #notAsked(why: 'short-names' | 'conformance' | 'too-long'): ProfileEnd {
    if (why === 'conformance') return { type: 'impossible', why: 'no-selection', rows: 0 };
    return { type: 'error', error: `not-asked: ${why}`, isRefusal: false, rows: 0 };
  }

  /** @param note told before the first row. @param limits rows outside are left out */
  async #stream(
    selection: Selection | null,
    note: ProfileNote | null,
    limits: Limits | null = null,
  ): Promise<StreamAnswer> {
    const { channel, association, replyMs, signal } = this.#access;
    const { onRows, onNote } = this.#options;
    const rows = new ProfileRows(this.#profile.shape);
    let untold = note;
    let came = 0;
    const onElements = async (elements: readonly DataValue[], announced: number | null): Promise<void> => {
      if (untold !== null) onNote(untold);
      untold = null;
      const read = rows.read(elements);
      came += read.length;
      const kept = limits === null ? read : read.filter(({ captured }) => liesWithin(captured, limits));
      this.#rows += kept.length;
      await onRows(
        kept.map(({ row }) => row),
        { rows: came, of: announced },
      );
    };
    const selected = selection === null ? {} : { selection };
    const answer = await streamAttribute(channel, association, this.#profile.ref, {
      replyMs,
      signal,
      onElements,
      ...selected,
    });
    if (untold !== null && answer.type === 'done') onNote(untold);
    return answer;
  }

  #end(answer: StreamAnswer): ProfileEnd {
    const rows = this.#rows;
    if (answer.type !== 'done') return { ...serviceError(answer), rows };
    const cut = answer.defects.some(({ code }) => code === 'cut');
    return cut ? { type: 'error', error: 'malformed: cut', isRefusal: false, rows } : { type: 'done', rows };
  }
}
