/**
 * A child process that changes the registry: `<folder> <beginning of the names> <how many> [edit]`. It adds meters, or,
 * with `edit`, adds one and gives it name after name. Says each name once it is kept.
 */
import { writeSync } from 'node:fs';
import { addMeter, editMeter, newMeter, openSettings } from '../../src/meters/index.ts';

const [configDir = '', beginning = '', times = '1', how = 'add'] = process.argv.slice(2);
const settings = openSettings({ configDir, command: 'meter add' });
const endpoint = { transport: 'hdlc', host: '192.0.2.7', port: 3333 } as const;
for (let index = 0; index < Number(times); index++) {
  const name = `${beginning}-${index}`;
  if (how === 'edit' && index > 0) {
    await settings.update((found) => editMeter(found, `${beginning}-${index - 1}`, (meter) => ({ ...meter, name })));
  } else {
    await settings.update((found) => addMeter(found, { ...newMeter, name, endpoint }));
  }
  // Written at once: what was said before a kill was said.
  writeSync(1, `${name}\n`);
}
