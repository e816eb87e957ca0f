/**
 * Passwords and the lock that wrong ones close (LLS). While it is closed the right password is refused as well; each
 * wrong one doubles the time, an accepted one ends all of it. The lock is synthetic, after what manuals say of meters.
 */
import { sameBytes } from '../bytes/join.ts';

export class Secrets {
  readonly #passwords: ReadonlyMap<number, Uint8Array>;
  /** Null: there is no lock. */
  readonly #lockMs: number | null;
  readonly #locks = new Map<number, { readonly failures: number; readonly untilMs: number }>();

  constructor(passwords: ReadonlyMap<number, Uint8Array>, lockMs: number | null) {
    this.#passwords = passwords;
    this.#lockMs = lockMs;
  }

  /** Whether this client needs a password. */
  asks(client: number): boolean {
    return this.#passwords.has(client);
  }

  /** Tries a password. */
  accepts(client: number, given: Uint8Array, nowMs: number): boolean {
    const right = sameBytes(this.#passwords.get(client) ?? new Uint8Array(), given);
    const lock = this.#locks.get(client);
    if (right && (lock === undefined || nowMs >= lock.untilMs)) {
      this.#locks.delete(client);
      return true;
    }
    if (!right && this.#lockMs !== null) {
      const failures = (lock?.failures ?? 0) + 1;
      this.#locks.set(client, { failures, untilMs: nowMs + this.#lockMs * 2 ** (failures - 1) });
    }
    return false;
  }
}
