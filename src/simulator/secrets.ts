/**
 * Passwords and the lock that wrong ones close (LLS). While it is closed the right password is refused as well; each
 * wrong one doubles the time, an accepted one ends all of it. The lock is synthetic, after what manuals say of meters.
 */
import { sameBytes } from '../bytes/join.ts';
import type { ServiceBehaviour } from './service-behaviour.ts';

export class Secrets {
  readonly #passwords: ReadonlyMap<number, Uint8Array>;
  readonly #behaviour: Pick<ServiceBehaviour, 'lockMs' | 'lockedForMs'>;
  readonly #since: number;
  readonly #locks = new Map<number, { readonly failures: number; readonly untilMs: number }>();

  /** @param nowMs when the meter was switched on, or somebody locked it */
  constructor(
    passwords: ReadonlyMap<number, Uint8Array>,
    behaviour: Pick<ServiceBehaviour, 'lockMs' | 'lockedForMs'>,
    nowMs = 0,
  ) {
    this.#passwords = passwords;
    this.#behaviour = behaviour;
    this.#since = nowMs;
  }

  /** Whether this client needs a password. */
  asks(client: number): boolean {
    return this.#passwords.has(client);
  }

  /** Tries a password. */
  accepts(client: number, given: Uint8Array, nowMs: number): boolean {
    const { lockMs, lockedForMs } = this.#behaviour;
    if (lockedForMs !== null && nowMs < this.#since + lockedForMs) return false;
    const right = sameBytes(this.#passwords.get(client) ?? new Uint8Array(), given);
    const lock = this.#locks.get(client);
    if (right && (lock === undefined || nowMs >= lock.untilMs)) {
      this.#locks.delete(client);
      return true;
    }
    if (!right && lockMs !== null) {
      const failures = (lock?.failures ?? 0) + 1;
      this.#locks.set(client, { failures, untilMs: nowMs + lockMs * 2 ** (failures - 1) });
    }
    return false;
  }
}
