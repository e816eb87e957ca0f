/** One object of `meter.follow/1` a line: names are a contract, sentences are English. */
import { failureDocument, safeJson } from './collector-json.ts';
import type { FollowEvent } from './follow-event.ts';
import { logLineJson } from './log-line.ts';
import { troubleDocument } from './session-trouble.ts';

const schema = 'meter.follow/1';

export function followJson(event: FollowEvent): string {
  return `${safeJson({ schema, event: event.event, at: event.at, ...fieldsOf(event) })}\n`;
}

function fieldsOf(event: FollowEvent): object {
  switch (event.event) {
    case 'start': {
      const { meter, way, reason, client, credential, everyMs } = event;
      return { meter, via: way, reason, client, credential, everySeconds: everyMs / 1000 };
    }
    case 'way':
      return { via: event.way, reason: event.reason };
    case 'connected':
      return { openMs: Math.round(event.openMs) };
    case 'reading': {
      const { latencyMs, slowestMs, readings } = event;
      return { latencyMs, slowestMs, readings };
    }
    case 'failure':
      return { failure: troubleDocument(event.trouble) };
    case 'verdict':
      return { from: event.from, to: event.to, lastedMs: event.lastedMs };
    case 'reconnect':
      return { inMs: event.inMs, why: event.why };
    case 'given-up':
      return { why: 'password' };
    case 'pause':
      return { paused: event.paused };
    case 'registry':
      return { change: event.change };
    case 'log': {
      const { successRate, latencyMs } = event;
      const { schema: _schema, ...line } = JSON.parse(logLineJson(event.line)) as { readonly schema: string };
      return { line, successRate, latencyMs };
    }
    case 'collector':
      return { failure: failureDocument(event.failure) };
    case 'summary':
      return event.summary;
  }
}
