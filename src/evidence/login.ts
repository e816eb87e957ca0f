/** What a login and a reading came to, as plain data: numbers of the standard with their names, never a secret. */
import type { LinkTarget } from './evidence.ts';
import type { Heard } from './heard.ts';

/** A number of the standard and its name there; `unknown` where it has none. */
export interface Named {
  readonly code: number;
  readonly name: string;
}

/** What an FRMR said. */
export interface Protest {
  /** Type of the frame it rejects. */
  readonly rejected: string;
  readonly reasons: readonly string[];
  /** N(S) of that frame; null where it has none. */
  readonly sent: number | null;
  /** The number that the meter waits for: its V(R). */
  readonly expected: number;
}

/** Why a login or a reading was not asked for. */
export type NotAsked =
  /** The set has no secret, and its client is not the public one. */
  | 'no-secret'
  /** The test was to go no deeper. */
  | 'depth'
  /** The meter rejected the authentication of this client SAP already: one attempt a run. */
  | 'rejected-before'
  /** The line brings our own bytes back, and damages what it brings: a password would come back in a form nobody can mask. */
  | 'echo-damaged';

/** What asking for a login, or for an object, has in common. */
interface Asked extends LinkTarget {
  /** Why it was not asked; null where it was. */
  readonly notAsked: NotAsked | null;
  /** From the question to the last octet of its answer. */
  readonly replyMs: number | null;
  /** The reply time-out in force, ms. */
  readonly timeoutMs: number;
  /** The meter was silent for longer than that, and answered all the same. */
  readonly late: boolean;
  readonly protest: Protest | null;
  /** An answer that began and broke off: octets and segments of it; null where none began. */
  readonly begun: { readonly octets: number; readonly segments: number } | null;
  /** A question without an answer carried an octet FF. */
  readonly carriedFf: boolean;
  /** Departures from the standard that did no harm, by name. */
  readonly remarks: readonly string[];
  readonly heard: Heard | null;
}

/** `D8 state service`. */
export interface ExceptionFacts {
  readonly state: Named;
  readonly service: Named;
  /** The invocation counter that the meter expects, where it says so. */
  readonly counter: number | null;
}

/** `0E service class value`; also inside an AARE. */
export interface ServiceErrorFacts {
  readonly service: Named;
  readonly kind: Named;
  readonly value: Named;
}

export interface AssociationFacts extends Asked {
  readonly level: 'none' | 'lls';
  /** How many octets of secret were sent; null where none was. Nothing else of it is kept. */
  readonly secretOctets: number | null;
  /** Of the AARE: `LN`, `SN`, … */
  readonly context: string | null;
  /** Of the AARE: the mechanism it wants, or confirms. */
  readonly mechanism: string | null;
  readonly result: Named | null;
  readonly diagnostic: (Named & { readonly source: 'acse-service-user' | 'acse-service-provider' }) | null;
  readonly exception: ExceptionFacts | null;
  readonly serviceError: ServiceErrorFacts | null;
  readonly granted: {
    readonly conformance: readonly string[];
    /** Octets; 0 = no limit. */
    readonly maximumPdu: number;
    /** `0007` or `FA00`. */
    readonly vaaName: string;
  } | null;
  /** The meter names its objects by short names, which this tool recognises and does not speak. */
  readonly shortNames: boolean;
}

/** One object that was asked for. */
export interface ReadAttempt {
  /** `other`: a record of somebody else's conversation asks for whatever it likes. */
  readonly object: 'clock' | 'logical-device-name' | 'object-list' | 'other';
  /** `0-0:1.0.0.255` */
  readonly logicalName: string;
  /** The data-access-result, where it is not success. */
  readonly result: Named | null;
  readonly exception: ExceptionFacts | null;
}

export interface ReadFacts extends Asked {
  readonly attempts: readonly ReadAttempt[];
  /** What was read; null where nothing was. */
  readonly reading: {
    readonly object: ReadAttempt['object'];
    readonly logicalName: string;
    /** As people read it; null where the meter gave no value. */
    readonly value: string | null;
    /** How far the clock is before this host's, in seconds; behind it: negative. Null where that cannot be told. */
    readonly aheadSeconds: number | null;
  } | null;
}
