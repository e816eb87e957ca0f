/** Whole sessions: how they begin with stacks of all kinds, and that they end in order on every way out. */
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { toHex } from '../../src/bytes/hex.ts';
import type { AttributeRef, DataValue } from '../../src/dlms/index.ts';
import { encodeFrame, type HdlcAddress, parseFrame, unnumberedControl } from '../../src/hdlc/index.ts';
import { LineError, type OpenLine, openTcp } from '../../src/line/index.ts';
import {
  getAttribute,
  openSession,
  publicLogin,
  type Session,
  type SessionFailure,
  type SessionOptions,
  type SessionTarget,
  streamAttribute,
} from '../../src/session/index.ts';
import { MeterAnswers, type MeterOptions, valueName } from '../support/dlms-answers.ts';
import { HdlcStation, type StationOptions } from '../support/hdlc-station.ts';
import { meterAddress, stationLine } from '../support/session-line.ts';
import { VirtualLine } from '../support/virtual-line.ts';

const target: SessionTarget = { transport: 'hdlc', host: '192.0.2.7', port: 3333, client: 16, server: meterAddress };
const options: SessionOptions = { connectTimeoutMs: 1000, replyMs: 1000 };
const clock: AttributeRef = { classId: 8, logicalName: '0000010000ff', attribute: 2 };
const now: DataValue = { type: 'octet-string', bytes: new Uint8Array(12).fill(7) };
const values = { [valueName(8, clock.logicalName, 2)]: now };
const secret = Uint8Array.from('s3cr3t', (one) => one.charCodeAt(0));

/** Sessions over virtual lines: one line a connection. */
function virtual(lines: readonly VirtualLine[]): { readonly open: OpenLine; readonly opened: VirtualLine[] } {
  const opened: VirtualLine[] = [];
  const open: OpenLine = async () => {
    const line = lines[opened.length];
    if (line === undefined) throw new LineError('REFUSED', 'ECONNREFUSED', 0, 'tcp://192.0.2.7:3333');
    opened.push(line);
    return line;
  };
  return { open, opened };
}

const soundMeter = (changes: Partial<StationOptions> = {}, meterOptions: Partial<MeterOptions> = {}) => {
  const meter = new MeterAnswers({ values, ...meterOptions });
  return { meter, ...stationLine({ answer: (apdu) => meter.answer(apdu), ...changes }) };
};
const silent = () => new VirtualLine(() => []);
/** What our frames say, without their bytes. */
const spoken = ({ sent }: VirtualLine) =>
  sent.map((bytes) => {
    const frame = parseFrame(bytes.subarray(1, -1));
    if (!('control' in frame)) return 'no frame';
    const { type } = frame.control;
    if (type === 'SNRM') return frame.informationEnd > frame.informationAt ? 'SNRM+' : 'SNRM';
    return type === 'I' ? `I ${toHex(frame.octets.subarray(frame.informationAt + 3, frame.informationAt + 4))}` : type;
  });
const opened = (got: Session | SessionFailure): Session => {
  if (got.type !== 'session') throw new Error(`no session: ${JSON.stringify(got)}`);
  return got;
};

describe('a session over HDLC', () => {
  it('opens, reads and closes in as few words as there are', async () => {
    const { line } = soundMeter();
    const session = opened(await openSession(virtual([line]).open, target, publicLogin, options));
    expect(session.form).toBe('bare');
    const got = await getAttribute(session.channel, session.association, clock, { replyMs: 1000 });
    expect(got).toMatchObject({ type: 'data', data: now });
    expect(await session.close()).toEqual({ released: 'RLRE', link: 'UA' });
    expect(await session.close()).toEqual({ released: 'RLRE', link: 'UA' });
    expect(spoken(line)).toEqual(['SNRM', 'I 60', 'I c0', 'I 62', 'DISC']);
    expect(line.closed).toBe(true);
    // Five answers of one millisecond each: nothing is waited for besides.
    expect(line.now()).toBe(5);
  });

  it('asks with a parameter block on a new connection where the bare question is closed on', async () => {
    const first = soundMeter({ wantsParameters: true });
    const second = soundMeter({ wantsParameters: true });
    const lines = virtual([first.line, second.line]);
    const session = opened(await openSession(lines.open, target, publicLogin, options));
    expect(session.form).toBe('parameters');
    expect(first.line.closed).toBe(true);
    expect(spoken(second.line)).toEqual(['SNRM+', 'I 60']);
    await session.close();
    expect(lines.opened).toHaveLength(2);
  });

  it('asks with a parameter block where the bare question is ignored', async () => {
    const meter = soundMeter();
    const far = new VirtualLine((bytes) => {
      const bare = bytes.length === 9 && bytes[5] === 0x93;
      return bare ? [] : (meter.station.take(bytes) ?? []).map((frame) => ({ afterMs: 1, bytes: frame }));
    });
    const session = opened(await openSession(virtual([far]).open, target, publicLogin, options));
    expect(session.form).toBe('parameters');
    expect(spoken(far)).toEqual(['SNRM', 'SNRM', 'SNRM+', 'I 60']);
  });

  it('asks in the form that is known, and in no other', async () => {
    const line = silent();
    const got = await openSession(virtual([line]).open, target, publicLogin, { ...options, form: 'parameters' });
    expect(got).toMatchObject({ type: 'failure', stage: 'link', link: { type: 'unanswered' }, end: null });
    expect(spoken(line)).toEqual(['SNRM+', 'SNRM+', 'DISC']);
  });

  it('proposes what it is told to, and keeps to what comes back', async () => {
    const parameters = {
      maximumInformationTransmit: 512,
      maximumInformationReceive: 512,
      windowTransmit: 1,
      windowReceive: 3,
    };
    const meterParameters = { ...parameters, maximumInformationReceive: 30, windowTransmit: 3 };
    const { line } = soundMeter({ parameters: meterParameters, maximumInformation: 512, window: 3 });
    const got = await openSession(virtual([line]).open, target, publicLogin, {
      ...options,
      parameters,
      form: 'parameters',
    });
    const session = opened(got);
    expect(Math.max(...line.sent.map((frame) => frame.length))).toBeLessThanOrEqual(43);
    expect(await getAttribute(session.channel, session.association, clock, { replyMs: 1000 })).toMatchObject({
      data: now,
    });
  });

  it('leaves a silent line with DISC and FIN', async () => {
    const line = silent();
    const got = await openSession(virtual([line]).open, target, publicLogin, options);
    expect(got).toMatchObject({ stage: 'link', link: { type: 'unanswered' } });
    expect(spoken(line)).toEqual(['SNRM', 'SNRM', 'SNRM+', 'DISC']);
    expect(line.closed).toBe(true);
    expect(line.now()).toBeLessThanOrEqual(2000);
  });

  it("tells a gateway's refusal in words, and does not knock again", async () => {
    const busy = Uint8Array.from('Port already in use\r\n', (one) => one.charCodeAt(0));
    const line = new VirtualLine(
      () => [],
      [
        { afterMs: 1, bytes: busy },
        { afterMs: 1, end: 'FIN' },
      ],
    );
    const lines = virtual([line, silent()]);
    const got = await openSession(lines.open, target, publicLogin, options);
    expect(got).toMatchObject({ stage: 'link', link: { type: 'ended' }, end: 'FIN', heard: busy });
    expect(lines.opened).toHaveLength(1);
  });

  it.each(['DM', 'FRMR'] as const)('asks in the other form after %s, then tells it', async (type) => {
    const refusal = encodeFrame({
      destination: { upper: 16, lower: null, width: 1 },
      source: meterAddress,
      control: unnumberedControl(type),
    });
    let asked = 0;
    // It refuses the bare question and is silent to the other: the refusal is what is told.
    const line = new VirtualLine(() => (asked++ === 0 ? [{ afterMs: 1, bytes: refusal }] : []));
    const got = await openSession(virtual([line]).open, target, publicLogin, options);
    expect(got).toMatchObject({ stage: 'link', link: { type: 'refused', by: type } });
    expect(spoken(line)).toEqual(['SNRM', 'SNRM+', 'DISC']);
    expect(line.closed).toBe(true);
  });

  it('tells a close that came twice, and one that was followed by silence', async () => {
    const closing = () => new VirtualLine(() => [{ afterMs: 1, end: 'FIN' }]);
    for (const second of [closing(), silent()]) {
      const lines = virtual([closing(), second]);
      const got = await openSession(lines.open, target, publicLogin, options);
      expect(got).toMatchObject({ stage: 'link', link: { type: 'ended' }, end: 'FIN' });
      expect(lines.opened.map(({ closed }) => closed)).toEqual([true, true]);
    }
  });

  it('reads from no other meter than the one that was asked', async () => {
    const { line } = soundMeter({ source: { upper: 2, lower: null, width: 1 } });
    const got = await openSession(virtual([line]).open, target, publicLogin, options);
    expect(got).toMatchObject({ stage: 'link', link: { type: 'opened', source: { upper: 2 } } });
    expect(spoken(line)).toEqual(['SNRM', 'DISC']);
    expect(toHex(line.sent[1]!)).toMatch(/^7ea0070521/);
  });

  it.each<readonly [string, HdlcAddress, HdlcAddress, string]>([
    ['the address that was asked', { upper: 0, lower: 1, width: 2 }, meterAddress, '000321'],
    [
      'the real one of a meter that answers for all',
      { upper: 0x7f, lower: null, width: 1 },
      { upper: 34, lower: 104, width: 2 },
      '44d121',
    ],
  ])('goes on at %s', async (_name, server, source, bytes) => {
    const { line } = soundMeter({ source });
    opened(await openSession(virtual([line]).open, { ...target, server }, publicLogin, options));
    expect(toHex(line.sent[1]!.subarray(3, 6))).toBe(bytes);
  });

  it('sends a password once, whatever comes of it, and closes the link', async () => {
    for (const [login, outcome] of [
      [{ level: 'lls', secret }, 'ACCEPTED'],
      [{ level: 'lls', secret: secret.subarray(1) }, 'REJECTED'],
    ] as const) {
      const { line, meter } = soundMeter({}, { secret });
      const got = await openSession(virtual([line]).open, target, login, options);
      expect(
        got.type === 'session' ? got.associated.outcome : got.stage === 'association' && got.associated.outcome,
      ).toBe(outcome);
      expect(meter.logins).toBe(1);
      if (got.type === 'failure') expect(spoken(line)).toEqual(['SNRM', 'I 60', 'DISC']);
      if (got.type === 'failure') expect(line.closed).toBe(true);
      expect(line.shown.map(toHex).join()).not.toContain(toHex(secret.subarray(1)));
    }
  });

  it('says where the line could not be opened', async () => {
    const got = await openSession(virtual([]).open, target, publicLogin, options);
    expect(got).toMatchObject({ type: 'failure', stage: 'connect', error: { code: 'REFUSED' } });
  });

  it('keeps memory flat over a long profile', async () => {
    const row: DataValue = { type: 'structure', items: [{ type: 'double-long-unsigned', value: 4 }, now] };
    const buffer: DataValue = { type: 'array', items: Array.from({ length: 20_000 }, () => row) };
    const profile: AttributeRef = { classId: 7, logicalName: '0100630100ff', attribute: 2 };
    const { line } = soundMeter({}, { values: { [valueName(7, profile.logicalName, 2)]: buffer } });
    const session = opened(await openSession(virtual([line]).open, target, publicLogin, options));
    let rows = 0;
    const answer = await streamAttribute(session.channel, session.association, profile, {
      replyMs: 1000,
      onElements: (elements) => {
        rows += elements.length;
      },
    });
    expect(answer).toMatchObject({ type: 'done', elements: 20_000 });
    expect(rows).toBe(20_000);
    const { exchanges, sightings } = session.channel.conversation;
    expect(exchanges.length).toBeLessThan(20);
    expect(sightings.length).toBeLessThan(100);
  });
});

describe('a session over the wrapper', () => {
  it('opens, reads and closes', async () => {
    const meter = new MeterAnswers({ values });
    const line = new VirtualLine((bytes) => {
      const said = meter.answer(bytes.subarray(8));
      return said === null ? [] : [{ afterMs: 1, bytes: Uint8Array.of(0, 1, 0, 1, 0, 16, 0, said.length, ...said) }];
    });
    const got = await openSession(virtual([line]).open, { ...target, transport: 'wrapper' }, publicLogin, options);
    const session = opened(got);
    expect(session.form).toBeNull();
    expect(await getAttribute(session.channel, session.association, clock, { replyMs: 1000 })).toMatchObject({
      data: now,
    });
    expect(await session.close()).toEqual({ released: 'RLRE', link: 'none' });
    expect(line.closed).toBe(true);
    expect(line.now()).toBe(3);
  });
});

/** A real server on loopback that plays a test meter, so that FIN and time are real ones. */
describe('on a real line', () => {
  const servers: { close(): void }[] = [];
  const sockets: Socket[] = [];
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) server.close();
  });

  /** @param mute from which word of ours on the meter says nothing more */
  async function listen(mute = Number.POSITIVE_INFINITY, changes: Partial<StationOptions> = {}) {
    const meter = new MeterAnswers({ values });
    const heard: string[] = [];
    let finAt: number | null = null;
    let words = 0;
    const server = createServer((socket) => {
      sockets.push(socket);
      const station = new HdlcStation({ answer: (apdu) => meter.answer(apdu), ...changes });
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('end', () => {
        finAt = performance.now();
      });
      socket.on('data', (bytes: Uint8Array) => {
        const frame = parseFrame(bytes.subarray(1, -1));
        heard.push('control' in frame ? frame.control.type : toHex(bytes));
        words += 1;
        const frames = station.take(bytes);
        if (frames === null) return void socket.end();
        if (words <= mute) for (const one of frames) socket.write(one);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    return { at: { ...target, host: '127.0.0.1', port }, heard, meter, finAt: () => finAt };
  }
  const fin = async (meter: { finAt(): number | null }) => {
    for (let turn = 0; turn < 100 && meter.finAt() === null; turn++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    return meter.finAt();
  };

  it('reads one object a hair above what the wire takes', async () => {
    const meter = await listen();
    const times: number[] = [];
    for (let turn = 0; turn < 20; turn++) {
      const startedAt = performance.now();
      const session = opened(await openSession(openTcp, meter.at, publicLogin, options));
      await getAttribute(session.channel, session.association, clock, { replyMs: 1000 });
      times.push(performance.now() - startedAt);
      await session.close();
    }
    // Connect and three round trips on loopback. A busy machine slows most runs; what is in the code slows all of them.
    expect(times.sort((a, b) => a - b)[2]).toBeLessThan(25);
    expect(await fin(meter)).not.toBeNull();
  });

  it('asks a meter that closes on a bare SNRM on a second connection', async () => {
    const meter = await listen(undefined, { wantsParameters: true });
    const session = opened(await openSession(openTcp, meter.at, publicLogin, options));
    expect(session.form).toBe('parameters');
    expect(await session.close()).toEqual({ released: 'RLRE', link: 'UA' });
  });

  it.each([
    ['the link', 0],
    ['the association', 1],
    ['a reading', 2],
  ])('closes within a second when it is called off while it waits for %s', async (_name, mute) => {
    const meter = await listen(mute);
    const control = new AbortController();
    const withSignal = { ...options, replyMs: 20_000, signal: control.signal };
    let raisedAt = 0;
    setTimeout(() => {
      raisedAt = performance.now();
      control.abort(new Error('enough'));
    }, 150);
    const read = async () => {
      const session = opened(await openSession(openTcp, meter.at, publicLogin, withSignal));
      try {
        await getAttribute(session.channel, session.association, clock, { replyMs: 20_000, signal: control.signal });
      } finally {
        await session.close();
      }
    };
    await expect(read()).rejects.toThrow('enough');
    expect(performance.now() - raisedAt).toBeLessThan(1000);
    expect(await fin(meter)).not.toBeNull();
    expect(meter.heard.at(-1)).toBe('DISC');
  });

  it('says goodbye in a hurry when it is called off between two questions', async () => {
    const meter = await listen(2);
    const control = new AbortController();
    const session = opened(
      await openSession(openTcp, meter.at, publicLogin, { ...options, replyMs: 20_000, signal: control.signal }),
    );
    control.abort();
    const startedAt = performance.now();
    expect(await session.close()).toEqual({ released: 'unanswered', link: 'unanswered' });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(meter.heard.slice(-2)).toEqual(['I', 'DISC']);
  });

  it('is called off while it is closing', async () => {
    const meter = await listen(2);
    const control = new AbortController();
    const session = opened(
      await openSession(openTcp, meter.at, publicLogin, { ...options, replyMs: 20_000, signal: control.signal }),
    );
    setTimeout(() => control.abort(), 50);
    const startedAt = performance.now();
    await session.close();
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(meter.heard.at(-1)).toBe('DISC');
    expect(await fin(meter)).not.toBeNull();
  });

  it('tells a line that breaks in the middle of an answer', async () => {
    const meter = await listen();
    const session = opened(await openSession(openTcp, meter.at, publicLogin, options));
    for (const socket of sockets) socket.resetAndDestroy();
    const got = await getAttribute(session.channel, session.association, clock, { replyMs: 1000 });
    expect(got).toMatchObject({ type: 'failed', failure: { code: 'RESET' } });
    expect(await session.close()).toEqual({ released: 'none', link: 'none' });
  });
});
