/**
 * Every way a link attempt can turn out on an open connection, through the executable: the code in the JSON, the verdict,
 * and what the shell learns. What keeps a connection from opening is in `network-outcomes.test.ts`.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { answers, frames } from '../../support/raw-client.ts';
import { type RawServerOptions, startRawServer } from '../../support/raw-server.ts';
import { runMeter } from '../../support/run-meter.ts';
import { readTestDocument } from '../../support/test-document.ts';

beforeAll(built);

interface Case {
  readonly name: string;
  readonly faults: NonNullable<SimulatorOptions['faults']>;
  /** For each credential set. */
  readonly outcomes: readonly [string, string];
  readonly code: string;
  /** The outcome that decided; the first set's unless told. */
  readonly outcome?: string;
  readonly exit: number;
}

const both = (outcome: string) => [outcome, outcome] as const;

const cases: readonly Case[] = [
  { name: 'a sound meter', faults: [], outcomes: ['UA', 'READ-OK'], code: 'ok', outcome: 'READ-OK', exit: 0 },
  { name: 'DM', faults: ['dm'], outcomes: both('DM'), code: 'link.refused', exit: 5 },
  { name: 'FRMR', faults: ['frmr'], outcomes: both('FRMR'), code: 'link.sequence', exit: 5 },
  { name: 'a busy text', faults: ['busy'], outcomes: both('BUSY'), code: 'gateway.busy', exit: 4 },
  {
    name: 'a text about the serial device, which is nobody else holding the line',
    faults: ['device-error'],
    outcomes: both('BUSY'),
    code: 'gateway.device-error',
    exit: 1,
  },
  { name: 'our own bytes', faults: ['echo', 'silent'], outcomes: both('ECHO'), code: 'line.echo', exit: 1 },
  { name: 'garbage', faults: ['garble'], outcomes: both('GARBLED'), code: 'line.serial-settings', exit: 1 },
  {
    name: 'wrong check values',
    faults: ['wrong-fcs'],
    outcomes: both('GARBLED'),
    code: 'line.serial-settings',
    exit: 1,
  },
  { name: 'frames of others', faults: ['push=100'], outcomes: both('FOREIGN'), code: 'meter.push-only', exit: 1 },
  { name: 'silence', faults: ['silent'], outcomes: both('TIMEOUT'), code: 'link.silent', exit: 1 },
  { name: 'a close at once', faults: ['close-at-once'], outcomes: both('CLOSED'), code: 'gateway.busy', exit: 1 },
  {
    name: 'a close on the question',
    faults: ['close-on-question'],
    outcomes: both('CLOSED'),
    code: 'framing.wrapper',
    exit: 1,
  },
  { name: 'a reset at once', faults: ['reset-at-once'], outcomes: both('RESET'), code: 'gateway.busy', exit: 1 },
  {
    name: 'a reset on the question',
    faults: ['reset-on-question'],
    outcomes: both('RESET'),
    code: 'framing.wrapper',
    exit: 1,
  },
];

describe('meter test --json', () => {
  it.concurrent.each(cases)('tells $name: exit $exit', async ({ faults, outcomes, code, outcome, exit }) => {
    const simulator = await startSimulator({ faults });
    try {
      const endpoint = `127.0.0.1:${simulator.port}`;
      const ended = await runMeter(['test', endpoint, '--json', '--timeout', '0.5']);
      const document = readTestDocument(ended.stdout);
      expect({
        outcomes: document.credentials.map(({ outcome }) => outcome),
        code: document.verdict.code,
        outcome: document.verdict.outcome,
        exit: ended.code,
        stderr: ended.stderr,
      }).toEqual({ outcomes, code, outcome: outcome ?? outcomes[0], exit, stderr: '' });
      expect(document.meter).toEqual({ id: null, name: null, endpoint: `tcp://${endpoint}` });
      expect(document.credentials.map(({ name, client }) => [name, client])).toEqual([
        ['user1', 1],
        ['user2', 16],
      ]);
      expect(simulator.events.linksLeftOpen).toBe(0);
      expect(simulator.events.linksOpen).toEqual([]);
    } finally {
      await simulator.stop();
    }
  });

  it.concurrent('says every byte of a UA, and how fast it came', async () => {
    const simulator = await startSimulator({});
    try {
      const { stdout } = await runMeter(['test', `127.0.0.1:${simulator.port}`, '--json', '--client', '16']);
      const { credentials, verdict } = readTestDocument(stdout);
      expect(credentials).toHaveLength(1);
      const [{ exchanges = [], replyMs = null, name } = {}] = credentials;
      expect(name).toBe('user2');
      const told = exchanges.map(({ sent, received }) => [sent, received.map(({ hex }) => hex).join('')]);
      expect(told[0]).toEqual([Buffer.from(frames.snrm16).toString('hex'), answers.ua.toLowerCase()]);
      // AARQ, GET and RLRQ, each with its answer.
      expect(told.slice(1).map(([sent, received]) => [sent?.slice(22, 24), received?.slice(22, 24)])).toEqual([
        ['60', '61'],
        ['c0', 'c4'],
        ['62', '63'],
      ]);
      expect(replyMs).toBeLessThan(500);
      expect(verdict.found).toEqual({
        server: { upper: 1, lower: null, width: 1 },
        client: 16,
        framing: 'hdlc',
        negotiation: 'bare',
      });
    } finally {
      await simulator.stop();
    }
  });

  const identification = Buffer.from('/EMH5\\@201LZQJL0014F\r\n');
  const said: readonly (RawServerOptions & { name: string; outcomes: readonly string[]; code: string })[] = [
    {
      name: 'TEXT, where a mode E identification answers',
      answer: () => identification,
      outcomes: both('TEXT'),
      code: 'meter.mode-e',
    },
    {
      name: 'TEXT, where any other text answers',
      answer: () => Buffer.from('debug: rx 9 bytes\r\n'),
      outcomes: both('TEXT'),
      code: 'gateway.inserts-bytes',
    },
  ];

  it.concurrent.each(said)('tells $name: exit 1', async ({ outcomes, code, ...options }) => {
    const server = await startRawServer(options);
    try {
      const ended = await runMeter(['test', server.endpoint, '--json', '--timeout', '0.5']);
      const { credentials, verdict } = readTestDocument(ended.stdout);
      expect([credentials.map(({ outcome }) => outcome), verdict.code, verdict.outcome, ended.code]).toEqual([
        outcomes,
        code,
        'TEXT',
        1,
      ]);
    } finally {
      await server.stop();
    }
  });

  it.concurrent.each(['json', 'text'])('says NOT-TRIED and why, where the line went away before (%s)', async (form) => {
    const ua = Buffer.from(answers.bareUa, 'hex');
    const server = await startRawServer({
      // Answers the public client's SNRM; on its DISC it closes, and lets nobody in any more.
      answer: (question, raw) => {
        if (!Buffer.from(frames.disc16).equals(question)) return ua;
        raw.closeDoor();
        raw.hangUp();
        return null;
      },
    });
    try {
      const wanted = form === 'json' ? ['--json'] : [];
      const { stdout } = await runMeter(['test', server.endpoint, '--timeout', '0.5', ...wanted]);
      if (form === 'json') {
        const { credentials } = readTestDocument(stdout);
        expect(credentials.map(({ outcome }) => outcome)).toEqual(['NOT-TRIED', 'UA']);
      } else {
        const [row = ''] = stdout.split('\n').filter((line) => line.includes('NOT-TRIED'));
        const details = row.split('│').at(-2)?.trim();
        expect(details, 'the reason beside "not tried"').toMatch(/^not tried[;:,] \S+/);
      }
    } finally {
      await server.stop();
    }
  });
});
