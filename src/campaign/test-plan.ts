/** What a test is given: whom to ask as whom, how long to wait, and the order and form of the questions. */
import type { AnyEvidence, ServerAddress } from '../evidence/index.ts';
import type { LinkOpenOptions, WallClock } from '../experiments/index.ts';
import type { OpenLine } from '../line/index.ts';
import { type Login, publicLogin } from '../session/index.ts';

/** A credential set, with its secret found. */
export interface CredentialPlan {
  readonly name: string;
  readonly client: number;
  readonly level: Login['level'];
  /** The octets of the password; null where the set has none. */
  readonly secret: Uint8Array | null;
}

/** How far a test goes: the link alone, the login, or one reading. */
export const testDepths = ['link', 'login', 'read'] as const;
export type TestDepth = (typeof testDepths)[number];

export interface TestPlan {
  readonly transport: 'hdlc' | 'wrapper';
  readonly host: string;
  readonly port: number;
  readonly server: ServerAddress;
  readonly credentials: readonly CredentialPlan[];
  readonly depth: TestDepth;
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
  | {
      readonly name: 'asking' | 'logging-in' | 'reading';
      readonly credential: string;
      readonly client: number;
      readonly forMs: number;
    }
  | { readonly name: 'closing' | 'measuring'; readonly forMs: number };

export interface TestWorld {
  readonly open: OpenLine;
  readonly signal?: AbortSignal;
  readonly onPhase?: (phase: TestPhase) => void;
  /** This host's clock, to say how the meter's differs; without it nothing is said of that. */
  readonly wall?: () => WallClock;
}

export const publicClient = 16;

/** How a set logs in; null where it cannot: it has no secret, and its client is not the public one. */
export function loginOf({ client, level, secret }: CredentialPlan): Login | null {
  if (level === 'lls' && secret !== null) return { level, secret };
  return client === publicClient ? publicLogin : null;
}

/** The client that needs no secret first: a rejected question there can lock nothing. */
export function inAskingOrder(credentials: readonly CredentialPlan[]): readonly CredentialPlan[] {
  return [...credentials].sort((a, b) => Number(b.client === publicClient) - Number(a.client === publicClient));
}

/** The first question thrice, then with parameters: all within one reply time of waiting for the last. */
export function patientQuestions(replyMs: number): LinkOpenOptions['questions'] {
  const tenth = replyMs / 10;
  return [
    { atMs: 0, form: 'bare' },
    { atMs: 2 * tenth, form: 'bare' },
    { atMs: 6 * tenth, form: 'bare' },
    { atMs: 7 * tenth, form: 'parameters' },
  ];
}
