/**
 * One HTTP request to a collector, bounded in time and size. A redirect is not followed: only the address that was
 * registered is ever asked.
 */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { CollectorError } from './collector.ts';

export interface HttpAnswer {
  readonly status: number;
  /** The body, where it is JSON; undefined where it is not. */
  readonly json: unknown;
}

export interface HttpOptions {
  /** For the whole exchange. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** More than any answer about one meter; a thousand lines of log fit in. */
const longestBody = 1 << 20;

/** @throws CollectorError `unreachable`, `timeout`, `http-redirect`, `answer-too-long`; the signal's reason */
export function httpExchange(
  method: 'GET' | 'POST',
  address: string,
  { timeoutMs, signal }: HttpOptions,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const url = new URL(address);
    const ask = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const sent = ask(url, {
      method,
      agent: false,
      headers: { accept: 'application/json', ...(method === 'POST' ? { 'content-length': '0' } : {}) },
    });
    const end = (settle: () => void) => {
      clearTimeout(limit);
      signal.removeEventListener('abort', abort);
      settle();
      sent.destroy();
    };
    const fail = (error: unknown) => end(() => reject(error));
    const abort = () => fail(signal.reason);
    const limit = setTimeout(() => fail(new CollectorError('timeout', `${timeoutMs / 1000} s`)), timeoutMs);
    signal.addEventListener('abort', abort, { once: true });
    sent.on('error', (error: NodeJS.ErrnoException) =>
      fail(new CollectorError('unreachable', `${url.host}: ${error.code ?? error.message}`)),
    );
    sent.on('response', (response) => {
      const { statusCode: status = 0 } = response;
      if (status >= 300 && status < 400) return fail(new CollectorError('http-redirect', `${status}`));
      const pieces: Uint8Array[] = [];
      let length = 0;
      response.on('data', (piece: Uint8Array) => {
        length += piece.length;
        if (length > longestBody) return fail(new CollectorError('answer-too-long', `${longestBody}`));
        pieces.push(piece);
      });
      response.on('error', (error: NodeJS.ErrnoException) =>
        fail(new CollectorError('unreachable', `${url.host}: ${error.code ?? error.message}`)),
      );
      response.on('end', () => end(() => resolve({ status, json: parsed(pieces) })));
    });
    sent.end();
  });
}

function parsed(pieces: readonly Uint8Array[]): unknown {
  const decoder = new TextDecoder();
  try {
    return JSON.parse(pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode());
  } catch {
    return undefined;
  }
}
