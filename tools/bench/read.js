// What `meter read` of one object adds to what the wire took, beyond starting up: in one process, over real sockets.
import { median } from './median.js';
import { loadSource } from './source.js';

const rounds = 41;
const replyMs = 2000;

/**
 * The time of a reading less the time from its question to the last octet of its answer.
 * @returns rows { name, addedMs, wireMs, bound }
 */
export async function measureRead() {
  const { accessOf, parseObject, readObjects } = await loadSource('objects/index.ts');
  const { openSession, publicLogin } = await loadSource('session/index.ts');
  const { openTcp } = await loadSource('line/index.ts');
  const { startSimulator } = await loadSource('simulator/index.ts');
  const rows = [];
  for (const listener of ['gateway', 'wrapper']) {
    const simulator = await startSimulator({ listener });
    try {
      const target = {
        transport: listener === 'wrapper' ? 'wrapper' : 'hdlc',
        host: '127.0.0.1',
        port: simulator.port,
        client: 16,
        server: { upper: 1, lower: null, width: 1 },
      };
      const session = await openSession(openTcp, target, publicLogin, { connectTimeoutMs: 1000, replyMs });
      if (session.type !== 'session') throw new Error(`no session: ${session.stage}`);
      const access = accessOf(session, { replyMs, signal: new AbortController().signal });
      const { conversation } = session.channel;
      const added = [];
      const wire = [];
      for (let round = 0; round < rounds; round++) {
        const started = performance.now();
        const { readings } = await readObjects(access, [parseObject('8:0-0:1.0.0')]);
        const tookMs = performance.now() - started;
        if (readings[0]?.error !== null) throw new Error(`not read: ${readings[0]?.error}`);
        const { sentAtMs, received } = conversation.exchanges.at(-1);
        const waitedMs = (received.at(-1)?.atMs ?? sentAtMs) - sentAtMs;
        added.push(tookMs - waitedMs);
        wire.push(waitedMs);
      }
      await session.close();
      const name = listener === 'wrapper' ? 'one object over the wrapper' : 'one object over HDLC';
      rows.push({ name, addedMs: median(added), wireMs: median(wire), bound: 5 });
    } finally {
      await simulator.stop();
    }
  }
  return rows;
}

if (process.argv[1] === import.meta.filename) {
  for (const { name, addedMs, wireMs, bound } of await measureRead()) {
    console.log(
      `${name.padEnd(44)} ${addedMs.toFixed(2)} ms beside ${wireMs.toFixed(2)} ms on the wire   (at most ${bound} ms)`,
    );
  }
}
