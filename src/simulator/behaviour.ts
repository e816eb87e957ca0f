/**
 * What the simulated meter, its serial line and its gateway do: one flat record that the faults write into. Durations
 * are milliseconds of simulated time; `null` means "not at all". All parts of a running simulator read the same record:
 * where the faults change, it is written anew, and each part is told what it said before.
 */
import type { HdlcAddress } from '../hdlc/index.ts';
import { type ServiceBehaviour, servicesInOrder } from './service-behaviour.ts';

/** What a gateway does with a client when its serial port is held already. */
export type WhenHeld = 'text' | 'silence' | 'close' | 'refuse' | 'kick';

/** When the gateway ends a session of its own accord, and how. */
export interface Ending {
  readonly when: 'at-once' | 'on-question' | 'after';
  /** Only for `after`: from the moment the session was granted. */
  readonly afterMs: number;
  readonly how: 'close' | 'reset';
}

export interface Behaviour extends ServiceBehaviour {
  // The gateway.
  /** Nobody listens. */
  readonly closedPort: boolean;
  readonly whenHeld: WhenHeld;
  /** A client that nobody sees holds the serial port. */
  readonly heldByOther: boolean;
  /** That client leaves after so long; null: it stays. */
  readonly heldForMs: number | null;
  readonly deviceError: boolean;
  readonly banner: boolean;
  readonly telnet: boolean;
  /** A lone FF of the client's is taken for a command; without the negotiation of `telnet`. */
  readonly eatsFf: boolean;
  readonly heartbeatEveryMs: number | null;
  readonly ending: Ending | null;

  // The serial line between gateway and meter.
  readonly echo: boolean;
  /** The gateway reads the meter's 9600 baud at this speed. */
  readonly readAtBaud: number | null;
  /** The gateway takes the highest bit of each byte for parity. */
  readonly parityAsData: boolean;
  readonly wrongFcs: boolean;
  readonly wrongHcs: boolean;
  readonly xonXoff: boolean;
  readonly firstByteLost: boolean;
  readonly crlfAfterFrames: boolean;
  /** The gateway puts its registration before each piece of the meter's. */
  readonly registers: boolean;
  readonly noiseAfterFrames: boolean;
  readonly sharedFlag: boolean;
  readonly replyDelayMs: number;
  readonly paceMs: number | null;
  /** Pieces in which a reply leaves, and the time between two of them. */
  readonly pieces: number;
  readonly gapMs: number;
  readonly foreignEveryMs: number | null;

  // The meter.
  /** Overrides the address that the options give. */
  readonly server: HdlcAddress | null;
  readonly speaks: 'hdlc' | 'nothing' | 'wrapper' | 'mode-e' | 'push';
  readonly answersAnyAddress: boolean;
  readonly unknownClient: 'silent' | 'DM';
  readonly everyQuestion: 'answer' | 'DM' | 'FRMR' | 'FRMR-bare' | 'FRMR-no-address';
  readonly rejectsInformation: boolean;
  /** Answers from this question on. */
  readonly wakesAtQuestion: number;
  readonly parameters: 'lenient' | 'strict' | 'needed' | 'needed-or-close' | 'one-octet' | 'two-octets' | 'refused';
  /** UA to an SNRM without parameters carries none either. */
  readonly bareUa: boolean;
  /** DISC without a link gets nothing. */
  readonly discSilent: boolean;
  readonly staleLink: boolean;
  /** Mute until the line was quiet for so long; each octet starts the wait again. */
  readonly needsQuietMs: number | null;
  /** Mute until it loses its power. */
  readonly hung: boolean;
  /** Mute after so many answers, until it loses its power. */
  readonly hangsAfter: number | null;
  /** Links end when the last TCP client leaves: true for meters that are TCP servers themselves. */
  readonly linkEndsWithTcp: boolean;
  readonly pushEveryMs: number;
  readonly identifiesEveryMs: number | null;
  /** The acknowledgement of the sign-on opens HDLC: the gateway's speed happens to fit. */
  readonly signOnOpens: boolean;
}

/** A meter in order behind a ser2net-like gateway in order. */
export const inOrder: Behaviour = Object.freeze({
  ...servicesInOrder,
  closedPort: false,
  whenHeld: 'text',
  heldByOther: false,
  heldForMs: null,
  deviceError: false,
  banner: false,
  telnet: false,
  eatsFf: false,
  heartbeatEveryMs: null,
  ending: null,
  echo: false,
  readAtBaud: null,
  parityAsData: false,
  wrongFcs: false,
  wrongHcs: false,
  xonXoff: false,
  firstByteLost: false,
  crlfAfterFrames: false,
  registers: false,
  noiseAfterFrames: false,
  sharedFlag: false,
  replyDelayMs: 0,
  paceMs: null,
  pieces: 1,
  gapMs: 50,
  foreignEveryMs: null,
  server: null,
  speaks: 'hdlc',
  answersAnyAddress: false,
  unknownClient: 'silent',
  everyQuestion: 'answer',
  rejectsInformation: false,
  wakesAtQuestion: 1,
  parameters: 'lenient',
  bareUa: false,
  discSilent: false,
  staleLink: false,
  needsQuietMs: null,
  hung: false,
  hangsAfter: null,
  linkEndsWithTcp: false,
  pushEveryMs: 10_000,
  identifiesEveryMs: null,
  signOnOpens: false,
});
