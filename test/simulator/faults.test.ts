/** The table of faults, and how a person writes them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FaultText,
  faultNames,
  faultRow,
  parseFaults,
  renderFault,
  startSimulator,
} from '../../src/simulator/index.ts';
import { simulateWords } from '../../src/wording/simulate.ts';

describe('the table', () => {
  it('has words in both languages for every fault, and no others', () => {
    expect(Object.keys(simulateWords.en.faults)).toEqual(faultNames);
    expect(Object.keys(simulateWords.es.faults)).toEqual(faultNames);
  });

  it('names a cause of the catalogue, or none where a meter answers all the same, and a number in its own range', () => {
    expect(faultNames.filter((name) => faultRow(name).cause === null)).toEqual([
      'disc-silent',
      'hung',
      'hangs-after',
      'read-denied',
      'object-undefined',
      'clock-wrong',
      'clock-invalid',
      'null-clocks',
    ]);
    for (const name of faultNames) {
      const { cause, parameter } = faultRow(name);
      expect(cause ?? 1).toBeGreaterThanOrEqual(1);
      expect(cause ?? 1).toBeLessThanOrEqual(25);
      if (parameter === undefined) continue;
      expect(parameter.fallback).toBeGreaterThanOrEqual(parameter.minimum);
      expect(parameter.fallback).toBeLessThanOrEqual(parameter.maximum);
    }
  });
});

describe('faults as written', () => {
  it('reads names, numbers and several in one', () => {
    expect(parseFaults(['busy', 'late=250, echo', ' slow '])).toEqual({
      faults: [
        { name: 'busy', value: 0 },
        { name: 'late', value: 250 },
        { name: 'echo', value: null },
        { name: 'slow', value: 10 },
      ],
      defects: [],
    });
  });

  it('names the nearest for what is misspelt', () => {
    const nearest = (text: string) => {
      const [defect] = parseFaults([text]).defects;
      return defect?.code === 'fault-unknown' ? defect.nearest : null;
    };
    expect(nearest('buzy')).toEqual(['busy']);
    expect(nearest('fmr')).toContain('frmr');
    expect(nearest('stale')).toEqual(['stale-link']);
    expect(nearest('zzzzzzzzzz')).toEqual([]);
    expect(nearest('=3')).toEqual([]);
  });

  it.each([
    ['echo=1', { code: 'fault-takes-no-value', name: 'echo', value: '1' }],
    ['late=', { code: 'fault-value-malformed', name: 'late', value: '', minimum: 1, maximum: 3_600_000 }],
    ['late=0', { code: 'fault-value-malformed', name: 'late', value: '0', minimum: 1, maximum: 3_600_000 }],
    ['split=1e3', { code: 'fault-value-malformed', name: 'split', value: '1e3', minimum: 2, maximum: 1000 }],
    ['garble=9', { code: 'fault-value-malformed', name: 'garble', value: '9', minimum: 300, maximum: 115_200 }],
  ])('refuses %s', (text, defect) => {
    expect(parseFaults([text])).toEqual({ faults: [], defects: [defect] });
  });

  it('never throws, and every word is either a fault or a defect', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        const { faults, defects } = parseFaults([text]);
        expect(faults.length + defects.length).toBe(text.split(/[\s,]+/).filter((word) => word !== '').length);
      }),
    );
  });

  it('writes what it reads', () => {
    for (const name of faultNames) {
      const { faults } = parseFaults([name]);
      expect(parseFaults(faults.map(renderFault)).faults).toEqual(faults);
    }
  });

  it('is refused in code too', async () => {
    await expect(startSimulator({ faults: ['buzy' as FaultText] })).rejects.toThrow('fault-unknown: buzy');
    await expect(startSimulator({ timeScale: 0 })).rejects.toThrow(RangeError);
  });
});
