/** APDUs of every kind, written down by hand, and arbitrary ones. */
import fc from 'fast-check';
import { fromHex } from '../../src/bytes/hex.ts';

export const bytesOf = (hex: string): Uint8Array => {
  const bytes = fromHex(hex);
  if (bytes === null) throw new Error(`no hex: ${hex}`);
  return bytes;
};

const object = '0003 0100010800FF 02';
const method = '000F 0000280000FF 01';

/** Name as the tree gives it → bytes. All are whole and without a fault. */
export const apdus = {
  AARQ: '60 36 A109060760857405080101 8A020780 8B0760857405080201 AC0A80083132333435363738 BE10040E01000000065F1F0400007E1F04B0',
  AARE: '61 29 A109060760857405080101 A203020100 A305A103020100 BE10040E0800065F1F040000101D04000007',
  RLRQ: '62 03 800100',
  RLRE: '63 03 800100',
  InitiateRequest: '01 00 00 00 06 5F1F0400 007E1F 04B0',
  InitiateResponse: '08 00 06 5F1F0400 00101D 0400 0007',
  'GET-Request-normal': `C0 01 C1 ${object} 00`,
  'GET-Request-next': 'C0 02 C1 00000001',
  'GET-Request-with-list': `C0 03 C1 02 ${object} 00 0007 0100630100FF 02 01 02 0204 0600000001 0600000002 120001 120000`,
  'GET-Response-normal': 'C4 01 C1 00 02 02 0FFF 1623',
  'GET-Response-with-datablock': 'C4 02 C1 01 00000001 00 05 0600000001',
  'GET-Response-with-list': 'C4 03 C1 02 00 1200E6 01 04',
  'SET-Request-normal': `C1 01 C1 ${object} 00 0600000005`,
  'SET-Request-with-first-datablock': `C1 02 C1 ${object} 00 00 00000001 02 0900`,
  'SET-Request-with-datablock': 'C1 03 C1 01 00000002 02 0900',
  'SET-Request-with-list': `C1 04 C1 01 ${object} 00 01 0301`,
  'SET-Request-with-list-and-first-datablock': `C1 05 C1 01 ${object} 00 01 00000001 02 0301`,
  'SET-Response-normal': 'C5 01 C1 00',
  'SET-Response-datablock': 'C5 02 C1 00000001',
  'SET-Response-last-datablock': 'C5 03 C1 00 00000002',
  'SET-Response-last-datablock-with-list': 'C5 04 C1 02 00 03 00000002',
  'SET-Response-with-list': 'C5 05 C1 02 00 03',
  'ACTION-Request-normal': `C3 01 C1 ${method} 01 0904 01020304`,
  'ACTION-Request-next-pblock': 'C3 02 C1 00000001',
  'ACTION-Request-with-list': `C3 03 C1 01 ${method} 01 00`,
  'ACTION-Request-with-first-pblock': `C3 04 C1 ${method} 00 00000001 02 0900`,
  'ACTION-Request-with-list-and-first-pblock': `C3 05 C1 01 ${method} 01 00000001 02 0900`,
  'ACTION-Request-with-pblock': 'C3 06 C1 01 00000002 01 00',
  'ACTION-Response-normal': 'C7 01 C1 00 01 00 0902 0102',
  'ACTION-Response-with-pblock': 'C7 02 C1 01 00000001 02 0900',
  'ACTION-Response-with-list': 'C7 03 C1 02 00 00 03 00',
  'ACTION-Response-next-pblock': 'C7 04 C1 00000001',
  'Data-Notification': '0F 40000001 0C 07EA0B18020E1E00FF800000 0202 1101 1102',
  'Event-Notification': 'C2 00 0001 0000616200FF 02 0600000001',
  'Access-Request': `D9 40000001 00 02 01 ${object} 03 ${method} 02 00 1105`,
  'Access-Response': 'DA 40000001 00 00 02 1105 00 02 01 00 03 00',
  'general-block-transfer': 'E0 C0 0001 0000 03 C40100',
  ReadRequest: '05 02 02 FA00 04 FA08 01 0600000001',
  ReadResponse: '0C 02 00 1105 01 03',
  WriteRequest: '06 01 02 FA08 01 1105',
  WriteResponse: '0D 02 00 01 03',
  UnconfirmedWriteRequest: '16 01 02 FA08 01 1105',
  InformationReportRequest: '18 00 01 02 FA00 01 1105',
  'exception-response': 'D8 02 06 00000123',
  'confirmed-service-error': '0E 01 06 01',
  'glo-GET-Request': 'C8 1E 30 00000001 00112233445566778899AABBCC 000102030405060708090A0B',
  'general-glo-ciphering': 'DB 08 4D4D4D0000000001 09 20 00000007 01020304',
  'general-ciphering': 'DD 01 01 08 4D4D4D0000000001 08 4D4D4D0000000002 00 00 00 09 20 00000007 01020304',
} as const satisfies Record<string, string>;

/** Every type of data, in a structure. */
export const everyData = [
  '02 1F',
  '00',
  '03FF',
  '0406A8',
  '05FFFFFFFF',
  '0600000001',
  '0902ABCD',
  '0A024869',
  '0C02C3B1',
  '0D12',
  '0F80',
  '108000',
  '11FF',
  '12FFFF',
  '147FFFFFFFFFFFFFFF',
  '15FFFFFFFFFFFFFFFF',
  '1605',
  '1743661999',
  '184028000000000000',
  '1907EA0B18020E1E00FF800000',
  '1A07EA0B1802',
  '1B0E1E0000',
  '1C01',
  '1D0001',
  '1E00000001',
  '1F01',
  '200001',
  '2100000001',
  'FF',
  '13 02021211 06 000105000206',
  '0100',
  '02 01 11 05',
].join(' ');

/** Any of them, with octets turned, taken out or put in. */
export const damagedApdu: fc.Arbitrary<Uint8Array> = fc
  .tuple(
    fc.constantFrom(...Object.values(apdus), `C4 01 C1 00 ${everyData}`),
    fc.array(fc.tuple(fc.nat(400), fc.nat(255), fc.integer({ min: 0, max: 2 })), { maxLength: 3 }),
  )
  .map(([hex, changes]) => {
    const bytes = [...bytesOf(hex)];
    for (const [place, octet, how] of changes) {
      bytes.splice(place % bytes.length, how === 0 ? 0 : 1, ...(how === 1 ? [] : [octet]));
    }
    return Uint8Array.from(bytes);
  });
