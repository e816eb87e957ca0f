// Runs one target on mutated seeds until its time is over. What it tries next is left in shared memory first, so that a
// target that never comes back can still be named.
import { workerData } from 'node:worker_threads';

const { bundle, target, seed, milliseconds, shared, vectors, capacity } = workerData;
const { mutate, seal, seeded, seeds, targets } = await import(bundle);
const counter = new Int32Array(shared, 0, 2);
const slot = new Uint8Array(shared, 8, capacity);

const random = seeded(seed);
const pool = [...seeds(vectors)];
const run = targets[target];
const ends = performance.now() + milliseconds;
while (performance.now() < ends) {
  const base = pool[random(pool.length)];
  let input = mutate(base, pool, random);
  if (random(3) > 0) input = seal(input);
  if (input.length === 0 || input.length > capacity) continue;
  slot.set(input);
  Atomics.store(counter, 1, input.length);
  Atomics.add(counter, 0, 1);
  await run(input);
  // What is sound once more is worth being changed again.
  if (random(50) === 0) pool[random(pool.length)] = input;
}
