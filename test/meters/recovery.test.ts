/** The state of a recovery on disk: read back as it was written, or not at all. */
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answeredAddresses,
  appendHistory,
  type HistoryRecord,
  type Recovery,
  type RecoveryDone,
  readRecovery,
  recoverySteps,
  removeRecovery,
  withDone,
  writeRecovery,
} from '../../src/meters/index.ts';
import { temporaryFolder } from '../support/child.ts';

const meter = { id: 2, name: 'medidor-02', endpoint: 'tcp://192.0.2.7:3333', server: '1' };
const at = '2026-11-24T14:30:00.000Z';
const whole: Recovery = {
  meter,
  startedAt: at,
  step: 'power',
  stepSince: at,
  power: { told: 'off', since: at },
  broughtBack: null,
  done: [],
};

const seen = fc.record({
  at: fc.constant(at),
  name: fc.string({ maxLength: 20 }),
  values: fc.dictionary(fc.string({ minLength: 1, maxLength: 9 }), fc.oneof(fc.string(), fc.integer()), { maxKeys: 3 }),
});
const done: fc.Arbitrary<RecoveryDone> = fc.record({
  step: fc.constantFrom(...recoverySteps),
  startedAt: fc.constant(at),
  durationMs: fc.nat(),
  outcome: fc.constantFrom('done', 'answered', 'silent', 'stopped', 'interrupted'),
  verdict: fc.constantFrom(null, { code: 'link.silent', outcome: 'TIMEOUT' } as const),
  seen: fc.array(seen, { maxLength: 4 }),
});

function pathIn(folder: string): string {
  return join(folder, 'recovery', '2.json');
}

describe('the state of a recovery', () => {
  it('comes back as it was written, whatever was seen', () => {
    const folder = temporaryFolder();
    const recovery = fc.record({
      meter: fc.constant(meter),
      startedAt: fc.constant(at),
      step: fc.constantFrom(...recoverySteps),
      stepSince: fc.constant(at),
      power: fc.constantFrom(null, { told: 'off', since: at } as const, { told: 'on', since: at } as const),
      broughtBack: fc.constantFrom(null, 'soft', 'quiet', 'power'),
      done: fc.array(done, { maxLength: 5 }),
    });
    fc.assert(
      fc.property(recovery, (one) => {
        // JSON knows no field named like a prototype.
        fc.pre(!JSON.stringify(one).includes('__proto__'));
        expect(writeRecovery(folder, one)).toEqual({ kept: true });
        expect(readRecovery(folder, meter)).toEqual(one);
      }),
      { numRuns: 100 },
    );
    expect(readdirSync(join(folder, 'recovery'))).toEqual(['2.json']);
  });

  it('is its owner’s alone, and goes when it is over', () => {
    const folder = temporaryFolder();
    writeRecovery(folder, whole);
    expect(statSync(pathIn(folder)).mode & 0o777).toBe(0o600);
    removeRecovery(folder, meter);
    expect([existsSync(pathIn(folder)), readRecovery(folder, meter)]).toEqual([false, null]);
    removeRecovery(folder, meter);
  });

  it('of another meter with the same id is none; one without an entry is known by where it is asked', () => {
    const folder = temporaryFolder();
    writeRecovery(folder, whole);
    expect(readRecovery(folder, { ...meter, name: 'another' })).toBeNull();
    expect(readRecovery(folder, { ...meter, endpoint: 'tcp://192.0.2.9:3333' })).toEqual(whole);
    const unregistered = { ...whole, meter: { ...meter, id: null, name: null } };
    writeRecovery(folder, unregistered);
    expect(readRecovery(folder, unregistered.meter)).toEqual(unregistered);
    expect(readRecovery(folder, { ...unregistered.meter, server: '1/17' })).toBeNull();
  });

  it('that is damaged, strange or too long is as if it were not there', () => {
    const folder = temporaryFolder();
    writeRecovery(folder, whole);
    const good = JSON.parse(readFileSync(pathIn(folder), 'utf8'));
    const strange = [
      '',
      '{',
      '[]',
      'null',
      '"x"',
      `${JSON.stringify(good)} `.repeat(2),
      ' '.repeat(2_000_000),
      ...[
        { schema: 'meter.recovery/2' },
        { meter: null },
        { meter: { ...meter, id: 'two' } },
        { meter: { ...meter, endpoint: 7 } },
        { startedAt: 'yesterday' },
        { step: 'coffee' },
        { stepSince: 3 },
        { power: { told: 'sideways', since: at } },
        { power: { told: 'off' } },
        { broughtBack: 'checks' },
        { done: {} },
        { done: [{}] },
        { done: [{ step: 'soft', startedAt: at, durationMs: -1, outcome: 'done', verdict: null, seen: [] }] },
        { done: [{ step: 'soft', startedAt: at, durationMs: 1, outcome: 'fine', verdict: null, seen: [] }] },
        { done: [{ step: 'soft', startedAt: at, durationMs: 1, outcome: 'done', verdict: 3, seen: [] }] },
        {
          done: [
            {
              step: 'soft',
              startedAt: at,
              durationMs: 1,
              outcome: 'done',
              verdict: null,
              seen: [{ at, name: 'x', values: { a: {} } }],
            },
          ],
        },
      ].map((change) => JSON.stringify({ ...good, ...change })),
    ];
    for (const text of strange) {
      writeFileSync(pathIn(folder), text);
      expect([text.slice(0, 200), readRecovery(folder, meter)]).toEqual([text.slice(0, 200), null]);
    }
    expect(writeRecovery(folder, whole)).toEqual({ kept: true });
    expect(readRecovery(folder, meter)).toEqual(whole);
  });

  it('that cannot be kept is told by the system’s name, and never thrown', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'recovery'), 'a file where a folder should be');
    expect(writeRecovery(folder, whole)).toEqual({ kept: false, why: expect.stringMatching(/^E[A-Z]+$/) });
    expect(readRecovery(folder, meter)).toBeNull();
    symlinkSync('/nowhere/at/all', join(folder, 'elsewhere'));
    expect(readRecovery(join(folder, 'elsewhere'), meter)).toBeNull();
  });

  it('repeated over and over keeps its latest steps and sights only', () => {
    const one: RecoveryDone = {
      step: 'soft',
      startedAt: at,
      durationMs: 1,
      outcome: 'silent',
      verdict: null,
      seen: Array.from({ length: 500 }, (_, index) => ({ at, name: 'asked', values: { index } })),
    };
    let recovery = whole;
    for (let index = 0; index < 100; index++) recovery = withDone(recovery, { ...one, durationMs: index });
    expect([recovery.done.length, recovery.done.at(-1)?.durationMs]).toEqual([30, 99]);
    expect(recovery.done.at(-1)?.seen.at(-1)?.values).toEqual({ index: 499 });
    const folder = temporaryFolder();
    writeRecovery(folder, recovery);
    expect(readRecovery(folder, meter)).toEqual(recovery);
  });
});

describe('the addresses that a meter was ever answered at', () => {
  const record = (
    server: string,
    outcome: 'UA' | 'TIMEOUT',
    hour: number,
    endpoint = meter.endpoint,
  ): HistoryRecord => ({
    at: `2026-11-24T${`${hour}`.padStart(2, '0')}:00:00.000Z`,
    kind: 'test',
    meter: { ...meter, server, endpoint },
    credentials: [{ name: 'user1', client: 1, outcome, replyMs: null }],
    verdict: { code: outcome === 'UA' ? 'ok' : 'link.silent', outcome },
    durationMs: 5,
  });

  it('are read off its history, the latest first, each once; silence and the wrapper name none', () => {
    const folder = temporaryFolder();
    for (const one of [
      record('1', 'UA', 1),
      record('1/17', 'UA', 2),
      record('1/1:4', 'UA', 3),
      record('1/17', 'UA', 4, 'tcp://192.0.2.9:3333'),
      record('1/99', 'TIMEOUT', 5),
      record('3', 'UA', 6, 'wrapper://192.0.2.7:4059'),
    ]) {
      expect(appendHistory(folder, one)).toEqual({ kept: true });
    }
    expect(answeredAddresses(folder, meter)).toEqual(['1/17', '1/1:4', '1']);
    expect(answeredAddresses(temporaryFolder(), meter)).toEqual([]);
  });
});
