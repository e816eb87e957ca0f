// `npm run fuzz -- --minutes N [--target NAME] [--seed N]`: changes real and computed bytes at random, seals some of
// them (right length and check values over changed contents), and holds every target to its promises. What it finds is
// kept in test/fixtures/fuzz, which the tests read ever after.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');
const capacity = 65_536;
/** An input that is worked on for longer than this is a finding. */
const longestMs = 5000;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string', default: `${Date.now() % 0x7fffffff}` },
    target: { type: 'string', multiple: true },
  },
});
const minutes = Number(values.minutes);
const seed = Number(values.seed);
if (!(minutes > 0 && minutes <= 1440) || !Number.isInteger(seed)) {
  console.error('usage: npm run fuzz -- [--minutes N] [--seed N] [--target NAME]…');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'meter-fuzz-'));
const bundle = join(folder, 'fuzz.mjs');
let findings = 0;
try {
  await build({
    stdin: {
      contents: "export * from './mutate.ts'; export * from './seeds.ts'; export * from './targets.ts';",
      resolveDir: join(root, 'test/fuzz'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: bundle,
    logLevel: 'warning',
  });
  const { targets } = await import(bundle);
  const wanted = values.target ?? Object.keys(targets);
  const unknown = wanted.find((name) => !(name in targets));
  if (unknown !== undefined) {
    console.error(`no target ${unknown}; there are ${Object.keys(targets).join(', ')}`);
    process.exit(2);
  }
  console.log(`seed ${seed}, ${minutes} min over ${wanted.length} targets`);
  for (const [index, target] of wanted.entries()) await fuzz(target, seed + index, (minutes * 60_000) / wanted.length);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(findings === 0 ? 'nothing found' : `${findings} found, kept in test/fixtures/fuzz`);
process.exit(findings === 0 ? 0 : 1);

/** One target for its share of the time; begun anew behind each finding, up to ten. */
async function fuzz(target, firstSeed, milliseconds) {
  const ends = performance.now() + milliseconds;
  let tried = 0;
  let memory = 0;
  for (let round = 0; round < 10 && performance.now() < ends; round++) {
    const shared = new SharedArrayBuffer(8 + capacity);
    const counter = new Int32Array(shared, 0, 2);
    const data = {
      bundle,
      target,
      seed: firstSeed + round * 1000,
      milliseconds: ends - performance.now(),
      shared,
      capacity,
      vectors: join(root, '../shared/vectors/frames.jsonl'),
    };
    const worker = new Worker(new URL('./worker.js', import.meta.url), {
      workerData: data,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    const outcome = await watched(worker, counter, (rss) => {
      memory = Math.max(memory, rss);
    });
    tried += Atomics.load(counter, 0);
    if (outcome === null) break;
    await keep(target, Uint8Array.from(new Uint8Array(shared, 8, Atomics.load(counter, 1))), outcome);
  }
  console.log(`  ${target.padEnd(14)} ${tried} inputs, at most ${Math.round(memory / 1e6)} MB resident`);
}

function watched(worker, counter, seen) {
  return new Promise((resolve) => {
    let last = -1;
    let sinceMs = performance.now();
    const timer = setInterval(() => {
      seen(process.memoryUsage.rss());
      const now = Atomics.load(counter, 0);
      if (now !== last) {
        last = now;
        sinceMs = performance.now();
      } else if (performance.now() - sinceMs > longestMs) {
        finish('never comes back');
        void worker.terminate();
      }
    }, 250);
    const finish = (outcome) => {
      clearInterval(timer);
      resolve(outcome);
    };
    worker.on('error', (error) => finish(error.message));
    worker.on('exit', () => finish(null));
  });
}

/** Kept as small as it gets, so that nothing of the bytes it was made from is left in it that is not needed. */
async function keep(target, found, why) {
  findings += 1;
  console.log(`  FOUND in ${target}: ${why.split('\n')[0]}`);
  const input = await smallest(target, found);
  const name = `${target}-${createHash('sha256').update(input).digest('hex').slice(0, 10)}.hex`;
  const folder = join(root, 'test/fixtures/fuzz');
  mkdirSync(folder, { recursive: true });
  const hex = Buffer.from(input).toString('hex');
  writeFileSync(join(folder, name), `# ${target}: ${why.split('\n')[0]}\n${hex.replace(/.{96}/g, '$&\n')}\n`);
  console.log(`        ${name}, ${input.length} of ${found.length} bytes`);
}

/** Takes stretches out, then sets bytes to 0, as long as the promise stays broken. Bounded in tries. */
async function smallest(target, found) {
  let input = found;
  let tries = 400;
  const still = async (candidate) => tries-- > 0 && candidate.length > 0 && (await breaks(target, candidate));
  for (let step = Math.ceil(input.length / 2); step >= 1; step = step > 1 ? Math.ceil(step / 2) : 0) {
    for (let at = 0; at < input.length; ) {
      const without = Uint8Array.from([...input.subarray(0, at), ...input.subarray(at + step)]);
      if (await still(without)) input = without;
      else at += step;
    }
    if (step === 1) break;
  }
  for (let at = 0; at < input.length; at++) {
    if (input[at] === 0) continue;
    const zeroed = Uint8Array.from(input);
    zeroed[at] = 0;
    if (await still(zeroed)) input = zeroed;
  }
  return input;
}

/** Whether one input breaks a promise, or is worked on for more than a second. */
function breaks(target, input) {
  const worker = new Worker(new URL('./once.js', import.meta.url), { workerData: { bundle, target, input } });
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(true);
      void worker.terminate();
    }, 1500);
    worker.on('error', () => resolve(true));
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
