/** What a verdict means to a shell. */
import type { Verdict } from '../verdict/index.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

/** Busy is said only where it is proven: a connection that was closed without a word is a fault, not yet somebody else. */
export function exitCodeOfVerdict({ code, causes }: Verdict): ExitCode {
  const proven = causes.some((cause) => cause.code === code && cause.grade === 'proven');
  switch (code) {
    case 'ok':
      return exitCode.ok;
    case 'self.busy':
      return exitCode.busy;
    case 'gateway.busy':
      return proven ? exitCode.busy : exitCode.fault;
    case 'tcp.refused':
    case 'tcp.unreachable':
    case 'tcp.timeout':
    case 'tcp.unknown-host':
      return exitCode.noLine;
    case 'link.refused':
    case 'link.sequence':
    case 'login.secret':
    case 'login.locked':
    case 'login.context':
    case 'login.mechanism':
      return exitCode.refused;
    default:
      return exitCode.fault;
  }
}
