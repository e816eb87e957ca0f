/** The table of docs/architecture.md, enforced: which folder may import which. A missing entry is a prohibition. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');

const allowed: Readonly<Record<string, readonly string[]>> = {
  bytes: [],
  wording: [],
  gateway: ['bytes'],
  signon: ['bytes'],
  hdlc: ['bytes'],
  wrapper: ['bytes'],
  dlms: ['bytes'],
  dissect: ['bytes', 'hdlc', 'wrapper', 'dlms', 'signon', 'gateway'],
  line: ['bytes'],
  session: ['bytes', 'hdlc', 'wrapper', 'dlms', 'signon', 'line'],
  objects: ['bytes', 'dlms', 'session', 'evidence', 'line'],
  evidence: ['hdlc', 'wrapper', 'dlms', 'gateway'],
  experiments: ['session', 'line', 'evidence', 'hdlc', 'wrapper', 'dlms', 'signon', 'gateway', 'bytes'],
  verdict: ['evidence'],
  campaign: ['experiments', 'evidence', 'verdict', 'line', 'session'],
  meters: ['evidence'],
  collector: ['bytes', 'meters'],
  story: ['bytes', 'hdlc', 'wrapper', 'dlms', 'signon', 'gateway', 'dissect', 'evidence', 'verdict', 'line'],
  report: ['dissect', 'evidence', 'story', 'verdict', 'wording', 'bytes'],
  simulator: ['bytes', 'hdlc', 'wrapper', 'dlms', 'signon', 'gateway', 'line'],
  cli: [
    'bytes',
    'campaign',
    'collector',
    'dissect',
    'evidence',
    'line',
    'meters',
    'objects',
    'report',
    'session',
    'simulator',
    'story',
    'verdict',
    'wording',
  ],
};

/** Third-party packages have one door each; Node's own modules only where there is something to open. */
const doors: Readonly<Record<string, readonly string[]>> = {
  conf: ['meters'],
  'env-paths': ['meters'],
  valibot: ['meters'],
  'cli-table3': ['report'],
  ora: ['cli'],
  commander: ['cli'],
  chalk: ['cli', 'report'],
};
const pure = [
  'bytes',
  'wording',
  'gateway',
  'signon',
  'hdlc',
  'wrapper',
  'dlms',
  'dissect',
  'evidence',
  'verdict',
  'story',
  'report',
];

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesBelow(path) : path.endsWith('.ts') ? [path] : [];
  });
}

const imports: readonly Import[] = filesBelow(src).flatMap((path) => {
  const file = relative(src, path);
  const folder = file.split('/')[0] ?? '';
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/gm)].map(
    (match) => ({
      file,
      folder,
      target: match[2] ?? match[3] ?? '',
      typeOnly: match[1] !== undefined,
    }),
  );
});

const ownImports = imports
  // The command line tells its version, which stands in the package's own file.
  .filter(({ target, folder }) => target.startsWith('.') && !(folder === 'cli' && target.endsWith('/package.json')))
  .map((one) => ({ ...one, to: relative(src, resolve(src, dirname(one.file), one.target)) }));

describe('who may import whom', () => {
  it('knows every folder', () => {
    expect(readdirSync(src).filter((name) => !(name in allowed))).toEqual([]);
  });

  it('keeps to the table', () => {
    const wrong = ownImports
      .filter(({ folder, to }) => to.split('/')[0] !== folder && !allowed[folder]?.includes(to.split('/')[0] ?? ''))
      .map(({ file, to }) => `${file} imports ${to}`);
    expect(wrong).toEqual([]);
  });

  it('enters other folders only through their index, bytes excepted', () => {
    const wrong = ownImports
      .filter(({ folder, to }) => {
        const [other] = to.split('/');
        return other !== folder && other !== 'bytes' && !to.endsWith('/index.ts');
      })
      .map(({ file, to }) => `${file} imports ${to}`);
    expect(wrong).toEqual([]);
  });

  it('lets evidence take types only, and the collector from the registry', () => {
    const wrong = ownImports.filter(
      ({ folder, to, typeOnly }) =>
        !typeOnly &&
        ((folder === 'evidence' && !to.startsWith('evidence')) || (folder === 'collector' && to.startsWith('meters'))),
    );
    expect(wrong).toEqual([]);
  });

  it('opens packages and Node itself only at their doors', () => {
    const wrong = imports
      .filter(({ target }) => !target.startsWith('.'))
      .filter(({ folder, target, typeOnly }) => {
        if (target.startsWith('node:')) return pure.includes(folder);
        const [name = ''] = target.split('/');
        return !(doors[name]?.includes(folder) ?? false) || (name === 'chalk' && folder === 'report' && !typeOnly);
      })
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(wrong).toEqual([]);
  });

  it('has no cycles between folders', () => {
    const edges = new Map<string, Set<string>>();
    for (const { folder, to } of ownImports) {
      const other = to.split('/')[0] ?? '';
      if (other !== folder) edges.set(folder, (edges.get(folder) ?? new Set()).add(other));
    }
    const reaches = (from: string, goal: string, seen = new Set<string>()): boolean =>
      [...(edges.get(from) ?? [])].some(
        (next) => next === goal || (!seen.has(next) && reaches(next, goal, seen.add(next))),
      );
    expect([...edges.keys()].filter((folder) => reaches(folder, folder))).toEqual([]);
  });

  it('tells in the first line of each index what the folder is', () => {
    const indexes = filesBelow(src).filter((path) => path.endsWith('/index.ts'));
    expect(indexes.filter((path) => !/^\/\*\* .+\. \*\/\n|^\/\*\* .+/.test(readFileSync(path, 'utf8')))).toEqual([]);
  });
});
