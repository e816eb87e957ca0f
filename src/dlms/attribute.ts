/**
 * What a service is about: an attribute or a method of an object, and which part of it.
 *
 *   00 07 │ 01 00 63 01 00 FF │ 02        class id, logical name, attribute
 */
import { toHex } from '../bytes/hex.ts';
import { scanData } from './data.ts';
import { writeData } from './data-encode.ts';
import type { DataValue } from './data-types.ts';
import type { Scan } from './scan.ts';
import type { Writer } from './writer.ts';

export interface AttributeRef {
  readonly classId: number;
  /** Twelve hex digits: `0100010800ff`. */
  readonly logicalName: string;
  /** From 1; some makers count below zero. */
  readonly attribute: number;
}

export interface MethodRef {
  readonly classId: number;
  readonly logicalName: string;
  readonly method: number;
}

/** Selective access (Green Book 9.5, Blue Book `Profile generic`): 1 by range, 2 by entry. */
export interface Selection {
  readonly selector: number;
  readonly parameters: DataValue;
}

const signed = (octet: number): number => (octet << 24) >> 24;

export function scanAttribute(scan: Scan): AttributeRef {
  const { classId, logicalName } = scanObject(scan);
  return { classId, logicalName, attribute: signed(scan.octet('attribute')) };
}

export function scanMethod(scan: Scan): MethodRef {
  const { classId, logicalName } = scanObject(scan);
  return { classId, logicalName, method: signed(scan.octet('method')) };
}

function scanObject(scan: Scan): Omit<AttributeRef, 'attribute'> {
  const classId = scan.number('class-id', 2);
  const name = scan.stretch('logical-name', 6);
  return { classId, logicalName: toHex(name) };
}

/** `00`, or `01 selector parameters`. */
export function scanSelection(scan: Scan): Selection | null {
  if (scan.octet('selection.present') === 0) return null;
  const selector = scan.octet('selection.selector', { 1: 'range', 2: 'entry' });
  return { selector, parameters: scanData(scan) };
}

export function writeAttribute(writer: Writer, { classId, logicalName, attribute }: AttributeRef): Writer {
  return writeObject(writer, classId, logicalName).octets(attribute & 0xff);
}

export function writeMethod(writer: Writer, { classId, logicalName, method }: MethodRef): Writer {
  return writeObject(writer, classId, logicalName).octets(method & 0xff);
}

function writeObject(writer: Writer, classId: number, logicalName: string): Writer {
  writer.number(classId, 2);
  for (let at = 0; at < 12; at += 2) writer.octets(Number.parseInt(logicalName.slice(at, at + 2), 16));
  return writer;
}

export function writeSelection(writer: Writer, selection: Selection | null | undefined): Writer {
  if (selection == null) return writer.octets(0);
  return writeData(writer.octets(1, selection.selector), selection.parameters);
}
