/** The ladder against the simulated meter, over real sockets: every fault is told apart, and nothing is left open. */
import { describe, expect, it, vi } from 'vitest';
import { runTest } from '../../src/campaign/index.ts';
import { openTcp } from '../../src/line/index.ts';
import { type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { causes, outcomes, plan, testMeter } from '../support/test-meter.ts';

interface Case {
  readonly name: string;
  readonly options: SimulatorOptions;
  readonly outcomes: readonly string[];
  readonly code: string;
  /** The causes that must be named first, with their grades. */
  readonly causes: readonly string[];
}

const faults = (...list: NonNullable<SimulatorOptions['faults']>): SimulatorOptions => ({ faults: list });
const both = (outcome: string) => [outcome, outcome];
/** The first set has no secret, so it is asked for its link only; the public client reads. */
const sound = ['UA', 'READ-OK'];

const cases: readonly Case[] = [
  { name: 'a sound meter', options: {}, outcomes: sound, code: 'ok', causes: [] },
  {
    name: 'busy, in words',
    options: faults('busy'),
    outcomes: both('BUSY'),
    code: 'gateway.busy',
    causes: ['gateway.busy proven'],
  },
  {
    name: 'busy, in silence',
    options: faults('busy-silent'),
    outcomes: both('TIMEOUT'),
    code: 'link.silent',
    causes: ['address.length likely', 'address.value likely'],
  },
  {
    name: 'busy, by closing',
    options: faults('busy-close'),
    outcomes: both('CLOSED'),
    code: 'gateway.busy',
    causes: ['gateway.busy likely'],
  },
  {
    name: 'busy, by refusing',
    options: faults('busy-refuse'),
    outcomes: both('REFUSED'),
    code: 'tcp.refused',
    causes: ['tcp.refused likely', 'gateway.busy likely'],
  },
  {
    name: 'no serial port',
    options: faults('device-error'),
    outcomes: both('BUSY'),
    code: 'gateway.device-error',
    causes: ['gateway.device-error proven'],
  },
  {
    name: 'mute',
    options: faults('silent'),
    outcomes: both('TIMEOUT'),
    code: 'link.silent',
    causes: ['address.length likely', 'address.value likely'],
  },
  {
    name: 'another address',
    options: { server: { upper: 1, lower: 17, width: 2 } },
    outcomes: both('TIMEOUT'),
    code: 'link.silent',
    causes: ['address.length likely', 'address.value likely'],
  },
  {
    name: 'answers any address',
    options: { ...faults('all-answer'), server: { upper: 3, lower: null, width: 1 } },
    outcomes: both('FOREIGN'),
    code: 'address.value',
    causes: ['address.value likely'],
  },
  { name: 'DM', options: faults('dm'), outcomes: both('DM'), code: 'link.refused', causes: ['link.refused likely'] },
  {
    name: 'FRMR',
    options: faults('frmr'),
    outcomes: both('FRMR'),
    code: 'link.sequence',
    causes: ['link.sequence likely', 'link.negotiation likely'],
  },
  {
    name: 'FRMR without information',
    options: faults('frmr-bare'),
    outcomes: both('FRMR'),
    code: 'link.sequence',
    causes: ['link.sequence likely', 'link.negotiation likely'],
  },
  {
    name: 'DM from another address',
    options: { ...faults('dm', 'all-answer'), server: { upper: 3, lower: null, width: 1 } },
    outcomes: both('FOREIGN'),
    code: 'address.value',
    causes: ['address.value likely'],
  },
  {
    name: 'FRMR without addresses',
    options: faults('frmr-no-address'),
    outcomes: both('FRMR'),
    code: 'link.sequence',
    causes: ['link.sequence likely', 'link.negotiation likely'],
  },
  {
    name: 'a pause in the middle of the answer',
    options: faults('pause=300'),
    outcomes: sound,
    code: 'ok',
    causes: [],
  },
  {
    name: 'heartbeat and silence',
    options: faults('heartbeat=80', 'silent'),
    outcomes: both('TEXT'),
    code: 'gateway.inserts-bytes',
    causes: ['gateway.inserts-bytes likely', 'address.length likely'],
  },
  {
    name: 'echo, and wants parameters',
    options: faults('needs-parameters', 'echo'),
    outcomes: sound,
    code: 'ok',
    causes: ['link.negotiation likely', 'line.echo proven'],
  },
  {
    name: 'echo and an answer',
    options: faults('echo'),
    outcomes: sound,
    code: 'ok',
    causes: ['line.echo proven'],
  },
  {
    name: 'echo and silence',
    options: faults('echo', 'silent'),
    outcomes: both('ECHO'),
    code: 'line.echo',
    causes: ['line.echo proven', 'address.length likely'],
  },
  {
    name: 'garble',
    options: faults('garble'),
    outcomes: both('GARBLED'),
    code: 'line.serial-settings',
    causes: ['line.serial-settings likely'],
  },
  {
    name: 'wrong FCS in replies',
    options: faults('wrong-fcs'),
    outcomes: both('GARBLED'),
    code: 'line.serial-settings',
    causes: ['line.serial-settings likely'],
  },
  {
    name: 'banner',
    options: faults('banner'),
    outcomes: sound,
    code: 'ok',
    causes: ['gateway.inserts-bytes proven'],
  },
  {
    name: 'banner and silence',
    options: faults('banner', 'silent'),
    outcomes: both('TIMEOUT'),
    code: 'gateway.inserts-bytes',
    causes: ['gateway.inserts-bytes proven', 'address.length likely'],
  },
  {
    name: 'CR LF behind each frame',
    options: faults('crlf'),
    outcomes: sound,
    code: 'ok',
    causes: ['gateway.inserts-bytes likely'],
  },
  {
    // AARQ has no FF in it and is answered; GET has one in the name of the clock.
    name: 'telnet negotiation',
    options: faults('telnet'),
    outcomes: ['UA', 'LOGIN-OK'],
    code: 'gateway.telnet',
    causes: ['gateway.telnet proven'],
  },
  {
    name: 'closed at once',
    options: faults('close-at-once'),
    outcomes: both('CLOSED'),
    code: 'gateway.busy',
    causes: ['gateway.busy likely'],
  },
  {
    name: 'closed after a while',
    options: faults('close-after=100'),
    outcomes: both('CLOSED'),
    code: 'gateway.busy',
    causes: ['gateway.busy likely'],
  },
  {
    name: 'closed on a question',
    options: faults('close-on-question'),
    outcomes: both('CLOSED'),
    code: 'framing.wrapper',
    causes: ['framing.wrapper likely'],
  },
  {
    name: 'reset at once',
    options: faults('reset-at-once'),
    outcomes: both('RESET'),
    code: 'gateway.busy',
    causes: ['gateway.busy likely'],
  },
  {
    name: 'reset on a question',
    options: faults('reset-on-question'),
    outcomes: both('RESET'),
    code: 'framing.wrapper',
    causes: ['framing.wrapper likely'],
  },
  { name: 'byte by byte', options: faults('slow=3'), outcomes: sound, code: 'ok', causes: [] },
  { name: 'in pieces', options: faults('split'), outcomes: sound, code: 'ok', causes: [] },
  {
    name: 'with more behind it',
    options: faults('coalesced'),
    outcomes: sound,
    code: 'ok',
    causes: ['gateway.inserts-bytes likely'],
  },
  {
    name: 'awake at the third question',
    options: faults('wakes-up'),
    outcomes: sound,
    code: 'ok',
    causes: ['meter.slow-wakeup likely'],
  },
  { name: 'slow, but in time', options: faults('late=350'), outcomes: sound, code: 'ok', causes: [] },
  {
    name: 'later than the time-out',
    options: faults('late=700'),
    outcomes: ['TIMEOUT', 'READ-OK'],
    code: 'ok',
    causes: ['reply.late likely'],
  },
  {
    name: 'strict about parameters',
    options: faults('strict-parameters'),
    outcomes: sound,
    code: 'ok',
    causes: [],
  },
  {
    name: 'wants parameters',
    options: faults('needs-parameters'),
    outcomes: sound,
    code: 'ok',
    causes: ['link.negotiation likely'],
  },
  {
    name: 'wants parameters, or closes',
    options: faults('needs-parameters-close'),
    outcomes: sound,
    code: 'ok',
    causes: ['link.negotiation proven'],
  },
  {
    name: 'only pushes',
    options: faults('push=100'),
    outcomes: both('FOREIGN'),
    code: 'meter.push-only',
    causes: ['meter.push-only likely'],
  },
  {
    name: 'another master on the line',
    options: faults('foreign=60'),
    outcomes: sound,
    code: 'ok',
    causes: ['line.second-master proven'],
  },
  {
    name: 'one client unknown',
    options: { clients: [16] },
    outcomes: ['TIMEOUT', 'READ-OK'],
    code: 'ok',
    causes: ['client.wrong likely'],
  },
  {
    name: 'mode E, in silence',
    options: faults('mode-e'),
    outcomes: both('TIMEOUT'),
    code: 'link.silent',
    causes: ['address.length likely'],
  },
];

describe('the ladder', () => {
  it.concurrent.each(cases)('$name', async ({ options, outcomes: expected, code, causes: named }) => {
    const tested = await testMeter(options);
    expect({
      outcomes: outcomes(tested),
      code: tested.verdict.code,
      causes: causes(tested).slice(0, named.length),
    }).toEqual({
      outcomes: expected,
      code,
      causes: named,
    });
    if (named.length === 0) expect(causes(tested)).toEqual([]);
    expect(tested.simulator.events.linksLeftOpen).toBe(0);
  });

  it('says busy as soon as the text has come', async () => {
    const { ms } = await testMeter({ faults: ['busy'] }, { listenMs: 5000, replyMs: 5000 });
    expect(ms).toBeLessThan(1000);
  });

  it('ends a mute meter within three reply time-outs', async () => {
    const { ms, run } = await testMeter({ faults: ['silent'] }, { replyMs: 3000 });
    expect(ms).toBeLessThan(3 * 3000);
    expect(run.credentials.map(({ exchanges }) => exchanges.length)).toEqual([1, 4]);
  });

  it.each([20, 160, 200, 400, 700])(
    'closes its link and its line when it is told to stop after %i ms',
    async (afterMs) => {
      const stop = new AbortController();
      let stoppedAt = 0;
      const halt = () => {
        stoppedAt = performance.now();
        stop.abort('SIGINT');
      };
      const simulator = await startSimulator({
        faults: ['late=150'],
        onEvent: ({ type }) => type === 'connected' && void setTimeout(halt, afterMs),
      });
      try {
        const run = runTest({ ...plan, port: simulator.port }, { open: openTcp, signal: stop.signal });
        await expect(run).rejects.toBe('SIGINT');
        expect(performance.now() - stoppedAt).toBeLessThan(1000);
        // The meter gets what was sent before the FIN, a moment later.
        await vi.waitFor(() => expect(simulator.events.linksOpen).toEqual([]));
        expect(simulator.events.connections).toBe(1);
      } finally {
        await simulator.stop();
      }
    },
  );
});
