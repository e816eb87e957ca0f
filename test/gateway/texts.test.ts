import { describe, expect, it } from 'vitest';
import { fromHex } from '../../src/bytes/hex.ts';
import { gatewayTexts, recogniseText } from '../../src/gateway/index.ts';

const found = (text: string) => {
  const known = recogniseText(text);
  return known === null ? null : [known.row.id, known.at, known.length, known.complete];
};

describe('texts of gateways', () => {
  it("knows the field case's twenty-one bytes", () => {
    const bytes = fromHex('506F727420616C726561647920696E207573650D0A')!;
    const known = recogniseText(String.fromCharCode(...bytes))!;
    expect(known.row).toMatchObject({ meaning: 'busy', device: 'ser2net', basis: 'measured' });
    expect(known).toMatchObject({ at: 0, length: 21, complete: true });
  });

  it.each([...new Set(gatewayTexts)].map((row) => [row.id, row] as const))(
    'finds %s, whole and as it grows',
    (id, row) => {
      const text = row.tail ? `${row.text}3333 device /dev/x` : row.text;
      expect(found(`${text}${row.lineEnd}`)).toEqual([id, 0, text.length + 2, true]);
      expect(found(`xx${text}${row.lineEnd}~`)).toEqual([id, 2, text.length + 2, true]);
      const generic = id.replace('ser2net-2', 'ser2net');
      expect(found(text)).toEqual([generic, 0, text.length, false]);
      expect(found(text + row.lineEnd.charAt(0))?.slice(2)).toEqual([text.length + 1, false]);
      for (let length = 0; length < row.text.length; length++) {
        expect(found(row.text.slice(0, length))?.[3] ?? false).toBe(false);
      }
    },
  );

  it.each([
    ['Port already in use by another process\r\n', 'ser2net.busy-process'],
    ['Device open failure: Connection refused\r\n', 'ser2net.device-refused'],
    ['Device open failure: Connection refused by the moon\r\n', 'ser2net.device-failure'],
    ['\r\nser2net port 3333 device /dev/ttyUSB0 [9600n81]\r\n', 'ser2net.banner'],
    ['\r\nser2net port 3333 device /dev/x\r\nPort already in use\r\n', 'ser2net.banner'],
    ['Port already in use\n', 'ser2net.busy'],
  ])('%j is %s', (text, id) => {
    expect(recogniseText(text)?.row.id).toBe(id);
  });

  it('calls nothing known that only resembles', () => {
    for (const text of ['', 'Port', 'port already in use', 'Puerto en uso\r\n', '/?!\r\n'])
      expect(recogniseText(text)).toBeNull();
  });

  it('gives no two rows one name', () => {
    expect(new Set(gatewayTexts.map(({ id }) => id)).size).toBe(gatewayTexts.length);
  });
});
