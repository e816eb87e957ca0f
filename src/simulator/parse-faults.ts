/** Reads faults as a person writes them: `busy`, `late=7000`, several with commas or blanks between them. */
import { type Behaviour, inOrder } from './behaviour.ts';
import { type FaultName, faultNames, faultRow } from './faults.ts';

/** A fault that is switched on; `value` is its number, null where it takes none. */
export interface Fault {
  readonly name: FaultName;
  readonly value: number | null;
}

/** A fault as it is written in code: checked by the compiler but for the number's range. */
export type FaultText = FaultName | `${FaultName}=${number}`;

export type FaultDefect =
  | { readonly code: 'fault-unknown'; readonly name: string; readonly nearest: readonly FaultName[] }
  | { readonly code: 'fault-takes-no-value'; readonly name: FaultName; readonly value: string }
  | {
      readonly code: 'fault-value-malformed';
      readonly name: FaultName;
      readonly value: string;
      readonly minimum: number;
      readonly maximum: number;
    };

/** Every fault named in `texts`, and every mistake in them. Never throws. */
export function parseFaults(texts: readonly string[]): {
  readonly faults: readonly Fault[];
  readonly defects: readonly FaultDefect[];
} {
  const faults: Fault[] = [];
  const defects: FaultDefect[] = [];
  const words = texts.flatMap((text) => text.split(/[\s,]+/)).filter((word) => word !== '');
  for (const word of words) {
    const read = parseFault(word);
    if ('code' in read) defects.push(read);
    else faults.push(read);
  }
  return { faults, defects };
}

function parseFault(word: string): Fault | FaultDefect {
  const equals = word.indexOf('=');
  const written = equals < 0 ? word : word.slice(0, equals);
  const value = equals < 0 ? null : word.slice(equals + 1);
  const name = faultNames.find((known) => known === written);
  if (name === undefined) return { code: 'fault-unknown', name: written, nearest: nearestFaults(written) };
  const { parameter } = faultRow(name);
  if (parameter === undefined) {
    return value === null ? { name, value: null } : { code: 'fault-takes-no-value', name, value };
  }
  if (value === null) return { name, value: parameter.fallback };
  const { minimum, maximum } = parameter;
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= minimum && number <= maximum)) {
    return { code: 'fault-value-malformed', name, value, minimum, maximum };
  }
  return { name, value: number };
}

/** `late=7000`: as it is written on the command line. */
export function renderFault({ name, value }: Fault): string {
  return value === null ? name : `${name}=${value}`;
}

/** What the faults make of a meter in order; where two write the same field, the later one counts. */
export function behaviourOf(faults: readonly Fault[]): Behaviour {
  return Object.assign({}, inOrder, ...faults.map(({ name, value }) => faultRow(name).sets(value ?? 0)));
}

/** The names nearest to a misspelt one, nearest first; at most three, none where nothing is near. */
function nearestFaults(written: string): readonly FaultName[] {
  const word = written.toLowerCase().slice(0, 40);
  if (word === '') return [];
  return faultNames
    .map((name) => ({ name, distance: name.includes(word) || word.includes(name) ? 1 : editDistance(word, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, name.length / 3))
    .sort((left, right) => left.distance - right.distance)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Letters to insert, drop or change to make one word of the other. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const change = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
