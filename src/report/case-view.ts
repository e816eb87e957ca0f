/** Everything that a report tells, with its instants in words: whoever lays it out knows no clock and no host. */
import type { CaseFacts } from './case-facts.ts';
import type { HistoryView } from './history-view.ts';

export interface CaseCollector {
  /** As the registry names it; null where it was left out. */
  readonly name: string | null;
  /** What it said of itself; null where it did not. */
  readonly state: string | null;
  /** Why it did not say. */
  readonly why: string | null;
  /** Since when the meter is paused, in local time; null while it is not. */
  readonly pausedSince: string | null;
}

export interface CaseEnvironment {
  readonly version: string;
  readonly node: string;
  /** `Linux 6.1.0 x64` */
  readonly system: string;
  /** Null where nothing was asked. */
  readonly timeouts: { readonly replyMs: number; readonly connectMs: number } | null;
  /** Null where none is registered. */
  readonly collector: CaseCollector | null;
}

export interface CaseAttachment {
  readonly kind: 'trace' | 'pcap' | 'document';
  /** Null where it was left out. */
  readonly file: string | null;
}

export interface CaseView {
  /** When the report was made, in local time. */
  readonly madeAt: string;
  /** What the meter is called; null for an endpoint alone, and for an anonymous report. */
  readonly name: string | null;
  /** Null where it was left out. */
  readonly endpoint: string | null;
  readonly server: string | null;
  /** Null where only the history is told. */
  readonly facts: CaseFacts | null;
  /** When the run began, in local time. */
  readonly startedAt: string | null;
  readonly source: 'asked' | 'document' | 'history';
  readonly history: HistoryView;
  readonly environment: CaseEnvironment;
  readonly attachments: readonly CaseAttachment[];
  readonly anonymous: boolean;
}
