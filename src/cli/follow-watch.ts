/**
 * What the registry and the collector say of a followed meter, looked at again and again: another run may pause or
 * resume it, or steer its collector otherwise, while we follow.
 */
import { type CollectorError, type CollectorStatus, isCollectorError, openCollector } from '../collector/index.ts';
import { type MeterEntry, renderCollector, type SettingsFile } from '../meters/index.ts';
import type { FollowFact, FollowReason, FollowWay } from '../report/index.ts';
import { mayRun } from './pause-meter.ts';

export interface ChosenWay {
  readonly way: FollowWay;
  readonly reason: FollowReason;
  /** Why the collector could not be asked. */
  readonly failure: CollectorError | null;
}

export class FollowWatch {
  readonly #settings: SettingsFile;
  readonly #via: FollowWay | null;
  readonly #signal: AbortSignal;
  #entry: MeterEntry;
  #trouble: 'removed' | 'unreadable' | null = null;

  /** @param via the way that the user asked for; null leaves it to the collector's state */
  constructor(settings: SettingsFile, entry: MeterEntry, via: FollowWay | null, signal: AbortSignal) {
    this.#settings = settings;
    this.#entry = entry;
    this.#via = via;
    this.#signal = signal;
  }

  get entry(): MeterEntry {
    return this.#entry;
  }

  /** What changed in the registry since the last look. */
  async look(): Promise<readonly FollowFact[]> {
    const before = this.#entry;
    const found = await this.#read();
    if (typeof found === 'string') {
      if (this.#trouble === found) return [];
      this.#trouble = found;
      return [{ event: 'registry', change: found }];
    }
    this.#trouble = null;
    this.#entry = found;
    const facts: FollowFact[] = [];
    if (before.paused?.since !== found.paused?.since) facts.push({ event: 'pause', paused: found.paused ?? null });
    if (collectorName(before) !== collectorName(found)) facts.push({ event: 'registry', change: 'collector' });
    return facts;
  }

  /** The way to follow it now. @throws the signal's reason */
  async choose(): Promise<ChosenWay> {
    if (this.#via !== null) return { way: this.#via, reason: 'asked', failure: null };
    if (this.#entry.paused !== undefined) return { way: 'meter', reason: 'paused', failure: null };
    if (this.#entry.collector === undefined) return { way: 'meter', reason: 'none', failure: null };
    const status = await this.status();
    if (isCollectorError(status)) return { way: 'meter', reason: 'unasked', failure: status };
    return status !== null && mayRun.includes(status.state)
      ? { way: 'collector', reason: 'running', failure: null }
      : { way: 'meter', reason: 'stopped', failure: null };
  }

  /** Null where there is no collector. @throws the signal's reason */
  async status(): Promise<CollectorStatus | CollectorError | null> {
    const collector = this.#entry.paused?.collector ?? this.#entry.collector ?? null;
    if (collector === null) return null;
    try {
      return await openCollector(collector, this.#entry.id).status(this.#signal);
    } catch (error) {
      if (isCollectorError(error)) return error;
      throw error;
    }
  }

  async #read(): Promise<MeterEntry | 'removed' | 'unreadable'> {
    const { id, name } = this.#entry;
    try {
      const { meters } = await this.#settings.read();
      return meters.find((one) => one.id === id && one.name === name) ?? 'removed';
    } catch (error) {
      this.#signal.throwIfAborted();
      if ((error as Error).name === 'SettingsError') return 'unreadable';
      throw error;
    }
  }
}

function collectorName({ collector }: MeterEntry): string | null {
  return collector === undefined ? null : renderCollector(collector);
}
