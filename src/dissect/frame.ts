/**
 * One HDLC frame, right or wrong, explained field by field (IEC 62056-46 §6.4.1):
 *
 *   7E │ A S·LL │ destination │ source │ control │ HCS │ information │ FCS │ 7E
 *
 * Where a frame is cut or misbuilt, the fields that can be found are named, and the bytes behind them are `rest`.
 */
import { crc16 } from '../bytes/crc.ts';
import { toHex } from '../bytes/hex.ts';
import {
  addressWidth,
  type HdlcAddress,
  isAddressWidth,
  type Llc,
  parseControl,
  parseLlc,
  readAddress,
} from '../hdlc/index.ts';
import { addressNode, sidesOf } from './address.ts';
import { frameRemarks } from './frame-remarks.ts';
import { informationNodes } from './information.ts';
import { type NoteCode, problem } from './problems.ts';
import { Node, noProblems, type Problem, type Source, withoutProblems } from './tree.ts';

/** Where a frame stands in the source's bytes. */
export interface Span {
  /** First octet behind the opening flag. */
  readonly from: number;
  /** Behind the last octet before the closing flag. */
  readonly to: number;
  /** Its own opening flag, the closing flag of the frame before, or none. */
  readonly opening: 'own' | 'shared' | 'missing';
  readonly closed: boolean;
  /** Octets that the length field promises and that did not come; 0 for a frame that is all there. */
  readonly missing: number;
  /** Whoever cut the frame found its check values right: they are not computed again. */
  readonly checked?: boolean;
  /** Segments were begun before it and not ended. */
  readonly continues?: boolean;
}

export interface ExplainedFrame {
  readonly type: string;
  readonly tree: readonly Node[];
}

const closingFlag = '7e';

/** Explains a frame. Reads any octets; never throws. */
export function explainFrame(source: Source, span: Span): ExplainedFrame {
  const tree: Node[] = [openingNode(source, span)];
  const type = explainOctets(source, span, tree);
  const closing = closingNode(source, span);
  if (closing !== null) tree.push(closing);
  return { type, tree };
}

function openingNode(source: Source, { from, opening }: Span): Node {
  if (opening === 'own') return new Node(source, 'flag.opening', from - 1, from);
  if (opening === 'shared') return new Node(source, 'flag.opening', from, from, 'shared');
  const missing = [problem(source, 'opening-flag-missing', from, from, closingFlag)];
  return new Node(source, 'flag.opening', from, from, undefined, undefined, undefined, missing);
}

function closingNode(source: Source, { to, closed, missing }: Span): Node | null {
  if (closed) return new Node(source, 'flag.closing', to, to + 1);
  if (missing > 0) return null;
  const problems = [problem(source, 'closing-flag-missing', to, to, closingFlag)];
  return new Node(source, 'flag.closing', to, to, undefined, undefined, undefined, problems);
}

/** Puts the fields between the flags behind `tree`; gives the frame's type. */
function explainOctets(source: Source, span: Span, tree: Node[]): string {
  const { from, to } = span;
  const { bytes } = source;
  if (to - from < 2) {
    tree.push(...restNodes(source, span, from, tooShort(source, span)));
    return 'unknown';
  }
  tree.push(formatNode(source, span));
  const destinationWidth = addressWidth(bytes, from + 2, to);
  if (destinationWidth <= 0) {
    tree.push(...restNodes(source, span, from + 2, unfinished(source, span, from + 2)));
    return 'unknown';
  }
  const sourceAt = from + 2 + destinationWidth;
  const destination = readAddress(bytes, from + 2, destinationWidth);
  const sourceWidth = addressWidth(bytes, sourceAt, to);
  const controlAt = sourceAt + sourceWidth;
  if (sourceWidth <= 0 || controlAt >= to) {
    const problems = widthProblems(source, from + 2, destination);
    tree.push(addressNode(source, 'destination', from + 2, destination, 'unknown', problems));
    tree.push(...restNodes(source, span, sourceAt, unfinished(source, span, sourceAt)));
    return 'unknown';
  }
  const sender = readAddress(bytes, sourceAt, sourceWidth);
  const control = parseControl(bytes[controlAt] as number);
  const segmented = ((bytes[from] as number) & 0x08) !== 0;
  const parts = partsOf(span, controlAt, declaredLength(bytes, from));
  const { informationAt, informationEnd } = parts;
  const carries = control.type === 'I' || control.type === 'UI';
  const llc: Llc | null =
    carries && informationAt < informationEnd ? parseLlc(bytes, informationAt, informationEnd) : null;
  const sides = sidesOf(control, destination, sender, llc);
  const remarks = frameRemarks(source, { span, controlAt, sourceAt, control, destination, sender, sides, segmented });
  if (remarks.length > 0) {
    const format = tree[tree.length - 1] as Node;
    tree[tree.length - 1] = format.with(withRemarks(source, format.problems, remarks, from) ?? noProblems);
  }
  const destinationWrong = withRemarks(source, widthProblems(source, from + 2, destination), remarks, from + 2);
  const senderWrong = withRemarks(source, widthProblems(source, sourceAt, sender), remarks, sourceAt);
  const controlWrong = withRemarks(source, undefined, remarks, controlAt);
  tree.push(
    addressNode(source, 'destination', from + 2, destination, sides.destination, destinationWrong),
    addressNode(source, 'source', sourceAt, sender, sides.source, senderWrong),
    new Node(source, 'control', controlAt, controlAt + 1, control.type, undefined, undefined, controlWrong),
  );
  if (parts.hcsAt >= 0) tree.push(checkNode(source, 'hcs', from, parts.hcsAt, span.checked === true));
  if (parts.oddAt >= 0) {
    const problems = [problem(source, 'hcs-cut', parts.oddAt, parts.oddAt + 1)];
    tree.push(new Node(source, 'rest', parts.oddAt, parts.oddAt + 1, undefined, undefined, undefined, problems));
  }
  if (informationAt < informationEnd) {
    const fields = informationNodes(
      source,
      control,
      segmented,
      span.continues === true,
      llc,
      informationAt,
      informationEnd,
    );
    // In a cut frame the fields end where the bytes do: that is the one problem it has.
    const inside = span.missing > 0 ? fields.map(withoutProblems) : fields;
    tree.push(new Node(source, 'information', informationAt, informationEnd, undefined, undefined, inside));
  }
  if (parts.fcsAt >= 0) tree.push(checkNode(source, 'fcs', from, parts.fcsAt, span.checked === true));
  else tree.push(...restNodes(source, span, informationEnd, tooShort(source, span)));
  return control.type;
}

/** What cannot be named any more, with what is wrong with it. */
function restNodes(source: Source, { to, missing }: Span, at: number, problems: readonly Problem[]): readonly Node[] {
  const all = missing > 0 ? [...problems, problem(source, 'truncated', to, to, null, { missing })] : problems;
  if (at >= to && all.length === 0) return [];
  return [new Node(source, 'rest', at, to, undefined, undefined, undefined, all.length === 0 ? undefined : all)];
}

function unfinished(source: Source, { to, missing }: Span, at: number): readonly Problem[] {
  return missing > 0 ? noProblems : [problem(source, 'address-unfinished', at, to)];
}

/** A field's own problems, and the remarks that start where it does. */
function withRemarks(
  source: Source,
  own: readonly Problem[] | undefined,
  remarks: readonly Problem[],
  at: number,
): readonly Problem[] | undefined {
  if (remarks.length === 0) return own;
  const all = [...(own ?? noProblems), ...remarks.filter(({ offset }) => offset - source.base === at)];
  return all.length === 0 ? undefined : all;
}

const declaredLength = (bytes: Uint8Array, from: number): number =>
  (((bytes[from] as number) & 0x07) << 8) | (bytes[from + 1] as number);

interface Parts {
  /** -1 where there is none; so are the others. */
  readonly hcsAt: number;
  /** A single octet between control and FCS: too few for a header check. */
  readonly oddAt: number;
  readonly informationAt: number;
  readonly informationEnd: number;
  readonly fcsAt: number;
}

/** Which octets behind the control octet are what. A cut frame has no FCS; its HCS may have come. */
function partsOf({ to, from, missing }: Span, controlAt: number, declared: number): Parts {
  const behind = controlAt + 1;
  const fcsAt = missing > 0 ? to : to - 2;
  const withInformation = missing === 0 ? fcsAt > behind : declared > behind - from + 2;
  const hasHcs = withInformation && fcsAt >= behind + 2;
  const odd = withInformation && missing === 0 && fcsAt === behind + 1;
  const informationAt = hasHcs ? behind + 2 : odd ? fcsAt : Math.min(behind, fcsAt);
  const readable = missing > 0 || fcsAt < behind ? -1 : fcsAt;
  return {
    hcsAt: hasHcs ? behind : -1,
    oddAt: odd ? behind : -1,
    informationAt: readable < 0 && missing === 0 ? behind : informationAt,
    informationEnd: readable >= 0 ? readable : hasHcs ? to : behind,
    fcsAt: readable,
  };
}

function formatNode(source: Source, { from, to, missing }: Span): Node {
  const first = source.bytes[from] as number;
  const declared = declaredLength(source.bytes, from);
  const actual = to - from;
  const known = (first & 0xf0) === 0xa0;
  if (known && (missing > 0 || declared === actual)) return new Node(source, 'format', from, from + 2);
  const problems: Problem[] = [];
  if (!known) {
    const expected = (0xa0 | (first & 0x0f)).toString(16);
    problems.push(problem(source, 'format-unknown', from, from + 1, expected));
  }
  if (missing === 0 && declared !== actual) {
    const expected = actual > 0x7ff ? null : toHex(Uint8Array.of((first & 0xf8) | (actual >>> 8), actual & 0xff));
    problems.push(problem(source, 'length-wrong', from, from + 2, expected, { declared, actual }));
  }
  return new Node(source, 'format', from, from + 2, undefined, undefined, undefined, problems);
}

function tooShort(source: Source, { from, to, missing }: Span): readonly Problem[] {
  return missing > 0 ? noProblems : [problem(source, 'too-short', from, to, null, { actual: to - from })];
}

function widthProblems(source: Source, at: number, { width }: HdlcAddress): readonly Problem[] | undefined {
  return isAddressWidth(width)
    ? undefined
    : [problem(source, 'address-width', at, at + width, null, { actual: width })];
}

/**
 * A check value over `bytes[from, at)`, low octet first.
 * @param known it was found right already
 */
function checkNode(source: Source, which: 'hcs' | 'fcs', from: number, at: number, known: boolean): Node {
  if (known) return new Node(source, which, at, at + 2, true);
  const computed = crc16(source.bytes, from, at);
  const received = (source.bytes[at] as number) | ((source.bytes[at + 1] as number) << 8);
  if (computed === received) return new Node(source, which, at, at + 2, true);
  const note = checkNote(computed, received);
  const expected = toHex(Uint8Array.of(computed & 0xff, computed >>> 8));
  const wrong = problem(source, `${which}-wrong`, at, at + 2, expected, note === null ? {} : { note });
  return new Node(source, which, at, at + 2, false, undefined, undefined, [wrong]);
}

/** Mistakes of programs rather than of lines: the right value, written down wrongly. */
function checkNote(computed: number, received: number): NoteCode | null {
  if (received === (((computed & 0xff) << 8) | (computed >>> 8))) return 'octets-swapped';
  if (received === (computed ^ 0xffff)) return 'not-inverted';
  return received === 0 ? 'all-zero' : null;
}
