// Builds dist/ from src/: one CommonJS file for each thing that is loaded on its own (CommonJS is the cheapest start
// that Node has; docs/performance.md has the figures). What the source imports dynamically becomes a file of its own,
// loaded when it is needed; what it imports statically is bundled in.
import { renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
/** Built aside and put in place whole: a build that fails leaves the one that works. */
const outdir = join(root, `dist.building-${process.pid}`);

/** Files still to be built: source path → name in dist/. */
const entries = new Map([
  [join(root, 'src/cli/main.ts'), 'main'],
  [join(root, 'src/cli/decode-fast.ts'), 'decode-fast'],
]);

// A dynamic import becomes a file of its own, and stays outside the one that imports it.
const apart = {
  name: 'apart',
  setup(builder) {
    builder.onResolve({ filter: /.*/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
      if (pluginData === 'asked' || kind !== 'dynamic-import') return undefined;
      const found = await builder.resolve(path, { kind, importer, resolveDir, pluginData: 'asked' });
      if (found.errors.length > 0 || found.external) return found;
      const name = path.startsWith('.') ? basename(path, '.ts') : path;
      const taken = [...entries].find(([source, known]) => known === name && source !== found.path);
      if (taken !== undefined)
        return { errors: [{ text: `two files would be dist/${name}.cjs: ${taken[0]}, ${found.path}` }] };
      entries.set(found.path, name);
      return { path: `./${name}.cjs`, external: true };
    });
  },
};

// Importing one of these does nothing by itself: where its names are not used it is left out.
const pure = {
  name: 'pure',
  setup(builder) {
    builder.onResolve(
      { filter: /^(chalk|cli-table3|commander|conf|env-paths|ora|valibot)$/ },
      async ({ path, ...rest }) => {
        if (rest.pluginData === 'asked' || rest.kind === 'dynamic-import') return undefined;
        const found = await builder.resolve(path, { ...rest, pluginData: 'asked' });
        return { ...found, sideEffects: false };
      },
    );
  },
};

// conf imports ajv for its own `schema` option, which this project does not use (settings are checked with valibot);
// cli-table3 loads @colors/colors for coloured borders, which it does not use either. Loading them costs 20 ms and 2 ms.
const leftOut = {
  name: 'left-out',
  setup(builder) {
    builder.onResolve({ filter: /^(ajv|@colors\/)/ }, ({ path }) => ({ path, namespace: 'left-out' }));
    // commander starts other programs for commands that live in files of their own; there are none. Loading Node's
    // child_process for that costs 5 ms at every start.
    builder.onResolve({ filter: /^(node:)?child_process$/ }, ({ path, importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path, namespace: 'left-out' } : undefined,
    );
    builder.onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
      contents:
        'export class Ajv2020 { constructor() { throw new Error("left out of this build"); } } export default Ajv2020;',
    }));
  },
};

process.once('exit', () => rmSync(outdir, { recursive: true, force: true }));
const done = new Set();
for (let left = [...entries]; left.length > 0; left = [...entries].filter(([source]) => !done.has(source))) {
  for (const [source] of left) done.add(source);
  await Promise.all(
    left.map(([source, name]) =>
      build({
        entryPoints: [source],
        outfile: join(outdir, `${name}.cjs`),
        bundle: true,
        format: 'cjs',
        platform: 'node',
        target: 'node20.19',
        // Written as require(): Node's ES module loader would cost more than the file itself.
        supported: { 'dynamic-import': false },
        define: { 'import.meta.url': '""', 'process.env.NODE_ENV': '"production"' },
        minify: true,
        legalComments: 'none',
        logLevel: 'warning',
        plugins: [apart, pure, leftOut],
      }),
    ),
  );
}
rmSync(dist, { recursive: true, force: true });
renameSync(outdir, dist);
