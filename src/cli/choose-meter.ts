/** Which meter a reading command means, and as whom it introduces itself. Nothing is opened here. */
import { renderEndpoint, renderServerAddress } from '../evidence/index.ts';
import { type Login, publicLogin } from '../session/index.ts';
import { objectWords } from '../wording/index.ts';
import { usageError } from './commands/registry-settings.ts';
import type { Context } from './context.ts';
import { secretOf } from './credential-secret.ts';
import { type MeterTarget, meterTarget, type TargetCredential, type TargetOptions } from './meter-target.ts';
import { milliseconds } from './seconds.ts';

/** Options of every command that opens a session; `meterOptionRows` gives their flags. */
export interface MeterOptions extends TargetOptions {
  readonly timeout?: string;
  readonly connectTimeout?: string;
  readonly trace?: string;
  readonly pcap?: string;
}

export interface ChosenMeter {
  /** As it was typed. */
  readonly typed: string;
  readonly target: MeterTarget;
  readonly credential: { readonly name: string; readonly client: number };
  readonly login: Login;
  /** How long the meter may be silent, in ms. */
  readonly replyMs: number;
  readonly connectTimeoutMs: number;
  /** Where the conversation is kept, in the capture format and as pcapng. */
  readonly trace: string | undefined;
  readonly pcap: string | undefined;
}

/** The meter as the JSON of every reading command names it. */
export interface MeterDocument {
  readonly id: number | null;
  readonly name: string | null;
  /** `tcp://192.0.2.7:3333` */
  readonly endpoint: string;
  /** `1/17` */
  readonly server: string;
}

const publicClient = { name: 'public', client: 16, level: 'none', secret: null } as const;

/** @throws UsageError for what does not exist or makes no sense, and for a secret that cannot be found */
export async function chooseMeter(context: Context, meter: string, options: MeterOptions): Promise<ChosenMeter> {
  const replyMs = milliseconds(context, '--timeout', options.timeout);
  const connectTimeoutMs = milliseconds(context, '--connect-timeout', options.connectTimeout);
  const target = await meterTarget(context, meter, options);
  const credential = chooseCredential(target, options);
  return {
    typed: meter,
    target,
    credential: { name: credential.name, client: credential.client },
    login: loginOf(context, credential),
    replyMs,
    connectTimeoutMs,
    trace: options.trace,
    pcap: options.pcap,
  };
}

export function meterDocument({ target }: Pick<ChosenMeter, 'target'>): MeterDocument {
  const { id, name, endpoint, server } = target;
  return { id, name, endpoint: renderEndpoint(endpoint), server: renderServerAddress(server) };
}

/** How a person calls it: its name, or its endpoint. */
export function meterLabel({ target }: Pick<ChosenMeter, 'target'>): string {
  return target.name ?? renderEndpoint(target.endpoint);
}

/** Who is asked for by name or number is taken; else the first set with a secret, else the public client. */
function chooseCredential(target: MeterTarget, { client, credential }: TargetOptions): TargetCredential {
  const [first] = target.credentials;
  if ((client !== undefined || credential !== undefined) && first !== undefined) return first;
  return (
    target.credentials.find((set) => set.level === 'lls' && set.secret != null) ??
    target.credentials.find((set) => set.client === publicClient.client && set.level !== 'lls') ??
    publicClient
  );
}

function loginOf(context: Context, set: TargetCredential): Login {
  if (set.level !== 'lls') return publicLogin;
  const words = objectWords[context.lang].login;
  if (set.secret == null) throw usageError(words.noSecret(set.name));
  return { level: 'lls', secret: secretOf(context, { name: set.name, secret: set.secret }) };
}
