/**
 * A TCP client that knows nothing of HDLC: it collects bytes with their times and says how the connection ended, so
 * that a test does not believe the code under test.
 */
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replace(/\s+/g, ''), 'hex'));

/** Frames as the field case's analysis gives them. */
export const frames = {
  snrm16: hex('7E A0 07 03 21 93 0F 01 7E'),
  snrm1: hex('7E A0 07 03 03 93 8C 11 7E'),
  disc16: hex('7E A0 07 03 21 53 03 C7 7E'),
  snrm16WithParameters: hex(
    '7E A0 20 03 21 93 4F C2 81 80 14 05 02 00 80 06 02 00 80 07 04 00 00 00 01 08 04 00 00 00 01 CE 6A 7E',
  ),
  ua16: '7EA00721037301407E',
} as const;

export class RawClient {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  /** Every chunk with its time from the connect, ms. */
  readonly chunks: { readonly atMs: number; readonly bytes: Buffer }[] = [];
  /** FIN or RST, once it came. */
  ended: 'fin' | 'reset' | null = null;
  endedAtMs = 0;
  readonly #connectedAt = performance.now();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => {
      this.chunks.push({ atMs: performance.now() - this.#connectedAt, bytes: chunk });
      this.#received = Buffer.concat([this.#received, chunk]);
    });
    socket.on('end', () => this.#end('fin'));
    socket.on('error', () => this.#end('reset'));
  }

  #end(how: 'fin' | 'reset'): void {
    this.ended ??= how;
    this.endedAtMs = performance.now() - this.#connectedAt;
  }

  /** @throws the system's error where nobody listens */
  static async connect(port: number, host = '127.0.0.1'): Promise<RawClient> {
    const socket = connect({ port, host });
    const client = new RawClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('error', reject);
    });
    return client;
  }

  get hex(): string {
    return this.#received.toString('hex').toUpperCase();
  }

  get text(): string {
    return this.#received.toString('latin1');
  }

  get length(): number {
    return this.#received.length;
  }

  send(bytes: Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** Sends, then waits until so many more bytes are there, or the time is over; gives what came since, as hex. */
  async ask(bytes: Uint8Array, atLeast = 9, longestMs = 1000): Promise<string> {
    const before = this.#received.length;
    this.send(bytes);
    await this.until(() => this.#received.length >= before + atLeast || this.ended !== null, longestMs);
    return this.#received.subarray(before).toString('hex').toUpperCase();
  }

  /** What comes within so many ms after sending, as hex. */
  async listen(bytes: Uint8Array | null, forMs: number): Promise<string> {
    const before = this.#received.length;
    if (bytes !== null) this.send(bytes);
    await pause(forMs);
    return this.#received.subarray(before).toString('hex').toUpperCase();
  }

  /** Waits until it is true, or the time is over; says whether it came true. */
  async until(isTrue: () => boolean, longestMs = 2000): Promise<boolean> {
    for (let waitedMs = 0; waitedMs < longestMs; waitedMs += 2) {
      if (isTrue()) return true;
      await pause(2);
    }
    return isTrue();
  }

  untilEnded(longestMs = 2000): Promise<boolean> {
    return this.until(() => this.ended !== null, longestMs);
  }

  close(): void {
    this.#socket.end();
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }
}
