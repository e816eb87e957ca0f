/** A meter as it leaves the program: names as the JSON contract has them, secrets masked. */
import { renderEndpoint, type ServerAddress } from '../evidence/index.ts';
import { type CollectorCommands, collectorActions, renderCollector } from './collector-entry.ts';
import { renderCommandLine } from './command-line.ts';
import type { CredentialLevel, MeterEntry } from './meter-entry.ts';
import type { MeterPause } from './meter-pause.ts';
import { maskSecret, revealSecret } from './secret.ts';

/** Part of `meter.list/1`, `meter.show/1` and their kin: fields are added, never renamed. */
export interface ShownMeter {
  readonly id: number;
  readonly name: string;
  /** `tcp://192.0.2.7:3333` */
  readonly endpoint: string;
  readonly server: ServerAddress;
  readonly credentials: readonly {
    readonly name: string;
    readonly client: number;
    readonly level: CredentialLevel;
    /** `none`, `set (literal)`, `env:NAME`, `file:PATH`; with `showSecrets` also `literal:…` */
    readonly secret: string;
  }[];
  readonly note: string | null;
  /** `systemd:UNIT`, `systemd-user:UNIT`, `http://HOST:PORT/base#id`, `command`; null where there is none. */
  readonly collector: string | null;
  /** The command lines of a collector of kind `command`, by action. */
  readonly collectorCommands: Readonly<Record<string, string>> | null;
  readonly paused: ShownPause | null;
}

export interface ShownPause {
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly by: { readonly user: string; readonly host: string; readonly pid: number; readonly command: string };
  readonly why: string | null;
  /** What a resume does: `start` the collector again, or `nothing`. */
  readonly undo: 'start' | 'nothing';
}

/** @param options `showSecrets`: tell literal secrets */
export function shownMeter(meter: MeterEntry, options: { readonly showSecrets: boolean }): ShownMeter {
  const { id, name, endpoint, server, credentials, note, collector, paused } = meter;
  const say = options.showSecrets ? revealSecret : maskSecret;
  return {
    id,
    name,
    endpoint: renderEndpoint(endpoint),
    server: { upper: server.upper, lower: server.lower, width: server.width },
    credentials: credentials.map((set) => ({
      name: set.name,
      client: set.client,
      level: set.level,
      secret: say(set.secret),
    })),
    note: note ?? null,
    collector: collector === undefined ? null : renderCollector(collector),
    collectorCommands: collector?.kind === 'command' ? shownCommands(collector.commands) : null,
    paused: paused === undefined ? null : shownPause(paused),
  };
}

export function shownPause({ since, by, why, undo }: MeterPause): ShownPause {
  const { user, host, pid, command } = by;
  return { since, by: { user, host, pid, command }, why, undo };
}

function shownCommands(commands: CollectorCommands): Readonly<Record<string, string>> {
  return Object.fromEntries(
    collectorActions.flatMap((action) => {
      const words = commands[action];
      return words === undefined ? [] : [[action, renderCommandLine(words)]];
    }),
  );
}
