/** What a test is given: whom to ask as whom, how long to wait, and the order and form of the questions. */
import type { AnyEvidence, ServerAddress } from '../evidence/index.ts';
import type { LinkOpenOptions } from '../experiments/index.ts';
import type { OpenLine } from '../line/index.ts';

/** A credential set, as far as opening a link needs it. */
export interface CredentialPlan {
  readonly name: string;
  readonly client: number;
}

export interface TestPlan {
  readonly host: string;
  readonly port: number;
  readonly server: ServerAddress;
  readonly credentials: readonly CredentialPlan[];
  readonly replyMs: number;
  readonly connectTimeoutMs: number;
  /** How long to listen before speaking. */
  readonly listenMs: number;
  /** Evidence gathered before: the own lock. */
  readonly before?: readonly AnyEvidence[];
}

/** What the run is waiting for now, for a person to watch. */
export type TestPhase =
  | { readonly name: 'connecting' | 'listening' | 'second-connection'; readonly forMs: number }
  | { readonly name: 'asking'; readonly credential: string; readonly client: number; readonly forMs: number }
  | { readonly name: 'closing' | 'measuring'; readonly forMs: number };

export interface TestWorld {
  readonly open: OpenLine;
  readonly signal?: AbortSignal;
  readonly onPhase?: (phase: TestPhase) => void;
}

const publicClient = 16;

/** The client that needs no secret first: a rejected question there can lock nothing. */
export function inAskingOrder(credentials: readonly CredentialPlan[]): readonly CredentialPlan[] {
  return [...credentials].sort((a, b) => Number(b.client === publicClient) - Number(a.client === publicClient));
}

/** The first question thrice, then with parameters: all within one reply time of waiting for the last. */
export function patientQuestions(replyMs: number): LinkOpenOptions['questions'] {
  const fifth = replyMs / 5;
  return [
    { atMs: 0, form: 'bare' },
    { atMs: fifth, form: 'bare' },
    { atMs: 3 * fifth, form: 'bare' },
    { atMs: 4 * fifth, form: 'parameters' },
  ];
}
