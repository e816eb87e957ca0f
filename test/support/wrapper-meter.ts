/** A meter over the wrapper on a real socket that says what a test wants: sound answers, and others in their place. */
import { createServer, type Socket } from 'node:net';
import { MeterAnswers, type MeterOptions } from './dlms-answers.ts';

/** What is said in the place of a sound answer: bytes, silence (null), the end of the line, or undefined for the sound one. */
export type Instead = (question: Uint8Array, answers: MeterAnswers) => Uint8Array | null | 'close' | undefined;

export interface WrapperMeter {
  readonly port: number;
  /** `wrapper://127.0.0.1:40123` */
  readonly endpoint: string;
  readonly answers: MeterAnswers;
  /** How many questions of a kind came: `GET-Request normal`. */
  count(kind: string): number;
  stop(): Promise<void>;
}

const headerLength = 8;

export async function startWrapperMeter(
  options: MeterOptions,
  instead: Instead = () => undefined,
): Promise<WrapperMeter> {
  const answers = new MeterAnswers(options);
  const clients = new Set<Socket>();
  const server = createServer((client) => {
    clients.add(client);
    client.setNoDelay(true);
    client.on('error', () => {});
    client.once('close', () => clients.delete(client));
    let kept = Buffer.alloc(0);
    client.on('data', (bytes: Buffer) => {
      kept = Buffer.concat([kept, bytes]);
      while (kept.length >= headerLength && kept.length >= headerLength + kept.readUInt16BE(6)) {
        const length = kept.readUInt16BE(6);
        const [source, destination] = [kept.readUInt16BE(2), kept.readUInt16BE(4)];
        const question = Uint8Array.from(kept.subarray(headerLength, headerLength + length));
        kept = kept.subarray(headerLength + length);
        const said = instead(question, answers);
        if (said === 'close') {
          client.end();
          return;
        }
        const answer = said === undefined ? answers.answer(question) : said;
        if (answer === null) continue;
        const header = Buffer.alloc(headerLength);
        header.writeUInt16BE(1, 0);
        header.writeUInt16BE(destination, 2);
        header.writeUInt16BE(source, 4);
        header.writeUInt16BE(answer.length, 6);
        client.write(Buffer.concat([header, answer]));
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return {
    port: address.port,
    endpoint: `wrapper://127.0.0.1:${address.port}`,
    answers,
    count: (kind) => answers.asked.filter((one) => one === kind).length,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const client of clients) client.destroy();
      await closed;
    },
  };
}
