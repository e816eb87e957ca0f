/** Logins and readings against the simulated meter: what each fault above the link comes to, and that nothing stays open. */
import { describe, expect, it } from 'vitest';
import type { CredentialPlan, TestPlan } from '../../src/campaign/index.ts';
import type { SimulatorOptions } from '../../src/simulator/index.ts';
import { causes, outcomes, testMeter, user1, user2, withSecret } from '../support/test-meter.ts';

interface Case {
  readonly name: string;
  readonly faults: NonNullable<SimulatorOptions['faults']>;
  readonly sets?: readonly CredentialPlan[];
  readonly changes?: Partial<TestPlan>;
  readonly outcomes: readonly string[];
  readonly code: string;
  readonly outcome: string;
  /** The first of them. */
  readonly causes: readonly string[];
}

/** On a loaded machine a shorter one makes an answer look slow. */
const replyMs = 1000;
const wrong = withSecret(new TextEncoder().encode('wrong'));
const reader = withSecret();

const cases: readonly Case[] = [
  {
    name: 'a password that is right',
    faults: [],
    outcomes: ['READ-OK', 'READ-OK'],
    code: 'ok',
    outcome: 'READ-OK',
    causes: [],
  },
  {
    name: 'a password that is wrong: the verdict, though the public client reads',
    faults: [],
    sets: [wrong, user2],
    outcomes: ['LOGIN-REJECTED', 'READ-OK'],
    code: 'login.secret',
    outcome: 'LOGIN-REJECTED',
    causes: ['login.secret likely', 'login.locked likely'],
  },
  {
    name: 'authentication failure, with user-information',
    faults: ['wrong-secret-full'],
    outcomes: ['LOGIN-REJECTED', 'READ-OK'],
    code: 'login.secret',
    outcome: 'LOGIN-REJECTED',
    causes: ['login.secret likely', 'login.locked likely'],
  },
  {
    name: 'a context that is refused',
    faults: ['context-refused'],
    outcomes: ['LOGIN-REJECTED', 'LOGIN-REJECTED'],
    code: 'login.context',
    outcome: 'LOGIN-REJECTED',
    causes: ['login.context proven'],
  },
  ...(['mechanism-unknown', 'mechanism-required', 'authentication-required', 'hls-pending'] as const).map((fault) => ({
    name: fault,
    faults: [fault],
    outcomes: ['LOGIN-REJECTED', 'LOGIN-REJECTED'],
    code: 'login.mechanism',
    outcome: 'LOGIN-REJECTED',
    causes: ['login.mechanism proven'],
  })),
  ...(['initiate-pdu-short', 'initiate-incompatible'] as const).map((fault) => ({
    name: fault,
    faults: [fault],
    outcomes: ['LOGIN-REJECTED', 'LOGIN-REJECTED'],
    code: 'login.context',
    outcome: 'LOGIN-REJECTED',
    causes: ['login.context proven'],
  })),
  {
    name: 'short names, to the login',
    faults: ['short-names'],
    changes: { depth: 'login' },
    outcomes: ['LOGIN-OK', 'LOGIN-OK'],
    code: 'ok',
    outcome: 'LOGIN-OK',
    causes: ['login.context likely'],
  },
  {
    name: 'short names, to the reading',
    faults: ['short-names'],
    outcomes: ['LOGIN-OK', 'LOGIN-OK'],
    code: 'login.context',
    outcome: 'LOGIN-OK',
    causes: ['login.context likely'],
  },
  {
    name: 'an AARQ that nobody answers',
    faults: ['association-silent'],
    outcomes: ['UA', 'UA'],
    code: 'link.silent',
    outcome: 'TIMEOUT',
    causes: ['client.wrong untested'],
  },
  {
    name: 'an AARQ that is answered to the public client only',
    faults: ['association-silent=1'],
    outcomes: ['UA', 'READ-OK'],
    code: 'client.wrong',
    outcome: 'TIMEOUT',
    causes: ['client.wrong likely'],
  },
  {
    name: 'the same, where the public client is not in the plan',
    faults: ['association-silent=1'],
    sets: [reader],
    outcomes: ['UA'],
    code: 'client.wrong',
    outcome: 'TIMEOUT',
    causes: ['client.wrong likely'],
  },
  {
    name: 'a rejection without a reason',
    faults: ['association-refused'],
    outcomes: ['LOGIN-REJECTED', 'LOGIN-REJECTED'],
    code: 'client.wrong',
    outcome: 'LOGIN-REJECTED',
    causes: ['client.wrong likely'],
  },
  {
    name: 'only another client let in',
    faults: ['wrong-client'],
    outcomes: ['LOGIN-REJECTED', 'LOGIN-REJECTED'],
    code: 'client.wrong',
    outcome: 'LOGIN-REJECTED',
    causes: ['client.wrong likely'],
  },
  {
    name: 'an association of an earlier client: gone after DISC, so the public client reads',
    faults: ['held-association'],
    outcomes: ['READ-OK', 'READ-OK'],
    code: 'ok',
    outcome: 'READ-OK',
    causes: ['link.stale likely'],
  },
  {
    name: 'a link of an earlier client: gone after DISC, and the test goes on',
    faults: ['stale-link'],
    outcomes: ['READ-OK', 'READ-OK'],
    code: 'ok',
    outcome: 'READ-OK',
    causes: ['link.stale likely'],
  },
  {
    name: 'FRMR to the first I frame, its control undefined',
    faults: ['rejects-information'],
    outcomes: ['UA', 'UA'],
    code: 'link.negotiation',
    outcome: 'FRMR',
    causes: ['link.negotiation likely', 'link.sequence likely'],
  },
  {
    name: 'FRMR, information too long',
    faults: ['information-too-long'],
    outcomes: ['UA', 'UA'],
    code: 'link.negotiation',
    outcome: 'FRMR',
    causes: ['link.negotiation proven'],
  },
  {
    name: 'FRMR of a meter that has forgotten its counters',
    faults: ['frmr-on-information'],
    outcomes: ['UA', 'UA'],
    code: 'link.sequence',
    outcome: 'FRMR',
    causes: ['link.sequence likely'],
  },
  {
    name: 'an AARE and a reading that come late',
    faults: ['late-data=1300'],
    outcomes: ['READ-OK', 'READ-OK'],
    code: 'ok',
    outcome: 'READ-OK',
    causes: ['reply.late likely'],
  },
  ...(['late-data=1150', 'late-data=1600'] as const).map((fault) => ({
    name: `${fault}, to the next question: neither another master's frames nor another client's fault`,
    faults: [fault],
    changes: { replyMs: 500 },
    outcomes: ['UA', 'UA'],
    code: 'reply.late',
    outcome: 'TIMEOUT',
    causes: ['reply.late likely'],
  })),
  {
    name: 'every answer twice',
    faults: ['doubled-reply'],
    outcomes: ['READ-OK', 'READ-OK'],
    code: 'ok',
    outcome: 'READ-OK',
    causes: [],
  },
  {
    name: 'every answer twice, the second one late',
    faults: ['late-doubled=120'],
    outcomes: ['READ-OK', 'READ-OK'],
    code: 'ok',
    outcome: 'READ-OK',
    causes: [],
  },
  {
    name: 'FF eaten on the way: AARQ has none, GET has one',
    faults: ['ff-eaten'],
    sets: [user1, user2],
    outcomes: ['UA', 'LOGIN-OK'],
    code: 'gateway.telnet',
    outcome: 'TIMEOUT',
    causes: ['gateway.telnet likely'],
  },
  {
    name: 'a clock that is denied: the logical device name is read',
    faults: ['read-denied'],
    outcomes: ['READ-OK', 'READ-OK'],
    code: 'ok',
    outcome: 'READ-OK',
    causes: [],
  },
  {
    name: 'a clock that does not exist: the logical device name is read',
    faults: ['object-undefined'],
    outcomes: ['READ-OK', 'READ-OK'],
    code: 'ok',
    outcome: 'READ-OK',
    causes: [],
  },
  {
    name: 'data whose lengths lie',
    faults: ['hostile-lengths'],
    outcomes: ['LOGIN-OK', 'LOGIN-OK'],
    code: 'inconclusive',
    outcome: 'LOGIN-OK',
    causes: ['inconclusive likely'],
  },
  ...(
    [
      'no-user-information',
      'bare-ae-lengths',
      'rlrq-silent',
      'one-byte-rlre',
      'left-over-bytes',
      'doubled-llc',
      'command-llc',
      'clock-wrong',
      'clock-invalid',
      'source-form',
    ] as const
  ).map((fault) => ({
    name: `${fault}, which does no harm`,
    faults: [fault],
    outcomes: ['READ-OK', 'READ-OK'],
    code: 'ok',
    outcome: 'READ-OK',
    causes: [],
  })),
];

describe('logins and readings', () => {
  it.concurrent.each(cases)(
    '$name',
    async ({ faults, sets, changes, outcomes: expected, code, outcome, causes: named }) => {
      const credentials = sets ?? [reader, user2];
      const tested = await testMeter({ faults }, { credentials, replyMs, ...changes });
      const { verdict, simulator } = tested;
      expect({
        outcomes: outcomes(tested),
        code: verdict.code,
        outcome: verdict.outcome,
        causes: causes(tested).slice(0, named.length),
      }).toEqual({ outcomes: expected, code, outcome, causes: named });
      if (named.length === 0) expect(causes(tested)).toEqual([]);
      expect(causes(tested).join()).not.toContain('second-master');
      expect(simulator.events.linksLeftOpen).toBe(0);
      // One attempt for each set with a password, whatever became of it.
      const passwords = credentials.filter(({ secret }) => secret !== null).length;
      expect(simulator.events.passwordsTried).toBeLessThanOrEqual(passwords);
    },
  );
});

describe('a line that echoes', () => {
  it('gets the password where it echoes every byte as it was', async () => {
    const tested = await testMeter({ faults: ['echo'] }, { credentials: [reader], replyMs });
    expect([outcomes(tested), tested.simulator.events.passwordsTried]).toEqual([['READ-OK'], 1]);
  });

  it('does not get it where it damages as well', async () => {
    const tested = await testMeter({ faults: ['echo', 'coalesced'] }, { credentials: [reader], replyMs });
    expect(tested.run.credentials).toMatchObject([{ outcome: 'UA', login: null, loginNotAsked: 'echo-damaged' }]);
    expect(tested.verdict.notTested.map(({ name }) => name)).toContain('echo-damaged');
    expect([tested.simulator.events.passwordsTried, tested.simulator.events.linksLeftOpen]).toEqual([0, 0]);
  });
});
