/**
 * A raw TCP connection as a line: no delay (a frame is one write), no keep-alive (a dead peer is a finding, and probes
 * of our own would wake radio links), half-open (a peer's FIN is noted, and our own close stays ours to make).
 */
import { lookup } from 'node:dns/promises';
import { isIP, Socket } from 'node:net';
import { Arrivals } from './arrivals.ts';
import { type Arrival, type Line, type LineEnd, LineError, type LineErrorCode, type OpenOptions } from './line.ts';

/** How long a closing line waits for the far end to close too, so that what it still sends is not answered with RST. */
const lingerMs = 150;
/** Bytes that may wait to be read before the far end is made to wait instead: memory is bounded whatever it sends. */
const mostUnread = 262_144;

const codes: Readonly<Record<string, LineErrorCode>> = {
  ECONNREFUSED: 'REFUSED',
  EHOSTUNREACH: 'UNREACHABLE',
  ENETUNREACH: 'UNREACHABLE',
  EHOSTDOWN: 'UNREACHABLE',
  ENETDOWN: 'UNREACHABLE',
  ENONET: 'UNREACHABLE',
  ETIMEDOUT: 'CONNECT-TIMEOUT',
  ENOTFOUND: 'UNKNOWN-HOST',
  EAI_AGAIN: 'UNKNOWN-HOST',
  EAI_FAIL: 'UNKNOWN-HOST',
  EAI_NODATA: 'UNKNOWN-HOST',
  EAI_NONAME: 'UNKNOWN-HOST',
  ECONNRESET: 'RESET',
  EPIPE: 'RESET',
};

/** Of several addresses of one name: which failure says most. An address without a route may be none of this host's. */
const telling: readonly LineErrorCode[] = [
  'REFUSED',
  'RESET',
  'CONNECT-TIMEOUT',
  'UNREACHABLE',
  'LOCAL',
  'UNKNOWN-HOST',
];

/** @throws LineError where it cannot be opened; the signal's reason where that is raised */
export async function openTcp(host: string, port: number, { connectTimeoutMs, signal }: OpenOptions): Promise<Line> {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  const endpoint = `tcp://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const fail = (system: string) => new LineError(codes[system] ?? 'LOCAL', system, elapsed(), endpoint);

  const addresses = isIP(host) ? [host] : await resolve(host, connectTimeoutMs, fail, signal);
  const failures: LineError[] = [];
  for (const [index, address] of addresses.entries()) {
    const share = Math.max(1, (connectTimeoutMs - elapsed()) / (addresses.length - index));
    try {
      const socket = await connect(address, port, share, signal);
      return new TcpLine(socket, endpoint, isIP(host) ? null : address, elapsed());
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      failures.push(fail((error as NodeJS.ErrnoException).code ?? 'UNKNOWN'));
    }
  }
  throw failures.sort((a, b) => telling.indexOf(a.code) - telling.indexOf(b.code))[0] ?? fail('ENOTFOUND');
}

async function resolve(
  host: string,
  timeoutMs: number,
  fail: (system: string) => LineError,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  let stop = () => {};
  const limit = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(fail('EAI_AGAIN')), timeoutMs);
    const abort = () => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
  });
  try {
    signal?.throwIfAborted();
    const found = await Promise.race([lookup(host, { all: true, verbatim: true }), limit]);
    return found.map(({ address }) => address);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw error instanceof LineError ? error : fail((error as NodeJS.ErrnoException).code ?? 'ENOTFOUND');
  } finally {
    stop();
  }
}

function connect(address: string, port: number, timeoutMs: number, signal: AbortSignal | undefined): Promise<Socket> {
  return new Promise((fulfil, reject) => {
    signal?.throwIfAborted();
    const socket = new Socket({ allowHalfOpen: true });
    const settle = (error: Error | null) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      socket.off('error', settle).off('connect', connected);
      if (error === null) return fulfil(socket);
      socket.on('error', () => {});
      socket.destroy();
      reject(error);
    };
    const connected = () => settle(null);
    const abort = () => settle(new Error('aborted'));
    const timer = setTimeout(() => settle(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })), timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    socket.on('error', settle).on('connect', connected);
    socket.setNoDelay(true);
    socket.connect({ host: address, port, family: isIP(address) });
  });
}

class TcpLine implements Line {
  readonly endpoint: string;
  readonly address: string | null;
  readonly connectMs: number;
  readonly #socket: Socket;
  readonly #openedAt = performance.now();
  readonly #arrivals = new Arrivals(() => this.now());
  #closing: Promise<void> | null = null;
  #unread = 0;

  constructor(socket: Socket, endpoint: string, address: string | null, connectMs: number) {
    this.#socket = socket;
    this.endpoint = endpoint;
    this.address = address;
    this.connectMs = connectMs;
    const ended = (how: LineEnd) => this.#arrivals.put({ kind: 'ended', how, atMs: this.now() });
    socket
      .on('data', ({ buffer, byteOffset, length }: Uint8Array) => {
        // A plain view: Node's own kind of bytes would reach values and JSON otherwise.
        const bytes = new Uint8Array(buffer, byteOffset, length);
        this.#arrivals.put({ kind: 'bytes', bytes, atMs: this.now() });
        this.#unread += bytes.length;
        if (this.#unread > mostUnread) socket.pause();
      })
      .on('end', () => ended('FIN'))
      .on('error', (error: NodeJS.ErrnoException) => ended(codes[error.code ?? ''] === 'RESET' ? 'RST' : 'LOST'))
      .on('close', () => ended('FIN'));
  }

  now(): number {
    return performance.now() - this.#openedAt;
  }

  send(bytes: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  async receive(until: number, signal?: AbortSignal): Promise<Arrival> {
    const arrival = await this.#arrivals.take(until, signal);
    if (arrival.kind === 'bytes') this.#unread -= arrival.bytes.length;
    if (this.#unread <= mostUnread && this.#socket.isPaused()) this.#socket.resume();
    return arrival;
  }

  close(): Promise<void> {
    this.#closing ??= new Promise((resolve) => {
      const socket = this.#socket;
      if (socket.destroyed) return resolve();
      const timer = setTimeout(() => socket.destroy(), lingerMs);
      socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      socket.resume();
      socket.end();
    });
    return this.#closing;
  }
}
