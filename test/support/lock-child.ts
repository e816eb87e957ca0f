/**
 * A child process that takes a lock: `<lock> <marker> <how many times>`. It starts when the file `go` appears beside the
 * marker, so that many start at once. Inside, it looks whether anybody else is inside, and ends with code 9 if so.
 */
import { existsSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lockOwner, tryLock } from '../../src/meters/process-lock.ts';
import { isRunning } from '../../src/meters/running-process.ts';

const [path = '', marker = '', times = '1'] = process.argv.slice(2);
const mine = `${process.pid}`;
writeSync(1, 'ready\n');
while (!existsSync(join(dirname(marker), 'go'))) await pause(1);

for (let round = 0; round < Number(times); round++) {
  let lock = tryLock(path, lockOwner('test'));
  for (; !lock.held; lock = tryLock(path, lockOwner('test'))) await pause(Math.random() * 3);
  await enter();
  await pause(Math.random() * 2);
  if (readFileSync(marker, 'utf8') !== mine) process.exit(9);
  rmSync(marker);
  lock.release();
}

/** The marker must not be there, unless whoever made it was killed inside. */
async function enter(): Promise<void> {
  try {
    writeFileSync(marker, mine, { flag: 'wx' });
  } catch {
    // Who makes it fills it at once; still empty after a while, it was left so by a kill.
    for (let look = 0; look < 20 && readFileSync(marker, 'utf8') === ''; look++) await pause(5);
    if (isRunning({ pid: Number(readFileSync(marker, 'utf8')), start: null })) process.exit(9);
    writeFileSync(marker, mine);
  }
}
