/** How a meter's collector is given to `meter add` and `meter edit`: text in, entry out, or one clear sentence. */
import { resolve } from 'node:path';
import {
  type CollectorAction,
  type CollectorCommands,
  type CollectorEntry,
  collectorActions,
  type MeterEntry,
  parseCollector,
  renderCollector,
  splitCommandLine,
} from '../../meters/index.ts';
import { collectorWords, type Language } from '../../wording/index.ts';
import { usageError } from './registry-settings.ts';

export interface CollectorOptions {
  readonly collector?: string | undefined;
  readonly collectorCommand?: readonly string[] | undefined;
}

/**
 * What a meter's collector is to be; undefined where the options do not speak of it, null for none.
 * @param before what it is now: command lines are added to those that are there, an empty one takes its action away
 * @throws UsageError
 */
export function readCollector(
  { collector, collectorCommand = [] }: CollectorOptions,
  before: CollectorEntry | undefined,
  lang: Language,
): CollectorEntry | null | undefined {
  const words = collectorWords[lang].usage;
  if (collector !== undefined && collectorCommand.length > 0 && collector !== 'none') throw usageError(words.both);
  if (collectorCommand.length > 0) {
    const kept = collector === undefined && before?.kind === 'command' ? before.commands : {};
    const commands = readCommands(collectorCommand, kept, lang);
    return Object.keys(commands).length === 0 ? null : { kind: 'command', commands };
  }
  if (collector === undefined) return undefined;
  const read = parseCollector(collector.trim());
  if (read === null || 'kind' in read) return read;
  switch (read.code) {
    case 'collector-malformed':
      throw usageError(words.malformed(read.text));
    case 'unit-wrong':
      throw usageError(words.unit(read.unit));
    case 'base-wrong':
      throw usageError(words.base(read.base, read.why));
    case 'meter-id-wrong':
      throw usageError(words.meterId(read.id));
  }
}

function readCommands(texts: readonly string[], before: CollectorCommands, lang: Language): CollectorCommands {
  const words = collectorWords[lang].usage;
  const commands: { [Action in CollectorAction]?: readonly string[] } = { ...before };
  const given = new Set<CollectorAction>();
  for (const text of texts) {
    const [, name = '', line = ''] = /^([a-z]+)=(.*)$/s.exec(text) ?? [];
    const action = collectorActions.find((one) => one === name);
    if (action === undefined) throw usageError(words.command(text, collectorActions.join(', ')));
    if (given.has(action)) throw usageError(words.commandTwice(action));
    given.add(action);
    if (line.trim() === '') {
      delete commands[action];
      continue;
    }
    const split = splitCommandLine(line);
    if ('code' in split) throw usageError(words.line[split.code](action, 'sign' in split ? split.sign : ''));
    const [program = '', ...args] = split;
    // A path is meant from where it was typed; a bare name is looked for when it runs.
    commands[action] = [program.includes('/') ? resolve(program) : program, ...args];
  }
  return commands;
}

/**
 * The meter with its collector changed. While it is paused its collector can only be given up: it has to be started the
 * way it was stopped.
 * @throws UsageError
 */
export function withCollector(
  meter: MeterEntry,
  collector: CollectorEntry | null | undefined,
  lang: Language,
): MeterEntry {
  if (collector === undefined) return meter;
  const { collector: old, paused, ...rest } = meter;
  const changed = { ...rest, ...(collector === null ? {} : { collector }) };
  if (paused === undefined) return changed;
  const isSame = collector !== null && old !== undefined && JSON.stringify(collector) === JSON.stringify(old);
  if (isSame) return meter;
  if (collector !== null) throw usageError(collectorWords[lang].pausedCannotEdit(meter.name, `${meter.id}`));
  return { ...changed, paused: { ...paused, collector: null, undo: 'nothing', stoppedUnit: null } };
}

/** The collector that an edit gave up although it is to be started again; null where it gave up none. */
export function givenUp(before: MeterEntry, after: MeterEntry): string | null {
  const { paused } = before;
  const isGivenUp = paused?.undo === 'start' && paused.collector !== null && after.paused?.collector === null;
  return isGivenUp && paused.collector !== null ? renderCollector(paused.collector) : null;
}
