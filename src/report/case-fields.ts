/** Reads fields of a document whose shape is not known: a value of the wanted kind, or nothing. */
import { renderServerAddress } from '../evidence/index.ts';

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

/** @param most longer lists are cut, whoever wrote them */
export function listOf(value: unknown, most: number): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]).slice(0, most) : [];
}

const longestText = 4000;

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value.slice(0, longestText) : null;
}

export function textsOf(value: unknown, most: number): readonly string[] {
  return listOf(value, most)
    .map(textOf)
    .filter((one) => one !== null);
}

/** A finite number that is not negative. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}

/** `1/17` of `{ upper: 1, lower: 17, width: 2 }`. */
export function serverOf(value: unknown): string | null {
  const { upper, lower, width } = fieldsOf(value);
  const [first, second] = [numberOf(upper), numberOf(lower)];
  if (first === null || (lower !== null && second === null)) return null;
  if (width !== 1 && width !== 2 && width !== 4) return null;
  return renderServerAddress({ upper: first, lower: second, width });
}

/** The word for a code; undefined where the table has none of its own. */
export function wordOf(table: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}
