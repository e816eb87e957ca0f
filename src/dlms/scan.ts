/**
 * Reads an APDU from left to right: every read is checked against the end, and where somebody wants to know, every
 * field is told with its place while it is read. One grammar so serves a session (the value) and a dissector (the
 * value and every octet of it).
 *
 * Failing is sticky: the first read beyond the end leaves one defect, and from then on every read gives zero and tells
 * nothing. A parser so needs no test after each read, only in its loops.
 */
import type { ApduField } from './fields.ts';

export type FieldValue = number | bigint | string | boolean | null;

/** Who wants to know where each field stands. Offsets count into the bytes that are read. */
export interface FieldSink {
  leaf(field: ApduField, at: number, end: number, value: FieldValue, meaning: string | null): void;
  open(field: ApduField, at: number): void;
  /** Closes the field opened last. */
  close(end: number, value: FieldValue, meaning: string | null): void;
  /** Something is wrong with `bytes[defect.at, defect.end)`; told behind the fields read so far. */
  defect(defect: ApduDefect): void;
}

export type ApduDefectCode =
  /** The bytes end before the value does. */
  | 'cut'
  /** A length field says another number than there is. */
  | 'length-wrong'
  /** A length field that is none: 80, or longer than four octets. */
  | 'length-impossible'
  /** Bytes behind the end of the APDU. */
  | 'left-over'
  | 'tag-unknown'
  | 'choice-unknown'
  | 'type-unknown'
  | 'too-deep'
  /** A number of elements that the bytes left cannot hold. */
  | 'count-impossible'
  /** The tag of the conformance block written in one octet (5F) instead of two (5F 1F): some stacks do. */
  | 'conformance-tag-short'
  /** An RLRE or RLRQ of its tag alone: some meters send that. */
  | 'bare-tag'
  /** A date-time written as data (09 0C …) where only its length belongs: some makers do. */
  | 'date-time-tagged'
  /** A value that this field cannot have. */
  | 'value-unknown';

export interface ApduDefect {
  readonly code: ApduDefectCode;
  readonly at: number;
  /** Behind the last octet concerned; equal to `at` where something is missing. */
  readonly end: number;
  /** Where a number is wrong: what it says, and what would be right. */
  readonly declared?: number;
  readonly actual?: number;
}

/** Defects under which a meter and its client still understand each other. */
const mild: ReadonlySet<ApduDefectCode> = new Set([
  'length-wrong',
  'left-over',
  'conformance-tag-short',
  'bare-tag',
  'date-time-tagged',
  'value-unknown',
]);

/** Whether a defect leaves the value readable. */
export function isMild({ code }: ApduDefect): boolean {
  return mild.has(code);
}

/** Names of values by number; what a table does not name has no meaning. */
export type Meanings = Readonly<Record<number, string>>;

export class Scan {
  readonly bytes: Uint8Array;
  at: number;
  /** Reads stop here; narrowed for the content of a field that says its own length. */
  end: number;
  readonly defects: ApduDefect[] = [];
  failed = false;
  readonly sink: FieldSink | null;
  /** Fields opened after the failure: closed again without being told. */
  #untold = 0;
  /** Behind the last octet that was told; a failure takes reading back to here, so that no octet is lost. */
  #told: number;

  constructor(bytes: Uint8Array, at: number, end: number, sink: FieldSink | null) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
    this.sink = sink;
    this.#told = at;
  }

  get left(): number {
    return this.failed ? 0 : this.end - this.at;
  }

  /** The next octet without reading it; -1 at the end. */
  peek(ahead = 0): number {
    return this.at + ahead < this.end && !this.failed ? (this.bytes[this.at + ahead] as number) : -1;
  }

  octet(field: ApduField, meanings?: Meanings): number {
    const { at } = this;
    if (!this.#has(1)) return 0;
    this.at = at + 1;
    this.#told = at + 1;
    const value = this.bytes[at] as number;
    if (this.sink !== null) this.sink.leaf(field, at, at + 1, value, meanings?.[value] ?? null);
    return value;
  }

  /** An unsigned number of `length` octets, high octet first; at most six. */
  number(field: ApduField, length: number, meanings?: Meanings): number {
    const { at } = this;
    if (!this.#has(length)) return 0;
    this.at = at + length;
    this.#told = this.at;
    let value = 0;
    for (let index = at; index < at + length; index++) value = value * 256 + (this.bytes[index] as number);
    if (this.sink !== null) this.sink.leaf(field, at, at + length, value, meanings?.[value] ?? null);
    return value;
  }

  /** A stretch of bytes: a view, not a copy. */
  stretch(field: ApduField, length: number, value: FieldValue = null, meaning: string | null = null): Uint8Array {
    const { at } = this;
    if (length === 0 || !this.#has(length)) return empty;
    this.at = at + length;
    this.#told = this.at;
    if (this.sink !== null) this.sink.leaf(field, at, at + length, value, meaning);
    return this.bytes.subarray(at, at + length);
  }

  /** A stretch of bytes that only its name matters of. */
  skip(field: ApduField, length: number, value: FieldValue = null, meaning: string | null = null): void {
    const { at } = this;
    if (length === 0 || !this.#has(length)) return;
    this.at = at + length;
    this.#told = this.at;
    if (this.sink !== null) this.sink.leaf(field, at, at + length, value, meaning);
  }

  /**
   * A length field of A-XDR and BER: one octet to 7F, else 80 + n and n octets. It is not told; its reader tells it
   * together with what it belongs to.
   */
  length(): number {
    const first = this.peek();
    if (first < 0x80) {
      if (this.#has(1)) this.at += 1;
      return Math.max(0, first);
    }
    const count = first & 0x7f;
    const from = this.at;
    if (count === 0 || count > 4) {
      this.fail('length-impossible', from);
      return 0;
    }
    if (!this.#has(1 + count)) return 0;
    let value = 0;
    for (let index = from + 1; index <= from + count; index++) value = value * 256 + (this.bytes[index] as number);
    this.at = from + 1 + count;
    return value;
  }

  /** A length field that is a field of its own. */
  lengthField(field: ApduField): number {
    const { at } = this;
    const value = this.length();
    this.tell(field, at, value);
    return value;
  }

  /** Tells a field that was read by hand. */
  tell(field: ApduField, from: number, value: FieldValue = null, meaning: string | null = null): void {
    if (this.failed) return;
    this.#told = this.at;
    if (this.sink !== null && from < this.at) this.sink.leaf(field, from, this.at, value, meaning);
  }

  open(field: ApduField): void {
    if (this.failed) this.#untold++;
    else this.sink?.open(field, this.at);
  }

  close(value: FieldValue = null, meaning: string | null = null): void {
    if (this.#untold > 0) this.#untold--;
    else this.sink?.close(this.at, value, meaning);
  }

  /**
   * Reads a stretch that says its own length: `read` sees only that stretch. What it leaves is told as `rest`, and a
   * failure inside does not reach what follows.
   */
  within<Value>(end: number, rest: ApduField, read: () => Value): Value {
    const outer = this.end;
    const failedBefore = this.failed;
    this.end = Math.min(end, outer);
    const value = read();
    this.failed = failedBefore;
    if (this.at < this.end && !failedBefore) {
      const from = this.at;
      this.at = this.end;
      this.tell(rest, from);
    }
    this.end = outer;
    return value;
  }

  /** Notes a defect and goes on. */
  note(code: ApduDefectCode, at: number, end: number, numbers?: Pick<ApduDefect, 'declared' | 'actual'>): void {
    const defect = numbers === undefined ? { code, at, end } : { code, at, end, ...numbers };
    this.defects.push(defect);
    this.sink?.defect(defect);
  }

  /** Notes a defect, and nothing more can be read. */
  fail(
    code: ApduDefectCode,
    at = this.at,
    end = Math.min(at + 1, this.end),
    numbers?: Pick<ApduDefect, 'declared' | 'actual'>,
  ): void {
    if (this.failed) return;
    this.note(code, at, Math.max(at, end), numbers);
    this.failed = true;
    this.at = this.#told;
  }

  #has(length: number): boolean {
    if (this.failed) return false;
    if (this.at + length <= this.end) return true;
    this.fail('cut', this.at, this.end, { declared: length, actual: this.end - this.at });
    return false;
  }
}

const empty = new Uint8Array();
