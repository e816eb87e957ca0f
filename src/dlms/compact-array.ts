/**
 * A compact array (COSEMpdu `compact-array`): the type of its elements once, then their contents without tags.
 *
 *   13 │ 02 02 12 11 │ 06 │ 00 01 05 00 02 06      structures of a long-unsigned and an unsigned; six octets: two of them
 *      └ description   └ length in octets
 */
import { scanContent, shownValue } from './data.ts';
import { type DataType, type DataValue, dataTypes, type TypeDescription } from './data-types.ts';
import type { Scan } from './scan.ts';

const deepestDescription = 16;
/** Elements that take no octet at all cost memory for nothing; more of them than this are refused. */
const mostEmpty = 4096;

export function parseCompactArray(scan: Scan): DataValue {
  const from = scan.at;
  scan.open('data');
  scan.at += 1;
  const description = scanDescription(scan, 0);
  scan.tell('data.description', from, null, description.type);
  const lengthAt = scan.at;
  const length = scan.length();
  scan.tell('data.header', lengthAt, length, 'compact-array');
  const items: DataValue[] = [];
  if (length > scan.left) {
    scan.fail('cut', lengthAt, scan.at, { declared: length, actual: scan.left });
  } else if (!scan.failed) {
    const end = scan.at + length;
    const budget = { empty: mostEmpty };
    scan.within(end, 'apdu.rest', () => {
      while (scan.left > 0) {
        const at = scan.at;
        items.push(scanElement(scan, description, budget));
        if (scan.at === at) {
          scan.fail('count-impossible', at);
          break;
        }
      }
    });
  }
  scan.close(items.length, 'compact-array');
  return { type: 'compact-array', description, items };
}

function scanDescription(scan: Scan, depth: number): TypeDescription {
  const tag = scan.peek();
  const type = (dataTypes as Readonly<Record<number, DataType>>)[tag];
  if (tag < 0 || type === undefined || type === 'compact-array' || depth > deepestDescription) {
    scan.fail(tag < 0 ? 'cut' : depth > deepestDescription ? 'too-deep' : 'type-unknown');
    return { type: 'null-data' };
  }
  scan.at += 1;
  if (type === 'array') {
    const high = scan.peek();
    const low = scan.peek(1);
    if (low < 0) {
      scan.fail('cut');
      return { type: 'null-data' };
    }
    scan.at += 2;
    return { type, count: (high << 8) | low, element: scanDescription(scan, depth + 1) };
  }
  if (type !== 'structure') return { type };
  const count = scan.length();
  if (count > scan.left) {
    scan.fail('count-impossible');
    return { type: 'null-data' };
  }
  const elements: TypeDescription[] = [];
  for (let index = 0; index < count && !scan.failed; index++) elements.push(scanDescription(scan, depth + 1));
  return { type, elements };
}

function scanElement(scan: Scan, description: TypeDescription, budget: { empty: number }): DataValue {
  const { type } = description;
  if (type === 'array' || type === 'structure') {
    const items: DataValue[] = [];
    const count = type === 'array' ? description.count : description.elements.length;
    const start = scan.at;
    scan.open('data');
    for (let index = 0; index < count && !scan.failed; index++) {
      const element = type === 'array' ? description.element : description.elements[index];
      if (element !== undefined) items.push(scanElement(scan, element, budget));
    }
    scan.close(items.length, type);
    if (scan.at === start) spend(scan, budget);
    return { type, items };
  }
  const from = scan.at;
  const value = scanContent(scan, type);
  if (scan.at === from && !scan.failed) {
    spend(scan, budget);
    return value;
  }
  scan.tell('data.content', from, shownValue(value), type);
  return value;
}

function spend(scan: Scan, budget: { empty: number }): void {
  budget.empty -= 1;
  if (budget.empty < 0) scan.fail('count-impossible');
}
