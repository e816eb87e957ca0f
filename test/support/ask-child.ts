/** A child process that asks: `secret` or `line`, how many times; says what it heard as JSON. */
import { askTerminal } from '../../src/cli/commands/ask.ts';
import type { Output } from '../../src/cli/context.ts';

const [what = '', times = '1'] = process.argv.slice(2);
const stop = new AbortController();
process.on('SIGINT', () => stop.abort('SIGINT'));
const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  isTerminal: stream.isTTY === true,
  columns: 80,
  colourLevel: 0,
});
const ask = askTerminal({
  out: output(process.stdout),
  err: output(process.stderr),
  lang: 'en',
  json: false,
  verbosity: 0,
  showSecrets: false,
  configDir: undefined,
  signal: stop.signal,
});

const heard: string[] = [];
try {
  for (let index = 0; index < Number(times); index++) {
    heard.push(await (what === 'secret' ? ask.secret('Secret: ') : ask.line('Sure? ')));
  }
  process.stdout.write(`${JSON.stringify({ canAsk: ask.canAsk, heard })}\n`);
} catch (error) {
  process.stdout.write(`${JSON.stringify({ stopped: String(error) })}\n`);
}
