/** Readings, objects and writings on a terminal: whatever a meter says, nothing of it acts on the terminal. */
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DescribedObject, Reading } from '../../src/evidence/index.ts';
import { renderObjects, renderObjectTree, renderObjectValues, rightsText } from '../../src/report/objects.ts';
import { renderReadingLine, renderReadings } from '../../src/report/readings.ts';
import { renderTable } from '../../src/report/table.ts';
import { renderWrite } from '../../src/report/writes.ts';

const chalk = new Chalk({ level: 0 });
const options = { lang: 'en', columns: 80, chalk } as const;

function reading(text: string, given: Partial<Reading> = {}): Reading {
  return {
    logicalName: '1-0:1.8.0.255',
    classId: 3,
    attribute: 2,
    name: 'energy',
    attributeName: 'value',
    type: 'visible-string',
    form: 'text',
    value: text,
    text,
    raw: '0a00',
    scaler: null,
    unit: null,
    at: '2026-11-24T10:00:00.000Z',
    error: null,
    ...given,
  };
}

const object: DescribedObject = {
  logicalName: '1-0:1.8.0.255',
  classId: 3,
  className: 'Register',
  version: 0,
  name: 'energy',
  attributes: [],
  methods: [],
};

/** All that a meter's word can get into. */
const screens = (text: string): readonly string[] => [
  renderReadings([reading(text)], options),
  renderReadings([reading(text)], { ...options, raw: true }),
  renderReadings([reading('5', { unit: text })], options),
  renderReadings([reading('', { error: text, raw: null })], options),
  renderReadingLine(reading(text), { lang: 'en' }),
  renderReadingLine(reading(text), { lang: 'es', raw: true }),
  renderObjectValues(object, [reading(text), reading('', { error: text })], options),
  renderObjects([{ ...object, name: text }], options),
  renderObjectTree([{ ...object, name: text }], options),
  renderWrite(text, [{ label: 'now', reading: reading(text) }], options),
  renderWrite('', [{ label: 'returned', value: { type: 'visible-string', text, octets: '0a00' } }], options),
  renderWrite('', [{ label: 'result', error: text }], options),
];

describe('a hostile text', () => {
  it.each(['\u001b[2J', '\u001b]0;title\u0007', '\u009b31m', '\u202eabc', 'a\rb', 'a\u0008b', '\u2028'])(
    '%j is escaped',
    (text) => {
      for (const [index, screen] of screens(text).entries()) {
        expect(screen, `screen ${index}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028]/);
        expect(screen, `screen ${index} shows it`).toMatch(/\\u[0-9a-f]{4}/);
      }
    },
  );

  it('of any kind is escaped, and keeps to the width', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const screen of screens(text)) {
          expect(screen).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2028]/);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('a table of readings', () => {
  it('keeps every letter of a long word, in lines of its column', () => {
    const long = 'abcdefghij'.repeat(12);
    const lines = renderReadings([reading(long)], options).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    const column = lines.filter((line) => line.startsWith('│')).map((line) => line.split('│')[3]?.trim() ?? '');
    expect(column.slice(1).join('')).toBe(long);
  });

  it('takes no place for colours where it breaks words', () => {
    const red = new Chalk({ level: 1 });
    const word = red.red('x'.repeat(30));
    const plain = renderTable(['a'], [['x'.repeat(30)]], { columns: 20, chalk });
    const coloured = renderTable(['a'], [[word]], { columns: 20, chalk });
    expect(coloured.replace(/\u001b\[[0-9;]*m/g, '')).toBe(plain);
  });

  it('says where a scaler is not known, and of which register only', () => {
    expect(renderReadings([reading('5', { form: 'number' })], options)).toContain('scaler unknown');
    expect(renderReadings([reading('5', { form: 'number', unit: '' })], options)).not.toContain('scaler unknown');
    expect(renderReadings([reading('5', { classId: 1 })], options)).not.toContain('scaler unknown');
  });

  it('cuts what no cell can hold', () => {
    expect(renderReadings([reading('y'.repeat(5000))], options).split('\n').length).toBeLessThan(20);
  });
});

describe('rights', () => {
  it('are told by what they allow', () => {
    const attribute = (id: number, read: boolean, write: boolean) => ({
      attribute: id,
      name: null,
      mode: 0,
      read,
      write,
    });
    const method = (id: number, invoke: boolean) => ({ method: id, name: null, mode: 0, invoke });
    const attributes = [1, 2, 3, 7].map((id) => attribute(id, true, false));
    const all = [...attributes, attribute(4, true, true), attribute(5, false, true), attribute(6, false, false)];
    const methods = [method(1, true), method(2, false), method(3, true)];
    expect(rightsText({ ...object, attributes: all, methods })).toBe('r 1-3,7  rw 4  w 5  x 1,3');
    expect(rightsText(object)).toBe('');
  });
});
