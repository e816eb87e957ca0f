/**
 * What a report is made from: a run, its verdict, and what was said over the line, as plain data. It is read off the
 * document of a run, new or saved, so that a report of yesterday's document reads as one of now.
 */
import type { CauseCode, Exchange } from '../evidence/index.ts';
import type { Grade, Statement } from '../verdict/index.ts';

export interface CaseMeter {
  readonly id: number | null;
  readonly name: string | null;
  /** `tcp://192.0.2.7:3333` */
  readonly endpoint: string;
  /** `1/17`; null where the document does not say. */
  readonly server: string | null;
}

/** What an experiment came to, beside its outcome; each null or empty where there is nothing to tell. */
export interface CaseDetails {
  readonly text: string | null;
  readonly telnet: readonly string[];
  readonly holders: readonly {
    readonly name: string | null;
    readonly unit: string | null;
    readonly pid: number | null;
  }[];
  readonly counted: { readonly ok: number; readonly all: number } | null;
  /** Where an answer came from. */
  readonly source: string | null;
  readonly replyMs: number | null;
  /** What was read. */
  readonly value: string | null;
  /** What the meter said in its own codes. */
  readonly says: readonly string[];
  readonly identification: string | null;
  readonly ended: string | null;
  readonly why: string | null;
}

export interface CaseExperiment {
  readonly id: string;
  /** Its name in the evidence; null where the document names one that this version does not know. */
  readonly experiment: string | null;
  /** What it asks, in the document's own words. */
  readonly asks: string | null;
  readonly credential: string | null;
  readonly client: number | null;
  readonly server: string | null;
  readonly outcome: string;
  readonly ms: number | null;
  readonly details: CaseDetails;
  readonly exchanges: readonly Exchange[];
}

export interface CaseCredential {
  readonly name: string;
  readonly client: number;
  readonly server: string;
  readonly outcome: string;
  readonly replyMs: number | null;
  readonly login: string | null;
  readonly reading: string | null;
}

/** A sentence: by its name in the words, or as the document has it. */
export interface CaseSentence extends Statement {
  readonly says: string | null;
}

export interface CaseCause {
  readonly code: CauseCode;
  readonly grade: Grade;
  /** The rule's name in the words; null where only the sentence is known, or where the cause is merely left. */
  readonly because: string | null;
  readonly says: string | null;
  /** Nothing speaks for it but that nothing excluded it. */
  readonly isLeft: boolean;
  readonly evidence: readonly string[];
}

export interface CaseVerdict {
  readonly code: CauseCode;
  readonly outcome: string;
  readonly causes: readonly CaseCause[];
  readonly excluded: readonly { readonly code: string; readonly by: string }[];
  readonly proven: readonly CaseSentence[];
  readonly notProven: readonly CaseSentence[];
  readonly notTested: readonly CaseSentence[];
  readonly next: readonly string[];
  readonly found: { readonly server: string; readonly client: number } | null;
}

export interface CaseFacts {
  readonly kind: 'test' | 'probe';
  readonly meter: CaseMeter;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly experiments: readonly CaseExperiment[];
  readonly credentials: readonly CaseCredential[];
  readonly verdict: CaseVerdict;
}

export const noDetails: CaseDetails = {
  text: null,
  telnet: [],
  holders: [],
  counted: null,
  source: null,
  replyMs: null,
  value: null,
  says: [],
  identification: null,
  ended: null,
  why: null,
};
