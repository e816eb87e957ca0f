/**
 * The tree of an APDU, built while the codec reads it. The codec tells fields from left to right; what it does not tell
 * (bytes behind a failure) becomes a field of its own, so that the tree covers its bytes whatever came.
 */
import type { ApduDefect, ApduField, FieldSink, FieldValue } from '../dlms/index.ts';
import { apduProblem } from './apdu-problems.ts';
import { Node, noProblems, type Problem, type Source } from './tree.ts';

/** More than this is not worth telling: something is wrong from there on. */
const mostProblems = 100;

/** A field that is not closed yet, and the nodes before it on its level. */
interface Open {
  readonly field: ApduField;
  readonly at: number;
  readonly before: Node[];
  readonly around: Open | null;
}

export class TreeSink implements FieldSink {
  readonly #source: Source;
  #open: Open | null = null;
  readonly #problems: Problem[] = [];
  #nodes: Node[] = [];
  /** Behind the last byte that has its place in the tree. */
  #cursor: number;

  constructor(source: Source, at: number) {
    this.#source = source;
    this.#cursor = at;
  }

  leaf(field: ApduField, at: number, end: number, value: FieldValue, meaning: string | null): void {
    if (at !== this.#cursor) this.#fillTo(at);
    const start = Math.max(at, this.#cursor);
    if (end < start) return;
    this.#nodes.push(new Node(this.#source, field, start, end, value ?? undefined, meaning ?? undefined));
    this.#cursor = end;
  }

  open(field: ApduField, at: number): void {
    if (at !== this.#cursor) this.#fillTo(at);
    this.#open = { field, at: this.#cursor, before: this.#nodes, around: this.#open };
    this.#nodes = [];
  }

  close(end: number, value: FieldValue, meaning: string | null): void {
    const open = this.#open;
    if (open === null) return;
    if (end > this.#cursor) this.#fillTo(end);
    const children = this.#nodes.length === 0 ? undefined : this.#nodes;
    const { field, at, before } = open;
    before.push(new Node(this.#source, field, at, this.#cursor, value ?? undefined, meaning ?? undefined, children));
    this.#nodes = before;
    this.#open = open.around;
  }

  defect(defect: ApduDefect): void {
    this.raise(apduProblem(this.#source, defect));
  }

  /** A problem that the codec does not know of. */
  raise(found: Problem): void {
    if (this.#problems.length < mostProblems) this.#problems.push(found);
  }

  /** The nodes up to `end`, each problem at the field that it stands in. */
  finish(end: number): readonly Node[] {
    while (this.#open !== null) this.close(this.#cursor, null, null);
    if (end > this.#cursor) this.#fillTo(end);
    return this.#problems.length === 0 ? this.#nodes : placed(this.#nodes, this.#problems);
  }

  #fillTo(at: number): void {
    if (at <= this.#cursor) return;
    this.#nodes.push(new Node(this.#source, 'apdu.rest', this.#cursor, at));
    this.#cursor = at;
  }
}

/** Puts each problem at the innermost field where it starts; one behind the last byte, at the last field. */
function placed(nodes: readonly Node[], problems: readonly Problem[]): readonly Node[] {
  const own = new Map<number, Problem[]>();
  for (const found of problems) {
    const inside = nodes.findIndex(({ offset, length }) => found.offset >= offset && found.offset < offset + length);
    const at = inside < 0 ? nodes.length - 1 : inside;
    own.set(at, [...(own.get(at) ?? []), found]);
  }
  return nodes.map((one, index) => {
    const here = own.get(index);
    if (here === undefined) return one;
    if (one.children === undefined) return one.with(here);
    return one.with(noProblems, placed(one.children, here));
  });
}
