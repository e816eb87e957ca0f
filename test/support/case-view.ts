/** Reports of kept documents, with a history and surroundings that are the same on every host. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import {
  type Anonymizer,
  anonymousHistory,
  type CaseFacts,
  type CaseFormat,
  type CaseView,
  type HistoryView,
  hideInCase,
  readCase,
  renderCase,
} from '../../src/report/index.ts';
import type { Language } from '../../src/wording/index.ts';

export function keptDocument(name: string): Record<string, unknown> {
  const file = join(import.meta.dirname, '..', 'fixtures', 'report', `${name}.json`);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
}

export function keptCase(name: string): CaseFacts {
  const facts = readCase(keptDocument(name));
  if (facts === null) throw new Error(`${name} is no case`);
  return facts;
}

/** Six days of asking in vain, after one that went well. */
export const history: HistoryView = {
  meter: { id: 2, name: 'medidor-02', endpoint: 'tcp://192.0.2.7:3333', server: '1/1' },
  since: null,
  attempts: 13,
  successes: 1,
  ownRuns: 1,
  firstSuccess: { text: '2025-11-03 09:00:00', agoMs: 7 * 86_400_000 },
  lastSuccess: { text: '2025-11-03 09:00:00', agoMs: 7 * 86_400_000 },
  silent: { since: { text: '2025-11-04 08:00:00', agoMs: 6 * 86_400_000 }, attempts: 12 },
  settings: [
    { credential: 'user1', client: 1, attempts: 6, successes: 0, last: null },
    { credential: 'user2', client: 16, attempts: 0, successes: 0, last: null },
  ],
  days: [
    { day: '2025-11-03', attempts: 2, successes: 1 },
    { day: '2025-11-04', attempts: 3, successes: 0 },
    { day: '2025-11-05', attempts: 0, successes: 0 },
    { day: '2025-11-06', attempts: 4, successes: 0 },
    { day: '2025-11-07', attempts: 4, successes: 0 },
  ],
  rows: [
    {
      when: '2025-11-10 10:35:00',
      meter: null,
      kind: 'test',
      code: 'link.silent',
      met: 'none',
      credentials: [{ name: 'user1', client: 1, outcome: 'TIMEOUT', replyMs: null }],
      durationMs: 2400,
    },
  ],
  damaged: 0,
};

export function viewOf(facts: CaseFacts | null, changes: Partial<CaseView> = {}): CaseView {
  return {
    madeAt: '2025-11-10 10:36:00',
    name: 'medidor-02',
    endpoint: 'tcp://192.0.2.7:3333',
    server: '1/1',
    facts: facts === null ? null : hideInCase(facts, null),
    startedAt: '2025-11-10 10:35:00',
    source: facts === null ? 'history' : 'document',
    history,
    environment: {
      version: '0.1.0',
      node: 'v20.20.2',
      system: 'Linux 6.1.0 x64',
      timeouts: { replyMs: 5000, connectMs: 5000 },
      collector: { name: 'systemd:dlms-multi-meter.service', state: 'running', why: null, pausedSince: null },
    },
    attachments: [{ kind: 'document', file: 'medidor-02.json' }],
    anonymous: false,
    ...changes,
  };
}

export function anonymousView(facts: CaseFacts, anonymizer: Anonymizer, changes: Partial<CaseView> = {}): CaseView {
  const view = viewOf(null, changes);
  return {
    ...view,
    name: null,
    endpoint: null,
    server: view.server === null ? null : anonymizer.server(view.server),
    facts: hideInCase(facts, anonymizer),
    source: 'document',
    history: anonymousHistory(view.history, anonymizer),
    environment: {
      ...view.environment,
      collector: view.environment.collector === null ? null : { ...view.environment.collector, name: null },
    },
    attachments: view.attachments.map(({ kind }) => ({ kind, file: null })),
    anonymous: true,
  };
}

export function rendered(view: CaseView, format: CaseFormat, lang: Language): string {
  return renderCase(view, format, { lang, chalk: new Chalk({ level: 0 }) }).text;
}
