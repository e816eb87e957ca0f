/** The words of `meter report`: the headings and sentences of the file, and what the command says. */
import { caseEn } from './case-en.ts';
import { caseEs } from './case-es.ts';
import type { Language } from './language.ts';
import type { Complaint } from './registry.ts';

/** In a sentence `{name}` stands for a value, and what stands between backticks is shown as code. */
export interface CaseWords {
  readonly title: string;
  readonly meter: string;
  readonly made: string;
  readonly headings: Readonly<
    Record<
      | 'summary'
      | 'verdict'
      | 'causes'
      | 'left'
      | 'sets'
      | 'evidence'
      | 'frames'
      | 'history'
      | 'runs'
      | 'proven'
      | 'notProven'
      | 'notTested'
      | 'next'
      | 'environment'
      | 'attachments',
      string
    >
  >;
  readonly summary: Readonly<
    Record<
      | 'tested'
      | 'probed'
      | 'fromFile'
      | 'historyOnly'
      | 'lastVerdict'
      | 'proven'
      | 'likely'
      | 'untested'
      | 'plain'
      | 'found'
      | 'notShown'
      | 'historyEmpty'
      | 'historyRate'
      | 'firstStep'
      | 'anonymous',
      string
    >
  >;
  readonly historyNever: (attempts: number) => string;
  readonly silentSince: (when: string, attempts: number) => string;
  readonly columns: Readonly<
    Record<
      | 'number'
      | 'cause'
      | 'grade'
      | 'because'
      | 'restsOn'
      | 'asked'
      | 'who'
      | 'outcome'
      | 'time'
      | 'excludes'
      | 'offset'
      | 'bytes'
      | 'field'
      | 'means'
      | 'set'
      | 'reply'
      | 'details',
      string
    >
  >;
  /** Outcomes that mean another thing after these questions than elsewhere. */
  readonly outcomes: Readonly<
    Record<
      'history.past' | 'own.lock' | 'link.close' | 'link.disc' | 'association.close',
      Readonly<Record<string, string>>
    >
  >;
  /** What each experiment asks. */
  readonly asks: Readonly<Record<string, string>>;
  readonly details: Readonly<
    Record<
      'text' | 'held' | 'counted' | 'source' | 'replied' | 'value' | 'says' | 'telnet' | 'ended' | 'identified' | 'why',
      string
    >
  >;
  readonly who: Readonly<Record<'client' | 'server', string>>;
  readonly frames: Readonly<
    Record<'none' | 'sent' | 'received' | 'joined' | 'same' | 'more' | 'cut' | 'masked' | 'intro' | 'problem', string>
  >;
  readonly history: Readonly<Record<'none' | 'dayTitle' | 'dayNone' | 'barsTitle' | 'legend', string>>;
  readonly notProvenIntro: string;
  readonly nothing: string;
  readonly page: string;
  readonly environment: Readonly<
    Record<
      | 'tool'
      | 'node'
      | 'system'
      | 'endpoint'
      | 'server'
      | 'timeouts'
      | 'language'
      | 'collector'
      | 'noCollector'
      | 'paused'
      | 'notPaused'
      | 'times'
      | 'unasked'
      | 'source',
      string
    >
  >;
  readonly collectorStates: Readonly<Record<string, string>>;
  readonly attachments: Readonly<Record<'none' | 'trace' | 'pcap' | 'document' | 'unnamed' | 'notAnonymous', string>>;
  /** What stands where something was left out. */
  readonly masked: string;
  readonly written: (file: string, frames: number) => string;
  readonly usage: {
    readonly exists: (file: string) => Complaint;
    readonly notWritten: (file: string, why: string) => Complaint;
    readonly format: (text: string) => Complaint;
    readonly both: (one: string, other: string) => Complaint;
    readonly notRead: (file: string, why: string) => Complaint;
    readonly noDocument: (file: string) => Complaint;
    readonly several: (file: string) => Complaint;
    readonly otherMeter: (file: string, meter: string) => Complaint;
    readonly sameFile: (file: string) => Complaint;
  };
  readonly options: Readonly<
    Record<'output' | 'format' | 'force' | 'from' | 'noTest' | 'probe' | 'anonymize' | 'serial', string>
  >;
}

export const caseWords = { en: caseEn, es: caseEs } as const satisfies Record<Language, CaseWords>;
