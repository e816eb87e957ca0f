// `meter history` and `meter health` with 100,000 records: whole processes, interleaved in random order, as ratios to
// `meter list` in the same run.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './median.js';
import { loadSource } from './source.js';

const meter = join(import.meta.dirname, '../../bin/meter.cjs');
const records = 100_000;
const everyMs = 180_000;

/** @returns rows { name, ms, ratio, bound }: the ratio is to `meter list` */
export async function measureHistory(rounds = 20) {
  const home = mkdtempSync(join(tmpdir(), 'meter-bench-'));
  const { METER_CONFIG_DIR: _, ...inherited } = process.env;
  const env = { ...inherited, METER_CONFIG_DIR: home, NO_COLOR: '1' };
  const run = (args) => spawnSync(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'ignore'] });
  try {
    for (const id of [1, 2, 3]) run([meter, 'add', `bench-${id}`, '192.0.2.7', '--id', `${id}`, '--server', `${id}`]);
    const folder = await fill(home);
    const forget = () => {
      for (const name of readdirSync(folder)) if (name.endsWith('.index')) rmSync(join(folder, name));
    };
    const commands = [
      { name: 'meter list', args: [meter, 'list'], bound: null },
      { name: `meter history 2 (${records} records)`, args: [meter, 'history', '2'], bound: 2 },
      { name: 'the same in JSON', args: [meter, 'history', '2', '--json'], bound: 2 },
      { name: 'meter health (3 meters)', args: [meter, 'health'], bound: 2 },
      { name: 'meter history 2, its index not yet there', args: [meter, 'history', '2'], bound: null, before: forget },
    ].map((command) => ({ ...command, times: [] }));
    for (const { args } of commands) run(args);
    for (let round = 0; round < rounds; round++) {
      for (const { args, times, before } of [...commands].sort(() => Math.random() - 0.5)) {
        before?.();
        const started = performance.now();
        run(args);
        times.push(performance.now() - started);
        if (before !== undefined) run(args);
      }
    }
    const floor = median(commands[0].times);
    return commands.map(({ name, times, bound }) => ({ name, ms: median(times), ratio: median(times) / floor, bound }));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Meter 2, asked every three minutes for seven months; every seventh time it was mute. */
async function fill(home) {
  const { encodeRecord } = await loadSource('meters/history-record.ts');
  const { historyFile, historyFolder } = await loadSource('meters/history-place.ts');
  const folder = historyFolder(home);
  mkdirSync(folder, { mode: 0o700 });
  const lines = new Map();
  const first = Date.now() - records * everyMs;
  for (let index = 0; index < records; index++) {
    const at = new Date(first + index * everyMs).toISOString();
    const isOk = index % 7 !== 0;
    const outcome = isOk ? 'READ-OK' : 'TIMEOUT';
    const credential = { outcome, replyMs: isOk ? 212 : null };
    const about = { id: 2, name: 'bench-2', endpoint: 'tcp://192.0.2.7:3333', server: '2' };
    const { path } = historyFile(folder, at, about);
    const record = {
      at,
      kind: 'test',
      meter: about,
      credentials: [
        { name: 'user1', client: 1, ...credential },
        { name: 'user2', client: 16, ...credential },
      ],
      verdict: { code: isOk ? 'ok' : 'link.silent', outcome },
      durationMs: 3120,
    };
    if (!lines.has(path)) lines.set(path, []);
    lines.get(path).push(encodeRecord(record));
  }
  for (const [path, own] of lines) writeFileSync(path, own.join(''), { mode: 0o600 });
  return folder;
}
