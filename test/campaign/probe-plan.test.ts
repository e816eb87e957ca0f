/** What a probe would ask: rows as data, and how much they are at most. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ProbePlan, planProbe, probeGroups } from '../../src/campaign/index.ts';
import { encodeAddress, readAddress } from '../../src/hdlc/index.ts';
import { probePlan } from '../support/probe-meter.ts';

const plan = (changes: Partial<ProbePlan> = {}) => planProbe({ ...probePlan, port: 1, ...changes });
const ids = (changes: Partial<ProbePlan> = {}) => plan(changes).rows.map(({ id }) => id);
const addresses = (changes: Partial<ProbePlan> = {}) => ids({ only: ['addresses'], ...changes }).slice(1);

describe('addresses', () => {
  it('asks the configured value in the other lengths first, then the usual ones, then those for many', () => {
    expect(addresses().filter((id) => !id.endsWith('.snrm'))).toEqual([
      'address.2.1-1',
      'address.4.1-1',
      'address.2.1-17',
      'address.2.1-16',
      'address.2.127-127',
      'address.1.16',
      'address.1.17',
      'address.4.1-17',
      'address.4.1-16',
      'address.2.1-127',
      'address.4.16383-16383',
      'address.1.127',
      'address.2.1-126',
      'address.4.1-16382',
    ]);
    const server = { upper: 1, lower: 17, width: 4 } as const;
    expect(addresses({ server }).slice(0, 3)).toEqual(['address.2.1-17', 'address.1.1', 'address.1.17']);
  });

  it.each([
    ['00551234', ['address.4.1-1234', 'address.4.1-2234', 'address.2.1-50']],
    ['Nr. 12 / 99', ['address.4.1-1299', 'address.4.1-2299', 'address.2.1-115']],
    ['7', ['address.4.1-7', 'address.4.1-1007', 'address.2.1-23']],
    ['none', ['address.2.1-1', 'address.4.1-1', 'address.2.1-17']],
  ])('derives addresses from the serial number %s', (serial, first) => {
    expect(addresses({ serial }).slice(0, 3)).toEqual(first);
  });

  it('asks a range in two octets below 128, else in four, and not without end', () => {
    const range = { from: 126, to: 129, upper: 2 };
    expect(addresses({ range }).slice(0, 4)).toEqual([
      'address.2.2-126',
      'address.2.2-127',
      'address.4.2-128',
      'address.4.2-129',
    ]);
    const all = plan({ range: { from: 0, to: 16_383, upper: 1 } }).rows.filter(({ ask }) => ask.kind === 'address');
    expect(all.length).toBeLessThan(160);
    expect(addresses({ range: { from: 9, to: 3, upper: 1 } })).toEqual(addresses());
  });
});

describe('rows', () => {
  it('names no client twice, and the public one not at all', () => {
    const twice = [
      { name: 'a', client: 32 },
      { name: 'b', client: 32 },
      { name: 'c', client: 16 },
    ];
    const clients = ids({ credentials: twice });
    expect(clients.filter((id) => id.startsWith('client')).toSorted()).toEqual([
      'client.1',
      'client.100',
      'client.17',
      'client.32',
      'client.48',
    ]);
  });

  it('asks over the wrapper for HDLC, and no address', () => {
    expect(ids({ transport: 'wrapper' }).toSorted()).toEqual(['ffff', 'framing.hdlc', 'free', 'long']);
  });

  it.each(probeGroups)('takes the group %s alone where it is named', (group) => {
    const { rows } = plan({ only: [group] });
    expect(new Set(rows.map((row) => row.group))).toEqual(new Set([null, group]));
    expect(rows.filter((row) => row.group === null).map(({ id }) => id)).toEqual(['free']);
  });

  it('holds for any meter: each row once, none of them the configured address, every address one that exists', () => {
    const server = fc.oneof(
      fc.record({ upper: fc.integer({ min: 0, max: 127 }), lower: fc.constant(null), width: fc.constant(1 as const) }),
      fc.record({
        upper: fc.integer({ min: 0, max: 127 }),
        lower: fc.integer({ min: 0, max: 127 }),
        width: fc.constant(2 as const),
      }),
      fc.record({
        upper: fc.integer({ min: 0, max: 16_383 }),
        lower: fc.integer({ min: 0, max: 16_383 }),
        width: fc.constant(4 as const),
      }),
    );
    const credentials = fc.array(fc.record({ name: fc.string(), client: fc.integer({ min: 1, max: 126 }) }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(server, credentials, fc.option(fc.string()), fc.integer({ min: 1, max: 60_000 }), (...given) => {
        const [configured, sets, serial, replyMs] = given;
        const { mostMs, questions, rows } = plan({ server: configured, credentials: sets, serial, replyMs });
        expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
        for (const row of rows) {
          expect(row.questions).toBeLessThanOrEqual(questions);
          expect(row.mostMs).toBeLessThanOrEqual(mostMs);
          expect(row.weight).toBeGreaterThan(0);
          if (row.ask.kind !== 'address') continue;
          const asked = row.ask.server;
          expect(asked).not.toEqual(configured);
          expect(readAddress(encodeAddress(asked), 0, asked.width)).toEqual(asked);
        }
      }),
    );
  });

  it('sends nothing but the bytes that were given, and at most what closes their link', () => {
    expect(plan({ hand: Uint8Array.of(0x7e) })).toMatchObject({ rows: [], questions: 2 });
  });
});
