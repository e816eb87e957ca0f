/**
 * What a meter says unasked (COSEMpdu, Green Book 9.5):
 *
 *   0F │ 40 00 00 01 │ 0C …twelve octets… or 00 │ data            Data-Notification: long invoke id, date-time, body
 *   C2 │ 00 or 01 0C … │ class id, logical name, attribute │ data       Event-Notification: time is optional
 */
import { type AttributeRef, scanAttribute, writeAttribute } from './attribute.ts';
import { scanData } from './data.ts';
import { writeData } from './data-encode.ts';
import type { DataValue } from './data-types.ts';
import { type LongInvoke, scanLongInvoke } from './invoke.ts';
import type { Scan } from './scan.ts';
import { Writer } from './writer.ts';

export interface DataNotification {
  readonly type: 'Data-Notification';
  readonly invoke: LongInvoke;
  /** Twelve octets as in `date-time.ts`; null where there is none. */
  readonly dateTime: Uint8Array | null;
  readonly body: DataValue;
}

export interface EventNotification {
  readonly type: 'Event-Notification';
  readonly time: Uint8Array | null;
  readonly attribute: AttributeRef;
  readonly data: DataValue;
}

const octetStringTag = 0x09;
const dateTimeLength = 12;

/** Behind the tag 0F. */
export function scanDataNotification(scan: Scan): DataNotification {
  const invoke = scanLongInvoke(scan);
  const dateTime = scanDateTime(scan);
  return { type: 'Data-Notification', invoke, dateTime, body: scanData(scan) };
}

/** A length and the octets; some makers write it as data, with the tag of an octet-string in front. */
export function scanDateTime(scan: Scan): Uint8Array | null {
  const from = scan.at;
  const tagged = scan.peek() === octetStringTag && scan.peek(1) === dateTimeLength;
  if (tagged) scan.at += 1;
  const length = scan.length();
  scan.tell('date-time.length', from, length);
  if (tagged) scan.note('date-time-tagged', from, from + 1);
  if (length === 0) return null;
  return scan.stretch('date-time', length, length, 'date-time');
}

/** Behind the tag C2. */
export function scanEventNotification(scan: Scan): EventNotification {
  const has = scan.octet('event.time-present', { 0: 'absent', 1: 'present' }) !== 0;
  const time = has ? scanEventTime(scan) : null;
  scan.open('descriptor');
  const attribute = scanAttribute(scan);
  scan.close();
  return { type: 'Event-Notification', time, attribute, data: scanData(scan) };
}

/** Twelve octets, by the standard behind their length; without it on some meters. */
function scanEventTime(scan: Scan): Uint8Array {
  const length = scan.peek() === dateTimeLength ? scan.lengthField('date-time.length') : dateTimeLength;
  return scan.stretch('event.time', length, length, 'date-time');
}

export function encodeDataNotification(invoke: LongInvoke, dateTime: Uint8Array | null, body: DataValue): Uint8Array {
  const writer = new Writer().octets(0x0f, invoke.flags).number(invoke.id, 3);
  return writeData(writer.counted(dateTime ?? new Uint8Array()), body).done();
}

export function encodeEventNotification(time: Uint8Array | null, attribute: AttributeRef, data: DataValue): Uint8Array {
  const writer = new Writer().octets(0xc2);
  if (time === null) writer.octets(0);
  else writer.octets(1).counted(time);
  return writeData(writeAttribute(writer, attribute), data).done();
}
