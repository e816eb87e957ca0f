/**
 * One record of the history: what a test, a probe, a minute of following or a step of recovering came to. No secrets.
 *
 * It is kept as one line of JSON that begins with its line break, so that it never hangs on the half line of a writer
 * that was killed; and it ends in a word that stands nowhere else, so that half a line is never taken for a whole one.
 * Its first three fields are drawn from the rest: whoever counts reads no further.
 *
 *   ⏎{"at":"2026-11-24T14:30:00.000Z","met":"fault","clients":"1- 16+","kind":"test","meter":{…},…,"schema":1}
 *                                           │                  └ client SAP 16 had a link, 1 asked for one in vain
 *                                           └ ok, fault (the meter answered), none (it did not), self (our other run)
 */
import type { CauseCode, CredentialOutcome } from '../evidence/index.ts';
import { isRecord } from './json-fields.ts';

export const historyKinds = ['test', 'probe', 'follow', 'recover'] as const;
export type HistoryKind = (typeof historyKinds)[number];

export interface HistoryRecord {
  /** When it began, ISO 8601, UTC, with milliseconds. */
  readonly at: string;
  readonly kind: HistoryKind;
  readonly meter: {
    /** Null where no registered meter was meant. */
    readonly id: number | null;
    readonly name: string | null;
    /** `tcp://192.0.2.7:3333`: what is on the connection, and where it leads. */
    readonly endpoint: string;
    /** `1`, `1/17`, `1/1:4`: the address in the form in which it was asked. */
    readonly server: string;
  };
  readonly credentials: readonly {
    readonly name: string;
    readonly client: number;
    readonly outcome: CredentialOutcome;
    readonly replyMs: number | null;
  }[];
  readonly verdict: { readonly code: CauseCode; readonly outcome: CredentialOutcome };
  readonly durationMs: number;
}

/** ok: the verdict is ok. fault: the meter answered. none: it did not. self: another run of ours held the line. */
export const historyMet = ['ok', 'fault', 'none', 'self'] as const;
export type HistoryMet = (typeof historyMet)[number];

/** Longer than any record of ours: what is longer is skipped. */
export const longestLine = 65_536;
const ending = ',"schema":1}';
const schema = 1;

/** The link opened, or a login was answered: endpoint, address, client SAP and form of frame were right. */
const worked: readonly CredentialOutcome[] = ['UA', 'LOGIN-OK', 'LOGIN-REJECTED', 'READ-OK', 'READ-DENIED'];
const answered: readonly CredentialOutcome[] = [...worked, 'DM', 'FRMR'];
/** No question of this client reached the line. */
const unasked: readonly CredentialOutcome[] = [
  'NOT-TRIED',
  'SELF',
  'BUSY',
  'REFUSED',
  'UNREACHABLE',
  'CONNECT-TIMEOUT',
  'UNKNOWN-HOST',
];

export function metOf({ verdict, credentials }: HistoryRecord): HistoryMet {
  if (verdict.code === 'self.busy') return 'self';
  if (verdict.code === 'ok') return 'ok';
  return credentials.some(({ outcome }) => answered.includes(outcome)) ? 'fault' : 'none';
}

/** `1- 16+`: the clients that asked, and whether they had a link. */
export function clientsOf({ credentials }: Pick<HistoryRecord, 'credentials'>): string {
  return credentials
    .filter(({ outcome }) => !unasked.includes(outcome))
    .map(({ client, outcome }) => `${client}${worked.includes(outcome) ? '+' : '-'}`)
    .join(' ');
}

/** Whether a client had a link; null where it did not ask. @param clients `1- 16+` */
export function hadLink(clients: string, client: number): boolean | null {
  const own = clients.split(' ').filter((one) => one.slice(0, -1) === `${client}`);
  return own.length === 0 ? null : own.some((one) => one.endsWith('+'));
}

/** The line that keeps a record, with the line break that it begins with. */
export function encodeRecord(record: HistoryRecord): string {
  const { at, kind, meter, credentials, verdict, durationMs } = record;
  const { id, name, endpoint, server } = meter;
  const line = {
    at,
    met: metOf(record),
    clients: clientsOf(record),
    kind,
    meter: { id, name, endpoint, server },
    credentials: credentials.map((one) => ({
      name: one.name,
      client: one.client,
      outcome: one.outcome,
      replyMs: one.replyMs,
    })),
    verdict: { code: verdict.code, outcome: verdict.outcome },
    durationMs,
    schema,
  };
  return `\n${JSON.stringify(line)}`;
}

export interface RecordHead {
  /** ms since 1970 */
  readonly at: number;
  readonly met: HistoryMet;
  /** `1- 16+` */
  readonly clients: string;
}

const headPattern =
  /^\{"at":"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)","met":"(ok|fault|none|self)","clients":"((?:\d{1,3}[+-](?: (?=\d))?)*)","kind":"/;
/** The head of a record, whatever it asked as: 128 clients at most. */
const longestHead = 1024;

/** What a line begins with; null where it is no whole line of ours. @param line without line break, a character a byte */
export function parseHead(line: string): RecordHead | null {
  if (!line.endsWith(ending)) return null;
  const [, time = '', met, clients = ''] = headPattern.exec(line.slice(0, longestHead)) ?? [];
  const at = Date.parse(time);
  return met === undefined || Number.isNaN(at) ? null : { at, met: met as HistoryMet, clients };
}

/** The record of a line; null where it is none, whoever wrote it. */
export function parseRecord(line: string): HistoryRecord | null {
  try {
    const value = JSON.parse(line) as unknown;
    return isRecord(value) && value.schema === schema ? recordOf(value) : null;
  } catch {
    return null;
  }
}

function recordOf({ at, kind, meter, credentials, verdict, durationMs }: Fields): HistoryRecord | null {
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at)) || !isRecord(meter) || !isRecord(verdict)) return null;
  const { id, name, endpoint, server } = meter;
  const { code, outcome } = verdict;
  const sets = Array.isArray(credentials) ? (credentials as readonly unknown[]).map(credentialOf) : [null];
  if (!isNumberOrNull(id) || !(name === null || typeof name === 'string')) return null;
  if (typeof endpoint !== 'string' || typeof server !== 'string' || typeof durationMs !== 'number') return null;
  if (typeof code !== 'string' || typeof outcome !== 'string') return null;
  const whole = sets.filter((set) => set !== null);
  if (whole.length !== sets.length || !historyKinds.some((known) => known === kind)) return null;
  return {
    at,
    kind: kind as HistoryKind,
    meter: { id, name, endpoint, server },
    credentials: whole,
    // A code of a later version is shown as it stands.
    verdict: { code: code as CauseCode, outcome: outcome as CredentialOutcome },
    durationMs,
  };
}

type Fields = Readonly<Record<string, unknown>>;

function credentialOf(value: unknown): HistoryRecord['credentials'][number] | null {
  if (!isRecord(value)) return null;
  const { name, client, outcome, replyMs } = value;
  if (typeof name !== 'string' || typeof client !== 'number' || typeof outcome !== 'string') return null;
  return isNumberOrNull(replyMs) ? { name, client, outcome: outcome as CredentialOutcome, replyMs } : null;
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || typeof value === 'number';
}
