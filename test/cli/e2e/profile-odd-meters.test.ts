/** `meter profile` with meters that refuse selections, tell little, or send rows that are odd. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clockStatus, type DataValue, dateTimeAt, encodeDateTime, parseDateTime } from '../../../src/dlms/index.ts';
import { built } from '../../support/built.ts';
import { valueName } from '../../support/dlms-answers.ts';
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
} from '../../support/profile-meter.ts';
import { runMeter } from '../../support/run-meter.ts';

beforeAll(() => built());
const running: ProfileMeter[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

async function start(options: ProfileMeterOptions): Promise<ProfileMeter> {
  const meter = await startProfileMeter(options);
  running.push(meter);
  return meter;
}

const other = 250;
const quarter = 900_000;
const latest = Math.floor(Date.now() / quarter) * quarter;
const time = (utcMs: number, deviation: number | null): DataValue =>
  octets(...encodeDateTime({ ...dateTimeAt(utcMs, deviation ?? 0, clockStatus(0)), deviation }));
/** A hundred quarters of an hour, oldest first. */
const rows = Array.from({ length: 100 }, (_, index) =>
  row(time(latest - (99 - index) * quarter, 0), unsigned(index + 1)),
);
const clockIs = (deviation: number | null) => ({ [valueName(8, clockName, 2)]: time(Date.now(), deviation) });

type Selection = ProfileMeter['selections'][number];

/** Whether a range says its deviation from UTC. */
function isSpecified(selection: Selection): boolean {
  const parameters = selection?.parameters;
  const from = parameters?.type === 'structure' ? parameters.items[1] : undefined;
  if (from?.type !== 'octet-string') throw new Error('no range');
  return parseDateTime(from.bytes).deviation !== null;
}

/** The rows that an entry descriptor names. */
function byEntries(selection: Selection): readonly DataValue[] {
  const parameters = selection?.parameters;
  const [from = 1, to = 0] =
    parameters?.type === 'structure' ? parameters.items.map((item) => ('value' in item ? Number(item.value) : 0)) : [];
  return rows.slice(from - 1, to);
}

const csv = async ({ meter }: ProfileMeter, ...args: readonly string[]) => {
  const { stdout, stderr, code } = await runMeter(['profile', meter, '--csv', ...args], { env: { TZ: 'UTC' } });
  return { lines: stdout.split('\n').slice(1, -1), stderr: stderr.replace(/\s+/g, ' '), code };
};

describe('a range of time', () => {
  it.each([
    { clock: 0, first: true },
    { clock: null, first: false },
  ])('is asked in the form of the meter’s clock ($clock) first', async ({ clock, first }) => {
    const meter = await start({ values: clockIs(clock), buffer: () => rows.slice(-4) });
    const { lines, stderr, code } = await csv(meter, '--last', '1h');
    expect({ lines: lines.length, stderr, code }).toEqual({ lines: 4, stderr: '', code: 0 });
    expect(meter.selections.map(isSpecified)).toEqual([first]);
  });

  it.each([
    { clock: 0, says: /refused the range with its deviation.*\(other-reason\); without it, it answers/ },
    { clock: null, says: /refused the range without a deviation.*; with it, it answers/ },
  ])('is asked once in the other form where it is refused ($clock)', async ({ clock, says }) => {
    const meter = await start({
      values: clockIs(clock),
      buffer: (selection) => (isSpecified(selection) === (clock !== null) ? other : rows.slice(-4)),
    });
    const { lines, stderr, code } = await csv(meter, '--last', '1h');
    expect({ lines: lines.length, code }).toEqual({ lines: 4, code: 0 });
    expect(stderr).toMatch(says);
    expect(meter.selections).toHaveLength(2);
  });

  it('is asked by the numbers of rows where both forms are refused', async () => {
    const meter = await start({
      values: clockIs(0),
      buffer: (selection) => (selection?.selector === 1 ? other : byEntries(selection)),
    });
    const { lines, stderr, code } = await csv(meter, '--from', new Date(latest - 2 * quarter).toISOString());
    expect(code).toBe(0);
    // One row more was asked for, and left out here.
    expect(lines.map((line) => line.split(',').at(-1))).toEqual(['9.8', '9.9', '10.0']);
    expect(stderr).toMatch(/refuses ranges of time.*Asked for rows 9\d to 100 by number instead/);
    expect(meter.selections.map((selection) => selection?.selector)).toEqual([1, 1, 2]);
  });

  it('is given up, with what else can be asked, where nothing tells the numbers', async () => {
    for (const changes of [{ capturePeriod: 0 }, { entriesInUse: null }]) {
      const meter = await start({ values: clockIs(0), buffer: () => other, ...changes });
      const { lines, stderr, code } = await csv(meter);
      expect({ lines, code }).toEqual({ lines: [], code: 5 });
      expect(stderr).toMatch(/--entries 1\.\.100 .* --all/);
    }
  });

  it('is not asked twice of a meter that forbids the buffer', async () => {
    const meter = await start({ values: clockIs(0), buffer: () => 3 });
    const { stderr, code } = await csv(meter);
    expect(code).toBe(5);
    expect(stderr).toContain('read-write-denied');
    expect(meter.selections).toHaveLength(1);
  });

  it('counts from the time of this host where the meter does not tell its own', async () => {
    const meter = await start({ buffer: () => rows.slice(-4) });
    const { lines, stderr, code } = await csv(meter, '--last', '1h');
    expect({ lines: lines.length, code }).toEqual({ lines: 4, code: 0 });
    expect(stderr).toContain('does not give its time (object-undefined)');
  });

  it('has nothing to be about in a profile without a clock', async () => {
    const meter = await start({ values: clockIs(0), captureObjects: [[3, energyName]], buffer: () => other });
    const { stderr, code } = await csv(meter);
    expect(code).toBe(5);
    expect(stderr).toContain('No column of this profile is a clock');
    expect(meter.selections).toHaveLength(0);
  });
});

describe('a meter without selective access', () => {
  const buffer = (selection: Selection) => (selection === null ? rows : other);

  it('is not asked to select; all of it is read only when that is wanted', async () => {
    const meter = await start({ values: clockIs(0), selectiveAccess: false, buffer });
    const refused = await csv(meter);
    expect(refused.code).toBe(5);
    expect(refused.stderr).toMatch(/does not offer selective access.*--all/);
    expect(meter.selections).toHaveLength(0);
    expect(await csv(meter, '--all')).toMatchObject({ code: 0, stderr: '', lines: { length: 100 } });
    const sorted = await csv(meter, '--all', '--from', new Date(latest - quarter).toISOString());
    expect(sorted).toMatchObject({ code: 0, lines: { length: 2 } });
    expect(sorted.stderr).toContain('left out here');
  });

  it('says so in JSON, too', async () => {
    const { meter } = await start({ values: clockIs(0), selectiveAccess: false, buffer });
    const { stdout, code } = await runMeter(['profile', meter, '--json']);
    expect(code).toBe(5);
    expect(JSON.parse(stdout)).toMatchObject({ complete: false, error: 'no-selection', rows: [] });
  });
});

describe('the last rows', () => {
  it('are the first of a profile that keeps the newest first', async () => {
    const meter = await start({ sortMethod: 2, buffer: byEntries });
    const { lines, stderr } = await csv(meter, '--last-entries', '3');
    expect(lines).toHaveLength(3);
    expect(stderr).toContain('newest first');
  });

  it('have no number where the meter does not say how many there are', async () => {
    const meter = await start({ entriesInUse: null, buffer: byEntries });
    const { stderr, code } = await csv(meter, '--last-entries', '3');
    expect(code).toBe(5);
    expect(stderr).toMatch(/how many rows.*--entries/);
  });

  it('of an empty profile are none', async () => {
    const meter = await start({ entriesInUse: 0, buffer: byEntries });
    expect(await csv(meter, '--last-entries', '3')).toMatchObject({ code: 0, lines: [] });
    expect(meter.selections).toHaveLength(0);
  });
});

describe('rows that are odd', () => {
  const odd = [
    row(time(latest, 0), unsigned(12)),
    row(unsigned(1), unsigned(2), octets(0x1b, 0x5b, 0x32, 0x4a)),
    unsigned(7),
    row(time(latest, 0), row(unsigned(5), { type: 'visible-string', bytes: new TextEncoder().encode('\u001b[31m"') })),
    row(octets(...Array.from({ length: 12 }, () => 0xff)), { type: 'null-data' }),
  ];

  it('are shown and pointed at, and act on no terminal', async () => {
    const { meter } = await start({ buffer: () => odd });
    const { stdout, code } = await runMeter(['profile', meter, '--all']);
    expect(code).toBe(0);
    expect(stdout).toContain('! 3 values instead of 2: 1, 2, 1b5b324a');
    expect(stdout).toContain('! 1 value instead of 2: 7');
    expect(stdout).toContain('????-??-??');
    expect(stdout).toContain('2 rows have another number of values');
    expect(stdout).not.toContain('\u001b');
    const json = await runMeter(['profile', meter, '--all', '--json']);
    const told = JSON.parse(json.stdout).rows;
    expect(told.map((one: { otherLength?: boolean }) => one.otherLength === true)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(told[3].values[1]).toEqual([5, '\u001b[31m"']);
  });

  it('have numbered columns where the meter does not say what they are', async () => {
    const { meter } = await start({
      values: { [valueName(7, profileName, 3)]: unsigned(0) },
      buffer: () => odd.slice(0, 1),
    });
    const { stdout, code } = await runMeter(['profile', meter, '--all']);
    expect(code).toBe(0);
    expect(stdout).toContain('does not say what its columns are');
    expect(stdout).toMatch(/^column 1 +column 2$/m);
  });

  it('are shown as the meter keeps them where it tells no scaler, and that is said', async () => {
    const { meter } = await start({
      values: { [valueName(3, energyName, 3)]: { type: 'null-data' } },
      buffer: () => odd.slice(0, 1),
    });
    const { stdout } = await runMeter(['profile', meter, '--all']);
    expect(stdout).toMatch(/ 12$/m);
    expect(stdout.replace(/\s+/g, ' ')).toContain('No scaler could be read for energy');
  });
});
