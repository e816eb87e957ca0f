/** The simulated gateway: what a client sees that is not the meter. Texts and order as measured on ser2net 4.3.11. */
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/simulator/index.ts';
import { answers, frames, hex, RawClient } from '../support/raw-client.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
const uaLength = answers.ua.length / 2;
const busyText = 'Port already in use\r\n';

const connectFails = (port: number): Promise<string> =>
  RawClient.connect(port).then(
    (client) => {
      client.close();
      return 'connected';
    },
    (failure: NodeJS.ErrnoException) => failure.code ?? 'no code',
  );

describe('a port that is held', () => {
  it('refuses the second client in 21 bytes and FIN, and leaves the first in peace', async () => {
    const { simulator, client: first } = await line.startWith();
    expect(await first.ask(frames.snrm16, uaLength)).toBe(answers.ua);
    const second = await line.connect(simulator);
    await second.untilEnded();
    expect(second.hex).toBe('506F727420616C726561647920696E207573650D0A');
    expect(second.length).toBe(21);
    expect(second.ended).toBe('fin');
    expect(second.endedAtMs).toBeLessThan(250);
    expect(await first.ask(frames.disc16)).toBe(answers.bareUa);
    expect(first.length).toBe(uaLength + answers.bareUa.length / 2);
    expect(simulator.events.turnedAway).toBe(1);
  });

  it('takes the next client when the first has gone', async () => {
    const { simulator, client: first } = await line.startWith();
    await first.ask(frames.snrm16, uaLength);
    first.close();
    await first.untilEnded();
    const next = await line.connect(simulator);
    expect(await next.ask(frames.snrm16, uaLength)).toBe(answers.ua);
  });

  it('grants itself to as many as it is told to, and all of them hear everything', async () => {
    const simulator = await line.start({ maxConnections: 2 });
    const [one, two, three] = [
      await line.connect(simulator),
      await line.connect(simulator),
      await line.connect(simulator),
    ];
    await three.untilEnded();
    expect(three.text).toBe(busyText);
    expect(await one.ask(frames.snrm16, uaLength)).toBe(answers.ua);
    await two.until(() => two.length === uaLength);
    expect(two.hex).toBe(answers.ua);
  });

  it('busy: another client that nobody sees holds it', async () => {
    const { client } = await line.startWith('busy');
    client.send(frames.snrm16);
    await client.untilEnded();
    expect([client.text, client.ended]).toEqual([busyText, 'fin']);
  });

  it('busy=ms: until it comes free', async () => {
    const { client, simulator } = await line.startWith('busy=150');
    await client.untilEnded();
    expect(client.text).toBe(busyText);
    await client.listen(null, 200);
    const next = await line.connect(simulator);
    expect(await next.ask(frames.snrm16, uaLength)).toBe(answers.ua);
  });

  it('busy-silent: accepted, then silence, and a late answer when the other has gone', async () => {
    const { client } = await line.startWith('busy-silent=200');
    expect(await client.listen(frames.snrm16, 100)).toBe('');
    expect(client.ended).toBe(null);
    await client.until(() => client.length >= uaLength);
    expect(client.hex).toBe(answers.ua);
  });

  it('busy-close: FIN without a byte', async () => {
    const { client } = await line.startWith('busy-close');
    await client.untilEnded();
    expect([client.hex, client.ended]).toEqual(['', 'fin']);
  });

  it('busy-refuse: nobody listens, until the other has gone', async () => {
    const simulator = await line.start({ faults: ['busy-refuse=150'] });
    expect(await connectFails(simulator.port)).toBe('ECONNREFUSED');
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await connectFails(simulator.port)).toBe('connected');
  });

  it('refuses a second client where it is told to, and listens again afterwards', async () => {
    const simulator = await line.start({ whenHeld: 'refuse' });
    const first = await line.connect(simulator);
    expect(await first.ask(frames.snrm16, uaLength)).toBe(answers.ua);
    expect(await connectFails(simulator.port)).toBe('ECONNREFUSED');
    expect(await first.ask(frames.disc16)).toBe(answers.bareUa);
    first.close();
    await first.untilEnded();
    await first.listen(null, 30);
    expect(await connectFails(simulator.port)).toBe('connected');
  });

  it('kick: the newer client throws the older one out without a byte', async () => {
    const { simulator, client: older } = await line.startWith('kick');
    await older.ask(frames.snrm16, uaLength);
    const newer = await line.connect(simulator);
    await older.untilEnded();
    expect([older.hex, older.ended]).toEqual([answers.ua, 'fin']);
    expect(await newer.ask(frames.disc16)).toBe(answers.bareUa);
  });

  it('device-error: says so and closes', async () => {
    const { client } = await line.startWith('device-error');
    await client.untilEnded();
    expect([client.text, client.ended]).toEqual(['Device open failure: Value or file not found\r\n', 'fin']);
    expect(client.length).toBe(46);
  });
});

describe('what a gateway adds', () => {
  it('banner: text first, then frames', async () => {
    const { client } = await line.startWith('banner');
    await client.until(() => client.text.endsWith(']\r\n'));
    expect(client.text).toMatch(/^\r\nser2net port \S+ device \S+ \[\S+\]\r\n$/);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
  });

  it('heartbeat: text between frames, never inside one', async () => {
    const { client } = await line.startWith('heartbeat=30', 'slow=3');
    await client.listen(frames.snrm16, 300);
    const beat = '44656275673A20576946692070732064697361626C65';
    expect(client.hex).toMatch(new RegExp(`^(${beat})*${answers.ua}(${beat})+$`));
  });

  it('telnet: negotiates as ser2net does, doubles FF, and eats half of ours', async () => {
    const { client } = await line.startWith('telnet');
    await client.until(() => client.length >= 21);
    expect(client.hex).toBe('FFFB03FFFD03FFFB01FFFE01FFFD00FFFB00FFFD2C');
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
    expect(await client.listen(frames.aarqWithFf, 60)).toBe('');
    expect(await client.ask(frames.disc16)).toBe(answers.bareUa);
  });

  it('telnet: takes negotiation out, wherever TCP cuts it', async () => {
    const { client, simulator } = await line.startWith('telnet');
    for (const byte of hex('FF FD 03 FF FA 2C 00 FF FF 00 FF F0 FF F1')) await client.listen(Uint8Array.of(byte), 1);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
    expect(simulator.events.badFrames).toBe(0);
  });

  it('telnet: doubles each FF of a reply', async () => {
    // Its noise after each frame starts with FF.
    const { client } = await line.startWith('telnet', 'coalesced');
    await client.until(() => client.length >= 21);
    expect(await client.ask(frames.disc16, 13)).toBe(`${answers.dm}FFFF00FC`);
  });
});

describe('how a gateway ends a session', () => {
  it.each([
    ['close-at-once', 'fin'],
    ['reset-at-once', 'reset'],
  ] as const)('%s', async (fault, how) => {
    const { client } = await line.startWith(fault);
    await client.untilEnded();
    expect([client.hex, client.ended]).toEqual(['', how]);
  });

  it.each([
    ['close-after=150', 'fin'],
    ['reset-after=150', 'reset'],
  ] as const)('%s', async (fault, how) => {
    const { client } = await line.startWith(fault);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
    await client.untilEnded();
    expect([client.hex, client.ended]).toEqual([answers.ua, how]);
    expect(client.endedAtMs).toBeGreaterThan(120);
  });

  it.each([
    ['close-on-question', 'fin'],
    ['reset-on-question', 'reset'],
  ] as const)('%s', async (fault, how) => {
    const { client } = await line.startWith(fault);
    await client.listen(hex('0001'), 50);
    expect(client.ended).toBe(null);
    client.send(frames.snrm16);
    await client.untilEnded();
    expect([client.hex, client.ended]).toEqual(['', how]);
  });
});

describe('where it listens', () => {
  it('binds to loopback and nothing else', async () => {
    await expect(startSimulator({ host: '0.0.0.0' as '127.0.0.1' })).rejects.toThrow(RangeError);
  });

  it('can be reached over IPv6', async () => {
    const simulator = await line.start({ host: '::1' });
    const client = await line.connect(simulator);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
  });

  it('says that a port is taken', async () => {
    const { port } = await line.start();
    await expect(startSimulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('has no gateway in front of a bare meter', async () => {
    const simulator = await line.start({ listener: 'meter' });
    const [one, two] = [await line.connect(simulator), await line.connect(simulator)];
    expect(await one.ask(frames.snrm16, uaLength)).toBe(answers.ua);
    expect(await two.ask(frames.disc16)).toContain(answers.bareUa);
    await expect(startSimulator({ listener: 'meter', faults: ['busy'] })).rejects.toThrow('busy');
  });
});
