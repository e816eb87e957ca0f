/**
 * A collector that is a unit of systemd, steered by systemctl as a person would: states are read with `show`, which
 * says them in words; nothing asks for a password; the unit's name stands behind `--` and is never a pattern.
 */
import type { CollectorEntry } from '../meters/index.ts';
import { isBooted } from './booted.ts';
import { type Collector, CollectorError, type CollectorState, type CollectorStatus, type Done } from './collector.ts';
import { journalLines } from './journal.ts';
import { firstLine, type Ran, runProgram } from './run-program.ts';

type Scope = Extract<CollectorEntry, { readonly kind: 'systemd' }>['scope'];

/** systemd itself waits 90 s for a unit that does not want to stop, unless the unit says otherwise. */
const limits = { jobMs: 120_000, showMs: 10_000 } as const;

const properties = [
  'LoadState',
  'ActiveState',
  'SubState',
  'Result',
  'MainPID',
  'ExecMainCode',
  'ExecMainStatus',
  'NRestarts',
  'ActiveEnterTimestamp',
  'InactiveEnterTimestamp',
  'StateChangeTimestamp',
] as const;

const states: Readonly<Record<string, CollectorState>> = {
  active: 'running',
  reloading: 'running',
  refreshing: 'running',
  activating: 'starting',
  deactivating: 'stopping',
  inactive: 'stopped',
  failed: 'failed',
  maintenance: 'stopped',
};

export function systemdCollector(scope: Scope, unit: string): Collector {
  const ask = (args: readonly string[], timeoutMs: number, signal: AbortSignal): Promise<Ran> =>
    systemctl([...(scope === 'user' ? ['--user'] : []), '--no-pager', '--no-ask-password', ...args], timeoutMs, signal);
  const status = async (signal: AbortSignal): Promise<CollectorStatus> => {
    const ran = await ask(['show', '-p', properties.join(','), '--', unit], limits.showMs, signal);
    if (ran.exit !== 0) throw failureOf(ran, unit);
    return readShow(ran.stdout, unit);
  };
  const job = async (verb: 'start' | 'stop' | 'restart', signal: AbortSignal): Promise<Done> => {
    const ran = await ask([verb, '--', unit], limits.jobMs, signal);
    if (ran.exit !== 0) throw failureOf(ran, unit);
    return { says: null, actionRequired: null };
  };
  return {
    status,
    stop: (signal) => job('stop', signal),
    start: (signal) => job('start', signal),
    restart: (signal) => job('restart', signal),
    logs: (options) => journalLines(scope, unit, options),
  };
}

async function systemctl(args: readonly string[], timeoutMs: number, signal: AbortSignal): Promise<Ran> {
  // A host of another kind may still have the program, which then only tells that there is nothing to talk to.
  if (!isBooted()) throw new CollectorError('no-systemd');
  // In this language texts can be read; in this time zone times can.
  return await runProgram('systemctl', args, {
    timeoutMs,
    signal,
    env: { LC_ALL: 'C', TZ: 'UTC', SYSTEMD_COLORS: '0' },
  });
}

/** Reads `systemctl show -p …`: one KEY=VALUE a line, in any order. @throws CollectorError `unit-missing` */
export function readShow(stdout: string, unit: string): CollectorStatus {
  const found = new Map(
    stdout.split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return at > 0 ? [[line.slice(0, at), line.slice(at + 1)] as const] : [];
    }),
  );
  const text = (name: (typeof properties)[number]) => found.get(name) ?? '';
  const load = text('LoadState');
  if (load === 'not-found') throw new CollectorError('unit-missing', unit);
  const active = text('ActiveState');
  const state = states[active] ?? 'unknown';
  const isRunning = state === 'running' || state === 'starting';
  return {
    state,
    says: null,
    unit: {
      load,
      active,
      sub: text('SubState'),
      result: text('Result'),
      // Code 0: the main process has not ended yet, or there was none.
      exitStatus: text('ExecMainCode') === '0' || text('ExecMainCode') === '' ? null : whole(text('ExecMainStatus')),
      mainPid: whole(text('MainPID')) || null,
      restarts: whole(text('NRestarts')) ?? 0,
      since: instant(
        isRunning ? text('ActiveEnterTimestamp') || text('StateChangeTimestamp') : text('InactiveEnterTimestamp'),
      ),
    },
  };
}

function whole(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** `Thu 2025-11-27 10:00:00 UTC`, as it is printed in the time zone that we asked for. */
function instant(text: string): string | null {
  const [, date, time] = /^\w+ (\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d+)? UTC$/.exec(text) ?? [];
  const at = new Date(`${date}T${time}Z`);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** What systemctl means with its exit status and its words. */
export function failureOf({ notStarted, timedOut, exit, stdout, stderr }: Ran, unit: string): CollectorError {
  if (notStarted !== null) {
    return notStarted === 'ENOENT'
      ? new CollectorError('no-program', 'systemctl')
      : new CollectorError('failed', notStarted);
  }
  if (timedOut) return new CollectorError('timeout', unit);
  if (/has not been booted with systemd|Host is down/.test(stderr)) return new CollectorError('no-systemd');
  if (/authentication required|Access denied|Permission denied|not permitted/i.test(stderr)) {
    return new CollectorError('no-permission', unit);
  }
  if (/Failed to connect to (?:user )?bus|No medium found/i.test(stderr)) {
    return new CollectorError('no-bus', firstLine(stderr));
  }
  if (/is masked/.test(stderr)) return new CollectorError('unit-masked', unit);
  if (/not found|not loaded|could not be found/i.test(stderr)) return new CollectorError('unit-missing', unit);
  const said = firstLine(stderr) ?? firstLine(stdout) ?? `exit ${exit ?? '?'}`;
  return new CollectorError(/^Job for |^A dependency job/.test(said) ? 'job-failed' : 'failed', said);
}
