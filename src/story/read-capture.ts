/** A capture file's events, and the exchanges of a document that a test or a probe wrote, as a record. */
import { fromHex } from '../bytes/hex.ts';
import type { CaptureEvent } from '../line/index.ts';
import { mostEvents, type RecordEvent, type StoryRecord } from './record.ts';

const nothingSaid = { claims: [], calledMeter: null } as const;

/** @param unread lines of the file that could not be read */
export function recordOfCapture(events: readonly CaptureEvent[], unread: number): StoryRecord {
  const first = events[0]?.atMs ?? 0;
  let last = 0;
  const told = events.slice(0, mostEvents).map((event): RecordEvent => {
    last = Math.max(last, event.atMs - first);
    const place = { atMs: last, at: `@${event.atMs}`, line: null };
    return event.kind === 'state'
      ? { ...place, kind: 'state', state: event.state }
      : { ...place, kind: event.kind, bytes: event.bytes };
  });
  const cutAt = events.length > mostEvents ? mostEvents + 1 : null;
  return { ...nothingSaid, source: 'capture', events: told, endpoint: null, cutAt, unread };
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isInstant = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 && value < 1e12;

/** Whether a JSON value is a document with exchanges in it: of `meter test --json`, or of `meter probe --json`. */
export function isStoryDocument(value: unknown): boolean {
  return isFields(value) && (value.schema === 'meter.test/1' || value.schema === 'meter.probe/1');
}

/**
 * Reads the exchanges of a document. Its own outcomes and its verdict are not believed: they are worked out anew. Each
 * question's exchanges are a stretch of their own, because their times count from the opening of their line.
 */
export function recordOfDocument(value: unknown): StoryRecord | null {
  if (!isFields(value) || !isStoryDocument(value)) return null;
  const groups = [...listOf(value.checks), ...listOf(value.credentials), ...listOf(value.experiments)];
  const events: RecordEvent[] = [];
  let unread = 0;
  let base = 0;
  for (const group of groups) {
    const exchanges = isFields(group) ? listOf(group.exchanges) : [];
    if (exchanges.length === 0) continue;
    events.push({ kind: 'state', state: 'connected', atMs: null, at: null, line: null });
    let latest = 0;
    const add = (kind: 'sent' | 'received', hex: unknown, ms: unknown): void => {
      const bytes = typeof hex === 'string' ? fromHex(hex) : null;
      if (bytes === null || bytes.length === 0 || !isInstant(ms)) {
        unread += 1;
        return;
      }
      latest = Math.max(latest, ms);
      events.push({ kind, bytes, atMs: base + latest, at: `@${Math.round(base + latest)}`, line: null });
    };
    for (const exchange of exchanges) {
      if (!isFields(exchange)) continue;
      const { sent, sentAtMs, received } = exchange;
      if (sent !== null) add('sent', sent, sentAtMs);
      for (const one of listOf(received)) {
        if (isFields(one))
          add('received', one.hex, isInstant(sentAtMs) && isInstant(one.atMs) ? sentAtMs + one.atMs : null);
      }
      if (events.length > mostEvents) break;
    }
    base += latest;
  }
  const endpoint = isFields(value.meter) && typeof value.meter.endpoint === 'string' ? value.meter.endpoint : null;
  const cutAt = events.length > mostEvents ? mostEvents + 1 : null;
  return {
    ...nothingSaid,
    source: 'document',
    events: events.slice(0, mostEvents),
    endpoint: endpoint?.replace(/^hdlc:\/\//, '').slice(0, 200) ?? null,
    cutAt,
    unread,
  };
}
