/** One thing that came: a frame, a text, a wrapper, an APDU, or bytes that nobody can explain. */
import { toHex } from '../bytes/hex.ts';
import type { CorrectionCode } from './corrections.ts';
import { type Node, noProblems, type Problem, problemsOf, type Source } from './tree.ts';

export type ItemKind = 'hdlc' | 'text' | 'wrapper' | 'apdu' | 'noise';

export class Item {
  declare readonly kind: ItemKind;
  /** The frame's type; for the other kinds a stable code such as `gateway-busy`, `GET-Request`, `telnet`, `flags`. */
  declare readonly type: string;
  declare readonly problems: readonly Problem[];
  declare readonly tree: readonly Node[];
  /** Hex of the right frame, where one correction makes it right: if everything else is as meant. */
  declare readonly corrected?: string;
  declare readonly correctedBy?: CorrectionCode;
  declare readonly source: Source;
  /** Where it stands in the source's bytes. */
  declare readonly at: number;
  declare readonly end: number;

  constructor(
    source: Source,
    kind: ItemKind,
    at: number,
    end: number,
    type: string,
    tree: readonly Node[],
    problems: readonly Problem[] = problemsOf(tree),
    correction: { readonly corrected: string; readonly correctedBy: CorrectionCode } | null = null,
  ) {
    this.kind = kind;
    this.type = type;
    this.problems = problems;
    this.tree = tree;
    this.source = source;
    this.at = at;
    this.end = end;
    if (correction !== null) Object.assign(this, correction);
  }

  get offset(): number {
    return this.source.base + this.at;
  }

  get length(): number {
    return this.end - this.at;
  }

  get hex(): string {
    return toHex(this.source.bytes.subarray(this.at, this.end));
  }

  /** As the JSON contract has it. */
  toJSON(): object {
    const { kind, offset, length, hex, type, problems, corrected, correctedBy, tree } = this;
    const correction = corrected === undefined ? {} : { corrected, correctedBy };
    return { kind, offset, length, hex, type, problems, ...correction, tree };
  }
}

/** An item whose tree was built since `raised` problems were there. */
export function itemOf(
  source: Source,
  kind: ItemKind,
  at: number,
  end: number,
  type: string,
  tree: readonly Node[],
  raised: number,
): Item {
  return new Item(source, kind, at, end, type, tree, source.raised === raised ? noProblems : problemsOf(tree));
}
