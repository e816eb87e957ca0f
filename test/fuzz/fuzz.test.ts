/** What the fuzzer found once stays found; and a short run of it, the same at every time, over every target. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src/bytes/hex.ts';
import { mutate, seal, seeded } from './mutate.ts';
import { seeds } from './seeds.ts';
import { targets } from './targets.ts';

const folder = resolve(import.meta.dirname, '../fixtures/fuzz');
const kept = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.hex')) : [];
const pool = seeds(resolve(import.meta.dirname, '../../../shared/vectors/frames.jsonl'));
/** A session is some hundred frames. */
const tries = (target: string): number => (target === 'session' ? 200 : 1500);
/** Longer than this for one input is a hang; this machine may be busy. */
const longestMs = 2000;

describe('what the fuzzer found', () => {
  it('is there to be read', () => expect(kept.length).toBeGreaterThan(0));

  it.each(kept)('%s', async (name) => {
    const text = readFileSync(join(folder, name), 'utf8').replace(/^#.*$/gm, '');
    const input = fromHex(text);
    expect(input).not.toBeNull();
    for (const run of Object.values(targets)) await run(input ?? new Uint8Array());
  });
});

describe('a short run', () => {
  it.each(Object.keys(targets))('%s keeps its promises', async (target) => {
    const random = seeded(20_261_124);
    const run = targets[target];
    for (let count = 0; count < tries(target); count++) {
      const changed = mutate(pool[random(pool.length)] as Uint8Array, pool, random);
      const input = random(3) > 0 ? seal(changed) : changed;
      const started = performance.now();
      await run?.(input);
      expect(performance.now() - started).toBeLessThan(longestMs);
    }
  });
});
