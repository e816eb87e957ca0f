/** A record of the history with what a test wants in it. */
import type { CauseCode, CredentialOutcome } from '../../src/evidence/index.ts';
import type { HistoryRecord } from '../../src/meters/index.ts';

export interface RecordWanted {
  readonly at: string;
  readonly id?: number | null;
  readonly name?: string | null;
  readonly endpoint?: string;
  readonly server?: string;
  readonly kind?: HistoryRecord['kind'];
  /** Of client 1 and client 16. */
  readonly outcomes?: readonly [CredentialOutcome, CredentialOutcome];
  readonly code?: CauseCode;
}

export function historyRecord(wanted: RecordWanted): HistoryRecord {
  const { at, id = 2, name = 'medidor-02', endpoint = 'tcp://192.0.2.7:3333', server = '1', kind = 'test' } = wanted;
  const [one, other] = wanted.outcomes ?? ['READ-OK', 'READ-OK'];
  const isOk = one === 'READ-OK' && other === 'READ-OK';
  const replyMs = (outcome: CredentialOutcome) => (outcome === 'TIMEOUT' ? null : 212);
  return {
    at,
    kind,
    meter: { id, name, endpoint, server },
    credentials: [
      { name: 'user1', client: 1, outcome: one, replyMs: replyMs(one) },
      { name: 'user2', client: 16, outcome: other, replyMs: replyMs(other) },
    ],
    verdict: { code: wanted.code ?? (isOk ? 'ok' : 'link.silent'), outcome: one },
    durationMs: 3120,
  };
}
