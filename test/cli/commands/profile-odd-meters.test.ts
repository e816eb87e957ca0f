/** What `meter profile` says of a meter that refuses selections or sends odd rows: on the screen, in JSON, as exit code. */
import { afterEach, describe, expect, it } from 'vitest';
import { type ProfileOptions, runProfile } from '../../../src/cli/commands/profile.ts';
import type { Context } from '../../../src/cli/context.ts';
import { clockStatus, type DataValue, dateTimeAt, encodeDateTime } from '../../../src/dlms/index.ts';
import { languages } from '../../../src/wording/index.ts';
import { temporaryFolder } from '../../support/child.ts';
import { valueName } from '../../support/dlms-answers.ts';
import { flat, type Ran, ran, tooWide } from '../../support/kept-output.ts';
import {
  clockName,
  energyName,
  octets,
  type ProfileMeterOptions,
  profileName,
  row,
  startProfileMeter,
  unsigned,
} from '../../support/profile-meter.ts';

const quarter = 900_000;
const noon = Date.UTC(2026, 10, 24, 12);
const other = 250;
const time = (utcMs: number, deviation: number | null = 0): DataValue =>
  octets(...encodeDateTime({ ...dateTimeAt(utcMs, deviation ?? 0, clockStatus(0)), deviation }));
const rows = Array.from({ length: 5 }, (_, index) => row(time(noon - (4 - index) * quarter), unsigned(index + 1)));
const clock = { [valueName(8, clockName, 2)]: time(noon) };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function profile(
  meter: ProfileMeterOptions,
  options: ProfileOptions = {},
  given: Partial<Context> = {},
): Promise<Ran> {
  const started = await startProfileMeter(meter);
  stops.push(() => started.stop());
  return await ran(temporaryFolder(), given, (context) =>
    runProfile(context, started.meter, undefined, { timeout: '0.5', ...options }),
  );
}

const refusesRanges: ProfileMeterOptions = {
  values: clock,
  entriesInUse: 5,
  buffer: (selection) => (selection?.selector === 1 ? other : rows),
};

describe.each(languages)('what was done otherwise than asked, %s', (lang) => {
  it.each<readonly [string, ProfileMeterOptions, ProfileOptions, object, Readonly<Record<'en' | 'es', RegExp>>]>([
    [
      'no clock to count from',
      { buffer: () => rows },
      { last: '1h' },
      { code: 'clock-unknown', why: 'object-undefined' },
      { en: /does not give its time \(object-undefined\)/, es: /no da su hora \(object-undefined\)/ },
    ],
    [
      'the newest first',
      { sortMethod: 2, buffer: () => rows },
      { lastEntries: '5' },
      { code: 'order', order: 'lifo' },
      { en: /keeps this profile newest first/, es: /primero la más reciente/ },
    ],
    [
      'the whole buffer',
      { values: clock, buffer: () => rows },
      { all: true, last: '1h' },
      { code: 'sorted-out-here' },
      { en: /The whole buffer is read/, es: /Se lee todo el perfil/ },
    ],
  ])('%s is told, and the rows are shown', async (_name, meter, options, note, says) => {
    const { code, out, err } = await profile(meter, options, { lang });
    expect(code).toBe(0);
    expect(flat(err)).toMatch(says[lang]);
    expect(out.match(/^2026-11-24 1[12]:/gm)).toHaveLength(5);
    expect(tooWide(out + err)).toEqual([]);
    const json = await profile(meter, options, { lang, json: true });
    expect([json.code, json.err]).toEqual([0, '']);
    expect(JSON.parse(json.out)).toMatchObject({ complete: true, rowCount: 5, notes: [note] });
  });

  it('a range that is refused in both forms is asked by numbers', async () => {
    const { code, out, err } = await profile(refusesRanges, { last: '1h' }, { lang });
    expect(code).toBe(0);
    expect(flat(err)).toMatch(
      lang === 'en'
        ? /refuses ranges of time.*\(other-reason\)\. Asked for rows 1 to 5 by number instead/
        : /\(other-reason\).* 1 a(l)? 5 /,
    );
    expect(out).toMatch(lang === 'en' ? /^5 rows\.$/m : /^5 filas\.$/m);
  });

  it('a range that is refused in one form is told as that', async () => {
    let asked = 0;
    const buffer = () => (asked++ === 0 ? other : rows);
    const { err } = await profile({ values: clock, buffer }, {}, { lang });
    expect(flat(err)).toMatch(lang === 'en' ? /refused the range with its deviation from UTC/ : /\(other-reason\)/);
  });
});

describe.each(languages)('what cannot be had, %s', (lang) => {
  const impossible: readonly (readonly [string, ProfileMeterOptions, ProfileOptions, string, RegExp])[] = [
    ['no selection', { values: clock, selectiveAccess: false, buffer: () => rows }, {}, 'no-selection', /--all/],
    [
      'no number of the last row',
      { entriesInUse: null, buffer: () => rows },
      { lastEntries: '3' },
      'entries-unknown',
      /--entries 1\.\.100/,
    ],
    ['no range', { values: clock, capturePeriod: 0, buffer: () => other }, {}, 'range-refused', /--last-entries 10/],
    [
      'no clock column',
      { values: clock, captureObjects: [[3, energyName]], buffer: () => rows },
      {},
      'range-refused',
      /--all/,
    ],
  ];
  it.each(impossible)(
    '%s ends with 5, says what else to ask, and prints no table',
    async (_name, meter, options, why, hint) => {
      const { code, out, err } = await profile(meter, options, { lang });
      expect([code, out]).toEqual([5, '']);
      expect(flat(err)).toMatch(/meter: /);
      expect(flat(err)).toMatch(hint);
      const csv = await profile(meter, { ...options, csv: true }, { lang });
      expect([csv.code, csv.out]).toEqual([5, '']);
      const plot = await profile(meter, { ...options, plot: 'energy' }, { lang });
      expect([plot.code, plot.out]).toEqual([5, '']);
      const json = await profile(meter, options, { lang, json: true });
      expect([json.code, json.err]).toEqual([5, '']);
      expect(JSON.parse(json.out)).toMatchObject({ complete: false, error: why, rows: [], rowCount: 0 });
    },
  );

  it('rows that the meter forbids are its refusal', async () => {
    const { code, out, err } = await profile({ values: clock, buffer: () => 3 }, {}, { lang });
    expect([code, out]).toEqual([5, '']);
    expect(flat(err)).toMatch(/^meter: .*1-0:99\.1\.0.*read-write-denied/);
    const json = await profile({ values: clock, buffer: () => 3 }, {}, { lang, json: true });
    expect(JSON.parse(json.out)).toMatchObject({ complete: false, error: 'read-write-denied' });
  });
});

describe('rows that are odd', () => {
  const odd = [
    row(time(noon), unsigned(12)),
    row(unsigned(1), unsigned(2), octets(0x1b, 0x5b, 0x32, 0x4a)),
    unsigned(7),
    row(time(noon), row(unsigned(5), { type: 'visible-string', bytes: new TextEncoder().encode('\u001b[31m"') })),
    row(octets(...Array.from({ length: 12 }, () => 0xff)), { type: 'null-data' }),
  ];

  it.each(languages)('are shown and pointed at, and act on no terminal (%s)', async (lang) => {
    const { code, out } = await profile({ buffer: () => odd }, { all: true }, { lang });
    expect(code).toBe(0);
    expect(out).toContain(lang === 'en' ? '! 3 values instead of 2: 1, 2, 1b5b324a' : '! 3 valores en lugar de 2');
    expect(out).toContain('????-??-??');
    expect(flat(out)).toContain(lang === 'en' ? '2 rows have another number of values' : '2 filas');
    expect(out).not.toContain('\u001b');
    const json = JSON.parse((await profile({ buffer: () => odd }, { all: true }, { json: true })).out);
    expect(json.rows.map((one: { otherLength?: boolean }) => one.otherLength === true)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(json.rows[3].values[1]).toEqual([5, '\u001b[31m"']);
  });

  it('are drawn where they are numbers, along their numbers where the profile has no clock', async () => {
    const meter: ProfileMeterOptions = {
      captureObjects: [[3, energyName]],
      buffer: () => [row(unsigned(10)), row({ type: 'null-data' }), row(unsigned(1), unsigned(2)), row(unsigned(30))],
    };
    const { code, out } = await profile(meter, { all: true, plot: true });
    expect(code).toBe(0);
    expect(out).toContain('2 values, from 1.0 Wh to 3.0 Wh.');
    expect(out).toMatch(/^ +1 +.*4$/m);
    expect((await profile(meter, { all: true, plot: true }, { lang: 'es' })).out).toContain('2 valores');
  });

  it('have numbered columns where the meter does not say what they are; there is nothing to draw then', async () => {
    const meter = { values: { [valueName(7, profileName, 3)]: unsigned(0) }, buffer: () => odd.slice(0, 1) };
    const { out } = await profile(meter, { all: true });
    expect(out).toContain('does not say what its columns are');
    expect(out).toMatch(/^column 1 +column 2$/m);
    expect((await profile(meter, { all: true, csv: true })).out).toMatch(/^column 1,column 2\n/);
    await expect(profile(meter, { all: true, plot: true })).rejects.toMatchObject({ name: 'UsageError' });
  });

  it('are shown as the meter keeps them where it tells no scaler, and that is said, in a plot too', async () => {
    const meter = {
      values: { [valueName(3, energyName, 3)]: { type: 'null-data' } as const },
      buffer: () => [odd[0] ?? unsigned(0), row(time(noon + quarter), unsigned(14))],
    };
    const table = await profile(meter, { all: true });
    expect(table.out).toMatch(/ 12$/m);
    for (const { out } of [table, await profile(meter, { all: true, plot: 'energy' })]) {
      expect(flat(out)).toContain('No scaler could be read for energy');
    }
  });
});
