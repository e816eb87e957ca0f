// `npm run panel`: the exam of the verdicts. Every scenario and combination is asked by the real command; exits with 1
// where the bounds of report.js are missed.
//
//   node tools/panel/run.js [--command test|probe|both] [--only NAME]… [--at-once N] [--executable FILE] [--json] [--write]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asMarkdown, asText, missed, totalsOf } from './report.js';
import { panelRows } from './rows.js';
import { runRow } from './run-row.js';
import { listedScenarios } from './simulate.js';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({
  options: {
    command: { type: 'string', default: 'both' },
    only: { type: 'string', multiple: true, default: [] },
    'at-once': { type: 'string', default: '14' },
    executable: { type: 'string', default: join(root, 'bin', 'meter.cjs') },
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const { executable, only } = values;
const commands = values.command === 'both' ? ['test', 'probe'] : [values.command];
const rows = panelRows(await listedScenarios()).filter(({ name }) => only.length === 0 || only.includes(name));
const unknown = only.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) throw new Error(`no such row: ${unknown.join(', ')}`);

const started = performance.now();
// The rows mostly wait: the longest first, so that none of them waits alone at the end.
const tasks = commands.flatMap((command) => rows.map((row) => ({ row, command })));
tasks.sort((left, right) => weight(right) - weight(left));
const results = [];
await Promise.all(Array.from({ length: Number(values['at-once']) }, work));

const runs = commands.map((command) => ({
  command,
  results: rows.map((row) => results.find((one) => one.row === row && one.command === command)),
}));
const seconds = (performance.now() - started) / 1000;
const failed = runs.flatMap(({ command, results }) => missed(totalsOf(results), command));
if (values.json) {
  console.log(JSON.stringify(runs.map((run) => ({ ...run, totals: totalsOf(run.results) }))));
} else {
  for (const { command, results } of runs) console.log(`${asText(command, results)}\n`);
  console.log(`${seconds.toFixed(0)} s${failed.length === 0 ? '' : `; MISSED: ${failed.join(', ')}`}`);
}
if (values.write) writeFileSync(join(root, 'docs', 'panel.md'), asMarkdown(runs, { node: process.version, seconds }));
if (failed.length > 0) process.exitCode = 1;

function weight({ row, command }) {
  return row.timeoutS[command] * (command === 'probe' ? 10 : 1);
}

async function work() {
  for (let task = tasks.shift(); task !== undefined; task = tasks.shift()) {
    results.push(await runRow(task.row, task.command, executable));
  }
}
