/** What to do next for each cause, most useful first: stable names, whose sentences stand in the wording. */
import type { CauseCode } from '../evidence/index.ts';

export const nextSteps = {
  ok: [],
  'self.busy': ['wait-for-own-run'],
  'tcp.refused': ['check-service', 'check-port', 'pause'],
  'tcp.unreachable': ['check-route'],
  'tcp.timeout': ['check-power-and-route', 'check-firewall'],
  'tcp.unknown-host': ['check-name'],
  'gateway.busy': ['pause', 'test-again'],
  'gateway.stale-client': ['shorten-alive-check', 'test-again'],
  'gateway.device-error': ['check-gateway-device'],
  'line.second-master': ['pause', 'one-master'],
  'gateway.inserts-bytes': ['switch-texts-off'],
  'gateway.telnet': ['raw-mode'],
  'gateway.flow-control': ['flow-control-off'],
  'line.echo': ['echo-off', 'probe'],
  'line.serial-settings': ['check-serial'],
  'meter.mode-e': ['sign-on'],
  'meter.push-only': ['listen-only'],
  'meter.slow-wakeup': ['repeat-question'],
  'address.length': ['keep-address', 'test-again'],
  'address.value': ['keep-address', 'compare-meter', 'test-again'],
  'framing.wrapper': ['try-wrapper', 'pause'],
  'framing.hdlc': ['try-hdlc'],
  'link.stale': ['wait-inactivity'],
  'link.refused': ['wait-inactivity', 'test-again'],
  'link.sequence': ['test-again'],
  'link.negotiation': ['send-parameters'],
  'reply.late': ['longer-timeout'],
  'transfer.segmentation': ['report'],
  'client.wrong': ['check-client'],
  'login.secret': ['check-secret', 'wait-lock'],
  'login.locked': ['wait-lock', 'check-secret'],
  'login.context': ['report'],
  'login.mechanism': ['check-level'],
  'security.key': ['check-keys'],
  'security.counter': ['read-counter'],
  'frame.malformed': ['mend-frame'],
  'meter.deaf': ['quiet-then-once', 'recover'],
  'link.silent': ['probe', 'check-serial', 'quiet-then-once'],
  inconclusive: ['report'],
} as const satisfies Record<CauseCode, readonly string[]>;

/** Where the meter answers and leaves a deeper question unanswered, its address and its line are not sought any more. */
export const nextAfterLink = ['check-client', 'longer-timeout', 'quiet-then-once'] as const;
/** Where nothing answers over the wrapper. */
export const nextOverWrapper = ['try-hdlc', 'check-client', 'quiet-then-once'] as const;

/** Where a probe has asked and nothing answered. */
export const nextAfterProbe = ['check-serial', 'look-at-meter', 'ask-wider', 'quiet-then-once'] as const;
/** Where a probe found what works: it keeps the address with the rest, so that is no step of its own any more. */
export const nextWhenFound = ['keep-found'] as const;
/** Where the meter talks and denies what was read. */
export const nextAfterDenial = ['check-rights'] as const;

export type NextStep = (typeof nextSteps)[CauseCode][number];
