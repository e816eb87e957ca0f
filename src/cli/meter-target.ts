/** What `<meter>` on the command line means: an entry of the registry by id or name, or an endpoint. */
import { type Endpoint, parseEndpoint, parseServerAddress, type ServerAddress } from '../evidence/index.ts';
import { type CollectorEntry, type CredentialLevel, findMeter, type SecretSource } from '../meters/index.ts';
import { testCommandWords } from '../wording/index.ts';
import { inWords, settingsOf } from './commands/registry-settings.ts';
import { type Context, UsageError } from './context.ts';
import { notePause } from './pause-note.ts';

export interface MeterTarget {
  readonly id: number | null;
  readonly name: string | null;
  readonly endpoint: Endpoint;
  readonly server: ServerAddress;
  readonly credentials: readonly TargetCredential[];
  /** How its collector is steered; null, or absent, where it has none. */
  readonly collector?: CollectorEntry | null;
}

/** A way to introduce oneself; one that was only named by its client SAP has no more than that. */
export interface TargetCredential {
  readonly name: string;
  readonly client: number;
  readonly level?: CredentialLevel;
  readonly secret?: SecretSource | null;
}

/** Common options that say whom to ask. */
export interface TargetOptions {
  readonly server?: string;
  readonly client?: string;
  readonly credential?: string;
}

/** Those of the field case: what an endpoint without an entry gets. */
const defaultServer: ServerAddress = { upper: 1, lower: null, width: 1 };
const defaultCredentials = [
  { name: 'user1', client: 1 },
  { name: 'user2', client: 16 },
] as const;

/** @throws UsageError for an unknown meter, or an address, client or credential set that does not exist */
export async function meterTarget(context: Context, text: string, options: TargetOptions): Promise<MeterTarget> {
  const words = testCommandWords[context.lang];
  const target =
    text.includes(':') || text.includes('/') ? fromEndpoint(context, text) : await fromRegistry(context, text);
  const server = options.server === undefined ? target.server : parseServerAddress(options.server);
  if ('code' in server) throw new UsageError(words.serverWrong(options.server ?? ''), words.serverHint);
  return { ...target, server, credentials: chooseCredentials(context, target, options) };
}

function fromEndpoint({ lang }: Context, text: string): MeterTarget {
  const words = testCommandWords[lang];
  const endpoint = parseEndpoint(text);
  if ('code' in endpoint) {
    if (endpoint.code === 'port-out-of-range' && endpoint.port !== '')
      throw new UsageError(words.portWrong(endpoint.port), words.portHint);
    if (endpoint.code === 'transport-unknown')
      throw new UsageError(words.transportWrong(endpoint.transport), words.endpointHint);
    throw new UsageError(words.endpointWrong(text), words.endpointHint);
  }
  return { id: null, name: null, endpoint, server: defaultServer, credentials: defaultCredentials };
}

async function fromRegistry(context: Context, text: string): Promise<MeterTarget> {
  return await inWords(context.lang, async () => {
    const { meters } = await settingsOf(context, 'meter test').read();
    const meter = findMeter(meters, text);
    notePause(context, meter);
    return meter;
  });
}

function chooseCredentials(
  { lang }: Context,
  target: MeterTarget,
  { client, credential }: TargetOptions,
): MeterTarget['credentials'] {
  const words = testCommandWords[lang];
  let chosen = target.credentials;
  if (credential !== undefined) {
    chosen = chosen.filter(({ name }) => name.toLowerCase() === credential.toLowerCase());
    if (chosen.length === 0) {
      throw new UsageError(
        words.credentialUnknown(credential),
        words.credentialHint(target.credentials.map(({ name }) => name).join(', ')),
      );
    }
  }
  if (client === undefined) return chosen;
  const sap = /^\d{1,3}$/.test(client) ? Number(client) : Number.NaN;
  if (!(sap >= 0 && sap <= 127)) throw new UsageError(words.clientWrong(client), words.clientHint);
  const named = chosen.find((one) => one.client === sap);
  return [named ?? { name: credential ?? `client-${sap}`, client: sap }];
}
