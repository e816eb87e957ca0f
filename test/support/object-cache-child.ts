/** Keeps a meter's objects again and again, as a run would, under one of two names. Arguments: folder, name, times. */
import { writeObjectCache } from '../../src/meters/index.ts';

const [folder = '', name = '', times = '1'] = process.argv.slice(2);
const key = { endpoint: 'tcp://192.0.2.7:3333', server: '1', client: 16 };
const objects = Array.from({ length: 500 }, (_, index) => ({
  classId: 3,
  version: 0,
  logicalName: `1-0:1.8.${index % 256}.255`,
  attributes: [{ attribute: 2, mode: 1 }],
  methods: [],
}));
const identity = Buffer.from(name).toString('hex');
for (let round = 0; round < Number(times); round++) {
  const list = { readAt: new Date().toISOString(), objects };
  if (!writeObjectCache(folder, key, { identity, list, scalers: [] })) process.exitCode = 1;
  if (round === 0) process.stdout.write('began\n');
}
