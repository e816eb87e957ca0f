/** One thing that came: a frame, a text, a wrapper, an APDU, or bytes that nobody can explain. */
import { toHex } from '../bytes/hex.ts';
import { ApduNode } from './apdu.ts';
import type { CorrectionCode } from './corrections.ts';
import { hasFault } from './problems.ts';
import { type PushLayout, pushLayout } from './push-makers.ts';
import { type Node, noProblems, type Problem, problemsOf, type Source } from './tree.ts';

export type ItemKind = 'hdlc' | 'text' | 'wrapper' | 'apdu' | 'noise';

/** Where an item has none, it has no such property either. */
type Extras = Partial<Pick<Item, 'corrected' | 'correctedBy' | 'joinedFrom'>>;

export class Item {
  declare readonly kind: ItemKind;
  /** The frame's type; for the other kinds a stable code such as `gateway-busy`, `GET-Request`, `telnet`, `flags`. */
  declare readonly type: string;
  declare readonly problems: readonly Problem[];
  declare readonly tree: readonly Node[];
  /** Hex of the right frame, where one correction makes it right: if everything else is as meant. */
  declare readonly corrected?: string;
  declare readonly correctedBy?: CorrectionCode;
  /**
   * Of an APDU that came in parts: offsets of the items that they came in. Its own offsets, and those of its tree, count
   * into the joined bytes; it covers no bytes of the input, for the parts do that.
   */
  declare readonly joinedFrom?: readonly number[];
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
    extras: Extras | null = null,
  ) {
    this.kind = kind;
    this.type = type;
    this.problems = problems;
    this.tree = tree;
    this.source = source;
    this.at = at;
    this.end = end;
    if (extras !== null) Object.assign(this, extras);
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

  /** The APDU in it; null where it carries none, or only the first part of one. */
  get apdu(): ApduNode | null {
    return apduIn(this.tree);
  }

  /** How the body of a push is laid out, and what it says; null for everything else, and where the bytes are damaged. */
  get push(): PushLayout | null {
    if (hasFault(this.problems) || this.problems.some(({ code }) => code === 'joined-without-end')) return null;
    const apdu = this.apdu?.apdu;
    if (apdu?.type === 'Data-Notification') return pushLayout(apdu.body);
    return apdu?.type === 'Event-Notification' ? pushLayout(apdu.data) : null;
  }

  /** As the JSON contract has it. */
  toJSON(): object {
    const { kind, offset, length, hex, type, problems, corrected, correctedBy, joinedFrom, push, tree } = this;
    const correction = corrected === undefined ? {} : { corrected, correctedBy };
    const joined = joinedFrom === undefined ? {} : { joinedFrom };
    const pushed = push === null ? {} : { layout: { code: push.code, makers: push.makers }, readings: push.readings };
    return { kind, offset, length, hex, type, problems, ...correction, ...joined, ...pushed, tree };
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

function apduIn(nodes: readonly Node[]): ApduNode | null {
  for (const one of nodes) {
    if (one instanceof ApduNode) return one;
    const inside = one.field === 'information' && one.children !== undefined ? apduIn(one.children) : null;
    if (inside !== null) return inside;
  }
  return null;
}
