/** Finds the secret of a credential set where its source says, before any line is touched. */
import { resolveSecret, type SecretDefect, type SecretSource } from '../meters/index.ts';
import { objectWords } from '../wording/index.ts';
import { usageError } from './commands/registry-settings.ts';
import type { Context } from './context.ts';

/** @throws UsageError where there is none: the user's to mend */
export function secretOf({ lang }: Context, set: { readonly name: string; readonly secret: SecretSource }): Uint8Array {
  const secret = resolveSecret(set.secret, process.env);
  if (secret instanceof Uint8Array) return secret;
  throw usageError(objectWords[lang].login.secretMissing(set.name, whereOf(secret)));
}

/** The variable or file that was looked for; never its content. */
function whereOf(defect: SecretDefect): string {
  return defect.code === 'env-missing' ? `env:${defect.name}` : `file:${defect.path}`;
}
