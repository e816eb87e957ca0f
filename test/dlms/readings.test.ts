/** The readings of real frames, as another program reads them: their OBIS codes, units and values through our tables. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scaled } from '../../src/dlms/decimal.ts';
import { parseObis, renderObis } from '../../src/dlms/obis.ts';
import { unitOf } from '../../src/dlms/units.ts';

interface Reading {
  readonly obis?: string;
  readonly value?: unknown;
  readonly scaler?: number;
  readonly unit?: number;
  readonly unit_name?: string;
}

function readingsIn(value: unknown): readonly Reading[] {
  if (typeof value !== 'object' || value === null) return [];
  const { readings } = value as { readonly readings?: readonly Reading[] };
  return [...(readings ?? []), ...Object.values(value).flatMap(readingsIn)];
}

const file = resolve(import.meta.dirname, '../../../shared/vectors/frames.jsonl');
const readings = existsSync(file)
  ? readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => readingsIn(JSON.parse(line)))
  : [];

describe.skipIf(readings.length === 0)(
  'the readings of real frames (skipped where ../shared/vectors/frames.jsonl is not there)',
  () => {
    it('have OBIS codes that come back as they were written', () => {
      const codes = readings.flatMap(({ obis }) => (obis === undefined ? [] : [obis]));
      expect(codes.length).toBeGreaterThan(100);
      for (const code of codes) {
        const name = parseObis(code);
        expect(typeof name === 'string' && renderObis(name)).toBe(code);
      }
    });

    it('have units with the symbols that the other program gives them', () => {
      const named = readings.filter(({ unit }) => unit !== undefined);
      expect(named.length).toBeGreaterThan(40);
      for (const { unit = 0, unit_name } of named) expect(unitOf(unit)?.symbol).toBe(unit_name);
    });

    it('have values that lose nothing', () => {
      const measured = readings.filter(({ value, scaler }) => Number.isInteger(value) && scaler !== undefined);
      expect(measured.length).toBeGreaterThan(40);
      for (const { value, scaler = 0 } of measured) {
        const text = scaled(value as number, scaler);
        expect(Number(text)).toBeCloseTo((value as number) * 10 ** scaler, 9);
        expect(text.replace(/^0\.0*|\./g, '')).toContain(String(value).replace(/^0$/, ''));
      }
    });
  },
);
