/** A collector, a pause and a port in words: the lines that `pause`, `resume`, `restart`, `status` and `show` share. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import { type CollectorFailureName, collectorWords, fill, type Language } from '../wording/index.ts';
import { hang } from './wrap.ts';

export interface ShownCollectorStatus {
  readonly state: 'running' | 'starting' | 'stopping' | 'stopped' | 'failed' | 'paused' | 'unknown';
  readonly says: string | null;
  readonly unit: {
    readonly load: string;
    readonly active: string;
    readonly sub: string;
    readonly result: string;
    readonly exitStatus: number | null;
    readonly mainPid: number | null;
    readonly restarts: number;
    readonly since: string | null;
  } | null;
}

export interface ShownCollectorFailure {
  readonly code: CollectorFailureName;
  readonly detail: string | null;
}

export interface ShownPauseMark {
  readonly since: string;
  readonly by: { readonly user: string; readonly host: string; readonly pid: number; readonly command: string };
  readonly why: string | null;
  readonly undo: 'start' | 'nothing';
}

export interface ShownHolder {
  readonly pid: number | null;
  readonly name: string | null;
  readonly unit?: string | null;
  readonly scope?: 'system' | 'user' | null;
  readonly uid?: number | null;
}

export interface ShownPort {
  readonly outcome: keyof (typeof collectorWords)['en']['port'];
  readonly holders: readonly ShownHolder[];
  readonly unseen: string | null;
  readonly text: string | null;
  readonly system: string | null;
  readonly listenedMs: number;
  /** The run of this tool that holds it; null for none, or one that is not known. */
  readonly own: { readonly pid: number; readonly command: string } | null;
}

/** Instants as this host's people write them, and how long ago they were. */
export interface Clockwork {
  readonly local: (instant: string) => string;
  readonly ago: (instant: string) => string;
}

/** `running (active, running), since 2025-11-10 10:35:02 (3 min 4 s), pid 244` */
export function statusText({ state, unit, says }: ShownCollectorStatus, lang: Language, clock: Clockwork): string {
  const words = collectorWords[lang];
  const told = [words.states[state]];
  if (unit !== null) {
    told[0] = `${words.states[state]} (${[unit.active, unit.sub].filter(Boolean).join(', ')})`;
    if (unit.load === 'masked') told.push(words.masked);
    if (unit.since !== null) told.push(words.since(clock.local(unit.since), clock.ago(unit.since)));
    if (unit.mainPid !== null) told.push(words.pid(unit.mainPid));
    const failed = unit.result !== 'success' && unit.result !== '';
    if (failed) told.push(words.ended(unit.result, unit.exitStatus));
    if (unit.restarts > 0) told.push(words.restarts(unit.restarts));
  }
  if (says !== null) told.push(`"${says}"`);
  return safeText(told.join(', '));
}

/** One sentence; its hint stands apart. */
export function failureText({ code, detail }: ShownCollectorFailure, lang: Language): string {
  return safeText(collectorWords[lang].failures[code](detail ?? '').message);
}

export function failureHint({ code, detail }: ShownCollectorFailure, lang: Language): string {
  return safeText(collectorWords[lang].failures[code](detail ?? '').hint);
}

export function pauseText({ since, by }: ShownPauseMark, lang: Language, clock: Clockwork): string {
  const words = collectorWords[lang];
  const when = words.since(clock.local(since), clock.ago(since));
  return safeText(`${when}, ${words.by(by.user, by.host, by.pid, by.command)}`);
}

/** Everybody who holds a connection, as far as the system tells. */
export function holdersText(holders: readonly ShownHolder[], lang: Language): string {
  return safeText(holders.map((holder) => holderText(holder, lang)).join('; '));
}

function holderText({ pid, name, unit = null, scope = null, uid = null }: ShownHolder, lang: Language): string {
  const words = collectorWords[lang];
  if (pid !== null) {
    const where = unit === null ? '' : scope === 'user' ? words.inUserUnit(unit) : words.inUnit(unit);
    return words.holder(name ?? '?', pid, where);
  }
  if (unit !== null) return words.holderUnit(unit, `uid ${uid ?? '?'}`);
  return uid === null ? words.holderHidden : words.holderUser(`uid ${uid}`);
}

export function portText(
  { outcome, holders, unseen, text, system, listenedMs, own }: ShownPort,
  lang: Language,
): string {
  const words = collectorWords[lang];
  const seconds = (Math.round(listenedMs / 100) / 10).toString();
  const told = [fill(words.port[outcome], { seconds, text: text ?? '', system: system ?? '?' })];
  if (own !== null) told.push(words.ourRun(own.pid, own.command));
  if (holders.length > 0) told.push(holdersText(holders, lang));
  if (unseen !== null && unseen in words.unseen) told.push(words.unseen[unseen as keyof typeof words.unseen]);
  return safeText(told.join('; '));
}

export interface FactsOptions {
  readonly columns: number;
  readonly chalk: ChalkInstance;
}

const widest = 110;

/** A title, and labelled lines under it; a label without a text is left out. */
export function renderFacts(
  title: string,
  facts: readonly (readonly [label: string, text: string | null])[],
  { columns, chalk }: FactsOptions,
): string {
  const shown = facts.flatMap(([label, text]) => (text === null || text === '' ? [] : [[label, text] as const]));
  const width = Math.min(columns, widest);
  const longest = Math.max(0, ...shown.map(([label]) => label.length));
  const lines = shown.map(([label, text]) => {
    const mark = `  ${label.padEnd(longest)}  `;
    return `${chalk.dim(mark)}${hang(mark, text, width).slice(mark.length)}`;
  });
  return `${[title === '' ? [] : [hang('', title, width)], lines].flat().join('\n')}\n`;
}
