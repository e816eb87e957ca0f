/** Writes an APDU octet by octet: the opposite of `Scan`. */
export class Writer {
  #bytes = new Uint8Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  octets(...values: readonly number[]): this {
    this.#room(values.length);
    for (const value of values) this.#bytes[this.#length++] = value;
    return this;
  }

  /** An integer of `length` octets in two's complement, high octet first; at most six. */
  number(value: number, length: number): this {
    this.#room(length);
    let rest = value;
    for (let index = length - 1; index >= 0; index--) {
      this.#bytes[this.#length + index] = rest & 0xff;
      rest = Math.floor(rest / 256);
    }
    this.#length += length;
    return this;
  }

  big(value: bigint): this {
    const bits = BigInt.asUintN(64, value);
    return this.number(Number(bits >> 32n), 4).number(Number(bits & 0xffffffffn), 4);
  }

  /** A length field: one octet to 7F, else as few as hold it. */
  count(value: number): this {
    if (value < 0x80) return this.octets(value);
    if (value < 0x100) return this.octets(0x81, value);
    if (value < 0x10000) return this.octets(0x82).number(value, 2);
    return this.octets(0x84).number(value, 4);
  }

  bytes(bytes: Uint8Array): this {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** A length field and the bytes. */
  counted(bytes: Uint8Array): this {
    return this.count(bytes.length).bytes(bytes);
  }

  done(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
