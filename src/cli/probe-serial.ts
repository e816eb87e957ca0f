/** The serial number of a meter as earlier runs learned it: the digits at the end of the logical device name it gave. */
import { fromHex } from '../bytes/hex.ts';
import { renderEndpoint, renderServerAddress } from '../evidence/index.ts';
import { readObjectCache } from '../meters/index.ts';
import type { Context } from './context.ts';
import type { MeterTarget } from './meter-target.ts';

/** The public client reads a name too. */
const publicClient = 16;
const fewestDigits = 4;

/** Null where none is known. */
export function knownSerial({ configDir }: Pick<Context, 'configDir'>, target: MeterTarget): string | null {
  const endpoint = renderEndpoint(target.endpoint);
  const server = renderServerAddress(target.server);
  for (const client of new Set([...target.credentials.map((one) => one.client), publicClient])) {
    const known = readObjectCache(configDir, { endpoint, server, client });
    const name = fromHex(known?.identity ?? '') ?? new Uint8Array();
    // Three letters of the maker, then what the maker likes: a serial number stands at the end, as digits.
    const digits = /\d+$/.exec(String.fromCharCode(...name.subarray(0, 64)))?.[0] ?? '';
    if (digits.length >= fewestDigits) return digits;
  }
  return null;
}
