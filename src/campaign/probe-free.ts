/**
 * A port that is busy while nobody here holds it is asked again, in growing steps: a client that died without closing
 * holds its place until the gateway notices. Nothing is said on it meanwhile.
 */
import type { FreeFacts, Outcomes } from '../evidence/index.ts';
import { gatewayFree, lineListen } from '../experiments/index.ts';
import { pause } from '../line/index.ts';
import type { ProbeLine } from './probe-line.ts';
import { freeAtMs } from './probe-rows.ts';

/** A port that refuses is asked for a shorter time: most of those have nobody behind them. */
const attemptsWhenRefused = 3;

/** @returns whether the port came free: then the line is open, and was listened to */
export async function waitForFree(probe: ProbeLine, first: Outcomes['gateway.free']): Promise<boolean> {
  const { line, plan, world } = probe;
  const startedAt = performance.now();
  const attempts: FreeFacts['attempts'][number][] = [{ atMs: 0, outcome: first }];
  const all = freeAtMs(plan);
  const times = first === 'REFUSED' && plan.quietMs === null ? all.slice(0, attemptsWhenRefused) : all;
  let outcome = first;
  for (const at of times) {
    probe.tell({ name: 'freeing', forMs: (times.at(-1) ?? at) - (performance.now() - startedAt) });
    if (line.isOpen) await line.conversation.line.close();
    await pause(Math.max(0, startedAt + at - performance.now()), world.signal);
    outcome = await attempt(probe);
    attempts.push({ atMs: Math.round(performance.now() - startedAt), outcome });
    if (outcome === 'FREE') break;
  }
  line.evidence.push(gatewayFree(attempts, outcome, performance.now() - startedAt));
  return outcome === 'FREE';
}

async function attempt({ line, plan, world }: ProbeLine): Promise<Outcomes['gateway.free']> {
  const failed = await line.connect();
  if (failed !== null) return failed;
  const listened = await lineListen(line.conversation, plan.listenMs, world.signal);
  if (listened.outcome === 'BUSY') return 'BUSY';
  if (line.ended) return listened.outcome === 'RESET' ? 'RESET' : 'CLOSED';
  if (listened.facts.heard.clocks.bytes > 0) line.evidence.push({ ...listened, id: 'line.listen:free' });
  return 'FREE';
}
