/** The rows of an item: which fields get a line of their own, how deep they stand, and what is left out and said so. */
import { type ApduNode, type FieldName, type Item, insightsOf, type Node } from '../dissect/index.ts';
import { type DecodeWords, fill } from '../wording/index.ts';
import { type ApduContext, describeApduField } from './decode-apdu.ts';
import { describe } from './decode-describe.ts';

export interface Row {
  readonly node: Node;
  readonly label: string;
  readonly told: string;
  /** Its bytes stand in the rows below it. */
  readonly outline: boolean;
}

/** Elements of an array that were left out, in words. */
export interface LeftOut {
  readonly leftOut: string;
  readonly depth: number;
}

/** Fields that read better as one line than as their parts. */
export const folded: ReadonlySet<string> = new Set(['parameter', 'llc']);
/** Elements that are shown: of an array they are all alike, and more than a screen of them says no more. */
const shownElements = { array: 24, other: 256 } as const;
/** Deeper fields stand no further to the right: the words need their place. */
const deepestIndent = 4;
/** Branches without bytes of their own, whose fields stand one behind the other. */
const unseen: ReadonlySet<FieldName> = new Set([
  'acse.user-information',
  'descriptor',
  'access.specification',
  'initiate',
]);

export interface TreeOptions {
  readonly words: DecodeWords;
  readonly showSecrets: boolean;
}

export function rowsOf(item: Item, options: TreeOptions): readonly (Row | LeftOut)[] {
  return item.tree.flatMap((one) => (isValue(item, one) ? valueRows(one, options) : carrierRows(one, options)));
}

/** A value that came in blocks: data without an APDU around it. */
function isValue({ joinedFrom }: Item, { field, meaning }: Node): boolean {
  return joinedFrom !== undefined && (field === 'apdu.rest' || (field === 'data' && meaning !== undefined));
}

function valueRows(node: Node, { words }: TreeOptions): readonly (Row | LeftOut)[] {
  const apdu = { type: 'unknown', tag: -1, name: null } as const;
  return apduRows(node, 0, { words: words.apdu, insights: insightsOf(node), apdu, showSecrets: false }, words);
}

/** Rows of what is no APDU, down to the APDU. */
function carrierRows(node: Node, options: TreeOptions): readonly (Row | LeftOut)[] {
  const { words } = options;
  const { children } = node;
  const row: Row = { node, label: words.fields[node.field], told: describe(node, words), outline: false };
  if (children === undefined || folded.has(node.field)) return [row];
  if (node.field === 'information') return children.flatMap((one) => carrierRows(one, options));
  if (isApdu(node)) {
    const context: ApduContext = {
      words: words.apdu,
      insights: insightsOf(node),
      apdu: node.apdu,
      showSecrets: options.showSecrets,
    };
    return [{ ...row, outline: true }, ...children.flatMap((one) => apduRows(one, 1, context, words))];
  }
  if (children.length === 1) return [row];
  return [
    row,
    ...children.map((one) => ({ ...row, node: one, label: words.fields[one.field], told: describe(one, words) })),
  ];
}

function isApdu(node: Node): node is ApduNode {
  return node.field === 'apdu' && 'apdu' in node;
}

function apduRows(node: Node, depth: number, context: ApduContext, words: DecodeWords): readonly (Row | LeftOut)[] {
  const { children, field } = node;
  if (children === undefined) return [apduRow(node, depth, context, words)];
  if (unseen.has(field)) return children.flatMap((one) => apduRows(one, depth, context, words));
  const [first, ...rest] = children;
  const head = first === undefined ? [] : apduRows(first, depth, context, words);
  const named = field === 'acse.component' ? head.map((row) => asComponent(row, depth, words)) : head;
  return [...named, ...elementRows(rest, shownOf(node), depth + 1, context, words)];
}

/** Long lists: their beginning, and whatever is wrong in the rest. */
function elementRows(
  elements: readonly Node[],
  shown: number,
  depth: number,
  context: ApduContext,
  words: DecodeWords,
): readonly (Row | LeftOut)[] {
  const rows: (Row | LeftOut)[] = [];
  let leftOut = 0;
  const tell = (before: number): void => {
    if (leftOut === 0) return;
    const range = { count: leftOut, from: before - leftOut + 1, to: before };
    rows.push({ leftOut: fill(words.apdu.values.moreElements, range), depth });
    leftOut = 0;
  };
  for (const [index, element] of elements.entries()) {
    if (index >= shown && elements.length > shown + 1 && !hasProblem(element)) {
      leftOut++;
      continue;
    }
    tell(index);
    rows.push(...apduRows(element, depth, context, words));
  }
  tell(elements.length);
  return rows;
}

function shownOf({ meaning }: Node): number {
  return meaning === 'array' || meaning === 'compact-array' ? shownElements.array : shownElements.other;
}

function hasProblem({ problems, children }: Node): boolean {
  return problems !== undefined || (children?.some(hasProblem) ?? false);
}

export const indent = (depth: number): string => '  '.repeat(Math.min(depth, deepestIndent));

function apduRow(node: Node, depth: number, context: ApduContext, words: DecodeWords): Row {
  const isValue = node.field === 'data' || node.field === 'data.content' || node.field === 'data.header';
  const name = isValue && node.meaning !== undefined ? node.meaning : words.fields[node.field];
  return { node, label: indent(depth) + name, told: describeApduField(node, context), outline: false };
}

function asComponent(row: Row | LeftOut, depth: number, words: DecodeWords): Row | LeftOut {
  return 'node' in row ? { ...row, label: indent(depth) + words.fields['acse.component'] } : row;
}
