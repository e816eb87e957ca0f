/** The JSON of `meter probe`, name by name, as its readers rely on it: nothing missing, nothing renamed. */
import * as v from 'valibot';

const ms = v.pipe(v.number(), v.minValue(0));
const hex = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2})+$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const code = v.pipe(v.string(), v.regex(/^(?:ok|inconclusive|[a-z]+\.[a-z-]+)$/));
const outcome = v.pipe(v.string(), v.regex(/^[A-Z]+(?:-[A-Z]+)*$/));
const sentence = v.pipe(v.string(), v.minLength(8), v.regex(/^[^{}]*$/));

const exchange = v.strictObject({
  sent: v.nullable(hex),
  sentAtMs: ms,
  received: v.array(v.strictObject({ atMs: ms, hex })),
});
const server = v.strictObject({ upper: count, lower: v.nullable(count), width: v.picklist([1, 2, 4]) });

const document = v.strictObject({
  schema: v.literal('meter.probe/1'),
  meter: v.strictObject({
    id: v.nullable(count),
    name: v.nullable(v.string()),
    endpoint: v.pipe(v.string(), v.regex(/^(?:tcp|wrapper):\/\/.+:\d+$/)),
  }),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  durationMs: v.pipe(ms, v.integer()),
  questions: count,
  experiments: v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.regex(/^[a-z]+(?:[.:-][\w:.-]+)?$/)),
      asks: v.pipe(sentence, v.endsWith('?')),
      outcome,
      ms,
      exchanges: v.array(exchange),
    }),
  ),
  verdict: v.strictObject({
    code,
    outcome,
    causes: v.array(
      v.strictObject({
        code,
        grade: v.picklist(['proven', 'likely', 'untested']),
        because: sentence,
        evidence: v.pipe(v.array(v.string()), v.minLength(1)),
      }),
    ),
    excluded: v.array(v.strictObject({ code, by: v.string() })),
    proven: v.array(v.looseObject({ name: v.string(), says: sentence })),
    notProven: v.array(v.looseObject({ name: v.string(), says: sentence })),
    notTested: v.array(v.looseObject({ name: v.string(), says: sentence })),
    next: v.array(v.string()),
    found: v.nullable(
      v.strictObject({
        server,
        client: count,
        framing: v.picklist(['hdlc', 'wrapper']),
        negotiation: v.nullable(v.string()),
      }),
    ),
  }),
  saved: v.optional(
    v.nullable(
      v.strictObject({
        changed: v.array(
          v.strictObject({
            field: v.picklist(['server', 'transport', 'client']),
            credential: v.nullable(v.string()),
            before: v.string(),
            after: v.string(),
          }),
        ),
        clientNotSaved: v.nullable(count),
      }),
    ),
  ),
});

export type ProbeDocument = v.InferOutput<typeof document>;

/** @throws with the path of what is not as it should be */
export function readProbeDocument(text: string): ProbeDocument {
  const result = v.safeParse(document, JSON.parse(text));
  if (result.success) return result.output;
  throw new Error(result.issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`).join('\n'));
}
