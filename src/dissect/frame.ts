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
  type Control,
  type HdlcAddress,
  isAddressWidth,
  parseControl,
  readAddress,
} from '../hdlc/index.ts';
import { addressNode, sidesOf } from './address.ts';
import { frameRemarks } from './frame-remarks.ts';
import { informationNodes } from './information.ts';
import { type NoteCode, problem } from './problems.ts';
import { type Node, node, type Problem, type Source } from './tree.ts';

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
}

export interface ExplainedFrame {
  readonly type: string;
  readonly tree: readonly Node[];
}

const closingFlag = '7e';

/** Explains a frame. Reads any octets; never throws. */
export function explainFrame(source: Source, span: Span): ExplainedFrame {
  const tree: Node[] = [openingNode(source, span)];
  const body = explainOctets(source, span);
  tree.push(...body.tree, ...closingNode(source, span));
  return { type: body.type, tree };
}

function openingNode(source: Source, { from, opening }: Span): Node {
  if (opening === 'own') return node(source, 'flag.opening', from - 1, from);
  if (opening === 'shared') return node(source, 'flag.opening', from, from, { value: 'shared' });
  return node(source, 'flag.opening', from, from, {
    problems: [problem(source, 'opening-flag-missing', from, from, closingFlag)],
  });
}

function closingNode(source: Source, { to, closed, missing }: Span): readonly Node[] {
  if (closed) return [node(source, 'flag.closing', to, to + 1)];
  if (missing > 0) return [];
  return [
    node(source, 'flag.closing', to, to, { problems: [problem(source, 'closing-flag-missing', to, to, closingFlag)] }),
  ];
}

function explainOctets(source: Source, span: Span): ExplainedFrame {
  const { from, to } = span;
  const { bytes } = source;
  const truncated = span.missing > 0 ? [problem(source, 'truncated', to, to, null, { missing: span.missing })] : [];
  const tail = (at: number, problems: readonly Problem[]): readonly Node[] =>
    at < to || problems.length > 0 ? [node(source, 'rest', at, to, { problems })] : [];
  if (to - from < 2) return { type: 'unknown', tree: tail(from, [...tooShort(source, span), ...truncated]) };

  const tree: Node[] = [formatNode(source, span)];
  const destinationWidth = addressWidth(bytes, from + 2, to);
  const sourceAt = from + 2 + destinationWidth;
  if (destinationWidth <= 0) {
    const unfinished = span.missing > 0 ? [] : [problem(source, 'address-unfinished', from + 2, to)];
    return { type: 'unknown', tree: [...tree, ...tail(from + 2, [...unfinished, ...truncated])] };
  }
  const destination = readAddress(bytes, from + 2, destinationWidth);
  const sourceWidth = addressWidth(bytes, sourceAt, to);
  const controlAt = sourceAt + sourceWidth;
  if (sourceWidth <= 0 || controlAt >= to) {
    const unfinished = span.missing > 0 ? [] : [problem(source, 'address-unfinished', sourceAt, to)];
    tree.push(
      addressNode(
        source,
        'destination',
        from + 2,
        destination,
        'unknown',
        widthProblems(source, from + 2, destination),
      ),
    );
    return { type: 'unknown', tree: [...tree, ...tail(sourceAt, [...unfinished, ...truncated])] };
  }
  const sender = readAddress(bytes, sourceAt, sourceWidth);
  const control = parseControl(bytes[controlAt] as number);
  const segmented = ((bytes[from] as number) & 0x08) !== 0;
  const parts = partsOf(span, controlAt, declaredLength(bytes, from));
  const information = bytes.subarray(parts.informationAt, parts.informationEnd);
  const sides = sidesOf(control, destination, sender, information);
  const remarks = frameRemarks(source, { span, controlAt, sourceAt, control, destination, sender, sides, segmented });
  const at = (place: number): readonly Problem[] => remarks.filter(({ offset }) => offset - source.base === place);
  const formatProblems = at(from);
  if (formatProblems.length > 0)
    tree[0] = { ...(tree[0] as Node), problems: [...(tree[0]?.problems ?? []), ...formatProblems] };
  tree.push(
    addressNode(source, 'destination', from + 2, destination, sides.destination, [
      ...widthProblems(source, from + 2, destination),
      ...at(from + 2),
    ]),
    addressNode(source, 'source', sourceAt, sender, sides.source, [
      ...widthProblems(source, sourceAt, sender),
      ...at(sourceAt),
    ]),
    controlNode(source, control, controlAt, at(controlAt)),
  );
  if (parts.hcsAt !== null) tree.push(checkNode(source, 'hcs', from, parts.hcsAt));
  if (parts.oddAt !== null)
    tree.push(
      node(source, 'rest', parts.oddAt, parts.oddAt + 1, {
        problems: [problem(source, 'hcs-cut', parts.oddAt, parts.oddAt + 1)],
      }),
    );
  const fields = informationNodes(source, control, segmented, parts.informationAt, parts.informationEnd);
  // In a cut frame the fields end where the bytes do: that is the one problem it has.
  const inside = span.missing > 0 ? fields.map(withoutProblems) : fields;
  if (inside.length > 0) {
    tree.push(node(source, 'information', parts.informationAt, parts.informationEnd, { children: inside }));
  }
  if (parts.fcsAt !== null) tree.push(checkNode(source, 'fcs', from, parts.fcsAt));
  else tree.push(...tail(parts.informationEnd, [...(span.missing > 0 ? [] : tooShort(source, span)), ...truncated]));
  return { type: control.type, tree };
}

function withoutProblems({ problems: _, children, ...rest }: Node): Node {
  return children === undefined ? rest : { ...rest, children: children.map(withoutProblems) };
}

const declaredLength = (bytes: Uint8Array, from: number): number =>
  (((bytes[from] as number) & 0x07) << 8) | (bytes[from + 1] as number);

interface Parts {
  readonly hcsAt: number | null;
  /** A single octet between control and FCS: too few for a header check. */
  readonly oddAt: number | null;
  readonly informationAt: number;
  readonly informationEnd: number;
  readonly fcsAt: number | null;
}

/** Which octets behind the control octet are what. A cut frame has no FCS; its HCS may have come. */
function partsOf({ to, from, missing }: Span, controlAt: number, declared: number): Parts {
  const behind = controlAt + 1;
  const fcsAt = missing > 0 ? to : to - 2;
  const withInformation = missing === 0 ? fcsAt > behind : declared > behind - from + 2;
  const hasHcs = withInformation && fcsAt >= behind + 2;
  const odd = withInformation && missing === 0 && fcsAt === behind + 1;
  const informationAt = hasHcs ? behind + 2 : odd ? fcsAt : Math.min(behind, fcsAt);
  const readable = missing > 0 ? null : fcsAt >= behind ? fcsAt : null;
  return {
    hcsAt: hasHcs ? behind : null,
    oddAt: odd ? behind : null,
    informationAt: readable === null && missing === 0 ? behind : informationAt,
    informationEnd: readable ?? (hasHcs ? to : behind),
    fcsAt: readable,
  };
}

function formatNode(source: Source, { from, to, missing }: Span): Node {
  const first = source.bytes[from] as number;
  const declared = declaredLength(source.bytes, from);
  const actual = to - from;
  const problems: Problem[] = [];
  const known = (first & 0xf0) === 0xa0;
  if (!known) {
    const expected = (0xa0 | (first & 0x0f)).toString(16);
    problems.push(problem(source, 'format-unknown', from, from + 1, expected));
  }
  if (missing === 0 && declared !== actual) {
    const expected = actual > 0x7ff ? null : toHex(Uint8Array.of((first & 0xf8) | (actual >>> 8), actual & 0xff));
    problems.push(problem(source, 'length-wrong', from, from + 2, expected, { declared, actual }));
  }
  return node(source, 'format', from, from + 2, {
    problems,
    bits: [
      { field: 'format.type', mask: 0xf000, value: known ? 3 : null },
      { field: 'format.segmented', mask: 0x0800, value: (first & 0x08) !== 0 },
      { field: 'format.length', mask: 0x07ff, value: declared },
    ],
  });
}

function tooShort(source: Source, { from, to, missing }: Span): readonly Problem[] {
  return missing > 0 ? [] : [problem(source, 'too-short', from, to, null, { actual: to - from })];
}

function widthProblems(source: Source, at: number, { width }: HdlcAddress): readonly Problem[] {
  return isAddressWidth(width) ? [] : [problem(source, 'address-width', at, at + width, null, { actual: width })];
}

function controlNode(source: Source, control: Control, at: number, problems: readonly Problem[]): Node {
  return node(source, 'control', at, at + 1, {
    value: control.type,
    problems,
    bits: [
      ...('nr' in control ? [{ field: 'control.nr', mask: 0xe0, value: control.nr } as const] : []),
      { field: 'control.poll-final', mask: 0x10, value: control.pf },
      ...('ns' in control ? [{ field: 'control.ns', mask: 0x0e, value: control.ns } as const] : []),
    ],
  });
}

/** A check value over `bytes[from, at)`, low octet first. */
function checkNode(source: Source, which: 'hcs' | 'fcs', from: number, at: number): Node {
  const computed = crc16(source.bytes, from, at);
  const received = (source.bytes[at] as number) | ((source.bytes[at + 1] as number) << 8);
  const problems: Problem[] = [];
  if (computed !== received) {
    const note = checkNote(computed, received);
    const expected = toHex(Uint8Array.of(computed & 0xff, computed >>> 8));
    problems.push(problem(source, `${which}-wrong`, at, at + 2, expected, note === null ? {} : { note }));
  }
  return node(source, which, at, at + 2, { value: computed === received, problems });
}

/** Mistakes of programs rather than of lines: the right value, written down wrongly. */
function checkNote(computed: number, received: number): NoteCode | null {
  if (received === (((computed & 0xff) << 8) | (computed >>> 8))) return 'octets-swapped';
  if (received === (computed ^ 0xffff)) return 'not-inverted';
  return received === 0 ? 'all-zero' : null;
}
