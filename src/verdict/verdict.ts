/** What the evidence means: the causes with their grades, what is proven, what is not, what was not tested, and what next. */
import type { CauseCode, CredentialOutcome, ServerAddress } from '../evidence/index.ts';

/**
 * proven: the bytes exclude everything else. likely: it fits, and an experiment is named that would prove it.
 * untested: nothing was asked that could tell.
 */
export type Grade = 'proven' | 'likely' | 'untested';

export interface Cause {
  readonly code: CauseCode;
  readonly grade: Grade;
  /** The rule that named it; its sentence stands in the wording under this name. */
  readonly because: string;
  /** Ids of the evidence it rests on. */
  readonly evidence: readonly string[];
}

/** A fact to be told under the table: its name stands in the wording, with these values filled in. */
export interface Statement {
  readonly name: string;
  readonly values: Readonly<Record<string, string | number>>;
}

export interface Found {
  readonly server: ServerAddress;
  readonly client: number;
  readonly framing: 'hdlc' | 'wrapper';
  /** The form of the SNRM that was answered; null over the wrapper, which has none. */
  readonly negotiation: 'bare' | 'parameters' | null;
}

export interface Verdict {
  /** The first-named cause, or `ok`. */
  readonly code: CauseCode;
  /** The outcome that decided. */
  readonly outcome: CredentialOutcome;
  readonly causes: readonly Cause[];
  /** Causes that an experiment ruled out, and which. */
  readonly excluded: readonly { readonly code: CauseCode; readonly by: string }[];
  readonly proven: readonly Statement[];
  readonly notProven: readonly Statement[];
  readonly notTested: readonly Statement[];
  /** What to do next, most useful first: stable names. */
  readonly next: readonly string[];
  /** What was found to work. */
  readonly found: Found | null;
}
