/** Secrets: how they are written, found when they are needed, and shown without being told. */
import { closeSync, openSync, readSync } from 'node:fs';
import type { SecretSource } from './meter-entry.ts';

export type SecretDefect =
  /** Not set, or empty. */
  | { readonly code: 'env-missing'; readonly name: string }
  | { readonly code: 'file-missing'; readonly path: string }
  | { readonly code: 'file-unreadable'; readonly path: string; readonly system: string }
  | { readonly code: 'file-empty'; readonly path: string }
  | { readonly code: 'file-too-long'; readonly path: string; readonly maximum: number };

/** More than any password or key: a wrong path must not pour a log file into a login. */
const longest = 4096;

/** Reads `env:NAME`, `file:PATH`, or a literal secret; null where `env:` or `file:` names nothing. */
export function parseSecretSource(text: string): SecretSource | null {
  const [, kind, rest = ''] = /^(env|file):(.*)$/s.exec(text) ?? [];
  if (kind === undefined) return text === '' ? null : { kind: 'literal', value: text };
  if (kind === 'file') return rest === '' ? null : { kind: 'file', path: rest };
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(rest) ? { kind: 'env', name: rest } : null;
}

/**
 * The secret's bytes (UTF-8 where it is text), or why there are none. One line break at a file's end is not part of
 * it: every editor puts one there.
 * @param env the variables that `env:` looks at
 */
export function resolveSecret(
  source: SecretSource,
  env: Readonly<Record<string, string | undefined>>,
): Uint8Array | SecretDefect {
  if (source.kind === 'literal') return new TextEncoder().encode(source.value);
  if (source.kind === 'file') return readSecretFile(source.path);
  const value = env[source.name];
  return value === undefined || value === ''
    ? { code: 'env-missing', name: source.name }
    : new TextEncoder().encode(value);
}

/** Shown instead of what is secret. Part of the JSON output: never translated there. */
export const secretMask = { none: 'none', literal: 'set (literal)' } as const;

/** Where a secret comes from, without telling it: `none`, `set (literal)`, `env:NAME`, `file:PATH`. */
export function maskSecret(source: SecretSource | null): string {
  if (source === null) return secretMask.none;
  if (source.kind === 'literal') return secretMask.literal;
  return source.kind === 'env' ? `env:${source.name}` : `file:${source.path}`;
}

/** The same with the literal secret in clear text, for `--show-secrets`: `literal:…`. */
export function revealSecret(source: SecretSource | null): string {
  return source?.kind === 'literal' ? `literal:${source.value}` : maskSecret(source);
}

function readSecretFile(path: string): Uint8Array | SecretDefect {
  try {
    const bytes = readAtMost(path, longest + 2);
    const length = bytes.length - lineBreakAtEnd(bytes);
    if (length === 0) return { code: 'file-empty', path };
    return length > longest ? { code: 'file-too-long', path, maximum: longest } : bytes.slice(0, length);
  } catch (error) {
    const system = (error as NodeJS.ErrnoException).code ?? 'EIO';
    return system === 'ENOENT' ? { code: 'file-missing', path } : { code: 'file-unreadable', path, system };
  }
}

function readAtMost(path: string, most: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const bytes = new Uint8Array(most);
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += read) {
      read = readSync(file, bytes, length, most - length, null);
    }
    return bytes.subarray(0, length);
  } finally {
    closeSync(file);
  }
}

function lineBreakAtEnd(bytes: Uint8Array): number {
  if (bytes.at(-1) !== 0x0a) return 0;
  return bytes.at(-2) === 0x0d ? 2 : 1;
}
