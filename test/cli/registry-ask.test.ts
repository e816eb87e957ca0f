/** Questions at a real terminal (a pseudo-terminal) and through a pipe: what is typed as a secret is never shown. */
import { spawnSync } from 'node:child_process';
import { spawn } from '@lydell/node-pty';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bundle, bundle } from '../support/child.ts';

let child: Bundle;
beforeAll(async () => {
  child = await bundle('ask-child.ts');
});
afterAll(() => child.remove());

/** Types each answer when its question appears; gives everything the terminal showed. */
function typed(args: readonly string[], question: string, answers: readonly string[]): Promise<string> {
  const terminal = spawn(process.execPath, [child.path, ...args], { cols: 80, rows: 24 });
  const left = [...answers];
  let shown = '';
  let seen = 0;
  terminal.onData((text) => {
    shown += text;
    const at = shown.indexOf(question, seen);
    if (at < 0) return;
    seen = at + question.length;
    const answer = left.shift();
    if (answer !== undefined) terminal.write(answer);
  });
  return new Promise((resolve) => terminal.onExit(() => resolve(shown)));
}

const piped = (args: readonly string[], input: string) =>
  JSON.parse(spawnSync(process.execPath, [child.path, ...args], { input, encoding: 'utf8' }).stdout);

describe('at a terminal', () => {
  it('a secret is typed unseen, and can be corrected', async () => {
    const shown = await typed(['secret', '2'], 'Secret: ', ['gehx\u007feim ñ\r', 'wrong\u0015right\n']);
    const [, result = ''] = /^(\{.*\})\r?$/m.exec(shown) ?? [];
    expect(JSON.parse(result)).toEqual({ canAsk: true, heard: ['geheim ñ', 'right'] });
    expect(shown.replace(result, '').trim().split(/\s+/)).toEqual(['Secret:', 'Secret:']);
  });

  it('Ctrl-D is no secret, and Ctrl-C ends the question', async () => {
    expect(await typed(['secret'], 'Secret: ', ['\u0004'])).toContain('{"canAsk":true,"heard":[""]}');
    expect(await typed(['secret'], 'Secret: ', ['gehe\u0003'])).toContain('{"stopped":"SIGINT"}');
    expect(await typed(['line'], 'Sure? ', ['\u0003'])).toContain('{"stopped":"SIGINT"}');
  });

  it('a line is answered, or not', async () => {
    expect(await typed(['line'], 'Sure? ', ['yes\r'])).toContain('{"canAsk":true,"heard":["yes"]}');
    expect(await typed(['line'], 'Sure? ', ['\u0004'])).toContain('{"canAsk":true,"heard":[""]}');
  });
});

describe('through a pipe', () => {
  it('each line is a secret; what is missing is empty', () => {
    expect(piped(['secret', '3'], 'one\r\ntwo')).toEqual({ canAsk: false, heard: ['one', 'two', ''] });
  });
});
