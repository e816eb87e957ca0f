/**
 * The other client: a service that reads the meter all day and holds the gateway's port while it does. By default it
 * behaves as the one of the field case, whose SNRM has two faults that no answer will ever tell it of: a 2-byte
 * address for a meter with a 1-byte one, and a parameter group length of 0x12 where 0x14 bytes follow.
 */
import { connect, type Socket } from 'node:net';
import { fromHex } from '../bytes/hex.ts';
import type { LoopbackHost } from './listener.ts';

export interface CollectorOptions {
  readonly port: number;
  readonly host?: LoopbackHost;
  /** Time between two questions, and before it connects again after the connection was lost, real ms; 5000 by default. */
  readonly everyMs?: number;
  /** What it sends in turn; the two SNRM of the field case by default. */
  readonly questions?: readonly Uint8Array[];
}

export interface Collector {
  /** Whether it holds a connection now. */
  readonly isConnected: boolean;
  /** Questions sent. */
  readonly asked: number;
  /** Bytes received: 0 as long as nobody answers. */
  readonly received: number;
  /** Closes the connection with FIN; resolves when it is gone. */
  stop(): Promise<void>;
}

const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();

/** As recorded: clients 1 and 16, HCS and FCS right. */
export const fieldCaseQuestions: readonly Uint8Array[] = [
  hex('7E A0 21 02 03 03 93 F0 46 81 80 12 05 02 00 80 06 02 00 80 07 04 00 00 00 01 08 04 00 00 00 01 A6 D9 7E'),
  hex('7E A0 21 02 03 21 93 73 56 81 80 12 05 02 00 80 06 02 00 80 07 04 00 00 00 01 08 04 00 00 00 01 A6 D9 7E'),
];

/**
 * Starts a collector. Resolves when it is connected and has asked its first question.
 * @throws the system's error where the first connection cannot be made (ECONNREFUSED)
 */
export async function startCollector(options: CollectorOptions): Promise<Collector> {
  const collector = new RunningCollector(options);
  await collector.start();
  return collector;
}

class RunningCollector implements Collector {
  readonly #options: Required<CollectorOptions>;
  #socket: Socket | null = null;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  asked = 0;
  received = 0;

  constructor(options: CollectorOptions) {
    this.#options = { host: '127.0.0.1', everyMs: 5000, questions: fieldCaseQuestions, ...options };
  }

  get isConnected(): boolean {
    return this.#socket !== null;
  }

  async start(): Promise<void> {
    const { host, port } = this.#options;
    const socket = connect({ host, port });
    socket.setNoDelay(true);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('error', reject);
    });
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      this.received += bytes.length;
    });
    socket.once('close', () => this.#lost());
    this.#socket = socket;
    if (this.#stopped) socket.destroy();
    else this.#ask();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    const socket = this.#socket;
    if (socket === null) return;
    await new Promise<void>((resolve) => {
      // A far end that never closes its side must not keep us.
      const timer = setTimeout(() => socket.destroy(), 1000);
      socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.end();
    });
  }

  #ask(): void {
    const { questions, everyMs } = this.#options;
    const question = questions[this.asked % questions.length];
    if (question !== undefined) this.#socket?.write(question);
    this.asked++;
    this.#later(everyMs, () => this.#ask());
  }

  /** A service does not give up: it comes back until it is stopped. */
  #lost(): void {
    this.#socket = null;
    this.#cancel();
    this.#later(this.#options.everyMs, () => this.start().catch(() => this.#lost()));
  }

  #later(delayMs: number, act: () => void): void {
    if (!this.#stopped) this.#timer = setTimeout(act, delayMs);
  }

  #cancel(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
