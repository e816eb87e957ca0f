/** What keeps a connection from opening, each kind brought about for real, through the executable. */
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { startDeafListener } from '../../support/deaf-listener.ts';
import { type Ended, runMeter, startMeter, until } from '../../support/run-meter.ts';
import { readTestDocument } from '../../support/test-document.ts';

beforeAll(built);

function found({ stdout, stderr, code }: Ended) {
  const { credentials, verdict } = readTestDocument(stdout);
  const outcomes = credentials.map(({ outcome }) => outcome);
  return { outcomes, verdict: verdict.code, outcome: verdict.outcome, exit: code, stderr };
}

const told = (outcome: string, verdict: string, exit: number) => ({
  outcomes: [outcome, outcome],
  verdict,
  outcome,
  exit,
  stderr: '',
});

/** A network of one's own, without a route anywhere; not every host lets a user have one. */
function canUnshare(): boolean {
  try {
    execFileSync('unshare', ['-rn', 'true'], { stdio: 'ignore', timeout: 5000 });
    return true;
  } catch {
    return false;
  }
}
const networkless = canUnshare();

describe('meter test', () => {
  it.concurrent('tells REFUSED: exit 3', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    await new Promise((resolve) => server.close(resolve));
    const ended = await runMeter(['test', `127.0.0.1:${port}`, '--json']);
    expect(found(ended)).toEqual(told('REFUSED', 'tcp.refused', 3));
  });

  it.skipIf(!networkless)(
    networkless ? 'tells UNREACHABLE: exit 3' : 'tells UNREACHABLE (SKIPPED: unshare -rn is not permitted here)',
    async () => {
      const ended = await runMeter(['test', '127.0.0.1:3333', '--json'], { by: ['unshare', '-rn'] });
      expect(found(ended)).toEqual(told('UNREACHABLE', 'tcp.unreachable', 3));
      expect(ended.ms).toBeLessThan(5000);
    },
  );

  it.concurrent('tells CONNECT-TIMEOUT: exit 3, within the connect time-out', async () => {
    const deaf = await startDeafListener();
    try {
      const ended = await runMeter(['test', deaf.endpoint, '--json', '--connect-timeout', '0.5']);
      expect(found(ended)).toEqual(told('CONNECT-TIMEOUT', 'tcp.timeout', 3));
      const { checks } = readTestDocument(ended.stdout);
      const [connect] = checks.filter(({ id }) => id === 'tcp.connect');
      expect(connect?.ms).toBeGreaterThanOrEqual(490);
      expect(connect?.ms).toBeLessThan(1500);
    } finally {
      await deaf.stop();
    }
  });

  it.concurrent('tells UNKNOWN-HOST: exit 3', async () => {
    // A label has 63 characters at most, so no name service is asked for this one.
    const ended = await runMeter(['test', `${'x'.repeat(70)}:3333`, '--json']);
    expect(found(ended)).toEqual(told('UNKNOWN-HOST', 'tcp.unknown-host', 3));
  });

  it.concurrent('tells SELF: exit 4, names the run that holds the line, and does not touch the line', async () => {
    const simulator = await startSimulator({ faults: ['silent'] });
    const endpoint = `127.0.0.1:${simulator.port}`;
    const first = startMeter(['test', endpoint, '--timeout', '2']);
    try {
      await until(() => simulator.events.connections === 1, 'the first run to connect');
      const second = await runMeter(['test', endpoint, '--json']);
      expect(found(second)).toEqual(told('SELF', 'self.busy', 4));
      const [proven] = readTestDocument(second.stdout).verdict.proven;
      expect(proven).toMatchObject({ name: 'own-run', pid: first.process.pid, command: 'meter test' });
      expect(simulator.events.connections).toBe(1);
      const stopped = await first.interrupt('SIGINT');
      expect(stopped.code).toBe(130);
      // The lock is gone with the run that held it.
      const third = await runMeter(['test', endpoint, '--json', '--timeout', '0.1']);
      expect(found(third)).toMatchObject({ verdict: 'link.silent', exit: 1 });
    } finally {
      first.process.kill('SIGKILL');
      await simulator.stop();
    }
  });

  it.concurrent('does not believe a lock whose process was killed', async () => {
    const simulator = await startSimulator({ faults: ['silent'] });
    const endpoint = `127.0.0.1:${simulator.port}`;
    try {
      const first = startMeter(['test', endpoint, '--timeout', '5']);
      await until(() => simulator.events.connections === 1, 'the first run to connect');
      expect((await first.interrupt('SIGKILL')).code).toBeNull();
      const second = await runMeter(['test', endpoint, '--json', '--timeout', '0.1']);
      expect(found(second)).toMatchObject({ verdict: 'link.silent', exit: 1 });
    } finally {
      await simulator.stop();
    }
  });
});
