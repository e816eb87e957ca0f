/** A recorded conversation that is played as a meter. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { readInput } from '../../src/cli/commands/simulate-input.ts';
import { UsageError } from '../../src/cli/context.ts';
import { type CaptureEvent, openTcp, parseCapture, recordingOpen, renderCaptureEvent } from '../../src/line/index.ts';
import { type Simulator, startSimulator } from '../../src/simulator/index.ts';
import { simulateWords } from '../../src/wording/index.ts';
import { answers, frames, hex, RawClient } from '../support/raw-client.ts';
import { causes, testMeter, user2, withSecret } from '../support/test-meter.ts';

const spaced = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').replace(/(..)/g, '$1 ').trim();

let simulator: Simulator | null = null;
afterEach(async () => {
  await simulator?.stop();
  simulator = null;
});

async function play(text: string, timeScale = 0.01): Promise<RawClient> {
  simulator = await startSimulator({ capture: parseCapture(text).events, timeScale });
  return RawClient.connect(simulator.port);
}

const session = `# source made for this test
@0 = connected
@100 < 0D 0A
@500 > ${spaced(frames.snrm16)}
@700 < ${spaced(hex(answers.ua))}
@1000 > ${spaced(frames.aarq)}
@2000 < ${spaced(hex(answers.aare).subarray(0, 20))}
@2500 < ${spaced(hex(answers.aare).subarray(20))}
@3000 > ${spaced(frames.disc16)}
@3100 < ${spaced(hex(answers.bareUa))}
@3200 = FIN
`;

describe('a capture', () => {
  it('greets, answers each question, and ends, as it was recorded', async () => {
    const client = await play(session, 0.1);
    await client.until(() => client.length === 2);
    const [greeting] = client.chunks;
    expect(greeting?.atMs).toBeGreaterThanOrEqual(9);
    expect(await client.ask(frames.snrm16)).toBe(answers.ua);
    const asked = performance.now();
    expect(await client.ask(frames.aarq, answers.aare.length / 2)).toBe(answers.aare);
    expect(performance.now() - asked).toBeGreaterThanOrEqual(149);
    expect(await client.ask(frames.disc16)).toBe(answers.bareUa);
    expect(await client.untilEnded()).toBe(true);
    expect(client.ended).toBe('fin');
  });

  it('answers in another order, and the same question again', async () => {
    const client = await play(session);
    await client.until(() => client.length === 2);
    expect(await client.ask(frames.aarq, answers.aare.length / 2)).toBe(answers.aare);
    expect(await client.ask(frames.snrm16)).toBe(answers.ua);
    expect(await client.ask(frames.snrm16)).toBe(answers.ua);
    client.close();
  });

  it('answers a question that differs only in what changes from run to run', async () => {
    const client = await play(session);
    await client.until(() => client.length === 2);
    expect(await client.ask(frames.snrm16TwoByteForm)).toBe(answers.ua);
    expect(await client.ask(frames.aarqWithFf, answers.aare.length / 2)).toBe(answers.aare);
    client.close();
  });

  it('is silent to what is not in it, and says so', async () => {
    const client = await play(session);
    await client.until(() => client.length === 2);
    expect(await client.listen(frames.snrm32, 50)).toBe('');
    expect(await client.listen(hex('2F 3F 21 0D 0A'), 50)).toBe('');
    const unknown = simulator?.events.log.filter(({ type }) => type === 'question-unknown');
    expect(unknown).toMatchObject([{ bytes: frames.snrm32 }, { bytes: hex('2F 3F 21 0D 0A') }]);
    client.close();
  });

  it('knows a question whose secret it shows masked', async () => {
    const fits = (text: string): Uint8Array => hex(text).with(2, hex(text).length - 2);
    const secret = fits('7EA000 0303 10 A1B2 AC0A 8008 3030303030303030 C0DE 7E');
    const masked = fits('7EA000 0303 10 A1B2 AC0A 8008 2A2A2A2A2A2A2A2A 1234 7E');
    const again = await play(`@0 = connected\n@1 > ${spaced(masked)}\n@2 < 01 02 03\n`);
    expect(await again.ask(secret, 3)).toBe('010203');
    expect(await again.listen(secret.with(4, 0x21), 30)).toBe('');
    again.close();
  });

  it('takes questions in pieces, and several at once', async () => {
    const client = await play(session);
    await client.until(() => client.length === 2);
    client.send(frames.snrm16.subarray(0, 4));
    await client.listen(null, 20);
    expect(await client.ask(frames.snrm16.subarray(4))).toBe(answers.ua);
    const both = Uint8Array.from([...frames.snrm16, ...frames.aarq]);
    await client.ask(both, answers.ua.length / 2 + answers.aare.length / 2);
    expect(client.hex.endsWith(answers.aare)).toBe(true);
    client.close();
  });

  it('plays its connections one after the other, and the last one for all that follow', async () => {
    const text = '@0 = connected\n@1000 < 41\n@2000 = FIN\n@3000 = connected\n@4000 < 42\n@6000 = RST\n';
    const first = await play(text);
    await first.untilEnded();
    expect([first.text, first.ended]).toEqual(['A', 'fin']);
    for (let count = 0; count < 2; count++) {
      const next = await RawClient.connect(simulator?.port ?? 0);
      await next.untilEnded();
      expect(next.ended).toBe('reset');
    }
  });

  it('has no faults, and no gateway', async () => {
    const { events: capture } = parseCapture(session);
    await expect(startSimulator({ capture, faults: ['echo'] })).rejects.toThrow(RangeError);
    await play(session);
    expect(() => simulator?.change(['echo'])).toThrow(RangeError);
    await expect(simulator?.power(false, 'gateway')).rejects.toThrow('no gateway');
  });

  it('survives any bytes', async () => {
    const client = await play(session);
    const any = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 200 }), 60);
    for (const bytes of any) client.send(Uint8Array.from([0x7e, ...bytes]));
    await client.listen(null, 50);
    const again = await RawClient.connect(simulator?.port ?? 0);
    expect(await again.ask(frames.snrm16)).toContain(answers.ua);
    client.close();
    again.close();
  });
});

describe('what was recorded of a test', () => {
  it.each([
    ['a meter in order', [] as const],
    ['a mute one behind a greeting', ['banner', 'hung'] as const],
    ['one that protests', ['frmr'] as const],
    ['a port that is taken', ['busy'] as const],
  ])('gives the same verdict when it is played: %s', async (_, faults) => {
    const recorded: CaptureEvent[] = [];
    const started = performance.now();
    const open = recordingOpen(
      openTcp,
      () => performance.now() - started,
      (event) => recorded.push(event),
    );
    const first = await testMeter({ faults }, { credentials: [user2, withSecret()] }, { open });
    const text = `${recorded.map(renderCaptureEvent).join('\n')}\n`;
    const { events: capture, defects } = parseCapture(text);
    expect(defects).toEqual([]);
    const again = await testMeter({ capture }, { credentials: [user2, withSecret()] });
    expect([again.verdict.code, causes(again)]).toEqual([first.verdict.code, causes(first)]);
    expect(again.simulator.events.log.filter(({ type }) => type === 'question-unknown')).toEqual([]);
  });
});

describe('the file of a capture', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meter-captures-'));
  it.each([
    ['bad.cap', '@0 = connected\nnonsense\n', 'line 2'],
    ['empty.cap', '# nothing\n', 'holds nothing'],
  ])('%s is the user’s mistake', async (name, text, says) => {
    writeFileSync(join(folder, name), text);
    const failure = await readInput([join(folder, name)], simulateWords.en).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect((failure as Error).message).toContain(says);
  });

  it('stands alone', async () => {
    await expect(readInput(['session.cap', 'echo'], simulateWords.en)).rejects.toThrow('as it was recorded');
  });
});
