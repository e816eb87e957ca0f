/** What `meter doctor` finds of the lines: locks of our runs, who on this host holds which port, and the collectors. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { renderEndpoint } from '../evidence/index.ts';
import { type LocalHolders, localHolders } from '../line/index.ts';
import { type LockOwner, type MeterEntry, whoHolds } from '../meters/index.ts';
import { type DoctorCheck, type Say, worst } from './doctor-check.ts';
import { lockFolder } from './endpoint-lock.ts';

/** How many programs are started at once. */
const atOnce = 8;
const statusMs = 5000;

/** @param settingsPath whose lock lies beside it */
export function checkLocks(settingsPath: string): DoctorCheck {
  const paths = [`${settingsPath}.lock`, ...endpointLocks()].filter((path) => existsSync(path));
  const locks = paths.map((path) => ({ path, owner: ownerOf(path) }));
  const isStale = ({ owner }: (typeof locks)[number]) => owner === null;
  const stale = locks.filter(isStale);
  const says: readonly Say[] = [
    ...locks.flatMap(({ path, owner }): readonly Say[] => {
      if (owner === null) return [];
      return [
        ({ locks: words }) =>
          owner === 'unreadable' ? words.unreadable(path) : words.held(path, owner.pid, owner.command),
      ];
    }),
    ...stale.slice(0, 1).map(
      ({ path }): Say =>
        ({ locks: words }) =>
          words.stale(path, stale.length - 1),
    ),
  ];
  return {
    name: 'locks',
    state: locks.some(({ owner }) => owner === 'unreadable') ? 'problem' : stale.length > 0 ? 'note' : 'ok',
    says: says.length === 0 ? [(words) => words.locks.none] : says,
    fixes: stale.length > 0 ? [(words) => words.locks.fixStale] : [],
    facts: { locks: locks.map(({ path, owner }) => ({ path, ...factsOfOwner(owner) })) },
  };
}

function factsOfOwner(owner: LockOwner | 'unreadable' | null): object {
  if (owner === null || owner === 'unreadable') return { state: owner ?? 'stale', pid: null, command: null };
  return { state: 'held', pid: owner.pid, command: owner.command };
}

function endpointLocks(): readonly string[] {
  try {
    const folder = lockFolder();
    if (folder === null) return [];
    return readdirSync(folder)
      .filter((name) => name.endsWith('.lock'))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

function ownerOf(path: string): LockOwner | 'unreadable' | null {
  try {
    return whoHolds(path);
  } catch {
    return 'unreadable';
  }
}

/** Being held is no fault: mostly it is the collector, and it shall hold it. */
export async function checkPorts(meters: readonly MeterEntry[], signal: AbortSignal): Promise<DoctorCheck> {
  const found = await inTurn(meters, async (meter) => {
    const { host, port } = meter.endpoint;
    return { meter, looked: await localHolders(host, port, signal) };
  });
  const held = found.flatMap(({ meter, looked }) =>
    looked.outcome === 'read' && looked.holders.length > 0 ? [{ meter, holders: looked.holders }] : [],
  );
  const looked = found.filter((one) => one.looked.outcome === 'read').length;
  const byName = found.filter((one) => whyNot(one.looked) === 'name').length;
  const [why] = found.flatMap((one) => whyNot(one.looked) ?? []).filter((one) => one !== 'name');
  const says: readonly Say[] = [
    ...(meters.length === 0 ? ([({ ports }) => ports.noMeters] satisfies Say[]) : []),
    ...(looked > 0 && held.length === 0 ? ([({ ports }) => ports.free(looked)] satisfies Say[]) : []),
    ...held.map(
      ({ meter, holders }): Say =>
        ({ ports }) =>
          ports.held(meter.name, renderEndpoint(meter.endpoint), holders.map(ports.holder).join(', ')),
    ),
    ...(byName > 0 ? ([({ ports }) => ports.byName(byName)] satisfies Say[]) : []),
    ...(why === undefined ? [] : ([({ ports }) => ports.unknown(ports.why[why])] satisfies Say[])),
  ];
  return {
    name: 'ports',
    state: held.length > 0 || why !== undefined ? 'note' : 'ok',
    says,
    fixes: held.map(
      ({ meter }): Say =>
        ({ ports }) =>
          ports.fixHeld(`${meter.id}`),
    ),
    facts: {
      endpoints: found.map(({ meter, looked: one }) => ({
        id: meter.id,
        endpoint: renderEndpoint(meter.endpoint),
        holders: one.outcome === 'read' ? one.holders : null,
        why: whyNot(one),
      })),
    },
  };
}

function whyNot(looked: LocalHolders): 'no-ss' | 'platform' | 'name' | null {
  return looked.outcome === 'unavailable' ? looked.why : null;
}

interface Asked {
  readonly meter: MeterEntry;
  readonly state: 'running' | 'starting' | 'stopping' | 'stopped' | 'failed' | 'paused' | 'unknown' | null;
  readonly failure: { readonly code: string; readonly detail: string | null } | null;
}

/** Each collector is asked for its state, and for nothing else. */
export async function checkCollectors(meters: readonly MeterEntry[], signal: AbortSignal): Promise<DoctorCheck> {
  const steered = meters.filter(({ collector }) => collector !== undefined);
  if (steered.length === 0) {
    return {
      name: 'collectors',
      state: 'ok',
      says: [(words) => words.collectors.none],
      fixes: [],
      facts: { meters: [] },
    };
  }
  const asked = await inTurn(steered, (meter) => askCollector(meter, signal));
  const rows = asked.map(collectorRow);
  return {
    name: 'collectors',
    state: worst(...rows.map(({ state }) => state)),
    says: rows.map(({ say }) => say),
    fixes: rows.flatMap(({ fix }) => fix ?? []),
    facts: {
      meters: asked.map(({ meter, state, failure }) => ({
        id: meter.id,
        kind: meter.collector?.kind ?? null,
        state,
        failure,
        paused: meter.paused !== undefined,
      })),
    },
  };
}

async function askCollector(meter: MeterEntry, signal: AbortSignal): Promise<Asked> {
  const { openCollector, isCollectorError } = await import('../collector/index.ts');
  if (meter.collector === undefined) return { meter, state: null, failure: null };
  const limit = AbortSignal.timeout(statusMs);
  try {
    const { state } = await openCollector(meter.collector, meter.id).status(AbortSignal.any([signal, limit]));
    return { meter, state, failure: null };
  } catch (error) {
    signal.throwIfAborted();
    if (isCollectorError(error)) return { meter, state: null, failure: { code: error.code, detail: error.detail } };
    if (limit.aborted) return { meter, state: null, failure: { code: 'timeout', detail: null } };
    throw error;
  }
}

function collectorRow({ meter, state, failure }: Asked): {
  readonly state: DoctorCheck['state'];
  readonly say: Say;
  readonly fix: Say | null;
} {
  const { name, id, paused } = meter;
  const status: Say = ({ collectors }) => collectors.fixStatus(`${id}`);
  if (failure !== null || state === null) {
    const { code, detail } = failure ?? { code: 'failed', detail: null };
    return { state: 'problem', say: ({ collectors }) => collectors.failed(name, code, detail ?? ''), fix: status };
  }
  if (paused !== undefined && (state === 'running' || state === 'starting')) {
    const fix: Say = ({ collectors }) => collectors.fixResume(`${id}`);
    return { state: 'problem', say: ({ collectors }) => collectors.pausedButRuns(name), fix };
  }
  if (paused === undefined && (state === 'stopped' || state === 'failed')) {
    const say: Say = ({ collectors }) =>
      state === 'stopped' ? collectors.stopped(name) : collectors.state(name, collectors.states.failed);
    return { state: 'problem', say, fix: status };
  }
  return {
    state: state === 'unknown' ? 'note' : 'ok',
    say: ({ collectors }) => collectors.state(name, collectors.states[state]),
    fix: null,
  };
}

/** Does work on each, a few at a time; the results in their order. */
async function inTurn<One, Result>(ones: readonly One[], work: (one: One) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < ones.length; from += atOnce) {
    results.push(...(await Promise.all(ones.slice(from, from + atOnce).map(work))));
  }
  return results;
}
