/** The settings file: what is kept, what is refused, what is set aside; real files in folders of their own. */
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  addMeter,
  lockOwner,
  newMeter,
  openSettings,
  type Settings,
  SettingsError,
  type SettingsOptions,
  tryLock,
} from '../../src/meters/index.ts';
import { type Bundle, bundle, temporaryFolder } from '../support/child.ts';

const now = () => new Date('2026-11-24T10:35:00.123Z');
const open = (configDir: string, options: Partial<SettingsOptions> = {}) =>
  openSettings({ configDir, command: 'meter test', now, ...options });
const draft = (name: string) => ({
  ...newMeter,
  name,
  endpoint: { transport: 'hdlc', host: '192.0.2.7', port: 3333 } as const,
});
const add = (folder: string, name: string) => open(folder).update((found) => addMeter(found, draft(name)));
const defectOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof SettingsError)) throw new Error(`no SettingsError but ${error}`);
  return error.defect;
};
const fileIn = (folder: string) => join(folder, 'config.json');
const write = (folder: string, content: string | Uint8Array, mode = 0o600) => {
  writeFileSync(fileIn(folder), content, { mode });
  chmodSync(fileIn(folder), mode);
};
const good = (meters: readonly object[] = []) => JSON.stringify({ schema: 1, meters });
const entry = {
  id: 1,
  name: 'a',
  endpoint: { transport: 'hdlc', host: '192.0.2.7', port: 3333 },
  server: { upper: 1, lower: null, width: 1 },
  credentials: [{ name: 'user1', client: 1, level: 'none', secret: null }],
};

describe('the settings file', () => {
  it('starts empty, and reading makes nothing', async () => {
    const folder = join(temporaryFolder(), 'none');
    expect(await open(folder).read()).toEqual({ schema: 1, meters: [] });
    expect(() => statSync(folder)).toThrow('ENOENT');
  });

  it('keeps what was added, as text that a person can read', async () => {
    const folder = temporaryFolder();
    await add(folder, 'medidor-02');
    expect((await open(folder).read()).meters).toEqual([{ id: 1, ...draft('medidor-02') }]);
    expect(readFileSync(fileIn(folder), 'utf8')).toMatch(/^\{\n {2}"schema": 1,\n[\s\S]*\}\n$/);
  });

  it('is found in the folder named first, else in METER_CONFIG_DIR, else where this system keeps settings', async () => {
    const env = { METER_CONFIG_DIR: '/somewhere/else' };
    const command = 'test';
    expect(await openSettings({ configDir: '/here', env, command }).path()).toBe('/here/config.json');
    expect(await openSettings({ configDir: undefined, env, command }).path()).toBe('/somewhere/else/config.json');
    expect(await openSettings({ configDir: '', env: { METER_CONFIG_DIR: '' }, command }).path()).toMatch(
      /[/\\]dlms-meter[/\\](?:Config[/\\])?config\.json$/,
    );
  });

  it('keeps what it does not know, so that a later version loses nothing', async () => {
    const folder = temporaryFolder();
    write(folder, JSON.stringify({ schema: 1, later: 'yes', meters: [{ ...entry, site: { kind: 'none' } }] }));
    await add(folder, 'b');
    const kept = JSON.parse(readFileSync(fileIn(folder), 'utf8'));
    expect(kept.later).toBe('yes');
    expect(kept.meters[0].site).toEqual({ kind: 'none' });
  });

  it('is left alone where nothing changes, or the change throws', async () => {
    const folder = temporaryFolder();
    write(folder, good([entry]), 0o644);
    await open(folder).update((settings) => ({ settings, result: 0 }));
    await expect(
      open(folder).update(() => {
        throw new Error('thought better of it');
      }),
    ).rejects.toThrow('thought better of it');
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(good([entry]));
    expect(statSync(fileIn(folder)).mode & 0o777).toBe(0o644);
    expect(readdirSync(folder)).toEqual(['config.json']);
  });

  it('loses a mode that is too wide at the next change, and is replaced, not written into', async () => {
    const folder = temporaryFolder();
    write(folder, good(), 0o666);
    const before = statSync(fileIn(folder)).ino;
    // conf writes in place where this is set; other programs' terminals set it.
    vi.stubEnv('SNAP', '/snap/code/1');
    await add(folder, 'a');
    expect(process.env.SNAP).toBe('/snap/code/1');
    vi.unstubAllEnvs();
    expect(statSync(fileIn(folder)).mode & 0o777).toBe(0o600);
    expect(statSync(fileIn(folder)).ino).not.toBe(before);
  });

  it('may be a link to a file kept elsewhere', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'kept'));
    writeFileSync(join(folder, 'kept', 'meters.json'), good());
    symlinkSync(join(folder, 'kept', 'meters.json'), fileIn(folder));
    await add(folder, 'a');
    expect(JSON.parse(readFileSync(join(folder, 'kept', 'meters.json'), 'utf8')).meters).toHaveLength(1);
  });

  it('takes along drafts that a killed run left, and nothing else', async () => {
    const folder = temporaryFolder();
    write(folder, good());
    writeFileSync(join(folder, 'config.json.tmp-1234567890abcdef'), 'x');
    writeFileSync(join(folder, 'config.json.backup'), 'x');
    await add(folder, 'a');
    expect(readdirSync(folder)).toEqual(['config.json', 'config.json.backup']);
  });
});

describe('a damaged settings file', () => {
  const damages: readonly (readonly [string, string | Uint8Array, object])[] = [
    ['empty', '', { code: 'not-json', line: 1 }],
    ['truncated', '{\n  "schema": 1,\n  "meters": [', { code: 'not-json', line: 3 }],
    ['not JSON', '{\n  "schema": 1,\n  meters: []\n}', { code: 'not-json', line: 3 }],
    ['not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), { code: 'not-utf8' }],
    ['that is a text', '"meters"', { code: 'shape', where: '' }],
    ['that is a list', '[]', { code: 'shape', where: 'schema' }],
    ['without a schema', '{"meters": []}', { code: 'shape', where: 'schema' }],
    ['of schema 0', '{"schema": 0, "meters": []}', { code: 'shape', where: 'schema' }],
    ['without meters', '{"schema": 1}', { code: 'shape', where: 'meters' }],
    [
      'with port 0',
      good([{ ...entry, endpoint: { ...entry.endpoint, port: 0 } }]),
      { code: 'shape', where: 'meters[0].endpoint' },
    ],
    [
      'with client 300',
      good([{ ...entry, credentials: [{ ...entry.credentials[0], client: 300 }] }]),
      { code: 'shape', where: 'meters[0].credentials[0].client' },
    ],
    [
      'with a set twice',
      good([{ ...entry, credentials: [...entry.credentials, ...entry.credentials] }]),
      { code: 'shape', where: 'meters[0].credentials' },
    ],
    [
      'with an unknown secret',
      good([{ ...entry, credentials: [{ ...entry.credentials[0], secret: { kind: 'vault' } }] }]),
      { code: 'shape', where: 'meters[0].credentials[0].secret.kind' },
    ],
    [
      'with server 1/99999',
      good([{ ...entry, server: { upper: 1, lower: 99999, width: 4 } }]),
      { code: 'shape', where: 'meters[0].server' },
    ],
    ['with an id twice', good([entry, { ...entry, name: 'b' }]), { code: 'id-twice', id: 1 }],
    ['with a name twice', good([entry, { ...entry, id: 2, name: 'A' }]), { code: 'name-twice', name: 'A' }],
  ];

  it.each(damages)('%s is set aside, whole, and the next run starts empty', async (_, content, why) => {
    const folder = temporaryFolder();
    write(folder, content);
    const aside = join(folder, 'config.damaged-2026-11-24T10-35-00Z.json');
    expect(await defectOf(open(folder).read())).toEqual({
      code: 'damaged',
      path: fileIn(folder),
      setAsideAs: aside,
      why,
    });
    expect(readFileSync(aside)).toEqual(Buffer.from(content));
    expect(readdirSync(folder)).toEqual(['config.damaged-2026-11-24T10-35-00Z.json']);
    expect((await open(folder).read()).meters).toEqual([]);
  });

  it('is set aside by a change, too, and never over an earlier one', async () => {
    const folder = temporaryFolder();
    const asides: unknown[] = [];
    for (const content of ['one', 'two', 'three']) {
      write(folder, content);
      const defect = await defectOf(add(folder, 'a'));
      asides.push(defect.code === 'damaged' ? readFileSync(defect.setAsideAs ?? '', 'utf8') : defect);
    }
    expect(asides).toEqual(['one', 'two', 'three']);
    expect(readdirSync(folder)).toEqual([
      'config.damaged-2026-11-24T10-35-00Z-2.json',
      'config.damaged-2026-11-24T10-35-00Z-3.json',
      'config.damaged-2026-11-24T10-35-00Z.json',
    ]);
    await add(folder, 'a');
    expect((await open(folder).read()).meters).toHaveLength(1);
  });

  it('stays where it is when its owner locked it, or another run holds the lock', async () => {
    const folder = temporaryFolder();
    write(folder, '{', 0o400);
    expect(await defectOf(open(folder).read())).toMatchObject({ code: 'damaged', setAsideAs: null });
    write(folder, '{');
    const lock = tryLock(`${fileIn(folder)}.lock`, lockOwner('other'));
    expect(await defectOf(open(folder, { lockWaitMs: 30 }).read())).toMatchObject({
      code: 'damaged',
      setAsideAs: null,
    });
    if (lock.held) lock.release();
    expect(readFileSync(fileIn(folder), 'utf8')).toBe('{');
  });

  it('that another run replaced meanwhile is simply read', async () => {
    const folder = temporaryFolder();
    write(folder, '{');
    const lock = tryLock(`${fileIn(folder)}.lock`, lockOwner('other'));
    const reading = open(folder).read();
    write(folder, good([entry]));
    if (lock.held) lock.release();
    expect((await reading).meters).toEqual([entry]);
    expect(readdirSync(folder)).toEqual(['config.json']);
  });

  it('is never quoted in the error: it may hold secrets', async () => {
    const folder = temporaryFolder();
    for (const content of ['{"secret": geheim}', JSON.stringify({ schema: 'geheim' })]) {
      write(folder, content);
      const error = await open(folder)
        .read()
        .catch((thrown: Error) => thrown);
      expect(`${error} ${JSON.stringify(error)}`).not.toContain('geheim');
    }
  });
});

describe('settings that cannot be used', () => {
  it('of a newer version are left untouched', async () => {
    const folder = temporaryFolder();
    write(folder, '{"schema": 2, "meters": "moved"}');
    const defect = { code: 'newer', path: fileIn(folder), schema: 2 };
    expect(await defectOf(open(folder).read())).toEqual(defect);
    expect(await defectOf(add(folder, 'a'))).toEqual(defect);
    expect(readdirSync(folder)).toEqual(['config.json']);
  });

  it('that are a folder are refused', async () => {
    const folder = temporaryFolder();
    mkdirSync(fileIn(folder));
    const defect = { code: 'not-a-file', path: fileIn(folder) };
    expect(await defectOf(open(folder).read())).toEqual(defect);
    expect(await defectOf(add(folder, 'a'))).toEqual(defect);
  });

  it('that are write-protected are read, but not changed, by nobody', async () => {
    const folder = temporaryFolder();
    write(folder, good([entry]), 0o400);
    expect((await open(folder).read()).meters).toHaveLength(1);
    expect(await defectOf(add(folder, 'b'))).toEqual({ code: 'write-protected', path: fileIn(folder) });
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(good([entry]));
    expect(readdirSync(folder)).toEqual(['config.json']);
  });

  it('in a folder that is a file, or is write-protected, are not changed', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await defectOf(open(file).read())).toMatchObject({ code: 'folder-unusable', path: file, system: 'ENOTDIR' });
    expect(await defectOf(add(file, 'a'))).toMatchObject({ code: 'folder-unusable', path: file });
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o500 });
    expect(await defectOf(add(closed, 'a'))).toEqual({ code: 'folder-unusable', path: closed, system: 'EACCES' });
  });

  it('under a lock that another run keeps are not changed, and the run is named', async () => {
    const folder = temporaryFolder();
    const path = `${fileIn(folder)}.lock`;
    const lock = tryLock(path, lockOwner('meter edit'));
    const waiting = open(folder, { lockWaitMs: 60 }).update((settings) => ({ settings, result: null }));
    expect(await defectOf(waiting)).toEqual({
      code: 'lock-held',
      path,
      pid: process.pid,
      command: 'meter edit',
      waitedMs: expect.any(Number),
    });
    if (lock.held) lock.release();
  });

  it('are not waited for any longer when the user calls it off', async () => {
    const folder = temporaryFolder();
    const lock = tryLock(`${fileIn(folder)}.lock`, lockOwner('meter edit'));
    const signal = AbortSignal.timeout(20);
    const waiting = open(folder, { signal }).update((settings) => ({ settings, result: null }));
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    if (lock.held) lock.release();
  });

  it('whose lock cannot be made are not changed', async () => {
    const folder = temporaryFolder();
    mkdirSync(`${fileIn(folder)}.lock`);
    expect(await defectOf(add(folder, 'a'))).toMatchObject({ code: 'lock-failed', system: 'EISDIR' });
  });
});

describe.runIf(process.getuid?.() === 0)('settings of a user who is not root', () => {
  let child: Bundle;
  beforeAll(async () => {
    child = await bundle('registry-child.ts');
  });
  afterAll(() => child.remove());
  const uid = 65534;

  it('that cannot be read are refused, and stay', async () => {
    const folder = temporaryFolder();
    write(folder, good(), 0o600);
    chownSync(folder, uid, uid);
    const { code, stderr } = await child.start([folder, 'a'], { uid }).ended;
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('unreadable: ') });
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(good());
  });

  it('keep their owner when root changes them', async () => {
    const folder = temporaryFolder();
    chownSync(folder, uid, uid);
    expect((await child.start([folder, 'a'], { uid }).ended).code).toBe(0);
    await add(folder, 'b');
    expect(statSync(fileIn(folder)).uid).toBe(uid);
    const names = (settings: Settings) => settings.meters.map(({ name }) => name);
    expect(names(await open(folder).read())).toEqual(['a-0', 'b']);
  });
});
