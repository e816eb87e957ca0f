/** A child process that adds meters: `<folder> <beginning of their names> <how many>`. Says each name once it is kept. */
import { writeSync } from 'node:fs';
import { addMeter, newMeter, openSettings } from '../../src/meters/index.ts';

const [configDir = '', beginning = '', times = '1'] = process.argv.slice(2);
const settings = openSettings({ configDir, command: 'meter add' });
const endpoint = { transport: 'hdlc', host: '192.0.2.7', port: 3333 } as const;
for (let index = 0; index < Number(times); index++) {
  const name = `${beginning}-${index}`;
  await settings.update((found) => addMeter(found, { ...newMeter, name, endpoint }));
  // Written at once: what was said before a kill was said.
  writeSync(1, `${name}\n`);
}
