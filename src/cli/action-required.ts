/**
 * What an HTTP collector wants done before its answer holds. Where it names a unit of this very host, that can be done
 * here, once a person agreed: with `--yes`, or to the question. A collector elsewhere speaks of units elsewhere.
 */
import { safeText } from '../bytes/printable.ts';
import { type ActionRequired, type CollectorError, isCollectorError, systemdCollector } from '../collector/index.ts';
import type { CollectorEntry } from '../meters/index.ts';
import { collectorWords, registryWords } from '../wording/index.ts';
import type { Ask } from './commands/ask.ts';
import type { Context } from './context.ts';

export type Verb = NonNullable<ActionRequired['unit']>['verb'];

export interface RequiredOutcome {
  readonly text: string;
  /** `left`: for a person to do. */
  readonly outcome: 'done' | 'left' | 'failed';
  readonly unit: ActionRequired['unit'];
  readonly failure: CollectorError | null;
}

export interface Agreement {
  readonly yes: boolean;
  readonly ask: Ask;
}

/**
 * @param verbs what may be done to a unit here: a pause starts nothing, a resume stops nothing
 * @param before called when it is going to be done
 */
export async function fulfil(
  { err, lang, signal }: Pick<Context, 'err' | 'lang'> & { readonly signal: AbortSignal },
  { text, unit }: ActionRequired,
  collector: CollectorEntry | null,
  { yes, ask }: Agreement,
  verbs: readonly Verb[],
  before: (unit: NonNullable<ActionRequired['unit']>) => Promise<void> = () => Promise.resolve(),
): Promise<RequiredOutcome> {
  const left = { text, outcome: 'left', unit, failure: null } as const;
  if (unit === null || !verbs.includes(unit.verb) || !isHere(collector)) return left;
  const words = collectorWords[lang];
  const verb = unit.scope === 'user' ? `--user ${unit.verb}` : unit.verb;
  if (!yes) {
    if (!ask.canAsk) return left;
    const answer = await ask.line(words.confirmRequired(safeText(text), verb, safeText(unit.name)));
    if (!registryWords[lang].yes.test(answer.trim())) return left;
  }
  err.write(`${words.doingRequired(verb, safeText(unit.name))}\n`);
  try {
    await before(unit);
    await systemdCollector(unit.scope, unit.name)[unit.verb](signal);
    return { text, outcome: 'done', unit, failure: null };
  } catch (error) {
    if (!isCollectorError(error)) throw error;
    return { text, outcome: 'failed', unit, failure: error };
  }
}

function isHere(collector: CollectorEntry | null): boolean {
  if (collector?.kind !== 'http') return false;
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(collector.base).hostname);
}
