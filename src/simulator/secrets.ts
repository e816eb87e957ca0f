/**
 * Passwords and the lock that wrong ones close (LLS). While it is closed the right password is refused as well; each
 * wrong one doubles the time, an accepted one ends all of it. The lock is synthetic, after what manuals say of meters.
 */
import { sameBytes } from '../bytes/join.ts';
import type { ServiceBehaviour } from './service-behaviour.ts';

type SecretBehaviour = Pick<ServiceBehaviour, 'lockMs' | 'lockedForMs' | 'onlyClient'>;

/** The client whose password goes for the only one that is let in. */
const firstClient = 1;

export class Secrets {
  readonly #passwords: ReadonlyMap<number, Uint8Array>;
  readonly #behaviour: SecretBehaviour;
  #lockedFrom: number;
  readonly #locks = new Map<number, { readonly failures: number; readonly untilMs: number }>();

  /** @param nowMs when the meter is switched on */
  constructor(passwords: ReadonlyMap<number, Uint8Array>, behaviour: SecretBehaviour, nowMs = 0) {
    this.#passwords = passwords;
    this.#behaviour = behaviour;
    this.#lockedFrom = nowMs;
  }

  /** Somebody has given wrong passwords just now. */
  lock(nowMs: number): void {
    this.#lockedFrom = nowMs;
  }

  /** Whether this client needs a password. */
  asks(client: number): boolean {
    return this.#passwordOf(client) !== undefined;
  }

  #passwordOf(client: number): Uint8Array | undefined {
    const own = this.#passwords.get(client);
    return own ?? (client === this.#behaviour.onlyClient ? this.#passwords.get(firstClient) : undefined);
  }

  /** Tries a password. */
  accepts(client: number, given: Uint8Array, nowMs: number): boolean {
    const { lockMs, lockedForMs } = this.#behaviour;
    if (lockedForMs !== null && nowMs < this.#lockedFrom + lockedForMs) return false;
    const right = sameBytes(this.#passwordOf(client) ?? new Uint8Array(), given);
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
