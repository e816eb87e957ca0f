/** What happens while a meter is followed, as plain data: a screen, a pipe and JSON tell the same events. */
import type { CauseCode, Reading } from '../evidence/index.ts';
import type { Grade } from '../verdict/index.ts';
import type { ShownCollectorFailure, ShownPauseMark } from './collector-facts.ts';
import type { ShownLogLine } from './log-line.ts';
import type { SessionTrouble } from './session-trouble.ts';

/** Whom we listen to. */
export type FollowWay = 'meter' | 'collector';

/**
 * Why this way: the user said so · the collector runs · the meter is paused · the collector stands still · there is none ·
 * it cannot be asked.
 */
export type FollowReason = 'asked' | 'running' | 'paused' | 'stopped' | 'none' | 'unasked';

export interface FollowVerdict {
  /** `READ-OK`, `READ-DENIED`, or what became of the line: `REFUSED`, `TIMEOUT`, `SELF` … */
  readonly outcome: string;
  /** `ok`, or a cause; null where none has to be sought. */
  readonly code: CauseCode | null;
  /** How sure that is. */
  readonly grade: Grade;
}

export interface FollowedMeter {
  readonly id: number | null;
  readonly name: string | null;
  readonly endpoint: string;
  readonly server: string;
}

export interface FollowSummary {
  readonly durationMs: number;
  /** How often the meter was asked: a poll, or an attempt to connect. */
  readonly polls: number;
  /** How many of them were answered in full. */
  readonly answered: number;
  /** 0 to 1; null where it was never asked. */
  readonly successRate: number | null;
  /** Of every single answer, ms; null where none came. */
  readonly latencyMs: { readonly median: number; readonly max: number } | null;
  /** How often a line had to be opened again. */
  readonly reconnects: number;
  /** Lines of the collector's log. */
  readonly logLines: number;
  readonly verdict: FollowVerdict | null;
}

type FollowFact =
  | {
      readonly event: 'start';
      readonly way: FollowWay;
      readonly reason: FollowReason;
      readonly meter: FollowedMeter;
      /** As whom the meter is asked; nobody is while the collector's log is followed. */
      readonly client: number;
      readonly credential: string;
      readonly everyMs: number;
    }
  /** From now on the other way. */
  | { readonly event: 'way'; readonly way: FollowWay; readonly reason: FollowReason }
  /** An association is open. */
  | { readonly event: 'connected'; readonly openMs: number }
  | {
      readonly event: 'reading';
      readonly readings: readonly Reading[];
      /** Of the answers of this poll: their median, and the slowest one; null where none came. */
      readonly latencyMs: number | null;
      readonly slowestMs: number | null;
    }
  | { readonly event: 'failure'; readonly trouble: SessionTrouble }
  /** `lastedMs`: how long the one before held; null for the first. */
  | {
      readonly event: 'verdict';
      readonly from: FollowVerdict | null;
      readonly to: FollowVerdict;
      readonly lastedMs: number | null;
    }
  /** `inactivity`: a link may still be open in the meter, and each question would keep it open. */
  | { readonly event: 'reconnect'; readonly inMs: number; readonly why: 'growing' | 'inactivity' }
  /** It is not tried again: a password was refused, or nobody knows whether it was. */
  | { readonly event: 'given-up' }
  | { readonly event: 'pause'; readonly paused: ShownPauseMark | null }
  /** `removed`: the registry has this meter no longer · `unreadable`: the settings cannot be read now. */
  | { readonly event: 'registry'; readonly change: 'removed' | 'unreadable' | 'collector' }
  | {
      readonly event: 'log';
      readonly line: ShownLogLine;
      /** As they stand in the line: 0 to 1, ms. */
      readonly successRate: number | null;
      readonly latencyMs: number | null;
    }
  | { readonly event: 'collector'; readonly failure: ShownCollectorFailure }
  | { readonly event: 'summary'; readonly summary: FollowSummary };

/** `at`: this host's clock, ISO 8601 in UTC. */
export type FollowEvent = FollowFact & { readonly at: string };
export type { FollowFact };
