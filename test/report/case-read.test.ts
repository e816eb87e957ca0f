/** Documents are read for what they are: a saved one tells what its run told, and nothing that is none gets through. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCase, type TestReport, testDocument } from '../../src/report/index.ts';
import { fill, probeAsks } from '../../src/wording/index.ts';
import { keptCase, keptDocument, rendered, viewOf } from '../support/case-view.ts';
import { testMeter } from '../support/test-meter.ts';

describe('a document', () => {
  it('is read into experiments, sets and a verdict', () => {
    const facts = keptCase('mute');
    expect(facts.meter).toMatchObject({ id: 2, name: 'medidor-02', endpoint: 'tcp://192.0.2.7:3333', server: '1/1' });
    const ids = facts.experiments.map(({ id }) => id);
    expect(ids).toContain('link.open:user2');
    expect(ids.indexOf('link.open:user2')).toBeLessThan(ids.indexOf('link.disc:user2'));
    expect(facts.verdict.causes.every(({ isLeft }) => isLeft)).toBe(true);
    expect(facts.experiments.every(({ experiment }) => experiment !== null)).toBe(true);
  });

  it('of a probe is told by its sentences', () => {
    const document = keptDocument('mute');
    const experiments = [
      {
        id: 'address.2.1-17',
        asks: fill(probeAsks['address.ask'], { question: 'DISC', server: '1/17', bytes: '2 bytes' }),
        outcome: 'TIMEOUT',
        ms: 2000,
        exchanges: [],
      },
      {
        id: 'client.32',
        asks: fill(probeAsks['client.ask'], { client: 32 }),
        outcome: 'DM',
        ms: 20,
        exchanges: [],
      },
      { id: 'novel', asks: 'Does it rain?', outcome: 'YES', ms: 1, exchanges: [] },
    ];
    const facts = readCase({
      ...document,
      schema: 'meter.probe/1',
      checks: undefined,
      credentials: undefined,
      experiments,
    })!;
    expect(facts.experiments.map(({ experiment, client, server }) => [experiment, client, server])).toEqual([
      ['address.ask', null, '1/17'],
      ['client.ask', 32, null],
      [null, null, null],
    ]);
    const text = rendered(viewOf(facts), 'markdown', 'es');
    expect(text).toContain('¿Un medidor responde en esta otra dirección?');
    expect(text).toContain('Does it rain?');
  });

  it('tells the same sentences as its run, in either language', async () => {
    const tested = await testMeter({ faults: ['silent'] });
    const report: TestReport = {
      meter: {
        id: null,
        name: null,
        endpoint: { transport: 'hdlc', host: '127.0.0.1', port: 1 },
        server: { upper: 1, lower: null, width: 1 },
      },
      durationMs: 1000,
      ...tested.run,
      verdict: tested.verdict,
    };
    const document = JSON.parse(JSON.stringify(testDocument(report, '2026-11-24T14:30:00.000Z'))) as unknown;
    const told = (facts: ReturnType<typeof readCase>) =>
      rendered(viewOf(facts), 'markdown', 'es').split('## Juegos')[0];
    expect(told(readCase(document))).toBe(told(readCase(document, tested.run.evidence)));
    const frames = (facts: ReturnType<typeof readCase>) =>
      new Set(facts!.experiments.flatMap(({ exchanges }) => exchanges.map((one) => JSON.stringify(one))));
    expect(frames(readCase(document))).toEqual(frames(readCase(document, tested.run.evidence)));
  });

  it('is refused where it is none of ours', () => {
    const document = keptDocument('mute');
    for (const wrong of [
      null,
      1,
      'x',
      [],
      {},
      { schema: 'meter.test/2' },
      { ...document, verdict: null },
      { ...document, startedAt: 'yesterday' },
      { ...document, schema: 'toString' },
      { ...document, meter: {} },
      { ...document, verdict: { code: 'toString' } },
    ]) {
      expect(readCase(wrong)).toBeNull();
    }
  });

  it('never throws, and never makes a report that cannot be told, whatever stands in it', () => {
    const document = keptDocument('mute');
    const value = fc.jsonValue({ maxDepth: 3 });
    const keys = ['meter', 'durationMs', 'checks', 'credentials', 'experiments', 'verdict'] as const;
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...keys),
          fc.oneof(
            value,
            fc.array(
              fc.dictionary(
                fc.constantFrom(
                  'id',
                  'name',
                  'client',
                  'server',
                  'outcome',
                  'facts',
                  'exchanges',
                  'ms',
                  'code',
                  'by',
                  'text',
                  'heard',
                  'sent',
                  'received',
                ),
                value,
              ),
            ),
          ),
        ),
        (changes) => {
          const facts = readCase({ ...document, ...(changes as object) });
          if (facts !== null) for (const format of ['markdown', 'html'] as const) rendered(viewOf(facts), format, 'en');
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a meter without end', () => {
  it('makes a report of a bearable size', () => {
    const document = keptDocument('busy');
    const hex = '7ea0070321930f017e'.repeat(40);
    const exchanges = Array.from({ length: 100 }, (_, at) => ({
      sent: '7e',
      sentAtMs: at,
      received: [{ atMs: 1, hex }],
    }));
    const facts = readCase({ ...document, checks: [{ id: 'line.listen', outcome: 'FOREIGN', ms: 1, exchanges }] })!;
    const text = rendered(viewOf(facts), 'markdown', 'en');
    expect(text).toMatch(/\d+ more frames were left out: this report shows the first 400/);
    expect(text.length).toBeLessThan(400_000);
  });
});
