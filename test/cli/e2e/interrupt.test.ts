/**
 * Ctrl-C and SIGTERM in every phase of `meter test`: it answers within a second, with the shell's exit code, and leaves
 * the line as it found it. Each phase is recognised from outside: by the kernel's table, or by what the far end sees.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Simulator,
  type SimulatorEvent,
  type SimulatorOptions,
  startSimulator,
} from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { startDeafListener } from '../../support/deaf-listener.ts';
import { answers } from '../../support/raw-client.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { type Running, startMeter, until } from '../../support/run-meter.ts';

beforeAll(built);

const signals = [
  { signal: 'SIGINT', exit: 130 },
  { signal: 'SIGTERM', exit: 143 },
] as const;
const longestAnswerMs = 1000;

interface Phase {
  readonly phase: string;
  readonly faults: NonNullable<SimulatorOptions['faults']>;
  readonly seconds: string;
  /** Whether the phase is reached, as the meter sees it. */
  readonly isReached: (log: readonly SimulatorEvent[]) => boolean;
  /** Time to let the command get into the phase, ms. */
  readonly afterMs?: number;
}

const heard = (log: readonly SimulatorEvent[], type: string) =>
  log.filter((event) => event.type === 'frame-received' && event.frame.control.type === type).length;
const opened = (log: readonly SimulatorEvent[]) => log.filter(({ type }) => type === 'link-opened').length;
const connected = (log: readonly SimulatorEvent[]) => log.filter(({ type }) => type === 'connected').length;

const phases: readonly Phase[] = [
  {
    phase: 'while it listens',
    faults: [],
    seconds: '5',
    isReached: (log) => connected(log) === 1,
    afterMs: 100,
  },
  { phase: 'while it waits for UA', faults: ['silent'], seconds: '5', isReached: (log) => heard(log, 'SNRM') === 1 },
  {
    phase: 'between its repeats',
    faults: ['silent'],
    seconds: '1',
    isReached: (log) => heard(log, 'SNRM') === 3,
    afterMs: 50,
  },
  {
    phase: 'while a UA is on its way',
    faults: ['late=300'],
    seconds: '5',
    isReached: (log) => heard(log, 'SNRM') === 1,
  },
  { phase: 'while the link is open', faults: [], seconds: '5', isReached: (log) => opened(log) === 1 },
  {
    phase: 'while it waits for AARE',
    faults: ['association-silent'],
    seconds: '5',
    isReached: (log) => heard(log, 'I') === 1,
  },
  {
    phase: 'while it reads',
    faults: ['late-data=200'],
    seconds: '5',
    isReached: (log) => heard(log, 'I') === 2,
    afterMs: 20,
  },
  {
    phase: 'while it releases',
    faults: ['rlrq-silent'],
    seconds: '5',
    isReached: (log) => heard(log, 'I') === 3,
  },
  {
    phase: 'while it closes the link',
    faults: ['late=200'],
    seconds: '5',
    isReached: (log) => heard(log, 'DISC') === 1,
  },
  {
    phase: 'during the second connection',
    faults: ['silent'],
    seconds: '0.5',
    isReached: (log) => connected(log) === 2,
  },
];

async function expectLeftAsFound(simulator: Simulator): Promise<void> {
  const { events } = simulator;
  // What was sent before the FIN gets to the meter a moment later.
  await until(() => events.linksOpen.length === 0, 'every link to be closed');
  await until(() => events.fins === events.connections - events.turnedAway, 'a FIN for every connection');
  expect(events.linksLeftOpen).toBe(0);
  expect([events.associationsOpen, events.associationsLeftOpen]).toEqual([[], 0]);
  expect(events.resets).toBe(0);
}

describe('an interrupted test', () => {
  for (const { signal, exit } of signals) {
    it.concurrent(`ends with ${exit} after ${signal} while it connects`, async () => {
      const deaf = await startDeafListener();
      let run: Running | undefined;
      try {
        run = startMeter(['test', deaf.endpoint, '--connect-timeout', '10']);
        await until(deaf.isKnockedAt, 'the command to connect');
        const { code, stdout, stderr, afterSignalMs } = await run.interrupt(signal);
        expect({ code, stdout, stderr }).toEqual({ code: exit, stdout: '', stderr: '' });
        expect(afterSignalMs).toBeLessThan(longestAnswerMs);
      } finally {
        run?.process.kill('SIGKILL');
        await deaf.stop();
      }
    });

    it.concurrent.each(phases)(
      `ends with ${exit} after ${signal} $phase`,
      async ({ faults, seconds, isReached, afterMs = 0 }) => {
        const log: SimulatorEvent[] = [];
        let reach = () => {};
        const reached = new Promise<void>((resolve) => {
          reach = resolve;
        });
        const simulator = await startSimulator({
          faults,
          // At once: polling would be too slow for a link that opens and closes within a millisecond.
          onEvent: (event) => {
            log.push(event);
            if (isReached(log)) reach();
          },
        });
        let run: Running | undefined;
        try {
          run = startMeter(['test', `127.0.0.1:${simulator.port}`, '--timeout', seconds]);
          await Promise.race([reached, run.ended]);
          expect(run.process.exitCode, 'it ended before the phase').toBeNull();
          await pause(afterMs);
          const { code, stdout, stderr, afterSignalMs } = await run.interrupt(signal);
          expect({ code, stdout, stderr }).toEqual({ code: exit, stdout: '', stderr: '' });
          expect(afterSignalMs).toBeLessThan(longestAnswerMs);
          await expectLeftAsFound(simulator);
        } finally {
          run?.process.kill('SIGKILL');
          await simulator.stop();
        }
      },
    );
  }

  it.concurrent('says DISC to a meter that may have opened a link without a UA that reached us', async () => {
    const simulator = await startSimulator({ faults: ['silent'] });
    try {
      const run = startMeter(['test', `127.0.0.1:${simulator.port}`, '--timeout', '5']);
      await until(() => heard(simulator.events.log, 'SNRM') === 1, 'the question');
      await run.interrupt('SIGINT');
      await until(() => simulator.events.framesReceived.DISC === 1, 'a DISC');
    } finally {
      await simulator.stop();
    }
  });

  it.concurrent('releases its lock', async () => {
    const simulator = await startSimulator({ faults: ['silent'] });
    try {
      const args = ['test', `127.0.0.1:${simulator.port}`, '--timeout', '5'];
      const first = startMeter(args);
      await until(() => simulator.events.connections === 1, 'the first run');
      expect((await first.interrupt('SIGTERM')).code).toBe(143);
      const second = startMeter(args);
      await until(() => simulator.events.connections === 2, 'the second run to get to the line');
      expect((await second.interrupt('SIGTERM')).code).toBe(143);
    } finally {
      await simulator.stop();
    }
  });

  // A far end that opens a link and then says nothing more makes the orderly way take about half a second.
  async function untilClosing(): Promise<{ run: Running; stop: () => Promise<void> }> {
    const ua = Buffer.from(answers.bareUa, 'hex');
    const server = await startRawServer({
      allowHalfOpen: true,
      answer: (_question, { heard: arrivals }) => (arrivals.length === 1 ? ua : null),
    });
    const run = startMeter(['test', server.endpoint, '--timeout', '5']);
    await until(() => server.heard.length === 2, 'the DISC');
    const stop = async () => {
      run.process.kill('SIGKILL');
      await server.stop();
    };
    return { run, stop };
  }

  it('waits for the answer to its DISC after one Ctrl-C, and no longer after a second', async () => {
    const patient = await untilClosing();
    try {
      const { code, afterSignalMs } = await patient.run.interrupt('SIGINT');
      expect(code).toBe(130);
      expect(afterSignalMs).toBeGreaterThan(100);
      expect(afterSignalMs).toBeLessThan(longestAnswerMs);
    } finally {
      await patient.stop();
    }
    const hurried = await untilClosing();
    try {
      hurried.run.process.kill('SIGINT');
      await pause(30);
      const { code, afterSignalMs } = await hurried.run.interrupt('SIGINT');
      expect(code).toBe(130);
      expect(afterSignalMs).toBeLessThan(100);
    } finally {
      await hurried.stop();
    }
  });

  it.concurrent('ends a run of several meters, not only the meter in hand', async () => {
    const [first, second] = await Promise.all([startSimulator({ faults: ['silent'] }), startSimulator({})]);
    try {
      const run = startMeter(['test', `127.0.0.1:${first.port}`, `127.0.0.1:${second.port}`]);
      await until(() => heard(first.events.log, 'SNRM') === 1, 'the question');
      expect((await run.interrupt('SIGINT')).code).toBe(130);
      expect(second.events.connections).toBe(0);
    } finally {
      await Promise.all([first.stop(), second.stop()]);
    }
  });

  it.concurrent.each(signals)('$signal ends `meter simulate` as well: it has done its work', async ({ signal }) => {
    const run = startMeter(['simulate', 'busy']);
    let said = '';
    run.process.stdout?.on('data', (text: string) => {
      said += text;
    });
    await until(() => said.includes('listening on'), 'the simulator to listen');
    const { code, stderr, afterSignalMs } = await run.interrupt(signal);
    expect([code, stderr]).toEqual([0, '']);
    expect(afterSignalMs).toBeLessThan(longestAnswerMs);
  });
});
