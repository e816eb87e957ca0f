// Source modules for measuring, bundled as the build does it, into a folder that is removed afterwards.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** @param entry a file below src/ */
export async function loadSource(entry) {
  const folder = mkdtempSync(join(tmpdir(), 'meter-bench-'));
  const outfile = join(folder, 'bundle.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, '../../src', entry)],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'warning',
  });
  try {
    return await import(outfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
