/** The faults above the link, asked over TCP: each shows what its words say. */
import { describe, expect, it } from 'vitest';
import type { FaultText, SimulatorOptions } from '../../src/simulator/index.ts';
import { answers, frames, hex } from '../support/raw-client.ts';
import { aarqWithoutPassword, aarqWithPassword, octets, RawSession, readFrames } from '../support/raw-hdlc.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
const now = Date.UTC(2026, 2, 14, 15, 9, 26, 500);
const clock = '00080000010000FF02';
const deviceName = '000100002A0000FF02';
const profile = '00070100630100FF02';
const rightSecret = aarqWithPassword('00000000');
const aare = (result: string, diagnostic: string, rest = '') =>
  `${(21 + rest.length / 2 + 2).toString(16).padStart(2, '0').toUpperCase()}A109060760857405080101A20302 01${result}A305A1030201${diagnostic}${rest}`
    .replaceAll(' ', '')
    .replace(/^/, '61');
const userInformation = 'BE10040E0800065F1F0400001E1D04B00007';
const accepted = aare('00', '00', userInformation);

async function starting(faults: FaultText | readonly FaultText[], client = 16, options: SimulatorOptions = {}) {
  const simulator = await line.start({
    wallNow: () => now,
    deviation: -60,
    faults: typeof faults === 'string' ? [faults] : faults,
    ...options,
  });
  const raw = await line.connect(simulator);
  return { simulator, raw, session: new RawSession(raw, { client }) };
}

/** Asks without waiting long for what does not come. */
const silence = 80;

describe('AARQ', () => {
  const everybody: readonly (readonly [FaultText, string])[] = [
    ['association-refused', aare('01', '01')],
    ['association-refused=16', aare('01', '01')],
    ['association-refused=1', accepted],
    ['context-refused', aare('01', '02')],
    ['mechanism-unknown', aare('01', '0B')],
    ['mechanism-required', aare('01', '0C')],
    ['authentication-required', aare('01', '0E')],
    ['initiate-pdu-short', aare('01', '01', 'BE0604040E010603')],
    ['initiate-incompatible', aare('01', '01', 'BE0604040E010602')],
    ['no-user-information', aare('00', '00')],
    ['wrong-client', aare('01', '01')],
    ['wrong-client=16', accepted],
    ['wrong-secret', accepted],
    ['short-names', accepted.replace('080101', '080102').replace('0007', 'FA00')],
    ['bare-ae-lengths', `6128${accepted.slice(4)}`.replace('BE10040E', 'BE0F040D')],
  ];
  it.each(everybody)('of the public client, %s', async (fault, answer) => {
    const { session } = await starting(fault);
    expect(await session.associate(aarqWithoutPassword())).toBe(answer);
  });

  it.each([
    ['wrong-secret', aare('01', '0D')],
    ['wrong-secret-full', aare('01', '0D', userInformation)],
    ['association-refused=16', accepted],
  ] as const)('with the right password, %s', async (fault, answer) => {
    const { session } = await starting(fault, 1);
    expect(await session.associate(rightSecret)).toBe(answer);
  });

  it('association-silent: the link stays', async () => {
    const { session, raw } = await starting('association-silent');
    await session.open();
    expect(await session.ask(aarqWithoutPassword(), silence)).toBeNull();
    // RR for what was not answered, and the link can be closed.
    expect(await raw.ask(frames.rr16)).toBe('7EA00721033117217E');
    expect(await session.close()).toBe(0x73);
  });

  it('association-silent=1 is for that client alone', async () => {
    const { session, raw } = await starting('association-silent=1');
    expect(await session.associate(aarqWithoutPassword())).toBe(accepted);
    const other = new RawSession(raw, { client: 1 });
    await other.open();
    expect(await other.ask(rightSecret, silence)).toBeNull();
  });

  it('wrong-client lets that SAP in, with and without the password', async () => {
    const { session } = await starting('wrong-client', 32);
    expect(await session.associate(aarqWithoutPassword())).toBe(accepted);
    expect(await session.associate(rightSecret)).toBe(accepted);
    expect(await session.associate(aarqWithPassword('11111111'))).toBe(aare('01', '0D'));
  });

  it('held-association: an exception until DISC', async () => {
    const { session } = await starting('held-association');
    expect(await session.associate(aarqWithoutPassword())).toBe('D80101');
    expect(await session.associate(aarqWithoutPassword())).toBe('D80101');
    await session.close();
    expect(await session.associate(aarqWithoutPassword())).toBe(accepted);
  });

  it('held-association: or until the inactivity time-out', async () => {
    const { session } = await starting('held-association', 16, { inactivityMs: 120_000, timeScale: 0.001 });
    expect(await session.associate(aarqWithoutPassword())).toBe('D80101');
    await new Promise((resolve) => setTimeout(resolve, 160));
    expect(await session.associate(aarqWithoutPassword())).toBe(accepted);
  });

  it('hls-pending: accepted, diagnostic 14, a challenge, and nothing served', async () => {
    const { session, simulator } = await starting('hls-pending', 1);
    expect(await session.associate(rightSecret)).toMatch(
      /^6142A109060760857405080101A203020100A305A10302010E880207808907608574050802 ?05AA0A8008.{16}BE10040E0800/,
    );
    expect(await session.get(deviceName)).toBe('D80101');
    expect(simulator.events.log.find(({ type }) => type === 'association-opened')).toMatchObject({ level: 'hls' });
  });

  it('short-names: LN services get an exception', async () => {
    const { session } = await starting('short-names');
    await session.associate(aarqWithoutPassword());
    expect(await session.get(clock)).toBe('D80102');
  });

  it('locked: a wrong password locks the right one out, for longer each time', async () => {
    const { session, simulator } = await starting('locked=60000', 1, { timeScale: 0.002, inactivityMs: 3_600_000 });
    const ask = (password: string) => session.associate(aarqWithPassword(password));
    const refused = aare('01', '0D');
    expect(await ask('00000000')).toBe(accepted);
    expect(await ask('wrong')).toBe(refused);
    expect(await ask('00000000')).toBe(refused);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await ask('00000000')).toBe(accepted);
    expect(await ask('wrong')).toBe(refused);
    expect(await ask('wrong')).toBe(refused);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await ask('00000000')).toBe(refused);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await ask('00000000')).toBe(accepted);
    expect([simulator.events.passwordsTried, simulator.events.passwordsRefused]).toEqual([8, 5]);
  });
});

describe('release', () => {
  it.each([
    ['one-byte-rlre', '63'],
    ['rlrq-silent', null],
  ] as const)('%s', async (fault, answer) => {
    const { session, simulator } = await starting(fault);
    await session.associate(aarqWithoutPassword());
    expect(await session.ask('6203800100', answer === null ? silence : 1000)).toBe(answer);
    expect(simulator.events.associationsOpen).toEqual([]);
  });
});

describe('time', () => {
  const aarqFrame = frames.aarq;

  it('late-data: UA at once, I frames late', async () => {
    const { raw } = await starting('late-data=150');
    const started = performance.now();
    await raw.ask(frames.snrm16, answers.ua.length / 2);
    expect(performance.now() - started).toBeLessThan(120);
    const asked = performance.now();
    expect(await raw.ask(aarqFrame, answers.aare.length / 2)).toBe(answers.aare);
    expect(performance.now() - asked).toBeGreaterThan(140);
  });

  it('slow-block: blocks late, short answers at once', async () => {
    const { session } = await starting('slow-block=120', 1, { maxPdu: 100 });
    await session.associate(rightSecret);
    const asked = performance.now();
    await session.get(deviceName);
    const short = performance.now();
    expect(short - asked).toBeLessThan(100);
    expect(await session.ask(`C001C1${profile}00`)).toMatch(/^C402C10000000001/);
    expect(performance.now() - short).toBeGreaterThan(110);
  });

  it('doubled-reply: the same I frame twice, UA once', async () => {
    const { raw } = await starting('doubled-reply');
    expect(await raw.listen(frames.snrm16, 40)).toBe(answers.ua);
    expect(await raw.listen(aarqFrame, 60)).toBe(answers.aare + answers.aare);
  });

  it('late-doubled: again after so long', async () => {
    const { raw } = await starting('late-doubled=120');
    await raw.ask(frames.snrm16, answers.ua.length / 2);
    expect(await raw.listen(aarqFrame, 60)).toBe(answers.aare);
    expect(await raw.listen(null, 120)).toBe(answers.aare);
  });
});

describe('long answers', () => {
  const oneApdu: SimulatorOptions = { maxPdu: 20_000, profileRows: 20 };
  const long = octets(`C001C1${profile}00`);
  const begin = async (fault: FaultText, options: SimulatorOptions = oneApdu) => {
    const { session, raw } = await starting(fault, 1, options);
    await session.associate(aarqWithPassword('00000000', 0xffff));
    return { session, raw };
  };

  it('drops-segments: nothing after the first, whatever RR says; short ones are whole', async () => {
    const { session } = await begin('drops-segments');
    expect(await session.get(deviceName)).toMatch(/^0910/);
    expect(await session.exchange(session.command(long)[0] as Uint8Array)).toMatchObject([{ segmented: true }]);
    expect(await session.exchange(session.ready(3), silence)).toEqual([]);
    expect(await session.exchange(session.ready(2), silence)).toEqual([]);
  });

  it('rr-game: RR gets RR', async () => {
    const { session } = await begin('rr-game');
    await session.exchange(session.command(long)[0] as Uint8Array);
    for (let turn = 0; turn < 3; turn++)
      expect(await session.exchange(session.ready(3))).toMatchObject([{ control: 0x51 }]);
  });

  it('no-segmentation: nothing at all', async () => {
    const { session } = await begin('no-segmentation');
    expect(await session.exchange(session.command(long)[0] as Uint8Array, silence)).toEqual([]);
    expect(await session.exchange(session.ready())).toMatchObject([{ control: 0x51 }]);
  });

  it('endless-segments: never the last one', async () => {
    const { session } = await begin('endless-segments');
    expect(await session.get(deviceName)).toMatch(/^0910/);
    let [answer] = await session.exchange(session.command(long)[0] as Uint8Array);
    for (let turn = 0; turn < 60; turn++) {
      expect(answer).toMatchObject({ segmented: true });
      [answer] = await session.exchange(session.ready(((answer?.control ?? 0) / 2 + 1) & 7));
    }
  });

  it('drops-blocks: this one never comes', async () => {
    const { session } = await begin('drops-blocks=3', { maxPdu: 100, profileRows: 20 });
    expect(await session.ask(`C001C1${profile}00`)).toMatch(/^C402C10000000001/);
    expect(await session.ask('C002C100000001')).toMatch(/^C402C10000000002/);
    expect(await session.ask('C002C100000002', silence)).toBeNull();
    expect(await session.exchange(session.ready())).toMatchObject([{ information: [] }]);
  });

  it('endless-blocks: never the last one', async () => {
    const { session } = await begin('endless-blocks', { maxPdu: 200, profileRows: 8 });
    let answer = await session.ask(`C001C1${profile}00`);
    for (let block = 1; block < 30; block++) {
      expect(answer).toMatch(new RegExp(`^C402C100${block.toString(16).padStart(8, '0')}00`, 'i'));
      answer = await session.ask(`C002C1${block.toString(16).padStart(8, '0')}`);
    }
  });
});

describe('what a reader must survive', () => {
  it('left-over-bytes: 18 octets behind the data', async () => {
    const { session } = await starting('left-over-bytes');
    await session.associate(aarqWithoutPassword());
    expect(await session.ask(`C001C1${clock}00`)).toMatch(/^C401C100090C.{24}0{36}$/);
  });

  it.each([
    ['doubled-llc', 0x30, 'e6e700e6e70061'],
    ['command-llc', 0x10, 'e6e60061'],
  ] as const)('%s', async (fault, control, begins) => {
    const { session } = await starting(fault);
    await session.open();
    const [answer] = await session.exchange(session.command(octets(aarqWithoutPassword()))[0] as Uint8Array);
    expect(answer?.control).toBe(control);
    expect(Buffer.from(answer?.information ?? []).toString('hex')).toMatch(new RegExp(`^${begins}`));
  });

  it('no-llc-exception', async () => {
    const { session } = await starting('no-llc-exception');
    await session.open();
    expect(await session.exchange(session.command(octets(`C001C1${clock}00`))[0] as Uint8Array)).toMatchObject([
      { information: [0xd8, 0x01, 0x02] },
    ]);
  });

  it.each([
    [{ upper: 1, lower: null, width: 1 }, '7EA0070321930F017E', 2, [0x00, 0x03]],
    [{ upper: 1, lower: 17, width: 2 }, '7EA00802232193BD647E', 4, [0x00, 0x02, 0x00, 0x23]],
    [{ upper: 1, lower: 17, width: 4 }, '7EA00A00020023219318717E', 2, [0x02, 0x23]],
  ])('source-form of %j', async (server, snrm, width, source) => {
    const { raw } = await starting('source-form', 16, { server });
    expect(readFrames(await raw.ask(hex(snrm), 34), width)).toMatchObject([{ control: 0x73, source }]);
  });

  it.each([
    ['hostile-lengths', /^09847FFFFFFF010203$/],
    ['hostile-lengths=2', /^018480000000(00)+$/],
    ['hostile-lengths=3', /^(0201){10000}00$/],
  ] as const)('%s', async (fault, data) => {
    const { session } = await starting(fault, 1, { maxPdu: 10_000 });
    await session.associate(aarqWithPassword('00000000', 0xffff));
    expect(data.test(await session.get(clock))).toBe(true);
  });

  it('ff-eaten: a lone FF is a command, and the gateway does not negotiate', async () => {
    const { raw } = await starting('ff-eaten');
    expect(await raw.listen(frames.snrm16, 40)).toBe(answers.ua);
    expect(await raw.listen(frames.aarqWithFf, 60)).toBe('');
    const doubled = Uint8Array.from([...frames.aarqWithFf].flatMap((byte) => (byte === 0xff ? [0xff, 0xff] : [byte])));
    expect(await raw.ask(doubled, answers.aare.length / 2)).toBe(answers.aare);
  });
});

describe('clock and rights', () => {
  it.each([
    ['read-denied', /^C401C10103$/],
    ['object-undefined', /^C401C10104$/],
    ['clock-wrong=86400', /^090C07EA030F07100 ?91A32FFC400$/],
    ['clock-invalid', /^090C07EA030E06100 ?91A32FFC401$/],
  ] as const)('%s', async (fault, answer) => {
    const { session } = await starting(fault);
    await session.associate(aarqWithoutPassword());
    expect(await session.get(clock)).toMatch(new RegExp(answer.source.replace(' ?', '')));
    expect(await session.get(deviceName)).toMatch(/^0910/);
  });
});
