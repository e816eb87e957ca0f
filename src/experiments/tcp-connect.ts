/** How does the endpoint take connections? A series, timed: loss and latency of the path, without any privilege. */
import type { ConnectOutcome, Evidence, Facts } from '../evidence/index.ts';
import { LineError, type OpenLine } from '../line/index.ts';

export type ConnectAttempt = Facts['tcp.connect']['attempts'][number];

/** What a failed connect is called in evidence. */
export function connectOutcome({ code }: LineError): ConnectOutcome {
  return code === 'LOCAL' ? 'NOT-TRIED' : code;
}

/** One connect attempt that is closed again at once. @throws the signal's reason */
export async function connectOnce(
  open: OpenLine,
  host: string,
  port: number,
  connectTimeoutMs: number,
  signal?: AbortSignal,
): Promise<ConnectAttempt & { readonly system: string | null; readonly address: string | null }> {
  try {
    const line = await open(host, port, { connectTimeoutMs, ...(signal === undefined ? {} : { signal }) });
    await line.close();
    return { outcome: 'OK', ms: line.connectMs, system: null, address: line.address };
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    return { outcome: connectOutcome(error), ms: error.ms, system: error.system, address: null };
  }
}

/** The series as one piece of evidence: OK, LOSS where only some connected, or what the first failure was. */
export function connectSeries(
  attempts: readonly ConnectAttempt[],
  address: string | null,
  system: string | null,
): Evidence<'tcp.connect'> {
  const failed = attempts.filter(({ outcome }) => outcome !== 'OK');
  const connected = attempts.length - failed.length;
  const outcome = failed[0] === undefined ? 'OK' : connected > 0 ? 'LOSS' : failed[0].outcome;
  return {
    id: 'tcp.connect',
    experiment: 'tcp.connect',
    outcome,
    ms: round(median(attempts.filter((one) => one.outcome === 'OK').map(({ ms }) => ms)) ?? attempts[0]?.ms ?? 0),
    exchanges: [],
    facts: { attempts: attempts.map((one) => ({ outcome: one.outcome, ms: round(one.ms) })), address, system },
  };
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Milliseconds with one decimal: loopback connects in fractions of one. */
function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
