/**
 * How the collector of a meter is steered, as the registry keeps it and as a person writes it:
 *
 *   systemd:dlms-multi-meter.service      a unit of the system
 *   systemd-user:dlms.service             a unit of this user's own manager
 *   http://127.0.0.1:8080/api#medidor-02  a collector with an HTTP interface; the id is the meter's own unless given
 *   none
 *
 * Commands are kept as argument lists (`command-line.ts` splits what is typed).
 */

export type CollectorEntry =
  | { readonly kind: 'systemd'; readonly scope: 'system' | 'user'; readonly unit: string }
  /** `base` without a slash at its end; `id` null = the meter's id in the registry. */
  | { readonly kind: 'http'; readonly base: string; readonly id: string | null }
  | { readonly kind: 'command'; readonly commands: CollectorCommands };

/** What a command line can be given for; `follow` prints the log as it grows. */
export const collectorActions = ['pause', 'resume', 'restart', 'status', 'logs', 'follow'] as const;
export type CollectorAction = (typeof collectorActions)[number];

/** Program and arguments, by action. */
export type CollectorCommands = { readonly [Action in CollectorAction]?: readonly string[] };

export type CollectorDefect =
  | { readonly code: 'collector-malformed'; readonly text: string }
  | { readonly code: 'unit-wrong'; readonly unit: string }
  /** `password`: one in the address would be shown wherever the collector is. */
  | { readonly code: 'base-wrong'; readonly base: string; readonly why: 'address' | 'password' | 'query' }
  | { readonly code: 'meter-id-wrong'; readonly id: string };

const longestUnit = 255;
const longestBase = 500;

/** Reads a collector as it is written; null for `none`. */
export function parseCollector(text: string): CollectorEntry | null | CollectorDefect {
  if (text === 'none') return null;
  const [, form, rest = ''] = /^(systemd|systemd-user|https?):(.*)$/s.exec(text) ?? [];
  if (form === undefined) return { code: 'collector-malformed', text };
  if (form === 'http' || form === 'https') return parseHttp(text);
  const unit = /\.[a-z]+$/.test(rest) ? rest : `${rest}.service`;
  if (!isUnit(unit)) return { code: 'unit-wrong', unit: rest };
  return { kind: 'systemd', scope: form === 'systemd' ? 'system' : 'user', unit };
}

/** The canonical spelling; `command` for command lines, which have no single one. */
export function renderCollector(collector: CollectorEntry): string {
  switch (collector.kind) {
    case 'systemd':
      return `systemd${collector.scope === 'user' ? '-user' : ''}:${collector.unit}`;
    case 'http':
      return collector.id === null ? collector.base : `${collector.base}#${collector.id}`;
    case 'command':
      return 'command';
  }
}

/**
 * What two meters have in common when stopping the collector of one silences the other: null where it stops one
 * meter alone, as an HTTP collector does.
 */
export function sharedCollectorKey(collector: CollectorEntry | null | undefined): string | null {
  if (collector == null || collector.kind === 'http') return null;
  if (collector.kind === 'systemd') return renderCollector(collector);
  const { pause } = collector.commands;
  return pause === undefined ? null : `command:${JSON.stringify(pause)}`;
}

/**
 * Whether this names exactly one unit that can be started and stopped. Patterns (`*`, `?`, `[`) would stop others too;
 * a template without its instance names none.
 */
export function isUnit(unit: string): boolean {
  return (
    unit.length <= longestUnit &&
    /^[A-Za-z0-9:_.\\@][A-Za-z0-9:_.\\@-]*\.(?:service|timer|target|socket|path)$/.test(unit) &&
    !/^\.|@\.[a-z]+$/.test(unit)
  );
}

function parseHttp(text: string): CollectorEntry | CollectorDefect {
  const [address = '', id] = text.split(/#(.*)/s);
  if (id !== undefined && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) return { code: 'meter-id-wrong', id };
  const wrong = (why: 'address' | 'password' | 'query') => ({ code: 'base-wrong', base: address, why }) as const;
  if (address.length > longestBase || !URL.canParse(address) || /[\s\\]/.test(address)) return wrong('address');
  const url = new URL(address);
  if (url.username !== '' || url.password !== '') return { code: 'base-wrong', base: url.host, why: 'password' };
  if (url.search !== '' || address.includes('?')) return wrong('query');
  if (url.hostname === '' || !/^https?:\/\/[^/]/i.test(address)) return wrong('address');
  return { kind: 'http', base: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, id: id ?? null };
}
