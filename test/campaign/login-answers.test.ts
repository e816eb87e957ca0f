/** Logins and readings against answers that are dictated byte by byte: what each of them may and may not be called. */
import { describe, expect, it } from 'vitest';
import { type CredentialPlan, runTest, type TestPlan } from '../../src/campaign/index.ts';
import {
  encodeAare,
  encodeExceptionResponse,
  encodeInitiateResponse,
  encodeServiceError,
} from '../../src/dlms/index.ts';
import { openTcp } from '../../src/line/index.ts';
import { judge } from '../../src/verdict/index.ts';
import { type Scripted, startScriptedMeter } from '../support/scripted-meter.ts';
import { plan, user2, withSecret } from '../support/test-meter.ts';

const aarq = 0x60;
const rlrq = 0x62;
const get = 0xc0;
const granted = encodeInitiateResponse({
  qualityOfService: null,
  version: 6,
  conformance: 0x001e1d,
  maximumPdu: 1200,
  vaaName: 7,
});
const accepted = encodeAare({ result: 0, diagnostic: 0, userInformation: granted });
const rejected = (diagnostic: number, result = 1) => encodeAare({ result, diagnostic, userInformation: null });
const released = Uint8Array.of(0x63, 0x03, 0x80, 0x01, 0x00);
const denied = (code: number) => (apdu: Uint8Array) => Uint8Array.of(0xc4, 1, apdu[2] ?? 0, 1, code);
/** `05 00 00 00 07`: a number, which is no clock. */
const number = (apdu: Uint8Array) => Uint8Array.of(0xc4, 1, apdu[2] ?? 0, 0, 5, 0, 0, 0, 7);
const reader = withSecret();

type Say = (apdu: Uint8Array) => Scripted;
const meterThat =
  (login: Say, read: Say = number): Say =>
  (apdu) =>
    apdu[0] === aarq ? login(apdu) : apdu[0] === get ? read(apdu) : apdu[0] === rlrq ? released : null;

async function ask(say: Say, credentials: readonly CredentialPlan[] = [user2], changes: Partial<TestPlan> = {}) {
  const meter = await startScriptedMeter(say);
  try {
    const run = await runTest(
      { ...plan, port: meter.port, replyMs: 600, listenMs: 50, credentials, ...changes },
      { open: openTcp },
    );
    const verdict = judge(run.evidence);
    return {
      run,
      verdict,
      meter,
      outcomes: run.credentials.map(({ outcome }) => outcome),
      causes: verdict.causes.filter(({ grade }) => grade !== 'untested').map(({ code, grade }) => `${code} ${grade}`),
      logins: meter.commands.filter(({ apdu }) => apdu[0] === aarq).map(({ client }) => client),
    };
  } finally {
    await meter.stop();
  }
}

describe('a rejection', () => {
  it.each<readonly [string, number, number, readonly CredentialPlan[], readonly string[]]>([
    ['is about the secret on diagnostic 13', 13, 1, [reader], ['login.secret likely', 'login.locked likely']],
    ['is not about a secret that was not sent', 13, 1, [user2], ['login.mechanism likely']],
    ['is about the mechanism on diagnostic 11', 11, 1, [reader], ['login.mechanism proven']],
    ['is about the mechanism on diagnostic 14', 14, 1, [reader], ['login.mechanism proven']],
    ['is about the context on diagnostic 2', 2, 1, [reader], ['login.context proven']],
    ['is about the client at most, without a reason', 1, 1, [reader], ['client.wrong likely']],
    ['is not about the secret on a title', 3, 1, [reader], ['login.context likely']],
  ])('%s', async (_says, diagnostic, result, credentials, named) => {
    const { verdict, causes, outcomes } = await ask(
      meterThat(() => rejected(diagnostic, result)),
      credentials,
    );
    expect([outcomes, causes, verdict.outcome]).toEqual([['LOGIN-REJECTED'], named, 'LOGIN-REJECTED']);
  });

  it('is a lock first of all where the meter calls it transient', async () => {
    const { causes } = await ask(
      meterThat(() => rejected(13, 2)),
      [reader],
    );
    expect(causes).toEqual(['login.locked likely', 'login.secret likely']);
  });

  it('is not followed by another password for the same client SAP', async () => {
    const second: CredentialPlan = { ...withSecret(Uint8Array.of(1, 2, 3)), name: 'second' };
    const other: CredentialPlan = { ...withSecret(), name: 'other', client: 32 };
    const { run, logins, verdict } = await ask(
      meterThat(() => rejected(13)),
      [reader, second, other],
    );
    expect(logins).toEqual([1, 32]);
    expect(run.credentials).toMatchObject([
      { outcome: 'LOGIN-REJECTED', login: { result: 'rejected-permanent', diagnostic: 'authentication-failure' } },
      { outcome: 'UA', login: null, loginNotAsked: 'rejected-before' },
      { outcome: 'LOGIN-REJECTED' },
    ]);
    expect(verdict.notTested).toContainEqual({ name: 'rejected-before', values: { client: 1, credential: 'second' } });
    expect(verdict.proven).toContainEqual({
      name: 'secret-sent-once',
      values: { client: 1, credential: 'reader', octets: 8 },
    });
  });
});

describe('an error in place of an AARE', () => {
  it.each<readonly [string, Uint8Array, string, string]>([
    ['not now', encodeExceptionResponse(1, 1), 'link.stale likely', 'link.stale'],
    ['not allowed', encodeExceptionResponse(1, 2), 'client.wrong likely', 'client.wrong'],
    ['initiate error 2', encodeServiceError(1, 6, 2), 'login.context proven', 'login.context'],
    ['another service error', encodeServiceError(1, 0, 4), 'login.context likely', 'login.context'],
  ])('%s', async (_name, answer, cause, code) => {
    const { verdict, causes, outcomes } = await ask(meterThat(() => answer));
    expect([outcomes, causes[0], verdict.code]).toEqual([['LOGIN-REJECTED'], cause, code]);
  });

  it('that says "not now" has the public client asked once more, after DISC, and nobody with a password', async () => {
    const notNow = meterThat(() => encodeExceptionResponse(1, 1));
    expect((await ask(notNow, [user2])).logins).toEqual([16, 16]);
    expect((await ask(notNow, [reader])).logins).toEqual([1]);
  });
});

describe('no answer to an AARQ', () => {
  it('is nothing but silence, and names no secret', async () => {
    const { verdict, outcomes, causes } = await ask(
      meterThat(() => null),
      [user2, reader],
    );
    expect([outcomes, causes, verdict.code, verdict.outcome]).toEqual([['UA', 'UA'], [], 'link.silent', 'TIMEOUT']);
    expect(verdict.causes.map(({ code }) => code).join()).not.toMatch(/login\.(secret|locked)/);
    expect(verdict.next).not.toContain('check-secret');
  });

  it('is a DM that ends the conversation', async () => {
    const { verdict, outcomes } = await ask(meterThat(() => 'DM'));
    expect([outcomes, verdict.code, verdict.outcome]).toEqual([['UA'], 'link.sequence', 'DM']);
  });

  it('is an FRMR whose numbers say what is wrong', async () => {
    // Rejects I with N(S) = 0 while it waits for 2.
    const { causes } = await ask(meterThat(() => ({ frmr: [0x10, 0x40, 0x00] })));
    expect(causes).toEqual(['link.sequence proven']);
  });

  it('is a closed line, of which nothing is made', async () => {
    const { verdict, outcomes } = await ask(meterThat(() => 'close'));
    expect([outcomes, verdict.code, verdict.outcome]).toEqual([['UA'], 'inconclusive', 'CLOSED']);
  });

  it('is an APDU that cannot be read', async () => {
    const { causes, outcomes } = await ask(meterThat(() => Uint8Array.of(0xff, 0xfd)));
    expect([outcomes, causes]).toEqual([['UA'], ['inconclusive likely']]);
  });
});

describe('a reading', () => {
  it('that is denied, and the other one as well, is no fault of the line', async () => {
    const { verdict, run, outcomes, causes } = await ask(meterThat(() => accepted, denied(3)));
    expect([outcomes, verdict.code, verdict.outcome, causes]).toEqual([['READ-DENIED'], 'ok', 'READ-DENIED', []]);
    expect(run.credentials[0]?.reading).toEqual({
      outcome: 'DENIED',
      logicalName: '0-0:42.0.0.255',
      value: null,
      unit: null,
    });
    expect(verdict.proven).toContainEqual({
      name: 'denies',
      values: { client: 16, credential: 'user2', object: '0-0:1.0.0.255', result: 'read-write-denied' },
    });
  });

  it('that gets an exception is denied too', async () => {
    const { outcomes } = await ask(
      meterThat(
        () => accepted,
        () => encodeExceptionResponse(1, 2),
      ),
    );
    expect(outcomes).toEqual(['READ-DENIED']);
  });

  it('that finds no answer leaves the set at its login', async () => {
    const { verdict, outcomes } = await ask(
      meterThat(
        () => accepted,
        () => null,
      ),
    );
    expect([outcomes, verdict.outcome]).toEqual([['LOGIN-OK'], 'TIMEOUT']);
    expect(['gateway.telnet', 'link.silent']).toContain(verdict.code);
  });

  it('that is denied to one set does not hide the rejection of another', async () => {
    const { verdict } = await ask(
      (apdu) => meterThat(() => (apdu.includes(0xac) ? rejected(13) : accepted), denied(3))(apdu),
      [reader, user2],
    );
    expect([verdict.code, verdict.outcome]).toEqual(['login.secret', 'LOGIN-REJECTED']);
  });

  it('of something that is no clock is read all the same', async () => {
    const { run } = await ask(meterThat(() => accepted));
    expect(run.credentials[0]).toMatchObject({ outcome: 'READ-OK', reading: { value: null } });
  });
});

describe('the depth', () => {
  it.each([
    ['link', [], ['UA', 'UA'], ['as-deep-as-link']],
    ['login', [16, 1], ['LOGIN-OK', 'LOGIN-OK'], ['as-deep-as-login']],
    ['read', [16, 1], ['READ-OK', 'READ-OK'], []],
  ] as const)('%s goes no further', async (depth, logins, expected, untested) => {
    const tested = await ask(
      meterThat(() => accepted),
      [reader, user2],
      { depth },
    );
    expect([tested.logins, tested.outcomes]).toEqual([logins, expected]);
    expect(tested.verdict.notTested.map(({ name }) => name).filter((name) => name.startsWith('as-deep'))).toEqual(
      untested,
    );
    expect([tested.verdict.code, tested.meter.links.length]).toEqual(['ok', 4]);
  });

  it('is the link for a set without a secret, unless it is the public one', async () => {
    const user1: CredentialPlan = { name: 'user1', client: 1, level: 'lls', secret: null };
    const { run, logins, verdict } = await ask(
      meterThat(() => accepted),
      [user1, user2],
    );
    expect(logins).toEqual([16]);
    expect(run.credentials[0]).toMatchObject({ outcome: 'UA', login: null, loginNotAsked: 'no-secret' });
    expect(verdict.notTested).toContainEqual({ name: 'no-secret', values: { client: 1, credential: 'user1' } });
  });
});
