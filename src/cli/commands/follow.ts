/** `meter follow <meter>`: lives with one meter, or with the log of the collector that holds its line. */
import { findMeter } from '../../meters/index.ts';
import { followWords } from '../../wording/index.ts';
import { type ChosenMeter, chooseMeter, meterDocument } from '../choose-meter.ts';
import { writeFailure } from '../collector-screen.ts';
import type { Context } from '../context.ts';
import type { ExitCode } from '../exit-code.ts';
import { followCollector } from '../follow-collector.ts';
import { followMeter } from '../follow-meter.ts';
import { type FollowOptions, type FollowPlan, followPlan } from '../follow-options.ts';
import { type FollowEnd, FollowRun } from '../follow-run.ts';
import { type ChosenWay, FollowWatch } from '../follow-watch.ts';
import { keeperOf } from '../open-meter.ts';
import { mayRun } from '../pause-meter.ts';
import type { KeepEvent } from '../trace.ts';
import { inWords, settingsOf, usageError } from './registry-settings.ts';

const command = 'meter follow';

/** @returns 0 where it was bounded and the meter talked at the end, else the code of the last failure */
export async function runFollow(
  context: Context,
  meter: string,
  options: FollowOptions,
  random: () => number = Math.random,
): Promise<ExitCode> {
  const plan = followPlan(context, options);
  const chosen = await chooseMeter(context, meter, options);
  const watch = await watchOf(context, meter, chosen, plan);
  const keep = await keeperOf(context, chosen, { name: command });
  const way = await firstWay(context, watch, plan);
  const run = new FollowRun(context, plan, watch);
  try {
    return await follow(run, chosen, way, { keep, random });
  } finally {
    run.tell({ event: 'summary', summary: run.summary() });
  }
}

async function follow(
  run: FollowRun,
  chosen: ChosenMeter,
  first: ChosenWay,
  options: { readonly keep: KeepEvent; readonly random: () => number },
): Promise<ExitCode> {
  const { watch, plan } = run;
  let way = first;
  run.way = way.way;
  run.tell({
    event: 'start',
    way: way.way,
    reason: way.reason,
    meter: meterDocument(chosen),
    client: chosen.credential.client,
    credential: chosen.credential.name,
    everyMs: plan.everyMs,
  });
  for (;;) {
    const ended: FollowEnd =
      way.way === 'collector' && watch !== null
        ? await followCollector(run, watch, options.random)
        : await followMeter(run, chosen, options);
    if (ended !== 'way' || watch === null) return run.exit;
    const before = way.way;
    way = await watch.choose();
    run.way = way.way;
    if (way.way !== before) run.tell({ event: 'way', way: way.way, reason: way.reason });
  }
}

/** Null for an endpoint without an entry: it has no collector that we know of. @throws UsageError */
async function watchOf(
  context: Context,
  meter: string,
  { target }: ChosenMeter,
  { via }: FollowPlan,
): Promise<FollowWatch | null> {
  const { lang, signal } = context;
  const entry =
    target.id === null
      ? null
      : await inWords(lang, async () => {
          const settings = settingsOf(context, command);
          return { settings, meter: findMeter((await settings.read()).meters, meter) };
        });
  const collector = entry?.meter.paused?.collector ?? entry?.meter.collector ?? null;
  if (via === 'collector' && collector === null) throw usageError(followWords[lang].usage.noCollector(meter));
  return entry === null ? null : new FollowWatch(entry.settings, entry.meter, via, signal);
}

/** Says what a user has to know of it before it begins. @throws the signal's reason */
async function firstWay(context: Context, watch: FollowWatch | null, { via }: FollowPlan): Promise<ChosenWay> {
  if (watch === null) return { way: 'meter', reason: via === null ? 'none' : 'asked', failure: null };
  const way = await watch.choose();
  if (way.failure !== null) writeFailure(context, way.failure);
  if (via === 'meter' && watch.entry.paused === undefined) {
    const status = await watch.status();
    if (status !== null && 'state' in status && mayRun.includes(status.state)) {
      context.err.write(`${followWords[context.lang].collectorRuns}\n`);
    }
  }
  return way;
}
