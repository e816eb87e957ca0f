/** The words of `meter recover`: its steps, what it does and sees, what it asks a person, and what it came to. */
import type { Language } from './language.ts';
import { recoverEn } from './recover-en.ts';
import { recoverEs } from './recover-es.ts';
import type { Complaint } from './registry.ts';

type Step = 'pause' | 'soft' | 'quiet' | 'power' | 'checks' | 'resume';

/** Everything that is done or seen; `{name}` in a sentence stands for a value. */
export type RecoverEventName =
  | 'goes-on'
  | 'begins-anew'
  | 'not-kept'
  | 'skipped'
  | 'unregistered'
  | 'collector-none'
  | 'collector-stopped'
  | 'collector-idle'
  | 'paused-before'
  | 'paused-by-recovery'
  | 'not-paused'
  | 'port'
  | 'asked'
  | 'verdict'
  | 'answers-at-once'
  | 'back'
  | 'disc-UA'
  | 'disc-DM'
  | 'disc-none'
  | 'disc-other'
  | 'no-disc'
  | 'elsewhere'
  | 'refuses'
  | 'still-silent'
  | 'quiet-begins'
  | 'quiet-kept'
  | 'quiet-broken'
  | 'quiet-unheard'
  | 'not-allowed'
  | 'never-worked'
  | 'needs-agreement'
  | 'declined'
  | 'looks-first'
  | 'path-before'
  | 'switch-off'
  | 'off-since'
  | 'switch-on'
  | 'on-since'
  | 'port-gone'
  | 'port-back'
  | 'ping-gone'
  | 'ping-back'
  | 'path-kept'
  | 'needs-display'
  | 'check-passed'
  | 'check-failed'
  | 'check-open'
  | 'not-back-yet'
  | 'asks-before-resume'
  | 'resumed'
  | 'resumed-nothing'
  | 'unpaused'
  | 'held-back'
  | 'resume-failed'
  | 'left-paused'
  | 'given-back'
  | 'stays-paused'
  | 'follows-log'
  | 'follows-meter'
  | 'followed'
  | 'follow-failed'
  | 'silent-again';

export type RecoverOutcomeName = 'answers' | 'recovered' | 'not-recovered' | 'blocked' | 'unfinished' | 'interrupted';

export interface RecoverWords {
  readonly options: Readonly<
    Record<'from' | 'plan' | 'inactivity' | 'powerOff' | 'initialisation' | 'follow' | 'yesDisplay' | 'yes', string>
  >;
  readonly usage: {
    readonly secondsWrong: (option: string, text: string, least: number, most: number) => Complaint;
    readonly stepWrong: (text: string, steps: string) => Complaint;
  };
  /** `does` what, and `waits` for what and how long: `{off}`, `{initialisation}`, `{quiet}`, `{most}`, `{follow}`. */
  readonly steps: Readonly<Record<Step, Readonly<Record<'title' | 'does' | 'waits', string>>>>;
  readonly plan: Readonly<Record<'title' | 'secret' | 'resumes' | 'most' | 'unfinished', string>>;
  readonly step: string;
  readonly events: Readonly<Record<RecoverEventName, string>>;
  /** What is waited for, with the time that is left. */
  readonly waits: Readonly<
    Record<
      'collector' | 'port' | 'look' | 'disc' | 'link' | 'quiet' | 'off' | 'initialisation' | 'check' | 'follow',
      string
    >
  >;
  readonly left: string;
  /** Questions to a person; empty answers count as the word in capitals. */
  readonly ask: Readonly<Record<'goOn' | 'isOff' | 'isOn' | 'display' | 'neverWorked' | 'resumeOthers', string>>;
  readonly no: RegExp;
  readonly stepOutcomes: Readonly<
    Record<'done' | 'answered' | 'silent' | 'stopped' | 'interrupted' | 'skipped', string>
  >;
  readonly checks: Readonly<Record<'display' | 'ping' | 'tcp' | 'dlms' | 'reading', string>>;
  readonly displays: Readonly<Record<'YES' | 'NO' | 'NOT-ASKED', string>>;
  readonly headings: Readonly<Record<'recovery' | 'checks' | 'next' | 'commands', string>>;
  readonly outcomes: Readonly<Record<RecoverOutcomeName, Readonly<Record<'title' | 'means', string>>>>;
  /** After `recovered`: by which step. */
  readonly by: Readonly<Record<'soft' | 'quiet' | 'power' | 'none', string>>;
  readonly next: Readonly<
    Record<
      | 'goOn'
      | 'giveUp'
      | 'probe'
      | 'test'
      | 'report'
      | 'edit'
      | 'again'
      | 'agree'
      | 'display'
      | 'resume'
      | 'pause'
      | 'noSupply'
      | 'longer',
      string
    >
  >;
  readonly interrupted: string;
  /** After `recovered`, where a check failed all the same. */
  readonly someFailed: string;
  /** Under an end that an answer from elsewhere brought: `{server}`, `{configured}`. */
  readonly foundElsewhere: string;
}

export const recoverWords = { en: recoverEn, es: recoverEs } as const satisfies Record<Language, RecoverWords>;
