/** `meter profile` inside this process: rows, forms, selections, and what breaks off. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type ProfileOptions, runProfile } from '../../../src/cli/commands/profile.ts';
import type { Context } from '../../../src/cli/context.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { type Language, languages } from '../../../src/wording/index.ts';
import { flat, keptOutput, type Ran, ran, tooWide } from '../../support/kept-output.ts';
import { registeredMeter } from '../../support/registered-meter.ts';

const noon = Date.UTC(2026, 10, 24, 11);
const usual: SimulatorOptions = { wallNow: () => noon, deviation: -60, profileRows: 200, maxConnections: 8 };
const credential = 'user1:1:lls:env:METER_TEST_SECRET';
let meter: Simulator;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  vi.stubEnv('METER_TEST_SECRET', '00000000');
  meter = await startSimulator(usual);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await meter.stop();
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function own(options: SimulatorOptions): Promise<Simulator> {
  const simulator = await startSimulator({ ...usual, ...options });
  stops.push(() => simulator.stop());
  return simulator;
}

async function profile(
  options: ProfileOptions = {},
  given: Partial<Context> = {},
  { port }: Pick<Simulator, 'port'> = meter,
  object?: string,
): Promise<Ran> {
  const { configDir } = await registeredMeter(`127.0.0.1:${port}`, credential);
  return await ran(configDir, given, (context) => runProfile(context, '2', object, { timeout: '0.5', ...options }));
}

const csvRows = ({ out }: Ran) =>
  out
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(','));

describe('the table', () => {
  const titles: Readonly<Record<Language, readonly RegExp[]>> = {
    en: [
      /^Profile 1-0:99\.1\.0 \(profile\) of medidor-02 /,
      /a row every 15 min, 200 of 200 rows in the meter, oldest first/,
    ],
    es: [/^Perfil 1-0:99\.1\.0 \(profile\) de medidor-02 /, /200 de 200/],
  };

  it.each(languages)('shows the last 24 hours unless told, in the width (%s)', async (lang) => {
    const before = meter.events.passwordsTried;
    const { code, out, err } = await profile({}, { lang });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const title of titles[lang]) expect(flat(out)).toMatch(title);
    const rows = out.split('\n').filter((line) => /^\d{4}-/.test(line));
    // Both ends of the range are in it.
    expect(rows).toHaveLength(97);
    expect([rows[0]?.slice(0, 23), rows.at(-1)?.slice(0, 23)]).toEqual([
      '2026-11-23 12:00 +01:00',
      '2026-11-24 12:00 +01:00',
    ]);
    expect(tooWide(out)).toEqual([]);
    expect(meter.events).toMatchObject({ linksLeftOpen: 0, associationsLeftOpen: 0, passwordsTried: before + 1 });
  });

  it('is written as its rows come on a terminal, and in one piece elsewhere', async () => {
    for (const isTerminal of [true, false]) {
      const writes: string[] = [];
      const out = keptOutput({ isTerminal }, (text) => writes.push(text));
      expect((await profile({}, { out })).code).toBe(0);
      expect(writes.length > 1).toBe(isTerminal);
      expect(writes.join('')).toContain('97 rows.');
    }
  });

  it('says when there is nothing, and where there is something', async () => {
    const { code, out } = await profile({ from: '2001-01-01', to: '2001-01-02' });
    expect(code).toBe(0);
    expect(flat(out)).toContain('no rows for this selection. It holds 200 rows');
  });

  it('shows another profile, and chosen columns by any of their names', async () => {
    const events = await profile({ lastEntries: '4' }, {}, meter, 'event-log');
    expect(events.out).toContain('a row when something happens');
    expect(events.out).toContain('4 rows.');
    const chosen = await profile({ lastEntries: '2', columns: 'tension,reloj,3' });
    expect(chosen.out).toMatch(/^voltage-l1 +clock +energy$/m);
  });
});

describe('what is asked for', () => {
  it('is the same rows whichever way', async () => {
    const byNumber = csvRows(await profile({ csv: true, entries: '191..200' }));
    expect(byNumber).toHaveLength(10);
    expect(byNumber[0]?.[0]).toBe('2026-11-24T09:45:00.00+01:00');
    const ways: readonly ProfileOptions[] = [
      { lastEntries: '10' },
      { entries: '191-200' },
      { from: '2026-11-24T09:45' },
      { from: '2026-11-24 08:45:00Z', to: '2026-11-24T13:00+02:00' },
      { last: '135m' },
    ];
    for (const way of ways) expect(csvRows(await profile({ csv: true, ...way }))).toEqual(byNumber);
    const sorted = await profile({ csv: true, all: true, from: '2026-11-24T09:45' });
    expect(csvRows(sorted)).toEqual(byNumber);
    expect(sorted.err).toBe('The whole buffer is read; rows outside the range are left out here.\n');
  });

  it('is a day with the midnight that ends it, or one row, or everything', async () => {
    const day = csvRows(await profile({ csv: true, from: '2026-11-23', to: '2026-11-23' }));
    expect([day.length, day.at(-1)?.[0]]).toEqual([97, '2026-11-24T00:00:00.00+01:00']);
    expect(csvRows(await profile({ csv: true, entries: '1' }))).toHaveLength(1);
    expect(csvRows(await profile({ csv: true, all: true }))).toHaveLength(200);
    expect(csvRows(await profile({ csv: true, to: '2026-11-22T11:00' }))).toHaveLength(4);
  });
});

describe('CSV and JSON', () => {
  it('have a head with units, and full digits', async () => {
    const { out } = await profile({ csv: true, entries: '1' });
    expect(out.split('\n')[0]).toBe('clock,clock status,0-0:96.10.1,energy [Wh],energy-export [Wh],voltage-l1 [V]');
    const [row = []] = csvRows({ code: 0, out, err: '' });
    expect(row[4]).toMatch(/^\d+\.\d{3}$/);
    const { out: json } = await profile({ entries: '1', columns: 'clock,energy-export' }, { json: true });
    const document = JSON.parse(json);
    expect(document).toMatchObject({
      schema: 'meter.profile/1',
      meter: { id: 2, name: 'medidor-02', server: '1' },
      client: 1,
      credential: 'user1',
      object: { logicalName: '1-0:99.1.0.255', name: 'profile', classId: 7, capturePeriod: 900, entriesInUse: 200 },
      columns: [
        { logicalName: '0-0:1.0.0.255', attribute: 2, name: 'clock', scaler: null, unit: null },
        { logicalName: '1-0:2.8.0.255', attribute: 2, name: 'energy-export', scaler: -3, unit: 'Wh' },
      ],
      rows: [{ values: [row[0], row[4]] }],
      rowCount: 1,
      complete: true,
      notes: [],
    });
    expect(json).not.toContain('"00000000"');
  });

  it('tell what was derived apart from what was said', async () => {
    const simulator = await own({ faults: ['null-clocks'] });
    expect(csvRows(await profile({ csv: true, lastEntries: '3' }, {}, simulator)).map((line) => line[1])).toEqual([
      '',
      'derived',
      'derived',
    ]);
    const { rows } = JSON.parse((await profile({ lastEntries: '3' }, { json: true }, simulator)).out);
    expect(rows[1]).toMatchObject({ derived: [{ column: 0, value: '2026-11-24T11:45:00+01:00' }] });
    expect(rows[1].values[0]).toBeNull();
    for (const lang of languages) {
      const { out } = await profile({ lastEntries: '3' }, { lang }, simulator);
      expect(out.match(/\+01:00 \*/g)).toHaveLength(2);
      expect(out).toMatch(lang === 'en' ? /^\* The meter left this time out/m : /^\* El medidor/m);
    }
  });

  it('are the rows of another form of answer, too: no blocks, short frames', async () => {
    const whole = await profile({ csv: true, last: '6h' });
    for (const options of [{ blockTransfer: false, maxPdu: 65_535 }, { informationLength: 32 }, { window: 3 }]) {
      const simulator = await own(options);
      expect((await profile({ csv: true, last: '6h' }, {}, simulator)).out).toBe(whole.out);
    }
  });
});

describe('a plot', () => {
  it.each(languages)('is drawn in the width, with its extremes (%s)', async (lang) => {
    const { code, out } = await profile({ plot: 'voltage', last: '6h' }, { lang });
    expect(code).toBe(0);
    expect(out).toMatch(/[\u2801-\u28ff]/);
    expect(out).toContain('voltage-l1, V');
    const volts = csvRows(await profile({ csv: true, last: '6h', columns: 'voltage' })).map(([value]) => Number(value));
    const said = flat(out);
    for (const value of [Math.min(...volts), Math.max(...volts)]) expect(said).toContain(`${value.toFixed(1)} V`);
    expect(said).toContain(lang === 'en' ? '25 values, from' : '25 valores');
    expect(tooWide(out)).toEqual([]);
  });

  it('has letters of its own where a terminal has no braille', async () => {
    vi.stubEnv('TERM', 'dumb');
    const { out } = await profile({ plot: true, last: '6h' });
    vi.stubEnv('TERM', 'xterm');
    expect(out).toMatch(/^ +\+-{60}/m);
    expect(out).not.toMatch(/[\u2801-\u28ff]/);
    // The first quantity, where none is named.
    expect(out).toContain('energy, Wh');
  });

  it('of nothing says so', async () => {
    const { code, out } = await profile({ plot: 'energy', from: '2001-01-01', to: '2001-01-02' });
    expect([code, out]).toEqual([0, expect.stringContaining('There is no number to draw in energy.')]);
  });
});

describe('wrong use', () => {
  const wrong: readonly (readonly [string, ProfileOptions, RegExp, Partial<Context>?])[] = [
    ['a span of nothing', { last: '0h' }, /--last "0h"/],
    ['a span without a unit', { last: '24' }, /--last "24"/],
    ['a span longer than any meter', { last: '999999w' }, /--last/],
    ['a day that is none', { from: '2026-02-31' }, /--from "2026-02-31"/],
    ['an hour that is none', { to: '2026-02-01T24:00' }, /--to "2026-02-01T24:00"/],
    ['a minute that is none', { to: '2026-02-01T23:60' }, /--to/],
    ['an offset that is none', { from: '2026-11-24T14:30+15:00' }, /--from/],
    ['a time of before meters', { from: '1969-12-31' }, /--from/],
    ['a word', { to: 'yesterday' }, /--to "yesterday"/],
    ['a range that is reversed', { from: '2026-11-25', to: '2026-11-24' }, /--from/],
    ['one that is reversed by its offsets', { from: '2026-11-24T12:00Z', to: '2026-11-24T12:30+01:00' }, /--from/],
    ['row 0', { entries: '0..5' }, /1\.\.100/],
    ['rows reversed', { entries: '5..2' }, /1\.\.100/],
    ['more rows than can be counted', { entries: '1..4294967296' }, /1\.\.100/],
    ['no rows', { lastEntries: '0' }, /--last-entries 10/],
    ['two selections', { last: '1h', entries: '1' }, /--last .*--entries/],
    ['two others', { to: '2026-11-24', lastEntries: '1' }, /--to .*--last-entries/],
    ['everything and the last rows', { all: true, lastEntries: '1' }, /--all .*--last-entries/],
    ['two forms', { csv: true, plot: true }, /--csv .*--plot/],
    ['JSON and CSV', { csv: true }, /--json .*--csv/, { json: true }],
    ['columns of a plot', { plot: 'energy', columns: 'energy' }, /--plot .*--columns/],
  ];
  const cases = wrong.map(([name, options, says, given = {}]) => ({ name, options, says, given }));
  it.each(cases)('$name: nothing is opened, and what to do is said', async ({ options, says, given }) => {
    const connections = meter.events.connections;
    const said: string[] = [];
    for (const lang of languages) {
      const failed = await profile(options, { lang, ...given }).catch((error: Error & { hint?: string }) => error);
      expect(failed).toMatchObject({ name: 'UsageError', hint: expect.stringMatching(/.{8}/) });
      said.push(`${(failed as Error).message} ${(failed as { hint?: string }).hint}`);
    }
    expect(said[0]).toMatch(says);
    expect(said[1]).not.toBe(said[0]);
    expect(meter.events.connections).toBe(connections);
  });

  it.each([
    ['energy', /class 3/],
    ['profile:4', /names an attribute/],
    ['nonsense', /nonsense/],
    ['1-0:999.1.0', /999/],
  ])('%s is no profile', async (object, says) => {
    await expect(profile({}, {}, meter, object)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(says),
    });
  });

  it.each<readonly [ProfileOptions, RegExp]>([
    [{ columns: 'voltage,nix' }, /no column "nix"/],
    [{ plot: 'nix' }, /no column "nix"/],
    [{ plot: 'clock' }, /cannot be drawn/],
  ])('%j is wrong of this profile: told after it was opened, and the line is closed', async (options, says) => {
    await expect(profile(options)).rejects.toMatchObject({ name: 'UsageError', message: expect.stringMatching(says) });
    expect(meter.events).toMatchObject({ linksLeftOpen: 0, associationsLeftOpen: 0 });
  });

  it('a profile without a quantity cannot be drawn unless one is named', async () => {
    await expect(profile({ plot: true }, {}, meter, 'event-log')).rejects.toMatchObject({
      message: expect.stringContaining('cannot be drawn'),
    });
  });
});

describe('what breaks off', () => {
  it.each(languages)('a client that may not see it is refused (%s)', async (lang) => {
    const { configDir } = await registeredMeter(`127.0.0.1:${meter.port}`, 'user2:16');
    const run = (given: Partial<Context>) =>
      ran(configDir, { lang, ...given }, (context) => runProfile(context, '2', undefined, {}));
    const told = await run({});
    expect([told.code, told.out]).toEqual([5, '']);
    expect(flat(told.err)).toMatch(/^meter: .*object-undefined.*meter browse\. $/);
    const json = await run({ json: true });
    expect([json.code, json.err]).toEqual([5, '']);
    expect(JSON.parse(json.out)).toMatchObject({
      schema: 'meter.profile/1',
      client: 16,
      credential: 'user2',
      error: 'object-undefined',
    });
  });

  it('a meter that falls silent leaves the rows that came, in every form', async () => {
    const simulator = await own({ faults: ['drops-blocks=3'] });
    const csv = await profile({ csv: true, all: true, timeout: '0.3' }, {}, simulator);
    expect(csv.code).toBe(1);
    const came = csvRows(csv).length;
    expect(came).toBeGreaterThan(5);
    expect(flat(csv.err)).toMatch(new RegExp(`stopped answering.* ${came} rows came before that\\.`));
    const json = JSON.parse((await profile({ all: true, timeout: '0.3' }, { json: true }, simulator)).out);
    expect(json).toMatchObject({ rowCount: came, complete: false, failure: { outcome: 'TIMEOUT' } });
    expect(json.rows).toHaveLength(came);
    const spanish = await profile({ all: true, timeout: '0.3' }, { lang: 'es' }, simulator);
    expect(spanish.out.split('\n').filter((line) => /^\d{4}-/.test(line))).toHaveLength(came);
    expect(flat(spanish.err)).toContain(`${came} filas`);
    expect(simulator.events.linksLeftOpen).toBe(0);
  });

  it('a meter that says nothing of it at all', async () => {
    const simulator = await own({ faults: ['drops-blocks=1'] });
    const { code, out } = await profile({ timeout: '0.3', csv: true, all: true }, {}, simulator);
    expect(code).toBe(1);
    expect(out.split('\n').length).toBeLessThan(40);
  });

  it.each(['json', 'csv', 'table'] as const)('an interrupt closes the line, and what was begun: %s', async (form) => {
    const simulator = await own({ profileRows: 5000, faults: ['slow-block=20'] });
    const { configDir } = await registeredMeter(`127.0.0.1:${simulator.port}`, credential);
    const stop = new AbortController();
    const [out, err] = [keptOutput({ isTerminal: form === 'table' }, () => stop.abort('SIGINT')), keptOutput()];
    const given = { out, err, json: form === 'json', signal: stop.signal };
    const failed = await ran(configDir, given, (context) =>
      runProfile(context, '2', undefined, { all: true, ...(form === 'csv' ? { csv: true } : {}) }),
    ).catch((error: unknown) => error);
    expect(failed).toBe('SIGINT');
    if (form === 'json') {
      const document = JSON.parse(out.text());
      expect(document).toMatchObject({ complete: false, interrupted: true, rowCount: document.rows.length });
      expect(err.text()).toBe('');
    } else {
      const rows = out
        .text()
        .split('\n')
        .filter((line) => /^\d{4}-/.test(line)).length;
      expect(rows).toBeGreaterThan(0);
      expect(err.text()).toBe(`Interrupted after ${rows} rows.\n`);
    }
    expect(simulator.events).toMatchObject({ linksLeftOpen: 0, associationsLeftOpen: 0, resets: 0 });
  });

  it('a reader that is gone is told nothing; one that takes nothing does not keep us from leaving', async () => {
    for (const reason of ['EPIPE', 'SIGTERM']) {
      const simulator = await own({ profileRows: 5000 });
      const { configDir } = await registeredMeter(`127.0.0.1:${simulator.port}`, credential);
      const stop = new AbortController();
      const out = keptOutput({ drained: () => new Promise(() => {}) }, () => {
        setTimeout(() => stop.abort(reason), 30);
      });
      const err = keptOutput();
      const failed = await ran(configDir, { out, err, signal: stop.signal }, (context) =>
        runProfile(context, '2', undefined, { all: true, csv: true }),
      ).catch((error: unknown) => error);
      expect([failed, err.text() === '']).toEqual([reason, reason === 'EPIPE']);
      expect(simulator.events).toMatchObject({ linksLeftOpen: 0, associationsLeftOpen: 0 });
    }
  });
});
