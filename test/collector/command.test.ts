/** A collector steered by command lines: real programs, whose arguments arrive as they were given, and no shell. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandCollector } from '../../src/collector/command-collector.ts';
import { linesOf } from '../../src/collector/lines-of.ts';
import { runProgram } from '../../src/collector/run-program.ts';
import { temporaryFolder } from '../support/child.ts';

const never = new AbortController().signal;
const node = (program: string, ...args: readonly string[]) => [process.execPath, '-e', program, ...args];
const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code?: string; detail?: string }) => [error.code, error.detail],
  );

describe('a collector steered by commands', () => {
  it('hands arguments on as they are: nothing of them is read by a shell', async () => {
    const folder = temporaryFolder();
    const [file, trap] = [join(folder, 'args'), join(folder, 'trap')];
    const args = [`$(touch ${trap})`, `\`touch ${trap}\``, `; touch ${trap}`, '*', '$HOME', 'a b', '', '\u001b[2J'];
    const write = 'require("fs").writeFileSync(process.argv[1], JSON.stringify(process.argv.slice(2)))';
    await commandCollector({ pause: node(write, file, ...args) }).stop(never);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(args);
    expect(existsSync(trap)).toBe(false);
  });

  it.each([
    [0, 'running'],
    [1, 'stopped'],
    [3, 'stopped'],
    [4, 'unknown'],
  ])('says with exit %i of its status that it is %s', async (exit, state) => {
    const status = node(`console.log("since May"); process.exit(${exit})`);
    expect(await commandCollector({ status }).status(never)).toEqual({ state, says: 'since May', unit: null });
  });

  it('that has no line for something says so, or that it does not know', async () => {
    const collector = commandCollector({});
    expect(await failure(collector.stop(never))).toEqual(['no-command', 'pause']);
    expect(await collector.status(never)).toEqual({ state: 'unknown', says: null, unit: null });
  });

  it('tells how a command failed, and that it could not be started', async () => {
    const fails = node('console.error("no rights"); process.exit(9)');
    expect(await failure(commandCollector({ pause: fails }).stop(never))).toEqual([
      'command-failed',
      'exit 9: no rights',
    ]);
    expect(await failure(commandCollector({ pause: ['/nowhere/x'] }).stop(never))).toEqual([
      'no-program',
      '/nowhere/x',
    ]);
  });

  it('restarts as a pause and a resume where it has no line for it', async () => {
    const file = join(temporaryFolder(), 'done');
    const note = (word: string) => node('require("fs").appendFileSync(process.argv[1], process.argv[2])', file, word);
    await commandCollector({ pause: note('p'), resume: note('r') }).restart(never);
    expect(readFileSync(file, 'utf8')).toBe('pr');
  });

  it('gives the last lines of what its log prints, and follows', async () => {
    const logs = node('for (const one of ["a", "b", "c"]) console.log(one)');
    const follow = node('let n = 0; setInterval(() => console.log("line " + ++n), 20)');
    const collector = commandCollector({ logs, follow });
    const seen: string[] = [];
    for await (const { text } of collector.logs({ lines: 2, since: null, follow: false, signal: never }))
      seen.push(text);
    expect(seen).toEqual(['b', 'c']);
    const stop = new AbortController();
    const following = (async () => {
      for await (const { text } of collector.logs({ lines: 2, since: null, follow: true, signal: stop.signal })) {
        seen.push(text);
        if (seen.length === 5) stop.abort();
      }
    })();
    await expect(following).rejects.toThrow();
    expect(seen.slice(2, 5)).toEqual(['line 1', 'line 2', 'line 3']);
  });
});

describe('a program', () => {
  it('that does not end, and does not want to, is ended with what it started', async () => {
    const stubborn =
      'process.on("SIGTERM", () => {}); const c = require("child_process").spawn("sleep", ["60"], { stdio: "inherit" }); console.log(c.pid); setInterval(() => {}, 1000)';
    const [program = '', ...args] = node(stubborn);
    const ran = await runProgram(program, args, { timeoutMs: 1500, signal: never });
    expect(ran).toMatchObject({ exit: null, timedOut: true, notStarted: null });
    const sleeper = Number(ran.stdout);
    expect(sleeper).toBeGreaterThan(1);
    expect(() => process.kill(sleeper, 0)).toThrow('ESRCH');
  });

  it('that prints without end fills no memory', async () => {
    const [program = '', ...args] = node(
      'const s = "x".repeat(65536); for (let i = 0; i < 200; i++) process.stdout.write(s)',
    );
    const ran = await runProgram(program, args, { timeoutMs: 20_000, signal: never });
    expect([ran.exit, ran.stdout.length]).toEqual([0, 1 << 20]);
  });

  it('is ended when the command is interrupted', async () => {
    const [program = '', ...args] = node('setInterval(() => {}, 1000)');
    const stop = new AbortController();
    setTimeout(() => stop.abort('SIGINT'), 300);
    await expect(runProgram(program, args, { timeoutMs: 20_000, signal: stop.signal })).rejects.toBe('SIGINT');
  });
});

it('cuts output into lines, and lets go of one that never ends', async () => {
  async function* chunks() {
    yield Buffer.from('one\ntw');
    yield Buffer.from('o\nñ'.slice(0, 3));
    yield Buffer.from(' \n');
    for (let index = 0; index < 40; index++) yield Buffer.alloc(1 << 16, 'x');
    yield Buffer.from('\nlast');
  }
  const lines: string[] = [];
  for await (const line of linesOf(chunks())) lines.push(line);
  expect(lines.slice(0, 3)).toEqual(['one', 'two', 'ñ ']);
  expect(lines[3]?.length).toBe(1 << 20);
  expect(lines.slice(4)).toEqual(['last']);
});
