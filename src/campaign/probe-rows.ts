/**
 * The campaign of a probe as data: each row is one question, with what it can tell, what it costs, and how often the
 * field shows what it would find. The rows of addresses are in `probe-addresses.ts`.
 */
import type { AddressRule, CauseCode, ExperimentName, NegotiationForm, ServerAddress } from '../evidence/index.ts';
import type { ProbeGroup, ProbePlan } from './probe-plan.ts';
import { publicClient } from './test-plan.ts';

/** What a row asks. */
export type ProbeAsk =
  | {
      readonly kind: 'address';
      readonly server: ServerAddress;
      readonly rule: AddressRule;
      /** DISC, or SNRM where others talk on the line; rows of their own ask by SNRM what gave no answer to DISC. */
      readonly question: 'DISC' | 'SNRM';
    }
  | { readonly kind: 'client'; readonly client: number }
  | { readonly kind: 'negotiation'; readonly form: NegotiationForm }
  | { readonly kind: 'framing' | 'echo' | 'signon' | 'patient' | 'long' | 'ffff' | 'free' };

export interface ProbeRow {
  /** `address.2.1-17` (octets, upper-lower), `address.1.16`, `client.32`, …; its evidence has the same id. */
  readonly id: string;
  /** Null: asked only as the evidence calls for it. */
  readonly group: ProbeGroup | null;
  readonly experiment: ExperimentName;
  /** Frames it sends at most; DISCs that close what it opened are among them. */
  readonly questions: number;
  readonly mostMs: number;
  /** Causes that an outcome of it can name, or rule out. */
  readonly tells: readonly CauseCode[];
  /** How often the field shows it; what is asked next has the largest weight for its time. */
  readonly weight: number;
  readonly ask: ProbeAsk;
}

/** Client SAPs of the field: LLS of one maker, India and a US maker, … */
const usualClients = [
  { client: 1, weight: 3 },
  { client: 32, weight: 3 },
  { client: 48, weight: 2 },
  { client: 17, weight: 2 },
  { client: 100, weight: 1.5 },
] as const;

const forms = ['bare', 'one-octet', 'two-octets'] as const satisfies readonly NegotiationForm[];

/** Before a line is opened once more: the gateway frees its port meanwhile. */
export const reconnectPauseMs = 300;

/** How long a quick question waits for its answer: two seconds of a reply time-out of five. */
export function quickMs({ replyMs }: Pick<ProbePlan, 'replyMs'>): number {
  return 0.4 * replyMs;
}

/** An SNRM has waited as long as a patient one does when this many reply time-outs are over. */
export const patientReplies = 3;

/** Segments of a long answer that are taken; each is acknowledged by a frame. */
export const mostSegments = 32;

/** How a busy port is asked again: when, in ms after the first answer, and until when. */
export function freeAtMs({ quietMs, replyMs }: Pick<ProbePlan, 'quietMs' | 'replyMs'>): readonly number[] {
  const scale = replyMs / 5000;
  const atMs =
    quietMs === null
      ? [1000, 3000, 7000, 15_000, 30_000]
      : Array.from({ length: 16 }, (_, index) => 30_000 * (index + 1));
  return atMs.map((at) => at * scale);
}

export function otherRows(plan: ProbePlan): readonly ProbeRow[] {
  const { connectTimeoutMs, credentials, listenMs, replyMs, transport } = plan;
  const quick = quickMs(plan);
  const freshMs = connectTimeoutMs + reconnectPauseMs + listenMs;
  const free = freeAtMs(plan);
  const row = (
    one: Pick<ProbeRow, 'id' | 'group' | 'experiment' | 'questions' | 'mostMs' | 'tells' | 'weight' | 'ask'>,
  ) => one;
  const rows: ProbeRow[] = [
    row({
      id: 'free',
      group: null,
      experiment: 'gateway.free',
      questions: 0,
      mostMs: (free.at(-1) ?? 0) + connectTimeoutMs + listenMs,
      tells: ['gateway.busy', 'gateway.stale-client'],
      weight: 10,
      ask: { kind: 'free' },
    }),
    row({
      id: 'long',
      group: null,
      experiment: 'object.long',
      questions: mostSegments + 10,
      mostMs: 8 * replyMs,
      tells: ['transfer.segmentation', 'gateway.flow-control'],
      weight: 3,
      ask: { kind: 'long' },
    }),
    row({
      id: 'ffff',
      group: null,
      experiment: 'association.ffff',
      questions: 6,
      mostMs: 4 * replyMs,
      tells: ['gateway.telnet'],
      weight: 3,
      ask: { kind: 'ffff' },
    }),
  ];
  if (transport === 'wrapper') {
    rows.push(
      row({
        id: 'framing.hdlc',
        group: 'framing',
        experiment: 'framing.hdlc',
        questions: 3,
        mostMs: freshMs + replyMs + quick,
        tells: ['framing.hdlc'],
        weight: 5,
        ask: { kind: 'framing' },
      }),
    );
    return rows;
  }
  const own = credentials.filter(({ client }) => client !== publicClient);
  // Those of the sets stand at their address in the climb, and once more where the meter is found elsewhere.
  for (const { client, weight } of [...own.map(({ client }) => ({ client, weight: 6 })), ...usualClients]) {
    if (rows.some(({ ask }) => ask.kind === 'client' && ask.client === client)) continue;
    rows.push(
      row({
        id: `client.${client}`,
        group: 'clients',
        experiment: 'client.ask',
        questions: 2,
        mostMs: replyMs,
        tells: ['client.wrong'],
        weight,
        ask: { kind: 'client', client },
      }),
    );
  }
  for (const form of forms) {
    rows.push(
      row({
        id: `negotiation.${form}`,
        group: 'negotiation',
        experiment: 'negotiation.ask',
        questions: 2,
        mostMs: replyMs,
        tells: ['link.negotiation'],
        weight: form === 'bare' ? 3 : 4,
        ask: { kind: 'negotiation', form },
      }),
    );
  }
  rows.push(
    row({
      id: 'patient',
      group: null,
      experiment: 'link.patient',
      questions: 3,
      mostMs: (patientReplies + 5) * replyMs,
      tells: ['reply.late', 'meter.push-only', 'meter.slow-wakeup', 'line.second-master'],
      weight: 24,
      ask: { kind: 'patient' },
    }),
    row({
      id: 'framing.wrapper',
      group: 'framing',
      experiment: 'framing.wrapper',
      questions: 2,
      mostMs: freshMs + 2 * quick,
      tells: ['framing.wrapper'],
      weight: 5,
      ask: { kind: 'framing' },
    }),
    row({
      id: 'echo',
      group: 'echo',
      experiment: 'echo.ask',
      questions: 1,
      mostMs: quick,
      tells: ['line.echo'],
      weight: 1.5,
      ask: { kind: 'echo' },
    }),
    row({
      id: 'signon',
      group: 'signon',
      experiment: 'signon.ask',
      questions: 1,
      mostMs: quick,
      tells: ['meter.mode-e', 'line.serial-settings'],
      weight: 0.5,
      ask: { kind: 'signon' },
    }),
  );
  return rows;
}
