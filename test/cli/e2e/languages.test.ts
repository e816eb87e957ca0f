/**
 * English and Spanish, for every fault of the simulator: complete sentences in the language asked for, and the same JSON
 * in both.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type FaultName, faultNames, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { type Ended, runMeter } from '../../support/run-meter.ts';
import { readTestDocument } from '../../support/test-document.ts';

beforeAll(built);

async function withFault<Result>(fault: FaultName, work: (endpoint: string) => Promise<Result>): Promise<Result> {
  const simulator = await startSimulator({ faults: [fault] });
  try {
    return await work(`127.0.0.1:${simulator.port}`);
  } finally {
    await simulator.stop();
  }
}

/** Short: what is told is looked at, not what is found. */
const test = (endpoint: string, ...options: readonly string[]): Promise<Ended> =>
  runMeter(['test', endpoint, '--timeout', '0.3', ...options]);

/** What a gateway or meter said, and what is standard, is not translated. */
const withoutQuotes = (text: string) => text.replace(/"[^"]*"/gs, '""').replace(/[A-Z]+ \d+ \([A-Z-]+\)/g, 'X');

function expectComplete({ stdout, stderr }: Ended): void {
  expect(stderr).toBe('');
  const words = withoutQuotes(stdout);
  expect(words).not.toMatch(/(?<!-)\bundefined\b(?!-)|\bnull\b|NaN|\[object|\{\w*\}|left-|Infinity/);
  // A sentence without its words: a mark or a number with nothing behind it, two points, a space before a point.
  expect(words).not.toMatch(/^ *(?:[+?*-]|\d+\.) *$/m);
  expect(words).not.toMatch(/ [.,;:](?: |$)|\.\.(?:\s|$)|: *[;,.]/m);
}

/** `gateway` is used in Spanish as well. */
const english = /\b(?:the|this|that|with|from|was|were|which|answers?|after|nothing|open|refused|meter)\b/;

describe('the screen', () => {
  it.concurrent.each(faultNames)('is complete in English and Spanish: %s', { retry: 1 }, async (fault) => {
    const [en, es] = await Promise.all([
      withFault(fault, (endpoint) => test(endpoint, '--lang', 'en')),
      withFault(fault, (endpoint) => test(endpoint, '--lang', 'es')),
    ]);
    expectComplete(en);
    expectComplete(es);
    expect(es.code).toBe(en.code);
    const foreign = withoutQuotes(es.stdout)
      // Codes, file names and commands; names of the system's errors and of the outcomes are in capitals.
      .replace(/`[^`]*`/gs, '')
      .replace(/^ +meter .*$/gm, '')
      .replace(/\S*[a-z][./-][a-z]\S*/g, '')
      .split('\n')
      .filter((line) => english.test(line));
    expect(foreign).toEqual([]);
    expect(es.stdout.split('\n').length).toBeGreaterThan(15);
  });
});

describe('JSON', () => {
  const faults: readonly FaultName[] = ['busy', 'silent', 'frmr', 'telnet', 'all-answer', 'close-on-question'];
  /** Times and ports differ from run to run. */
  const comparable = ({ stdout }: Ended) => {
    readTestDocument(stdout);
    return (
      stdout
        .replace(/"(\w*[mM]s|startedAt)": [^\n,]+/g, '"$1": 0')
        .replace(/(?:within )?[\d.]+ ms|at once/g, '# ms')
        .replace(/127\.0\.0\.1:\d+/g, 'endpoint')
        .replace(/"rttMs": \[[^\]]*\]|"pid": \d+/g, '')
        // What the clock says, in words and in the bytes of its GET-response, down to the check value.
        .replace(/\d{4}-\d\d-\d\dT[\d:.+-]+/g, 'now')
        .replace(/(?<="hex": "\w+090c)\w+/g, '')
    );
  };

  // A loaded machine may answer one of the two runs a question later: it may try again.
  it.concurrent.each(faults)('is English and the same in both languages: %s', { retry: 2 }, async (fault) => {
    const [en, es] = await Promise.all([
      withFault(fault, (endpoint) => test(endpoint, '--json', '--lang', 'en')),
      withFault(fault, (endpoint) => test(endpoint, '--json', '--lang', 'es')),
    ]);
    // Whether ping had answered once or thrice by then is chance, and nothing of the meter.
    const withoutPing = (text: string) =>
      text
        .replace(/\{[^{}]*"name": "host-pings"[^{}]*\},?/g, '')
        .replace(/"(?:sent|received)": \d+/g, '')
        .replace(/"id": "net.ping"[^}]*\}/g, '');
    expect(withoutPing(comparable(es))).toBe(withoutPing(comparable(en)));
  });
});
