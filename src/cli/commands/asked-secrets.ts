/** Asks for the secrets that a command line left to standard input. */
import { type Language, registryWords } from '../../wording/index.ts';
import type { Ask } from './ask.ts';
import type { TypedCredentials } from './credential-values.ts';
import { usageError } from './registry-settings.ts';

/** @throws UsageError where no secret comes */
export async function askSecrets(typed: TypedCredentials, ask: Ask, lang: Language): Promise<TypedCredentials> {
  const words = registryWords[lang];
  const secrets = [];
  for (const one of typed.secrets) {
    if (one.source !== 'ask') {
      secrets.push(one);
      continue;
    }
    const value = await ask.secret(words.askSecret(one.name));
    if (value === '') throw usageError(words.usage.secretMissing(one.name));
    secrets.push({ ...one, source: { kind: 'literal', value } as const });
  }
  return { ...typed, secrets };
}
