/** The item of something that came in parts: its tree over the joined bytes, and what is wrong with the parts. */
import { joinBytes } from '../bytes/join.ts';
import { apduName, parseData } from '../dlms/index.ts';
import { apduNode } from './apdu.ts';
import { TreeSink } from './apdu-tree.ts';
import { Item } from './item.ts';
import { problem } from './problems.ts';
import { Node, noProblems, type Problem, problemsOf, Source, withoutProblems } from './tree.ts';

export interface Parts {
  readonly pieces: Uint8Array[];
  /** Offsets of the items that they came in. */
  readonly offsets: number[];
  bytes: number;
  /** Offsets into the joined bytes behind which something is missing. */
  readonly gaps: number[];
  /** What was odd about how they came, each once. */
  readonly notes: Set<PartNote>;
}

export type PartNote = 'segment-repeated' | 'block-repeated' | 'block-differs' | 'block-disordered';

/** `gap`: parts in the middle are missing; `headless`: the first ones; `unfinished`: the last ones. */
export type Completeness = 'whole' | 'gap' | 'headless' | 'unfinished';

/** An APDU from its segments, or from the blocks of general block transfer. */
export function joinedApdu(parts: Parts, completeness: Completeness, part: 'segment' | 'block'): Item | null {
  const source = new Source(joinBytes(parts.pieces));
  const { length } = source.bytes;
  if (length === 0) return null;
  const problems = partProblems(source, parts, completeness, part);
  const name = apduName(source.bytes[0] as number) ?? 'unknown';
  if (completeness === 'headless') return opaque(source, parts, problems, 'unknown');
  if (completeness === 'gap') return opaque(source, parts, problems, name);
  const apdu = apduNode(source, 0, length);
  const inside = completeness === 'whole' ? apdu : withoutProblems(apdu);
  return item(source, parts, [noted(inside, problems)], name);
}

/** The value whose blocks an answer or a request carried: data without the APDU around it. */
export function joinedValue(parts: Parts, completeness: Completeness, type: string): Item | null {
  const source = new Source(joinBytes(parts.pieces));
  const { length } = source.bytes;
  if (length === 0) return null;
  const problems = partProblems(source, parts, completeness, 'block');
  if (completeness === 'gap' || completeness === 'headless') return opaque(source, parts, problems, type);
  const sink = new TreeSink(source, 0);
  const { end, defects } = parseData(source.bytes, 0, length, sink);
  if (end < length && defects.length === 0) {
    sink.defect({ code: 'left-over', at: end, end: length, declared: 0, actual: length - end });
  }
  const [first, ...rest] = sink.finish(length);
  if (first === undefined) return null;
  const nodes = completeness === 'whole' ? [first, ...rest] : [first, ...rest].map(withoutProblems);
  const [head, ...others] = nodes as [Node, ...Node[]];
  return item(source, parts, [noted(head, problems), ...others], type);
}

function noted(node: Node, problems: readonly Problem[]): Node {
  return problems.length === 0 ? node : node.with([...(node.problems ?? noProblems), ...problems]);
}

function partProblems(
  source: Source,
  { gaps, notes }: Parts,
  completeness: Completeness,
  part: 'segment' | 'block',
): readonly Problem[] {
  const { length } = source.bytes;
  const found = gaps.map((at) => problem(source, `${part}-missing`, at, at));
  if (completeness === 'headless') found.push(problem(source, 'joined-without-start', 0, 0));
  if (completeness === 'unfinished') found.push(problem(source, 'joined-without-end', length, length));
  for (const note of notes) found.push(problem(source, note, 0, 0));
  return found;
}

/** Parts between which something is missing say nothing together. */
function opaque(source: Source, parts: Parts, problems: readonly Problem[], type: string): Item {
  const { length } = source.bytes;
  const node = new Node(source, 'data', 0, length, undefined, undefined, undefined, problems);
  return item(source, parts, [node], type);
}

function item(source: Source, { offsets }: Parts, tree: readonly Node[], type: string): Item {
  return new Item(source, 'apdu', 0, source.bytes.length, type, tree, problemsOf(tree), { joinedFrom: offsets });
}
