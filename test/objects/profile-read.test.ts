/** Profiles read over real sockets, of meters that refuse selections, tell little of themselves, or stop in the middle. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  clockStatus,
  conformanceBlock,
  type DataValue,
  dateTimeAt,
  encodeDateTime,
  parseDateTime,
} from '../../src/dlms/index.ts';
import type { ProfileNote, ProfileRow, RowsWanted } from '../../src/evidence/index.ts';
import { openTcp } from '../../src/line/index.ts';
import { accessOf, type ObjectAccess, openProfile, type Profile, readProfileRows } from '../../src/objects/index.ts';
import { openSession, publicLogin } from '../../src/session/index.ts';
import { valueName } from '../support/dlms-answers.ts';
import {
  clockName,
  energyName,
  octets,
  type ProfileMeter,
  type ProfileMeterOptions,
  profileName,
  row,
  startProfileMeter,
  unsigned,
} from '../support/profile-meter.ts';
import { type Instead, startWrapperMeter } from '../support/wrapper-meter.ts';

const quarter = 900_000;
const noon = Date.UTC(2026, 10, 24, 12);
const load = '1-0:99.1.0';
/** The code of `other-reason`, and of `read-write-denied`. */
const [other, denied] = [250, 3];

const time = (utcMs: number, deviation: number | null): DataValue =>
  octets(...encodeDateTime({ ...dateTimeAt(utcMs, deviation ?? 0, clockStatus(0)), deviation }));
/** A hundred quarters of an hour up to noon, oldest first, numbered from 1. */
const rows = Array.from({ length: 100 }, (_, index) =>
  row(time(noon - (99 - index) * quarter, 0), unsigned(index + 1)),
);
const clockIs = (deviation: number | null) => ({ [valueName(8, clockName, 2)]: time(noon, deviation) });
const lastHour = { kind: 'last', ms: 3_600_000 } as const;

type Selection = ProfileMeter['selections'][number];

function parametersOf(selection: Selection): readonly DataValue[] {
  const parameters = selection?.parameters;
  return parameters?.type === 'structure' ? parameters.items : [];
}

/** Whether a range says its deviation from UTC. */
function isSpecified(selection: Selection): boolean {
  const from = parametersOf(selection)[1];
  if (from?.type !== 'octet-string') throw new Error('no range');
  return parseDateTime(from.bytes).deviation !== null;
}

const entriesOf = (selection: Selection): readonly number[] =>
  parametersOf(selection).map((item) => ('value' in item ? Number(item.value) : Number.NaN));

/** The rows that an entry descriptor names. */
function byEntries(selection: Selection): readonly DataValue[] {
  const [from = 1, to = 0] = entriesOf(selection);
  return rows.slice(from - 1, to);
}

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

async function accessOn(port: number, replyMs = 200): Promise<ObjectAccess> {
  const server = { upper: 1, lower: null, width: 1 } as const;
  const target = { transport: 'wrapper', host: '127.0.0.1', port, client: 16, server } as const;
  const session = await openSession(openTcp, target, publicLogin, { connectTimeoutMs: 1000, replyMs });
  if (session.type !== 'session') throw new Error(`no session: ${session.stage}`);
  endings.push(() => session.close());
  return accessOf(session, { replyMs, signal: new AbortController().signal, now: () => noon });
}

async function opened(access: ObjectAccess, name = load): Promise<Profile> {
  const answer = await openProfile(access, name);
  if (answer.type !== 'profile') throw new Error(`no profile: ${JSON.stringify(answer)}`);
  return answer.profile;
}

async function readWith(access: ObjectAccess, wanted: RowsWanted, wholeBuffer = false) {
  const told: ProfileRow[] = [];
  const notes: ProfileNote[] = [];
  const profile = await opened(access);
  const end = await readProfileRows(access, profile, {
    wanted,
    wholeBuffer,
    onRows: (some) => void told.push(...some),
    onNote: (note) => void notes.push(note),
    hostDeviation: () => 0,
  });
  const numbers = told.map(({ cells }) => cells.at(-1)?.text);
  return { end, notes, numbers, told, shape: profile.shape };
}

async function read(options: ProfileMeterOptions, wanted: RowsWanted = lastHour, wholeBuffer = false) {
  const meter = await startProfileMeter(options);
  endings.push(() => meter.stop());
  return { ...(await readWith(await accessOn(meter.port), wanted, wholeBuffer)), selections: meter.selections };
}

describe('a range of time', () => {
  it.each([
    { clock: 0, first: true },
    { clock: null, first: false },
  ])('is asked in the form of the meter’s own clock first ($clock)', async ({ clock, first }) => {
    const { end, notes, numbers, selections } = await read({ values: clockIs(clock), buffer: () => rows.slice(-5) });
    expect({ end, notes }).toEqual({ end: { type: 'done', rows: 5 }, notes: [] });
    expect(numbers).toEqual(['9.6', '9.7', '9.8', '9.9', '10.0']);
    expect(selections.map(isSpecified)).toEqual([first]);
    expect(selections[0]?.selector).toBe(1);
  });

  it.each([
    { clock: 0, form: 'unspecified' },
    { clock: null, form: 'specified' },
  ] as const)('is asked once in the other form where that one is refused ($clock)', async ({ clock, form }) => {
    const { end, notes, selections } = await read({
      values: clockIs(clock),
      buffer: (selection) => (isSpecified(selection) === (clock !== null) ? other : rows.slice(-5)),
    });
    expect(end).toEqual({ type: 'done', rows: 5 });
    expect(notes).toEqual([{ code: 'other-form', why: 'other-reason', form }]);
    expect(selections).toHaveLength(2);
  });

  it('that is empty in the other form is told as that, too', async () => {
    const { end, notes } = await read({
      values: clockIs(0),
      buffer: (selection) => (isSpecified(selection) ? other : []),
    });
    expect(end).toEqual({ type: 'done', rows: 0 });
    expect(notes).toEqual([{ code: 'other-form', why: 'other-reason', form: 'unspecified' }]);
  });

  it('is asked by numbers where both forms are refused, and what is outside is left out', async () => {
    const { end, notes, numbers, selections } = await read({
      values: clockIs(0),
      buffer: (selection) => (selection?.selector === 1 ? other : byEntries(selection)),
    });
    expect(end).toEqual({ type: 'done', rows: 5 });
    expect(numbers).toEqual(['9.6', '9.7', '9.8', '9.9', '10.0']);
    expect(notes).toEqual([
      { code: 'range-refused', why: 'other-reason' },
      { code: 'by-entries', from: 95, to: 100 },
    ]);
    expect(selections.map((selection) => selection?.selector)).toEqual([1, 1, 2]);
  });

  it('is asked by the numbers from the other end of a profile that keeps the newest first', async () => {
    const newestFirst = rows.toReversed();
    const { numbers, notes } = await read({
      values: clockIs(0),
      sortMethod: 2,
      buffer: (selection) => {
        if (selection?.selector === 1) return other;
        const [from = 1, to = 0] = entriesOf(selection);
        return newestFirst.slice(from - 1, to);
      },
    });
    expect(notes.at(-1)).toEqual({ code: 'by-entries', from: 1, to: 6 });
    expect(numbers).toEqual(['10.0', '9.9', '9.8', '9.7', '9.6']);
  });

  it.each([{ capturePeriod: 0 }, { entriesInUse: null }, { entriesInUse: 0 }])(
    'is given up where nothing tells the numbers: %j',
    async (changes) => {
      const { end, selections } = await read({ values: clockIs(0), buffer: () => other, ...changes });
      expect(end).toEqual({ type: 'impossible', why: 'range-refused', rows: 0 });
      expect(selections).toHaveLength(2);
    },
  );

  it('is not asked twice of a meter that forbids the buffer', async () => {
    const { end, notes, selections } = await read({ values: clockIs(0), buffer: () => denied });
    expect(end).toEqual({ type: 'error', error: 'read-write-denied', isRefusal: true, rows: 0 });
    expect({ notes, asked: selections.length }).toEqual({ notes: [], asked: 1 });
  });

  it.each<readonly [string, Record<string, DataValue>, string]>([
    ['does not have one', {}, 'object-undefined'],
    ['gives something else', { [valueName(8, clockName, 2)]: unsigned(1) }, 'malformed: no-date-time'],
    [
      'leaves its date open',
      { [valueName(8, clockName, 2)]: octets(...Array.from({ length: 12 }, () => 0xff)) },
      'no-date-time',
    ],
  ])('counts from this host’s clock where the meter %s', async (_name, values, why) => {
    const { end, notes, selections } = await read({ values, buffer: () => rows.slice(-5) });
    expect(end).toEqual({ type: 'done', rows: 5 });
    expect(notes).toEqual([{ code: 'clock-unknown', why }]);
    // Nobody told a deviation.
    expect(selections.map(isSpecified)).toEqual([false]);
    const from = parametersOf(selections[0] ?? null)[1];
    expect(from?.type === 'octet-string' && parseDateTime(from.bytes).text).toContain('2026-11-24 11:00');
  });

  it('has nothing to be about in a profile without a clock', async () => {
    const { end, notes, selections } = await read({
      values: clockIs(0),
      captureObjects: [[3, energyName]],
      buffer: () => other,
    });
    expect(end).toEqual({ type: 'impossible', why: 'range-refused', rows: 0 });
    expect({ notes, selections }).toEqual({ notes: [{ code: 'no-clock' }], selections: [] });
  });

  it('is sorted out here where the whole buffer is wanted', async () => {
    const from = { localMs: noon - quarter, deviation: null };
    const { end, notes, numbers, selections } = await read(
      { values: clockIs(0), buffer: () => rows },
      { kind: 'range', from, to: null },
      true,
    );
    expect(end).toEqual({ type: 'done', rows: 2 });
    expect(notes).toEqual([{ code: 'sorted-out-here' }]);
    expect(numbers).toEqual(['9.9', '10.0']);
    expect(selections).toEqual([null]);
  });
});

describe('rows by number', () => {
  it('are asked as they were typed', async () => {
    const { numbers, selections } = await read({ buffer: byEntries }, { kind: 'entries', from: 7, to: 8 });
    expect(numbers).toEqual(['0.7', '0.8']);
    expect(entriesOf(selections[0] ?? null).slice(0, 2)).toEqual([7, 8]);
  });

  it.each([
    { sortMethod: 1, asked: [98, 100], order: null },
    { sortMethod: 2, asked: [1, 3], order: 'lifo' },
    { sortMethod: 3, asked: [98, 100], order: 'largest' },
    { sortMethod: 99, asked: [98, 100], order: null },
  ])('are the last ones, by sort method $sortMethod', async ({ sortMethod, asked, order }) => {
    const { end, notes, selections } = await read(
      { sortMethod, buffer: byEntries },
      { kind: 'last-entries', count: 3 },
    );
    expect(end).toEqual({ type: 'done', rows: 3 });
    expect(entriesOf(selections[0] ?? null).slice(0, 2)).toEqual(asked);
    expect(notes).toEqual(order === null ? [] : [{ code: 'order', order }]);
  });

  it('are all of them where there are not so many, and none of an empty profile', async () => {
    const all = await read({ buffer: byEntries }, { kind: 'last-entries', count: 1000 });
    expect(all.end).toEqual({ type: 'done', rows: 100 });
    const none = await read({ entriesInUse: 0, buffer: byEntries }, { kind: 'last-entries', count: 3 });
    expect([none.end, none.selections]).toEqual([{ type: 'done', rows: 0 }, []]);
  });

  it('have no number where the meter does not say how many there are', async () => {
    const { end, selections } = await read(
      { entriesInUse: null, buffer: byEntries },
      { kind: 'last-entries', count: 3 },
    );
    expect([end, selections]).toEqual([{ type: 'impossible', why: 'entries-unknown', rows: 0 }, []]);
  });

  it('cannot be asked of a meter without selective access; everything can', async () => {
    const meter = { values: clockIs(0), selectiveAccess: false, buffer: () => rows };
    for (const wanted of [lastHour, { kind: 'entries', from: 1, to: 2 }] as const) {
      const { end, selections } = await read(meter, wanted);
      expect([end, selections]).toEqual([{ type: 'impossible', why: 'no-selection', rows: 0 }, []]);
    }
    expect((await read(meter, { kind: 'everything' }, true)).end).toEqual({ type: 'done', rows: 100 });
  });
});

const profile = (attribute: number): string => valueName(7, profileName, attribute);
const values: Readonly<Record<string, DataValue>> = {
  [profile(2)]: { type: 'array', items: rows.slice(-2) },
  [profile(3)]: {
    type: 'array',
    items: [
      row(
        { type: 'long-unsigned', value: 3 },
        octets(...Buffer.from(energyName, 'hex')),
        { type: 'integer', value: 2 },
        { type: 'long-unsigned', value: 0 },
      ),
    ],
  },
  [profile(4)]: unsigned(900),
  [profile(7)]: unsigned(2),
  [valueName(3, energyName, 3)]: row({ type: 'integer', value: -1 }, { type: 'enum', value: 30 }),
  ...clockIs(0),
};

describe('an answer that is cut off, or no answer at all', () => {
  /** A GET-Response with this in the place of the rows: whole, or as the one block of an answer in blocks. */
  const rowsAre = (form: 'whole' | 'block', data: readonly number[]): Instead => {
    return (question) => {
      if (question[0] !== 0xc0 || question[1] !== 1 || question.at(-2) !== 2) return undefined;
      const head = form === 'whole' ? [0x00] : [0x01, 0, 0, 0, 1, 0x00, data.length];
      return Uint8Array.of(0xc4, form === 'whole' ? 0x01 : 0x02, question[2] ?? 0, ...head, ...data);
    };
  };
  const twoRows = [2, 1, 6, 0, 0, 0, 1, 2, 1, 6, 0, 0, 0, 2];

  it.each([
    // In blocks rows are told as they come; an answer in one piece is understood as a whole, or not.
    { form: 'block', what: 'fewer rows than announced', data: [1, 5, ...twoRows], numbers: ['0.1', '0.2'] },
    { form: 'block', what: 'a row without its end', data: [1, 2, ...twoRows.slice(0, -2)], numbers: ['0.1'] },
    { form: 'block', what: 'a type that does not exist', data: [1, 1, 0x84], numbers: [] },
    { form: 'whole', what: 'fewer rows than announced', data: [1, 5, ...twoRows], numbers: [] },
    { form: 'whole', what: 'a type that does not exist', data: [0x84], numbers: [] },
  ] as const)('$what ($form) is no refusal; the rows that came stand', async ({ form, data, numbers }) => {
    const meter = await startWrapperMeter({ values }, rowsAre(form, data));
    endings.push(() => meter.stop());
    const found = await readWith(await accessOn(meter.port), { kind: 'everything' });
    expect(found.end).toMatchObject({ type: 'error', isRefusal: false, rows: numbers.length });
    expect(found.end.type === 'error' && found.end.error).toMatch(/^malformed/);
    expect(found.numbers).toEqual(numbers);
  });
});

describe('a meter that stops', () => {
  const getsSoFar = { count: 0 };
  /** Silent from the given question on; questions go out one by one. */
  const silentFrom =
    (number: number): Instead =>
    (question) => {
      if (question[0] !== 0xc0) return undefined;
      getsSoFar.count += 1;
      return getsSoFar.count >= number ? null : undefined;
    };
  const start = async (number: number): Promise<ObjectAccess> => {
    getsSoFar.count = 0;
    const single = conformanceBlock(['get', 'selective-access']);
    const meter = await startWrapperMeter({ values, conformance: single }, silentFrom(number));
    endings.push(() => meter.stop());
    return await accessOn(meter.port);
  };

  it.each([
    { asking: 'its first attribute', number: 1 },
    { asking: 'its last attribute', number: 5 },
    { asking: 'a scaler', number: 6 },
  ])('while it is asked for $asking leaves no profile', async ({ number }) => {
    expect(await openProfile(await start(number), load)).toMatchObject({ type: 'lost', lost: { code: 'TIMEOUT' } });
  });

  it.each([
    { asking: 'its time', number: 7, wanted: lastHour },
    { asking: 'its rows', number: 7, wanted: { kind: 'everything' } },
  ] as const)('while it is asked for $asking leaves no rows', async ({ number, wanted }) => {
    const { end, shape } = await readWith(await start(number), wanted, true);
    expect(shape.columns).toMatchObject([{ name: 'energy', scaler: -1, unit: 'Wh' }]);
    expect(end).toMatchObject({ type: 'lost', lost: { code: 'TIMEOUT' }, rows: 0 });
  });
});

describe('a profile', () => {
  const open = async (changes: Readonly<Record<string, DataValue | undefined>>, name = load) => {
    const given = Object.entries({ ...values, ...changes }).filter(([, value]) => value !== undefined);
    const meter = await startWrapperMeter({ values: Object.fromEntries(given) as Record<string, DataValue> });
    endings.push(() => meter.stop());
    return await openProfile(await accessOn(meter.port), name);
  };

  it('tells what it is made of', async () => {
    expect(await open({})).toMatchObject({
      type: 'profile',
      profile: {
        shape: {
          logicalName: '1-0:99.1.0.255',
          name: 'profile',
          columnsError: null,
          capturePeriod: 900,
          order: null,
          entriesInUse: 2,
          entries: null,
        },
      },
    });
  });

  it('that is not there is refused', async () => {
    expect(await open({}, '1-0:99.2.0')).toEqual({ type: 'error', error: 'object-undefined', isRefusal: true });
  });

  it.each<readonly [string, DataValue | undefined, string]>([
    ['may not be read', undefined, 'object-undefined'],
    ['are no array', unsigned(0), 'no-capture-objects'],
  ])('whose columns %s has rows all the same', async (_name, columns, error) => {
    const answer = await open({ [profile(3)]: columns });
    expect(answer).toMatchObject({ type: 'profile', profile: { captureObjects: [], shape: { columns: [] } } });
    expect(answer.type === 'profile' && answer.profile.shape.columnsError).toBe(error);
  });

  it('without a scaler is not scaled, and that is marked', async () => {
    for (const scaler of [undefined, { type: 'null-data' } as const]) {
      const answer = await open({ [valueName(3, energyName, 3)]: scaler });
      expect(answer.type === 'profile' && answer.profile.shape.columns).toMatchObject([
        { scaler: null, unscaled: true },
      ]);
    }
  });

  it('is opened by a code', async () => {
    await expect(open({}, 'profile')).rejects.toThrow(RangeError);
  });
});
