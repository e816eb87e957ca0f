/** What is neither frame nor text: telnet commands, wrappers, bare APDUs, flags that fill, and what nobody knows. */
import { apduName } from '../dlms/index.ts';
import { telnetCommandAt } from '../gateway/index.ts';
import { parseWrapper, type Wrapper, wrapperHeaderLength } from '../wrapper/index.ts';
import { apduNode, isWholeApdu } from './apdu.ts';
import { Item, type ItemKind, itemOf } from './item.ts';
import { problem } from './problems.ts';
import { Node, type Problem, type Source, withoutProblems } from './tree.ts';

function item(source: Source, kind: ItemKind, at: number, end: number, type: string, tree: readonly Node[]): Item {
  return new Item(source, kind, at, end, type, tree);
}

/** Commands in one item; a greeting has fewer. */
const longestGreeting = 256;

/** Telnet commands that start at `at`, as many as follow one another; the first must name an option that is known. */
export function telnetItem(source: Source, at: number, to: number): Item | null {
  const bytes = source.bytes.subarray(0, to);
  const tree: Node[] = [];
  let end = at;
  for (let count = 0; count < longestGreeting; count++) {
    const command = telnetCommandAt(bytes, end);
    if (command === null || command.option === null || (count === 0 && command.optionName === null)) break;
    const from = end;
    end += command.length;
    const value = `${command.verb} ${command.optionName ?? command.option}`;
    tree.push(new Node(source, 'telnet.command', from, end, value, command.verb));
  }
  if (tree.length === 0) return null;
  return item(source, 'noise', at, end, 'telnet', tree);
}

/** Longest APDU behind a wrapper of the wrong version or byte order that is still believed. */
const longestOddWrapper = 4096;

/**
 * A wrapper that starts at `at`, with its APDU; null where its length does not fit, or what follows is no APDU. One
 * that is cut is believed only where it is all there is.
 */
export function wrapperItem(source: Source, at: number, to: number, alone: boolean): Item | null {
  const wrapper = wrapperAt(source.bytes, at, to, alone);
  if (wrapper === null) return null;
  const from = at + wrapperHeaderLength;
  const type = apduName(source.bytes[from] as number) ?? 'unknown';
  const { raised } = source;
  return itemOf(
    source,
    'wrapper',
    at,
    from + wrapper.available,
    type,
    wrapperTree(source, at, from + wrapper.available, wrapper),
    raised,
  );
}

/** The header of such a wrapper. */
export function wrapperAt(bytes: Uint8Array, at: number, to: number, alone: boolean): Wrapper | null {
  if (bytes[at] !== 0 && !(bytes[at] === 1 && bytes[at + 1] === 0)) return null;
  if (bytes[at] === 0 && (bytes[at + 1] === 0 || (bytes[at + 1] as number) > 2)) return null;
  const wrapper = parseWrapper(bytes.subarray(at, to));
  if ('code' in wrapper || wrapper.available === 0) return null;
  const cut = wrapper.available < wrapper.length;
  const odd = wrapper.version !== 1 || wrapper.byteOrder === 'little';
  if (cut && (!alone || odd)) return null;
  if (odd && (!alone || wrapper.length > longestOddWrapper || at + wrapperHeaderLength + wrapper.length !== to))
    return null;
  return apduName(bytes[at + wrapperHeaderLength] as number) === null ? null : wrapper;
}

function wrapperTree(source: Source, at: number, end: number, wrapper: Wrapper): readonly Node[] {
  const problems = wrapper.defects.map((defect): Problem => {
    if (defect.code === 'wrapper-little-endian') {
      return problem(source, defect.code, at, at + wrapperHeaderLength, bigEndian(wrapper));
    }
    if (defect.code === 'wrapper-version') return problem(source, defect.code, at, at + 2, two(1));
    const { code, declared, actual } = defect;
    return problem(source, code, at + 6, at + 8, actual <= 0xffff ? two(actual) : null, { declared, actual });
  });
  const field = (name: 'version' | 'source' | 'destination' | 'length', from: number): Node => {
    const meaning = name === 'source' || name === 'destination' ? portMeaning(wrapper[name]) : undefined;
    const own = problems.filter(({ offset }) => offset === source.base + from);
    const told = own.length === 0 ? undefined : own;
    return new Node(source, `wrapper.${name}`, from, from + 2, wrapper[name], meaning, undefined, told);
  };
  const apdu = apduNode(source, at + wrapperHeaderLength, end);
  return [
    field('version', at),
    field('source', at + 2),
    field('destination', at + 4),
    field('length', at + 6),
    // In a cut wrapper the fields end where the bytes do: that is the one problem it has.
    wrapper.available < wrapper.length ? withoutProblems(apdu) : apdu,
  ];
}

const two = (value: number): string => value.toString(16).padStart(4, '0');

const bigEndian = ({ version, source, destination, length }: Wrapper): string =>
  [version, source, destination, length].map(two).join('');

function portMeaning(port: number): string | undefined {
  if (port === 1) return 'management';
  if (port === 0x10) return 'public-client';
  return port === 0x7f ? 'all-stations' : undefined;
}

/** Bytes without any carrier that read as an APDU to the last byte. */
export function apduItem(source: Source, at: number, end: number): Item | null {
  const bytes = source.bytes.subarray(at, end);
  if (!isWholeApdu(bytes)) return null;
  const type = apduName(bytes[0] as number) ?? 'unknown';
  return new Item(source, 'apdu', at, end, type, [apduNode(source, at, end)]);
}

/** Bytes outside frames: flags that fill the line, lone line ends, or what cannot be explained. */
export function noiseItem(source: Source, at: number, end: number): Item {
  const bytes = source.bytes.subarray(at, end);
  const fill = bytes.every((byte) => byte === 0x7e);
  if (fill) return item(source, 'noise', at, end, 'flags', [new Node(source, 'flags', at, end)]);
  const unknown = problem(source, 'unrecognised', at, end);
  const lineEnds = bytes.every((byte) => byte === 0x0d || byte === 0x0a);
  // The bytes stand in the node; repeating them in the problem would double what is printed.
  const brief = { ...unknown, found: unknown.found.slice(0, 64) };
  const parity = hasParityInBit7(bytes) ? [problem(source, 'parity-in-bit-7', at, at)] : [];
  return item(source, 'noise', at, end, lineEnds ? 'line-ends' : 'unknown', [
    new Node(source, lineEnds ? 'line-end' : 'noise', at, end, undefined, undefined, undefined, [brief, ...parity]),
  ]);
}

/** Fewer bytes, or fewer different ones, have even parity by chance. */
const fewestWithParity = 24;
const fewestDifferent = 12;

function hasParityInBit7(bytes: Uint8Array): boolean {
  if (bytes.length < fewestWithParity) return false;
  const different = new Set<number>();
  for (const byte of bytes) {
    let ones = byte ^ (byte >> 4);
    ones ^= ones >> 2;
    if (((ones ^ (ones >> 1)) & 1) !== 0) return false;
    different.add(byte);
  }
  return different.size >= fewestDifferent && bytes.some((byte) => byte >= 0x80);
}
