/** The words of the commands that read and write objects: `meter read`, `browse`, `set`, `act`. */
import type { Language } from './language.ts';
import { objectsEn } from './objects-en.ts';
import { objectsEs } from './objects-es.ts';
import type { Complaint } from './registry.ts';

export interface ObjectWords {
  /** What is being done, on a terminal. */
  readonly activity: {
    readonly opening: string;
    readonly reading: (done: number, all: number) => string;
    readonly list: (count: number) => string;
    readonly writing: string;
  };
  readonly login: {
    readonly noSecret: (credential: string) => Complaint;
    readonly secretMissing: (credential: string, where: string) => Complaint;
  };
  readonly columns: Readonly<
    Record<'object' | 'obis' | 'value' | 'unit' | 'octets' | 'class' | 'version' | 'name' | 'rights', string>
  >;
  /** Behind a number whose scaler and unit the meter did not tell. */
  readonly unscaled: string;
  /** What an error means; the code itself is shown behind it. */
  readonly errors: Readonly<Record<string, string>>;
  readonly client: (client: number, credential: string) => string;
  /** Options of these commands. */
  readonly options: Readonly<Record<ObjectOption, string>>;
  /** What can be wrong with an object that was typed. */
  readonly object: {
    readonly empty: Complaint;
    readonly nameUnknown: (name: string, nearest: readonly string[]) => Complaint;
    readonly obisWrong: (text: string) => Complaint;
    readonly obisRange: (text: string, group: string, value: number) => Complaint;
    readonly obisCount: (text: string, count: number) => Complaint;
    readonly classWrong: (text: string) => Complaint;
    readonly memberWrong: (text: string) => Complaint;
    readonly memberUnknown: (text: string, className: string, known: readonly string[]) => Complaint;
    readonly isProfile: (text: string) => Complaint;
    readonly isList: (text: string) => Complaint;
  };
  readonly browse: {
    readonly fromCache: (age: string) => string;
    readonly count: (shown: number, all: number) => string;
    readonly none: (filter: string) => string;
    readonly unreadable: (count: number) => string;
    readonly refused: (error: string) => string;
    readonly endless: (count: number) => string;
    readonly classWrong: (text: string) => Complaint;
    readonly profilesAlone: Complaint;
  };
  readonly write: {
    readonly labels: Readonly<Record<'now' | 'toSend' | 'sent' | 'result' | 'after' | 'returned', string>>;
    readonly done: string;
    readonly nothing: string;
    readonly notSent: string;
    readonly notSentHint: string;
    readonly readsOther: string;
    readonly notKnown: string;
    readonly typeNeeded: (object: string) => Complaint;
    readonly typeUnknown: (type: string, known: readonly string[]) => Complaint;
    readonly valueMalformed: (text: string, type: string) => Complaint;
    readonly valueRange: (text: string, type: string, minimum: string, maximum: string) => Complaint;
    readonly scaleInexact: (text: string, scaler: number) => Complaint;
    readonly scaleUnknown: (object: string) => Complaint;
    readonly attributeUnknown: (object: string) => Complaint;
    readonly methodUnknown: (object: string) => Complaint;
    readonly methodNeeded: (object: string) => Complaint;
    readonly classUnknown: (object: string) => Complaint;
    readonly secret: (object: string) => Complaint;
  };
  readonly read: {
    readonly watchWrong: (text: string) => Complaint;
    readonly nothing: string;
  };
}

export type ObjectOption = 'watch' | 'raw' | 'refresh' | 'tree' | 'class' | 'values' | 'profiles' | 'yes' | 'scaled';

export const objectWords = { en: objectsEn, es: objectsEs } as const satisfies Record<Language, ObjectWords>;
