/** Does a process of this host hold a connection to the endpoint? Our own collector is the likeliest other client. */
import type { Evidence } from '../evidence/index.ts';
import { localHolders } from '../line/index.ts';

export async function hostHolder(
  address: string,
  port: number,
  signal?: AbortSignal,
): Promise<Evidence<'host.holder'>> {
  const startedAt = performance.now();
  const found = await localHolders(address, port, signal);
  const holders = found.outcome === 'read' ? found.holders : [];
  return {
    id: 'host.holder',
    experiment: 'host.holder',
    outcome: found.outcome === 'unavailable' ? 'NOT-TRIED' : holders.length > 0 ? 'HELD' : 'NONE',
    ms: Math.round(performance.now() - startedAt),
    exchanges: [],
    facts: { holders, why: found.outcome === 'unavailable' ? found.why : null },
  };
}
