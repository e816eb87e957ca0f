// Makes a fresh clone ready: installs what the lock file names if it is not there yet, then builds.
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`meter needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(2);
}
const installed = 'node_modules/.package-lock.json';
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs) {
  // Not `npm ci`: it refuses a lock file that does not list the binaries of every platform, and not every registry has
  // all of them. What the lock file lists is installed as it says, and the lock file is left alone.
  const args = ['install', '--no-save', '--no-audit', '--no-fund'];
  execFileSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
}
execFileSync(process.execPath, ['tools/build.js'], { stdio: 'inherit' });
