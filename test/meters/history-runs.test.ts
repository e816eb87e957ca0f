/** Many runs that write at once, and runs that are killed while they write, let go and read: no record is lost. */
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendHistory, historyFolder, readHistory, readRecords } from '../../src/meters/index.ts';
import { type Bundle, bundle, temporaryFolder } from '../support/child.ts';
import { historyRecord } from '../support/history-record.ts';
import { seeded } from '../support/seeded.ts';

let child: Bundle;
beforeAll(async () => {
  child = await bundle('history-child.ts');
});
afterAll(() => child.remove());

const namesIn = (folder: string) =>
  readRecords([...readHistory(folder, null).entries]).map(({ meter }) => meter.name ?? '');
const said = (lines: readonly string[]) => lines.filter((line) => line !== 'ready');

describe('many runs at once', () => {
  it('lose no record when two hundred of them write together', { timeout: 300_000 }, async () => {
    const folder = temporaryFolder();
    const go = join(folder, 'go');
    const each = 20;
    const writers = Array.from({ length: 200 }, (_, index) =>
      child.start([folder, 'write', `run${index}`, `${each}`, go]),
    );
    await Promise.all(writers.map(({ spoke }) => spoke));
    writeFileSync(go, '');
    const ends = await Promise.all(writers.map(({ ended }) => ended));
    expect(ends.filter(({ code }) => code !== 0)).toEqual([]);
    const wanted = writers.flatMap((_, run) => Array.from({ length: each }, (_, index) => `run${run}-${index}`));
    expect(readHistory(folder, null).damaged).toBe(0);
    expect(namesIn(folder).toSorted()).toEqual(wanted.toSorted());
    const file = readdirSync(historyFolder(folder)).find((name) => name.endsWith('.jsonl')) ?? '';
    expect(statSync(join(historyFolder(folder), file)).mode & 0o777).toBe(0o600);
    expect(statSync(historyFolder(folder)).mode & 0o777).toBe(0o700);
    // Every line but the first, which is empty, is a document of its own.
    const lines = readFileSync(join(historyFolder(folder), file), 'utf8')
      .split('\n')
      .slice(1);
    expect(lines.map((line) => typeof JSON.parse(line)).filter((type) => type !== 'object')).toEqual([]);
  });
});

describe('runs that are killed', () => {
  it('leave a history that reads, a hundred and fifty times', { timeout: 300_000 }, async () => {
    const folder = temporaryFolder();
    const random = seeded(20261124);
    const known: string[] = [];
    const killOne = async (index: number, what: string) => {
      const victim = child.start([folder, what, `kill${index}`, '100000']);
      await victim.spoke;
      await pause(random() * 20);
      victim.process.kill('SIGKILL');
      await victim.ended;
      known.push(...said(victim.lines()));
    };
    for (let index = 0; index < 150; index += 3) {
      await Promise.all([killOne(index, 'write'), killOne(index + 1, 'write'), killOne(index + 2, 'read')]);
      const names = new Set(namesIn(folder));
      expect(known.filter((name) => !names.has(name))).toEqual([]);
    }
    expect(known.length).toBeGreaterThan(100);
    // What a killed run left of a line, or of an index, is passed over; the next record is whole.
    const files = readdirSync(historyFolder(folder)).filter((name) => name.endsWith('.jsonl'));
    expect(files.length).toBe(1);
    appendHistory(folder, historyRecord({ at: new Date().toISOString(), name: 'afterwards' }));
    expect(namesIn(folder)).toContain('afterwards');
  });

  it('let go what is old while others write, and are killed at it fifty times', { timeout: 300_000 }, async () => {
    const folder = temporaryFolder();
    const random = seeded(7);
    const history = historyFolder(folder);
    const old = '2024-01-15T12:00:00.000Z';
    const lastMonth = new Date(Date.now() - 32 * 86_400_000).toISOString();
    appendHistory(folder, historyRecord({ at: lastMonth, name: 'last month' }));
    const writer = child.start([folder, 'write', 'writer', '1000000']);
    await writer.spoke;
    for (let index = 0; index < 50; index++) {
      for (let meter = 1; meter <= 10; meter++)
        appendHistory(folder, historyRecord({ at: old, id: meter, name: 'old' }));
      const victim = child.start([folder, 'prune', '', '1000000']);
      await victim.spoke;
      await pause(random() * 8);
      victim.process.kill('SIGKILL');
      await victim.ended;
    }
    writer.process.kill('SIGKILL');
    await writer.ended;
    const names = new Set(namesIn(folder));
    expect(said(writer.lines()).filter((name) => !names.has(name))).toEqual([]);
    expect(names).toContain('last month');
    const last = child.start([folder, 'prune', '', '1']);
    expect(await last.ended).toMatchObject({ code: 0 });
    expect(readdirSync(history).filter((name) => name.startsWith('2024'))).toEqual([]);
    expect(new Set(namesIn(folder))).not.toContain('old');
  });

  it('leave drafts of an index that the next one removes', () => {
    const folder = temporaryFolder();
    const history = historyFolder(folder);
    const at = new Date().toISOString();
    for (let index = 0; index < 300; index++) appendHistory(folder, historyRecord({ at }));
    const draft = join(history, 'x.index.abc.new');
    writeFileSync(draft, 'half');
    utimesSync(draft, new Date(0), new Date(0));
    expect(readHistory(folder, null).entries.length).toBe(300);
    expect(
      readdirSync(history)
        .map((name) => name.split('.').at(-1))
        .toSorted(),
    ).toEqual(['index', 'jsonl']);
  });
});
