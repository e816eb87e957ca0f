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
  };
  readonly login: {
    readonly noSecret: (credential: string) => Complaint;
    readonly secretMissing: (credential: string, where: string) => Complaint;
  };
}

export const objectWords = { en: objectsEn, es: objectsEs } as const satisfies Record<Language, ObjectWords>;
