/** The simulated meter behind the wrapper: a TCP server of its own, with the objects and faults of the HDLC one. */
import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/index.ts';
import { hex, type RawClient } from '../support/raw-client.ts';
import { aarqWithoutPassword, aarqWithPassword } from '../support/raw-hdlc.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
const word = (value: number) => value.toString(16).padStart(4, '0').toUpperCase();
const wrapped = (source: number, destination: number, apdu: string) =>
  `0001${word(source)}${word(destination)}${word(apdu.length / 2)}${apdu}`;
const clock = 'C001C100080000010000FF0200';
const profile = 'C001C100070100630100FF0200';

async function starting(options: SimulatorOptions = {}) {
  const simulator = await line.start({ listener: 'wrapper', ...options });
  return { simulator, client: await line.connect(simulator) };
}

/** The APDU of the answer; empty where nothing came. */
async function ask(client: RawClient, sap: number, apdu: string, longestMs = 500): Promise<string> {
  const before = client.length;
  client.send(hex(wrapped(sap, 1, apdu)));
  const answer = () => client.hex.slice(2 * before);
  await client.until(
    () => answer().length >= 16 && answer().length >= 16 + 2 * Number.parseInt(answer().slice(12, 16), 16),
    longestMs,
  );
  if (answer() === '') return '';
  expect(answer().slice(0, 12)).toBe(`0001${word(1)}${word(sap)}`);
  return answer().slice(16);
}

describe('a plain wrapper server', () => {
  it('associates, serves and releases', async () => {
    const { client, simulator } = await starting();
    expect(await ask(client, 16, clock)).toBe('D80102');
    expect(await ask(client, 16, aarqWithoutPassword())).toMatch(/^6129A1.*BE10040E0800065F1F0400001E1D04B00007$/);
    expect(await ask(client, 16, clock)).toMatch(/^C401C100090C.{24}$/);
    expect(await ask(client, 16, '6203800100')).toBe('6303800100');
    expect(await ask(client, 16, clock)).toBe('D80102');
    expect(simulator.events.services).toEqual({ 'GET-Request normal': 3 });
  });

  it('ignores frames, and takes several connections', async () => {
    const { client, simulator } = await starting();
    expect(await client.listen(hex('7EA0070321930F017E'), 50)).toBe('');
    const other = await line.connect(simulator);
    expect(await other.ask(hex(wrapped(16, 1, '6203800100')), 13)).toContain('6303800100');
  });

  it('sends what is longer than an HDLC frame in one piece, or in blocks', async () => {
    const { client } = await starting({ maxPdu: 60_000, profileRows: 200 });
    await ask(client, 1, aarqWithPassword('00000000', 0xffff));
    expect((await ask(client, 1, profile)).length / 2).toBe(4 + 3 + 200 * 35);
    await ask(client, 1, aarqWithPassword('00000000', 1000));
    const block = await ask(client, 1, profile);
    expect(block).toMatch(/^C402C10000000001008203/);
    expect(block.length / 2).toBe(1000);
  });

  it('ends associations with TCP, and forgets half an APDU', async () => {
    const { client, simulator } = await starting();
    await ask(client, 16, aarqWithoutPassword());
    client.send(hex(wrapped(16, 1, clock)).subarray(0, 12));
    await client.until(() => simulator.events.log.at(-1)?.type === 'bytes-received');
    client.close();
    await client.untilEnded();
    expect(simulator.events.associationsOpen).toEqual([]);
    expect(simulator.events.associationsLeftOpen).toBe(1);
    const next = await line.connect(simulator);
    expect(await ask(next, 16, clock)).toBe('D80102');
  });

  it('knows the faults above the link', async () => {
    const { client } = await starting({ faults: ['association-silent=16', 'left-over-bytes', 'late-data=100'] });
    expect(await ask(client, 16, aarqWithoutPassword(), 60)).toBe('');
    const asked = performance.now();
    await ask(client, 1, aarqWithPassword('00000000'));
    expect(performance.now() - asked).toBeGreaterThan(90);
    expect(await ask(client, 1, clock)).toMatch(/^C401C100090C.{24}0{36}$/);
  });

  it('refuses the faults of a gateway it does not have', async () => {
    await expect(starting({ faults: ['busy'] })).rejects.toThrow('busy is a fault of the gateway');
  });

  it.each([
    ['maxPdu', { maxPdu: 11 }],
    ['informationLength', { informationLength: 2031 }],
    ['window', { window: 8 }],
    ['profileRows', { profileRows: -1 }],
    ['deviation', { deviation: 900 }],
  ])('an option out of its range: %s', async (name, options) => {
    await expect(starting(options)).rejects.toThrow(new RegExp(`^${name} is a whole number`));
  });
});
