/** The words of `meter follow`. */
import { followEn } from './follow-en.ts';
import { followEs } from './follow-es.ts';
import type { Language } from './language.ts';
import type { Complaint } from './registry.ts';

type Way = 'meter' | 'collector';
type Reason = 'asked' | 'running' | 'paused' | 'stopped' | 'none' | 'unasked';

export interface FollowWords {
  readonly options: Readonly<Record<'every' | 'register' | 'via' | 'for' | 'count' | 'inactivity', string>>;
  readonly usage: {
    readonly everyWrong: (text: string) => Complaint;
    readonly everyTooLong: (every: number, inactivity: number) => Complaint;
    readonly viaWrong: (text: string) => Complaint;
    readonly forWrong: (text: string) => Complaint;
    readonly countWrong: (text: string) => Complaint;
    readonly inactivityWrong: (text: string) => Complaint;
    readonly noCollector: (meter: string) => Complaint;
  };
  readonly ways: Readonly<Record<Way, string>>;
  readonly reasons: Readonly<Record<Reason, string>>;
  readonly every: (seconds: string) => string;
  readonly client: (client: number, credential: string) => string;
  /** Behind `--via meter` while the collector runs. */
  readonly collectorRuns: string;
  /** A password that was refused, or that met no answer, is not tried again. */
  readonly givenUp: string;
  readonly event: {
    readonly connected: (took: string) => string;
    readonly verdict: (to: string) => string;
    readonly verdictAfter: (from: string, to: string, lasted: string) => string;
    readonly reconnect: Readonly<Record<'growing' | 'inactivity', (seconds: string) => string>>;
    readonly paused: (by: string) => string;
    readonly resumed: string;
    readonly registry: Readonly<Record<'removed' | 'unreadable' | 'collector', string>>;
    readonly latency: (median: string, slowest: string) => string;
    readonly nothingReadable: string;
  };
  readonly view: {
    readonly opening: string;
    readonly waiting: string;
    readonly polls: (polls: number) => string;
    readonly answered: (percent: string) => string;
    readonly latency: (now: string, median: string, max: string) => string;
    readonly since: (time: string, lasted: string) => string;
    readonly changes: string;
    readonly more: (lines: number) => string;
    readonly stop: string;
    readonly inLog: Readonly<Record<'rate' | 'latency', string>>;
    readonly logLines: (count: number) => string;
  };
  readonly summary: {
    readonly meter: (duration: string, polls: number, answered: number, percent: string) => string;
    readonly latency: (median: string, max: string) => string;
    readonly reconnects: (count: number) => string;
    readonly log: (duration: string, lines: number) => string;
    readonly verdict: (verdict: string) => string;
  };
}

export const followWords = { en: followEn, es: followEs } as const satisfies Record<Language, FollowWords>;
