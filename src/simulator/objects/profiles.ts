/**
 * The load profile (1-0:99.1.0) and the event log (0-0:99.98.0), both class 7. Attributes: 2 buffer, 3 capture objects,
 * 4 capture period, 5 sort method, 6 sort object, 7 entries in use, 8 profile entries.
 */
import type { DataValue } from '../../dlms/index.ts';
import { clockName, type MeterClock } from './clock.ts';
import { type Ask, accessResult, type Content, type CosemObject } from './cosem-object.ts';
import { type RegisterRow, registers } from './registers.ts';
import { type Column, encodeRows, pickRows, type RowSource } from './rows.ts';
import { array, doubleLongUnsigned, enumerated, integer, longUnsigned, name, structure, unsigned } from './values.ts';

export interface ProfileOptions {
  /** Rows of the load profile. */
  readonly rows: number;
  readonly nullClocks: boolean;
}

export const statusName = '0000600a01ff';
export const eventCodeName = '0000600b00ff';
const periodMs = 900_000;
const eventEveryMs = 5 * 3_600_000;
const eventRows = 24;
/** First in, first out. */
const fifo = 1;

/** The status of a quarter of an hour: now and then one bit says that the power had been off. */
export const profileStatus = (atMs: number): DataValue =>
  unsigned(Math.floor(atMs / periodMs) % 97 === 0 ? 0x80 : 0x00);

const clockColumn: Column = { classId: 8, logicalName: clockName, attribute: 2, cell: 'clock' };
const registerColumn = ({ logicalName, value }: RegisterRow): Column => ({
  classId: 3,
  logicalName,
  attribute: 2,
  cell: value,
});

export function profileObjects(clock: MeterClock, { rows, nullClocks }: ProfileOptions): readonly CosemObject[] {
  const quarters: RowSource = {
    columns: [
      clockColumn,
      { classId: 1, logicalName: statusName, attribute: 2, cell: profileStatus },
      registerColumn(registers.energy),
      registerColumn(registers.exported),
      registerColumn(registers.voltage),
    ],
    count: rows,
    capturedAt: (row, nowMs) => (Math.floor(nowMs / periodMs) - (rows - 1 - row)) * periodMs,
    nullClocks,
  };
  const happened: RowSource = {
    columns: [
      clockColumn,
      // 1 power down, 2 power up, 3 daylight saving, 6 association authentication failure.
      { classId: 1, logicalName: eventCodeName, attribute: 2, cell: (_, row) => unsigned([1, 2, 3, 6][row % 4] ?? 1) },
    ],
    count: eventRows,
    capturedAt: (row, nowMs) => (Math.floor(nowMs / eventEveryMs) - (eventRows - 1 - row)) * eventEveryMs,
    nullClocks: false,
  };
  return [
    profileObject('0100630100ff', quarters, clock, periodMs / 1000),
    // Captured when something happens: no period.
    profileObject('0000636200ff', happened, clock, 0),
  ];
}

function profileObject(logicalName: string, source: RowSource, clock: MeterClock, periodS: number): CosemObject {
  const buffer = ({ wallMs, selection }: Ask): Content => {
    const picked = pickRows(source, selection, clock, wallMs);
    if (picked === null) return { type: 'refused', code: accessResult.typeUnmatched };
    return { type: 'pieces', pieces: encodeRows(source, picked, clock, wallMs) };
  };
  return {
    classId: 7,
    version: 1,
    logicalName,
    isPublic: false,
    attributes: [
      { id: 2, read: buffer, selectors: [1, 2] },
      { id: 3, read: () => array(source.columns.map(captureObject)) },
      { id: 4, read: () => doubleLongUnsigned(periodS) },
      { id: 5, read: () => enumerated(fifo) },
      { id: 6, read: () => captureObject(clockColumn) },
      { id: 7, read: () => doubleLongUnsigned(source.count) },
      { id: 8, read: () => doubleLongUnsigned(source.count) },
    ],
    // Reset and capture change nothing: rows are functions of their number.
    methods: [1, 2].map((id) => ({ id, invoke: () => ({ code: accessResult.success, data: null }) })),
  };
}

function captureObject({ classId, logicalName, attribute }: Column): DataValue {
  return structure(longUnsigned(classId), name(logicalName), integer(attribute), longUnsigned(0));
}
