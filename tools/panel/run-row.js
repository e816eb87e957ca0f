// One row of the panel: a simulated meter in this process, and the real command asking it over real sockets.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from './simulate.js';

/** No row takes longer; a command that does is ended, and shows as wrong. */
const longestMs = 120_000;
/** The reply time-out that the durations of the simulator are made for, s. */
const ordinaryTimeoutS = 5;
const rightPassword = '00000000';

/**
 * Runs a row with `meter test` or `meter probe`.
 * @returns the row with what was named, how surely, after how many questions and seconds
 */
export async function runRow(row, command, executable) {
  const timeoutS = row.timeoutS[command];
  const scale = timeoutS / ordinaryTimeoutS;
  const folder = mkdtempSync(join(tmpdir(), 'meter-panel-'));
  const simulator = await simulate(row.names, scale);
  try {
    writeSettings(folder, new URL(simulator.endpoint), row.asks);
    const timeout = `${timeoutS}`;
    const args = [command, 'panel', '--json', '--timeout', timeout, '--connect-timeout', timeout];
    const started = performance.now();
    const asked = start(executable, args, folder, { PANEL_SECRET: row.asks.password ?? rightPassword });
    const { code, stdout, stderr } = await ended(asked);
    return { row, command, wallMs: performance.now() - started, ...judged(row, command, { code, stdout, stderr }) };
  } finally {
    await simulator.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(executable, args, folder, env) {
  const { PATH = '/usr/bin:/bin', HOME = tmpdir() } = process.env;
  const config = join(folder, 'config');
  const child = spawn(process.execPath, [executable, ...args, '--config-dir', config], {
    env: { PATH, HOME, TMPDIR: tmpdir(), LC_ALL: 'C', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) {
    child[name].setEncoding('utf8').on('data', (text) => {
      texts[name] += text;
    });
  }
  child.texts = texts;
  const limit = setTimeout(() => child.kill('SIGKILL'), longestMs);
  child.over = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  child.over.then(() => clearTimeout(limit));
  return child;
}

async function ended(child) {
  const code = await child.over;
  return { code, ...child.texts };
}

/** A registry with one meter: the public client, and one with a password. */
function writeSettings(folder, { hostname, port }, asks) {
  const secret = { kind: 'env', name: 'PANEL_SECRET' };
  const credentials = [
    { name: 'reader', client: asks.client ?? 1, level: 'lls', secret },
    { name: 'public', client: 16, level: 'none', secret: null },
  ];
  const endpoint = { transport: asks.transport ?? 'hdlc', host: hostname, port: Number(port) };
  const meter = { id: 1, name: 'panel', endpoint, server: addressOf(asks.server ?? '1'), credentials };
  mkdirSync(join(folder, 'config'));
  writeFileSync(join(folder, 'config', 'config.json'), JSON.stringify({ schema: 1, meters: [meter] }));
}

/** `1`, `1/17`, `1/1234:4`: as the command line reads it. */
function addressOf(text) {
  const [, upper, lower, width] = /^(\d+)(?:\/(\d+))?(?::(\d))?$/.exec(text) ?? [];
  if (lower === undefined) return { upper: Number(upper), lower: null, width: Number(width ?? 1) };
  const fits = Number(upper) < 128 && Number(lower) < 128;
  return { upper: Number(upper), lower: Number(lower), width: Number(width ?? (fits ? 2 : 4)) };
}

function judged(row, command, { code, stdout, stderr }) {
  const document = parsed(stdout);
  if (document?.verdict === undefined) {
    const why = stderr.trim().split('\n').slice(-2).join(' ').slice(0, 120);
    return {
      named: `exit ${code}`,
      grade: '',
      right: false,
      falseProven: [],
      causes: [],
      why,
      questions: 0,
      twice: 0,
      ms: 0,
    };
  }
  const { verdict } = document;
  const { causes } = verdict;
  const isTest = command === 'test';
  const first = isTest ? row.firstOfTest : row.firstOfProbe;
  const beside = isTest ? row.named : row.namedByProbe;
  const isNamed = beside.length === 0 || causes.some((cause) => beside.includes(cause.code));
  const right = first.includes(verdict.code) && (verdict.code !== 'ok' || isNamed);
  const sent = sentIn(document);
  return {
    named: verdict.code,
    grade: causes.find((cause) => cause.code === verdict.code)?.grade ?? '',
    right,
    falseProven: causes.filter((one) => one.grade === 'proven' && !row.truth.includes(one.code)).map((one) => one.code),
    causes: causes.map((one) => `${one.code} ${one.grade}`),
    why: '',
    questions: document.questions ?? sent.length,
    twice: sent.length - new Set(sent).size,
    ms: document.durationMs,
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Everything that was sent, as hex, in whichever part of the document it stands; each exchange once. */
function sentIn(document) {
  const places = [...(document.checks ?? []), ...(document.credentials ?? []), ...(document.experiments ?? [])];
  const exchanges = places.flatMap((place) => place.exchanges ?? []);
  const seen = new Map(
    exchanges.filter(({ sent }) => sent !== null).map((one) => [`${one.sent} ${one.sentAtMs}`, one.sent]),
  );
  return [...seen.values()];
}
