// Builds dist/ from src/: one self-contained file for `meter decode <hex>` (CommonJS, the cheapest start that
// Node has), and one split ES module bundle for everything else, loaded per command. docs/performance.md has the figures.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

// conf imports ajv for its own `schema` option, which this project does not use (settings are checked with
// valibot). Loading it would cost every command that reads settings about 20 ms.
const withoutAjv = {
  name: 'without-ajv',
  setup(builder) {
    builder.onResolve({ filter: /^ajv/ }, (found) => ({ path: found.path, namespace: 'left-out' }));
    builder.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents:
        'export class Ajv2020 { constructor() { throw new Error("left out of this build"); } } export default Ajv2020;',
    }));
  },
};

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': '"production"' },
};

rmSync('dist', { recursive: true, force: true });
await Promise.all([
  build({ ...common, entryPoints: ['src/cli/decode-fast.ts'], outfile: 'dist/decode.cjs', format: 'cjs' }),
  build({
    ...common,
    entryPoints: { main: 'src/cli/main.ts' },
    outdir: 'dist',
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[name]-[hash]',
    plugins: [withoutAjv],
    // CommonJS packages inside an ES module bundle still call require() for Node's own modules.
    banner: {
      js: "import { createRequire as meterRequire } from 'node:module'; const require = meterRequire(import.meta.url);",
    },
  }),
]);
