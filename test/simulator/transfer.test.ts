/** Long answers of the simulated meter over I frames: segments, windows, blocks, and what is repeated. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Simulator, SimulatorOptions } from '../../src/simulator/index.ts';
import { aarqWithPassword, octets, RawSession, type RawSettings, readFrames } from '../support/raw-hdlc.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
const now = Date.UTC(2026, 2, 14, 15, 9, 26, 500);
const fixed: SimulatorOptions = { wallNow: () => now, deviation: -60, profileRows: 12 };
const objectList = '000F0000280000FF02';
const profile = '00070100630100FF02';
const deviceName = '000100002A0000FF02';

async function sessionOn(simulator: Simulator, settings: RawSettings = {}, aarq = aarqWithPassword('00000000')) {
  const client = await line.connect(simulator);
  const session = new RawSession(client, { client: 1, ...settings });
  await session.associate(aarq);
  return { client, session };
}

const starting = async (options: SimulatorOptions, settings?: RawSettings, aarq?: string) =>
  sessionOn(await line.start({ ...fixed, ...options }), settings, aarq);

/** What a client proposes: information lengths and windows. */
const proposal = (length: number, window: number): string => {
  const size = length.toString(16).padStart(4, '0');
  const frames = window.toString(16).padStart(8, '0');
  return `8180140502${size}0602${size}0704${frames}0804${frames}`;
};

describe('segments', () => {
  it('carry the LLC header once, the segment bit in all but the last, and wait for RR', async () => {
    const { session } = await starting({ blockTransfer: false, maxPdu: 10_000 });
    const [command = new Uint8Array()] = session.command(octets(`C001C1${profile}00`));
    const [first, ...others] = await session.exchange(command);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ control: 0x52, segmented: true });
    expect(first?.information).toHaveLength(128);
    expect(first?.information.slice(0, 7)).toEqual([0xe6, 0xe7, 0x00, 0xc4, 0x01, 0xc1, 0x00]);
    const [second] = await session.exchange(session.ready(2));
    expect(second).toMatchObject({ control: 0x54, segmented: true });
    expect(second?.information.slice(0, 3)).not.toEqual([0xe6, 0xe7, 0x00]);
  });

  it('come again where RR does not acknowledge them, and not where it acknowledges the future', async () => {
    const { session } = await starting({ blockTransfer: false, maxPdu: 10_000 });
    const [command = new Uint8Array()] = session.command(octets(`C001C1${profile}00`));
    const [first] = await session.exchange(command);
    expect(await session.exchange(session.ready(1))).toEqual([first]);
    expect(await session.exchange(session.ready(1))).toEqual([first]);
    const [protest] = await session.exchange(session.ready(5));
    // FRMR: RR with N(R) 5 rejected, V(R) 2, V(S) 2, bit z.
    expect(protest).toMatchObject({ control: 0x97, information: [0xb1, 0x44, 0x08] });
    const [second] = await session.exchange(session.ready(2));
    expect(second?.control).toBe(0x54);
  });

  it('are given up where the client asks something else', async () => {
    const { session } = await starting({ blockTransfer: false, maxPdu: 10_000 });
    const [command = new Uint8Array()] = session.command(octets(`C001C1${profile}00`));
    await session.exchange(command);
    const [other] = await session.exchange(session.frame(0x54, octets(`E6E600C001C1${deviceName}00`)));
    expect(other).toMatchObject({ control: 0x74, segmented: false });
    expect(await session.exchange(session.ready(3))).toMatchObject([{ control: 0x71 }]);
  });

  it('RR after a short answer that was not heard brings it again', async () => {
    const { session } = await starting({});
    const [command = new Uint8Array()] = session.command(octets(`C001C1${deviceName}00`));
    const [answer] = await session.exchange(command);
    expect(await session.exchange(session.ready(1))).toEqual([answer]);
    expect(await session.exchange(session.ready(2))).toMatchObject([{ control: 0x51 }]);
  });

  it('come a window at a time, the last one with the final bit', async () => {
    const { session } = await starting(
      { blockTransfer: false, maxPdu: 10_000, window: 3 },
      { proposal: proposal(128, 7) },
    );
    const [command = new Uint8Array()] = session.command(octets(`C001C1${profile}00`));
    const window = await session.exchange(command);
    expect(window.map(({ control }) => control)).toEqual([0x42, 0x44, 0x56]);
    // The second was lost: it and the third come again, and one more.
    const again = await session.exchange(session.ready(2));
    expect(again.map(({ control }) => control)).toEqual([0x44, 0x46, 0x58]);
    expect(again[0]?.information).toEqual(window[1]?.information);
  });

  it('RNR holds them back', async () => {
    const { session } = await starting({ blockTransfer: false, maxPdu: 10_000 });
    const [command = new Uint8Array()] = session.command(octets(`C001C1${profile}00`));
    await session.exchange(command);
    expect(await session.exchange(session.frame(0x55))).toMatchObject([{ control: 0x51 }]);
    expect(await session.exchange(session.ready(2))).toMatchObject([{ control: 0x54 }]);
  });

  it('a command without poll bit is answered when RR asks', async () => {
    const { client, session } = await starting({ window: 2 }, { proposal: proposal(128, 2) });
    expect(await client.listen(session.frame(0x22, octets(`E6E600C001C1${deviceName}00`)), 50)).toBe('');
    expect(await session.exchange(session.ready(1))).toMatchObject([{ control: 0x52, segmented: false }]);
  });
});

describe('I frames', () => {
  it.each([
    ['in order', [], '97'],
    ['repeat-answered', ['repeat-answered'], '52'],
    ['repeat-silent', ['repeat-silent'], null],
  ] as const)('a repeated one: %s', async (_, faults, control) => {
    const { client, session } = await starting({ faults });
    const [command = new Uint8Array()] = session.command(octets(`C001C1${deviceName}00`));
    const [answer] = await session.exchange(command);
    const heard = await client.listen(command, 60);
    const [again] = readFrames(heard);
    expect(again?.control.toString(16) ?? null).toBe(control);
    if (control === '52') expect(again).toEqual(answer);
  });

  it('longer than negotiated get FRMR with bit y', async () => {
    const { session } = await starting({ informationLength: 64 }, { segment: 64 });
    const [protest] = await session.exchange(session.frame(0x32, octets('E6E600'.padEnd(130, '0'))));
    expect(protest).toMatchObject({ control: 0x97 });
    expect(protest?.information[2]).toBe(0x04);
  });

  it('counts-bad-frames: after a damaged one only SNRM helps', async () => {
    const { session, client } = await starting({ faults: ['counts-bad-frames'] });
    const [command = new Uint8Array()] = session.command(octets(`C001C1${deviceName}00`));
    const damaged = Uint8Array.from(command);
    damaged[damaged.length - 3] = (damaged.at(-3) ?? 0) ^ 1;
    expect(await client.listen(damaged, 50)).toBe('');
    // N(S) 1 where the meter, which has counted 1, waits for 2.
    expect(await session.exchange(command)).toMatchObject([{ control: 0x97, information: [0x32, 0x42, 0x00] }]);
    expect(await session.associate(aarqWithPassword('00000000'))).toMatch(/^61/);
    expect(await session.ask(`C001C1${deviceName}00`)).toMatch(/^C401C100/);
  });

  it('a damaged one changes nothing in a meter in order', async () => {
    const { session, client } = await starting({});
    const [command = new Uint8Array()] = session.command(octets(`C001C1${deviceName}00`));
    const damaged = Uint8Array.from(command);
    damaged[damaged.length - 3] = (damaged.at(-3) ?? 0) ^ 1;
    expect(await client.listen(damaged, 50)).toBe('');
    expect(await session.exchange(command)).toMatchObject([{ control: 0x52 }]);
  });

  it('bad-sequence: N(S) and N(R) are one too high after so many answers', async () => {
    const { session } = await starting({ faults: ['bad-sequence=2'] });
    expect(await session.ask(`C001C1${deviceName}00`)).toMatch(/^C401/);
    await expect(session.ask(`C001C1${deviceName}00`)).rejects.toThrow('N(S) of 96 is not 2');
  });

  it('frmr-on-information: the meter of the field whose counters were at 0', async () => {
    const client = await line.connect(await line.start({ faults: ['frmr-on-information'] }));
    const session = new RawSession(client);
    await session.open();
    const [protest] = await session.exchange(session.frame(0x54, octets('E6E600C001C1')));
    expect(protest).toMatchObject({ control: 0x97, information: [0x54, 0x00, 0x10] });
  });

  it('information-too-long: an AARQ that is longer', async () => {
    const client = await line.connect(await line.start({ faults: ['information-too-long=33'] }));
    const session = new RawSession(client);
    await session.open();
    const short = await session.exchange(session.frame(0x10, octets('E6E600'.padEnd(66, '0'))));
    expect(short).toMatchObject([{ control: 0x30 }]);
    const [protest] = await session.exchange(session.frame(0x32, octets('E6E600'.padEnd(68, '0'))));
    expect(protest).toMatchObject({ control: 0x97, information: [0x32, 0x22, 0x04] });
  });
});

describe('any sizes give the same data', () => {
  it('of the profile and the object list, in segments, windows and blocks', async () => {
    const whole = await starting(
      { maxPdu: 65_535, informationLength: 2030 },
      { proposal: proposal(2030, 1) },
      aarqWithPassword('00000000', 0xffff),
    );
    const expected = { [profile]: await whole.session.get(profile), [objectList]: await whole.session.get(objectList) };
    expect(expected[profile]).toMatch(/^010C0205/);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(profile, objectList),
        fc.integer({ min: 16, max: 300 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 20, max: 1500 }),
        fc.integer({ min: 13, max: 80 }),
        async (descriptor, length, window, pdu, segment) => {
          const simulator = await line.start({ ...fixed, informationLength: length, window });
          const settings = { proposal: proposal(2030, 7), segment: Math.min(segment, length) };
          const { client, session } = await sessionOn(simulator, settings, aarqWithPassword('00000000', pdu));
          expect(await session.get(descriptor)).toBe(expected[descriptor]);
          client.close();
          await simulator.stop();
        },
      ),
      { numRuns: 20 },
    );
  }, 60_000);

  it('no frame is longer than agreed, and no APDU longer than the client takes', async () => {
    const { client, session } = await starting(
      { informationLength: 50 },
      { segment: 50 },
      aarqWithPassword('00000000', 200),
    );
    await session.get(profile);
    const frames = readFrames(client.hex);
    expect(Math.max(...frames.map(({ information }) => information.length))).toBe(50);
    let apdu = 0;
    const apdus: number[] = [];
    for (const { control, information, segmented } of frames) {
      if ((control & 1) !== 0) continue;
      apdu += information.length;
      if (!segmented) {
        apdus.push(apdu - 3);
        apdu = 0;
      }
    }
    expect(Math.max(...apdus)).toBe(200);
  });

  it('without block transfer what does not fit is refused', async () => {
    const { session } = await starting({ blockTransfer: false, maxPdu: 200 });
    expect(await session.get(profile)).toBe('C401C101FA');
    const { session: other } = await starting({}, {}, aarqWithPassword('00000000', 200, '00021D'));
    expect(await other.get(profile)).toBe('C401C101FA');
  });

  it('a list too long for one APDU comes in blocks as well', async () => {
    const { session } = await starting({}, {}, aarqWithPassword('00000000', 64));
    const list = `C003C103${deviceName}00${profile}00${deviceName}00`;
    const first = await session.ask(list);
    expect(first).toMatch(/^C402C100000000010036/);
    // Three results: the name, 12 rows, the name.
    expect(first?.slice(20, 60)).toMatch(/^03000910/);
  });
});
