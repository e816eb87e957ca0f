// `npm run bench`: every figure of docs/performance.md. Shared machines are noisy: ratios and medians, in one run.
import { cpus } from 'node:os';
import { measureDecode } from './decode.js';
import { measureDeframing, measureMemory } from './deframe.js';
import { measureHistory } from './history.js';
import { measureProfile } from './profile.js';
import { measureRead } from './read.js';
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
if (wanted('decode')) {
  console.log('\nExplaining bytes to the last field, as trees, one core, median of 9');
  for (const { name, framesPerSecond, megabytesPerSecond, bound } of await measureDecode()) {
    row(
      name,
      framesPerSecond === undefined
        ? `${megabytesPerSecond.toFixed(1)} MB/s`
        : `${Math.round(framesPerSecond / 1000)} 000 frames/s   (at least ${bound / 1000} 000)`,
      bound === null || framesPerSecond >= bound,
    );
  }
}
if (wanted('read')) {
  console.log('\n`meter read` of one object, beyond starting up, median of 41');
  for (const { name, addedMs, wireMs, bound } of await measureRead()) {
    row(
      name,
      `${addedMs.toFixed(2)} ms beside ${wireMs.toFixed(2)} ms on the wire   (at most ${bound} ms)`,
      addedMs <= bound,
    );
  }
}
if (wanted('profile')) {
  console.log('\nA long profile as CSV, processes of their own');
  for (const transport of ['hdlc', 'wrapper']) {
    const one = await measureProfile(100_000, transport);
    row(
      one.name,
      `${Math.round(one.rowsPerSecond)} rows/s, ${one.seconds.toFixed(1)} s; resident ${one.firstMegabytes?.toFixed(0)} MB at first, ${one.lastMegabytes?.toFixed(0)} MB at last`,
      one.code === 0 && one.rows === 100_000 && (one.growthMegabytes ?? 0) < 32,
    );
  }
}
if (wanted('history')) {
  console.log('\nHistory, whole processes, interleaved, ratios to `meter list`');
  for (const { name, ms, ratio, bound } of await measureHistory()) {
    row(
      name,
      `${ms.toFixed(1)} ms   ${ratio.toFixed(2)} x${bound === null ? '' : `   (at most ${bound} x)`}`,
      bound === null || ratio <= bound,
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
