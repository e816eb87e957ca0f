/** `meter follow` of a meter whose collector runs, is paused and resumed meanwhile; and the live view on a terminal. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from '@lydell/node-pty';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../src/simulator/index.ts';
import { built, executable } from '../../support/built.ts';
import { type Registered, registered } from '../../support/registered.ts';
import { plainEnvironment, runMeter, startMeter } from '../../support/run-meter.ts';
import { withoutControls } from '../../support/terminal.ts';

const stops: (() => Promise<void> | void)[] = [];
beforeAll(() => built(), 120_000);
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

interface Collected extends Registered {
  readonly simulator: Simulator;
  /** What the collector does: the exit status of its `status` command. */
  setRunning(runs: boolean): void;
  /** A line of its log. */
  say(line: string): void;
}

/** A registered meter whose collector is a few command lines over two files. */
async function collected(): Promise<Collected> {
  const simulator = await startSimulator();
  const own = await registered('m1', `127.0.0.1:${simulator.port}`);
  stops.push(
    () => own.remove(),
    () => simulator.stop(),
  );
  const [state, log] = [join(own.options.configDir, 'state'), join(own.options.configDir, 'log')];
  writeFileSync(state, '0');
  writeFileSync(log, 'old line\n');
  const node = (program: string) => `'${process.execPath}' -e '${program}' '${state}'`;
  const lines = [
    `status=${node('process.exit(Number(require("fs").readFileSync(process.argv[1])))')}`,
    `pause=${node('require("fs").writeFileSync(process.argv[1], "3")')}`,
    `resume=${node('require("fs").writeFileSync(process.argv[1], "0")')}`,
    `follow=tail -n 5 -F '${log}'`,
  ];
  const { code, stderr } = await runMeter(
    ['edit', 'm1', ...lines.flatMap((line) => ['--collector-command', line])],
    own.options,
  );
  if (code !== 0) throw new Error(stderr);
  return {
    ...own,
    simulator,
    setRunning: (runs) => writeFileSync(state, runs ? '0' : '3'),
    say: (line) => appendFileSync(log, `${line}\n`),
  };
}

async function waitFor(isTrue: () => boolean, what: () => string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 15_000; waitedMs += 20) {
    if (isTrue()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`waited in vain for ${what()}`);
}

function follow(own: Collected, ...args: readonly string[]) {
  const run = startMeter(['follow', 'm1', ...args], own.options);
  let text = '';
  run.process.stdout?.on('data', (part: string) => {
    text += part;
  });
  stops.push(async () => {
    if (run.process.exitCode === null) run.process.kill('SIGKILL');
    await run.ended;
  });
  const seen = (pattern: RegExp) =>
    waitFor(
      () => pattern.test(text),
      () => `${pattern} in ${text}`,
    );
  return { ...run, seen };
}

describe('a meter whose collector runs', () => {
  it('is followed by the log of the collector: nothing is sent, and nothing of the log acts on a terminal', async () => {
    const own = await collected();
    const run = follow(own, '--json');
    await run.seen(/"old line"/);
    own.say('\u001b[2J Success Rate: 97.5%, latency 212 ms \u009b1m');
    await run.seen(/212/);
    const { code, stdout, afterSignalMs } = await run.interrupt('SIGINT');
    expect(code).toBe(130);
    expect(afterSignalMs).toBeLessThan(1000);
    const told = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(told.map(({ event }) => event)).toEqual(['start', 'log', 'log', 'summary']);
    expect(told[0]).toMatchObject({ via: 'collector', reason: 'running' });
    expect(told[2]).toMatchObject({ successRate: 0.975, latencyMs: 212 });
    expect(told.at(-1)).toMatchObject({ polls: 0, logLines: 2 });
    expect(stdout).not.toMatch(/[\u001b\u009b]/);
    expect(own.simulator.events.connections).toBe(0);
  });

  it('is asked itself while another run pauses it, and its log is followed again after the resume', async () => {
    const own = await collected();
    const run = follow(own, '--every', '0.3');
    await run.seen(/old line/);
    const paused = await runMeter(['pause', 'm1', '--yes'], own.options);
    expect(paused.stderr + paused.stdout).toContain('paused');
    await run.seen(/the collecting of this meter is paused, /);
    await run.seen(/the meter itself \(its collecting is paused\)/);
    await run.seen(/energy .* Wh/);
    expect((await runMeter(['resume', 'm1', '--force', '--yes'], own.options)).code).toBe(0);
    await run.seen(/no longer paused[\s\S]*the log of its collector \(its collector runs/);
    own.say('after the resume');
    await run.seen(/after the resume/);
    const { code, stdout } = await run.interrupt('SIGINT');
    expect(code).toBe(130);
    expect(stdout).toMatch(/asked \d+ times[\s\S]*Followed the log/);
    expect(own.simulator.events.linksLeftOpen).toBe(0);
    expect(own.simulator.events.linksOpen).toEqual([]);
  });

  it('can be asked by hand all the same, with a warning', async () => {
    const own = await collected();
    const { code, stdout, stderr } = await runMeter(
      ['follow', 'm1', '--via', 'meter', '--count', '1', '--json'],
      own.options,
    );
    expect(code).toBe(0);
    expect(stderr).toContain('The collector of this meter runs');
    expect(stdout).toContain('"reason":"asked"');
    expect(stdout).toContain('"reading"');
  });

  it('is asked where the collector does not run', async () => {
    const own = await collected();
    own.setRunning(false);
    const { code, stdout } = await runMeter(['follow', 'm1', '--count', '1', '--json'], own.options);
    expect(code).toBe(0);
    expect(stdout).toContain('"via":"meter","reason":"stopped"');
  });
});

/** A screen as a terminal keeps it: lines, a cursor that goes up, and what is cleared behind it. */
function screenOf(raw: string): readonly string[] {
  let lines = [''];
  let row = 0;
  for (const part of raw.match(/\u001b\[\d*[A-Za-z]|\u001b\[[0-9;?]*[a-zA-Z]|\r|\n|[^\u001b\r\n]+/g) ?? []) {
    const up = /^\u001b\[(\d+)A$/.exec(part)?.[1];
    if (up !== undefined) row = Math.max(0, row - Number(up));
    else if (part === '\u001b[J') lines = lines.slice(0, row).concat('');
    else if (part === '\u001b[K') lines[row] = '';
    else if (part === '\n') {
      row += 1;
      lines[row] ??= '';
    } else if (!part.startsWith('\u001b') && part !== '\r') lines[row] = (lines[row] ?? '') + part;
  }
  return lines;
}

describe('on a terminal', () => {
  it.each([70, 110])(
    'of %i columns one view is drawn over in place, and the summary stands under it',
    async (columns) => {
      const simulator = await startSimulator();
      stops.push(() => simulator.stop());
      const own = await registered('m1', `127.0.0.1:${simulator.port}`);
      stops.push(() => own.remove());
      const terminal = spawn(process.execPath, [executable, 'follow', 'm1', '--every', '0.3'], {
        cols: columns,
        rows: 40,
        name: 'xterm-256color',
        env: {
          ...plainEnvironment(own.options.configDir),
          ...own.options.env,
          TERM: 'xterm-256color',
          LC_ALL: 'C.UTF-8',
        },
      });
      let raw = '';
      terminal.onData((text) => {
        raw += text;
      });
      const ended = new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)));
      await waitFor(
        () => /polls [4-9]/.test(withoutControls(raw)),
        () => raw,
      );
      terminal.write('\u0003');
      expect(await ended).toBe(130);
      expect(raw).toContain('\u001b[J');
      expect(raw).not.toContain('\u001b[?1049h');
      const lines = screenOf(raw).map((line) => line.trimEnd());
      for (const line of lines) expect([...line].length).toBeLessThan(columns);
      // What was drawn over left nothing behind.
      expect(lines.filter((line) => line.startsWith('m1, tcp://'))).toHaveLength(1);
      expect(lines.filter((line) => /^ {2}energy {2}/.test(line))).toHaveLength(1);
      expect(lines.find((line) => /^ {2}voltage-l1 /.test(line))).toMatch(/ V +[▁▂▃▄▅▆▇█]+$/);
      const [view, summary] = [
        lines.indexOf('Ctrl-C ends'),
        lines.findIndex((line) => line.startsWith('Followed for')),
      ];
      expect(view).toBeGreaterThan(0);
      expect(summary).toBe(view + 1);
      expect(simulator.events.linksLeftOpen).toBe(0);
    },
  );
});
