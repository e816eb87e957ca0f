/** The words of the collector: `meter pause`, `resume`, `restart`, `status`, `logs`, and how a meter's collector is given. */
import { collectorEn } from './collector-en.ts';
import { collectorEs } from './collector-es.ts';
import type { Language } from './language.ts';
import type { Complaint } from './registry.ts';

export type CollectorStateName = 'running' | 'starting' | 'stopping' | 'stopped' | 'failed' | 'paused' | 'unknown';

export type CollectorFailureName =
  | 'no-systemd'
  | 'no-program'
  | 'no-bus'
  | 'unit-missing'
  | 'unit-masked'
  | 'no-permission'
  | 'job-failed'
  | 'timeout'
  | 'no-command'
  | 'command-failed'
  | 'unreachable'
  | 'http-status'
  | 'http-redirect'
  | 'answer-wrong'
  | 'answer-too-long'
  | 'refused'
  | 'unsupported'
  | 'failed';

export interface CollectorWords {
  readonly labels: Readonly<
    Record<
      | 'collector'
      | 'commands'
      | 'before'
      | 'paused'
      | 'why'
      | 'port'
      | 'says'
      | 'required'
      | 'quiet'
      | 'lastLine'
      | 'line'
      | 'asked'
      | 'state'
      | 'id'
      | 'name',
      string
    >
  >;
  readonly states: Readonly<Record<CollectorStateName, string>>;
  readonly noCollector: string;
  readonly notPaused: string;
  readonly masked: string;
  /** Details of a unit. */
  readonly pid: (pid: number) => string;
  readonly restarts: (count: number) => string;
  readonly ended: (result: string, exitStatus: number | null) => string;
  readonly since: (at: string, ago: string) => string;
  readonly by: (user: string, host: string, pid: number, command: string) => string;
  readonly runEnded: string;
  readonly runGoesOn: string;
  readonly undo: Readonly<Record<'start' | 'nothing', string>>;

  readonly paused: (name: string, id: number) => string;
  readonly stillPaused: (name: string, id: number) => string;
  readonly pausedStopped: string;
  readonly pausedNothing: string;
  readonly pausedNone: string;
  readonly resumed: (name: string, id: number) => string;
  readonly wasNotPaused: (name: string, id: number) => string;
  readonly resumedStarted: string;
  readonly resumedRunning: string;
  readonly resumedNothing: string;
  readonly heldBack: (names: string) => string;
  readonly staysPaused: (name: string, id: number) => string;
  readonly restarted: (name: string, id: number) => string;
  readonly notRestarted: (name: string, id: number) => string;
  readonly notDone: (name: string, id: number) => string;
  readonly declined: (name: string, id: number) => string;
  readonly answers: (outcome: string, client: number) => string;
  readonly mute: (code: string, title: string) => string;
  readonly nextAfterPause: (meter: string) => string;
  readonly nextAfterMute: (meter: string) => string;
  readonly nextHeldBack: (meter: string) => string;
  readonly nextStopped: (meter: string) => string;
  /** On standard error, wherever a paused meter is used. */
  readonly note: (name: string, since: string, by: string) => string;
  readonly noteResume: (meter: string) => string;
  readonly noteOrphan: (pid: number, command: string) => string;
  readonly staysMarked: (name: string, meter: string) => string;
  readonly takeOverAlready: (name: string) => string;
  readonly takingOver: (name: string) => string;
  readonly givingBack: (name: string) => string;
  readonly givenBack: (name: string) => string;
  readonly notGivenBack: (name: string, meter: string) => string;
  readonly busy: (pid: number, command: string) => string;
  readonly busyUnnamed: string;

  readonly port: Readonly<
    Record<
      | 'FREE'
      | 'SELF'
      | 'HELD'
      | 'BUSY'
      | 'FOREIGN'
      | 'GARBLED'
      | 'CLOSED'
      | 'RESET'
      | 'REFUSED'
      | 'UNREACHABLE'
      | 'CONNECT-TIMEOUT'
      | 'UNKNOWN-HOST'
      | 'NOT-TRIED',
      string
    >
  >;
  readonly holder: (name: string, pid: number, unit: string) => string;
  readonly holderUnit: (unit: string, user: string) => string;
  readonly holderUser: (user: string) => string;
  readonly holderHidden: string;
  readonly inUnit: (unit: string) => string;
  readonly inUserUnit: (unit: string) => string;
  readonly ourRun: (pid: number, command: string) => string;
  readonly nobody: string;
  readonly justClosed: string;
  readonly unseen: Readonly<Record<'no-ss' | 'platform' | 'name', string>>;
  readonly justClosedNote: string;

  readonly failures: Readonly<Record<CollectorFailureName, (detail: string) => Complaint>>;
  readonly required: Readonly<Record<'done' | 'left' | 'failed', (text: string) => string>>;
  readonly confirmRequired: (text: string, verb: string, unit: string) => string;
  readonly doingRequired: (verb: string, unit: string) => string;
  readonly confirmQuiet: (names: string) => string;
  readonly quietNeedsYes: (names: string) => Complaint;
  readonly needsEntry: (text: string) => Complaint;
  readonly noCollectorTo: (name: string, meter: string) => Complaint;
  readonly pausedCannotRestart: (names: string, meter: string) => Complaint;
  readonly pausedCannotEdit: (name: string, meter: string) => Complaint;
  readonly pausedCannotRemove: (name: string, meter: string) => Complaint;
  readonly givenUp: (collector: string) => string;
  readonly whyTooLong: (length: number, maximum: number) => Complaint;
  readonly linesWrong: (text: string) => Complaint;
  readonly sinceWrong: (text: string) => Complaint;
  readonly takeOverEndpoint: (text: string) => Complaint;
  readonly noLines: string;
  readonly levels: readonly string[];

  /** What was typed for a collector and cannot be. */
  readonly usage: {
    readonly malformed: (text: string) => Complaint;
    readonly unit: (unit: string) => Complaint;
    readonly base: (base: string, why: 'address' | 'password' | 'query') => Complaint;
    readonly meterId: (id: string) => Complaint;
    readonly command: (text: string, actions: string) => Complaint;
    readonly commandTwice: (action: string) => Complaint;
    readonly both: Complaint;
    readonly line: Readonly<
      Record<
        'command-empty' | 'quote-open' | 'wants-shell' | 'command-too-long',
        (action: string, sign: string) => Complaint
      >
    >;
  };
  readonly activity: Readonly<Record<'asking' | 'stopping' | 'starting' | 'restarting' | 'checking', string>>;
  readonly options: Readonly<
    Record<'why' | 'quietYes' | 'force' | 'requiredYes' | 'lines' | 'since' | 'follow' | 'takeOver', string>
  >;
}

export const collectorWords = { en: collectorEn, es: collectorEs } as const satisfies Record<Language, CollectorWords>;
