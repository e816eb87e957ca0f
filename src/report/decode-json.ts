/**
 * `meter decode --json`: one document, an item a line, written as the items come.
 *
 *   {"schema":"meter.decode/1","items":[
 *   {"kind":"hdlc","offset":0,"length":9,"hex":"7ea0…","type":"SNRM","problems":[…],"corrected":"7ea0…","tree":[…]}
 *   ]}
 */
import type { Item } from '../dissect/index.ts';

/** An item, and what the input says about when and which way it went. */
export interface DecodedItem {
  readonly item: Item;
  readonly direction: 'sent' | 'received' | null;
  readonly at: string | null;
}

export const decodeJsonHead = '{"schema":"meter.decode/1","items":[';
export const decodeJsonTail = '\n]}\n';

/** @param index position in the document: all but the first are set off by a comma */
export function renderDecodeJson({ item, direction, at }: DecodedItem, index: number): string {
  const { tree, ...rest } = item.toJSON() as { readonly tree: unknown };
  const told = { ...rest, ...(direction === null ? {} : { direction }), ...(at === null ? {} : { at }), tree };
  return `${index === 0 ? '\n' : ',\n'}${JSON.stringify(told)}`;
}
