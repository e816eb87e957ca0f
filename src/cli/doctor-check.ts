/** One check of `meter doctor`: how it went, what there is to say about it and to do, in any language. */
import type { DoctorState } from '../report/index.ts';
import type { DoctorName, DoctorWords, Language } from '../wording/index.ts';

export type Say = (words: DoctorWords, lang: Language) => string;

export interface DoctorCheck {
  readonly name: DoctorName;
  readonly state: DoctorState;
  readonly says: readonly Say[];
  readonly fixes: readonly Say[];
  /** What was found, as the JSON tells it. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** The worst of several. */
export function worst(...states: readonly DoctorState[]): DoctorState {
  if (states.includes('problem')) return 'problem';
  return states.includes('note') ? 'note' : 'ok';
}

/** `600` */
export function modeText(mode: number): string {
  return mode.toString(8).padStart(3, '0');
}
