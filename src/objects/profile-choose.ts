/** Which columns of a profile a person means: by number from 1, by name in any language, or by OBIS code. */
import { renderObis } from '../dlms/index.ts';
import type { ProfileColumn } from '../evidence/index.ts';
import { parseObject } from './resolve.ts';

/** Numbers of columns from 0, in the order typed; or the first text that names none. */
export function chooseColumns(
  columns: readonly ProfileColumn[],
  typed: readonly string[],
): readonly number[] | { readonly unknown: string } {
  const chosen: number[] = [];
  for (const text of typed) {
    const found = columnsOf(columns, text);
    if (found.length === 0) return { unknown: text };
    chosen.push(...found.filter((index) => !chosen.includes(index)));
  }
  return chosen;
}

/** Several columns may be of one object: its value and the time of its value. */
function columnsOf(columns: readonly ProfileColumn[], text: string): readonly number[] {
  const trimmed = text.trim();
  const all = columns.map((_, index) => index);
  if (/^\d{1,3}$/.test(trimmed)) return all.filter((index) => index + 1 === Number(trimmed));
  const wanted = parseObject(trimmed);
  if ('code' in wanted) return [];
  const logicalName = renderObis(wanted.logicalName);
  const ofObject = all.filter((index) => columns[index]?.logicalName === logicalName);
  const { member } = wanted;
  return typeof member === 'number' ? ofObject.filter((index) => columns[index]?.attribute === member) : ofObject;
}
