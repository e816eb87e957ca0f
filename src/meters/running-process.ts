/** Whether a process still runs, and is still the one that was meant: the kernel gives process ids out again. */
import { readFileSync } from 'node:fs';
import process from 'node:process';

export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the kernel's ticks since boot (Linux: field 22 of /proc/PID/stat); null where nobody says. */
  readonly start: string | null;
}

/** This process. */
export function thisProcess(): ProcessIdentity {
  return { pid: process.pid, start: readStat(process.pid)?.start ?? null };
}

/**
 * Whether exactly this process still runs. In doubt, yes: a lock that is held too long is announced, a lock that two
 * hold is not. Processes in another process-id namespace (a container) that share the file cannot be seen.
 */
export function isRunning({ pid, start }: ProcessIdentity): boolean {
  if (!exists(pid)) return false;
  const stat = readStat(pid);
  if (stat === null) return true;
  // A zombie still has its number, but will never give anything back.
  if (stat.state === 'Z' || stat.state === 'X') return false;
  return start === null || stat.start === start;
}

function exists(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function readStat(pid: number): { readonly state: string; readonly start: string } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name in brackets, may itself contain blanks and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    const start = fields[19];
    return state === undefined || start === undefined ? null : { state, start };
  } catch {
    return null;
  }
}
