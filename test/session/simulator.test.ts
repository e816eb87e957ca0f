/** Sessions against the simulated meter over real sockets: every fault above the link ends in its own answer, soon. */
import { describe, expect, it } from 'vitest';
import type { AttributeRef, DataValue } from '../../src/dlms/index.ts';
import { openTcp } from '../../src/line/index.ts';
import {
  getAttribute,
  getAttributes,
  type Login,
  openSession,
  publicLogin,
  type ServiceAnswer,
  type Session,
  type SessionFailure,
  type SessionOptions,
  type StreamAnswer,
  streamAttribute,
} from '../../src/session/index.ts';
import type { Simulator, SimulatorOptions } from '../../src/simulator/index.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
const replyMs = 300;
const options: SessionOptions = { connectTimeoutMs: 1000, replyMs };
const password: Login = { level: 'lls', secret: new Uint8Array(8).fill(0x30) };

const clock: AttributeRef = { classId: 8, logicalName: '0000010000ff', attribute: 2 };
const deviceName: AttributeRef = { classId: 1, logicalName: '00002a0000ff', attribute: 2 };
const objectList: AttributeRef = { classId: 15, logicalName: '0000280000ff', attribute: 2 };
const profile: AttributeRef = { classId: 7, logicalName: '0100630100ff', attribute: 2 };

interface Wish {
  readonly client?: number;
  readonly login?: Login;
  readonly session?: Partial<SessionOptions>;
}

async function sessionOn(
  simulator: Simulator,
  { client = 1, login = password, session = {} }: Wish = {},
  listener?: string,
) {
  const transport = listener === 'wrapper' ? 'wrapper' : 'hdlc';
  const server = { upper: 1, lower: null, width: 1 };
  const { host, port } = simulator;
  return openSession(openTcp, { transport, host, port, client, server }, login, { ...options, ...session });
}

async function start(simulation: SimulatorOptions = {}, wish: Wish = {}): Promise<Session | SessionFailure> {
  return sessionOn(await line.start(simulation), wish, simulation.listener);
}

const outcomeOf = (got: Session | SessionFailure): string => {
  if (got.type === 'session') return got.associated.outcome;
  return got.stage === 'association' ? got.associated.outcome : got.stage;
};
const open = (got: Session | SessionFailure): Session => {
  if (got.type !== 'session') throw new Error(outcomeOf(got));
  return got;
};
/** An answer in one word. */
const said = (answer: ServiceAnswer | StreamAnswer): string => {
  if (answer.type === 'refused') return answer.name;
  if (answer.type === 'failed') return answer.failure.code;
  return answer.type === 'malformed' ? answer.why : answer.type;
};

describe.each(['gateway', 'wrapper'] as const)('a sound meter behind a %s', (listener) => {
  it('is read by the public client and by one with a password', async () => {
    for (const wish of [{ client: 16, login: publicLogin }, {}]) {
      const session = open(await start({ listener }, wish));
      const name = await getAttribute(session.channel, session.association, deviceName, { replyMs });
      expect(said(name)).toBe('data');
      expect(await session.close()).toEqual({ released: 'RLRE', link: listener === 'wrapper' ? 'none' : 'UA' });
    }
  });

  it.each<readonly [string, SimulatorOptions, Wish]>([
    ['in blocks', {}, {}],
    ['in blocks of small PDUs', { maxPdu: 64 }, {}],
    ['in one long answer', { blockTransfer: false, maxPdu: 65_000 }, { session: { maximumPdu: 0xffff } }],
  ])('gives its object list %s', async (_name, more, wish) => {
    const session = open(await start({ listener, ...more }, wish));
    const { channel, association } = session;
    const list = await getAttribute(channel, association, objectList, { replyMs });
    expect(list).toMatchObject({ type: 'data', data: { type: 'array' }, defects: [] });
    const all = await getAttributes(channel, association, [clock, deviceName, { ...clock, attribute: 99 }], {
      replyMs,
    });
    expect(all.map(({ type }) => type)).toEqual(['data', 'data', 'refused']);
    await session.close();
  });

  it('streams its load profile', async () => {
    const session = open(await start({ listener, profileRows: 5000 }));
    const rows: DataValue[] = [];
    const answer = await streamAttribute(session.channel, session.association, profile, {
      replyMs,
      onElements: (elements) => void rows.push(...elements),
    });
    expect(answer).toMatchObject({ type: 'done', elements: 5000, announced: 5000, defects: [] });
    expect(rows).toHaveLength(5000);
    await session.close();
  });
});

describe('a link of other sizes', () => {
  it.each([
    [16, 1],
    [64, 3],
    [512, 7],
    [2030, 1],
  ])('carries answers with %i octets and a window of %i', async (informationLength, window) => {
    const parameters = {
      maximumInformationTransmit: informationLength,
      maximumInformationReceive: informationLength,
      windowTransmit: window,
      windowReceive: window,
    };
    const got = await start({ informationLength, window }, { session: { parameters, form: 'parameters' } });
    const session = open(got);
    expect(said(await getAttribute(session.channel, session.association, objectList, { replyMs }))).toBe('data');
    expect(await session.close()).toEqual({ released: 'RLRE', link: 'UA' });
  });
});

describe('an association that fails', () => {
  it.each<readonly [NonNullable<SimulatorOptions['faults']>[number], string]>([
    ['association-silent', 'TIMEOUT'],
    ['association-refused', 'REJECTED'],
    ['wrong-secret', 'REJECTED'],
    ['wrong-secret-full', 'REJECTED'],
    ['context-refused', 'REJECTED'],
    ['mechanism-unknown', 'REJECTED'],
    ['mechanism-required', 'REJECTED'],
    ['authentication-required', 'REJECTED'],
    ['hls-pending', 'HLS-PENDING'],
    ['initiate-pdu-short', 'REJECTED'],
    ['initiate-incompatible', 'REJECTED'],
    ['frmr-on-information', 'FRMR'],
    ['no-user-information', 'ACCEPTED'],
    ['bare-ae-lengths', 'ACCEPTED'],
    ['short-names', 'ACCEPTED'],
    ['doubled-llc', 'ACCEPTED'],
    ['command-llc', 'ACCEPTED'],
    ['source-form', 'ACCEPTED'],
    ['doubled-reply', 'ACCEPTED'],
  ])('%s is %s', async (fault, outcome) => {
    const simulator = await line.start({ faults: [fault] });
    const got = await sessionOn(simulator);
    expect(outcomeOf(got)).toBe(outcome);
    if (got.type === 'session') await got.close();
    // One AARQ, one RLRQ at most: nothing is asked again, and the line is left in order.
    expect(simulator.events.framesReceived.I).toBeLessThanOrEqual(2);
    expect(simulator.events.framesReceived.DISC).toBe(1);
    expect(simulator.events).toMatchObject({ connections: 1, fins: 1, resets: 0 });
  });
});

describe('a reading that goes wrong', () => {
  const slow = { timeout: 20_000 };
  it.each<readonly [NonNullable<SimulatorOptions['faults']>[number], SimulatorOptions, AttributeRef, RegExp]>([
    ['read-denied', {}, clock, /^read-write-denied$/],
    ['object-undefined', {}, clock, /^object-undefined$/],
    ['left-over-bytes', {}, clock, /^data$/],
    ['null-clocks', {}, clock, /^data$/],
    ['source-form', {}, objectList, /^data$/],
    ['doubled-reply', {}, objectList, /^data$/],
    ['late-doubled=50', {}, objectList, /^data$/],
    ['drops-segments', {}, objectList, /^TIMEOUT$/],
    ['drops-segments', {}, deviceName, /^data$/],
    ['no-segmentation', {}, objectList, /^TIMEOUT$/],
    ['drops-blocks=2', {}, objectList, /^TIMEOUT$/],
    ['slow-block=50', { maxPdu: 300 }, objectList, /^data$/],
    ['late-data=600', {}, clock, /^data$/],
    ['bad-sequence=1', {}, objectList, /^(SEQUENCE|TIMEOUT|FRMR)$/],
    ['rr-game', {}, objectList, /^(ENDLESS|TIMEOUT)$/],
    ['short-names', {}, clock, /^not-asked$/],
    ['hostile-lengths=1', {}, objectList, /^(unreadable|data)$/],
    ['hostile-lengths=2', {}, objectList, /^(unreadable|data)$/],
    ['hostile-lengths=3', {}, objectList, /^(unreadable|data)$/],
  ])('%s %o', slow, async (fault, simulation, ref, expected) => {
    const session = open(await start({ ...simulation, faults: [fault] }));
    const { channel, association } = session;
    const startedAt = performance.now();
    const answer = await getAttribute(channel, association, ref, { replyMs });
    expect(said(answer)).toMatch(expected);
    expect(performance.now() - startedAt).toBeLessThan(6 * replyMs + 1000);
    if (fault === 'left-over-bytes') expect(answer).toMatchObject({ defects: [{ code: 'left-over' }] });
    await session.close();
  });

  it.each<readonly [NonNullable<SimulatorOptions['faults']>[number], RegExp]>([
    ['endless-segments', /^ENDLESS$/],
    ['endless-blocks', /^endless-blocks$/],
  ])('%s ends at the limit, in bounded memory', slow, async (fault, expected) => {
    const session = open(await start({ faults: [fault] }));
    const before = process.memoryUsage().heapUsed;
    const limits = { octets: 1_000_000 };
    const answer = await getAttribute(session.channel, session.association, profile, { replyMs, limits });
    expect(said(answer)).toMatch(expected);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
    await session.close();
  });
});
