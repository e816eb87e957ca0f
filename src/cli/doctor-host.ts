/** What `meter doctor` finds of this host: Node, programs, systemd, the clock, the terminal. */
import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { isUtf8 } from './bar-style.ts';
import type { Context } from './context.ts';
import { type DoctorCheck, type Say, worst } from './doctor-check.ts';
import { localText } from './local-time.ts';

/** As in package.json. */
const leastNode = [20, 19] as const;

export function checkNode(version: string): DoctorCheck {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const fits = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  const least = leastNode.join('.');
  const facts = { version, least };
  return fits
    ? { name: 'node', state: 'ok', says: [(words) => words.node.fits(version)], fixes: [], facts }
    : {
        name: 'node',
        state: 'problem',
        says: [(words) => words.node.old(version, least)],
        fixes: [(words) => words.node.fix(least)],
        facts,
      };
}

const programs = ['systemctl', 'journalctl', 'ping', 'ss'] as const;
type Program = (typeof programs)[number];
const packages: Readonly<Record<Program, string>> = {
  systemctl: 'systemd',
  journalctl: 'systemd',
  ping: 'iputils-ping',
  ss: 'iproute2',
};

/** @param needsSystemd some meter's collector is a unit of it */
export function checkPrograms(path: string, needsSystemd: boolean): DoctorCheck {
  const missing = programs.filter((program) => !isThere(program, path));
  const facts = { missing };
  if (missing.length === 0) {
    return {
      name: 'programs',
      state: 'ok',
      says: [(words) => words.programs.all(programs.join(', '))],
      fixes: [],
      facts,
    };
  }
  const isProblem = needsSystemd && missing.some((program) => packages[program] === 'systemd');
  const wanted = [...new Set(missing.map((program) => packages[program]))].join(', ');
  const says: readonly Say[] = [
    (words) => words.programs.missing(missing.join(', ')),
    (words) => sentence(missing.map((program) => words.programs.lost[program])),
  ];
  return {
    name: 'programs',
    state: isProblem ? 'problem' : 'note',
    says,
    fixes: [(words) => words.programs.fix(wanted)],
    facts,
  };
}

export interface HostSigns {
  readonly isBooted: boolean;
  readonly hasJournal: boolean;
}

export function hostSigns(): HostSigns {
  return { isBooted: existsSync('/run/systemd/system'), hasJournal: existsSync('/run/systemd/journal/socket') };
}

/** @param needing names of meters whose collector is a unit of systemd */
export function checkSystemd({ isBooted, hasJournal }: HostSigns, needing: readonly string[]): DoctorCheck {
  const facts = { running: isBooted, journal: hasJournal, neededBy: needing };
  const check = (state: DoctorCheck['state'], say: Say, ...fixes: readonly Say[]): DoctorCheck => ({
    name: 'systemd',
    state,
    says: [say],
    fixes,
    facts,
  });
  if (!isBooted && needing.length > 0) {
    return check(
      'problem',
      (words) => words.systemd.needed(needing.join(', ')),
      (words) => words.systemd.fixNeeded,
    );
  }
  if (!isBooted) return check('ok', (words) => words.systemd.absent);
  if (hasJournal) return check('ok', (words) => words.systemd.runs);
  return check(
    needing.length > 0 ? 'problem' : 'note',
    (words) => words.systemd.noJournal,
    (words) => words.systemd.fixJournal,
  );
}

export interface ClockSigns {
  /** Wall clock, ms since 1970. */
  readonly now: number;
  /** What the wall clock would say had it run as steadily as the monotonic one since this process started. */
  readonly steady: number;
  /** When the newest record of the history began. */
  readonly newestAt: number | null;
  /** Null where nobody tells. */
  readonly isSynchronized: boolean | null;
}

const plausibleYears = [2025, 2100] as const;
const jumpMs = 2000;
const aheadMs = 120_000;

export function checkClock({ now, steady, newestAt, isSynchronized }: ClockSigns): DoctorCheck {
  const year = new Date(now).getUTCFullYear();
  const isPlausible = year >= plausibleYears[0] && year < plausibleYears[1];
  const jump = now - steady;
  const jumped = Math.abs(jump) > jumpMs;
  const isBehind = newestAt !== null && newestAt > now + aheadMs;
  const says: Say[] = [
    (words) => (isPlausible ? words.clock.plausible : words.clock.wrongYear)(localText(now)),
    ...(jumped ? ([(words) => words.clock.jumped((jump / 1000).toFixed(1))] satisfies Say[]) : []),
    ...(isBehind ? ([(words) => words.clock.behindHistory(localText(newestAt))] satisfies Say[]) : []),
  ];
  if (isSynchronized !== null) {
    says.push((words) => (isSynchronized ? words.clock.synchronized : words.clock.notSynchronized));
  }
  const state = worst(!isPlausible || jumped || isBehind ? 'problem' : 'ok', isSynchronized === false ? 'note' : 'ok');
  return {
    name: 'clock',
    state,
    says,
    fixes: state === 'ok' ? [] : [(words) => words.clock.fix],
    facts: {
      now: new Date(now).toISOString(),
      jumpMs: Math.round(jump),
      newestRecordAt: newestAt === null ? null : new Date(newestAt).toISOString(),
      synchronized: isSynchronized,
    },
  };
}

/** Whether systemd calls this host's clock synchronized; null where there is nobody to ask. */
export function isSynchronized(signal: AbortSignal): Promise<boolean | null> {
  return new Promise((resolve) => {
    const args = ['show', '--property=NTPSynchronized', '--value'];
    execFile('timedatectl', args, { timeout: 2000, signal, env: { ...process.env, LC_ALL: 'C' } }, (error, stdout) => {
      const said = stdout.trim();
      resolve(error === null && (said === 'yes' || said === 'no') ? said === 'yes' : null);
    });
  });
}

const readable = 80;

export function checkTerminal({ out }: Pick<Context, 'out'>, env: NodeJS.ProcessEnv): DoctorCheck {
  const utf8 = isUtf8(env);
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  const isNarrow = out.isTerminal && out.columns < readable;
  const says: Say = ({ terminal }) =>
    sentence([
      utf8 ? terminal.utf8 : terminal.other(locale),
      out.isTerminal ? terminal.width(out.columns) : terminal.noTerminal,
      terminal.colours[out.colourLevel],
      ...(isNarrow ? [terminal.narrow] : []),
    ]);
  const fixes: readonly Say[] = [
    ...(utf8 ? [] : ([({ terminal }) => terminal.fixLocale] satisfies Say[])),
    ...(isNarrow ? ([({ terminal }) => terminal.fixNarrow] satisfies Say[]) : []),
  ];
  const facts = { utf8, isTerminal: out.isTerminal, columns: out.columns, colourLevel: out.colourLevel };
  return { name: 'terminal', state: utf8 && !isNarrow ? 'ok' : 'note', says: [says], fixes, facts };
}

/** Parts of one sentence. */
function sentence(parts: readonly string[]): string {
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** As a shell finds it; tools for administrators may lie outside a user's path. */
function isThere(program: Program, path: string): boolean {
  return [...path.split(delimiter), '/usr/sbin', '/sbin'].some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return folder !== '';
    } catch {
      return false;
    }
  });
}
