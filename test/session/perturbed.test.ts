/**
 * Whatever a line does to the bytes (cut, lose, double, delay, flip), an answer is the right one or it is a failure, and
 * it is known in bounded time.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttributeRef, DataValue } from '../../src/dlms/index.ts';
import {
  type Association,
  getAttribute,
  getAttributes,
  type ServiceAnswer,
  setAttribute,
} from '../../src/session/index.ts';
import { MeterAnswers, valueName } from '../support/dlms-answers.ts';
import { cut } from '../support/frames.ts';
import { openStationChannel, openWrapperChannel, type Perturb } from '../support/session-line.ts';
import type { FarEvent } from '../support/virtual-line.ts';

const ref = (attribute: number): AttributeRef => ({ classId: 1, logicalName: '0000600100ff', attribute });
const nameOf = ({ classId, logicalName, attribute }: AttributeRef) => valueName(classId, logicalName, attribute);
const refs = [2, 3, 4, 5, 6, 7, 8].map(ref);
/** Each value says which it is, in every octet, and has another length. */
const value = (attribute: number, salt = 0): DataValue => ({
  type: 'octet-string',
  bytes: new Uint8Array(((attribute * 97) % 400) + 1).fill(attribute + salt),
});
const values = Object.fromEntries(refs.map((one) => [nameOf(one), value(one.attribute)]));
const replyMs = 100;
const asking = { replyMs };
const association = (): Association => {
  let id = 0;
  return {
    referencing: 'logical-names',
    maximumPdu: 150,
    ownMaximumPdu: 1200,
    conformance: 0x001e1d,
    nextInvokeId: () => (id = (id % 15) + 1),
  };
};

/** What happens to one frame on its way. */
type Mishap =
  | { readonly kind: 'whole' | 'lost' | 'doubled' }
  | { readonly kind: 'cut'; readonly places: readonly number[]; readonly gapMs: number }
  | { readonly kind: 'late'; readonly afterMs: number }
  | { readonly kind: 'flipped'; readonly bits: readonly number[] }
  | { readonly kind: 'noise'; readonly bytes: Uint8Array };

const mishap: fc.Arbitrary<Mishap> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'whole' } as const) },
  fc.constant({ kind: 'lost' } as const),
  fc.constant({ kind: 'doubled' } as const),
  fc.record({
    kind: fc.constant('cut' as const),
    places: fc.array(fc.nat(150), { maxLength: 5 }),
    gapMs: fc.integer({ min: 0, max: 60 }),
  }),
  fc.record({ kind: fc.constant('late' as const), afterMs: fc.integer({ min: 1, max: 500 }) }),
  // Two flipped bits are always found by the check value; more could pass for another frame.
  fc.record({ kind: fc.constant('flipped' as const), bits: fc.array(fc.nat(1200), { minLength: 1, maxLength: 2 }) }),
  fc.record({ kind: fc.constant('noise' as const), bytes: fc.uint8Array({ maxLength: 30 }) }),
);

function suffer(bytes: Uint8Array, what: Mishap): readonly FarEvent[] {
  switch (what.kind) {
    case 'whole':
      return [{ afterMs: 0, bytes }];
    case 'lost':
      return [];
    case 'doubled':
      return [
        { afterMs: 0, bytes },
        { afterMs: 0, bytes },
      ];
    case 'cut':
      return cut(bytes, what.places).map((portion, at) => ({ afterMs: at * what.gapMs, bytes: portion }));
    case 'late':
      return [{ afterMs: what.afterMs, bytes }];
    case 'flipped': {
      const flipped = Uint8Array.from(bytes);
      for (const bit of new Set(what.bits.map((one) => one % (bytes.length * 8)))) {
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      }
      return [{ afterMs: 0, bytes: flipped }];
    }
    case 'noise':
      return [
        { afterMs: 0, bytes: what.bytes },
        { afterMs: 0, bytes },
      ];
  }
}

const perturbation = (mishaps: readonly Mishap[]): Perturb => {
  let turn = 0;
  return (bytes) => suffer(bytes, mishaps[turn++] ?? { kind: 'whole' });
};

const isRight = (answer: ServiceAnswer, attribute: number) => {
  if (answer.type === 'data') expect(answer.data).toEqual(value(attribute));
  // A sound meter refuses nothing that is asked here; what says so came from a question that was damaged unseen.
  else expect(answer.type).toMatch(/^(failed|malformed|refused)$/);
};

/** Machines under load take their time. */
const patient = { timeout: 120_000 };

describe('a perturbed HDLC line', patient, () => {
  it('never gives a wrong answer, and none without end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(mishap, { minLength: 1, maxLength: 60 }),
        fc.constantFrom(1, 2, 7),
        fc.constantFrom(20, 64, 128),
        async (mishaps, window, maximumInformation) => {
          const meter = new MeterAnswers({ values, maximumPdu: 150 });
          const { channel, line } = await openStationChannel(
            { answer: (apdu) => meter.answer(apdu), window, maximumInformation },
            perturbation(mishaps),
          );
          const negotiated = association();
          for (const one of refs) isRight(await getAttribute(channel, negotiated, one, asking), one.attribute);
          // Each of seven questions may cost three reply times a block, and mishaps are only so many.
          expect(line.now()).toBeLessThan(7 * 3 * replyMs + mishaps.length * 8 * replyMs + 5000);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads everything where frames are only cut, doubled, or a little late', async () => {
    // Together the pieces of a question take less than the reply time.
    const harmless = mishap.filter(
      (one) => one.kind === 'whole' || one.kind === 'doubled' || (one.kind === 'cut' && one.gapMs < 15),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(harmless, { maxLength: 60 }), fc.constantFrom(1, 3), async (mishaps, window) => {
        const meter = new MeterAnswers({ values, maximumPdu: 150 });
        const { channel } = await openStationChannel(
          { answer: (apdu) => meter.answer(apdu), window },
          perturbation(mishaps),
        );
        const answers = await getAttributes(channel, association(), refs, asking);
        expect(answers.map((one) => one.type === 'data' && one.data)).toEqual(
          refs.map(({ attribute }) => value(attribute)),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('recovers from a lost or damaged answer by asking for it again', async () => {
    const once = mishap.filter(({ kind }) => kind === 'lost' || kind === 'flipped');
    await fc.assert(
      fc.asyncProperty(once, fc.integer({ min: 1, max: 6 }), async (what, turn) => {
        const meter = new MeterAnswers({ values, maximumPdu: 1000 });
        let answers = 0;
        const { channel } = await openStationChannel({ answer: (apdu) => meter.answer(apdu) }, (bytes, towards) =>
          towards === 'client' && ++answers === turn ? suffer(bytes, what) : [{ afterMs: 0, bytes }],
        );
        const negotiated = association();
        for (const one of refs.slice(0, 3)) {
          expect(await getAttribute(channel, negotiated, one, asking)).toMatchObject({
            type: 'data',
            data: value(one.attribute),
          });
        }
      }),
      { numRuns: 100 },
    );
  });

  it('never writes a wrong value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mishap, { minLength: 1, maxLength: 40 }), async (mishaps) => {
        const meter = new MeterAnswers({ values, maximumPdu: 150 });
        const { channel } = await openStationChannel({ answer: (apdu) => meter.answer(apdu) }, perturbation(mishaps));
        const negotiated = association();
        for (const one of refs.slice(0, 3)) {
          const answer = await setAttribute(channel, negotiated, one, value(one.attribute, 100), asking);
          const now = meter.values[nameOf(one)];
          const allowed =
            answer.type === 'done' ? [value(one.attribute, 100)] : [value(one.attribute, 100), value(one.attribute)];
          expect(allowed).toContainEqual(now);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('a perturbed wrapper', patient, () => {
  it('reads everything however the answers are cut and joined', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(600), { maxLength: 8 }),
        fc.integer({ min: 0, max: 90 }),
        async (places, gapMs) => {
          const meter = new MeterAnswers({ values, maximumPdu: 150 });
          const { channel } = openWrapperChannel({
            answer: (apdu) => meter.answer(apdu),
            arrive: (reply) => cut(reply, places).map((bytes, at) => ({ afterMs: at * gapMs, bytes })),
          });
          const answers = await getAttributes(channel, association(), refs, asking);
          expect(answers.map((one) => one.type === 'data' && one.data)).toEqual(
            refs.map(({ attribute }) => value(attribute)),
          );
        },
      ),
      { numRuns: 80 },
    );
  });

  it('never gives the answer to another question, however late or doubled answers are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 400 }), times: fc.integer({ min: 0, max: 2 }) }), {
          maxLength: 30,
        }),
        async (fates) => {
          let turn = 0;
          const meter = new MeterAnswers({ values, maximumPdu: 1000 });
          const { channel } = openWrapperChannel({
            answer: (apdu) => meter.answer(apdu),
            arrive: (bytes) => {
              const { afterMs, times } = fates[turn++] ?? { afterMs: 1, times: 1 };
              return Array.from({ length: times }, () => ({ afterMs, bytes }));
            },
          });
          const negotiated = association();
          for (const one of refs) isRight(await getAttribute(channel, negotiated, one, asking), one.attribute);
        },
      ),
      { numRuns: 150 },
    );
  });
});
