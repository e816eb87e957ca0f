/**
 * The history as comma-separated values (RFC 4180, lines end in CR LF): a line for each credential set of each record, and
 * one for a record without any.
 *
 *   at,kind,id,name,endpoint,server,credential,client,outcome,reply ms,verdict,verdict outcome,duration ms
 *   2026-11-24T14:30:00.000Z,test,2,medidor-02,tcp://192.0.2.7:3333,1,user2,16,READ-OK,198,ok,READ-OK,3120
 */
import { safeText } from '../bytes/printable.ts';

export interface CsvRecord {
  readonly at: string;
  readonly kind: string;
  readonly meter: {
    readonly id: number | null;
    readonly name: string | null;
    readonly endpoint: string;
    readonly server: string;
  };
  readonly credentials: readonly {
    readonly name: string;
    readonly client: number;
    readonly outcome: string;
    readonly replyMs: number | null;
  }[];
  readonly verdict: { readonly code: string; readonly outcome: string };
  readonly durationMs: number;
}

export const historyCsvHead =
  'at,kind,id,name,endpoint,server,credential,client,outcome,reply ms,verdict,verdict outcome,duration ms\r\n';

export function historyCsvLines({ at, kind, meter, credentials, verdict, durationMs }: CsvRecord): string {
  const nobody = { name: null, client: null, outcome: null, replyMs: null };
  return (credentials.length === 0 ? [nobody] : credentials)
    .map(({ name, client, outcome, replyMs }) => {
      const about = [at, kind, meter.id, meter.name, meter.endpoint, meter.server];
      const fields = [...about, name, client, outcome, replyMs, verdict.code, verdict.outcome, durationMs];
      return `${fields.map(field).join(',')}\r\n`;
    })
    .join('');
}

function field(value: string | number | null): string {
  if (typeof value !== 'string') return value === null ? '' : `${value}`;
  // A file may end on a terminal; and a spreadsheet takes a text that begins like a formula for one.
  const safe = safeText(value);
  const text = /^[=+\-@]/.test(safe) ? `'${safe}` : safe;
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
