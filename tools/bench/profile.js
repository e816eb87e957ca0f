// A long load profile as CSV: how fast its rows come, and that the memory of the process stays flat meanwhile.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const meter = join(import.meta.dirname, '../../bin/meter.cjs');
const password = 'benchbench';
/** How often the size of the process is looked at, ms. */
const everyMs = 100;
/** Memory is compared from here on: until this part of the rows has come, the process still warms up. */
const warmUpPart = 0.2;

/**
 * Reads a profile with the executable from a simulated meter, both processes of their own.
 * @param transport `hdlc` goes through frames of 128 octets; `wrapper` shows what everything above them costs
 */
export async function measureProfile(rows = 100_000, transport = 'hdlc') {
  const folder = mkdtempSync(join(tmpdir(), 'meter-bench-'));
  const env = { ...process.env, METER_CONFIG_DIR: folder, LC_ALL: 'C' };
  const options = transport === 'wrapper' ? ['--wrapper'] : [];
  const simulator = spawn(
    process.execPath,
    [meter, 'simulate', '--json', '--password', password, '--profile-rows', `${rows}`, ...options],
    { stdio: ['ignore', 'pipe', 'ignore'], env },
  );
  try {
    const said = JSON.parse(
      await new Promise((resolve) => simulator.stdout.once('data', (data) => resolve(`${data}`))),
    );
    const endpoint = `${transport}://${said.endpoint.replace(/^\w+:\/\//, '')}`;
    const secret = join(folder, 'secret');
    writeFileSync(secret, password, { mode: 0o600 });
    await ended(run(['add', 'bench', endpoint, '--credential', 'user1:1', '--secret', `user1=file:${secret}`], env));
    const reading = run(['profile', 'bench', '--all', '--csv', '--timeout', '30'], env);
    return { name: `${rows} rows over ${transport}`, ...(await watched(reading, rows)) };
  } finally {
    simulator.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args, env) {
  return spawn(process.execPath, [meter, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env });
}

function ended(child) {
  child.stdout.resume();
  return new Promise((resolve) => child.once('close', resolve));
}

/** Counts the lines that come and samples the size of the process. */
async function watched(child, rows) {
  const started = performance.now();
  const samples = [];
  let lines = 0;
  child.stdout.on('data', (chunk) => {
    for (const byte of chunk) if (byte === 10) lines += 1;
  });
  const timer = setInterval(() => {
    const resident = residentOf(child.pid);
    if (resident !== null && lines >= rows * warmUpPart) samples.push(resident);
  }, everyMs);
  const code = await new Promise((resolve) => child.once('close', resolve));
  clearInterval(timer);
  const seconds = (performance.now() - started) / 1000;
  const [first = null] = samples;
  const last = samples.at(-1) ?? null;
  return {
    code,
    rows: lines - 1,
    seconds,
    rowsPerSecond: (lines - 1) / seconds,
    firstMegabytes: first,
    lastMegabytes: last,
    mostMegabytes: samples.length === 0 ? null : Math.max(...samples),
    growthMegabytes: first === null || last === null ? null : last - first,
  };
}

/** Megabytes that a process has in memory; null where the system does not tell, or it has ended. */
function residentOf(pid) {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
