/**
 * A meter or a gateway is not trusted with the terminal: whatever bytes it sends, none of them reaches standard output
 * or standard error as a control character, in text, in JSON, and in what `-v` shows.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { built } from '../../support/built.ts';
import { startRawServer } from '../../support/raw-server.ts';
import { runMeter } from '../../support/run-meter.ts';
import { readTestDocument } from '../../support/test-document.ts';

beforeAll(built);

const esc = '\u001b';
const attacks: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [
  { name: 'clears the screen', bytes: Buffer.from(`${esc}[2J${esc}[HPort already in use\r\n`) },
  { name: 'sets the title', bytes: Buffer.from(`Welcome ${esc}]0;owned\u0007 to the gateway\r\n`) },
  { name: 'writes to the clipboard', bytes: Buffer.from(`${esc}]52;c;cm0gLXJmIC8=\u0007banner\r\n`) },
  { name: 'C1 controls in one byte', bytes: Buffer.from('hello \x9b2Jworld, this is a text\r\n', 'latin1') },
  { name: 'C1 controls in UTF-8', bytes: Buffer.from('hello \u009b2Jworld, this is a text\r\n', 'utf8') },
  { name: 'goes back over the line', bytes: Buffer.from('Port already in use\rAll is well        \b\b\b\r\n') },
  { name: 'turns the line around', bytes: Buffer.from('Port \u202ealready\u2066 in use\r\n', 'utf8') },
  { name: 'every byte there is', bytes: Uint8Array.from({ length: 256 }, (_, index) => index) },
  { name: 'a busy text with an esc inside', bytes: Buffer.from(`Port already in use${esc}[31m\r\n`) },
  { name: 'a mode E identification', bytes: Buffer.from(`/ABC5${esc}[2Jmeter\r\n`) },
  { name: 'JSON that would end a string', bytes: Buffer.from('"}], "verdict": {"code": "ok"}}\r\n') },
  { name: 'a text without an end', bytes: Buffer.from('A'.repeat(20_000)) },
  { name: 'placeholders', bytes: Buffer.from('{text} {ms} {server} $& %s and more\r\n') },
];

/** Everything below blank but the line feed, DEL, C1, and the marks that reorder a line. */
const controls = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

describe.each(['greeting', 'answer'] as const)('as %s', (when) => {
  it.concurrent.each(attacks)('$name', async ({ bytes }) => {
    const server = await startRawServer(when === 'greeting' ? { greeting: bytes } : { answer: () => bytes });
    const test = (...args: readonly string[]) =>
      runMeter(['test', server.endpoint, '--timeout', '0.1', '--client', '16', ...args]);
    try {
      const json = await test('--json');
      const text = await test('--lang', 'es', '-vv');
      for (const { stdout, stderr, code } of [json, text]) {
        expect(controls.exec(stdout)?.[0]).toBeUndefined();
        expect(controls.exec(stderr)?.[0]).toBeUndefined();
        expect([1, 4]).toContain(code);
      }
      const document = readTestDocument(json.stdout);
      expect(document.verdict.code).not.toBe('ok');
      // What is kept is what came, byte for byte.
      const received = document.checks
        .flatMap(({ exchanges = [] }) => exchanges)
        .concat(document.credentials.flatMap(({ exchanges }) => exchanges))
        .flatMap((exchange) => exchange.received.map(({ hex }) => hex))
        .join('');
      expect(received.includes(Buffer.from(bytes).toString('hex').slice(0, 400))).toBe(true);
      // A text is told within the screen, however long it is.
      expect(Math.max(...text.stdout.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(80);
      expect(text.stdout.length).toBeLessThan(20_000);
    } finally {
      await server.stop();
    }
  });
});

describe('a host name', () => {
  it.each([`a${esc}[2Jb:3333`, `gate\u202eway:3333`, `x\u0007:3333`])(
    '%j reaches no terminal raw',
    async (endpoint) => {
      const { stdout, stderr, code } = await runMeter(['test', endpoint]);
      expect([2, 3]).toContain(code);
      expect(controls.test(stdout + stderr)).toBe(false);
    },
  );
  it.each(['--timeout', '--client', '--server', '--credential', '--depth', '--trace'])(
    'nor does the value of %s',
    async (option) => {
      const { stdout, stderr, code } = await runMeter(['test', '127.0.0.1:1', option, `/nonexistent/${esc}[2J`]);
      expect(code).toBe(2);
      expect(controls.test(stdout + stderr)).toBe(false);
    },
  );
  it.each([[`${esc}[2J`], ['test', '127.0.0.1:1', `--${esc}[2J`], ['test', `nowhere${esc}[2J`]])(
    'nor does what is no command, option or meter: %j',
    async (...args) => {
      const { stdout, stderr, code } = await runMeter(args.flat());
      expect(code).toBe(2);
      expect(controls.test(stdout + stderr)).toBe(false);
    },
  );
});
