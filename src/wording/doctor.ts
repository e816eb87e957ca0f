/** The words of `meter doctor`. */
import { doctorEn } from './doctor-en.ts';
import { doctorEs } from './doctor-es.ts';
import type { Language } from './language.ts';

export type DoctorName =
  | 'settings'
  | 'setAside'
  | 'node'
  | 'programs'
  | 'systemd'
  | 'collectors'
  | 'clock'
  | 'locks'
  | 'ports'
  | 'terminal'
  | 'history';

/** Who holds something: a process, or only its number, or what little the system tells. */
export interface DoctorHolder {
  readonly pid: number | null;
  readonly name: string | null;
  readonly unit: string | null;
}

export interface DoctorWords {
  readonly names: Readonly<Record<DoctorName, string>>;
  readonly fix: string;
  readonly allRight: string;
  readonly problems: (count: number) => string;
  readonly settings: {
    readonly none: (path: string) => string;
    readonly read: (path: string, meters: number, mode: string) => string;
    readonly newer: (path: string, schema: number) => string;
    readonly damaged: (path: string, why: string) => string;
    readonly failed: (path: string, code: string, system: string) => string;
    readonly readable: (path: string, mode: string) => string;
    readonly fixNewer: string;
    readonly fixDamaged: string;
    readonly fixFailed: (path: string) => string;
    readonly fixMode: (path: string, mode: string) => string;
  };
  readonly setAside: {
    readonly none: string;
    readonly found: (paths: string) => string;
    readonly fix: string;
  };
  readonly node: {
    readonly fits: (version: string) => string;
    readonly old: (version: string, least: string) => string;
    readonly fix: (least: string) => string;
  };
  readonly programs: {
    readonly all: (names: string) => string;
    readonly missing: (names: string) => string;
    readonly lost: Readonly<Record<'systemctl' | 'journalctl' | 'ping' | 'ss', string>>;
    readonly fix: (packages: string) => string;
  };
  readonly systemd: {
    readonly runs: string;
    readonly noJournal: string;
    readonly absent: string;
    readonly needed: (meters: string) => string;
    readonly fixNeeded: string;
    readonly fixJournal: string;
  };
  readonly collectors: {
    readonly none: string;
    readonly state: (meter: string, state: string) => string;
    readonly failed: (meter: string, code: string, detail: string) => string;
    readonly pausedButRuns: (meter: string) => string;
    readonly stopped: (meter: string) => string;
    readonly states: Readonly<
      Record<'running' | 'starting' | 'stopping' | 'stopped' | 'failed' | 'paused' | 'unknown', string>
    >;
    readonly fixStatus: (meter: string) => string;
    readonly fixResume: (meter: string) => string;
  };
  readonly clock: {
    readonly plausible: (now: string) => string;
    readonly wrongYear: (now: string) => string;
    readonly jumped: (seconds: string) => string;
    readonly behindHistory: (newest: string) => string;
    readonly synchronized: string;
    readonly notSynchronized: string;
    readonly fix: string;
  };
  readonly locks: {
    readonly none: string;
    readonly held: (path: string, pid: number, command: string) => string;
    readonly stale: (path: string, more: number) => string;
    readonly unreadable: (path: string) => string;
    readonly fixStale: string;
  };
  readonly ports: {
    readonly noMeters: string;
    readonly free: (count: number) => string;
    readonly held: (meter: string, endpoint: string, by: string) => string;
    readonly holder: (holder: DoctorHolder) => string;
    readonly byName: (count: number) => string;
    readonly unknown: (why: string) => string;
    readonly why: Readonly<Record<'no-ss' | 'platform', string>>;
    readonly fixHeld: (meter: string) => string;
  };
  readonly terminal: {
    readonly utf8: string;
    readonly other: (locale: string) => string;
    readonly width: (columns: number) => string;
    readonly noTerminal: string;
    readonly colours: readonly [string, string, string, string];
    readonly narrow: string;
    readonly fixLocale: string;
    readonly fixNarrow: string;
  };
  readonly history: {
    readonly none: (folder: string) => string;
    readonly kept: (folder: string, records: number, files: number, size: string) => string;
    readonly damaged: (path: string, lines: number) => string;
    readonly unreadable: (path: string) => string;
    readonly notWritable: (folder: string) => string;
    readonly open: (folder: string, mode: string) => string;
    readonly fixDamaged: string;
    readonly fixWritable: (folder: string) => string;
  };
}

export const doctorWords = { en: doctorEn, es: doctorEs } as const satisfies Record<Language, DoctorWords>;
