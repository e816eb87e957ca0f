/**
 * What an HTTP collector wants a person to do, in its field `action_required`: null, a sentence, or an object such as
 * `{"action": "restart", "unit": "dlms-multi-meter.service"}`.
 */
import type { ActionRequired } from './collector.ts';

const longestText = 500;
const verbs = ['start', 'stop', 'restart'] as const;

/** Undefined where the field has a shape that nothing is known of. */
export function readActionRequired(field: unknown): ActionRequired | null | undefined {
  if (field === undefined || field === null || field === false || field === '') return null;
  if (typeof field === 'string') return { text: field.slice(0, longestText), unit: namedUnit(field) };
  if (typeof field !== 'object' || Array.isArray(field)) return undefined;
  const { action, unit } = field as Readonly<Record<string, unknown>>;
  if (typeof action !== 'string') return undefined;
  const text = typeof unit === 'string' ? `${action} ${unit}` : action;
  return { text: text.slice(0, longestText), unit: namedUnit(text) };
}

/**
 * The one unit that a sentence names behind a verb of systemctl: `systemctl restart x.service`, `restart x.service`,
 * `systemctl --user restart x.service`.
 * Two different ones are none: it is not for us to choose.
 */
export function namedUnit(text: string): ActionRequired['unit'] {
  const named = [...text.slice(0, longestText).matchAll(pattern)].map(([, user, verb, name = '']) => ({
    verb: verbs.find((one) => one === verb) ?? null,
    scope: user === undefined ? ('system' as const) : ('user' as const),
    name,
  }));
  const [first, ...others] = named;
  if (first === undefined || first.verb === null || /^[-.]|@\.service$/.test(first.name)) return null;
  const { verb, scope, name } = first;
  const isOne = others.every((one) => one.verb === verb && one.scope === scope && one.name === name);
  return isOne ? { verb, scope, name } : null;
}

const pattern = /(--user\s+)?\b(start|stop|restart)\s+(?:--\s+)?([A-Za-z0-9:_@.-]+\.service)\b/g;
