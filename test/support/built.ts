/**
 * The executable as it is shipped: `bin/meter.cjs` with the bundles that `tools/build.js` makes. Built where it is
 * missing or older than its sources; test files that start at once wait for each other.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');
const others = ['package.json', 'tools/build.js'];
/** A build takes a second; one that takes this long was killed. */
const longestBuildMs = 30_000;

export const executable = join(root, 'bin', 'meter.cjs');

/** Comes back when the executable is newer than everything it is made of. @throws where the build fails */
export async function built(): Promise<void> {
  const lock = join(tmpdir(), `meter-build-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
  while (isStale()) {
    if (!take(lock)) {
      if (ageOf(lock) > longestBuildMs) rmSync(lock, { recursive: true, force: true });
      await pause(50);
      continue;
    }
    try {
      if (isStale()) execFileSync(process.execPath, [join('tools', 'build.js')], { cwd: root, stdio: 'pipe' });
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
    break;
  }
  // A build in progress may have written one bundle and not yet another.
  while (ageOf(lock) < longestBuildMs) await pause(50);
}

function isStale(): boolean {
  return (
    oldestIn(join(root, 'dist')) <
    Math.max(newestBelow(join(root, 'src')), ...others.map((file) => changedAt(join(root, file))))
  );
}

/** 0 where there is nothing. */
function oldestIn(folder: string): number {
  if (!existsSync(folder)) return 0;
  const times = readdirSync(folder).map((name) => changedAt(join(folder, name)));
  return times.length === 0 ? 0 : Math.min(...times);
}

function newestBelow(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true }).map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? newestBelow(path) : changedAt(path);
  });
  return Math.max(0, ...times);
}

/** 0 where there is no such file. */
function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function ageOf(lock: string): number {
  const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  return made === undefined ? Number.POSITIVE_INFINITY : Date.now() - made;
}

function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    return false;
  }
}
