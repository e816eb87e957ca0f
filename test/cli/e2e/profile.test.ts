/** `meter profile` as it is shipped, against the simulated meter: rows, selections, forms, and what breaks off. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { type Registered, registered } from '../../support/registered.ts';
import { type Ended, runMeter, startMeter, until } from '../../support/run-meter.ts';

let meter: Simulator;
let settings: Registered;
const running: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  await built();
  meter = await startSimulator({ deviation: -60, profileRows: 200, maxConnections: 8 });
  settings = await registered('med', `127.0.0.1:${meter.port}`);
});
afterAll(async () => {
  settings.remove();
  await meter.stop();
});
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const profile = (...args: readonly string[]): Promise<Ended> => runMeter(['profile', 'med', ...args], settings.options);

/** A meter of its own for one test. */
async function own(options: SimulatorOptions): Promise<Simulator & Registered> {
  const simulator = await startSimulator({ deviation: -60, ...options });
  const there = await registered('med', `127.0.0.1:${simulator.port}`);
  running.push({ stop: () => simulator.stop() }, { stop: async () => there.remove() });
  return { ...simulator, ...there };
}

const dataLines = (stdout: string): readonly string[] => stdout.split('\n').filter((line) => /^\d{4}-/.test(line));
const minutesBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 60_000;

describe('the table', () => {
  it('shows the last 24 hours of the load profile unless told', async () => {
    const { stdout, stderr, code } = await profile();
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toContain('Profile 1-0:99.1.0 (profile) of med');
    expect(stdout).toContain('a row every 15 min, 200 of 200 rows in the meter, oldest first');
    expect(dataLines(stdout).length).toBeGreaterThanOrEqual(95);
    expect(dataLines(stdout).length).toBeLessThanOrEqual(97);
    expect(meter.events.linksLeftOpen).toBe(0);
  });

  it.each([80, 120])('keeps to %d columns', async (columns) => {
    const options = { ...settings.options, env: { ...settings.options.env, COLUMNS: `${columns}` } };
    for (const lang of ['en', 'es']) {
      const { stdout } = await runMeter(['profile', 'med', '--last', '2h', '--lang', lang], options);
      expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(columns);
    }
  });

  it('shows chosen columns in their order', async () => {
    const { stdout } = await profile('--last-entries', '2', '--columns', 'tension,reloj,3');
    expect(stdout).toMatch(/^voltage-l1 +clock +energy$/m);
  });

  it('shows another profile by name', async () => {
    const { stdout, code } = await profile('event-log', '--last-entries', '4');
    expect(code).toBe(0);
    expect(stdout).toContain('a row when something happens');
    expect(dataLines(stdout)).toHaveLength(4);
  });

  it('says when there is nothing, and where there is something', async () => {
    const { stdout, code } = await profile('--from', '2001-01-01', '--to', '2001-01-02');
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/g, ' ')).toContain('no rows for this selection. It holds 200 rows');
  });
});

describe('CSV', () => {
  const csv = async (...args: readonly string[]) => {
    const { stdout, stderr, code } = await profile('--csv', ...args);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    return stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => line.split(','));
  };

  it('has a head with units, and a line a row', async () => {
    const [head, ...lines] = await csv('--entries', '1..3');
    expect(head).toEqual([
      'clock',
      'clock status',
      '0-0:96.10.1',
      'energy [Wh]',
      'energy-export [Wh]',
      'voltage-l1 [V]',
    ]);
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00\.00\+01:00$/);
      expect(line[4]).toMatch(/^\d+\.\d{3}$/);
      expect(line[5]).toMatch(/^\d{3}\.\d$/);
    }
    expect(minutesBetween(lines[0]?.[0] ?? '', lines[2]?.[0] ?? '')).toBe(30);
  });

  it('has every row of the meter, oldest first', async () => {
    const lines = (await csv('--all')).slice(1);
    expect(lines).toHaveLength(200);
    for (let at = 1; at < lines.length; at++) {
      expect(minutesBetween(lines[at - 1]?.[0] ?? '', lines[at]?.[0] ?? '')).toBe(15);
    }
  });

  it('has a range as the meter’s clock shows it, and with an offset', async () => {
    const last = (await csv('--last-entries', '1'))[1]?.[0] ?? '';
    const local = last.slice(0, 19);
    expect(await csv('--from', local, '--to', local)).toHaveLength(2);
    const utc = new Date(last).toISOString();
    expect(await csv('--from', utc, '--to', utc)).toHaveLength(2);
    // An hour earlier by another offset.
    expect((await csv('--from', utc.replace('Z', '+01:00'), '--to', utc)).length).toBe(6);
  });

  it('has the same rows whichever way they are asked for', async () => {
    const byEntries = await csv('--entries', '191..200');
    expect(await csv('--last-entries', '10')).toEqual(byEntries);
    const from = byEntries[1]?.[0]?.slice(0, 19) ?? '';
    expect(await csv('--from', from)).toEqual(byEntries);
    const sorted = await profile('--csv', '--from', from, '--all');
    expect(sorted.stderr).toBe('The whole buffer is read; rows outside the range are left out here.\n');
    expect(sorted.stdout).toBe(byEntries.map((line) => `${line.join(',')}\n`).join(''));
  });
});

describe('clocks that the meter leaves out', () => {
  it('are derived, and told as derived', async () => {
    const { options } = await own({ faults: ['null-clocks'] });
    const run = (...args: readonly string[]) => runMeter(['profile', 'med', '--last-entries', '3', ...args], options);
    const table = await run();
    expect(table.stdout.match(/\+01:00 \*/g)).toHaveLength(2);
    expect(table.stdout).toContain('* The meter left this time out');
    const csv = (await run('--csv')).stdout.split('\n');
    expect(csv.map((line) => line.split(',')[1])).toEqual(['clock status', '', 'derived', 'derived', undefined]);
    const { rows } = JSON.parse((await run('--json')).stdout);
    expect(rows[1].values[0]).toBeNull();
    expect(minutesBetween(rows[0].values[0], rows[2].derived[0].value)).toBe(30);
  });
});

describe('JSON', () => {
  it('is one document with what was asked, the columns and the rows', async () => {
    const { stdout, code } = await profile('--last-entries', '2', '--json', '--columns', 'clock,energy-export');
    expect(code).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      schema: 'meter.profile/1',
      meter: { id: 1, name: 'med', server: '1' },
      client: 1,
      credential: 'user1',
      object: { logicalName: '1-0:99.1.0.255', name: 'profile', classId: 7, capturePeriod: 900, entriesInUse: 200 },
      columns: [
        { logicalName: '0-0:1.0.0.255', attribute: 2, name: 'clock', scaler: null, unit: null },
        { logicalName: '1-0:2.8.0.255', attribute: 2, name: 'energy-export', scaler: -3, unit: 'Wh' },
      ],
      rowCount: 2,
      complete: true,
      notes: [],
    });
    // To the last digit: a JSON number would round it.
    expect(document.rows[0].values[1]).toMatch(/^\d{13}\.\d{3}$/);
  });
});

describe('a plot', () => {
  it.each([
    [[], /[\u2801-\u28ff]/, {}],
    [['--lang', 'es'], /[\u2801-\u28ff]/, {}],
    [[], /^ +\+-{60}/m, { TERM: 'dumb' }],
  ] as const)('%j draws', async (args, drawing, env) => {
    const options = { ...settings.options, env: { ...settings.options.env, ...env } };
    const { stdout, code } = await runMeter(['profile', 'med', '--plot', 'voltage', ...args], options);
    expect(code).toBe(0);
    expect(stdout).toMatch(drawing);
    expect(stdout).toContain('voltage-l1, V');
    expect(stdout).toMatch(/9[567] val.*22\d\.\d V .* 23\d\.\d V/);
    expect(Math.max(...stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80);
  });

  it('draws the first quantity unless told', async () => {
    expect((await profile('--plot', '--last', '2h')).stdout).toContain('energy, Wh');
  });
});

describe('wrong use', () => {
  it.each([
    [['--last', 'x'], /24h, 7d/],
    [['--last', '0h'], /24h, 7d/],
    [['--from', '2026-02-31'], /2026-11-24T14:30/],
    [['--to', 'yesterday'], /2026-11-24T14:30/],
    [['--from', '2026-11-25', '--to', '2026-11-24'], /--from lies after --to/],
    [['--entries', '0..5'], /1\.\.100/],
    [['--entries', '5..2'], /1\.\.100/],
    [['--last-entries', '0'], /--last-entries 10/],
    [['--last', '1h', '--entries', '1'], /exclude each other/],
    [['--all', '--last-entries', '1'], /exclude each other/],
    [['--csv', '--json'], /exclude each other/],
    [['--csv', '--plot'], /exclude each other/],
    [['energy'], /class 3.*\n.*meter read/],
    [['profile:4'], /names an attribute/],
    [['nonsense'], /nonsense/],
    [['1-0:999.1.0'], /999/],
    [['--columns', 'voltage,nix'], /no column "nix".*\n.*energy-export/],
    [['--plot', 'clock'], /cannot be drawn/],
  ])('%j ends with 2 and says what to do', async (args, says) => {
    const { code, stdout, stderr } = await profile(...args);
    expect(stderr).toMatch(says);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const spanish = await profile(...args, '--lang', 'es');
    expect(spanish.code).toBe(2);
    expect(spanish.stderr).not.toBe(stderr);
  });
});

describe('what breaks off', () => {
  it('a client that may not see it is told so', async () => {
    const { code, stdout, stderr } = await runMeter(['profile', `127.0.0.1:${meter.port}`]);
    expect({ code, stdout }).toEqual({ code: 5, stdout: '' });
    expect(stderr).toContain('object-undefined');
    const json = await runMeter(['profile', `127.0.0.1:${meter.port}`, '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ schema: 'meter.profile/1', error: 'object-undefined' });
  });

  it('a meter that falls silent leaves the rows that came, in every form', async () => {
    const { options, events } = await own({ faults: ['drops-blocks=3'] });
    const run = (...args: readonly string[]) =>
      runMeter(['profile', 'med', '--all', '--timeout', '0.7', ...args], options);
    const csv = await run('--csv');
    expect(csv.code).toBe(1);
    expect(csv.stderr).toContain('stopped answering');
    const came = csv.stdout.split('\n').length - 2;
    expect(came).toBeGreaterThan(5);
    expect(csv.stderr).toContain(`${came} rows came before that.`);
    const json = await run('--json');
    const document = JSON.parse(json.stdout);
    expect(document).toMatchObject({ rowCount: came, complete: false, failure: { outcome: 'TIMEOUT' } });
    expect(document.rows).toHaveLength(came);
    expect(events.linksLeftOpen).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('%s closes the line, the document and the count', async (signal) => {
    const { options, events } = await own({ profileRows: 50_000, faults: ['slow-block=30'] });
    for (const form of ['--json', '--csv']) {
      const reading = startMeter(['profile', 'med', '--all', form], options);
      let bytes = 0;
      reading.process.stdout?.on('data', (chunk: string) => {
        bytes += chunk.length;
      });
      await until(() => bytes > 20_000, 'some rows');
      const { code, stdout, stderr, afterSignalMs } = await reading.interrupt(signal);
      expect(code).toBe(signal === 'SIGINT' ? 130 : 143);
      expect(afterSignalMs).toBeLessThan(3000);
      if (form === '--json') {
        const document = JSON.parse(stdout);
        expect(document).toMatchObject({ complete: false, interrupted: true, rowCount: document.rows.length });
      } else {
        const lines = stdout.split('\n');
        expect(lines.at(-1)).toBe('');
        for (const line of lines.slice(0, -1)) expect(line.split(',')).toHaveLength(6);
        expect(stderr).toContain(`Interrupted after ${lines.length - 2} rows.`);
      }
    }
    await until(() => events.fins + events.resets >= 2, 'the end of both connections');
    expect(events).toMatchObject({ linksLeftOpen: 0, resets: 0 });
  });

  it('a reader that goes away ends it quietly, and the line is closed', async () => {
    const { options, events } = await own({ profileRows: 20_000 });
    const reading = startMeter(['profile', 'med', '--all', '--csv'], options);
    reading.process.stdout?.once('data', () => reading.process.stdout?.destroy());
    const { code, stderr } = await reading.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await until(() => events.fins + events.resets >= 1, 'the end of the connection');
    expect(events).toMatchObject({ linksLeftOpen: 0, resets: 0 });
  });

  it('a reader that reads nothing stops the asking, and Ctrl-C still closes the line', async () => {
    const { options, events } = await own({ profileRows: 200_000 });
    const reading = startMeter(['profile', 'med', '--all', '--csv'], options);
    reading.process.stdout?.pause();
    const frames = () => Object.values(events.framesReceived).reduce((sum, count) => sum + count, 0);
    await until(() => frames() > 100, 'some questions');
    let before = -1;
    for (let looks = 0; looks < 40 && frames() !== before; looks++) {
      before = frames();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(frames()).toBe(before);
    // Far from done: every frame has some rows at most.
    expect(before).toBeLessThan(20_000);
    reading.process.kill('SIGINT');
    await until(() => events.fins + events.resets >= 1, 'the end of the connection');
    expect(events).toMatchObject({ linksLeftOpen: 0, resets: 0 });
    reading.process.stdout?.resume();
    expect((await reading.ended).code).toBe(130);
  }, 40_000);
});
