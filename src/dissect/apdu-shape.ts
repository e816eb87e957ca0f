/**
 * Whether bytes without any carrier can be called an APDU. A first octet alone is a coin toss, so the outermost
 * lengths have to add up to exactly the bytes that are there:
 *
 *   60 1D A1 09 …           ACSE: the BER length is the rest
 *   C0 01 C1 cc cc oo…oo aa 00     GET-Request normal: 13 octets
 *   DB 08 …title… 20 …      ciphered: the title, then the length of the rest
 */
import { dataEnd, lengthAt } from './data-end.ts';

type Shape = (bytes: Uint8Array) => boolean;

const berLengthIsTheRest: Shape = (bytes) => {
  const length = lengthAt(bytes, 1);
  return length !== null && length.end + length.value === bytes.length && length.value >= 3;
};

const titleThenRest: Shape = (bytes) => {
  const title = bytes[1] as number;
  if (title > 9 || bytes.length < 3 + title) return false;
  const length = lengthAt(bytes, 2 + title);
  return length !== null && length.end + length.value === bytes.length && length.value >= 5;
};

/** Security control, invocation counter and at least one octet of text. */
const cipheredRest: Shape = (bytes) => {
  const length = lengthAt(bytes, 1);
  return length !== null && length.end + length.value === bytes.length && length.value >= 6;
};

const isData = (bytes: Uint8Array, at: number): boolean => dataEnd(bytes, at) === bytes.length;
/** A list of at least one element, each of at least `least` octets. */
const isList = (bytes: Uint8Array, least: number): boolean =>
  (bytes[3] as number) > 0 && bytes.length >= 4 + least * (bytes[3] as number);
/** Class id, logical name and attribute or method are there. */
const hasObject = (bytes: Uint8Array, at: number): boolean => bytes.length >= at + 9;

const getRequest: Shape = (bytes) => {
  if (bytes[1] === 1) {
    if (!hasObject(bytes, 3)) return false;
    if (bytes[12] === 0) return bytes.length === 13;
    return bytes[12] === 1 && isData(bytes, 14);
  }
  return bytes[1] === 2 ? bytes.length === 7 : bytes[1] === 3 && isList(bytes, 10);
};

const getResponse: Shape = (bytes) => {
  if (bytes[1] === 1) return bytes[3] === 0 ? isData(bytes, 4) : bytes[3] === 1 && bytes.length === 5;
  if (bytes[1] === 2) {
    if ((bytes[3] as number) > 1) return false;
    if (bytes[8] === 1) return bytes.length === 10;
    const length = lengthAt(bytes, 9);
    return bytes[8] === 0 && length !== null && length.end + length.value === bytes.length;
  }
  return bytes[1] === 3 && isResultList(bytes);
};

/** `00 data` or `01 code`, as often as the count says, and nothing behind. */
const isResultList: Shape = (bytes) => {
  let at = 4;
  for (let left = bytes[3] as number; left > 0; left--) {
    if (bytes[at] === 1) at += 2;
    else at = bytes[at] === 0 ? dataEnd(bytes, at + 1) : -1;
    if (at < 0) return false;
  }
  return at === bytes.length && at > 4;
};

const setRequest: Shape = (bytes) =>
  bytes[1] === 1
    ? hasObject(bytes, 3) && (bytes[12] === 0 ? isData(bytes, 13) : false)
    : (bytes[1] as number) >= 2 && (bytes[1] as number) <= 5 && bytes.length > 12;

const setResponse: Shape = (bytes) => {
  const last = [0, 4, 7, 8][bytes[1] as number];
  return last === undefined
    ? bytes[1] === 5 && bytes.length > 4 && bytes.length === 4 + (bytes[3] as number)
    : last > 0 && bytes.length === last;
};

const actionRequest: Shape = (bytes) => {
  if (bytes[1] !== 1) return bytes[1] === 2 ? bytes.length === 7 : (bytes[1] as number) <= 6 && bytes.length > 8;
  if (!hasObject(bytes, 3)) return false;
  return bytes[12] === 0 ? bytes.length === 13 : bytes[12] === 1 && isData(bytes, 13);
};

const actionResponse: Shape = (bytes) => {
  if (bytes[1] !== 1) return bytes[1] === 4 ? bytes.length === 7 : (bytes[1] as number) <= 3 && bytes.length > 5;
  if (bytes.length === 4 || (bytes[4] === 0 && bytes.length === 5)) return true;
  if (bytes[4] !== 1) return false;
  return bytes[5] === 0 ? isData(bytes, 6) : bytes[5] === 1 && bytes.length === 7;
};

const notification: Shape = (bytes) => {
  const dateTime = bytes[5] as number;
  return (dateTime === 0 || dateTime === 12) && isData(bytes, 6 + dateTime);
};

const blockTransfer: Shape = (bytes) => {
  const length = lengthAt(bytes, 6);
  return length !== null && length.end + length.value === bytes.length && length.value > 0;
};

const shapes: ReadonlyMap<number, Shape> = new Map([
  [0x60, berLengthIsTheRest],
  [0x61, berLengthIsTheRest],
  [0x62, berLengthIsTheRest],
  [0x63, berLengthIsTheRest],
  [0x0e, (bytes: Uint8Array) => bytes.length === 4 && [1, 5, 6].includes(bytes[1] as number)],
  [0x0f, notification],
  [0xc0, getRequest],
  [0xc1, setRequest],
  [0xc3, actionRequest],
  [0xc4, getResponse],
  [0xc5, setResponse],
  [0xc7, actionResponse],
  [0xd8, (bytes: Uint8Array) => [1, 2].includes(bytes[1] as number) && [3, 7].includes(bytes.length)],
  [0xdb, titleThenRest],
  [0xdc, titleThenRest],
  [0xe0, blockTransfer],
  ...[0x21, 0x28, 0xc8, 0xc9, 0xca, 0xcb, 0xcc, 0xcd, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd7].map(
    (tag) => [tag, cipheredRest] as const,
  ),
]);

/** Whether the outermost structure of these bytes is that of the APDU their first octet names, to the last byte. */
export function hasApduShape(bytes: Uint8Array): boolean {
  return bytes.length >= 3 && (shapes.get(bytes[0] as number)?.(bytes) ?? false);
}

/** Application context `60 85 74 05 08 01`: an AARQ or AARE even where its own length does not fit. */
export function isMiscountedAcse(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x60 && bytes[0] !== 0x61) return false;
  const head = Array.from(bytes.subarray(2, 11), (byte) => byte.toString(16)).join(' ');
  return head.startsWith('a1 9 6 7 60 85 74 5 8') && !berLengthIsTheRest(bytes);
}
