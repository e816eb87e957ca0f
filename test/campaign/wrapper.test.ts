/** The ladder over the wrapper, against the simulated meter and against ports that speak something else. */
import { describe, expect, it } from 'vitest';
import { type CredentialPlan, runTest, type TestPlan } from '../../src/campaign/index.ts';
import { openTcp } from '../../src/line/index.ts';
import type { SimulatorOptions } from '../../src/simulator/index.ts';
import { judge } from '../../src/verdict/index.ts';
import { type RawServerOptions, startRawServer } from '../support/raw-server.ts';
import { causes, outcomes, plan, testMeter, user1, user2, withSecret } from '../support/test-meter.ts';

const over = (faults: NonNullable<SimulatorOptions['faults']>, credentials: readonly CredentialPlan[]) =>
  testMeter({ faults, listener: 'wrapper' }, { transport: 'wrapper', credentials });

async function against(options: RawServerOptions, changes: Partial<TestPlan> = {}) {
  const server = await startRawServer(options);
  try {
    const plans = { ...plan, transport: 'wrapper', port: server.port, replyMs: 300, ...changes } as const;
    const run = await runTest(plans, { open: openTcp });
    return { run, verdict: judge(run.evidence), heard: server.heard };
  } finally {
    await server.stop();
  }
}

describe('over the wrapper', () => {
  it('there is no link: who can log in is asked at once, and reads', async () => {
    const tested = await over([], [withSecret(), user2]);
    const { run, verdict, simulator } = tested;
    expect([outcomes(tested), verdict.code, verdict.outcome, causes(tested)]).toEqual([
      ['READ-OK', 'READ-OK'],
      'ok',
      'READ-OK',
      [],
    ]);
    expect(run.evidence.some(({ experiment }) => experiment.startsWith('link.'))).toBe(false);
    expect(run.evidence.filter(({ id }) => id.startsWith('association.close')).map(({ outcome }) => outcome)).toEqual([
      'RLRE',
      'RLRE',
    ]);
    expect(verdict.found).toEqual({ server: plan.server, client: 16, framing: 'wrapper', negotiation: null });
    expect(verdict.excluded.map(({ code }) => code)).toContain('framing.hdlc');
    expect(simulator.events.passwordsTried).toBe(1);
  });

  it('a set that cannot log in is not tried, and it is said why', async () => {
    const { run, verdict } = await over([], [user1, user2]);
    expect(run.credentials).toMatchObject([
      { outcome: 'NOT-TRIED', notTried: 'NO-SECRET', login: null },
      { outcome: 'READ-OK', notTried: null, login: { outcome: 'ACCEPTED' } },
    ]);
    expect(verdict.notTested).toContainEqual({ name: 'no-secret', values: { client: 1, credential: 'user1' } });
  });

  it.each([
    ['wrong-secret', 'login.secret', ['LOGIN-REJECTED', 'READ-OK']],
    ['hls-pending', 'login.mechanism', ['LOGIN-REJECTED', 'LOGIN-REJECTED']],
    ['context-refused', 'login.context', ['LOGIN-REJECTED', 'LOGIN-REJECTED']],
    ['association-silent=1', 'client.wrong', ['TIMEOUT', 'READ-OK']],
  ] as const)('%s is told apart', async (fault, code, expected) => {
    const tested = await over([fault], [withSecret(), user2]);
    expect([outcomes(tested), tested.verdict.code]).toEqual([expected, code]);
  });

  it('the next set gets a connection of its own where the rest of an answer could still come', async () => {
    const tested = await over(['association-silent=16'], [user2, withSecret()]);
    expect([outcomes(tested), tested.verdict.code]).toEqual([['TIMEOUT', 'READ-OK'], 'client.wrong']);
    const { log } = tested.simulator.events;
    const tried = log.findIndex(({ type }) => type === 'password-tried');
    expect(log.slice(0, tried).filter(({ type }) => type === 'connected')).toHaveLength(2);
  });

  it('silence leaves HDLC possible, first of all, and proves nothing', async () => {
    const { run, verdict } = await against({}, { credentials: [user2, withSecret()] });
    expect(run.credentials.map(({ outcome }) => outcome)).toEqual(['TIMEOUT', 'TIMEOUT']);
    expect([verdict.code, verdict.outcome]).toEqual(['link.silent', 'TIMEOUT']);
    expect(verdict.causes[0]).toMatchObject({ code: 'framing.hdlc', grade: 'untested' });
    expect(verdict.causes.filter(({ grade }) => grade !== 'untested')).toEqual([]);
    expect(verdict.next[0]).toBe('try-hdlc');
  });

  it('a port that closes on the AARQ may speak HDLC', async () => {
    const { run, verdict } = await against({ answer: () => new Uint8Array(), hangsUp: true });
    expect(run.credentials.map(({ outcome }) => outcome)).toEqual(['NOT-TRIED', 'CLOSED']);
    expect(verdict.causes.map(({ code, grade }) => `${code} ${grade}`)).toEqual([
      'framing.hdlc likely',
      'gateway.busy likely',
    ]);
  });

  it('an echo, a refusal in words and garbage keep their names', async () => {
    const busy = new TextEncoder().encode('Port already in use\r\n');
    const cases = [
      [{ answer: (question: Uint8Array) => question }, 'ECHO', 'line.echo'],
      [{ answer: () => busy, hangsUp: true }, 'BUSY', 'gateway.busy'],
      [{ answer: () => Uint8Array.of(0xff, 0x81, 0xfe, 0x80, 0xc1) }, 'GARBLED', 'line.serial-settings'],
    ] as const;
    for (const [options, outcome, code] of cases) {
      const { run, verdict } = await against(options);
      expect([run.credentials[1]?.outcome, verdict.code]).toEqual([outcome, code]);
    }
  });

  it('ends a mute port within three reply time-outs', async () => {
    // Long enough that what does not grow with it (listening, connecting, a busy machine) weighs little.
    const replyMs = 3000;
    const started = performance.now();
    await against({}, { replyMs, credentials: [user2, withSecret()] });
    expect(performance.now() - started).toBeLessThan(3 * replyMs);
  });

  it('sends no DISC, and no byte of HDLC', async () => {
    const { heard } = await against({}, { credentials: [user2] });
    expect(heard.join('')).toMatch(/^00010010000100/);
    expect(heard.join('')).not.toContain('7e');
  });
});
