/**
 * What is fuzzed: each target takes bytes and throws where a promise is broken. Promises: nothing throws, every byte
 * comes out exactly once, and no answer grows out of proportion to its question.
 */
import { sameBytes } from '../../src/bytes/join.ts';
import { dissectEach, leavesOf } from '../../src/dissect/index.ts';
import { DataStream, type FieldSink, parseApdu } from '../../src/dlms/index.ts';
import { bytesOf, Deframer } from '../../src/hdlc/index.ts';
import { sessionTarget } from './session-target.ts';

function must(holds: boolean, promise: string): void {
  if (!holds) throw new Error(`broken promise: ${promise}`);
}

function deframer(bytes: Uint8Array): void {
  const machine = new Deframer();
  let at = 0;
  const take = (pieces: ReturnType<Deframer['push']>): void => {
    for (const piece of pieces) {
      const own = bytesOf(piece);
      must(piece.at === at, 'pieces follow one another');
      must(sameBytes(own, bytes.subarray(at, at + own.length)), 'a piece is what came in');
      at += own.length;
    }
  };
  const step = 1 + (bytes.length % 7);
  for (let from = 0; from < bytes.length; from += step) take(machine.push(bytes.subarray(from, from + step)));
  take(machine.quiet());
  must(at === bytes.length, 'every byte goes out again');
}

function apdu(bytes: Uint8Array): void {
  let at = 0;
  let depth = 0;
  const sink: FieldSink = {
    leaf(_field, from, to) {
      must(from === at && to > from, 'leaves follow one another');
      at = to;
    },
    open() {
      depth += 1;
    },
    close() {
      depth -= 1;
    },
    defect({ at: from, end }) {
      must(from <= end && end <= bytes.length, 'a defect lies inside');
    },
  };
  const parsed = parseApdu(bytes, 0, bytes.length, sink);
  must(at === bytes.length && depth === 0, 'leaves cover the APDU');
  must(sameJson(parsed, parseApdu(bytes)), 'listening changes nothing');
}

function dissect(bytes: Uint8Array): void {
  let at = 0;
  for (const item of dissectEach(bytes)) {
    // What was joined from several frames is told besides; its bytes were covered by those frames already.
    if ('joinedFrom' in item && item.joinedFrom !== undefined) continue;
    must(item.offset === at, 'items follow one another');
    let inside = at;
    for (const leaf of leavesOf(item.tree)) {
      if (leaf.length === 0) continue;
      must(leaf.offset === inside, 'leaves follow one another');
      inside += leaf.length;
    }
    must(inside === at + item.length, 'leaves cover the item');
    must(JSON.stringify(item).length < 4000 + item.length * 2000, 'an explanation keeps in proportion');
    at += item.length;
  }
  must(at === bytes.length, 'items cover the input');
}

function stream(bytes: Uint8Array): void {
  const whole = new DataStream();
  const cut = new DataStream();
  const all = whole.push(bytes);
  const parts = [];
  const step = 1 + (bytes.length % 5);
  for (let from = 0; from < bytes.length; from += step) parts.push(...cut.push(bytes.subarray(from, from + step)));
  must(sameJson(all, parts), 'portions change nothing');
  must(all.length <= bytes.length, 'an element takes at least one octet');
}

const sameJson = (left: unknown, right: unknown): boolean => json(left) === json(right);
const json = (value: unknown): string =>
  JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? `${one}n` : one));

export const targets: Readonly<Record<string, (bytes: Uint8Array) => void | Promise<void>>> = {
  deframer,
  apdu,
  dissect,
  'data-stream': stream,
  session: sessionTarget,
};
