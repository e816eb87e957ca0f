/** The meters that go quiet with the one that was meant, because the same collector serves them: a person must agree. */
import { safeText } from '../bytes/printable.ts';
import type { MeterEntry } from '../meters/index.ts';
import { collectorWords, registryWords } from '../wording/index.ts';
import type { Agreement } from './action-required.ts';
import { usageError } from './commands/registry-settings.ts';
import type { Context } from './context.ts';

/**
 * @param named those that the user named as well: they need no question
 * @throws UsageError with the others' names where nobody can be asked
 */
export async function mayQuiet(
  { lang }: Context,
  others: readonly MeterEntry[],
  { yes, ask }: Agreement,
  named: readonly MeterEntry[] = [],
): Promise<boolean> {
  const quiet = others.filter(({ id }) => !named.some((one) => one.id === id));
  if (yes || quiet.length === 0) return true;
  const words = collectorWords[lang];
  if (!ask.canAsk) throw usageError(words.quietNeedsYes(namesOf(quiet)));
  const answer = await ask.line(words.confirmQuiet(safeText(namesOf(quiet))));
  return registryWords[lang].yes.test(answer.trim());
}

export function namesOf(meters: readonly MeterEntry[]): string {
  return meters.map(({ id, name }) => `${name} (${id})`).join(', ');
}
