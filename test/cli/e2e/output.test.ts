/** What goes where: results on standard output, the rest on standard error, colour only where it is wanted. */
import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../src/simulator/index.ts';
import { built, executable } from '../../support/built.ts';
import { plainEnvironment, runMeter, until } from '../../support/run-meter.ts';
import { withoutControls } from '../../support/terminal.ts';

let busy: Simulator;
let endpoint: string;
beforeAll(async () => {
  await built();
  busy = await startSimulator({ faults: ['busy'] });
  endpoint = `127.0.0.1:${busy.port}`;
});
afterAll(() => busy.stop());

const esc = '\u001b';

/** Runs a shell line in which METER and ENDPOINT stand for themselves. */
function shell(line: string): Promise<{ code: number | string; stdout: string; stderr: string }> {
  const filled = line.replaceAll('METER', `'${process.execPath}' '${executable}'`).replaceAll('ENDPOINT', endpoint);
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['-c', `set -o pipefail; ${filled}`],
      { env: plainEnvironment(), timeout: 20_000 },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe('piped output', () => {
  it.each([[], ['--json'], ['-v'], ['-vv'], ['--lang', 'es']])('has no escape byte: %j', async (...options) => {
    const { stdout, stderr, code } = await runMeter(['test', endpoint, ...options.flat()]);
    expect(code).toBe(4);
    expect(stdout.length).toBeGreaterThan(500);
    expect((stdout + stderr).includes(esc)).toBe(false);
    expect((stdout + stderr).includes('\r')).toBe(false);
  });

  it('keeps to 80 columns, or to COLUMNS', async () => {
    for (const columns of [80, 100]) {
      const { stdout } = await runMeter(['test', endpoint], columns === 80 ? {} : { env: { COLUMNS: `${columns}` } });
      const widest = Math.max(...stdout.split('\n').map((line) => [...line].length));
      expect(widest).toBeLessThanOrEqual(columns);
    }
  });

  it('of help has no escape byte, and keeps to the width', async () => {
    const { stdout } = await runMeter(['test', '--help']);
    expect(stdout.includes(esc)).toBe(false);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('colour', () => {
  const runs: readonly { env: Record<string, string>; args?: readonly string[]; coloured: boolean }[] = [
    { env: { FORCE_COLOR: '1' }, coloured: true },
    { env: { FORCE_COLOR: '3' }, coloured: true },
    { env: { FORCE_COLOR: '' }, coloured: true },
    { env: { FORCE_COLOR: '0' }, coloured: false },
    { env: { FORCE_COLOR: 'false' }, coloured: false },
    { env: { NO_COLOR: '1' }, coloured: false },
    { env: { FORCE_COLOR: '1' }, args: ['--no-color'], coloured: false },
    { env: {}, coloured: false },
  ];
  it.each(runs)('$env $args: $coloured', async ({ env, args = [], coloured }) => {
    const { stdout } = await runMeter(['test', endpoint, ...args], { env });
    expect(stdout.includes(`${esc}[`)).toBe(coloured);
    expect(withoutControls(stdout)).not.toContain(esc);
  });

  it('changes no word and no place', async () => {
    const mask = (text: string) => withoutControls(text).replace(/[\d.]+ ms/g, '# ms');
    const plain = await runMeter(['test', endpoint]);
    const coloured = await runMeter(['test', endpoint], { env: { FORCE_COLOR: '1' } });
    expect(mask(coloured.stdout)).toBe(mask(plain.stdout));
  });

  it('is never in JSON', async () => {
    const { stdout } = await runMeter(['test', endpoint, '--json'], { env: { FORCE_COLOR: '3' } });
    expect(stdout.includes(esc)).toBe(false);
    expect(JSON.parse(stdout)).toMatchObject({ schema: 'meter.test/1' });
  });
});

describe('a reader that goes away', () => {
  it.each(['METER test ENDPOINT | head -1', 'METER test ENDPOINT --json | head -1', 'METER --help | head -1'])(
    '%s ends quietly',
    async (line) => {
      const { stdout, stderr, code } = await shell(line);
      expect(stderr).toBe('');
      expect(stdout.trimEnd().split('\n')).toHaveLength(1);
      expect(typeof code).toBe('number');
      expect([0, 4]).toContain(code);
    },
  );

  it('that reads nothing at all ends it quietly too', async () => {
    const { stderr } = await shell('METER test ENDPOINT ENDPOINT ENDPOINT | true');
    expect(stderr).toBe('');
  });

  it.each(['METER test SOUND -v 2>&1 | head -1', 'METER test SOUND -vv 2> >(head -1) | cat'])(
    'leaves the line as it was found all the same: %s',
    async (line) => {
      const sound = await startSimulator({ faults: ['late=50'] });
      try {
        await shell(line.replace('SOUND', `127.0.0.1:${sound.port}`));
        const { events } = sound;
        await until(() => events.fins + events.resets === events.connections, 'the end of every connection');
        expect(events.connections).toBeGreaterThan(0);
        expect({ left: events.linksLeftOpen, resets: events.resets }).toEqual({ left: 0, resets: 0 });
      } finally {
        await sound.stop();
      }
    },
  );

  it('of standard error does not disturb the result', async () => {
    const { stdout } = await shell('METER test ENDPOINT -v 2> >(true)');
    expect(stdout).toContain('gateway.busy');
  });

  it('a full disk is told, not hidden: the result did not arrive', async () => {
    const { stderr } = await shell('METER test ENDPOINT --json > /dev/full');
    expect(stderr).toMatch(/ENOSPC|no space/i);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('a closed standard output is no reason for a stack trace', async () => {
    const { stderr } = await shell('METER test ENDPOINT >&-');
    expect(stderr).not.toMatch(/^\s+at |node:internal/m);
  });
});
