/**
 * General block transfer (COSEMpdu `General-Block-Transfer`, Green Book 9.5): parts of any APDU, several on the way at
 * once.
 *
 *   E0 │ 40 │ 00 01 │ 00 00 │ 74 …        control: bit 7 last block, bit 6 streaming, bits 0 to 5 window;
 *                                         number of this block, number of the block received, length, part
 */
import { scanRaw } from './lists.ts';
import type { Scan } from './scan.ts';
import { Writer } from './writer.ts';

export interface GeneralBlockTransfer {
  readonly type: 'general-block-transfer';
  readonly last: boolean;
  readonly streaming: boolean;
  readonly window: number;
  readonly block: number;
  readonly acknowledged: number;
  readonly part: Uint8Array;
}

/** Behind the tag E0. */
export function scanBlockTransfer(scan: Scan): GeneralBlockTransfer {
  const control = scan.octet('gbt.control');
  return {
    type: 'general-block-transfer',
    last: (control & 0x80) !== 0,
    streaming: (control & 0x40) !== 0,
    window: control & 0x3f,
    block: scan.number('gbt.number', 2),
    acknowledged: scan.number('gbt.acknowledged', 2),
    part: scanRaw(scan),
  };
}

export function encodeBlockTransfer(transfer: Omit<GeneralBlockTransfer, 'type'>): Uint8Array {
  const { last, streaming, window, block, acknowledged, part } = transfer;
  const control = (last ? 0x80 : 0) | (streaming ? 0x40 : 0) | (window & 0x3f);
  return new Writer().octets(0xe0, control).number(block, 2).number(acknowledged, 2).counted(part).done();
}
