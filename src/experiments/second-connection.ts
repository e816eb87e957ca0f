/**
 * What does a second connection get while the first is open? A gateway that says it is busy, closes or refuses counts
 * its clients: it lives, and it knows that we hold its port. Silence tells nothing.
 */
import type { Evidence, Outcomes } from '../evidence/index.ts';
import { LineError, type OpenLine } from '../line/index.ts';
import { Conversation } from '../session/index.ts';
import { exchangesSince } from './exchanges.ts';
import { hear, markNow } from './hear.ts';
import { listenOutcome, listenUntil } from './line-listen.ts';
import { connectOutcome } from './tcp-connect.ts';

export interface SecondConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly connectTimeoutMs: number;
  readonly listenMs: number;
  readonly signal?: AbortSignal;
}

/** @throws the signal's reason; the second connection is closed on every way out */
export async function secondConnection(
  open: OpenLine,
  first: Conversation,
  { host, port, connectTimeoutMs, listenMs, signal }: SecondConnectionOptions,
): Promise<Evidence<'gateway.second'>> {
  const startedAt = first.line.now();
  const result = (
    outcome: Outcomes['gateway.second'],
    rest: Pick<Evidence<'gateway.second'>, 'exchanges'> & { heard: Evidence<'gateway.second'>['facts']['heard'] },
  ): Evidence<'gateway.second'> => ({
    id: 'gateway.second',
    experiment: 'gateway.second',
    outcome,
    ms: Math.round(first.line.now() - startedAt),
    exchanges: rest.exchanges,
    facts: { heard: rest.heard, firstStillOpen: first.end === null },
  });
  let second: Conversation;
  try {
    second = new Conversation(
      await open(host, port, { connectTimeoutMs, ...(signal === undefined ? {} : { signal }) }),
    );
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    return result(connectOutcome(error), { exchanges: [], heard: null });
  }
  try {
    const mark = markNow(second);
    await listenUntil(second, second.line.now() + listenMs, signal);
    // Was the first one thrown out for the second? Its end would be waiting to be read.
    await first.wait(first.line.now(), signal);
    const heard = hear(second, mark, null);
    return result(listenOutcome(heard), { exchanges: exchangesSince(second, mark), heard });
  } finally {
    await second.line.close();
  }
}
