/** Evidence: an experiment, how it turned out, and every byte it was read from. It does not judge. */

import type { Heard } from './heard.ts';
import type { AssociationFacts, Protest, ReadFacts } from './login.ts';
import type { ConnectOutcome, ExperimentName, LinkOutcome, Outcomes } from './outcome.ts';
import type { AddressFacts, FreeFacts, HandFacts, NegotiationFacts, QuietFacts, SignOnFacts } from './probe-facts.ts';
import type { ServerAddress } from './server-address.ts';

/** What was sent, and what came back until the next thing was sent. */
export interface Exchange {
  /** Lower-case hex; null for listening without a question. */
  readonly sent: string | null;
  /** When it was sent, in ms since the line was opened. */
  readonly sentAtMs: number;
  /** Portions as they arrived, in ms since it was sent. */
  readonly received: readonly { readonly atMs: number; readonly hex: string }[];
}

/** Who asks whom in a link attempt. */
export interface LinkTarget {
  /** Name of the credential set. */
  readonly credential: string;
  readonly client: number;
  readonly server: ServerAddress;
}

export interface LinkFacts extends LinkTarget {
  /** How many questions were sent. */
  readonly questions: number;
  /** How many of them were bare, and how many carried a parameter block. */
  readonly asked: { readonly bare: number; readonly parameters: number };
  /** Which of them was the last one before the answer, from 1; null without an answer. */
  readonly answeredAfter: number | null;
  /** That question carried a parameter block. */
  readonly withParameters: boolean;
  /** From that question to the answer. */
  readonly replyMs: number | null;
  /** The reply time-out in force, ms. */
  readonly timeoutMs: number;
  /** When the question was repeated for the first time, ms after the first; null where it was asked once. */
  readonly repeatMs: number | null;
  /** From the first question to the answer. */
  readonly totalMs: number | null;
  /** The answer came only after the reply time-out was over. */
  readonly late: boolean;
  /** The address the answer came from. */
  readonly source: ServerAddress | null;
  /** What the far side accepts, from its UA. */
  readonly parameters: { readonly maximumInformation: number; readonly window: number } | null;
  /** What an FRMR said; null for other answers, or where it carries nothing. */
  readonly protest: Protest | null;
  readonly heard: Heard;
}

/** What the history says of the settings of this question; instants in ISO 8601, UTC. */
export interface PastFacts extends LinkTarget {
  readonly everWorked: boolean;
  readonly lastSuccessAt: string | null;
  /** The first question after the last one that was answered. */
  readonly silentSince: string | null;
  readonly successes: number;
  readonly attempts: number;
}

/** Facts by experiment. */
export interface Facts {
  'own.lock': { readonly pid: number | null; readonly command: string | null };
  'history.past': PastFacts;
  'host.holder': {
    /** What the system does not tell this user is null; `unit` and `scope` name its unit of systemd. */
    readonly holders: readonly {
      readonly pid: number | null;
      readonly name: string | null;
      readonly unit?: string | null;
      readonly scope?: 'system' | 'user' | null;
      readonly uid?: number | null;
    }[];
    readonly why: string | null;
  };
  'net.ping': {
    readonly sent: number;
    readonly received: number;
    readonly rttMs: readonly number[];
    readonly why: string | null;
  };
  'tcp.connect': {
    readonly attempts: readonly { readonly outcome: ConnectOutcome; readonly ms: number }[];
    readonly address: string | null;
    /** The system's own error name. */
    readonly system: string | null;
  };
  'line.listen': { readonly heard: Heard };
  'link.open': LinkFacts;
  'link.again': LinkFacts;
  'link.with-parameters': LinkFacts;
  'link.found-address': LinkFacts;
  'link.close': LinkTarget;
  'link.disc': LinkTarget;
  'link.after-disc': LinkFacts;
  'link.control': LinkFacts;
  'association.open': AssociationFacts;
  'association.control': AssociationFacts;
  'association.close': LinkTarget;
  'object.read': ReadFacts;
  'gateway.second': { readonly heard: Heard | null; readonly firstStillOpen: boolean };
  'address.ask': AddressFacts;
  'address.control': AddressFacts;
  'client.ask': LinkFacts;
  'client.control': LinkFacts;
  'negotiation.ask': NegotiationFacts;
  'framing.wrapper': AssociationFacts;
  'framing.hdlc': LinkFacts;
  'echo.ask': { readonly heard: Heard };
  'signon.ask': SignOnFacts;
  'link.patient': LinkFacts;
  'link.after-quiet': QuietFacts;
  'association.ffff': AssociationFacts;
  'object.long': ReadFacts;
  'gateway.free': FreeFacts;
  'frame.hand': HandFacts;
}

export interface Evidence<Name extends ExperimentName = ExperimentName> {
  /** Unique in a run: `link.open:user1`. */
  readonly id: string;
  readonly experiment: Name;
  readonly outcome: Outcomes[Name];
  /** How long it took. */
  readonly ms: number;
  readonly exchanges: readonly Exchange[];
  readonly facts: Facts[Name];
}

/** Evidence of any experiment, told apart by its name. */
export type AnyEvidence = { [Name in ExperimentName]: Evidence<Name> }[ExperimentName];

/** All evidence of one experiment, in order. */
export function evidenceOf<Name extends ExperimentName>(
  all: readonly AnyEvidence[],
  name: Name,
): readonly Evidence<Name>[] {
  return all.filter((one) => one.experiment === name) as unknown as readonly Evidence<Name>[];
}

/** Experiments that ask for a link. */
export type LinkExperiment =
  | 'link.open'
  | 'link.again'
  | 'link.with-parameters'
  | 'link.found-address'
  | 'link.after-disc'
  | 'link.control'
  | 'client.ask'
  | 'client.control'
  | 'negotiation.ask'
  | 'framing.hdlc'
  | 'link.patient'
  | 'link.after-quiet';

/** Whether an outcome shows that a meter speaks HDLC at that address: it answered in valid frames, for us. */
export function isAnswer(outcome: LinkOutcome): boolean {
  return outcome === 'UA' || outcome === 'DM' || outcome === 'FRMR';
}
