/**
 * What dissecting gives: items in the order of the bytes, each a tree whose leaves cover every byte exactly once.
 *
 *   item    7E A0 07 03 21 93 00 00 7E                hdlc, SNRM
 *   tree    └┬┘└─┬─┘ │  │  │  └─┬─┘ └┬┘
 *         opening format … control fcs closing        a branch's children cover it; bits lie inside a leaf
 */
import { toHex } from '../bytes/hex.ts';
import type { CorrectionCode } from './corrections.ts';
import type { NoteCode, ProblemCode } from './problems.ts';

export type ItemKind = 'hdlc' | 'text' | 'wrapper' | 'apdu' | 'noise';

export type FieldName =
  | 'flag.opening'
  | 'flag.closing'
  | 'format'
  | 'destination'
  | 'destination.upper'
  | 'destination.lower'
  | 'destination.byte'
  | 'source'
  | 'source.upper'
  | 'source.lower'
  | 'source.byte'
  | 'control'
  | 'hcs'
  | 'information'
  | 'parameters.format'
  | 'parameters.group'
  | 'parameters.group-length'
  | 'parameter'
  | 'parameter.identifier'
  | 'parameter.length'
  | 'parameter.value'
  | 'parameters.user-data'
  | 'frmr.control'
  | 'frmr.counters'
  | 'frmr.reason'
  | 'llc'
  | 'llc.destination'
  | 'llc.source'
  | 'llc.quality'
  | 'llc.repeated'
  | 'apdu'
  | 'data'
  | 'fcs'
  | 'rest'
  | 'text'
  | 'line-end'
  | 'telnet.command'
  | 'wrapper.version'
  | 'wrapper.source'
  | 'wrapper.destination'
  | 'wrapper.length'
  | 'flags'
  | 'noise';

export type BitName =
  | 'format.type'
  | 'format.segmented'
  | 'format.length'
  | 'control.poll-final'
  | 'control.ns'
  | 'control.nr'
  | 'frmr.vr'
  | 'frmr.was-response'
  | 'frmr.vs';

/** A field of some bits inside a leaf; `mask` over the leaf's bytes, high byte first. */
export interface Bit {
  readonly field: BitName;
  readonly mask: number;
  readonly value: number | boolean | null;
}

export interface Problem {
  readonly code: ProblemCode;
  /** Offset into the whole input. */
  readonly offset: number;
  /** Bytes concerned; 0 where something is missing. */
  readonly length: number;
  /** A fault: a conforming station would not accept or not understand it. A remark: odd, and it works. */
  readonly severity: 'fault' | 'remark';
  /** Hex of what stands there; empty where something is missing. */
  readonly found: string;
  /** Hex of what would be right; null where that cannot be known. */
  readonly expected: string | null;
  /** Bytes declared, and bytes there, where a length is wrong; bytes missing, where something is cut. */
  readonly declared?: number;
  readonly actual?: number;
  readonly missing?: number;
  /** An explanation that the found value itself suggests. */
  readonly note?: NoteCode;
}

export interface Node {
  readonly field: FieldName;
  readonly offset: number;
  readonly length: number;
  readonly hex: string;
  readonly value?: number | string | boolean | null;
  /** A stable code for what the value means, where a table gives it a meaning. */
  readonly meaning?: string;
  readonly bits?: readonly Bit[];
  readonly children?: readonly Node[];
  readonly problems?: readonly Problem[];
}

export interface Item {
  readonly kind: ItemKind;
  readonly offset: number;
  readonly length: number;
  readonly hex: string;
  /** The frame's type; for the other kinds a stable code such as `gateway-busy`, `GET-Request`, `telnet`, `flags`. */
  readonly type?: string;
  readonly problems: readonly Problem[];
  /** Hex of the right frame, where one correction makes it right: if everything else is as meant. */
  readonly corrected?: string;
  readonly correctedBy?: CorrectionCode;
  readonly tree: readonly Node[];
}

/** The bytes being explained; `base` is the offset of the first of them in the whole input. */
export interface Source {
  readonly bytes: Uint8Array;
  readonly base: number;
}

type NodeExtras = Pick<Node, 'value' | 'meaning' | 'bits' | 'children' | 'problems'>;

/** A node over `bytes[at, end)`. */
export function node(source: Source, field: FieldName, at: number, end: number, extras: NodeExtras = {}): Node {
  const { problems, ...rest } = extras;
  const hex = toHex(source.bytes.subarray(at, end));
  const plain = { field, offset: source.base + at, length: end - at, hex, ...rest };
  return problems === undefined || problems.length === 0 ? plain : { ...plain, problems };
}

/** The leaves under some nodes, in order. */
export function leavesOf(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((one) => (one.children === undefined ? [one] : leavesOf(one.children)));
}

/** The problems at some nodes and below, in order. */
export function problemsOf(nodes: readonly Node[]): readonly Problem[] {
  return nodes.flatMap((one) => [...(one.problems ?? []), ...problemsOf(one.children ?? [])]);
}
