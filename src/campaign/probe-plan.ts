/**
 * What a probe is given, and what it may cost: at most so many questions, and so much time. A probe has no secrets. It
 * tells any client but the public one no more than an SNRM.
 */
import type { AnyEvidence, ServerAddress } from '../evidence/index.ts';
import { addressRows, isForMany, snrmQuestions } from './probe-addresses.ts';
import { otherRows, type ProbeRow, quickMs, reconnectPauseMs } from './probe-rows.ts';
import { publicClient, type TestPhase, type TestPlan, type TestWorld } from './test-plan.ts';

export const probeGroups = ['addresses', 'clients', 'framing', 'negotiation', 'echo', 'signon'] as const;
export type ProbeGroup = (typeof probeGroups)[number];

export interface ProbePlan {
  readonly transport: 'hdlc' | 'wrapper';
  readonly host: string;
  readonly port: number;
  readonly server: ServerAddress;
  /** Without secrets: a probe has none. */
  readonly credentials: readonly { readonly name: string; readonly client: number }[];
  readonly replyMs: number;
  readonly connectTimeoutMs: number;
  /** How long to listen before speaking. */
  readonly listenMs: number;
  /** Null: what the evidence calls for. */
  readonly only: readonly ProbeGroup[] | null;
  /** Lower addresses to be asked, with one upper; the first 128 of them are. */
  readonly range: { readonly from: number; readonly to: number; readonly upper: number } | null;
  /** The meter's serial number; its digits count. */
  readonly serial: string | null;
  /** Silence that is kept before the first question, ms. */
  readonly quietMs: number | null;
  /** Exactly these bytes are sent, and nothing else. */
  readonly hand: Uint8Array | null;
  /** Evidence gathered before: the own lock, the history. */
  readonly before?: readonly AnyEvidence[];
}

/** At most this is asked, and takes so long. Which of the rows are asked is for the evidence to say. */
export interface ProbeOutlook {
  readonly rows: readonly ProbeRow[];
  readonly questions: number;
  readonly mostMs: number;
}

/** What the run is waiting for now. */
export type ProbePhase =
  | TestPhase
  | {
      readonly name: 'row';
      readonly row: ProbeRow;
      /** Rows that were asked before this one. */
      readonly done: number;
      /** At most so many are still to come, this row's included. */
      readonly questionsLeft: number;
      readonly mostMsLeft: number;
    }
  /** Silence is kept. */
  | { readonly name: 'quiet'; readonly forMs: number }
  /** The port is busy, and is asked again within this time. */
  | { readonly name: 'freeing'; readonly forMs: number }
  /** The bytes given by hand went out; answers are waited for. */
  | { readonly name: 'hand'; readonly forMs: number };

export interface ProbeWorld extends Omit<TestWorld, 'onPhase'> {
  readonly onPhase?: (phase: ProbePhase) => void;
}

/** How often a line that was closed on a probe is opened again. */
export const mostReconnects = 3;

/** What `planProbe` counts besides the rows: the climb of a test, mute or talking, and an answer from elsewhere. */
const firstSet = { mute: 9, talking: 20, replies: 5 };
const laterSet = { questions: 3, replies: 2 };
const foundQuestions = 6;
const foundReplies = 6;
/** After so many silent rows in a row what answered before is asked, twice at most, whether it still does. */
export const aliveEvery = 4;

/** What a probe may ask and cost. The rows stand in the order in which they would be asked, were nothing ever answered. */
export function planProbe(plan: ProbePlan): ProbeOutlook {
  const { connectTimeoutMs, hand, listenMs, only, quietMs, replyMs } = plan;
  const connectMs = connectTimeoutMs + reconnectPauseMs;
  if (hand !== null) return { rows: [], questions: 2, mostMs: connectMs + listenMs + replyMs };
  const rows = rowsOf(plan);
  const sets = credentialsOf(plan).length - 1;
  const isKind = (...kinds: readonly ProbeRow['ask']['kind'][]) => rows.filter(({ ask }) => kinds.includes(ask.kind));
  // A meter is either mute, and sought, or it talks, and is asked for more.
  const further = isKind('client', 'negotiation');
  const talking = [...further, ...isKind('long', 'ffff')];
  const mute = [...further, ...isKind('address', 'framing', 'echo', 'signon', 'patient')];
  const alive = 2 * Math.ceil((only === null ? further.length : mute.length) / aliveEvery);
  const questions = Math.max(
    firstSet.mute + foundQuestions + muteQuestions(mute),
    firstSet.talking + sumQuestions(talking),
  );
  return {
    rows,
    questions: questions + sets * laterSet.questions + alive + (quietMs === null ? 0 : 2),
    mostMs: Math.ceil(
      (1 + mostReconnects) * (connectMs + listenMs) +
        2 * connectTimeoutMs +
        (firstSet.replies + sets * laterSet.replies + foundReplies) * replyMs +
        alive * quickMs(plan) +
        (quietMs === null ? 0 : quietMs + replyMs) +
        sumMs(isKind('free')) +
        Math.max(sumMs(mute), sumMs(talking)),
    ),
  };
}

/** Where others talk every address is asked by SNRM instead, those for all stations not at all, and none once more. */
function muteQuestions(rows: readonly ProbeRow[]): number {
  const addresses = rows.filter(({ ask }) => ask.kind === 'address');
  const bySnrm = addresses.filter(({ ask }) => {
    return ask.kind === 'address' && ask.question === 'DISC' && !isForMany(ask.server);
  });
  const others = rows.filter((row) => !addresses.includes(row));
  return sumQuestions(others) + Math.max(sumQuestions(addresses), snrmQuestions * bySnrm.length);
}

function sumQuestions(rows: readonly ProbeRow[]): number {
  return rows.reduce((sum, { questions }) => sum + questions, 0);
}

function sumMs(rows: readonly ProbeRow[]): number {
  return rows.reduce((sum, { mostMs }) => sum + mostMs, 0);
}

function rowsOf(plan: ProbePlan): readonly ProbeRow[] {
  const { only } = plan;
  const rows = [...(plan.transport === 'hdlc' ? addressRows(plan) : []), ...otherRows(plan)];
  const wanted = rows.filter(
    ({ group, ask }) => only === null || ask.kind === 'free' || (group !== null && only.includes(group)),
  );
  const isFirst = ({ ask }: ProbeRow) => Number(ask.kind === 'free');
  return wanted.toSorted((a, b) => isFirst(b) - isFirst(a) || worthOf(b) - worthOf(a));
}

/** What a row may bring for what it costs. */
export function worthOf({ weight, mostMs }: ProbeRow): number {
  return weight / Math.max(1, mostMs);
}

/** Who is asked for a link first: the public client always, then the clients of the credential sets, each once. */
export function credentialsOf({ credentials }: Pick<ProbePlan, 'credentials'>): TestPlan['credentials'] {
  const known = credentials.find(({ client }) => client === publicClient);
  const first = known ?? { name: 'public', client: publicClient };
  const others = credentials.filter(
    ({ client }, index) => client !== publicClient && credentials.findIndex((one) => one.client === client) === index,
  );
  return [first, ...others].map(({ name, client }) => ({ name, client, level: 'none', secret: null }));
}
