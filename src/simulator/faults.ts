/**
 * Every fault the simulator can show, those above the link from `service-faults.ts`: the number of the cause it belongs to (1 to 25, as the verdict pages count
 * them), where it sits, and what it writes into the behaviour. Their words are in `wording/simulate.ts`.
 */
import type { Behaviour, Ending } from './behaviour.ts';
import { serviceFaults } from './service-faults.ts';

/** The number that may follow a fault's name, as in `late=7000`. */
export interface FaultParameter {
  readonly unit:
    | 'ms'
    | 'ms-per-byte'
    | 'pieces'
    | 'question'
    | 'baud'
    | 'address'
    | 'answers'
    | 'octets'
    | 'block'
    | 'client'
    | 'seconds'
    | 'kind';
  /** Taken where no number is given. */
  readonly fallback: number;
  readonly minimum: number;
  readonly maximum: number;
}

export interface FaultRow {
  /** Null: it belongs to none of them. */
  readonly cause: number | null;
  readonly part: 'gateway' | 'line' | 'meter';
  readonly parameter?: FaultParameter;
  /** It is a state, not a property: it is gone when the meter has lost its power. */
  readonly endsWithPower?: true;
  readonly sets: (value: number) => Partial<Behaviour>;
}

const hour = 3_600_000;
const ms = (fallback: number, minimum = 1): FaultParameter => ({ unit: 'ms', fallback, minimum, maximum: hour });

/** 0 stands for "stays". */
const stays = ms(0, 0);
const held = (whenHeld: Behaviour['whenHeld'], value: number): Partial<Behaviour> => ({
  whenHeld,
  heldByOther: true,
  heldForMs: value === 0 ? null : value,
});
const ending = (how: Ending['how'], when: Ending['when'], afterMs = 0): Partial<Behaviour> => ({
  ending: { how, when, afterMs },
});

export const faultTable = {
  'closed-port': { cause: 1, part: 'gateway', sets: () => ({ closedPort: true }) },
  // Gateway: who holds the port, and what the second client is told.
  busy: { cause: 2, part: 'gateway', parameter: stays, sets: (value) => held('text', value) },
  'busy-silent': { cause: 3, part: 'gateway', parameter: stays, sets: (value) => held('silence', value) },
  'busy-close': { cause: 2, part: 'gateway', parameter: stays, sets: (value) => held('close', value) },
  'busy-refuse': { cause: 2, part: 'gateway', parameter: stays, sets: (value) => held('refuse', value) },
  kick: { cause: 2, part: 'gateway', sets: () => ({ whenHeld: 'kick' }) },
  'device-error': { cause: 2, part: 'gateway', sets: () => ({ deviceError: true }) },
  // Gateway: what it adds, and when it hangs up.
  banner: { cause: 5, part: 'gateway', sets: () => ({ banner: true }) },
  heartbeat: { cause: 5, part: 'gateway', parameter: ms(1000), sets: (value) => ({ heartbeatEveryMs: value }) },
  crlf: { cause: 5, part: 'line', sets: () => ({ crlfAfterFrames: true }) },
  registers: { cause: 5, part: 'line', sets: () => ({ registers: true }) },
  telnet: { cause: 6, part: 'gateway', sets: () => ({ telnet: true }) },
  'ff-eaten': { cause: 6, part: 'gateway', sets: () => ({ eatsFf: true }) },
  'close-at-once': { cause: 2, part: 'gateway', sets: () => ending('close', 'at-once') },
  'close-after': { cause: 1, part: 'gateway', parameter: ms(300), sets: (value) => ending('close', 'after', value) },
  'close-on-question': { cause: 14, part: 'gateway', sets: () => ending('close', 'on-question') },
  'reset-at-once': { cause: 1, part: 'gateway', sets: () => ending('reset', 'at-once') },
  'reset-after': { cause: 1, part: 'gateway', parameter: ms(300), sets: (value) => ending('reset', 'after', value) },
  'reset-on-question': { cause: 14, part: 'gateway', sets: () => ending('reset', 'on-question') },
  // Serial line: what happens to the bytes.
  xonxoff: { cause: 7, part: 'line', sets: () => ({ xonXoff: true }) },
  echo: { cause: 8, part: 'line', sets: () => ({ echo: true }) },
  garble: {
    cause: 9,
    part: 'line',
    parameter: { unit: 'baud', fallback: 19_200, minimum: 300, maximum: 115_200 },
    sets: (value) => ({ readAtBaud: value }),
  },
  'garble-parity': { cause: 9, part: 'line', sets: () => ({ parityAsData: true }) },
  'wrong-fcs': { cause: 9, part: 'line', sets: () => ({ wrongFcs: true }) },
  'wrong-hcs': { cause: 9, part: 'line', sets: () => ({ wrongHcs: true }) },
  'first-byte-lost': { cause: 9, part: 'line', sets: () => ({ firstByteLost: true }) },
  coalesced: { cause: 20, part: 'line', sets: () => ({ noiseAfterFrames: true }) },
  'shared-flag': { cause: 20, part: 'line', sets: () => ({ sharedFlag: true }) },
  late: { cause: 20, part: 'line', parameter: ms(7000), sets: (value) => ({ replyDelayMs: value }) },
  slow: {
    cause: 20,
    part: 'line',
    parameter: { unit: 'ms-per-byte', fallback: 10, minimum: 1, maximum: 60_000 },
    sets: (value) => ({ paceMs: value }),
  },
  split: {
    cause: 20,
    part: 'line',
    parameter: { unit: 'pieces', fallback: 3, minimum: 2, maximum: 1000 },
    sets: (value) => ({ pieces: value }),
  },
  pause: { cause: 20, part: 'line', parameter: ms(3000), sets: (value) => ({ pieces: 2, gapMs: value }) },
  foreign: { cause: 4, part: 'line', parameter: ms(400), sets: (value) => ({ foreignEveryMs: value }) },
  // Meter: what it speaks.
  silent: { cause: 13, part: 'meter', sets: () => ({ speaks: 'nothing' }) },
  'mode-e': { cause: 10, part: 'meter', sets: () => ({ speaks: 'mode-e' }) },
  'mode-e-spontaneous': {
    cause: 10,
    part: 'meter',
    parameter: ms(2000),
    sets: (value) => ({ speaks: 'mode-e', identifiesEveryMs: value }),
  },
  'mode-e-hdlc': { cause: 10, part: 'meter', sets: () => ({ speaks: 'mode-e', signOnOpens: true }) },
  push: { cause: 11, part: 'meter', parameter: ms(10_000), sets: (value) => ({ speaks: 'push', pushEveryMs: value }) },
  wrapper: { cause: 14, part: 'meter', sets: () => ({ speaks: 'wrapper' }) },
  'wakes-up': {
    cause: 12,
    part: 'meter',
    parameter: { unit: 'question', fallback: 3, minimum: 2, maximum: 1000 },
    sets: (value) => ({ wakesAtQuestion: value }),
  },
  // Meter: to whom it listens.
  'one-byte-address': { cause: 13, part: 'meter', sets: () => ({ server: { upper: 1, lower: null, width: 1 } }) },
  'one-byte-other': {
    cause: 13,
    part: 'meter',
    parameter: { unit: 'address', fallback: 17, minimum: 1, maximum: 0x7d },
    sets: (value) => ({ server: { upper: value, lower: null, width: 1 } }),
  },
  'two-byte-address': {
    cause: 13,
    part: 'meter',
    parameter: { unit: 'address', fallback: 17, minimum: 1, maximum: 0x7d },
    sets: (value) => ({ server: { upper: 1, lower: value, width: 2 } }),
  },
  'other-address': {
    cause: 13,
    part: 'meter',
    parameter: { unit: 'address', fallback: 1234, minimum: 1, maximum: 0x3ffd },
    sets: (value) => ({ server: { upper: 1, lower: value, width: 4 } }),
  },
  'all-answer': { cause: 13, part: 'meter', sets: () => ({ answersAnyAddress: true }) },
  'unknown-client-silent': { cause: 22, part: 'meter', sets: () => ({ unknownClient: 'silent' }) },
  'unknown-client-dm': { cause: 22, part: 'meter', sets: () => ({ unknownClient: 'DM' }) },
  // Meter: how it answers.
  dm: { cause: 16, part: 'meter', sets: () => ({ everyQuestion: 'DM' }) },
  frmr: { cause: 17, part: 'meter', sets: () => ({ everyQuestion: 'FRMR' }) },
  'frmr-bare': { cause: 17, part: 'meter', sets: () => ({ everyQuestion: 'FRMR-bare' }) },
  'frmr-no-address': { cause: 17, part: 'meter', sets: () => ({ everyQuestion: 'FRMR-no-address' }) },
  'rejects-information': { cause: 18, part: 'meter', sets: () => ({ rejectsInformation: true, bareUa: true }) },
  'strict-parameters': { cause: 18, part: 'meter', sets: () => ({ parameters: 'strict' }) },
  'needs-parameters': { cause: 18, part: 'meter', sets: () => ({ parameters: 'needed' }) },
  'needs-parameters-close': { cause: 18, part: 'meter', sets: () => ({ parameters: 'needed-or-close' }) },
  'one-octet-lengths': { cause: 18, part: 'meter', sets: () => ({ parameters: 'one-octet' }) },
  'two-octet-lengths': { cause: 18, part: 'meter', sets: () => ({ parameters: 'two-octets' }) },
  'bare-only': { cause: 18, part: 'meter', sets: () => ({ parameters: 'refused' }) },
  'bare-ua': { cause: 18, part: 'meter', sets: () => ({ bareUa: true }) },
  'disc-silent': { cause: null, part: 'meter', sets: () => ({ discSilent: true }) },
  'stale-link': { cause: 15, part: 'meter', endsWithPower: true, sets: () => ({ staleLink: true }) },
  'needs-quiet': {
    cause: 15,
    part: 'meter',
    parameter: ms(180_000),
    endsWithPower: true,
    sets: (value) => ({ needsQuietMs: value }),
  },
  'forgets-link': { cause: 15, part: 'meter', sets: () => ({ linkEndsWithTcp: true }) },
  // Meter: what only a loss of power ends.
  hung: { cause: null, part: 'meter', endsWithPower: true, sets: () => ({ hung: true }) },
  'hangs-after': {
    cause: null,
    part: 'meter',
    parameter: { unit: 'answers', fallback: 3, minimum: 0, maximum: 1000 },
    sets: (value) => ({ hangsAfter: value }),
  },
  ...serviceFaults,
} as const satisfies Record<string, FaultRow>;

export type FaultName = keyof typeof faultTable;

/** Every fault, in the order in which lists show them. */
export const faultNames = Object.keys(faultTable) as readonly FaultName[];

/** The row of a fault, with its optional parameter in sight. */
export function faultRow(name: FaultName): FaultRow {
  return faultTable[name];
}
