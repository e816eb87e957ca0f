/**
 * The power of the simulated installation: two switches, the meter's and the gateway's, each with the time that the
 * device takes to start.
 *
 *   on ──off──▶ off ──on──▶ starting ──so many simulated ms──▶ on
 */
import type { EventLog, PowerState } from './events.ts';
import type { SimulatedTime } from './simulated-time.ts';

export interface Powered {
  readonly name: 'meter' | 'gateway';
  /** From power to the first answer, simulated ms. */
  readonly startMs: number;
  readonly set: (on: boolean) => void;
}

export class PowerSwitch {
  readonly #device: Powered;
  readonly #time: SimulatedTime;
  readonly #events: EventLog;
  #state: PowerState = 'on';
  #callOff: () => void = () => {};

  constructor(device: Powered, time: SimulatedTime, events: EventLog) {
    this.#device = device;
    this.#time = time;
    this.#events = events;
  }

  get state(): PowerState {
    return this.#state;
  }

  /** Resolves when the device is ready, at once where it is switched off, or when the power goes meanwhile. */
  async turn(on: boolean): Promise<void> {
    if (on === (this.#state !== 'off')) return;
    this.#callOff();
    if (!on) {
      this.#enter('off');
      this.#device.set(false);
      return;
    }
    this.#enter('starting');
    await new Promise<void>((resolve) => {
      const callOff = this.#time.after(this.#device.startMs, () => {
        this.#device.set(true);
        this.#enter('on');
        resolve();
      });
      this.#callOff = () => {
        callOff();
        resolve();
      };
    });
  }

  /** Nothing starts any more. */
  stop(): void {
    this.#callOff();
  }

  #enter(state: PowerState): void {
    this.#state = state;
    this.#events.add({ type: 'power', of: this.#device.name, state });
  }
}
