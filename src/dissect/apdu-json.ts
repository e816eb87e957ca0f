/** What an APDU comes to, as JSON: bytes as hex, integers beyond 2^53 as text, logical names also as people write them. */
import { toHex } from '../bytes/hex.ts';
import { type Apdu, renderObis } from '../dlms/index.ts';
import { jsonValue } from './tree.ts';

export function apduJson(apdu: Apdu): unknown {
  return plain(apdu);
}

/** The codec limits how deep values nest, so this may call itself. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'number' || typeof value === 'bigint') return jsonValue(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]): [string, unknown][] =>
      name === 'logicalName' && typeof one === 'string' && one.length === 12
        ? [
            [name, one],
            ['obis', renderObis(one)],
          ]
        : [[name, plain(one)]],
    ),
  );
}
