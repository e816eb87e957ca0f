/** Endpoints, addresses and ids of the registry's commands: text in, value out, or one clear sentence. */
import { isIP } from 'node:net';
import { type Endpoint, parseEndpoint, parseServerAddress, type ServerAddress } from '../../evidence/index.ts';
import { limits } from '../../meters/index.ts';
import { type Language, registryWords } from '../../wording/index.ts';
import { usageError } from './registry-settings.ts';

/**
 * The endpoint that `[scheme://]host[:port]` and `--port` name together.
 * @param before what the meter has now: a host alone leaves its transport and port as they are
 * @throws UsageError for what is neither, and where both name a port and do not agree
 */
export function readEndpoint(text: string, portText: string | undefined, lang: Language, before?: Endpoint): Endpoint {
  const words = registryWords[lang].usage;
  const read = parseEndpoint(text.trim(), { bareHost: true });
  if ('code' in read) {
    if (read.code === 'port-out-of-range') throw usageError(words.port(read.port));
    throw usageError(read.code === 'transport-unknown' ? words.transport(read.transport) : words.endpoint(text));
  }
  const namesPort = isIP(text.trim()) !== 6 && /:\d+\/?$/.test(text.trim());
  const isBare = !namesPort && !text.includes('://');
  const endpoint = isBare && before !== undefined ? { ...before, host: read.host } : read;
  if (portText === undefined) return endpoint;
  const port = readPort(portText, lang);
  if (namesPort && port !== read.port) throw usageError(words.portTwice(read.port, port));
  return { ...endpoint, port };
}

/** @throws UsageError for anything but 1 to 65535 */
export function readPort(text: string, lang: Language): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) throw usageError(registryWords[lang].usage.port(text));
  return port;
}

/** @throws UsageError */
export function readServer(text: string, lang: Language): ServerAddress {
  const words = registryWords[lang].usage;
  const read = parseServerAddress(text);
  if (!('code' in read)) return read;
  if (read.code !== 'server-out-of-range') throw usageError(words.server(text));
  throw usageError(words.serverRange(read.part, read.value, read.maximum));
}

/** @throws UsageError */
export function readId(text: string, lang: Language): number {
  const id = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (id < 1 || id > limits.id) throw usageError(registryWords[lang].usage.id(text));
  return id;
}
