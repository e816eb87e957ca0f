/** A profile as table, CSV and JSON: in the width, readable back, and safe for a terminal whatever a meter sends. */
import { Chalk } from 'chalk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProfileCell, ProfileColumn, ProfileRow, ProfileShape } from '../../src/evidence/index.ts';
import {
  columnLabels,
  ProfileCsv,
  ProfileTable,
  profileJsonEnd,
  profileJsonHead,
  profileJsonRows,
} from '../../src/report/index.ts';
import { profileWords } from '../../src/wording/index.ts';

const column = (name: string | null, changes: Partial<ProfileColumn> = {}): ProfileColumn => ({
  logicalName: '1-0:1.8.0.255',
  classId: 3,
  attribute: 2,
  dataIndex: 0,
  name,
  scaler: 0,
  unit: 'Wh',
  unscaled: false,
  ...changes,
});
const clock = column('clock', { logicalName: '0-0:1.0.0.255', classId: 8, scaler: null, unit: null });
const energy = column('energy');
const text = column(null, { logicalName: '0-0:96.1.0.255', classId: 1, scaler: null, unit: null });

const shape = (columns: readonly ProfileColumn[]): ProfileShape => ({
  logicalName: '1-0:99.1.0.255',
  name: 'profile',
  columns,
  columnsError: columns.length === 0 ? 'read-write-denied' : null,
  capturePeriod: 900,
  order: 'fifo',
  entriesInUse: 5,
  entries: 10,
});

const cell = (changes: Partial<ProfileCell>): ProfileCell => ({
  form: 'nothing',
  value: null,
  text: '',
  hex: null,
  status: null,
  derived: null,
  ...changes,
});
const at = (value: string, status: ProfileCell['status'] = []): ProfileCell =>
  cell({ form: 'date-time', value, text: value.replace('T', ' '), status });
const number = (value: string): ProfileCell => cell({ form: 'number', value: Number(value), text: value });
const said = (value: string): ProfileCell => cell({ form: 'text', value, text: value });
const row = (...cells: readonly ProfileCell[]): ProfileRow => ({ cells, atMs: null, otherLength: false });

const rows = [
  row(at('2026-11-24T14:30:00.00+01:00'), number('1230'), said('ok')),
  row(cell({ derived: '2026-11-24T14:45:00+01:00' }), number('1234.50'), cell({})),
  row(at('2026-11-24T15:00:05.00+01:00', ['invalid', 'dst']), number('1240'), said('a "b", c')),
];

/** RFC 4180, read strictly. */
function parseCsv(csv: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let fields: string[] = [];
  let at = 0;
  while (at < csv.length) {
    let field = '';
    if (csv[at] === '"') {
      for (at += 1; ; at++) {
        if (csv[at] === '"' && csv[at + 1] === '"') at += 1;
        else if (csv[at] === '"') break;
        field += csv[at];
      }
      at += 1;
    } else {
      while (at < csv.length && csv[at] !== ',' && csv[at] !== '\n') {
        expect(csv[at]).not.toMatch(/["\r]/);
        field += csv[at++];
      }
    }
    fields.push(field);
    if (csv[at] === '\n') {
      lines.push(fields);
      fields = [];
    } else expect(csv[at]).toBe(',');
    at += 1;
    if (csv[at - 1] === ',' && at === csv.length) fields.push('');
  }
  expect(fields).toEqual([]);
  return lines;
}

function csvOf(columns: readonly ProfileColumn[], of: readonly ProfileRow[], chosen: readonly number[] | null = null) {
  const csv = new ProfileCsv(shape(columns), chosen);
  return csv.head(of) + csv.rows(of);
}

describe('CSV', () => {
  it('has a head with units, and a column for what each clock says of itself', () => {
    expect(csvOf([clock, energy, text], rows)).toBe(
      [
        'clock,clock status,energy [Wh],0-0:96.1.0',
        '2026-11-24T14:30:00.00+01:00,,1230,ok',
        '2026-11-24T14:45:00+01:00,derived,1234.50,',
        '2026-11-24T15:00:05.00+01:00,invalid dst,1240,"a ""b"", c"',
        '',
      ].join('\n'),
    );
  });

  it('has only the chosen columns, in their order', () => {
    expect(csvOf([clock, energy, text], rows.slice(0, 1), [1, 0])).toBe(
      'energy [Wh],clock,clock status\n1230,2026-11-24T14:30:00.00+01:00,\n',
    );
  });

  it('is read back by the rules, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 2 })), (texts) => {
        const of = texts.map(([one = '', other = '']) => row(said(one), said(other)));
        const lines = parseCsv(csvOf([text, text], of));
        expect(lines).toHaveLength(of.length + 1);
        for (const line of lines) expect(line).toHaveLength(2);
      }),
    );
  });

  it('carries no control character, and no formula, from a meter into a spreadsheet', () => {
    const csv = csvOf([text], [row(said('\u001b[2J\r\n=cmd')), row(said('=1+1')), row(said('-x')), row(number('-5'))]);
    expect(csv.split('\n').slice(1)).toEqual(['\\u001b[2J\\u000d\\u000a=cmd', "'=1+1", "'-x", '-5', '']);
  });

  it('marks a row of another length, and loses nothing of it', () => {
    const odd: ProfileRow = { ...row(number('1'), number('2'), number('3')), otherLength: true };
    expect(csvOf([clock, energy], [odd])).toBe('clock,clock status,energy [Wh]\n1,other-length,2,3\n');
  });

  it('numbers the columns that the meter does not name', () => {
    expect(csvOf([], [row(number('1'), number('2'))])).toBe('column 1,column 2\n1,2\n');
  });
});

describe('labels', () => {
  const words = profileWords.en;

  it('are no two alike', () => {
    const columns = [energy, energy, column('maximum-demand', { attribute: 5 }), column(null, { dataIndex: 2 })];
    const labels = columnLabels(columns, words);
    expect(labels[2]).toBe('maximum-demand:5');
    expect(labels[3]).toBe('1-0:1.8.0[2]');
    expect(new Set(labels).size).toBe(labels.length);
  });
});

describe('JSON', () => {
  const asked = { meter: { name: 'med' }, client: 1 };
  const document = (of: readonly ProfileRow[], chosen: readonly number[] | null = null) =>
    JSON.parse(
      profileJsonHead(shape([clock, energy, text]), chosen, asked) +
        of.map((one, index) => profileJsonRows([one], chosen, index)).join('') +
        profileJsonEnd({ rowCount: of.length, complete: true, notes: [] }),
    );

  it('is one document, and tells what is derived apart from what was said', () => {
    const { rows: told, columns, ...rest } = document(rows);
    expect(rest).toMatchObject({ schema: 'meter.profile/1', ...asked, rowCount: 3, complete: true });
    expect(rest.object).toMatchObject({ logicalName: '1-0:99.1.0.255', classId: 7, capturePeriod: 900 });
    expect(columns[1]).toEqual({
      logicalName: '1-0:1.8.0.255',
      classId: 3,
      attribute: 2,
      dataIndex: 0,
      name: 'energy',
      scaler: 0,
      unit: 'Wh',
    });
    expect(told).toEqual([
      { values: ['2026-11-24T14:30:00.00+01:00', 1230, 'ok'] },
      { values: [null, 1234.5, null], derived: [{ column: 0, value: '2026-11-24T14:45:00+01:00' }] },
      {
        values: ['2026-11-24T15:00:05.00+01:00', 1240, 'a "b", c'],
        clockStatus: [{ column: 0, value: ['invalid', 'dst'] }],
      },
    ]);
  });

  it('is whole without rows, and with chosen columns', () => {
    expect(document([]).rows).toEqual([]);
    expect(document(rows, [1])).toMatchObject({ columns: [{ name: 'energy' }], rows: [{ values: [1230] }, {}, {}] });
  });

  it('is a row a line', () => {
    expect(profileJsonRows(rows, null, 0).split('\n')).toHaveLength(4);
  });
});

describe('the table', () => {
  const options = { lang: 'en', columns: 80, chalk: new Chalk({ level: 0 }), meter: 'med' } as const;
  const lengths = (shown: string) => shown.split('\n').map((line) => [...line].length);

  it('shows marks, and says what they mean', () => {
    const table = new ProfileTable(shape([clock, energy, text]), null, options);
    const shown = table.add(rows) + table.end();
    expect(shown).toContain('2026-11-24 14:30 +01:00          1230  ok\n');
    expect(shown).toContain('2026-11-24 14:45 +01:00 *     1234.50  –\n');
    expect(shown).toContain('2026-11-24 15:00:05 +01:00 !');
    expect(shown).toMatch(/^\* The meter left this time out/m);
    expect(shown).toMatch(/^! The clock was invalid/m);
    expect(shown).not.toMatch(/^\? /m);
  });

  it('leaves columns out that find no room, and names them', () => {
    const many = Array.from({ length: 12 }, (_, index) => column(`energy-t${index}`));
    const table = new ProfileTable(shape([clock, ...many]), null, options);
    const of = row(at('2026-11-24T14:30:00.00+01:00'), ...many.map((_, index) => number(`${index}00000`)));
    const shown = table.add([of]) + table.end();
    expect(Math.max(...lengths(shown))).toBeLessThanOrEqual(80);
    expect(shown).toContain('energy-t0');
    expect(shown).toMatch(/Left out for want of width: .*energy-t11/s);
  });

  it('writes as rows come, once the first ones have decided on the widths', () => {
    const table = new ProfileTable(shape([clock, energy]), null, options);
    const one = row(at('2026-11-24T14:30:00.00+01:00'), number('1'));
    for (let count = 1; count < 32; count++) expect(table.add([one])).toBe('');
    expect(table.add([one]).match(/14:30/g)).toHaveLength(32);
    expect(table.add([one]).match(/14:30/g)).toHaveLength(1);
    expect(table.end()).toContain('33 rows.');
  });

  it('points at a row of another length', () => {
    const odd: ProfileRow = { ...row(number('1'), number('2'), number('3')), otherLength: true };
    const table = new ProfileTable(shape([clock, energy]), null, options);
    const shown = table.add([odd]) + table.end();
    expect(shown).toContain('! 3 values instead of 2: 1, 2, 3');
    expect(shown).toContain('1 row has another number of values');
  });

  it('says where else to look when there are no rows', () => {
    expect(new ProfileTable(shape([clock]), null, options).end()).toMatch(/no rows.*\n.*holds 5 rows/);
  });

  it('lets nothing of a meter act on a terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (value, unit) => {
        const table = new ProfileTable(shape([clock, column(null, { unit }), text]), null, options);
        const shown = table.add([row(at(value), number('1'), said(value))]) + table.end();
        expect(shown.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202e]/);
      }),
    );
  });
});
