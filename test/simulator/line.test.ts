/** The simulated serial line: what it does to a reply on its way, and when. */
import { describe, expect, it } from 'vitest';
import type { FaultText } from '../../src/simulator/index.ts';
import { readAtOtherSpeed } from '../../src/simulator/uart.ts';
import { answers, frames, hex } from '../support/raw-client.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
const uaLength = answers.ua.length / 2;
const upper = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();
const snrm = upper(frames.snrm16);

describe('what becomes of the bytes', () => {
  const cases: readonly (readonly [readonly FaultText[], Uint8Array, string])[] = [
    [['echo'], frames.disc16, upper(frames.disc16) + answers.dm],
    [['echo', 'silent'], frames.snrm16, snrm],
    [['wrong-fcs', 'bare-ua'], frames.snrm16, '7EA00721037300407E'],
    // HCS 73 98 becomes 72 98, and the FCS is that of these very bytes.
    [['wrong-hcs'], frames.snrm16, '7EA02021037372988180140502008006020080070400000001080400000001B56E7E'],
    [['first-byte-lost', 'bare-ua'], frames.snrm16, answers.bareUa.slice(2)],
    [['crlf', 'bare-ua'], frames.snrm16, `${answers.bareUa}0D0A`],
    [['coalesced', 'bare-ua'], frames.snrm16, `${answers.bareUa}FF00FC`],
    [['xonxoff'], frames.rr16, answers.rr.replace('11', '')],
    [['garble-parity', 'bare-ua'], frames.snrm16, '7EA08721 03F381C07E'.replace(' ', '')],
  ];
  it.each(cases)('%s', async (faults, question, answer) => {
    const { client } = await line.startWith(...faults);
    expect(await client.ask(question, answer.length / 2)).toBe(answer);
    expect(await client.listen(null, 20)).toBe('');
  });

  it('shared-flag: one flag between two frames', async () => {
    const { client } = await line.startWith('shared-flag', 'bare-ua');
    expect(await client.ask(frames.snrm16, 18)).toMatch(/^7EA00721037301407EA0084102233.....7E$/);
  });

  it('garble: bytes come, and no frame', async () => {
    const { client } = await line.startWith('garble');
    const heard = await client.ask(frames.snrm16, 20);
    expect(heard.length).toBeGreaterThan(20);
    expect(heard).not.toContain('7EA0');
  });

  it('reads a byte as it is where both sides have the same speed', () => {
    expect(upper(readAtOtherSpeed(frames.snrm16, 9600, 9600))).toBe(snrm);
    // At twice the sender's speed each bit is read twice: 0·01100110·0 (framing error), 0·11001100·1.
    expect(upper(readAtOtherSpeed(hex('55'), 9600, 19_200))).toBe('6633');
  });

  it('foreign: frames of another master, also to our meter', async () => {
    const { client } = await line.startWith('foreign=20');
    await client.until(() => client.length > 120);
    expect(client.hex).toContain('7EA0070341935A647E');
    expect(client.hex).toMatch(/7EA0..022341/);
  });
});

describe('when they come', () => {
  it('late: all of it, after so long', async () => {
    const { client } = await line.startWith('late=200', 'bare-ua');
    expect(await client.listen(frames.snrm16, 120)).toBe('');
    await client.until(() => client.length >= 9);
    expect(client.hex).toBe(answers.bareUa);
    expect(client.chunks).toHaveLength(1);
  });

  it('late, on a time scale', async () => {
    const simulator = await line.start({ faults: ['late=7000'], timeScale: 0.01 });
    const client = await line.connect(simulator);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
    expect(client.chunks[0]?.atMs).toBeGreaterThan(60);
  });

  it('slow: byte by byte', async () => {
    const { client } = await line.startWith('slow=5', 'bare-ua');
    expect(await client.ask(frames.snrm16)).toBe(answers.bareUa);
    expect(client.chunks.length).toBeGreaterThan(6);
    expect((client.chunks.at(-1)?.atMs ?? 0) - (client.chunks[0]?.atMs ?? 0)).toBeGreaterThan(32);
  });

  it('split: in so many pieces', async () => {
    const { client } = await line.startWith('split=4', 'bare-ua');
    expect(await client.ask(frames.snrm16)).toBe(answers.bareUa);
    expect(client.chunks.map(({ bytes }) => bytes.length)).toEqual([2, 2, 2, 3]);
  });

  it('pause: half, a pause, the other half', async () => {
    const { client } = await line.startWith('pause=200', 'bare-ua');
    expect(await client.ask(frames.snrm16)).toBe(answers.bareUa);
    const [first, second] = client.chunks;
    expect(client.chunks).toHaveLength(2);
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(170);
  });

  it('keeps the order of two questions asked at once', async () => {
    const { client } = await line.startWith('split=3', 'bare-ua');
    client.send(Buffer.concat([frames.snrm16, frames.disc16]));
    await client.until(() => client.length >= 18);
    expect(client.hex).toBe(answers.bareUa + answers.bareUa);
  });
});
