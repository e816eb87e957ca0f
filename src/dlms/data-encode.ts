/** A value of A-XDR data, written: the opposite of `parseData`. */
import { type DataValue, dataTags, type TypeDescription } from './data-types.ts';
import { Writer } from './writer.ts';

/**
 * The bytes of a value.
 * @throws RangeError where a value does not fit its type: a fault of the caller
 */
export function encodeData(value: DataValue): Uint8Array {
  return writeData(new Writer(), value).done();
}

export function writeData(writer: Writer, value: DataValue): Writer {
  writer.octets(dataTags[value.type]);
  if (!('items' in value)) return writeContent(writer, value);
  if (value.type === 'compact-array') {
    writeDescription(writer, value.description);
    const contents = new Writer();
    for (const item of value.items) writeContents(contents, item);
    return writer.counted(contents.done());
  }
  writer.count(value.items.length);
  for (const item of value.items) writeData(writer, item);
  return writer;
}

function writeContents(writer: Writer, value: DataValue): void {
  if ('items' in value) for (const item of value.items) writeContents(writer, item);
  else writeContent(writer, value);
}

function writeDescription(writer: Writer, description: TypeDescription): void {
  writer.octets(dataTags[description.type]);
  if (description.type === 'array') {
    writer.number(description.count, 2);
    writeDescription(writer, description.element);
  } else if (description.type === 'structure') {
    writer.count(description.elements.length);
    for (const element of description.elements) writeDescription(writer, element);
  }
}

const ranges: Readonly<Record<string, readonly [number, number, number]>> = {
  integer: [1, -0x80, 0x7f],
  bcd: [1, -0x80, 0x7f],
  'delta-integer': [1, -0x80, 0x7f],
  unsigned: [1, 0, 0xff],
  enum: [1, 0, 0xff],
  'delta-unsigned': [1, 0, 0xff],
  long: [2, -0x8000, 0x7fff],
  'delta-long': [2, -0x8000, 0x7fff],
  'long-unsigned': [2, 0, 0xffff],
  'delta-long-unsigned': [2, 0, 0xffff],
  'double-long': [4, -0x80000000, 0x7fffffff],
  'delta-double-long': [4, -0x80000000, 0x7fffffff],
  'double-long-unsigned': [4, 0, 0xffffffff],
  'delta-double-long-unsigned': [4, 0, 0xffffffff],
};

type Scalar = Exclude<DataValue, { readonly items: readonly DataValue[] }>;

function writeContent(writer: Writer, value: Scalar): Writer {
  switch (value.type) {
    case 'null-data':
    case 'dont-care':
      return writer;
    case 'boolean':
      return writer.octets(value.value ? 1 : 0);
    case 'bit-string':
      return writer.count(value.bits).bytes(value.bytes);
    case 'octet-string':
    case 'visible-string':
    case 'utf8-string':
      return writer.counted(value.bytes);
    case 'date-time':
    case 'date':
    case 'time':
      return writer.bytes(value.bytes);
    case 'long64':
    case 'long64-unsigned': {
      const fits = value.type === 'long64' ? BigInt.asIntN(64, value.value) : BigInt.asUintN(64, value.value);
      if (fits !== value.value) throw new RangeError(`${value.value} does not fit ${value.type}`);
      return writer.big(value.value);
    }
    case 'float32':
    case 'float64': {
      const bytes = new Uint8Array(value.type === 'float32' ? 4 : 8);
      const view = new DataView(bytes.buffer);
      if (value.type === 'float32') view.setFloat32(0, value.value);
      else view.setFloat64(0, value.value);
      return writer.bytes(bytes);
    }
    default: {
      const [length, least, most] = ranges[value.type] ?? [1, 0, 0xff];
      if (!Number.isInteger(value.value) || value.value < least || value.value > most)
        throw new RangeError(`${value.value} does not fit ${value.type}`);
      return writer.number(value.value, length);
    }
  }
}
