/**
 * `meter profile --json`: one document, schema `meter.profile/1`, written as the rows come; a row a line.
 *
 *   {"schema":"meter.profile/1","meter":{…},"object":{…},"columns":[…],"rows":[
 *   {"values":["2026-11-24T14:30:00.00+01:00",0,12345678]},
 *   {"values":[null,0,12345690],"derived":[{"column":0,"value":"2026-11-24T14:45:00+01:00"}]}
 *   ],"rowCount":2,"complete":true,"notes":[]}
 */
import type { ProfileCell, ProfileColumn, ProfileNote, ProfileRow, ProfileShape } from '../evidence/index.ts';

const profileSchema = 'meter.profile/1';

/**
 * @param chosen numbers of the columns wanted, from 0; null for all
 * @param asked the meter, client and credential set, as every document of a reading command names them
 */
export function profileJsonHead(shape: ProfileShape, chosen: readonly number[] | null, asked: object): string {
  const { logicalName, name, columns, columnsError, ...rest } = shape;
  const shown = chosen === null ? columns : chosen.flatMap((index) => columns[index] ?? []);
  const head = {
    schema: profileSchema,
    ...asked,
    object: { logicalName, name, classId: 7, ...rest },
    columns: shown.map(columnDocument),
    ...(columnsError === null ? {} : { columnsError }),
  };
  return `${JSON.stringify(head).slice(0, -1)},"rows":[`;
}

/** @param index position of the first of the rows: all but the first of all are set off by a comma */
export function profileJsonRows(rows: readonly ProfileRow[], chosen: readonly number[] | null, index: number): string {
  return rows
    .map((row, offset) => `${index + offset === 0 ? '\n' : ',\n'}${JSON.stringify(rowDocument(row, chosen))}`)
    .join('');
}

/** How it ended: `failure` and `error` where rows are missing. */
export interface ProfileJsonEnd {
  readonly rowCount: number;
  readonly complete: boolean;
  readonly notes: readonly ProfileNote[];
  /** Of the object, or why it could not be asked. */
  readonly error?: string;
  /** The session died. */
  readonly failure?: object;
  readonly interrupted?: boolean;
}

export function profileJsonEnd(end: ProfileJsonEnd): string {
  return `\n],${JSON.stringify(end).slice(1)}\n`;
}

function columnDocument({ logicalName, classId, attribute, dataIndex, name, scaler, unit }: ProfileColumn): object {
  return { logicalName, classId, attribute, dataIndex, name, scaler, unit };
}

function rowDocument({ cells, otherLength }: ProfileRow, chosen: readonly number[] | null): object {
  // Of a row of another length nobody knows which values were meant.
  const shown = chosen === null || otherLength ? cells : chosen.flatMap((index) => cells[index] ?? []);
  const derived = told(shown, ({ derived }) => derived);
  const clockStatus = told(shown, ({ status }) => (status === null || status.length === 0 ? null : status));
  return {
    values: shown.map(({ value }) => value),
    ...(derived.length === 0 ? {} : { derived }),
    ...(clockStatus.length === 0 ? {} : { clockStatus }),
    ...(otherLength ? { otherLength: true } : {}),
  };
}

/** What is to be said of some cells, with their columns, from 0. */
function told<Value>(
  cells: readonly ProfileCell[],
  of: (cell: ProfileCell) => Value | null,
): readonly { readonly column: number; readonly value: Value }[] {
  return cells.flatMap((cell, column) => {
    const value = of(cell);
    return value === null ? [] : [{ column, value }];
  });
}
