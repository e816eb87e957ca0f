// Start-up of whole processes, interleaved in random order, as ratios to `node -e 0` in the same run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './median.js';
import { loadSource } from './source.js';

const meter = join(import.meta.dirname, '../../bin/meter.cjs');

/** @returns rows { name, ms, ratio, bound } */
export async function measureStartUp(rounds = 40) {
  const frame = await soundFrame();
  const home = mkdtempSync(join(tmpdir(), 'meter-bench-'));
  // As a user has it: the folder is found, not told.
  const { METER_CONFIG_DIR: _, ...inherited } = process.env;
  const env = { ...inherited, XDG_CONFIG_HOME: home, HOME: home, NO_COLOR: '1' };
  const run = (args) => spawnSync(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'ignore'] });
  for (const id of [1, 2, 3]) run([meter, 'add', `bench-${id}`, '192.0.2.7', '--id', `${id}`]);
  const commands = [
    { name: 'node -e 0', args: ['-e', '0'], bound: null },
    { name: 'meter decode <33-byte frame>', args: [meter, 'decode', frame], bound: 1.25 },
    { name: 'meter --help', args: [meter, '--help'], bound: 1.5 },
    { name: 'meter list', args: [meter, 'list'], bound: 1.5 },
  ].map((command) => ({ ...command, times: [] }));
  try {
    for (const { args } of commands) run(args);
    for (let round = 0; round < rounds; round++) {
      for (const command of [...commands].sort(() => Math.random() - 0.5)) {
        const started = performance.now();
        run(command.args);
        command.times.push(performance.now() - started);
      }
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  const floor = median(commands[0].times);
  return commands.map(({ name, times, bound }) => ({ name, ms: median(times), ratio: median(times) / floor, bound }));
}

/** A sound frame of 33 bytes: a GET-response with an octet string. */
async function soundFrame() {
  const { encodeFrame, parseControl } = await loadSource('hdlc/index.ts');
  const information = Uint8Array.from([0xe6, 0xe7, 0, 0xc4, 1, 0xc1, 0, 9, 13, ...Array(13).fill(0x31)]);
  const address = (upper) => ({ upper, lower: null, width: 1 });
  const bytes = encodeFrame({ destination: address(16), source: address(1), control: parseControl(0x30), information });
  if (bytes.length !== 33) throw new Error(`the frame has ${bytes.length} bytes`);
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
