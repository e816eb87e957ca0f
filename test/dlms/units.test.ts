import { describe, expect, it } from 'vitest';
import { unitOf } from '../../src/dlms/units.ts';

const codes = Array.from({ length: 300 }, (_, code) => code);

describe('units', () => {
  it.each([
    [9, '°C', 'temperature'],
    [13, 'm³', 'volume'],
    [27, 'W', 'active-power'],
    [28, 'VA', 'apparent-power'],
    [29, 'var', 'reactive-power'],
    [30, 'Wh', 'active-energy'],
    [31, 'VAh', 'apparent-energy'],
    [32, 'varh', 'reactive-energy'],
    [33, 'A', 'current'],
    [35, 'V', 'voltage'],
    [44, 'Hz', 'frequency'],
    [56, '%', 'percentage'],
    [255, '', 'count'],
  ] as const)('%i is %s, %s', (code, symbol, quantity) => expect(unitOf(code)).toEqual({ code, symbol, quantity }));

  it('are the codes of the enumeration and no others', () => {
    const upTo = (from: number, to: number) => codes.slice(from, to + 1);
    const known = [...upTo(1, 57), ...upTo(60, 67), ...upTo(70, 72), 254, 255];
    expect(codes.filter((code) => unitOf(code) !== null)).toEqual(known);
    for (const wrong of [-1, 1.5, Number.NaN]) expect(unitOf(wrong)).toBeNull();
  });

  it('are told apart by code, symbol and quantity where two share a symbol', () => {
    const seen = new Set<string>();
    for (const code of codes) {
      const unit = unitOf(code);
      if (unit !== null) seen.add(`${unit.symbol} ${unit.quantity}`);
    }
    expect(seen.size).toBe(70);
    expect([unitOf(13)?.quantity, unitOf(14)?.quantity]).toEqual(['volume', 'corrected-volume']);
  });
});
