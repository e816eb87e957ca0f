/**
 * A port that was busy: does it come free while nobody here holds it? Then whoever held it had gone already, and the
 * gateway had not noticed: a client that died without closing.
 */
import type { Evidence, FreeFacts, Outcomes } from '../evidence/index.ts';

/** The attempts as one piece of evidence; `outcome` is that of the last one. */
export function gatewayFree(
  attempts: FreeFacts['attempts'],
  outcome: Outcomes['gateway.free'],
  tookMs: number,
): Evidence<'gateway.free'> {
  const freeAfterMs = outcome === 'FREE' ? (attempts.at(-1)?.atMs ?? 0) : null;
  return {
    id: 'free',
    experiment: 'gateway.free',
    outcome,
    ms: Math.round(tookMs),
    exchanges: [],
    facts: { attempts, freeAfterMs },
  };
}
