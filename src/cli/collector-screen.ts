/** What the commands of the collector have in common on the screen: failures, another run at work, facts about it. */
import { Chalk } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import type { CollectorError, CollectorStatus } from '../collector/index.ts';
import { type CollectorEntry, type LockOwner, renderCollector } from '../meters/index.ts';
import { type Clockwork, failureHint, failureText, renderFacts, statusText } from '../report/index.ts';
import { collectorWords } from '../wording/index.ts';
import type { RequiredOutcome } from './action-required.ts';
import type { Context } from './context.ts';

export function writeFailure({ err, lang }: Context, failure: CollectorError): void {
  err.write(`meter: ${failureText(failure, lang)}\n${failureHint(failure, lang)}\n`);
}

/** Another run of ours is at work on the same collector. */
export function writeBusy({ err, lang }: Context, owner: LockOwner | null): void {
  const words = collectorWords[lang];
  err.write(`meter: ${safeText(owner === null ? words.busyUnnamed : words.busy(owner.pid, owner.command))}\n`);
}

export function writeFacts(
  { out }: Context,
  title: string,
  facts: readonly (readonly [label: string, text: string | null])[],
): void {
  out.write(renderFacts(title, facts, { columns: out.columns, chalk: new Chalk({ level: out.colourLevel }) }));
}

/** `systemd:x.service: stopped (inactive, dead)` */
export function collectorText(
  { lang }: Context,
  collector: CollectorEntry | null,
  status: CollectorStatus | null,
  clock: Clockwork,
): string {
  if (collector === null) return collectorWords[lang].noCollector;
  const name = safeText(renderCollector(collector));
  return status === null ? name : `${name}: ${statusText(status, lang, clock)}`;
}

export function requiredText({ lang }: Context, required: RequiredOutcome | null): string | null {
  if (required === null) return null;
  const said = collectorWords[lang].required[required.outcome](required.text);
  return safeText(required.failure === null ? said : `${said}: ${failureText(required.failure, lang)}`);
}
