/**
 * A TCP client that knows nothing of HDLC: it collects bytes with their times and says how the connection ended, so
 * that a test does not believe the code under test.
 */
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replace(/\s+/g, ''), 'hex'));

/** Questions and answers in bytes, made by another program than the one under test. */
export const frames = {
  snrm16: hex('7E A0 07 03 21 93 0F 01 7E'),
  snrm1: hex('7E A0 07 03 03 93 8C 11 7E'),
  snrm32: hex('7E A0 07 03 41 93 5A 64 7E'),
  disc16: hex('7E A0 07 03 21 53 03 C7 7E'),
  rr16: hex('7E A0 07 03 21 11 15 A6 7E'),
  snrm16TwoByteForm: hex(
    '7E A0 20 03 21 93 7D D9 81 80 14 05 02 00 80 06 02 00 80 07 04 00 00 00 01 08 04 00 00 00 01 CE 6A 7E',
  ),
  snrm16OneByteForm: hex(
    '7E A0 1E 03 21 93 CD 3B 81 80 12 05 01 80 06 01 80 07 04 00 00 00 01 08 04 00 00 00 01 53 3B 7E',
  ),
  /** The field case's group length: 12 where 14 is right. */
  snrm16WrongGroupLength: hex(
    '7E A0 20 03 21 93 7D D9 81 80 12 05 02 00 80 06 02 00 80 07 04 00 00 00 01 08 04 00 00 00 01 A6 D9 7E',
  ),
  /** AARQ of the public client, N(S) = 0, maximum PDU 04B0 and FFFF. */
  aarq: hex('7EA02B032110FBAFE6E600601DA109060760857405080101BE10040E01000000065F1F0400001E1D04B096C67E'),
  aarqWithFf: hex('7EA02B032110FBAFE6E600601DA109060760857405080101BE10040E01000000065F1F0400001E1DFFFFC5E47E'),
  /** GET of the clock and RLRQ, N(S) = 1. */
  get: hex('7EA0190321326FD8E6E600C001C100080000010000FF0200601A7E'),
  rlrq: hex('7EA011032132B73DE6E6006203800100BD9B7E'),
} as const;

export const answers = {
  bareUa: '7EA00721037301407E',
  ua: '7EA02021037373988180140502008006020080070400000001080400000001CE6A7E',
  uaOneByteForm: '7EA01E210373C37A818012050180060180070400000001080400000001533B7E',
  dm: '7EA00721031F6BE97E',
  rr: '7EA00721031115007E',
  aare: '7EA0372103306C7CE6E7006129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F0400001E1D04B00007A22C7E',
  exception: '7EA00F2103525295E6E700D80102A7717E',
  rlre: '7EA011210352B1F8E6E70063038001002C0F7E',
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
