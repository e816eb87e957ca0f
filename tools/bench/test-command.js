// What `meter test` adds to what the wire took: its own time, less listening and waiting for answers.
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './median.js';

const meter = join(import.meta.dirname, '../../bin/meter.cjs');
const run = promisify(execFile);

async function simulate(...faults) {
  const child = spawn(process.execPath, [meter, 'simulate', ...faults, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const line = await new Promise((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
  return { endpoint: JSON.parse(line).endpoint.replace('tcp://', ''), stop: () => child.kill('SIGTERM') };
}

async function testOnce(endpoint) {
  const started = performance.now();
  const { stdout } = await run(process.execPath, [meter, 'test', endpoint, '--json']).catch((failed) => failed);
  return { wallMs: performance.now() - started, document: JSON.parse(stdout) };
}

/** Time on the wire: listening, and from each question to its last answer. */
function wireMs({ checks, credentials }) {
  const waited = (exchanges) =>
    exchanges.reduce((sum, { sent, received }) => sum + (sent === null ? 0 : (received.at(-1)?.atMs ?? 0)), 0);
  const listened = checks.find(({ id }) => id === 'line.listen')?.ms ?? 0;
  const closings = checks
    .filter(({ id }) => id.startsWith('link.close'))
    .reduce((sum, one) => sum + waited(one.exchanges ?? []), 0);
  return listened + closings + credentials.reduce((sum, one) => sum + waited(one.exchanges), 0);
}

export async function measureTest(rounds = 9) {
  const rows = [];
  for (const faults of [[], ['busy']]) {
    const { endpoint, stop } = await simulate(...faults);
    try {
      const added = [];
      const total = [];
      for (let round = 0; round < rounds; round++) {
        const { wallMs, document } = await testOnce(endpoint);
        added.push(document.durationMs - (faults.length > 0 ? 0 : wireMs(document)));
        total.push(wallMs);
      }
      rows.push({
        name: faults.length > 0 ? 'busy, from the start to the verdict' : 'sound meter, beyond the wire',
        addedMs: median(added),
        wallMs: median(total),
        bound: 30,
      });
    } finally {
      stop();
    }
  }
  return rows;
}
