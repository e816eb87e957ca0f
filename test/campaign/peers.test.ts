/** The ladder against peers that no simulated meter plays: other masters, noise that looks like telnet, endless talk. */
import { describe, expect, it } from 'vitest';
import { runTest } from '../../src/campaign/index.ts';
import { encodeFrame, type FrameParts, parseControl, unnumberedControl } from '../../src/hdlc/index.ts';
import { openTcp } from '../../src/line/index.ts';
import { judge } from '../../src/verdict/index.ts';
import { type RawServerOptions, startRawServer } from '../support/raw-server.ts';
import { startScriptedMeter } from '../support/scripted-meter.ts';
import { plan, withSecret } from '../support/test-meter.ts';

const meter = { upper: 1, lower: null, width: 1 };
const client = (upper: number) => ({ upper, lower: null, width: 1 });
const frame = (parts: FrameParts) => encodeFrame(parts);
const information = Uint8Array.of(0xe6, 0xe7, 0x00, 0xc4, 0x01, 0xc1, 0x00, 0x00);

async function ask(options: RawServerOptions) {
  const server = await startRawServer(options);
  try {
    const run = await runTest({ ...plan, port: server.port, replyMs: 300 }, { open: openTcp });
    const verdict = judge(run.evidence);
    return {
      run,
      verdict,
      heard: server.heard.join(''),
      proven: verdict.causes.filter(({ grade }) => grade === 'proven').map(({ code }) => code),
    };
  } finally {
    await server.stop();
  }
}

describe('other masters', () => {
  it('are not asked over: a client SAP in use stays untouched, and no DISC goes out', async () => {
    const greeting = frame({ destination: client(16), source: meter, control: parseControl(0x30), information });
    const { run, heard, proven, verdict } = await ask({ greeting });
    expect(run.credentials).toMatchObject([{ outcome: 'TIMEOUT' }, { outcome: 'NOT-TRIED', notTried: 'IN-USE' }]);
    // 21 is client 16 on the wire; 53 is DISC.
    expect(heard).not.toContain('0321');
    expect(heard).not.toContain('53');
    // One frame to that client may be the rest of an answer to somebody who has left.
    expect(proven).toEqual([]);
    expect(verdict.causes[0]).toMatchObject({ code: 'line.second-master', grade: 'likely' });
  });

  it('are not asked over to learn whether the public client still gets in', async () => {
    const greeting = frame({ destination: client(16), source: meter, control: parseControl(0x30), information });
    const scripted = await startScriptedMeter(() => null, { greeting });
    try {
      const credentials = [withSecret()];
      const run = await runTest({ ...plan, port: scripted.port, replyMs: 300, credentials }, { open: openTcp });
      expect(run.credentials).toMatchObject([{ outcome: 'UA', login: { outcome: 'TIMEOUT' } }]);
      expect(scripted.links).toEqual(['SNRM 1', 'DISC 1']);
    } finally {
      await scripted.stop();
    }
  });

  it('are not proven by late answers alone, which may be to a run of ours that has left', async () => {
    const late = [client(48), client(48)].map((destination) =>
      frame({ destination, source: meter, control: unnumberedControl('UA') }),
    );
    const { proven, verdict } = await ask({ greeting: Uint8Array.of(...late.flatMap((one) => [...one])) });
    expect(proven).toEqual([]);
    expect(verdict.causes[0]).toMatchObject({ code: 'line.second-master', grade: 'likely' });
  });
});

describe('bytes that are nothing', () => {
  it('are no telnet because they begin like a command', async () => {
    const { run, verdict } = await ask({ answer: () => Uint8Array.of(0xff, 0xfe, 0xf8, 0xfc, 0x80) });
    expect(run.credentials[0]?.outcome).toBe('GARBLED');
    expect(verdict.causes.map(({ code }) => code)).not.toContain('gateway.telnet');
  });

  it('do not fill the memory however long they come', async () => {
    const { run } = await ask({ answer: () => new Uint8Array(8_000_000).fill(0x55) });
    const kept = run.evidence.flatMap(({ exchanges }) =>
      exchanges.flatMap(({ received }) => received.map(({ hex }) => hex.length / 2)),
    );
    expect(kept.reduce((sum, length) => sum + length, 0)).toBeLessThan(2_000_000);
  });
});
