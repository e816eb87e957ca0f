/** Options of `meter follow` as they were typed, and what can be wrong with them. */
import type { WantedObject } from '../objects/index.ts';
import { followWords, objectWords } from '../wording/index.ts';
import type { MeterOptions } from './choose-meter.ts';
import { usageError } from './commands/registry-settings.ts';
import type { Context } from './context.ts';
import { wantedObject } from './wanted-objects.ts';

export interface FollowOptions extends MeterOptions {
  readonly every?: string;
  readonly register?: readonly string[];
  readonly via?: string;
  readonly for?: string;
  readonly count?: string;
  readonly inactivity?: string;
}

export interface FollowPlan {
  /** From the start of one poll to the start of the next. */
  readonly everyMs: number;
  /** Empty: the usual ones. */
  readonly wanted: readonly WantedObject[];
  /** Null: chosen by what the collector does. */
  readonly via: 'meter' | 'collector' | null;
  /** Null: until Ctrl-C. */
  readonly forMs: number | null;
  readonly count: number | null;
  /** After so much silence the meter lets a link go. */
  readonly inactivityMs: number;
}

const usual = { everySeconds: 10, inactivitySeconds: 180 } as const;
const profileClass = 7;
const associationClass = 15;
const spans: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** @throws UsageError */
export function followPlan(context: Context, options: FollowOptions): FollowPlan {
  const words = followWords[context.lang].usage;
  const everySeconds = secondsOf(options.every, usual.everySeconds, 0.2, 100);
  if (everySeconds === null) throw usageError(words.everyWrong(options.every ?? ''));
  const inactivitySeconds = secondsOf(options.inactivity, usual.inactivitySeconds, 1, 3600);
  if (inactivitySeconds === null) throw usageError(words.inactivityWrong(options.inactivity ?? ''));
  if (everySeconds >= inactivitySeconds) throw usageError(words.everyTooLong(everySeconds, inactivitySeconds));
  const { via, count } = options;
  if (via !== undefined && via !== 'meter' && via !== 'collector') throw usageError(words.viaWrong(via));
  if (count !== undefined && !/^[1-9]\d{0,8}$/.test(count)) throw usageError(words.countWrong(count));
  const forMs = options.for === undefined ? null : spanMs(options.for);
  if (forMs !== null && Number.isNaN(forMs)) throw usageError(words.forWrong(options.for ?? ''));
  return {
    everyMs: Math.round(everySeconds * 1000),
    inactivityMs: Math.round(inactivitySeconds * 1000),
    wanted: (options.register ?? []).map((text) => singleValue(context, wantedObject(context, text))),
    via: via ?? null,
    forMs,
    count: count === undefined ? null : Number(count),
  };
}

/** A profile's buffer and the object list are no single value, and too long to be asked for again and again. */
function singleValue({ lang }: Context, wanted: WantedObject): WantedObject {
  const classId = wanted.classId ?? wanted.usualClassId;
  const words = objectWords[lang].object;
  if (wanted.member === null && classId === profileClass) throw usageError(words.isProfile(wanted.typed));
  if (wanted.member === null && classId === associationClass) throw usageError(words.isList(wanted.typed));
  return wanted;
}

/** Null where it is no time between these. */
function secondsOf(text: string | undefined, usualSeconds: number, least: number, most: number): number | null {
  if (text === undefined) return usualSeconds;
  const seconds = /^\d{1,4}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  return seconds >= least && seconds <= most ? seconds : null;
}

/** `30s`, `5m`, `2h`, `1d`, `45`; NaN for anything else, and for nothing at all. */
export function spanMs(text: string): number {
  const [, amount, unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)\s?([smhd]?)$/i.exec(text.trim()) ?? [];
  const ms = amount === undefined ? Number.NaN : Number(amount) * (spans[unit.toLowerCase()] ?? Number.NaN);
  return ms > 0 ? ms : Number.NaN;
}
