/** What `pause`, `resume`, `restart` and `status` say in JSON: names are a contract, sentences are English. */
import type { ShownCollectorFailure, ShownCollectorStatus, ShownPort } from './collector-facts.ts';
import { failureText } from './collector-facts.ts';

/** @param name `systemd:UNIT`; null where there is no collector */
export function collectorDocument(
  name: string | null,
  { before, after }: { readonly before: ShownCollectorStatus | null; readonly after: ShownCollectorStatus | null },
): object | null {
  return name === null ? null : { name, before: statusDocument(before), after: statusDocument(after) };
}

export function statusDocument(status: ShownCollectorStatus | null): object | null {
  return status === null ? null : { state: status.state, says: status.says, unit: status.unit };
}

export function failureDocument(failure: ShownCollectorFailure | null): object | null {
  if (failure === null) return null;
  const { code, detail } = failure;
  return { code, detail, says: failureText(failure, 'en') };
}

export function portDocument(port: ShownPort | null): object | null {
  if (port === null) return null;
  const { outcome, holders, unseen, text, system, listenedMs, own } = port;
  return { free: outcome === 'FREE', outcome, holders, unseen, own, text, system, listenedMs };
}

export function requiredDocument(
  required: {
    readonly text: string;
    readonly outcome: string;
    readonly unit: object | null;
    readonly failure: ShownCollectorFailure | null;
  } | null,
): object | null {
  if (required === null) return null;
  const { text, outcome, unit, failure } = required;
  return { text, outcome, unit, failure: failureDocument(failure) };
}

/**
 * JSON that is safe on a terminal too: what JSON leaves as it is although it acts on a terminal (C1 controls, marks that
 * reorder a line) is written as an escape of JSON, which reads back as the same character.
 */
export function safeJson(value: unknown, indent = 0): string {
  return JSON.stringify(value, null, indent).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
