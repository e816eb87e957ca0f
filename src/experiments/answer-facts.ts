/** What the questions of the data phase have in common: what a failure said, and how late an answer was. */

import { exceptionServices, exceptionStates, nameOfResult } from '../dlms/index.ts';
import type { ExceptionFacts, Exchange, Named, Protest } from '../evidence/index.ts';
import type { Frmr } from '../hdlc/index.ts';
import type { ChannelFailure, ExceptionAnswer } from '../session/index.ts';

export function protestOf(frmr: Frmr | null): Protest | null {
  if (frmr === null) return null;
  const { rejected, reasons, vr } = frmr;
  return { rejected: rejected.type, reasons, sent: rejected.type === 'I' ? rejected.ns : null, expected: vr };
}

/** How much had come of an answer that broke off; null where nothing had. */
export function begunOf(failure: ChannelFailure | null): { readonly octets: number; readonly segments: number } | null {
  if (failure === null || (failure.received === 0 && failure.segments === 0)) return null;
  return { octets: failure.received, segments: failure.segments };
}

export function named(table: Readonly<Record<number, string>>, code: number): Named {
  return { code, name: nameOfResult(table, code) };
}

export function exceptionFacts({ state, service, counter }: ExceptionAnswer): ExceptionFacts {
  return { state: named(exceptionStates, state), service: named(exceptionServices, service), counter };
}

/** Whether the far side was silent for that long between the first question and its last octet. */
export function wasSilentFor(exchanges: readonly Exchange[], ms: number): boolean {
  let last: number | null = null;
  for (const { sent, sentAtMs, received } of exchanges) {
    if (sent !== null) last ??= sentAtMs;
    for (const { atMs } of received) {
      if (last !== null && sentAtMs + atMs - last >= ms) return true;
      last = sentAtMs + atMs;
    }
  }
  return false;
}

/** Whether a question carried FF between its flags; octets of a secret are masked by then and do not count. */
export function carriesFf(exchanges: readonly Exchange[]): boolean {
  return exchanges.some(({ sent }) => /^(?:..)*?ff/.test(sent ?? ''));
}
