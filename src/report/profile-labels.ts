/** What the columns of a profile are called: by name where they have one, else by OBIS code. */
import type { ProfileCell, ProfileColumn } from '../evidence/index.ts';
import type { ProfileWords } from '../wording/index.ts';

/** One label a column, no two alike: `energy`, `0-0:96.10.1`, `1-0:1.4.0:3`. */
export function columnLabels(columns: readonly ProfileColumn[], words: ProfileWords): readonly string[] {
  const labels = columns.map((column, index) => labelOf(column) ?? words.head.column(index + 1));
  return labels.map((label, index) => {
    if (labels.indexOf(label) === labels.lastIndexOf(label)) return label;
    const { logicalName, dataIndex } = columns[index] ?? { logicalName: null, dataIndex: 0 };
    return logicalName === null ? label : `${label} ${shortObis(logicalName)} #${index + 1}${element(dataIndex)}`;
  });
}

function labelOf({ logicalName, name, attribute, dataIndex }: ProfileColumn): string | null {
  if (logicalName === null) return null;
  const object = name ?? shortObis(logicalName);
  return `${object}${attribute === 2 ? '' : `:${attribute}`}${element(dataIndex)}`;
}

function element(dataIndex: number): string {
  return dataIndex === 0 ? '' : `[${dataIndex}]`;
}

/** Without the F that nearly every code has. */
export function shortObis(logicalName: string): string {
  return logicalName.replace(/\.255$/, '');
}

/** Whether numbers of this column are a quantity: they have a scaler. */
export function isQuantity({ scaler, unscaled }: ProfileColumn): boolean {
  return scaler !== null || unscaled;
}

export function isClockColumn({ classId, attribute }: ProfileColumn): boolean {
  return classId === 8 && attribute === 2;
}

/** The time of a clock's cell: as told, or derived; null where there is none. */
export function timeOf({ form, value, derived }: ProfileCell): string | null {
  return form === 'date-time' && typeof value === 'string' ? value : derived;
}

/** `2026-11-24T14:30:00.00+01:00` as people read it: `2026-11-24 14:30 +01:00`; seconds only where there are any. */
export function shortTime(time: string): string {
  return time
    .replace('T', ' ')
    .replace(/(:\d\d)\.00(?!\d)/, '$1')
    .replace(/(\d\d:\d\d):00(?=$| |[+-])/, '$1')
    .replace(/(\d) ?(?=[+-]\d\d:\d\d$)/, '$1 ');
}
