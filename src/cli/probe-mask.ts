/** Keeps a password that stands in bytes given by hand out of traces, screens and evidence. */
import { fromHex, toHex } from '../bytes/hex.ts';
import type { AnyEvidence } from '../evidence/index.ts';
import { type OpenLine, SecretMask } from '../line/index.ts';

/** Lines on which these bytes go out as they are, and are kept as `shown`. */
export function maskingOpen(open: OpenLine, bytes: Uint8Array, shown: Uint8Array): OpenLine {
  const given = toHex(bytes);
  return async (host, port, options) => {
    const line = await open(host, port, options);
    return {
      endpoint: line.endpoint,
      connectMs: line.connectMs,
      address: line.address,
      now: () => line.now(),
      send: (sent, shownAs) => line.send(sent, toHex(sent) === given ? shown : shownAs),
      receive: (until, signal) => line.receive(until, signal),
      close: () => line.close(),
    };
  };
}

/** Evidence in which these bytes, and an echo of them, stand as `shown`. */
export function maskedEvidence(
  evidence: readonly AnyEvidence[],
  bytes: Uint8Array,
  shown: Uint8Array,
): readonly AnyEvidence[] {
  const given = toHex(bytes);
  return evidence.map((one): AnyEvidence => {
    if (one.experiment !== 'frame.hand') return one;
    const secrets = new SecretMask();
    secrets.learn(bytes, shown);
    const hidden = (hex: string) => toHex(secrets.hide(fromHex(hex) ?? new Uint8Array()).bytes);
    const exchanges = one.exchanges.map(({ sent, sentAtMs, received }) => ({
      sent: sent === given ? toHex(shown) : sent,
      sentAtMs,
      received: received.map(({ atMs, hex }) => ({ atMs, hex: hidden(hex) })),
    }));
    return { ...one, exchanges };
  });
}
