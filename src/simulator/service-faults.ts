/**
 * The faults above the link: associations that are refused, held or unanswered, services that go wrong, long answers
 * that die or never end, and bytes that no client expects. Answers are synthetic, built from the standard, unless
 * `service-behaviour.ts` or the code that writes them says where they were seen.
 */
import type { FaultParameter, FaultRow } from './faults.ts';
import { accessResult } from './objects/cosem-object.ts';

const hour = 3_600_000;
const year = 366 * 86_400;
const ms = (fallback: number): FaultParameter => ({ unit: 'ms', fallback, minimum: 1, maximum: hour });
/** 0 stands for every client. */
const everyClient: FaultParameter = { unit: 'client', fallback: 0, minimum: 0, maximum: 126 };
const seconds: FaultParameter = { unit: 'seconds', fallback: 3600, minimum: 1, maximum: year };

/** An AARE with a result of 1, and this diagnostic. */
const refuses = (diagnostic: number, client = 0) => ({ refusal: { diagnostic, client } });

export const serviceFaults = {
  // Association.
  'held-association': { cause: 15, part: 'meter', endsWithPower: true, sets: () => ({ heldAssociation: true }) },
  'association-silent': {
    cause: 22,
    part: 'meter',
    parameter: everyClient,
    sets: (value) => ({ silentToAarqOf: value }),
  },
  'association-refused': { cause: 22, part: 'meter', parameter: everyClient, sets: (value) => refuses(1, value) },
  'wrong-client': {
    cause: 22,
    part: 'meter',
    parameter: { unit: 'client', fallback: 32, minimum: 1, maximum: 126 },
    sets: (value) => ({ onlyClient: value }),
  },
  'wrong-secret': { cause: 23, part: 'meter', sets: () => ({ everySecretWrong: 'bare' }) },
  'wrong-secret-full': { cause: 23, part: 'meter', sets: () => ({ everySecretWrong: 'full' }) },
  locked: { cause: 23, part: 'meter', parameter: ms(60_000), sets: (value) => ({ lockMs: value }) },
  'lock-out': {
    cause: 23,
    part: 'meter',
    parameter: ms(60_000),
    endsWithPower: true,
    sets: (value) => ({ lockedForMs: value }),
  },
  'context-refused': { cause: 24, part: 'meter', sets: () => refuses(2) },
  'mechanism-unknown': { cause: 24, part: 'meter', sets: () => refuses(11) },
  'mechanism-required': { cause: 24, part: 'meter', sets: () => refuses(12) },
  'authentication-required': { cause: 24, part: 'meter', sets: () => refuses(14) },
  'hls-pending': { cause: 24, part: 'meter', sets: () => ({ hlsPending: true }) },
  'initiate-pdu-short': { cause: 24, part: 'meter', sets: () => ({ initiateError: 3 }) },
  'initiate-incompatible': { cause: 24, part: 'meter', sets: () => ({ initiateError: 2 }) },
  'short-names': { cause: 24, part: 'meter', sets: () => ({ shortNames: true }) },
  'no-user-information': { cause: 24, part: 'meter', sets: () => ({ noUserInformation: true }) },
  'bare-ae-lengths': { cause: 24, part: 'meter', sets: () => ({ aareLengthsShort: true }) },
  'rlrq-silent': { cause: 15, part: 'meter', sets: () => ({ release: 'silent' }) },
  'one-byte-rlre': { cause: 19, part: 'meter', sets: () => ({ release: 'one-byte' }) },
  // I frames.
  'bad-sequence': {
    cause: 17,
    part: 'meter',
    parameter: { unit: 'answers', fallback: 1, minimum: 0, maximum: 1000 },
    sets: (value) => ({ numbersSlipAfter: value }),
  },
  'frmr-on-information': { cause: 17, part: 'meter', sets: () => ({ forgetsCounters: true }) },
  'counts-bad-frames': { cause: 17, part: 'meter', sets: () => ({ countsBadFrames: true }) },
  'repeat-answered': { cause: 17, part: 'meter', sets: () => ({ repeatedInformation: 'answered' }) },
  'repeat-silent': { cause: 17, part: 'meter', sets: () => ({ repeatedInformation: 'silent' }) },
  'information-too-long': {
    cause: 18,
    part: 'meter',
    parameter: { unit: 'octets', fallback: 32, minimum: 8, maximum: 2030 },
    sets: (value) => ({ longestInformation: value }),
  },
  'late-data': { cause: 20, part: 'meter', parameter: ms(7000), sets: (value) => ({ dataDelayMs: value }) },
  'slow-block': { cause: 20, part: 'meter', parameter: ms(3000), sets: (value) => ({ blockDelayMs: value }) },
  'doubled-reply': { cause: 20, part: 'line', sets: () => ({ doubledAfterMs: 0 }) },
  'late-doubled': { cause: 20, part: 'line', parameter: ms(1000), sets: (value) => ({ doubledAfterMs: value }) },
  // Long answers.
  'drops-segments': { cause: 21, part: 'meter', sets: () => ({ longAnswers: 'first-segment' }) },
  'drops-blocks': {
    cause: 21,
    part: 'meter',
    parameter: { unit: 'block', fallback: 2, minimum: 1, maximum: 100_000 },
    sets: (value) => ({ dropsBlock: value }),
  },
  'no-segmentation': { cause: 21, part: 'meter', sets: () => ({ longAnswers: 'none' }) },
  'endless-segments': { cause: 21, part: 'meter', sets: () => ({ longAnswers: 'endless' }) },
  'endless-blocks': { cause: 21, part: 'meter', sets: () => ({ endlessBlocks: true }) },
  'rr-game': { cause: 21, part: 'meter', sets: () => ({ longAnswers: 'only-RR' }) },
  // What a reader must survive.
  'left-over-bytes': { cause: 19, part: 'meter', sets: () => ({ leftOver: 18 }) },
  'doubled-llc': { cause: 19, part: 'meter', sets: () => ({ llc: 'doubled' }) },
  'command-llc': { cause: 19, part: 'meter', sets: () => ({ llc: 'command' }) },
  'no-llc-exception': { cause: 19, part: 'meter', sets: () => ({ exceptionWithoutLlc: true }) },
  'source-form': { cause: 13, part: 'meter', sets: () => ({ otherSourceForm: true }) },
  'hostile-lengths': {
    cause: 19,
    part: 'meter',
    parameter: { unit: 'kind', fallback: 1, minimum: 1, maximum: 3 },
    sets: (value) => ({ hostileData: value }),
  },
  // The clock and the rights: answers that are in order as such.
  'read-denied': { cause: null, part: 'meter', sets: () => ({ clockRefused: accessResult.readWriteDenied }) },
  'object-undefined': { cause: null, part: 'meter', sets: () => ({ clockRefused: accessResult.objectUndefined }) },
  'clock-wrong': {
    cause: null,
    part: 'meter',
    parameter: seconds,
    sets: (value) => ({ clockOffsetMs: value * 1000 }),
  },
  'clock-invalid': { cause: null, part: 'meter', sets: () => ({ clockStatus: 0x01 }) },
  'null-clocks': { cause: null, part: 'meter', sets: () => ({ nullClocks: true }) },
} as const satisfies Record<string, FaultRow>;
