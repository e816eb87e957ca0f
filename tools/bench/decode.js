// Decoding to a tree, single thread: every node of every item is built and visited.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { median } from './median.js';
import { loadSource } from './source.js';

const collection = join(import.meta.dirname, '../../../shared/vectors/frames.jsonl');

/** @returns rows { name, framesPerSecond | megabytesPerSecond, bound, nodes }; what is not there is left out */
export async function measureDecode(rounds = 9) {
  const { dissectEach } = await loadSource('dissect/index.ts');
  const { encodeFrame, parseControl } = await loadSource('hdlc/index.ts');
  const rows = [];

  const mix = mixOf(encodeFrame, parseControl);
  const repeats = 50_000;
  const stream = repeated(
    mix.flatMap((frame) => [...frame]),
    repeats,
  );
  const speeds = [];
  let nodes = 0;
  for (let round = 0; round <= rounds; round++) {
    const ended = pass(dissectEach, [stream]);
    if (ended.items !== mix.length * repeats || ended.faults > 0) throw new Error(`lost frames: ${ended.items}`);
    nodes = ended.nodes / ended.items;
    if (round > 0) speeds.push(ended.items / ended.seconds);
  }
  const name = 'UA, AARE, two GET-responses, to the last field';
  rows.push({ name, framesPerSecond: median(speeds), bound: 500_000, nodes });

  if (existsSync(collection)) {
    const inputs = readFileSync(collection, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => Uint8Array.from(Buffer.from(JSON.parse(line).hex, 'hex')));
    const bytes = inputs.reduce((sum, one) => sum + one.length, 0);
    const measured = [];
    for (let round = 0; round < 3; round++) {
      const started = performance.now();
      for (let repeat = 0; repeat < 1000; repeat++) pass(dissectEach, inputs);
      measured.push((bytes * 1000) / 1e6 / ((performance.now() - started) / 1000));
    }
    rows.push({
      name: 'a collection of real traffic, a thousand times',
      megabytesPerSecond: median(measured),
      bound: null,
    });
  }
  return rows;
}

function pass(dissectEach, inputs) {
  let items = 0;
  let nodes = 0;
  let faults = 0;
  const started = performance.now();
  for (const input of inputs) {
    for (const item of dissectEach(input)) {
      items++;
      faults += item.problems.length;
      nodes += countNodes(item.tree);
    }
  }
  return { items, nodes, faults, seconds: (performance.now() - started) / 1000 };
}

function countNodes(tree) {
  let count = tree.length;
  for (const { children } of tree) if (children !== undefined) count += countNodes(children);
  return count;
}

function repeated(bytes, times) {
  const stream = new Uint8Array(bytes.length * times);
  for (let index = 0; index < times; index++) stream.set(bytes, index * bytes.length);
  return stream;
}

/** Answers of a meter as a session has them: link, association, a register's value, the clock. */
function mixOf(encodeFrame, parseControl) {
  const address = (upper) => ({ upper, lower: null, width: 1 });
  const hex = (text) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
  const frame = (control, information) =>
    encodeFrame({
      destination: address(16),
      source: address(1),
      control: parseControl(control),
      information: hex(information),
    });
  return [
    frame(0x73, '8180 12 05 01 80 06 01 80 07 04 00000001 08 04 00000001'),
    frame(
      0x30,
      'E6E700 6129 A109 0607 60857405080101 A203 020100 A305 A103 020100 BE10 040E 08 00 06 5F1F04 00 00101D 0400 0007',
    ),
    frame(0x52, 'E6E700 C4 01 C1 00 06 0001E240'),
    frame(0x74, 'E6E700 C4 01 C1 00 09 0C 07EA 0B 18 02 0E 1E 00 00 FED4 00'),
  ];
}

if (process.argv[1] === import.meta.filename) {
  for (const { name, framesPerSecond, megabytesPerSecond, bound, nodes } of await measureDecode()) {
    const speed =
      framesPerSecond === undefined
        ? `${megabytesPerSecond.toFixed(1)} MB/s`
        : `${Math.round(framesPerSecond)} frames/s, ${nodes.toFixed(1)} nodes a frame`;
    console.log(`${name.padEnd(56)} ${speed}${bound === null ? '' : `   (at least ${bound})`}`);
  }
}
