/** Several runs at once, and runs that are killed: nothing is lost, nothing blocks. With real processes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMeter, newMeter, openSettings } from '../../src/meters/index.ts';
import { type Bundle, bundle, temporaryFolder } from '../support/child.ts';
import { seeded } from '../support/seeded.ts';

let child: Bundle;
beforeAll(async () => {
  child = await bundle('registry-child.ts');
});
afterAll(() => child.remove());

const namesIn = async (configDir: string) =>
  (await openSettings({ configDir, command: 'test' }).read()).meters.map(({ name }) => name);

describe('several runs at once', () => {
  it('lose nothing when two hundred of them add a meter', async () => {
    const folder = join(temporaryFolder(), 'not', 'yet', 'there');
    const children = Array.from({ length: 200 }, (_, index) => child.start([folder, `run${index}`]));
    const ends = await Promise.all(children.map(({ ended }) => ended));
    expect(ends.filter(({ code }) => code !== 0)).toEqual([]);
    const wanted = children.map((_, index) => `run${index}-0`);
    expect((await namesIn(folder)).toSorted()).toEqual(wanted.toSorted());
    expect(readdirSync(folder)).toEqual(['config.json']);
    expect(statSync(join(folder, 'config.json')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  }, 240_000);

  it('survive a hundred and forty kills in the middle of adding and of editing', async () => {
    const folder = temporaryFolder();
    const random = seeded(20261124);
    const added: string[] = [];
    let said = 0;
    const killOne = async (index: number) => {
      const edits = index % 2 === 1;
      const beginning = `kill${index}`;
      const victim = child.start([folder, beginning, '1000', edits ? 'edit' : 'add']);
      await victim.spoke;
      await pause(random() * 25);
      victim.process.kill('SIGKILL');
      await victim.ended;
      const lines = victim.lines();
      said += lines.length;
      const names = await namesIn(folder);
      if (edits) {
        // One meter, under the last name that was said to be kept, or under the one that was being given.
        const last = lines.length - 1;
        const own = names.filter((name) => name.startsWith(`${beginning}-`));
        expect([[`${beginning}-${last}`], [`${beginning}-${last + 1}`]]).toContainEqual(own);
      } else {
        added.push(...lines);
      }
      // What was there before, and what was said to be done, is there now.
      expect(added.filter((name) => !names.includes(name))).toEqual([]);
    };
    // Several at a time: a kill then often meets others that wait for the lock.
    for (let index = 0; index < 140; index += 4) {
      await Promise.all([0, 1, 2, 3].map((lane) => killOne(index + lane)));
    }
    expect(said).toBeGreaterThanOrEqual(140);

    const endpoint = { transport: 'hdlc', host: '192.0.2.8', port: 3333 } as const;
    const started = performance.now();
    const settings = openSettings({ configDir: folder, command: 'test' });
    await settings.update((found) => addMeter(found, { ...newMeter, name: 'afterwards', endpoint }));
    expect(performance.now() - started).toBeLessThan(2000);
    // Neither locks nor drafts are left, nor anything set aside.
    expect(readdirSync(folder)).toEqual(['config.json']);
    expect(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')).schema).toBe(1);
  }, 240_000);
});
