/**
 * What dissecting gives: items in the order of the bytes, each a tree whose leaves cover every byte exactly once.
 *
 *   item    7E A0 07 03 21 93 00 00 7E                hdlc, SNRM
 *   tree    └┬┘└─┬─┘ │  │  │  └─┬─┘ └┬┘
 *         opening format … control fcs closing        a branch's children cover it; bits lie inside a leaf
 *
 * Half a million frames a second are explained, so a node holds little: what its bytes say by themselves (hex, bits,
 * offset) is read from them when somebody asks.
 */
import { toHex } from '../bytes/hex.ts';
import { type Bit, bitsOf } from './bits.ts';
import type { FieldName } from './field-name.ts';
import type { NoteCode, ProblemCode } from './problems.ts';

/** The bytes being explained; `base` is the offset of the first of them in the whole input. */
export class Source {
  readonly bytes: Uint8Array;
  readonly base: number;
  /** How many problems were found so far: where it did not grow, a tree has none to be gathered. */
  raised = 0;

  constructor(bytes: Uint8Array, base = 0) {
    this.bytes = bytes;
    this.base = base;
  }
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

export type NodeValue = number | bigint | string | boolean | null;

/** No problems, no nodes: one for all. */
export const noProblems: readonly Problem[] = Object.freeze([]);

/**
 * A field over some bytes. Values, meanings and children are there where the field has them. (The fields are `declare`d:
 * defined before they are set, each would be written twice.)
 */
export class Node {
  declare readonly field: FieldName;
  declare readonly value: NodeValue | undefined;
  /** A stable code for what the value means, where a table gives it a meaning. */
  declare readonly meaning: string | undefined;
  declare readonly children: readonly Node[] | undefined;
  declare readonly problems: readonly Problem[] | undefined;
  declare readonly source: Source;
  /** Where it stands in the source's bytes. */
  declare readonly at: number;
  declare readonly end: number;

  constructor(
    source: Source,
    field: FieldName,
    at: number,
    end: number,
    value?: NodeValue,
    meaning?: string,
    children?: readonly Node[],
    problems?: readonly Problem[],
  ) {
    this.field = field;
    this.value = value;
    this.meaning = meaning;
    this.children = children;
    this.problems = problems;
    this.source = source;
    this.at = at;
    this.end = end;
  }

  /** Offset into the whole input; of a joined item, into the joined bytes. */
  get offset(): number {
    return this.source.base + this.at;
  }

  get length(): number {
    return this.end - this.at;
  }

  get bytes(): Uint8Array {
    return this.source.bytes.subarray(this.at, this.end);
  }

  get hex(): string {
    return toHex(this.bytes);
  }

  get bits(): readonly Bit[] | undefined {
    return bitsOf(this.field, this.source.bytes, this.at, this.end);
  }

  /** The same field with other problems, and other children where it has some. */
  with(problems: readonly Problem[], children = this.children): Node {
    const { source, field, at, end, value, meaning } = this;
    return new Node(source, field, at, end, value, meaning, children, problems.length === 0 ? undefined : problems);
  }

  /** As the JSON contract has it. */
  toJSON(): object {
    const { field, offset, length, hex, value, meaning, bits, children, problems } = this;
    return {
      field,
      offset,
      length,
      hex,
      ...(value === undefined ? {} : { value: jsonValue(value) }),
      ...(meaning === undefined ? {} : { meaning }),
      ...(bits === undefined ? {} : { bits }),
      ...(children === undefined ? {} : { children }),
      ...(problems === undefined ? {} : { problems }),
    };
  }
}

/** Integers beyond 2^53 as text: a JSON number would lose their last digits; so would what is no number at all. */
export function jsonValue(value: NodeValue): number | string | boolean | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : `${value}`;
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : `${value}`;
}

/** The same field with nothing wrong in it. */
export function withoutProblems(one: Node): Node {
  return one.with(noProblems, one.children?.map(withoutProblems));
}

/** The leaves under some nodes, in order. */
export function leavesOf(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((one) => (one.children === undefined ? [one] : leavesOf(one.children)));
}

/** The problems at some nodes and below, in order. */
export function problemsOf(nodes: readonly Node[]): readonly Problem[] {
  const found: Problem[] = [];
  gather(nodes, found);
  return found.length === 0 ? noProblems : found;
}

function gather(nodes: readonly Node[], found: Problem[]): void {
  for (const { problems, children } of nodes) {
    if (problems !== undefined) found.push(...problems);
    if (children !== undefined) gather(children, found);
  }
}
