/** A meter as it leaves the program: names as the JSON contract has them, secrets masked. */
import { renderEndpoint, type ServerAddress } from '../evidence/index.ts';
import type { CredentialLevel, MeterEntry } from './meter-entry.ts';
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
}

/** @param options `showSecrets`: tell literal secrets */
export function shownMeter(meter: MeterEntry, options: { readonly showSecrets: boolean }): ShownMeter {
  const { id, name, endpoint, server, credentials, note } = meter;
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
  };
}
