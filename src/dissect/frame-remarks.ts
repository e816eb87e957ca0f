/** What a frame whose octets are right may still say wrongly, as rows: addresses, control, segmentation. */
import { type Control, type HdlcAddress, isAddressWidth, reservedAddress } from '../hdlc/index.ts';
import type { Sides } from './address.ts';
import type { Span } from './frame.ts';
import { type ProblemCode, problem } from './problems.ts';
import { noProblems, type Problem, type Source } from './tree.ts';

interface FrameFields {
  readonly span: Span;
  readonly sourceAt: number;
  readonly controlAt: number;
  readonly control: Control;
  readonly destination: HdlcAddress;
  readonly sender: HdlcAddress;
  readonly sides: Sides;
  readonly segmented: boolean;
}

interface Remark {
  readonly code: ProblemCode;
  readonly holds: (fields: FrameFields) => boolean;
  readonly at: (fields: FrameFields) => readonly [from: number, to: number];
  /** What would be right, where there is one answer. */
  readonly expected?: (fields: FrameFields) => string;
}

const isAll = ({ upper, width }: HdlcAddress): boolean =>
  upper === reservedAddress.allStations[width === 1 || width === 2 ? width : 4];

const isOpeningQuestion = ({ control }: FrameFields): boolean => control.type === 'SNRM' || control.type === 'DISC';
const destinationPlace = ({ span, sourceAt }: FrameFields) => [span.from + 2, sourceAt] as const;
const sourcePlace = ({ sourceAt, controlAt }: FrameFields) => [sourceAt, controlAt] as const;
const controlPlace = ({ controlAt }: FrameFields) => [controlAt, controlAt + 1] as const;

const remarks: readonly Remark[] = [
  // A client address of more than one byte: a server discards the frame (§6.4.2.5).
  {
    code: 'client-address-width',
    holds: ({ sides, sender }) => sides.source === 'client' && (sender.width === 2 || sender.width === 4),
    at: sourcePlace,
  },
  {
    code: 'client-address-width',
    holds: ({ sides, destination }) =>
      sides.destination === 'client' && (destination.width === 2 || destination.width === 4),
    at: destinationPlace,
  },
  // Nobody can answer to all stations, so a frame from there is ignored (§6.4.4.2.3).
  { code: 'source-reserved', holds: ({ sender }) => isAll(sender), at: sourcePlace },
  {
    code: 'no-station',
    holds: (fields) =>
      fields.destination.upper === reservedAddress.noStation &&
      isAddressWidth(fields.destination.width) &&
      isOpeningQuestion(fields),
    at: destinationPlace,
  },
  {
    code: 'control-unknown',
    holds: ({ control }) => control.type === 'unknown' || control.type === 'REJ' || control.type === 'SREJ',
    at: controlPlace,
  },
  // Without P nobody is asked to answer; a broadcast must not ask (§6.4.2.4).
  {
    code: 'poll-missing',
    holds: (fields) => isOpeningQuestion(fields) && !fields.control.pf && !isAll(fields.destination),
    at: controlPlace,
    expected: ({ control }) => (control.octet | 0x10).toString(16).padStart(2, '0'),
  },
  {
    code: 'segmentation-unexpected',
    holds: ({ segmented, control }) => segmented && control.type !== 'I' && control.type !== 'UI',
    at: ({ span }) => [span.from, span.from + 1],
  },
];

/** The remarks that hold for a frame, each at its place. */
export function frameRemarks(source: Source, fields: FrameFields): readonly Problem[] {
  if (isPlain(fields)) return noProblems;
  let found: Problem[] | null = null;
  for (const { code, holds, at, expected } of remarks) {
    if (!holds(fields)) continue;
    found ??= [];
    found.push(problem(source, code, ...at(fields), expected?.(fields) ?? null));
  }
  return found ?? noProblems;
}

/** Nearly every frame: none of the rows can hold for it. */
function isPlain({ control: { type }, destination, sender, segmented }: FrameFields): boolean {
  const plainType = type === 'I' || type === 'UI' || (!segmented && (type === 'UA' || type === 'RR'));
  return plainType && destination.width === 1 && sender.width === 1 && !isAll(sender);
}
