/** The lock between processes: one holder at a time, also when holders die. Partly with real processes. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockOwner, tryLock } from '../../src/meters/index.ts';
import { type Bundle, bundle, type Child, temporaryFolder } from '../support/child.ts';
import { seeded } from '../support/seeded.ts';

const nobody = 2 ** 22 + 1;
const deadLock = (token: string, fields: object = {}) =>
  JSON.stringify({ pid: nobody, start: '1', command: 'gone', token, ...fields });

describe('a lock', () => {
  it('is held by one, who is named to the others, and is gone when released', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'one.lock');
    const first = tryLock(path, lockOwner('meter add'));
    if (!first.held) throw new Error('not held');
    expect(statSync(path).mode & 0o777).toBe(0o644);
    expect(tryLock(path, lockOwner('meter edit'))).toEqual({
      held: false,
      owner: { pid: process.pid, start: expect.any(String), command: 'meter add' },
    });
    first.release();
    expect(readdirSync(folder)).toEqual([]);
    expect(tryLock(path, lockOwner('meter edit')).held).toBe(true);
  });

  it('leaves the next holder alone when released twice, or after its file was removed by hand', () => {
    const path = join(temporaryFolder(), 'one.lock');
    const first = tryLock(path, lockOwner('first'));
    if (!first.held) throw new Error('not held');
    first.release();
    const second = tryLock(path, lockOwner('second'));
    first.release();
    expect(JSON.parse(readFileSync(path, 'utf8')).command).toBe('second');
    expect(second.held).toBe(true);
  });

  it.each([
    ['of a process that ended', deadLock('x')],
    ['of an earlier process with a number that is in use again', deadLock('x', { pid: process.pid })],
    ['that is empty after a power failure', ''],
    ['that somebody overwrote', 'not a lock'],
    ['whose token is no token', deadLock('../../x')],
  ])('%s is taken over', (_, content) => {
    const folder = temporaryFolder();
    const path = join(folder, 'one.lock');
    writeFileSync(path, content);
    const attempt = tryLock(path, lockOwner('next'));
    if (!attempt.held) throw new Error('not held');
    expect(readdirSync(folder)).toEqual(['one.lock']);
    attempt.release();
  });

  it('stays with a process that runs, even where nothing tells when it started', () => {
    const path = join(temporaryFolder(), 'one.lock');
    writeFileSync(path, deadLock('x', { pid: process.ppid, start: null }));
    expect(tryLock(path, lockOwner('next'))).toMatchObject({ held: false, owner: { pid: process.ppid } });
  });

  it('that somebody else is taking over just now is not free', () => {
    const path = join(temporaryFolder(), 'one.lock');
    writeFileSync(path, deadLock('x'));
    const heir = tryLock(`${path}.x`, lockOwner('heir'));
    expect(tryLock(path, lockOwner('next'))).toMatchObject({ held: false, owner: { command: 'heir' } });
    if (heir.held) heir.release();
    expect(tryLock(path, lockOwner('next')).held).toBe(true);
  });

  it('cannot be made in a folder that is not there', () => {
    expect(() => tryLock(join(temporaryFolder(), 'no', 'one.lock'), lockOwner('x'))).toThrow('ENOENT');
  });
});

describe('a lock whose holder died', () => {
  let child: Bundle;
  beforeAll(async () => {
    child = await bundle('lock-child.ts');
  });
  afterAll(() => child.remove());

  /** Starts children that wait for each other, and then all run for the lock. */
  async function run(folder: string, children: readonly Child[]): Promise<void> {
    await Promise.all(children.map(({ spoke }) => spoke));
    writeFileSync(join(folder, 'go'), '');
  }
  const failures = async (children: readonly Child[]) =>
    (await Promise.all(children.map(({ ended }) => ended))).filter(({ code }) => code !== 0);

  it('is taken over by twenty at once, and never by two', async () => {
    const folder = temporaryFolder();
    // The first moment, when all of them see the dead holder, is the dangerous one.
    const children = Array.from({ length: 20 }, () =>
      child.start([join(folder, 'one.lock'), join(folder, 'inside'), '20']),
    );
    writeFileSync(join(folder, 'one.lock'), deadLock('dead'));
    await run(folder, children);
    expect(await failures(children)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['go']);
  });

  it('is taken over although those who took it over died at it, too', async () => {
    const folder = temporaryFolder();
    const lock = join(folder, 'one.lock');
    // dead-1 held it; dead-2 died replacing it, dead-3 died replacing that; a fourth died before it wrote its draft.
    writeFileSync(lock, deadLock('dead-1'));
    writeFileSync(`${lock}.dead-1`, deadLock('dead-2'));
    writeFileSync(`${lock}.dead-2`, deadLock('dead-3'));
    writeFileSync(`${lock}.${nobody}-token.new`, '');
    const children = Array.from({ length: 8 }, () => child.start([lock, join(folder, 'inside'), '4']));
    await run(folder, children);
    expect(await failures(children)).toEqual([]);
    expect(readdirSync(folder)).toEqual(['go']);
  });

  it('lets one in after the other while holders and heirs are killed all the time', async () => {
    const folder = temporaryFolder();
    const random = seeded(7);
    const start = (times: string) => child.start([join(folder, 'one.lock'), join(folder, 'inside'), times]);
    const victims = Array.from({ length: 16 }, () => start('100000'));
    const survivors = Array.from({ length: 4 }, () => start('25'));
    await run(folder, [...victims, ...survivors]);
    for (const victim of victims) {
      await pause(random() * 40);
      // Ended by itself means that it met somebody inside.
      expect(victim.process.exitCode).toBe(null);
      victim.process.kill('SIGKILL');
      await victim.ended;
    }
    expect(await failures(survivors)).toEqual([]);
    expect(readdirSync(folder).filter((name) => name !== 'inside')).toEqual(['go']);
  });
});
