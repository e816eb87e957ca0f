/** Switches for causes that need more than one fault of the line: addresses, forms of the SNRM, sign-on, lock-out. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { answers, frames, hex, RawClient } from '../support/raw-client.ts';
import { aarqWithPassword, RawSession, rawFrame, readFrames } from '../support/raw-hdlc.ts';

let simulator: Simulator | null = null;
let client: RawClient | null = null;
afterEach(async () => {
  client?.close();
  await simulator?.stop();
  simulator = null;
});

async function startAndConnect(options: SimulatorOptions): Promise<RawClient> {
  simulator = await startSimulator({ timeScale: 0.01, ...options });
  client = await RawClient.connect(simulator.port);
  return client;
}

describe('sign-on', () => {
  const request = hex('2F 3F 21 0D 0A');
  const acknowledgement = hex('06 32 35 32 0D 0A');
  const identification = Buffer.from('/APA5\\2NORAX30\r\n').toString('hex').toUpperCase();

  it('leads to HDLC where it is acknowledged with mode E, until the line was quiet', async () => {
    const meter = await startAndConnect({ faults: ['mode-e-hdlc'], inactivityMs: 20_000 });
    expect(await meter.listen(frames.snrm16, 30)).toBe('');
    expect(await meter.ask(request, 16)).toBe(identification);
    expect(await meter.listen(frames.snrm16, 30)).toBe('');
    expect(await meter.ask(acknowledgement, 6)).toBe('063235320D0A');
    expect(await meter.ask(frames.snrm16)).toBe(answers.ua);
    await meter.listen(null, 260);
    expect(await meter.listen(frames.snrm16, 30)).toBe('');
  });

  it('leads nowhere through mode C, or behind a gateway with another speed', async () => {
    const meter = await startAndConnect({ faults: ['mode-e-hdlc'] });
    await meter.ask(request, 16);
    expect(await meter.listen(hex('06 30 35 30 0D 0A'), 30)).toBe('');
    expect(await meter.listen(frames.snrm16, 30)).toBe('');
    simulator?.change(['mode-e']);
    expect(await meter.listen(acknowledgement, 30)).toBe('');
  });
});

describe('addresses', () => {
  it.each([
    ['one-byte-other=16', [0x21]],
    ['two-byte-address=17', [0x02, 0x23]],
    ['other-address=5678', [0x00, 0x02, 0x58, 0x5d]],
  ] as const)('%s answers there, and not at 1', async (fault, address) => {
    const meter = await startAndConnect({ faults: [fault] });
    expect(await meter.listen(frames.snrm16, 30)).toBe('');
    const [answer] = readFrames(await meter.ask(rawFrame(address, [0x21], 0x93)), address.length);
    expect(answer).toMatchObject({ control: 0x73, source: [...address] });
  });
});

describe('forms of the parameters', () => {
  it('one-octet-lengths takes no other', async () => {
    const meter = await startAndConnect({ faults: ['one-octet-lengths'] });
    expect(await meter.listen(frames.snrm16, 30)).toBe('');
    expect(await meter.listen(frames.snrm16TwoByteForm, 30)).toBe('');
    expect(await meter.ask(frames.snrm16OneByteForm)).toBe(answers.uaOneByteForm);
  });

  it('two-octet-lengths takes no other', async () => {
    const meter = await startAndConnect({ faults: ['two-octet-lengths'] });
    expect(await meter.listen(frames.snrm16, 30)).toBe('');
    expect(await meter.listen(frames.snrm16OneByteForm, 30)).toBe('');
    expect(await meter.ask(frames.snrm16TwoByteForm)).toBe(answers.ua);
  });
});

describe('what else is met', () => {
  it('disc-silent says nothing to DISC without a link, and UA with one', async () => {
    const meter = await startAndConnect({ faults: ['disc-silent'] });
    expect(await meter.listen(frames.disc16, 30)).toBe('');
    await meter.ask(frames.snrm16);
    expect(await meter.ask(frames.disc16)).toBe(answers.bareUa);
  });

  it('registers puts the same bytes before each reply', async () => {
    const meter = await startAndConnect({ faults: ['registers'] });
    expect(await meter.ask(frames.disc16)).toBe(`55535201002A${answers.dm}`);
    expect(await meter.ask(frames.disc16)).toBe(`55535201002A${answers.dm}`);
  });

  it('lock-out refuses the right password for its time, whoever asks and however often', async () => {
    const meter = await startAndConnect({ faults: ['lock-out=30000'] });
    const session = new RawSession(meter, { client: 1 });
    await session.open();
    expect(await session.ask(aarqWithPassword('00000000'))).toContain('A305A10302010D');
    await meter.listen(null, 320);
    expect(await session.ask(aarqWithPassword('00000000'))).toContain('A203020100');
    simulator?.change([]);
    simulator?.change(['lock-out=30000']);
    expect(await session.ask(aarqWithPassword('00000000'))).toContain('A305A10302010D');
  });
});
