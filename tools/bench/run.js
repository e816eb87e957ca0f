// `npm run bench`: every figure of docs/performance.md. Shared machines are noisy: ratios and medians, in one run.
import { cpus } from 'node:os';
import { measureDeframing, measureMemory } from './deframe.js';
import { measureStartUp } from './start-up.js';
import { measureTest } from './test-command.js';

const only = process.argv.slice(2);
const wanted = (name) => only.length === 0 || only.includes(name);
let missed = 0;
const row = (name, value, holds = true) => {
  if (!holds) missed += 1;
  console.log(`  ${name.padEnd(44)} ${value}${holds ? '' : '   MISSED'}`);
};

console.log(`node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`);
if (wanted('start-up')) {
  console.log('\nStart-up, whole processes, median of 40, interleaved');
  for (const { name, ms, ratio, bound } of await measureStartUp()) {
    row(
      name,
      `${ms.toFixed(1)} ms   ${ratio.toFixed(2)} x${bound === null ? '' : `   (at most ${bound} x)`}`,
      bound === null || ratio <= bound,
    );
  }
}
if (wanted('test')) {
  console.log('\n`meter test` on loopback, median of 9');
  for (const { name, addedMs, wallMs, bound } of await measureTest()) {
    row(
      name,
      `${addedMs.toFixed(0)} ms   (at most ${bound} ms; whole process ${wallMs.toFixed(0)} ms)`,
      addedMs <= bound,
    );
  }
}
if (wanted('deframe')) {
  console.log('\nCutting and parsing frames, one core, median of 9');
  for (const { name, megabytesPerSecond, bound } of await measureDeframing()) {
    row(
      name,
      `${megabytesPerSecond.toFixed(0)} MB/s${bound === null ? '' : `   (at least ${bound} MB/s)`}`,
      bound === null || megabytesPerSecond >= bound,
    );
  }
}
if (wanted('memory')) {
  console.log('\nMemory while a gigabyte comes in');
  for (const { name, seconds, growthMegabytes, pending } of await measureMemory()) {
    row(
      name,
      `+${growthMegabytes.toFixed(0)} MB resident, ${pending} bytes kept, ${seconds.toFixed(1)} s`,
      growthMegabytes < 64 && pending <= 2049,
    );
  }
}
if (missed > 0) console.log(`\n${missed} figure(s) missed their bound.`);
process.exitCode = missed > 0 ? 1 : 0;
