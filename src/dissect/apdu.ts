/** An APDU as a node: its fields below it, to the last byte, and what they come to. */
import { isPlainText } from '../bytes/printable.ts';
import { type Apdu, type ApduDefectCode, apduName, isMild, type ParsedApdu, parseApdu } from '../dlms/index.ts';
import { apduJson } from './apdu-json.ts';
import { TreeSink } from './apdu-tree.ts';
import { problem } from './problems.ts';
import { Node, type Problem, type Source } from './tree.ts';

export class ApduNode extends Node {
  declare readonly apdu: Apdu;

  constructor(
    source: Source,
    at: number,
    end: number,
    apdu: Apdu,
    kind: string,
    children: readonly Node[] | undefined,
    problems?: readonly Problem[],
  ) {
    super(source, 'apdu', at, end, kind, undefined, children, problems);
    this.apdu = apdu;
  }

  override with(problems: readonly Problem[], children = this.children): Node {
    const { source, at, end, apdu, value } = this;
    return new ApduNode(source, at, end, apdu, `${value}`, children, problems.length === 0 ? undefined : problems);
  }

  override toJSON(): object {
    const { children, ...told } = super.toJSON() as { readonly children?: unknown };
    return { ...told, apdu: apduJson(this.apdu), children };
  }
}

/** The APDU in `bytes[at, end)`; plain data where its first octet names none. */
export function apduNode(source: Source, at: number, end: number, segmented = false): Node {
  const name = apduName(source.bytes[at] ?? -1);
  if (name === null) return new Node(source, 'data', at, end, undefined, 'no-known-apdu');
  if (segmented) {
    const { apdu } = parseApdu(source.bytes, at, end);
    return new Node(source, 'apdu', at, end, kindOf(apdu, source.bytes[at] as number), 'first-segment');
  }
  const sink = new TreeSink(source, at);
  const { apdu, defects } = parseApdu(source.bytes, at, end, sink);
  if (apdu.type === 'Data-Notification' && defects.some((defect) => !isMild(defect))) {
    const righted = withTagsRighted(source, at, end);
    if (righted !== null) return righted;
  }
  return new ApduNode(source, at, end, apdu, kindOf(apdu, source.bytes[at] as number), sink.finish(end));
}

/**
 * Some meters push OBIS codes with tag and length the wrong way round, 06 09 for 09 06. Where putting all of them right
 * makes the APDU whole, it is read so; the bytes shown stay those that came.
 */
function withTagsRighted(source: Source, at: number, end: number): Node | null {
  const bytes = source.bytes.slice(at, end);
  const places: number[] = [];
  for (let index = 0; index + 8 <= bytes.length; index++) {
    if (bytes[index] !== 0x06 || bytes[index + 1] !== 0x09 || bytes[index + 7] !== 0xff) continue;
    bytes.set([0x09, 0x06], index);
    places.push(index);
    index += 7;
  }
  if (places.length === 0) return null;
  const whole = new Uint8Array(end);
  whole.set(bytes, at);
  const sink = new TreeSink(source, at);
  const { apdu, defects } = parseApdu(whole, at, end, sink);
  if (!defects.every(isMild)) return null;
  for (const place of places) sink.raise(problem(source, 'apdu-obis-tag-swapped', at + place, at + place + 2, '0906'));
  return new ApduNode(source, at, end, apdu, kindOf(apdu, source.bytes[at] as number), sink.finish(end));
}

/** `GET-Response-normal`, `AARQ`, `glo-GET-Request`: the name and, where it has one, the choice. */
function kindOf(apdu: Apdu, tag: number): string {
  if (apdu.type === 'ciphered') return apdu.service;
  if (apdu.type === 'unknown') return apduName(tag) ?? 'unknown';
  if (!('choice' in apdu) || apdu.choice === 'unknown') return apdu.type;
  return `${apdu.type}-${apdu.choice}`;
}

const shortest = 3;
/** Longer than any carrier of one APDU allows by far; its tree would be as large as the memory. */
const longest = 1 << 20;
/** What some stacks write differently, and what says no less for it. */
const oddities: ReadonlySet<ApduDefectCode> = new Set(['conformance-tag-short', 'date-time-tagged']);

/**
 * Whether bytes without any carrier can be called an APDU. A first octet alone is a coin toss: they have to read as one
 * to the last byte. An AARQ or AARE with its application context is one even where its own length does not fit.
 */
export function isWholeApdu(bytes: Uint8Array): boolean {
  const { length } = bytes;
  if (length < shortest || length > longest || apduName(bytes[0] as number) === null) return false;
  const parsed = parseApdu(bytes);
  if (isPlainText(bytes) || !speaksForItself(parsed.apdu)) return false;
  const acse = 'context' in parsed.apdu && parsed.apdu.context !== null;
  return parsed.defects.every(({ code }) => oddities.has(code) || (acse && code === 'length-wrong'));
}

function speaksForItself(apdu: ParsedApdu['apdu']): boolean {
  switch (apdu.type) {
    case 'AARQ':
    case 'AARE':
      return apdu.contextOid !== null;
    case 'exception-response':
      return apdu.stateName !== 'unknown' && apdu.serviceName !== 'unknown';
    case 'confirmed-service-error':
      return apdu.serviceName !== 'unknown' && apdu.className !== 'unknown';
    case 'ciphered':
      return apdu.text.length > 0 && (apdu.systemTitle?.length ?? 8) <= 9;
    case 'general-block-transfer':
      return apdu.part.length > 0;
    case 'Data-Notification':
      return apdu.dateTime === null || apdu.dateTime.length === 12;
    case 'unknown':
      return false;
    default:
      return true;
  }
}
