/** Credential sets and their secrets as they are typed: `user2:16:lls:env:METER_2`, `--secret user2=-`. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import {
  type CredentialLevel,
  type CredentialSet,
  credentialLevels,
  credentialNameDefect,
  limits,
  parseSecretSource,
  RegistryError,
  type SecretSource,
  sameName,
  tidyName,
} from '../../meters/index.ts';
import { type Language, registryWords } from '../../wording/index.ts';
import { usageError } from './registry-settings.ts';

/** A set as typed: what was left out is undefined. */
export interface TypedSet {
  readonly name: string;
  readonly client: number;
  readonly level: CredentialLevel | undefined;
  readonly secret: SecretSource | undefined;
}

/** The secret of a set: a source, null to remove it, `ask` for standard input. */
export interface TypedSecret {
  readonly name: string;
  readonly source: SecretSource | null | 'ask';
}

/** Everything about credentials that a command line says. */
export interface TypedCredentials {
  readonly sets: readonly TypedSet[];
  readonly secrets: readonly TypedSecret[];
  readonly removals: readonly string[];
}

/** @throws UsageError for nonsense, RegistryError for a set named twice */
export function readCredentials(
  options: {
    readonly credential?: readonly string[] | undefined;
    readonly secret?: readonly string[] | undefined;
    readonly removeCredential?: readonly string[] | undefined;
  },
  lang: Language,
): TypedCredentials {
  const words = registryWords[lang].usage;
  const sets = (options.credential ?? []).map((text) => readSet(text, lang));
  const twice = sets.find(({ name }, index) => sets.slice(0, index).some((one) => sameName(one.name, name)));
  if (twice !== undefined) throw new RegistryError({ code: 'credential-twice', name: twice.name });
  const secrets = (options.secret ?? []).map((text) => readSecret(text, lang));
  for (const [index, { name }] of secrets.entries()) {
    const isTwice =
      secrets.slice(0, index).some((one) => sameName(one.name, name)) ||
      sets.some((set) => set.secret !== undefined && sameName(set.name, name));
    if (isTwice) throw usageError(words.secretTwice(name));
  }
  return { sets, secrets, removals: (options.removeCredential ?? []).map(tidyName) };
}

/** Whether a secret stood in clear text on the command line. */
export function showedSecret({ sets }: TypedCredentials): boolean {
  return sets.some(({ secret }) => secret?.kind === 'literal');
}

/**
 * The sets a meter has after what was typed. A typed set takes the place of the one with its name, and keeps of it
 * what was not typed.
 * @throws RegistryError for a set that does not exist
 */
export function applyCredentials(
  before: readonly CredentialSet[],
  { sets, secrets, removals }: TypedCredentials,
): readonly CredentialSet[] {
  let after = before;
  for (const name of removals) {
    const gone = setNamed(after, name);
    after = after.filter((set) => set !== gone);
  }
  for (const typed of sets) {
    const old = after.find((set) => sameName(set.name, typed.name));
    const set = merge(typed, old);
    after = old === undefined ? [...after, set] : after.map((one) => (one === old ? set : one));
  }
  for (const { name, source } of secrets) {
    const old = setNamed(after, name);
    // Until it is asked for, a stand-in: what is wrong otherwise shall be said before a person types a secret.
    const secret = source === 'ask' ? ({ kind: 'literal', value: '-' } as const) : source;
    const level = secret !== null && old.level === 'none' ? 'lls' : old.level;
    after = after.map((one) => (one === old ? { ...old, level, secret } : one));
  }
  return after;
}

function merge({ name, client, level, secret }: TypedSet, old: CredentialSet | undefined): CredentialSet {
  const newLevel = level ?? (secret === undefined ? (old?.level ?? 'none') : 'lls');
  return {
    ...old,
    name,
    client,
    level: newLevel,
    secret: newLevel === 'none' ? null : (secret ?? old?.secret ?? null),
  };
}

function setNamed(sets: readonly CredentialSet[], name: string): CredentialSet {
  const found = sets.find((set) => sameName(set.name, name));
  if (found !== undefined) return found;
  throw new RegistryError({ code: 'credential-unknown', name, known: sets.map((set) => set.name) });
}

function readSet(text: string, lang: Language): TypedSet {
  const words = registryWords[lang].usage;
  // A secret may contain colons; nothing before it may. A refused text is never shown whole: it may hold a secret.
  const [, nameText = '', clientText, levelText, secretText] =
    /^([^:]*):([^:]*)(?::([^:]*)(?::(.*))?)?$/s.exec(text) ?? [];
  if (clientText === undefined) throw usageError(words.credential(text.split(':')[0] ?? ''));
  const name = tidyName(nameText);
  if (credentialNameDefect(name) !== null) throw usageError(words.credentialName(name));
  // Only digits are quoted back: what else stands here may be a secret in the wrong place.
  if (!/^-?\d{1,9}$/.test(clientText)) throw usageError(words.credential(name));
  const client = Number(clientText);
  if (client < 0 || client > limits.client) throw usageError(words.client(clientText, name));
  const level = credentialLevels.find((known) => known === levelText?.toLowerCase());
  if (level === undefined && levelText !== undefined && levelText !== '') {
    throw usageError(words.level(name, credentialLevels.join(', ')));
  }
  if (secretText === undefined) return { name, client, level, secret: undefined };
  const secret = absolute(parseSecretSource(secretText));
  if (secret === null) throw usageError(words.secretSource(name));
  if (level === 'none') throw usageError(words.levelWithoutSecret(name));
  return { name, client, level: level ?? 'lls', secret };
}

function readSecret(text: string, lang: Language): TypedSecret {
  const words = registryWords[lang].usage;
  const [, nameText, sourceText = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (nameText === undefined) throw usageError(words.secretOption(''));
  const name = tidyName(nameText);
  if (sourceText === '-') return { name, source: 'ask' };
  if (sourceText === 'none') return { name, source: null };
  const source = absolute(parseSecretSource(sourceText));
  if (source === null) throw usageError(words.secretSource(name));
  if (source.kind === 'literal') throw usageError(words.secretOption(name));
  return { name, source };
}

/** A relative path would mean another file in another folder tomorrow. The shell leaves `file:~/…` as it is. */
function absolute(source: SecretSource | null): SecretSource | null {
  if (source?.kind !== 'file') return source;
  return { kind: 'file', path: resolve(source.path.replace(/^~(?=\/)/, homedir())) };
}
