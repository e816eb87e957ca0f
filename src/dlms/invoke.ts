/** Invoke id and priority (COSEMpdu): one octet `ppss iiii` in services, four octets in notifications and access. */
import type { Scan } from './scan.ts';
import type { Writer } from './writer.ts';

export interface Invoke {
  /** 0 to 15. */
  readonly id: number;
  readonly confirmed: boolean;
  readonly highPriority: boolean;
}

export interface LongInvoke {
  /** 24 bits. */
  readonly id: number;
  /** The other eight bits, as they stand. */
  readonly flags: number;
}

export function scanInvoke(scan: Scan): Invoke {
  const octet = scan.octet('invoke');
  return { id: octet & 0x0f, confirmed: (octet & 0x40) !== 0, highPriority: (octet & 0x80) !== 0 };
}

export function scanLongInvoke(scan: Scan): LongInvoke {
  const value = scan.number('long-invoke', 4);
  return { id: value % 0x1000000, flags: Math.floor(value / 0x1000000) };
}

export function writeInvoke(writer: Writer, { id, confirmed, highPriority }: Invoke): Writer {
  return writer.octets((id & 0x0f) | (confirmed ? 0x40 : 0) | (highPriority ? 0x80 : 0));
}
