/** The words of `meter probe`: its plan, its questions, its result, and what it says when it is used wrongly. */
import type { Language } from './language.ts';
import { probeEn } from './probe-en.ts';
import { probeEs } from './probe-es.ts';

/** `{name}` in a sentence stands for a value. */
export interface ProbeWords {
  readonly options: Readonly<Record<string, string>>;
  readonly usage: {
    readonly groupUnknown: (text: string) => string;
    readonly groupHint: string;
    readonly rangeHalf: string;
    readonly rangeHint: string;
    readonly rangeWrong: (option: string, text: string) => string;
    readonly rangeTurned: (from: string, to: string) => string;
    readonly rangeLong: (count: number, most: number) => string;
    readonly serialWrong: (text: string) => string;
    readonly serialHint: string;
    readonly frameWrong: (text: string) => string;
    readonly frameLong: (count: number, most: number) => string;
    readonly frameHint: string;
    readonly frameAlone: (option: string) => string;
    readonly frameAloneHint: string;
    readonly overWrapper: (option: string) => string;
    readonly overWrapperHint: string;
    readonly saveNothing: string;
    readonly saveNothingHint: string;
  };
  readonly plan: {
    readonly most: string;
    readonly mostOne: string;
    readonly quiet: string;
    readonly hand: string;
    readonly serial: string;
    readonly serialKnown: string;
    readonly base: string;
    readonly nothingSent: string;
    readonly noSerial: string;
    readonly asNeeded: string;
    readonly columns: Readonly<Record<'id' | 'asked' | 'questions' | 'most' | 'tells', string>>;
  };
  readonly hand: {
    readonly malformed: string;
    readonly right: string;
    readonly noRight: string;
    readonly masked: string;
    readonly sent: string;
    readonly cameBack: string;
    readonly nothing: string;
    readonly followed: string;
  };
  readonly progress: {
    readonly row: string;
    readonly left: string;
    readonly quiet: string;
    readonly free: string;
    readonly hand: string;
  };
  /** A question in few words, for a table; by experiment. */
  readonly asked: Readonly<Record<string, string>>;
  readonly listeningAgain: string;
  /** By the form of the SNRM. */
  readonly forms: Readonly<Record<'bare' | 'one-octet' | 'two-octets', string>>;
  /** Where an address comes from, where that is worth a word. */
  readonly rules: Readonly<Record<string, string>>;
  readonly bytes: readonly [one: string, many: string];
  readonly columns: Readonly<Record<'asked' | 'outcome' | 'time' | 'says', string>>;
  readonly says: Readonly<
    Record<
      | 'excludes'
      | 'addresses'
      | 'clients'
      | 'discDm'
      | 'discUa'
      | 'from'
      | 'identified'
      | 'freeAfter'
      | 'stayedBusy'
      | 'late'
      | 'unasked',
      string
    >
  >;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly summaryOne: string;
  readonly summaryNone: string;
  readonly summaryHand: string;
  /** Why questions of the plan were not asked; by reason. */
  readonly skipped: Readonly<Record<'known' | 'others-on-line' | 'line-lost' | 'stopped-answering' | 'other', string>>;
  readonly found: {
    readonly heading: string;
    readonly server: string;
    readonly client: string;
    readonly bare: string;
    readonly parameters: string;
    readonly keep: string;
    readonly addIt: string;
  };
  /** What stands in a command line for what its user has to fill in. */
  readonly placeholders: Readonly<Record<'name' | 'number', string>>;
  readonly save: {
    readonly changed: string;
    readonly fields: Readonly<Record<'server' | 'transport' | 'client', string>>;
    /** Behind a server address that is not proven to be this meter's. */
    readonly likely: string;
    readonly unchanged: string;
    readonly nothingFound: string;
    readonly clientNot: string;
    readonly noEntry: string;
  };
}

export const probeWords = { en: probeEn, es: probeEs } as const satisfies Record<Language, ProbeWords>;
