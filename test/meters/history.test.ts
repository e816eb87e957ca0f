/** The history: what is written is read, what is damaged is passed over, what is old goes, and counting counts. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CredentialOutcome, credentialOutcomes } from '../../src/evidence/index.ts';
import { historyFile } from '../../src/meters/history-place.ts';
import { clientsOf, encodeRecord, hadLink, parseHead, parseRecord } from '../../src/meters/history-record.ts';
import {
  appendHistory,
  type HistoryRecord,
  historyFiles,
  historyFolder,
  historyKinds,
  isOf,
  lookAtHistory,
  metOf,
  pastOf,
  pruneHistory,
  readHistory,
  readRecords,
  settingsKey,
  tallyOf,
} from '../../src/meters/index.ts';
import { temporaryFolder } from '../support/child.ts';
import { historyRecord } from '../support/history-record.ts';

const dayMs = 86_400_000;
const iso = (ms: number) => new Date(ms).toISOString();
const recordsIn = (folder: string) => readRecords([...readHistory(folder, null).entries]);
const onlyFile = (folder: string) => historyFiles(historyFolder(folder))[0]?.path ?? '';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });
const anyRecord: fc.Arbitrary<HistoryRecord> = fc.record({
  at: fc.integer({ min: Date.UTC(2026, 10, 1), max: Date.UTC(2026, 10, 30) }).map(iso),
  kind: fc.constantFrom(...historyKinds),
  meter: fc.record({
    id: fc.constant(2),
    name: fc.option(anyText),
    endpoint: fc.constant('tcp://192.0.2.7:3333'),
    server: fc.constant('1/17'),
  }),
  credentials: fc.array(
    fc.record({
      name: anyText,
      client: fc.nat(127),
      outcome: fc.constantFrom(...credentialOutcomes),
      replyMs: fc.option(fc.nat(9999)),
    }),
    { maxLength: 4 },
  ),
  verdict: fc.record({
    code: fc.constantFrom('ok', 'link.silent', 'self.busy', 'tcp.refused'),
    outcome: fc.constantFrom(...credentialOutcomes),
  }),
  durationMs: fc.nat(99_999),
});

describe('a record', () => {
  it('is one line that reads back the same, and whose head says what the rest says', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const line = encodeRecord(record);
        expect(line.indexOf('\n')).toBe(0);
        expect(line.lastIndexOf('\n')).toBe(0);
        expect(parseRecord(line.slice(1))).toEqual(record);
        const bytes = Buffer.from(line.slice(1)).toString('latin1');
        const expected = { at: Date.parse(record.at), met: metOf(record), clients: clientsOf(record) };
        expect(parseHead(bytes)).toEqual(expected);
      }),
    );
  });

  it('that was cut anywhere is none', () => {
    fc.assert(
      fc.property(anyRecord, fc.nat(10_000), (record, cut) => {
        const line = Buffer.from(encodeRecord(record)).subarray(1);
        expect(parseHead(line.subarray(0, cut % line.length).toString('latin1'))).toBe(null);
      }),
    );
  });

  it.each([
    [['TIMEOUT', 'UA'], '1- 16+', 'fault'],
    [['DM', 'TIMEOUT'], '1- 16-', 'fault'],
    [['TIMEOUT', 'TIMEOUT'], '1- 16-', 'none'],
    [['LOGIN-REJECTED', 'NOT-TRIED'], '1+', 'fault'],
    [['REFUSED', 'REFUSED'], '', 'none'],
    [['BUSY', 'BUSY'], '', 'none'],
    [['READ-OK', 'READ-OK'], '1+ 16+', 'ok'],
  ] as const)('of %j had links as %j and met %s', (outcomes, clients, met) => {
    const record = historyRecord({ at: iso(0), outcomes: outcomes as readonly [CredentialOutcome, CredentialOutcome] });
    expect([clientsOf(record), metOf(record)]).toEqual([clients, met]);
  });

  it('tells of clients by their number, not by its beginning', () => {
    expect([hadLink('1- 16+', 1), hadLink('1- 16+', 16), hadLink('16+', 1), hadLink('', 1)]).toEqual([
      false,
      true,
      null,
      null,
    ]);
  });
});

describe('keeping', () => {
  it('makes folder and file for their owner alone', () => {
    const folder = join(temporaryFolder(), 'not', 'there');
    expect(appendHistory(folder, historyRecord({ at: iso(Date.now()) }))).toEqual({ kept: true });
    expect(statSync(historyFolder(folder)).mode & 0o777).toBe(0o700);
    expect(statSync(onlyFile(folder)).mode & 0o777).toBe(0o600);
  });

  it('begins a new line behind the half line of a killed writer, which alone is lost', () => {
    const folder = temporaryFolder();
    const at = iso(Date.now());
    appendHistory(folder, historyRecord({ at, name: 'one' }));
    const whole = readFileSync(onlyFile(folder));
    for (const cut of [1, 8, 120, whole.length - 2]) {
      appendFileSync(onlyFile(folder), whole.subarray(0, cut));
      appendHistory(folder, historyRecord({ at, name: `after ${cut}` }));
    }
    const { damaged } = readHistory(folder, null);
    // Of the first cut nothing but the line break was left.
    expect(damaged).toBe(3);
    expect(recordsIn(folder).map(({ meter }) => meter.name)).toEqual([
      'one',
      'after 1',
      'after 8',
      'after 120',
      `after ${whole.length - 2}`,
    ]);
  });

  it.each(['a folder', 'a pipe', 'a link'])('neither waits for nor writes through %s in place of the file', (what) => {
    const folder = temporaryFolder();
    const record = historyRecord({ at: iso(Date.now()) });
    appendHistory(folder, record);
    const path = onlyFile(folder);
    execFileSync('rm', [path]);
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, 'mine');
    if (what === 'a folder') mkdirSync(path);
    else if (what === 'a pipe') execFileSync('mkfifo', [path]);
    else symlinkSync(elsewhere, path);
    expect(appendHistory(folder, record)).toMatchObject({ kept: false, why: expect.stringMatching(/^E[A-Z]+$/) });
    expect(readFileSync(elsewhere, 'utf8')).toBe('mine');
    expect(readHistory(folder, null).entries.length).toBe(0);
  });
});

describe('places', () => {
  it('are the same exactly for the same endpoint, framing and form of address', () => {
    const endpoints = [
      'tcp://a:3333',
      'wrapper://a:3333',
      'tcp://a:3334',
      'tcp://b_:3333',
      'tcp://b:3333',
      'serial:/dev/ttyUSB0',
      'serial:/dev/ttyusb0',
      'tcp://ä:1',
      'tcp://ö:1',
      `tcp://${'ä'.repeat(200)}:1`,
      `tcp://${'ä'.repeat(199)}ö:1`,
    ];
    const servers = ['1', '1/1', '1/1:4', '11'];
    const keys = endpoints.flatMap((endpoint) => servers.map((server) => settingsKey({ endpoint, server })));
    expect(new Set(keys).size).toBe(endpoints.length * servers.length);
    for (const key of keys) expect(`2026-11_999999999_${key}.jsonl`).toMatch(/^[\w.%~-]{1,250}$/);
    expect(settingsKey({ endpoint: 'tcp://Gateway:3333', server: '1' })).toBe(
      settingsKey({ endpoint: 'tcp://gateway:3333', server: '1' }),
    );
  });

  it('belong to a meter by its id, and by where it is asked', () => {
    const folder = temporaryFolder();
    const at = iso(Date.now());
    const keep = (id: number | null, endpoint: string, server = '1') =>
      appendHistory(folder, historyRecord({ at, id, endpoint, server }));
    keep(2, 'tcp://old:3333');
    keep(2, 'tcp://new:3333');
    keep(null, 'tcp://new:3333');
    keep(3, 'tcp://new:3333', '1/17');
    keep(4, 'tcp://other:3333');
    const own = historyFiles(historyFolder(folder)).filter(isOf({ id: 2, endpoint: 'tcp://new:3333', server: '1' }));
    expect(own.map(({ id, settings }) => `${id} ${settings}`).toSorted()).toEqual([
      '2 1_tcp_new%3A3333',
      '2 1_tcp_old%3A3333',
      'null 1_tcp_new%3A3333',
    ]);
  });
});

describe('the index', () => {
  const fill = (folder: string, count: number, from = 0) => {
    const start = Date.now() - 3_600_000;
    for (let index = from; index < from + count; index++) {
      const silent = index % 3 === 0;
      const outcomes = silent ? (['TIMEOUT', 'TIMEOUT'] as const) : (['READ-OK', 'UA'] as const);
      appendHistory(
        folder,
        historyRecord({ at: iso(start + index), name: `${index}`, outcomes, code: silent ? 'link.silent' : 'ok' }),
      );
    }
  };
  const heads = (folder: string, keepsIndex: boolean) =>
    [...readHistory(folder, null, { keepsIndex }).entries].map(({ at, met, clients, start, end }) => ({
      at,
      met,
      clients,
      start,
      end,
    }));
  const indexes = (folder: string) => readdirSync(historyFolder(folder)).filter((name) => name.endsWith('.index'));

  it('says what the file says, also when more was appended since', () => {
    const folder = temporaryFolder();
    fill(folder, 300);
    const slow = heads(folder, false);
    expect(indexes(folder)).toEqual([]);
    expect(heads(folder, true)).toEqual(slow);
    expect(indexes(folder)).toHaveLength(1);
    expect(heads(folder, true)).toEqual(slow);
    fill(folder, 250, 300);
    appendFileSync(onlyFile(folder), '\nhalf a li');
    fill(folder, 1, 550);
    const grown = heads(folder, true);
    expect(grown).toHaveLength(551);
    expect(readHistory(folder, null).damaged).toBe(1);
    expect(recordsIn(folder).map(({ meter }) => meter.name)).toEqual(
      Array.from({ length: 551 }, (_, index) => `${index}`),
    );
    expect(statSync(join(historyFolder(folder), indexes(folder)[0] ?? '')).mode & 0o777).toBe(0o600);
  });

  it('that does not fit its file is as if it were not there', () => {
    const folder = temporaryFolder();
    fill(folder, 300);
    const right = heads(folder, true);
    const path = join(historyFolder(folder), indexes(folder)[0] ?? '');
    const sound = readFileSync(path);
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, change, cuts) => {
        const wrong = Buffer.from(cuts ? sound.subarray(0, at) : sound);
        if (!cuts) wrong[at] = (wrong[at] ?? 0) ^ change;
        writeFileSync(path, wrong);
        expect(heads(folder, false)).toEqual(right);
      }),
      { numRuns: 200 },
    );
    // The file was written anew by hand, under a number that is given out again.
    writeFileSync(path, sound);
    const file = onlyFile(folder);
    const log = readFileSync(file, 'utf8').replaceAll('"met":"none"', '"met":"self"');
    execFileSync('rm', [file]);
    writeFileSync(file, log);
    expect(tallyOf(readHistory(folder, null).entries).ownRuns).toBe(100);
    // And in place: the same file, and another end of what the index covers.
    writeFileSync(file, log.replaceAll('"durationMs":3120', '"durationMs":31200'));
    expect(recordsIn(folder).map(({ durationMs }) => durationMs)).toEqual(Array.from({ length: 300 }, () => 31_200));
  });
});

describe('hostile files', () => {
  it('are read without harm: noise, endless lines, deep nesting, what only looks like a record', () => {
    const folder = temporaryFolder();
    appendHistory(folder, historyRecord({ at: iso(Date.now()), name: 'one' }));
    const line = encodeRecord(historyRecord({ at: iso(Date.now()) }));
    const pieces = [
      '\n\n\n',
      '\u0000\u001b[2J\u0007',
      'x'.repeat(5_000_000),
      '['.repeat(100_000),
      `{"at":"2026-13-45T99:00:00.000Z","met":"ok","clients":"","kind":"test","schema":1}`,
      `{"at":"2026-11-24T00:00:00.000Z","met":"ok","clients":"${'1+ '.repeat(900)}","kind":"test","schema":1}`,
      line.replace('"kind":"test"', '"kind":"other"').slice(1),
    ];
    for (const piece of pieces) appendFileSync(onlyFile(folder), `\n${piece}`);
    appendHistory(folder, historyRecord({ at: iso(Date.now()), name: 'two' }));
    expect(recordsIn(folder).map(({ meter }) => meter.name)).toEqual(['one', 'two']);
    expect(readHistory(folder, null).damaged).toBeGreaterThanOrEqual(5);
    expect(lookAtHistory(folder).damaged).toHaveLength(1);
  });
});

describe('letting go', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  const months = (folder: string) => [...new Set(historyFiles(historyFolder(folder)).map(({ month }) => month))];
  const keep = (folder: string, ...times: readonly number[]) => {
    mkdirSync(historyFolder(folder), { recursive: true });
    for (const at of times) {
      const record = historyRecord({ at: iso(at) });
      appendFileSync(historyFile(historyFolder(folder), record.at, record.meter).path, encodeRecord(record));
    }
  };

  it('removes whole months that are older, and nothing younger', () => {
    const folder = temporaryFolder();
    keep(folder, now - 31 * dayMs, now - 390 * dayMs, now - 460 * dayMs);
    writeFileSync(join(historyFolder(folder), '2020-01_2_1_tcp_gone.index'), '');
    expect(pruneHistory(historyFolder(folder), 400, now)).toBe(1);
    expect(months(folder)).toEqual(['2025-10', '2026-10']);
    expect(existsSync(join(historyFolder(folder), '2020-01_2_1_tcp_gone.index'))).toBe(false);
  });

  it('does not believe a clock that ran ahead', () => {
    const folder = temporaryFolder();
    keep(folder, now - 31 * dayMs, now);
    const wrong = Date.UTC(2099, 0, 1);
    pruneHistory(historyFolder(folder), 400, wrong);
    keep(folder, wrong);
    pruneHistory(historyFolder(folder), 400, wrong + dayMs);
    expect(months(folder)).toEqual(['2026-10', '2026-11', '2099-01']);
    // Nor does a record of the future let go what is young.
    expect(pruneHistory(historyFolder(folder), 400, now)).toBe(0);
  });

  it('keeps at least so many days, whatever the days', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900 }),
        fc.array(fc.nat(900), { minLength: 1, maxLength: 6 }),
        (days, ages) => {
          const folder = temporaryFolder();
          keep(folder, ...ages.map((age) => now - age * dayMs));
          pruneHistory(historyFolder(folder), days, now);
          const left = new Set(recordsIn(folder).map(({ at }) => at));
          for (const age of ages) if (age <= days) expect(left).toContain(iso(now - age * dayMs));
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('what the past says', () => {
  const file = { settings: 'right' };
  const past = (...clients: readonly string[]) =>
    clients.map((one, at) => ({ at, met: 'none' as const, clients: one, file }));

  it('knows whether these settings ever worked, and since when they do not', () => {
    expect(pastOf(past('1- 16+', '16+', '1+', '16-', '', '16-'), { settings: 'right', client: 16 })).toEqual({
      everWorked: true,
      lastSuccessAt: 1,
      silentSince: 3,
      successes: 2,
      attempts: 4,
    });
    const nothing = { everWorked: false, lastSuccessAt: null, silentSince: null, successes: 0, attempts: 0 };
    expect(pastOf(past('1+'), { settings: 'right', client: 16 })).toEqual(nothing);
    // Another address, another framing: no matter how often that worked.
    expect(pastOf(past('16+', '16+'), { settings: 'left', client: 16 })).toEqual(nothing);
  });

  it('counts as a plain count does', () => {
    const anyMet = fc.constantFrom('ok', 'fault', 'none', 'self');
    fc.assert(
      fc.property(fc.array(anyMet, { maxLength: 30 }), (all) => {
        const records = all.map((met, at) => ({ at, met: met as 'ok' }));
        const told = tallyOf(records);
        const tried = records.filter(({ met }) => (met as string) !== 'self');
        const answered = tried.filter(({ met }) => (met as string) !== 'none');
        const silent = tried.slice(tried.findLastIndex(({ met }) => (met as string) !== 'none') + 1);
        expect(told.attempts + told.ownRuns).toBe(all.length);
        expect(told.successes).toBe(all.filter((met) => met === 'ok').length);
        expect(told.answered).toBe(answered.length);
        expect(told.silentSince).toBe(silent[0]?.at ?? null);
        expect(told.silentAttempts).toBe(silent.length);
        expect(told.lastAnswerAt).toBe(answered.at(-1)?.at ?? null);
        expect(told.lastSuccessAt).toBe(records.findLast(({ met }) => met === 'ok')?.at ?? null);
      }),
    );
  });

  it('puts records in order that overlapped, or were kept under another name', () => {
    const folder = temporaryFolder();
    const start = Date.UTC(2026, 10, 2);
    const order = [5, 1, 9, 3, 7, 0, 8, 2, 6, 4];
    for (const [index, minute] of order.entries()) {
      appendHistory(
        folder,
        historyRecord({ at: iso(start + minute * 60_000), id: index % 2 === 0 ? 2 : null, name: `${minute}` }),
      );
    }
    const { entries } = readHistory(folder, null);
    expect(readRecords([...entries]).map(({ meter }) => meter.name)).toEqual([...order].sort().map(String));
    expect(readRecords(entries.last(2)).map(({ meter }) => meter.name)).toEqual(['8', '9']);
    expect(readRecords([...entries.since(start + 7 * 60_000)]).map(({ meter }) => meter.name)).toEqual(['7', '8', '9']);
    const visited: number[] = [];
    entries.each(({ at }) => visited.push((at - start) / 60_000));
    expect(visited).toEqual([...order].sort());
  });
});
