/** What is kept of a meter's objects: whole or not at all, for its own meter only, and never in the way. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownMeter } from '../../src/evidence/index.ts';
import { type ObjectCacheKey, readObjectCache, writeObjectCache } from '../../src/meters/index.ts';
import { bundle, temporaryFolder } from '../support/child.ts';

const key: ObjectCacheKey = { endpoint: 'tcp://192.0.2.7:3333', server: '1', client: 16 };
const known: KnownMeter = {
  identity: '58595a31',
  list: {
    readAt: '2026-11-24T10:00:00.000Z',
    objects: [
      {
        classId: 3,
        version: 0,
        logicalName: '1-0:1.8.0.255',
        attributes: [{ attribute: 2, mode: 1 }],
        methods: [{ method: 1, mode: 0 }],
      },
    ],
  },
  scalers: [{ classId: 3, logicalName: '1-0:1.8.0.255', scaler: -1, unit: 30 }],
};
const fileIn = (folder: string): string => join(folder, 'objects', readdirSync(join(folder, 'objects'))[0] ?? '');

describe('what is kept of a meter', () => {
  it('comes back as it was, to this meter and client only', () => {
    const folder = temporaryFolder();
    expect(readObjectCache(folder, key)).toBeNull();
    expect(writeObjectCache(folder, key, known)).toBe(true);
    expect(readObjectCache(folder, key)).toEqual(known);
    for (const other of [{ client: 1 }, { server: '1/17' }, { endpoint: 'tcp://192.0.2.8:3333' }]) {
      expect(readObjectCache(folder, { ...key, ...other })).toBeNull();
    }
  });

  it('is for its owner only, and makes a folder that is missing', () => {
    const folder = join(temporaryFolder(), 'not', 'there');
    expect(writeObjectCache(folder, key, known)).toBe(true);
    expect(statSync(fileIn(folder)).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'objects')).mode & 0o777).toBe(0o700);
  });

  it('replaces what was there', () => {
    const folder = temporaryFolder();
    writeObjectCache(folder, key, known);
    writeObjectCache(folder, key, { ...known, list: null });
    expect(readObjectCache(folder, key)).toEqual({ ...known, list: null });
    expect(readdirSync(join(folder, 'objects'))).toHaveLength(1);
  });

  it.each<readonly [string, (file: string) => void]>([
    ['cut', (file) => writeFileSync(file, readFileSync(file).subarray(0, 100))],
    ['empty', (file) => writeFileSync(file, '')],
    ['not JSON', (file) => writeFileSync(file, 'hello')],
    ['null', (file) => writeFileSync(file, 'null')],
    ['of another schema', (file) => replace(file, 'meter.objects/1', 'meter.objects/2')],
    ['of another meter', (file) => replace(file, '192.0.2.7', '192.0.2.8')],
    ['with a name that is no logical name', (file) => replace(file, '1-0:1.8.0.255', '\\u001b[2J')],
    ['with a number that is a text', (file) => replace(file, '"classId":3', '"classId":"3"')],
    ['with a time that is none', (file) => replace(file, '2026-11-24T10:00:00.000Z', 'yesterday')],
    ['huge', (file) => writeFileSync(file, Buffer.alloc(17 * 1024 * 1024, 0x20))],
  ])('is as if it were not there where the file is %s, and is written anew', (_name, damage) => {
    const folder = temporaryFolder();
    writeObjectCache(folder, key, known);
    damage(fileIn(folder));
    expect(readObjectCache(folder, key)).toBeNull();
    expect(writeObjectCache(folder, key, known)).toBe(true);
    expect(readObjectCache(folder, key)).toEqual(known);
  });

  it('survives any damage to its bytes', () => {
    const folder = temporaryFolder();
    writeObjectCache(folder, key, known);
    const sound = readFileSync(fileIn(folder));
    fc.assert(
      fc.property(fc.nat({ max: sound.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const damaged = Buffer.from(sound);
        damaged[at] = byte;
        writeFileSync(fileIn(folder), damaged);
        const found = readObjectCache(folder, key);
        if (found !== null)
          expect(found.list?.objects.every(({ classId }) => Number.isSafeInteger(classId))).toBe(true);
      }),
    );
  });

  it('is not missed where it cannot be written', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'objects'), 'a file in the way');
    expect(writeObjectCache(folder, key, known)).toBe(false);
    expect(readObjectCache(folder, key)).toBeNull();
  });

  it('is not read from a folder in its place', () => {
    const folder = temporaryFolder();
    writeObjectCache(folder, key, known);
    const file = fileIn(folder);
    rmSync(file);
    mkdirSync(file);
    expect(readObjectCache(folder, key)).toBeNull();
    expect(writeObjectCache(folder, key, known)).toBe(false);
    expect(readdirSync(join(folder, 'objects')), 'no draft is left').toHaveLength(1);
  });

  it('sweeps drafts that killed runs left, not those of runs at work', () => {
    const folder = temporaryFolder();
    writeObjectCache(folder, key, known);
    const [old, young] = ['old', 'young'].map((name) => join(folder, 'objects', `x.json.${name}.new`));
    for (const draft of [old, young]) writeFileSync(draft ?? '', '{');
    utimesSync(old ?? '', 0, 0);
    writeObjectCache(folder, key, known);
    expect([old, young].map((draft) => existsSync(draft ?? ''))).toEqual([false, true]);
  });

  it('is whole at every instant while two processes write it', async () => {
    const folder = temporaryFolder();
    const writers = await bundle('object-cache-child.ts');
    try {
      const children = ['a', 'b'].map((name) => writers.start([folder, name, '150']));
      let reads = 0;
      const seen = new Set<string>();
      const ended = Promise.all(children.map(({ ended: end }) => end));
      let isOver = false;
      void ended.then(() => {
        isOver = true;
      });
      await Promise.all(children.map(({ spoke }) => spoke));
      while (!isOver) {
        const found = readObjectCache(folder, key);
        expect(found, 'a torn file').not.toBeNull();
        seen.add(found?.identity ?? '');
        reads += 1;
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect((await ended).map(({ code }) => code)).toEqual([0, 0]);
      expect(reads).toBeGreaterThan(10);
      expect([...seen].toSorted()).toEqual(['61', '62']);
      expect(readdirSync(join(folder, 'objects'))).toHaveLength(1);
    } finally {
      writers.remove();
    }
  });
});

function replace(file: string, from: string, to: string): void {
  writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
}
