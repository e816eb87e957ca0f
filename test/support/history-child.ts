/**
 * A child process that works on the history: `<folder> <what> <beginning of its names> <how many>`. `write` appends
 * records and says each name once it is kept; `prune` lets go what is old, `read` reads all, again and again. With a file
 * as fifth argument it waits until that file is there.
 */
import { existsSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { appendHistory, historyFolder, pruneHistory, readHistory } from '../../src/meters/index.ts';
import { historyRecord } from './history-record.ts';

const [folder = '', what = '', beginning = '', times = '1', go] = process.argv.slice(2);
writeSync(1, 'ready\n');
while (go !== undefined && !existsSync(go)) await pause(50);
for (let index = 0; index < Number(times); index++) {
  if (what === 'prune') pruneHistory(historyFolder(folder), 400, Date.now());
  else if (what === 'read') readHistory(folder, null);
  else {
    const name = `${beginning}-${index}`;
    const { kept } = appendHistory(folder, historyRecord({ at: new Date().toISOString(), name }));
    if (!kept) process.exit(9);
    // Written at once: what was said before a kill was said.
    writeSync(1, `${name}\n`);
  }
}
