/** Two things wrong at once: what keeps a meter mute is found beside what is only noticed, in whatever order it is told. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceOf } from '../../src/evidence/index.ts';
import { judge } from '../../src/verdict/index.ts';
import { heldToThePlan, type Probed, probeMeter } from '../support/probe-meter.ts';

const at = (lower: number, width: 2 | 4 = 2) => ({ upper: 1, lower, width });

/** What stands beside a wrong address without hiding it. */
const beside = [
  'echo',
  'telnet',
  'banner',
  'crlf',
  'wakes-up',
  'needs-parameters',
  'foreign=80',
  'late=120',
  'split',
  'source-form',
] as const;
const addresses = [at(1), at(17), at(16), at(17, 4), { upper: 16, lower: null, width: 1 } as const];

function foundAt({ run }: Probed): boolean {
  return evidenceOf(run.evidence, 'address.ask').some(({ facts }) => facts.source !== null);
}

describe('a wrong address, and', () => {
  it.each(beside)('%s', async (fault) => {
    const changes = { replyMs: 250 };
    const probed = await probeMeter({ server: at(17), faults: [fault] }, changes);
    expect(foundAt(probed)).toBe(true);
    expect(evidenceOf(probed.run.evidence, 'link.found-address')).toHaveLength(1);
    const control = evidenceOf(probed.run.evidence, 'address.control').map(({ outcome }) => outcome);
    expect(['TIMEOUT', 'ECHO', 'TEXT', 'FOREIGN']).toContain(control[0]);
    const named = judge(probed.run.evidence)
      .causes.slice(0, 3)
      .map(({ code }) => code);
    expect(named.some((code) => code === 'address.value' || code === 'address.length')).toBe(true);
    heldToThePlan(probed, changes);
  });
});

describe('properties', () => {
  it('finds the address, whatever is beside it, however the sets are ordered, and leaves the line in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...addresses),
        fc.uniqueArray(fc.constantFrom('echo', 'banner', 'crlf', 'split', 'bare-ua'), { maxLength: 2 }),
        fc.shuffledSubarray(
          [
            { name: 'one', client: 1 },
            { name: 'public', client: 16 },
            { name: 'third', client: 48 },
          ],
          { minLength: 1 },
        ),
        async (server, faults, credentials) => {
          const probed = await probeMeter({ server, faults }, { credentials });
          expect(foundAt(probed)).toBe(true);
          heldToThePlan(probed, { credentials });
        },
      ),
      { numRuns: 4 },
    );
  });

  it('says no DISC as a question where others talk, whatever else is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...addresses),
        fc.constantFrom('silent', 'echo', 'unknown-client-dm', 'dm'),
        async (server, fault) => {
          const probed = await probeMeter(
            { server, faults: [fault, 'foreign=60'] },
            { only: ['addresses'], replyMs: 100 },
          );
          const open = new Set<number>();
          for (const event of probed.simulator.events.log) {
            if (event.type === 'link-opened') open.add(event.client);
            if (event.type !== 'frame-received') continue;
            const { control, source } = event.frame;
            expect(source.upper).not.toBe(32);
            if (control.type === 'DISC') expect(open.has(source.upper)).toBe(true);
          }
          expect(probed.simulator.events.passwordsTried).toBe(0);
        },
      ),
      { numRuns: 3 },
    );
  });
});
