// Cutting and parsing frames (check values, addresses, control, as objects), and memory under hostile input.

import { median } from './median.js';
import { loadSource } from './source.js';

const portion = 64 * 1024;

export async function measureDeframing() {
  const { Deframer, encodeFrame, parseControl } = await loadSource('hdlc/index.ts');
  const client = { upper: 16, lower: null, width: 1 };
  const server = { upper: 1, lower: null, width: 1 };
  const frame = encodeFrame({
    destination: client,
    source: server,
    control: parseControl(0x30),
    information: Uint8Array.from({ length: 22 }, (_, index) => index * 11),
  });
  const stream = new Uint8Array(frame.length * 500_000);
  for (let at = 0; at < stream.length; at += frame.length) stream.set(frame, at);
  const pass = (step, length) => {
    const deframer = new Deframer();
    let frames = 0;
    const started = performance.now();
    for (let at = 0; at < length; at += step) {
      for (const piece of deframer.push(stream.subarray(at, Math.min(at + step, length)))) {
        if (piece.kind === 'frame' && piece.frame.defects.length === 0 && piece.frame.source.upper === 1) frames += 1;
      }
    }
    const seconds = (performance.now() - started) / 1000;
    if (frames !== Math.floor(length / frame.length)) throw new Error(`lost frames: ${frames}`);
    return length / 1e6 / seconds;
  };
  const repeat = (step, length) => median(Array.from({ length: 9 }, () => pass(step, length)));
  repeat(portion, stream.length);
  const whole = repeat(portion, stream.length);
  return [
    { name: `${frame.length}-byte frames, 64 KiB portions`, megabytesPerSecond: whole, bound: 150 },
    {
      name: `${frame.length}-byte frames, one byte at a time`,
      megabytesPerSecond: repeat(1, frame.length * 60_000),
      bound: null,
    },
  ];
}

/** Feeds a gigabyte of each and watches the resident memory. */
export async function measureMemory(total = 1e9) {
  const { Deframer, encodeFrame, parseControl } = await loadSource('hdlc/index.ts');
  const noise = Uint8Array.from({ length: portion }, () => Math.floor(Math.random() * 256));
  const longest = encodeFrame({
    destination: { upper: 16, lower: null, width: 1 },
    source: { upper: 1, lower: null, width: 1 },
    control: parseControl(0x30),
    information: new Uint8Array(2000).fill(0x55),
  });
  const kinds = [
    { name: 'flags', first: new Uint8Array(), bytes: new Uint8Array(portion).fill(0x7e) },
    { name: 'noise', first: new Uint8Array(), bytes: noise },
    { name: 'one never-ending frame', first: longest.slice(0, 100), bytes: new Uint8Array(portion).fill(0x55) },
  ];
  return kinds.map(({ name, first, bytes }) => {
    const deframer = new Deframer();
    deframer.push(first);
    const rss = [];
    const started = performance.now();
    for (let fed = 0; fed < total; fed += bytes.length) {
      deframer.push(bytes);
      if (fed % (64 * bytes.length) === 0) rss.push(process.memoryUsage.rss());
    }
    const settled = rss.slice(Math.floor(rss.length / 10));
    return {
      name,
      seconds: (performance.now() - started) / 1000,
      growthMegabytes: (Math.max(...settled) - settled[0]) / 1e6,
      pending: deframer.pending.length,
    };
  });
}
