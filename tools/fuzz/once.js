// Runs one target on one input: an error, or not.
import { workerData } from 'node:worker_threads';

const { bundle, target, input } = workerData;
const { targets } = await import(bundle);
await targets[target](input);
