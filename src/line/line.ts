/**
 * A line carries bytes to and from a meter, and keeps the time. It knows nothing of what the bytes mean.
 *
 * The line has its own clock, in milliseconds from the moment it was opened, so that a replayed line needs no waiting:
 * whoever talks over a line takes every instant from `now()` and waits only in `receive()`.
 */
export interface Line {
  /** Where it leads, as shown to people: `tcp://192.0.2.7:3333`. */
  readonly endpoint: string;
  /** How long opening it took. */
  readonly connectMs: number;
  /** The address that was reached, where a name was given. */
  readonly address: string | null;
  /** Milliseconds since it was opened. */
  now(): number;
  /**
   * Sends bytes. A line that has ended swallows them: `receive()` says that it ended.
   * @param shownAs what a recording keeps in their place, as many octets: secrets masked
   */
  send(bytes: Uint8Array, shownAs?: Uint8Array): void;
  /**
   * The next thing that happens before `until` (on this line's clock). Bytes that arrived earlier come first.
   * @throws the signal's reason when it is raised: the caller then closes the line.
   */
  receive(until: number, signal?: AbortSignal): Promise<Arrival>;
  /** Ends the line in order (FIN on TCP) and frees it. Safe to call twice. */
  close(): Promise<void>;
}

export type Arrival =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly atMs: number }
  /** Nothing happened until the given instant. */
  | { readonly kind: 'quiet'; readonly atMs: number }
  /** The far end closed it in order (FIN), or broke it (RST), or it was lost (LOST). Comes again at every call. */
  | { readonly kind: 'ended'; readonly how: LineEnd; readonly atMs: number };

export type LineEnd = 'FIN' | 'RST' | 'LOST';

/** Why a line could not be opened. The world's fault: neither the meter's, nor the user's, nor ours. */
export type LineErrorCode =
  | 'REFUSED'
  | 'UNREACHABLE'
  | 'CONNECT-TIMEOUT'
  | 'UNKNOWN-HOST'
  | 'RESET'
  /** This host cannot open it: no permission, no free port, too many open files. */
  | 'LOCAL';

export class LineError extends Error {
  readonly code: LineErrorCode;
  /** How long it took to fail. */
  readonly ms: number;
  /** The system's own name for it: `ECONNREFUSED`. */
  readonly system: string;
  constructor(code: LineErrorCode, system: string, ms: number, endpoint: string) {
    super(`${endpoint}: ${code} (${system})`);
    this.code = code;
    this.system = system;
    this.ms = ms;
  }
}

export interface OpenOptions {
  readonly connectTimeoutMs: number;
  readonly signal?: AbortSignal;
}

/** Opens a line to a host and port. @throws LineError, or the signal's reason */
export type OpenLine = (host: string, port: number, options: OpenOptions) => Promise<Line>;
