/**
 * What the meter answers to an APDU: enough to show that a login works for the public client (16), and nothing more.
 * Every answer here is synthetic: built from the standard (GB9x §9.4.2, §9.5), not taken from a meter.
 */
import { fromHex } from '../bytes/hex.ts';
import { reservedAddress } from '../hdlc/index.ts';

const hex = (text: string): Uint8Array => fromHex(text) ?? new Uint8Array();

/** AARE: context LN without ciphering, accepted, diagnostic null, InitiateResponse: conformance 00 1E 1D, PDU 04B0. */
const aareAccepted = hex(
  '6129 A1090607608574050801 01 A203020100 A305A103020100 BE10040E 0800065F1F0400 001E1D 04B0 0007',
);
/** RLRE, reason normal. */
const rlre = hex('63 03 80 01 00');
/** Exception-response: service-not-allowed, service-not-supported. */
const exception = hex('D8 01 02');

const tag = { aarq: 0x60, rlrq: 0x62 } as const;

/** The APDU that answers `apdu` from this client SAP, both without their LLC header. */
export function answerApdu(client: number, apdu: Uint8Array): Uint8Array {
  if (client !== reservedAddress.publicClient) return exception;
  if (apdu[0] === tag.aarq) return aareAccepted;
  if (apdu[0] === tag.rlrq) return rlre;
  return exception;
}
