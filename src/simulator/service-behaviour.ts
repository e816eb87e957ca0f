/**
 * What the simulated meter does with associations, services and long answers: the part of the behaviour above the
 * link. Durations are milliseconds of simulated time; `null` means "not at all".
 */

/** An AARE that refuses; `client` 0 means every one. */
export interface Refusal {
  readonly diagnostic: number;
  readonly client: number;
}

export interface ServiceBehaviour {
  // Association.
  /** This client's AARQ gets nothing; 0: nobody's gets an answer. */
  readonly silentToAarqOf: number | null;
  /** An earlier client's association is still held: AARQ gets an exception until DISC or the inactivity time-out. */
  readonly heldAssociation: boolean;
  readonly refusal: Refusal | null;
  /** The only client SAP that is let in. */
  readonly onlyClient: number | null;
  readonly hlsPending: boolean;
  /** No password is right; `full`: the AARE that says so carries user-information. */
  readonly everySecretWrong: 'no' | 'bare' | 'full';
  /** After a wrong password the right one is refused too, for so long, and longer each time. */
  readonly lockMs: number | null;
  /** Somebody gave wrong passwords before us: for so long none is right. */
  readonly lockedForMs: number | null;
  /** The value of the initiate error that every AARQ gets. */
  readonly initiateError: number | null;
  readonly shortNames: boolean;
  readonly noUserInformation: boolean;
  /** Three lengths of the AARE say one octet too few. */
  readonly aareLengthsShort: boolean;
  readonly release: 'answered' | 'one-byte' | 'silent';

  // Objects.
  readonly clockRefused: number | null;
  readonly clockOffsetMs: number;
  readonly clockStatus: number;
  readonly nullClocks: boolean;
  /** Octets behind the data of a GET-response. */
  readonly leftOver: number;
  /** What every GET gets instead of data: 1 a length that lies, 2 an array of 2^31, 3 a nesting of 10,000. */
  readonly hostileData: number | null;

  // Long answers.
  /** The block that never comes. */
  readonly dropsBlock: number | null;
  readonly endlessBlocks: boolean;
  readonly blockDelayMs: number;
  readonly longAnswers: 'sent' | 'none' | 'first-segment' | 'endless' | 'only-RR';

  // I frames.
  readonly repeatedInformation: 'FRMR' | 'answered' | 'silent';
  /** After so many answers N(S) and N(R) are one too high. */
  readonly numbersSlipAfter: number | null;
  /** Every I frame gets the FRMR of a meter that has forgotten its counters. */
  readonly forgetsCounters: boolean;
  readonly countsBadFrames: boolean;
  /** Longer information gets FRMR; null: only what is longer than negotiated. */
  readonly longestInformation: number | null;
  readonly dataDelayMs: number;
  /** Each answer comes twice, the second time after so long. */
  readonly doubledAfterMs: number | null;
  readonly llc: 'response' | 'doubled' | 'command';
  readonly exceptionWithoutLlc: boolean;
  readonly otherSourceForm: boolean;
}

/** A meter in order. */
export const servicesInOrder: ServiceBehaviour = Object.freeze({
  silentToAarqOf: null,
  heldAssociation: false,
  refusal: null,
  onlyClient: null,
  hlsPending: false,
  everySecretWrong: 'no',
  lockMs: null,
  lockedForMs: null,
  initiateError: null,
  shortNames: false,
  noUserInformation: false,
  aareLengthsShort: false,
  release: 'answered',
  clockRefused: null,
  clockOffsetMs: 0,
  clockStatus: 0,
  nullClocks: false,
  leftOver: 0,
  hostileData: null,
  dropsBlock: null,
  endlessBlocks: false,
  blockDelayMs: 0,
  longAnswers: 'sent',
  repeatedInformation: 'FRMR',
  numbersSlipAfter: null,
  forgetsCounters: false,
  countsBadFrames: false,
  longestInformation: null,
  dataDelayMs: 0,
  doubledAfterMs: null,
  llc: 'response',
  exceptionWithoutLlc: false,
  otherSourceForm: false,
});
