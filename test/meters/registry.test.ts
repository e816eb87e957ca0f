/** The registry as a value: adding, editing, removing, finding. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMeter,
  editMeter,
  findMeter,
  limits,
  type MeterDraft,
  newMeter,
  RegistryError,
  removeMeter,
  type Settings,
  sameName,
  tidyName,
} from '../../src/meters/index.ts';

const empty: Settings = { schema: 1, meters: [] };
const draft = (name: string, id?: number): MeterDraft => ({
  ...newMeter,
  name,
  endpoint: { transport: 'hdlc', host: '192.0.2.7', port: 3333 },
  ...(id === undefined ? {} : { id }),
});
const registry = (...names: readonly string[]) =>
  names.reduce<Settings>((settings, name) => addMeter(settings, draft(name)).settings, empty);
const defectOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof RegistryError) return error.defect;
    throw error;
  }
  return null;
};

describe('adding a meter', () => {
  it('gives it the next id, and keeps the registry in the order of ids', () => {
    const { settings } = addMeter(addMeter(registry('a', 'b'), draft('z', 17)).settings, draft('c', 5));
    const { settings: after, result } = addMeter(settings, draft('d'));
    expect(result.id).toBe(18);
    expect(after.meters.map(({ id, name }) => `${id} ${name}`)).toEqual(['1 a', '2 b', '5 c', '17 z', '18 d']);
  });

  it('finds an id even after the greatest one there can be', () => {
    const full = addMeter(registry('a'), draft('z', limits.id)).settings;
    expect(addMeter(full, draft('b')).result.id).toBe(2);
  });

  it.each([
    ['medidor-02', 'name-taken'],
    ['MEDIDOR-02', 'name-taken'],
    ['  medidor-02 ', 'name-taken'],
    ['', 'name-wrong'],
    ['   ', 'name-wrong'],
    ['7', 'name-wrong'],
    ['-7', 'name-wrong'],
    ['1e3', 'name-wrong'],
    ['0x10', 'name-wrong'],
    ['1,5', 'name-wrong'],
    ['--json', 'name-wrong'],
    ['gateway:3333', 'name-wrong'],
    ['hdlc://gateway', 'name-wrong'],
    ['serial:/dev/ttyUSB0', 'name-wrong'],
    ['192.0.2.7', 'name-wrong'],
    ['a\u001b[31mb', 'name-wrong'],
    ['a\u202eb', 'name-wrong'],
    ['x'.repeat(65), 'name-wrong'],
  ])('refuses the name %j', (name, code) => {
    expect(defectOf(() => addMeter(registry('medidor-02'), draft(name)))).toMatchObject({ code });
  });

  it.each([0, -1, 1.5, Number.NaN, limits.id + 1])('refuses the id %d', (id) => {
    expect(defectOf(() => addMeter(empty, draft('a', id)))).toMatchObject({ code: 'id-out-of-range' });
  });

  it('refuses an id that is taken, a credential set that is there twice, and a note without end', () => {
    expect(defectOf(() => addMeter(registry('a'), draft('b', 1)))).toEqual({ code: 'id-taken', id: 1, by: 'a' });
    const [user1] = newMeter.credentials;
    const twice = { ...draft('a'), credentials: [user1, { ...user1, name: 'USER1' }] };
    expect(defectOf(() => addMeter(empty, twice))).toEqual({ code: 'credential-twice', name: 'USER1' });
    expect(defectOf(() => addMeter(empty, { ...draft('a'), note: 'x'.repeat(501) }))).toMatchObject({
      code: 'note-too-long',
    });
  });

  it('takes names in any script, with blanks inside', () => {
    expect(registry('Torre Ñ', '電力計').meters.map(({ name }) => name)).toEqual(['Torre Ñ', '電力計']);
  });

  it('keeps ids and names unique, whatever is added, and leaves the old settings alone', () => {
    const some = fc.record({
      name: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('a', 'A', 'b', 'á', 'a\u0301')),
      id: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (drafts) => {
        let settings = empty;
        for (const { name, id } of drafts) {
          const before = JSON.stringify(settings);
          const old = settings;
          defectOf(() => {
            settings = addMeter(settings, draft(name, id)).settings;
          });
          expect(JSON.stringify(old)).toBe(before);
        }
        const { meters } = settings;
        expect(new Set(meters.map(({ id }) => id)).size).toBe(meters.length);
        expect(new Set(meters.map(({ name }) => tidyName(name).toLowerCase())).size).toBe(meters.length);
        for (const meter of meters) {
          expect(findMeter(meters, `${meter.id}`)).toBe(meter);
          expect(findMeter(meters, meter.name)).toBe(meter);
        }
      }),
    );
  });
});

describe('finding a meter', () => {
  const { meters } = registry('medidor-01', 'medidor-02', 'Torre Norte');

  it('goes by id, or by name whatever the case', () => {
    expect(findMeter(meters, '2').name).toBe('medidor-02');
    expect(findMeter(meters, '002').name).toBe('medidor-02');
    expect(findMeter(meters, 'torre  NORTE').id).toBe(3);
    expect(sameName('á', 'A\u0301')).toBe(true);
  });

  it('says what is spelled alike where nothing is found', () => {
    expect(defectOf(() => findMeter(meters, 'medidor-03'))).toEqual({
      code: 'meter-unknown',
      wanted: 'medidor-03',
      nearest: ['medidor-01', 'medidor-02'],
      known: 3,
    });
    expect(defectOf(() => findMeter(meters, 'torre'))).toMatchObject({ nearest: ['Torre Norte'] });
    expect(defectOf(() => findMeter(meters, '9'))).toMatchObject({ nearest: [] });
    expect(defectOf(() => findMeter(meters, 'contador'))).toMatchObject({ nearest: [] });
  });
});

describe('editing and removing a meter', () => {
  it('changes one, and holds it to the same rules', () => {
    const settings = registry('a', 'b');
    const { settings: after, result } = editMeter(settings, 'A', (meter) => ({ ...meter, name: 'c', id: 9 }));
    expect(after.meters.map(({ id, name }) => `${id} ${name}`)).toEqual(['2 b', '9 c']);
    expect(result).toMatchObject({ before: { id: 1, name: 'a' }, after: { id: 9, name: 'c' } });
    expect(editMeter(settings, 'a', (meter) => ({ ...meter, name: 'A' })).result.after.name).toBe('A');
    expect(defectOf(() => editMeter(settings, 'a', (meter) => ({ ...meter, name: 'B' })))).toEqual({
      code: 'name-taken',
      name: 'b',
      id: 2,
    });
  });

  it('removes only what was shown', () => {
    const settings = registry('a', 'b');
    expect(removeMeter(settings, { id: 2, name: 'b' }).settings.meters).toHaveLength(1);
    expect(defectOf(() => removeMeter(settings, { id: 2, name: 'a' }))).toEqual({ code: 'meter-changed', name: 'a' });
  });
});
