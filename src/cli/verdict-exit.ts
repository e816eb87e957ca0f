/** What a verdict means to a shell. */
import type { CredentialOutcome } from '../evidence/index.ts';
import type { Verdict } from '../verdict/index.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

/** The meter was there, and said no itself. */
const refusals: ReadonlySet<CredentialOutcome> = new Set(['DM', 'FRMR', 'LOGIN-REJECTED', 'READ-DENIED']);

/** Busy is said only where it is proven: a connection that was closed without a word is a fault, not yet somebody else. */
export function exitCodeOfVerdict({ code, outcome, causes }: Verdict): ExitCode {
  const proven = causes.some((cause) => cause.code === code && cause.grade === 'proven');
  switch (code) {
    case 'self.busy':
      return exitCode.busy;
    case 'gateway.busy':
      return proven ? exitCode.busy : exitCode.fault;
    case 'tcp.refused':
    case 'tcp.unreachable':
    case 'tcp.timeout':
    case 'tcp.unknown-host':
      return exitCode.noLine;
    default:
      if (refusals.has(outcome)) return exitCode.refused;
      return code === 'ok' ? exitCode.ok : exitCode.fault;
  }
}
