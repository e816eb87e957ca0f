/** Does the host answer ICMP echo? Asked through the system's ping where it exists; else said as not tested. */
import type { Evidence, Outcomes } from '../evidence/index.ts';
import { type PingResult, ping } from '../line/index.ts';

export async function netPing(host: string, signal?: AbortSignal): Promise<Evidence<'net.ping'>> {
  const startedAt = performance.now();
  return pingEvidence(await ping(host, signal), performance.now() - startedAt);
}

export function pingEvidence(result: PingResult, tookMs: number): Evidence<'net.ping'> {
  const facts = { sent: 0, received: 0, rttMs: [] as readonly number[], why: null as string | null };
  const evidence = (outcome: Outcomes['net.ping'], more: Partial<typeof facts>): Evidence<'net.ping'> => ({
    id: 'net.ping',
    experiment: 'net.ping',
    outcome,
    ms: more.rttMs?.length ? (more.rttMs.toSorted((a, b) => a - b)[more.rttMs.length >> 1] ?? 0) : Math.round(tookMs),
    exchanges: [],
    facts: { ...facts, ...more },
  });
  switch (result.outcome) {
    case 'answered': {
      const { sent, received, rttMs } = result;
      return evidence(received < sent ? 'LOSS' : 'OK', {
        sent,
        received,
        rttMs: rttMs.map((ms) => Math.round(ms * 100) / 100),
      });
    }
    case 'silent':
      return evidence('TIMEOUT', { sent: result.sent });
    case 'unreachable':
      return evidence('UNREACHABLE', {});
    case 'unknown-host':
      return evidence('UNKNOWN-HOST', {});
    case 'unavailable':
      return evidence('NOT-TRIED', { why: result.why });
  }
}
