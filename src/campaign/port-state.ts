/**
 * Is the port of a meter free? What can be found out without a word to the meter: which process of this host holds a
 * connection to it, whether the gateway lets us in, and what comes over the line while we only listen. A gateway that
 * grants several sessions, and a client on another host that keeps quiet, cannot be seen from here.
 */
import type { ConnectOutcome, Facts, HeardText, ListenOutcome } from '../evidence/index.ts';
import { connectOutcome, hostHolder, lineListen } from '../experiments/index.ts';
import { type Line, LineError, type OpenLine, pause } from '../line/index.ts';
import { Conversation } from '../session/index.ts';

export interface PortPlan {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: number;
  /** How long to listen before the port is called free. */
  readonly listenMs: number;
  /** How long a port that is not free yet is tried again: a gateway needs a moment to let go of its last client. */
  readonly patienceMs: number;
}

/**
 * `FREE`: we were let in, no process of this host holds a connection, and nobody spoke. `HELD`: a process of this host
 * does. Else what became of connecting, or what was heard.
 */
export type PortOutcome =
  | 'FREE'
  | 'HELD'
  | Exclude<ListenOutcome, 'QUIET' | 'TEXT' | 'TELNET'>
  | Exclude<ConnectOutcome, 'OK' | 'LOSS'>;

export interface PortState {
  readonly outcome: PortOutcome;
  /** The process of this host that holds a connection, as far as the system tells. */
  readonly holders: Facts['host.holder']['holders'];
  /** Why the holders could not be looked for; null where they could. */
  readonly unseen: string | null;
  /** What came over the line, escaped; null where nothing did. */
  readonly text: HeardText['text'] | null;
  /** The system's error name, where connecting failed. */
  readonly system: string | null;
  readonly listenedMs: number;
  readonly tries: number;
}

const betweenMs = 300;
const notYet: readonly PortOutcome[] = ['HELD', 'BUSY', 'CLOSED', 'RESET', 'FOREIGN', 'GARBLED'];

/** @throws the signal's reason */
export async function portState(plan: PortPlan, open: OpenLine, signal?: AbortSignal): Promise<PortState> {
  const until = performance.now() + plan.patienceMs;
  for (let tries = 1; ; tries++) {
    const state = { ...(await lookOnce(plan, open, signal)), tries };
    if (!notYet.includes(state.outcome) || performance.now() + betweenMs >= until) return state;
    await pause(betweenMs, signal);
  }
}

async function lookOnce(
  { host, port, connectTimeoutMs, listenMs }: PortPlan,
  open: OpenLine,
  signal: AbortSignal | undefined,
): Promise<Omit<PortState, 'tries'>> {
  let line: Line;
  try {
    line = await open(host, port, { connectTimeoutMs, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    const outcome = connectOutcome(error);
    const { facts } = await hostHolder(host, port, signal);
    const held = facts.holders.length > 0 ? ('HELD' as const) : null;
    const failed = outcome === 'OK' || outcome === 'LOSS' ? 'NOT-TRIED' : outcome;
    return { ...seen(facts), outcome: held ?? failed, text: null, system: error.system, listenedMs: 0 };
  }
  try {
    const holder = hostHolder(line.address ?? host, port, signal);
    const listened = await lineListen(new Conversation(line), listenMs, signal);
    const { facts } = await holder;
    const text = listened.facts.heard.text?.text ?? null;
    const outcome = facts.holders.length > 0 ? 'HELD' : portOutcome(listened.outcome);
    return { ...seen(facts), outcome, text, system: null, listenedMs: listened.ms };
  } finally {
    await line.close();
  }
}

/** A banner and telnet's negotiation greet whoever is let in. */
function portOutcome(heard: ListenOutcome): PortOutcome {
  return heard === 'QUIET' || heard === 'TEXT' || heard === 'TELNET' ? 'FREE' : heard;
}

function seen({ holders, why }: Facts['host.holder']): Pick<PortState, 'holders' | 'unseen'> {
  return { holders, unseen: why };
}
