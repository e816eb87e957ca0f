/**
 * What a command may know of the process it runs in: where its output goes, in which language, and when to stop.
 * Only this folder touches `process`; commands get this instead, so that tests can run them anywhere.
 */
import type { Language } from '../wording/index.ts';

export interface Output {
  write(text: string): void;
  /** Comes back when there is room for more: at once, or when the reader has taken what waits, or is gone. */
  readonly drained?: () => Promise<void>;
  /** Whether a person looks at it: spinners and redrawing only then. */
  readonly isTerminal: boolean;
  /** Width in characters; 80 where unknown. It changes with the terminal's. */
  readonly columns: number;
  /** Height of a terminal in lines; undefined where there is none, or it does not say. */
  readonly rows?: number | undefined;
  /** 0 = none, 1 = 16 colours, 2 = 256, 3 = 16 million (chalk's levels). */
  readonly colourLevel: 0 | 1 | 2 | 3;
}

export interface Context {
  /** Results: what a pipe shall receive. */
  readonly out: Output;
  /** Everything else: progress, hints, errors. */
  readonly err: Output;
  readonly lang: Language;
  readonly json: boolean;
  readonly verbosity: 0 | 1 | 2;
  readonly showSecrets: boolean;
  /** Where settings are kept; undefined = the user's configuration folder. */
  readonly configDir: string | undefined;
  /** Raised by Ctrl-C (reason `SIGINT`) or SIGTERM (reason `SIGTERM`): close the line and come back. */
  readonly signal: AbortSignal;
}

/** The user's mistake, or a setting's: ends in exit 2, with what to do about it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** Whether an error is a UsageError: told by its name, because each bundled file has its own copy of the class. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}
