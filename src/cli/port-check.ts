/** Whether the port of a meter is free, as a command asks: its own lock first, then the port itself. */
import { type PortOutcome, portState } from '../campaign/index.ts';
import type { Endpoint } from '../evidence/index.ts';
import { openTcp, pause } from '../line/index.ts';
import type { ShownPort } from '../report/index.ts';
import type { Context } from './context.ts';
import { type EndpointLock, holdEndpoint } from './endpoint-lock.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

const times = { connectTimeoutMs: 3000, listenMs: 500, patienceMs: 4000 } as const;
const betweenMs = 100;

/** @throws the signal's reason */
export async function checkPort(
  { signal }: Pick<Context, 'signal'>,
  endpoint: Endpoint,
  command: string,
): Promise<ShownPort> {
  const lock = await patientLock(endpoint, command, signal);
  try {
    const { outcome, facts } = lock.evidence;
    if (outcome === 'SELF') {
      const own = facts.pid === null ? null : { pid: facts.pid, command: facts.command ?? '' };
      return { outcome: 'SELF', holders: [], unseen: null, text: null, system: null, listenedMs: 0, own };
    }
    const { host, port } = endpoint;
    const { tries, ...state } = await portState({ host, port, ...times }, openTcp, signal);
    return { ...state, own: null };
  } finally {
    lock.release();
  }
}

/** Another run of ours that only looks, as we do, is soon gone. */
async function patientLock(endpoint: Endpoint, command: string, signal: AbortSignal): Promise<EndpointLock> {
  for (let passedMs = 0; ; passedMs += betweenMs) {
    const lock = holdEndpoint(endpoint, command);
    if (lock.evidence.outcome === 'FREE' || passedMs >= times.patienceMs) return lock;
    await pause(betweenMs, signal);
  }
}

const exits: Readonly<Record<PortOutcome | 'SELF', ExitCode>> = {
  FREE: exitCode.ok,
  SELF: exitCode.busy,
  HELD: exitCode.busy,
  BUSY: exitCode.busy,
  FOREIGN: exitCode.busy,
  GARBLED: exitCode.fault,
  CLOSED: exitCode.fault,
  RESET: exitCode.fault,
  REFUSED: exitCode.noLine,
  UNREACHABLE: exitCode.noLine,
  'CONNECT-TIMEOUT': exitCode.noLine,
  'UNKNOWN-HOST': exitCode.noLine,
  'NOT-TRIED': exitCode.fault,
};

export function exitCodeOfPort({ outcome }: Pick<ShownPort, 'outcome'>): ExitCode {
  return exits[outcome];
}
