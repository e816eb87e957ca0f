/** Readings on a terminal: a table, or a line each where they go on and on. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import type { Reading } from '../evidence/index.ts';
import { type Language, type ObjectWords, objectWords } from '../wording/index.ts';
import { renderTable } from './table.ts';

export interface ReadingTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
}

const widest = 120;
/** A cell is not the place for more; JSON and `--raw` keep all of it. */
const longestCell = 300;
const longestRaw = 1200;

/** A row a reading. @param raw show types and octets as well */
export function renderReadings(
  readings: readonly Reading[],
  { lang, columns, chalk, raw = false }: ReadingTextOptions & { readonly raw?: boolean },
): string {
  const words = objectWords[lang];
  const { object, obis, value, unit, octets } = words.columns;
  const head = raw ? [obis, value, octets] : [object, obis, value, unit];
  const rows = readings.map((one) => {
    // With octets beside it there is room for the name under the code.
    const name = objectText(one);
    const first = raw ? [name === '' ? placeText(one) : `${placeText(one)}\n${name}`] : [name, placeText(one)];
    if (one.error !== null) return [...first, chalk.red(errorText(one.error, words)), ''];
    if (raw) return [...first, valueText(one, words), `${one.type ?? ''} ${spaced(one.raw ?? '')}`];
    return [...first, cut(safeText(one.text), longestCell), unitCell(one, words)];
  });
  return `${renderTable(head, rows, { columns: Math.min(columns, widest), chalk, rigid: [raw ? 0 : 1] })}\n`;
}

/** `2026-11-24T14:35:10.120Z  1-0:1.8.0.255  energy  123.4 Wh`: one reading, for files and pipes. */
export function renderReadingLine(reading: Reading, { lang, raw = false }: { lang: Language; raw?: boolean }): string {
  const words = objectWords[lang];
  const { at, error } = reading;
  const value = error === null ? valueText(reading, words) : errorText(error, words);
  const octets = raw && reading.raw !== null ? `  ${reading.type}  ${spaced(reading.raw)}` : '';
  return `${at}  ${placeText(reading).padEnd(15)}  ${objectText(reading).padEnd(14)}  ${value}${octets}\n`;
}

/** `123.4 Wh`, cut where it is long. */
export function valueText(reading: Reading, words: ObjectWords): string {
  return [cut(safeText(reading.text), longestCell), unitCell(reading, words)].join(' ').trim();
}

/** What a person calls it: `energy`, `energy scaler_unit`; of an object without a name its attribute. */
export function objectText({ name, attributeName, attribute, classId }: Reading): string {
  if (isUsual(classId, attribute)) return name ?? '';
  const member = attributeName ?? `attribute ${attribute}`;
  return name === null ? member : `${name} ${member}`;
}

/** The attribute that is meant where none is named. */
function isUsual(classId: number, attribute: number): boolean {
  return attribute === (classId === 70 ? 3 : 2);
}

/** `1-0:1.8.0.255`, and its attribute where that is not the usual one. */
function placeText({ logicalName, attribute, classId }: Reading): string {
  return isUsual(classId, attribute) ? logicalName : `${logicalName}:${attribute}`;
}

/** The unit; that there should be one and it is not known, where a register did not tell. */
function unitCell({ unit, classId, attributeName, error }: Reading, words: ObjectWords): string {
  if (unit !== null) return safeText(unit);
  const isRegister = (classId === 3 || classId === 4) && attributeName === 'value';
  return isRegister && error === null ? words.unscaled : '';
}

/** The meter's own code, and what it means. */
export function errorText(error: string, words: ObjectWords): string {
  const [code = error] = error.split(':');
  const said = words.errors[code];
  return said === undefined ? safeText(error) : `${said} (${safeText(error)})`;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** `06 00 01 E2 40` */
function spaced(hex: string): string {
  const shown = cut(hex, longestRaw);
  return (shown.match(/../g) ?? []).join(' ').toUpperCase() + (shown.length < hex.length ? ' …' : '');
}
