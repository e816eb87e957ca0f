/** The JSON of `meter test`, name by name, as its readers rely on it: nothing missing, nothing more, nothing renamed. */
import * as v from 'valibot';

/** Written down here once more, because a code that is renamed breaks the scripts that read it. */
const outcomes = (
  'UA DM FRMR BUSY TEXT ECHO GARBLED FOREIGN TIMEOUT CLOSED RESET REFUSED UNREACHABLE CONNECT-TIMEOUT UNKNOWN-HOST ' +
  'SELF LOGIN-OK LOGIN-REJECTED READ-OK READ-DENIED NOT-TRIED'
).split(' ');
const causes = (
  'ok self.busy tcp.refused tcp.unreachable tcp.timeout tcp.unknown-host gateway.busy gateway.stale-client ' +
  'gateway.device-error line.second-master gateway.inserts-bytes gateway.telnet gateway.flow-control line.echo ' +
  'line.serial-settings meter.mode-e meter.push-only meter.slow-wakeup address.length address.value framing.wrapper ' +
  'framing.hdlc link.stale link.refused link.sequence link.negotiation reply.late transfer.segmentation client.wrong ' +
  'login.secret login.locked login.context login.mechanism security.key security.counter frame.malformed meter.deaf ' +
  'link.silent inconclusive'
).split(' ');

const logins = 'ACCEPTED HLS-PENDING REJECTED EXCEPTION DM FRMR BUSY TEXT ECHO GARBLED TIMEOUT CLOSED RESET'.split(' ');
const readings = 'READ DENIED EXCEPTION MALFORMED DM FRMR GARBLED SEQUENCE ENDLESS TIMEOUT CLOSED RESET'.split(' ');
const standardName = v.pipe(v.string(), v.regex(/^[A-Za-z]+(?:-[A-Za-z]+)*$/));

const ms = v.pipe(v.number(), v.minValue(0));
const hex = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2})+$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const name = v.pipe(v.string(), v.regex(/^[a-z]+(?:-[a-z]+)*$/));
const sentence = v.pipe(v.string(), v.minLength(8));

const server = v.strictObject({
  upper: count,
  lower: v.nullable(count),
  width: v.picklist([1, 2, 4]),
});

const exchange = v.strictObject({
  sent: v.nullable(hex),
  sentAtMs: ms,
  received: v.array(v.strictObject({ atMs: ms, hex })),
});

const check = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[a-z]+\.[a-z-]+(?::[\w-]+)?$/)),
  outcome: v.pipe(v.string(), v.regex(/^[A-Z]+(?:-[A-Z]+)*$/)),
  ms,
  facts: v.record(v.string(), v.unknown()),
  exchanges: v.optional(v.pipe(v.array(exchange), v.minLength(1))),
});

/** Its values stand beside its name and its sentence. */
const statement = v.objectWithRest({ name, says: sentence }, v.union([v.string(), v.number()]));

const document = v.strictObject({
  schema: v.literal('meter.test/1'),
  meter: v.strictObject({
    id: v.nullable(count),
    name: v.nullable(v.string()),
    endpoint: v.pipe(v.string(), v.regex(/^(?:tcp|wrapper):\/\/.+:\d+$/)),
  }),
  startedAt: v.pipe(v.string(), v.isoTimestamp()),
  durationMs: v.pipe(ms, v.integer()),
  checks: v.array(check),
  credentials: v.pipe(
    v.array(
      v.strictObject({
        name: v.string(),
        client: count,
        server,
        outcome: v.picklist(outcomes),
        replyMs: v.nullable(ms),
        /** Null where it was not tried. */
        login: v.nullable(
          v.strictObject({
            outcome: v.picklist(logins),
            result: v.nullable(standardName),
            diagnostic: v.nullable(standardName),
          }),
        ),
        reading: v.nullable(
          v.strictObject({
            outcome: v.picklist(readings),
            logicalName: v.nullable(v.pipe(v.string(), v.regex(/^\d+-\d+:\d+\.\d+\.\d+\.\d+$/))),
            value: v.nullable(v.string()),
            unit: v.nullable(v.string()),
          }),
        ),
        /** Why it was not tried, or its login was not. */
        reason: v.optional(sentence),
        exchanges: v.array(exchange),
      }),
    ),
    v.minLength(1),
  ),
  verdict: v.strictObject({
    code: v.picklist(causes),
    outcome: v.picklist(outcomes),
    causes: v.array(
      v.strictObject({
        code: v.picklist(causes),
        grade: v.picklist(['proven', 'likely', 'untested']),
        because: sentence,
        evidence: v.pipe(v.array(v.string()), v.minLength(1)),
      }),
    ),
    excluded: v.array(v.strictObject({ code: v.picklist(causes), by: v.string() })),
    proven: v.array(statement),
    notProven: v.array(statement),
    notTested: v.array(statement),
    next: v.array(name),
    found: v.nullable(
      v.strictObject({
        server,
        client: count,
        framing: v.picklist(['hdlc', 'wrapper']),
        negotiation: v.nullable(v.picklist(['bare', 'parameters'])),
      }),
    ),
  }),
});

export type TestDocument = v.InferOutput<typeof document>;

/** @throws with the path of what is not as it should be */
export function readTestDocument(text: string): TestDocument {
  return checked(document, text);
}

/** What several meters in one command give. */
export function readTestDocuments(text: string): readonly TestDocument[] {
  return checked(v.strictObject({ schema: v.literal('meter.tests/1'), tests: v.array(document) }), text).tests;
}

function checked<const Schema extends v.GenericSchema>(schema: Schema, text: string): v.InferOutput<Schema> {
  const result = v.safeParse(schema, JSON.parse(text));
  if (result.success) return result.output;
  throw new Error(result.issues.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`).join('\n'));
}
