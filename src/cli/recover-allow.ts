/**
 * What may follow a verdict in a recovery. Only silence behind a port that accepts is a case for waiting and for the
 * power switch; whoever refuses, is somewhere else, or speaks another protocol is not brought back by either.
 */
import type { CauseCode } from '../evidence/index.ts';
import type { Verdict } from '../verdict/index.ts';

/** `mute`: every step. `refuses`: a DISC may help, silence and power are not for it. `other`: none of it helps. */
export type RecoverCase = 'mute' | 'refuses' | 'other';

const cases = {
  ok: 'other',
  'self.busy': 'other',
  'tcp.refused': 'other',
  'tcp.unreachable': 'other',
  'tcp.timeout': 'other',
  'tcp.unknown-host': 'other',
  'gateway.busy': 'other',
  'gateway.stale-client': 'other',
  'gateway.device-error': 'other',
  'line.second-master': 'other',
  'gateway.inserts-bytes': 'other',
  'gateway.telnet': 'other',
  'gateway.flow-control': 'other',
  'line.echo': 'other',
  'line.serial-settings': 'other',
  'meter.mode-e': 'other',
  'meter.push-only': 'other',
  'meter.slow-wakeup': 'other',
  'address.length': 'other',
  'address.value': 'other',
  'framing.wrapper': 'other',
  'framing.hdlc': 'other',
  'link.stale': 'mute',
  'link.refused': 'refuses',
  'link.sequence': 'refuses',
  'link.negotiation': 'other',
  'reply.late': 'other',
  'transfer.segmentation': 'other',
  'client.wrong': 'other',
  'login.secret': 'other',
  'login.locked': 'other',
  'login.context': 'other',
  'login.mechanism': 'other',
  'security.key': 'other',
  'security.counter': 'other',
  'frame.malformed': 'other',
  'meter.deaf': 'mute',
  'link.silent': 'mute',
  inconclusive: 'other',
} as const satisfies Record<CauseCode, RecoverCase>;

export function caseOf({ code }: Pick<Verdict, 'code'>): RecoverCase {
  return cases[code];
}

/** The settings worked before, or every other cause of silence was excluded: only then is it the meter itself. */
export function isTheMeter({ code }: Pick<Verdict, 'code'>): boolean {
  return code === 'meter.deaf' || code === 'link.stale';
}
