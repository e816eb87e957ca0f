/**
 * The elements of a long array, one after the other as its bytes come in: a profile of 100 000 rows is never held
 * whole. Bytes of an unfinished element are kept until it is complete.
 *
 *   01 82 01 86 A0 │ 02 04 … │ 02 04 … │ 02 0…
 *   └ array, count   └ given out         └ kept
 */
import { scanData } from './data.ts';
import { type DataValue, dataTags } from './data-types.ts';
import { type ApduDefect, isMild, Scan } from './scan.ts';

/** An element longer than this is no row of any profile. */
const longestElement = 1 << 18;

export class DataStream {
  #kept: Uint8Array = new Uint8Array();
  #announced: number | null = null;
  #given = 0;
  #defects: readonly ApduDefect[] = [];
  /** What came is no array: the whole value is one element. */
  #single = false;

  /** How many elements the array says it has; null before that was heard, or where the value is no array. */
  get announced(): number | null {
    return this.#announced;
  }

  get given(): number {
    return this.#given;
  }

  /** Something is wrong with the bytes: nothing more comes out. */
  get defects(): readonly ApduDefect[] {
    return this.#defects;
  }

  /** Whether every announced element was given out. */
  get complete(): boolean {
    return this.#single ? this.#given === 1 : this.#announced !== null && this.#given >= this.#announced;
  }

  /** Octets that wait for the rest of their element, or stand behind the last one. */
  get pending(): number {
    return this.#kept.length;
  }

  /** Takes the next bytes and gives the elements that are complete. */
  push(bytes: Uint8Array): readonly DataValue[] {
    if (this.#defects.length > 0) return [];
    const all = new Uint8Array(this.#kept.length + bytes.length);
    all.set(this.#kept);
    all.set(bytes, this.#kept.length);
    let at = this.#announced === null && !this.#single ? this.#readHeader(all) : 0;
    const elements: DataValue[] = [];
    while (at < all.length && !this.complete && (this.#announced !== null || this.#single)) {
      const scan = new Scan(all, at, all.length, null);
      const value = scanData(scan);
      const broken = scan.defects.filter((defect) => !isMild(defect));
      if (broken.some(({ code }) => code === 'cut' || code === 'count-impossible')) {
        // Not there yet, as far as one can tell; only so much is waited for.
        if (all.length - at > longestElement) this.#defects = broken;
        break;
      }
      if (broken.length > 0 || scan.at === at) {
        this.#defects = broken;
        break;
      }
      elements.push(value);
      this.#given += 1;
      at = scan.at;
    }
    this.#kept = all.slice(at);
    return elements;
  }

  /** How many octets stand at the start before the first element; 0 while the header is not whole. */
  #readHeader(bytes: Uint8Array): number {
    if (bytes.length === 0) return 0;
    if (bytes[0] !== dataTags.array) {
      this.#single = true;
      return 0;
    }
    const scan = new Scan(bytes, 1, bytes.length, null);
    const count = scan.length();
    if (scan.failed) return 0;
    this.#announced = count;
    return scan.at;
  }
}
