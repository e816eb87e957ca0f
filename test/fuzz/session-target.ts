/**
 * The client in a loop with the simulated meter: no socket and no clock, and every reply may be changed on its way. The
 * fuzzed bytes steer what happens to which reply. Whatever happens, the session ends within its limits, throws nothing,
 * and where no check value was made right again it never takes a wrong answer for a right one.
 */
import type { DataValue } from '../../src/dlms/index.ts';
import { defaultParameters } from '../../src/hdlc/index.ts';
import type { Arrival, Line, OpenLine } from '../../src/line/index.ts';
import {
  getAttribute,
  getAttributes,
  invokeMethod,
  openSession,
  type Session,
  setAttribute,
  streamAttribute,
} from '../../src/session/index.ts';
import { Application } from '../../src/simulator/application.ts';
import { type Behaviour, inOrder } from '../../src/simulator/behaviour.ts';
import { Meter } from '../../src/simulator/meter.ts';
import { mutate, type Random, seal, seeded } from './mutate.ts';

/** Arrivals of one session; more means that it does not end. */
const mostArrivals = 20_000;
/** Virtual time of one session. */
const longestMs = 3_600_000;

const password = new TextEncoder().encode('00000000');
const deviceName = { classId: 1, logicalName: '00002a0000ff', attribute: 2 };
const clock = { classId: 8, logicalName: '0000010000ff', attribute: 2 };
const objectList = { classId: 15, logicalName: '0000280000ff', attribute: 2 };
const profile = { classId: 7, logicalName: '0100630100ff', attribute: 2 };

interface Script {
  readonly random: Random;
  /** Changed replies get right check values again: contents may then be anything. */
  readonly seals: boolean;
  /** Of 256: how often a reply is changed, lost, doubled. */
  readonly changes: number;
}

class LoopLine implements Line {
  readonly endpoint = 'loop';
  readonly connectMs = 0;
  readonly address = null;
  readonly #meter: Meter;
  readonly #script: Script;
  #now = 0;
  #arrivals = 0;
  #queue: Arrival[] = [];

  constructor(meter: Meter, script: Script) {
    this.#meter = meter;
    this.#script = script;
  }

  now(): number {
    return this.#now;
  }

  send(bytes: Uint8Array): void {
    const { random, seals, changes } = this.#script;
    for (const action of this.#meter.receive(bytes, this.#now)) {
      if (action.type !== 'reply') continue;
      let reply = action.bytes;
      const fate = random(256);
      if (fate < changes) {
        reply = mutate(reply, [reply], random);
        if (seals && random(4) > 0) reply = seal(reply);
      } else if (fate < changes + changes / 4) continue;
      const copies = fate > 255 - changes / 4 ? 2 : 1;
      for (let left = copies; left > 0; left--) {
        if (reply.length > 0) this.#queue.push({ kind: 'bytes', bytes: reply, atMs: this.#now + 1 + random(40) });
      }
    }
    this.#queue.sort((left, right) => left.atMs - right.atMs);
  }

  async receive(until: number): Promise<Arrival> {
    this.#arrivals += 1;
    if (this.#arrivals > mostArrivals) throw new Error('broken promise: a session ends');
    if (this.#now > longestMs) throw new Error('broken promise: a session ends in time');
    const next = this.#queue[0];
    if (next === undefined || next.atMs > until) {
      this.#now = Math.max(this.#now, until);
      return { kind: 'quiet', atMs: this.#now };
    }
    this.#queue.shift();
    this.#now = Math.max(this.#now, next.atMs);
    return { ...next, atMs: this.#now };
  }

  async close(): Promise<void> {}
}

/** A meter with small segments and blocks now and then, so that long answers take many frames. */
function meterFor(random: Random): Meter {
  const server = { upper: 1, lower: null, width: 1 } as const;
  const size = [128, 40, 24][random(3)] ?? 128;
  const parameters = { ...defaultParameters, maximumInformationTransmit: size, windowTransmit: 1 + random(3) };
  const behaviour: Behaviour = { ...inOrder };
  const application = new Application(
    {
      passwords: new Map([[1, password]]),
      maximumPdu: [1200, 160, 60][random(3)] ?? 1200,
      blockTransfer: true,
      wallNow: () => 1_800_000_000_000,
      model: {
        profileRows: 40,
        deviation: 300,
        setup: { parameters, inactivityS: 180, deviceAddress: 1 },
      },
    },
    behaviour,
  );
  return new Meter({ server, clients: [1, 16], parameters, inactivityMs: 180_000 }, application, behaviour);
}

/** What a sound line gives for this attribute, or null where a session was not even opened. */
async function soundValue(session: Session): Promise<string | null> {
  const answer = await getAttribute(session.channel, session.association, deviceName, { replyMs: 1000 });
  return answer.type === 'data' ? text(answer.data) : null;
}

const text = (value: DataValue): string => ('bytes' in value ? Array.from(value.bytes).join() : value.type);

let expected: string | null = null;

async function open(script: Script): Promise<Session | null> {
  const meter = meterFor(script.random);
  const line: OpenLine = async () => new LoopLine(meter, script);
  const server = { upper: 1, lower: null, width: 1 };
  const target = { transport: 'hdlc', host: 'loop', port: 1, client: 1, server } as const;
  const login = { level: 'lls', secret: password } as const;
  const session = await openSession(line, target, login, { connectTimeoutMs: 1000, replyMs: 1000 });
  return session.type === 'session' ? session : null;
}

export async function sessionTarget(bytes: Uint8Array): Promise<void> {
  let seed = bytes.length;
  for (const byte of bytes) seed = Math.imul(seed ^ byte, 0x01000193);
  if (expected === null) {
    const sound = await open({ random: seeded(1), seals: false, changes: 0 });
    expected = sound === null ? null : await soundValue(sound);
    if (expected === null) throw new Error('broken promise: a sound line gives the device name');
  }
  const [first = 0, second = 0] = bytes;
  const seals = first % 2 === 1;
  const session = await open({ random: seeded(seed), seals, changes: second % 97 });
  if (session === null) return;
  const { channel, association } = session;
  const options = { replyMs: 1000 };
  const value = await soundValue(session);
  // A frame of 16 check bits is changed unseen once in 65 000 times; a mutation that repairs itself gives the same.
  if (!seals && value !== null && value !== expected) throw new Error('broken promise: no wrong answer is taken');
  await getAttributes(channel, association, [deviceName, clock], options);
  await getAttribute(channel, association, objectList, options);
  await streamAttribute(channel, association, profile, { ...options, onElements: () => {} });
  await setAttribute(channel, association, clock, { type: 'octet-string', bytes: new Uint8Array(200) }, options);
  const method = { classId: 70, logicalName: '0000600300ff', method: 1 };
  await invokeMethod(channel, association, method, { type: 'integer', value: 0 }, options);
  await session.close();
}
