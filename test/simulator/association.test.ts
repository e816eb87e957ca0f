/** Associations of the simulated meter: who is let in, what is agreed, and what ends it. */
import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/index.ts';
import { aarqWithoutPassword, aarqWithPassword, RawSession, type RawSettings } from '../support/raw-hdlc.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
const deviceName = '000100002A0000FF02';
const clock = '0008000001 0000FF02'.replace(' ', '');
const exception = 'D80102';

async function sessionWith(settings: RawSettings = {}, options: SimulatorOptions = {}) {
  const simulator = await line.start(options);
  const client = await line.connect(simulator);
  return { simulator, client, session: new RawSession(client, settings) };
}

/** Result and diagnostic of an AARE, and what stands behind them. */
function readAare(aare: string | null) {
  const found = /^61..A109060760857405080(1..)A2030201(..)A305A1030201(..)(.*)$/.exec(aare ?? '');
  return found === null ? aare : { context: found[1], result: found[2], diagnostic: found[3], rest: found[4] };
}

describe('who is let in', () => {
  it('the public client without a password', async () => {
    const { session } = await sessionWith();
    expect(readAare(await session.associate(aarqWithoutPassword()))).toEqual({
      context: '101',
      result: '00',
      diagnostic: '00',
      rest: 'BE10040E0800065F1F0400001E1D04B00007',
    });
  });

  it('the management client with its password', async () => {
    const { session, simulator } = await sessionWith({ client: 1 });
    expect(readAare(await session.associate(aarqWithPassword('00000000')))).toMatchObject({ result: '00' });
    expect(simulator.events.associationsOpen).toEqual([1]);
    expect([simulator.events.passwordsTried, simulator.events.passwordsRefused]).toEqual([1, 0]);
  });

  it.each([
    ['a wrong password', aarqWithPassword('00000001'), '0D'],
    ['a password cut short', aarqWithPassword('0000'), '0D'],
    ['no mechanism', aarqWithoutPassword(), '0C'],
    ['HLS', aarqWithPassword('00000000').replace('60857405080201', '60857405080205'), '0B'],
    ['short names', aarqWithPassword('00000000').replace('60857405080101', '60857405080102'), '02'],
    ['a ciphered context', aarqWithPassword('00000000').replace('60857405080101', '60857405080103'), '02'],
  ])('the management client not with %s', async (_, aarq, diagnostic) => {
    const { session, simulator } = await sessionWith({ client: 1 });
    expect(readAare(await session.associate(aarq))).toMatchObject({ result: '01', diagnostic, rest: '' });
    expect(simulator.events.associationsOpen).toEqual([]);
    expect(await session.ask(`C001C1${clock}00`)).toBe(exception);
  });

  it('takes the passwords of the options, and tells a client that has none nothing', async () => {
    const options = { clients: [1, 16, 32, 48], password: 'secret', clientPasswords: { 32: Uint8Array.of(0xa9, 0) } };
    const { client, simulator } = await sessionWith({}, options);
    const ask = (sap: number, aarq: string) => new RawSession(client, { client: sap }).associate(aarq);
    expect(readAare(await ask(1, aarqWithPassword('secret')))).toMatchObject({ result: '00' });
    expect(readAare(await ask(1, aarqWithPassword('00000000')))).toMatchObject({ diagnostic: '0D' });
    expect(readAare(await ask(32, aarqWithPassword('\xa9\x00')))).toMatchObject({ result: '00' });
    expect(await ask(48, aarqWithoutPassword())).toBe(exception);
    expect(simulator.events.associationsOpen).toEqual([32]);
  });

  it('never keeps a password in its events', async () => {
    const { session, simulator } = await sessionWith({ client: 1 }, { password: 'S3CR3T-W0RD' });
    await session.associate(aarqWithPassword('S3CR3T-W0RD'));
    await session.associate(aarqWithPassword('0THER-W0RD'));
    const told = simulator.events.log.filter(({ type }) => !['bytes-received', 'frame-received'].includes(type));
    expect(JSON.stringify(told)).not.toMatch(/S3CR3T|0THER/);
    expect(told.filter(({ type }) => type === 'password-tried')).toMatchObject([
      { client: 1, accepted: true },
      { client: 1, accepted: false },
    ]);
  });
});

describe('what is agreed', () => {
  it.each([
    ['the services both know', 'FFFFFF', '001E1D'],
    ['no block transfer where the client has none', '00021D', '00021D'],
    ['only GET', '000010', '000010'],
  ])('%s', async (_, proposed, agreed) => {
    const { session } = await sessionWith();
    expect(await session.associate(aarqWithoutPassword(0xffff, proposed))).toMatch(
      new RegExp(`BE10040E0800065F1F0400${agreed}04B00007$`),
    );
  });

  it.each([
    ['no service in common', aarqWithoutPassword(0x04b0, '180220'), '0E010602'],
    ['a PDU too short', aarqWithoutPassword(11), '0E010603'],
    ['an older version', aarqWithoutPassword().replace('065F1F', '055F1F'), '0E010601'],
  ])('an initiate error for %s', async (_, aarq, error) => {
    const { session } = await sessionWith();
    expect(readAare(await session.associate(aarq))).toMatchObject({ result: '01', rest: `BE060404${error}` });
  });

  it('the largest PDU and block transfer as the options say', async () => {
    const { session } = await sessionWith({}, { maxPdu: 256, blockTransfer: false });
    expect(await session.associate(aarqWithoutPassword(0xffff))).toMatch(/5F1F040000021D01000007$/);
  });
});

describe('what ends it', () => {
  it('nothing is served before it', async () => {
    const { session } = await sessionWith();
    await session.open();
    expect(await session.ask(`C001C1${clock}00`)).toBe(exception);
    expect(await session.ask('C101C10001000060 0D00FF020011 05'.replaceAll(' ', ''))).toBe(exception);
    expect(await session.ask('C301C1004600006003 0AFF010100'.replaceAll(' ', ''))).toBe(exception);
  });

  it('its release', async () => {
    const { session, simulator } = await sessionWith();
    await session.associate(aarqWithoutPassword());
    expect(await session.ask(`C001C1${deviceName}00`)).toMatch(/^C401C1000910/);
    expect(await session.ask('6203800100')).toBe('6303800100');
    expect(await session.ask(`C001C1${deviceName}00`)).toBe(exception);
    expect(simulator.events.log.filter(({ type }) => type.startsWith('association'))).toMatchObject([
      { type: 'association-opened', client: 16, level: 'none' },
      { type: 'association-closed', client: 16, reason: 'RLRQ' },
    ]);
  });

  it.each([
    ['DISC', async (session: RawSession) => void (await session.close())],
    ['SNRM', async () => {}],
  ])('%s', async (reason, end) => {
    const { session, simulator } = await sessionWith();
    await session.associate(aarqWithoutPassword());
    await end(session);
    await session.open();
    expect(await session.ask(`C001C1${deviceName}00`)).toBe(exception);
    expect(simulator.events.log.find(({ type }) => type === 'association-closed')).toMatchObject({ reason });
  });

  it('quiet on the line', async () => {
    const { session, simulator } = await sessionWith({}, { inactivityMs: 60_000, timeScale: 0.001 });
    await session.associate(aarqWithoutPassword());
    await new Promise((resolve) => setTimeout(resolve, 100));
    await session.open();
    expect(await session.ask(`C001C1${deviceName}00`)).toBe(exception);
    expect(simulator.events.log.find(({ type }) => type === 'association-closed')).toMatchObject({
      reason: 'inactivity',
    });
  });

  it('not the end of TCP: what was left open is said', async () => {
    const { client, session, simulator } = await sessionWith();
    await session.associate(aarqWithoutPassword());
    client.close();
    await client.untilEnded();
    expect(simulator.events.associationsLeftOpen).toBe(1);
    expect(simulator.events.associationsOpen).toEqual([16]);
    expect(simulator.events.log.at(-1)).toMatchObject({ type: 'associations-left-open', clients: [16] });
  });

  it('one client does not end the association of another', async () => {
    const { client, session } = await sessionWith();
    await session.associate(aarqWithoutPassword());
    const other = new RawSession(client, { client: 1 });
    await other.associate(aarqWithPassword('00000000'));
    await other.close();
    expect(await session.ask(`C001C1${deviceName}00`)).toMatch(/^C401C1000910/);
  });
});
