/** A meter of the registry, as it is kept in the settings file. */
import type { Endpoint, ServerAddress } from '../evidence/index.ts';
import type { CollectorEntry } from './collector-entry.ts';
import type { MeterPause } from './meter-pause.ts';

/** How a client proves who it is: not at all, or with a password (LLS). HLS mechanisms will join here. */
export const credentialLevels = ['none', 'lls'] as const;
export type CredentialLevel = (typeof credentialLevels)[number];

/** Where a secret comes from: kept in the settings file itself, or found elsewhere when it is needed. */
export type SecretSource =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'env'; readonly name: string }
  /** Absolute path. */
  | { readonly kind: 'file'; readonly path: string };

/** One way to introduce oneself to a meter. */
export interface CredentialSet {
  /** Unique in its meter, whatever the case. */
  readonly name: string;
  /** Client SAP, 0 to 127. */
  readonly client: number;
  readonly level: CredentialLevel;
  /** Null where there is none: then only the link can be asked. */
  readonly secret: SecretSource | null;
}

export interface MeterEntry {
  /** Positive, unique in the registry. */
  readonly id: number;
  /** Unique in the registry, whatever the case; never to be mistaken for an id or an endpoint. */
  readonly name: string;
  readonly endpoint: Endpoint;
  readonly server: ServerAddress;
  readonly credentials: readonly CredentialSet[];
  readonly note?: string;
  /** What normally reads this meter and holds its port; absent where nothing does. */
  readonly collector?: CollectorEntry;
  /** Absent while it is not paused. */
  readonly paused?: MeterPause;
}

/** What a meter has unless told otherwise: the field case. Port 3333 and HDLC come with the endpoint. */
export const newMeter = {
  server: { upper: 1, lower: null, width: 1 },
  credentials: [
    { name: 'user1', client: 1, level: 'none', secret: null },
    { name: 'user2', client: 16, level: 'none', secret: null },
  ],
} as const satisfies Pick<MeterEntry, 'server' | 'credentials'>;

/** Limits that keep ids, names and notes readable, in a table as on the command line. */
export const limits = { id: 999_999_999, name: 64, credentialName: 32, note: 500, client: 127, why: 200 } as const;
