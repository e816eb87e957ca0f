/** The collector as everybody else sees it, whatever steers it. Nothing of what it says is safe for a terminal. */

/** `paused`: the collector runs, but leaves this meter alone. `unknown`: it does not say. */
export type CollectorState = 'running' | 'starting' | 'stopping' | 'stopped' | 'failed' | 'paused' | 'unknown';

export interface CollectorStatus {
  readonly state: CollectorState;
  /** In its own words; null where it says nothing. */
  readonly says: string | null;
  /** What only a unit of systemd has. */
  readonly unit: UnitStatus | null;
}

export interface UnitStatus {
  /** `loaded`, `masked` */
  readonly load: string;
  /** `active`, `activating`, `inactive`, `failed` … */
  readonly active: string;
  /** `running`, `auto-restart`, `dead` … */
  readonly sub: string;
  /** `success`, `exit-code`, `signal`, `timeout` … */
  readonly result: string;
  /** How its main process ended last; null while it has not. */
  readonly exitStatus: number | null;
  readonly mainPid: number | null;
  readonly restarts: number;
  /** When it came into its present state, ISO 8601; null where systemd does not say. */
  readonly since: string | null;
}

export interface Done {
  /** What the collector said to it; null where it said nothing. */
  readonly says: string | null;
  /** What it wants a person to do before it is so; null where nothing is left to do. */
  readonly actionRequired: ActionRequired | null;
}

export interface ActionRequired {
  readonly text: string;
  /** The unit of systemd on this host that it names, and what to do with it; null where it names none. */
  readonly unit: {
    readonly verb: 'start' | 'stop' | 'restart';
    readonly scope: 'system' | 'user';
    readonly name: string;
  } | null;
}

export interface LogOptions {
  /** The newest lines, at most so many; then, with `follow`, those that come. */
  readonly lines: number;
  /** Only lines from then on. */
  readonly since: Date | null;
  readonly follow: boolean;
  readonly signal: AbortSignal;
}

export interface LogLine {
  /** ISO 8601, UTC; null where the collector's log has no time of its own. */
  readonly at: string | null;
  /** 0 (emergency) to 7 (debug), as syslog has them; null where it has none. */
  readonly priority: number | null;
  readonly pid: number | null;
  readonly text: string;
  /** Where it stands in the journal; null elsewhere. */
  readonly cursor: string | null;
}

/** Everything throws CollectorError where the collector cannot be reached or does not do it; AbortError when called off. */
export interface Collector {
  status(signal: AbortSignal): Promise<CollectorStatus>;
  /** Comes back when it has stopped collecting. One that was stopped already stays so. */
  stop(signal: AbortSignal): Promise<Done>;
  start(signal: AbortSignal): Promise<Done>;
  restart(signal: AbortSignal): Promise<Done>;
  logs(options: LogOptions): AsyncIterable<LogLine>;
}

export type CollectorFailureCode =
  /** This host does not run systemd · systemctl is not installed · this user has no manager of its own. */
  | 'no-systemd'
  | 'no-program'
  | 'no-bus'
  | 'unit-missing'
  | 'unit-masked'
  | 'no-permission'
  /** systemd gave up on it, or it ended at once: `detail` says how. */
  | 'job-failed'
  | 'timeout'
  /** No command line is registered for this. */
  | 'no-command'
  /** A command ended with an error: `detail` has its exit status and its first words. */
  | 'command-failed'
  | 'unreachable'
  | 'http-status'
  | 'http-redirect'
  /** Not JSON, or JSON of another shape. */
  | 'answer-wrong'
  | 'answer-too-long'
  /** It says that it did not do it. */
  | 'refused'
  /** This kind of collector cannot do that: follow, since. */
  | 'unsupported'
  | 'failed';

/** The collector's fault or its surroundings'. `detail` comes from outside. */
export class CollectorError extends Error {
  override readonly name = 'CollectorError';
  readonly code: CollectorFailureCode;
  readonly detail: string | null;
  /** What it wants done, where it refused for that. */
  readonly actionRequired: ActionRequired | null;
  constructor(code: CollectorFailureCode, detail: string | null = null, actionRequired: ActionRequired | null = null) {
    super(detail === null ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
    this.actionRequired = actionRequired;
  }
}

/** Told by its name, because each bundled file has its own copy of the class. */
export function isCollectorError(error: unknown): error is CollectorError {
  return error instanceof Error && error.name === 'CollectorError';
}
