/** Questions to the person at the terminal, and secrets from standard input. */
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import type { Context } from '../context.ts';

export interface Ask {
  /** Whether somebody sees the question and can answer it. */
  readonly canAsk: boolean;
  /** One line; empty where the input ended. */
  line(question: string): Promise<string>;
  /** A secret: typed unseen at a terminal, else the next line of standard input. Empty where there is none. */
  secret(question: string): Promise<string>;
}

/** Asks on this process's terminal. Questions go to the error output: results alone belong to a pipe. */
export function askTerminal(context: Context): Ask {
  const { stdin } = process;
  let piped: Promise<string[]> | null = null;
  return {
    canAsk: stdin.isTTY === true && context.err.isTerminal,
    line(question) {
      context.err.write(question);
      return readLine(context.signal);
    },
    async secret(question) {
      if (stdin.isTTY === true) return await readUnseen(question, context);
      piped ??= text(stdin).then((all) => all.split(/\r?\n/));
      return (await piped).shift() ?? '';
    },
  };
}

/** Not as a "terminal" of readline: the system's own line editing leaves Ctrl-C to the signal. */
function readLine(signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, terminal: false });
  return new Promise<string>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    lines.once('line', resolve);
    lines.once('close', () => resolve(''));
  }).finally(() => lines.close());
}

const keys = { enter: /[\r\n]/, end: '\u0004', interrupt: '\u0003', erase: /[\u007f\b]/, clear: '\u0015' } as const;

/** Reads a line in raw mode, where nothing typed is shown; what raw mode takes away from the user is done by hand. */
async function readUnseen(question: string, { err, signal }: Context): Promise<string> {
  const { stdin } = process;
  const letters: string[] = [];
  // Before the question: who types fast shall not be shown either.
  stdin.setRawMode(true);
  err.write(question);
  stdin.setEncoding('utf8');
  try {
    return await new Promise<string>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      stdin.on('end', () => resolve(''));
      stdin.on('data', (chunk: string) => {
        for (const key of chunk) {
          if (keys.enter.test(key)) return resolve(letters.join(''));
          if (key === keys.end && letters.length === 0) return resolve('');
          if (key === keys.interrupt) process.kill(process.pid, 'SIGINT');
          else if (key === keys.clear) letters.length = 0;
          else if (keys.erase.test(key)) letters.pop();
          else letters.push(key);
        }
      });
      stdin.resume();
    });
  } finally {
    stdin.removeAllListeners('data').removeAllListeners('end');
    stdin.setRawMode(false);
    stdin.pause();
    err.write('\n');
  }
}
