/** Bundles a TypeScript file of the tests, and runs it as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { onTestFinished } from 'vitest';

/** A folder for one test, gone after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'meter-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface Bundle {
  /** Runs the bundle with arguments. */
  start(args: readonly string[], options?: { readonly uid?: number }): Child;
  remove(): void;
  readonly path: string;
}

export interface Child {
  readonly process: ChildProcess;
  /** The lines it said so far. */
  lines(): readonly string[];
  /** Comes true with its first line, or its end. */
  readonly spoke: Promise<void>;
  /** Comes true when it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly stderr: string }>;
}

/** @param source a file in this folder */
export async function bundle(source: string): Promise<Bundle> {
  const folder = mkdtempSync(join(tmpdir(), 'meter-bundle-'));
  chmodSync(folder, 0o755);
  const path = join(folder, 'child.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, source)],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    banner: { js: "import { createRequire as own } from 'node:module'; const require = own(import.meta.url);" },
  });
  return {
    path,
    start: (args, options = {}) => start([path, ...args], options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function start(args: readonly string[], { uid }: { readonly uid?: number }): Child {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const spoke = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
      resolve();
    });
    child.once('close', () => resolve());
  });
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stderr }));
  });
  return { process: child, lines: () => stdout.split('\n').slice(0, -1), spoke, ended };
}
