/** The objects of a meter on a terminal: a table, a tree by class, or object by object with their values. */
import { safeText } from '../bytes/printable.ts';
import type { DescribedObject, Reading } from '../evidence/index.ts';
import { objectWords } from '../wording/index.ts';
import { errorText, type ReadingTextOptions, valueText } from './readings.ts';
import { renderTable } from './table.ts';
import { hang } from './wrap.ts';

const widest = 120;

/** A row an object, in the meter's order. */
export function renderObjects(
  objects: readonly DescribedObject[],
  { lang, columns, chalk }: ReadingTextOptions,
): string {
  const words = objectWords[lang].columns;
  const head = [words.obis, words.class, words.version, words.name, words.rights];
  const rows = objects.map((object) => [
    object.logicalName,
    classText(object),
    `${object.version}`,
    safeText(object.name ?? ''),
    rightsText(object),
  ]);
  return `${renderTable(head, rows, { columns: Math.min(columns, widest), chalk, rigid: [0] })}\n`;
}

/** The objects of each class under its name; classes by their number. */
export function renderObjectTree(objects: readonly DescribedObject[], { columns, chalk }: ReadingTextOptions): string {
  const width = Math.min(columns, widest);
  const byClass = new Map<number, DescribedObject[]>();
  for (const object of objects) byClass.set(object.classId, [...(byClass.get(object.classId) ?? []), object]);
  const longest = Math.max(0, ...objects.map(({ logicalName }) => logicalName.length));
  const lines = [...byClass]
    .toSorted(([left], [right]) => left - right)
    .flatMap(([, members]) => {
      const [first] = members;
      const title = first === undefined ? '' : chalk.bold(classText(first));
      return [
        `${title} ${chalk.dim(`(${members.length})`)}`,
        ...members.map((object) => {
          const told = [safeText(object.name ?? ''), rightsText(object)].filter((text) => text !== '').join('  ');
          return hang(`  ${object.logicalName.padEnd(longest)}  `, told, width);
        }),
      ];
    });
  return lines.map((line) => `${line}\n`).join('');
}

/** One object and what its attributes say, a line each. */
export function renderObjectValues(
  object: DescribedObject,
  readings: readonly Reading[],
  { lang, columns, chalk }: ReadingTextOptions,
): string {
  const words = objectWords[lang];
  const width = Math.min(columns, widest);
  const title = [chalk.bold(object.logicalName), classText(object), safeText(object.name ?? '')];
  const longest = Math.max(0, ...readings.map((reading) => memberText(reading).length));
  const lines = readings.map((reading) => {
    const mark = `  ${`${reading.attribute}`.padStart(3)} ${memberText(reading).padEnd(longest)}  `;
    return hang(mark, reading.error === null ? valueText(reading, words) : errorText(reading.error, words), width);
  });
  return [title.filter((text) => text !== '').join('  '), ...lines].map((line) => `${line}\n`).join('');
}

function memberText({ attributeName }: Reading): string {
  return attributeName ?? '';
}

/** `3 Register` */
function classText({ classId, className }: DescribedObject): string {
  return className === null ? `${classId}` : `${classId} ${className}`;
}

/** `r 1,3-9  rw 2  x 1-6`: attributes by what is allowed with them, and the methods that may be invoked. */
export function rightsText({ attributes, methods }: DescribedObject): string {
  const numbers = (read: boolean, write: boolean) =>
    ranges(attributes.filter((one) => one.read === read && one.write === write).map(({ attribute }) => attribute));
  const told = [
    ['r', numbers(true, false)],
    ['rw', numbers(true, true)],
    ['w', numbers(false, true)],
    ['x', ranges(methods.filter(({ invoke }) => invoke).map(({ method }) => method))],
  ].filter(([, text]) => text !== '');
  return told.map(([right = '', text = '']) => `${right} ${text}`).join('  ');
}

/** `1-3,7` */
function ranges(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].toSorted((left, right) => left - right);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end + 1 < sorted.length && sorted[end + 1] === (sorted[end] ?? 0) + 1) end += 1;
    parts.push(end === at ? `${sorted[at]}` : `${sorted[at]}-${sorted[end]}`);
    at = end + 1;
  }
  return parts.join(',');
}
