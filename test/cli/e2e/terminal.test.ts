/** On a real terminal: the screen fits it, colours come and can be switched off, and the cursor is given back. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { runInTerminal, type Shown, type TerminalOptions } from '../../support/terminal.ts';

beforeAll(built);

async function show(
  faults: NonNullable<SimulatorOptions['faults']>,
  options: TerminalOptions,
  ...args: readonly string[]
): Promise<Shown> {
  const simulator = await startSimulator({ faults });
  try {
    return await runInTerminal(['test', `127.0.0.1:${simulator.port}`, '--timeout', '0.5', ...args], options);
  } finally {
    await simulator.stop();
  }
}

const widest = ({ lines }: Shown) => Math.max(...lines.map((line) => [...line].length));
const screens: readonly { readonly faults: NonNullable<SimulatorOptions['faults']> }[] = [
  { faults: ['silent'] },
  { faults: ['busy'] },
  { faults: ['frmr'] },
  { faults: ['telnet'] },
  { faults: ['foreign=60'] },
  { faults: ['all-answer'] },
  { faults: [] },
];

describe('a terminal', () => {
  for (const columns of [80, 120]) {
    for (const lang of ['en', 'es']) {
      it.concurrent.each(screens)(`of ${columns} columns holds every line (${lang}): $faults`, async ({ faults }) => {
        const shown = await show(faults, { columns }, '--lang', lang);
        expect(shown.lines.length).toBeGreaterThan(15);
        const tooWide = shown.lines.filter((line) => [...line].length > columns);
        expect(tooWide).toEqual([]);
      });
    }
  }

  it.concurrent.each(['en', 'es'])('that is narrow holds the table as well (%s)', async (lang) => {
    const columns = 60;
    const { lines } = await show(['busy'], { columns }, '--lang', lang);
    expect(lines.filter((line) => [...line].length > columns)).toEqual([]);
  });

  it.concurrent('shows what is waited for, and takes it away before the result', async () => {
    const shown = await show(['silent'], { columns: 80 });
    const waiting = shown.lines.filter((line) => /\d+\.\d (?:of|de) \d+\.\d s/.test(line));
    expect(waiting.length).toBeGreaterThan(3);
    expect(shown.raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(shown.raw.lastIndexOf('\u001b[?25l'));
    const result = shown.raw.slice(shown.raw.indexOf('server 1'));
    expect(result).not.toMatch(/\d+\.\d of \d+\.\d s/);
  });

  it.concurrent('gives the cursor back after Ctrl-C', async () => {
    const shown = await show(['silent'], {
      columns: 80,
      type: { keys: '\u0003', after: /\d\.\d of \d+\.\d s/ },
    });
    expect(shown.code).toBe(130);
    expect(shown.raw).toContain('\u001b[?25l');
    expect(shown.raw.lastIndexOf('\u001b[?25h')).toBeGreaterThan(shown.raw.lastIndexOf('\u001b[?25l'));
  });

  it.concurrent('has colours, but not where they are unwanted', async () => {
    const colour = /\u001b\[(?:[0-9;]*)m/;
    const runs = await Promise.all([
      show(['busy'], { columns: 80 }),
      show(['busy'], { columns: 80, env: { NO_COLOR: '1' } }),
      show(['busy'], { columns: 80 }, '--no-color'),
      show(['busy'], { columns: 80, env: { TERM: 'dumb' } }),
      show(['busy'], { columns: 80, env: { NO_COLOR: '1', FORCE_COLOR: '1' } }),
    ]);
    expect(runs.map(({ raw }) => colour.test(raw.slice(raw.indexOf('127.0.0.1'))))).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(widest(runs[0] as Shown)).toBe(widest(runs[1] as Shown));
  });

  it.concurrent('gets JSON without a spinner around it', async () => {
    const { raw } = await show(['silent'], { columns: 80 }, '--json');
    expect(raw.includes('\u001b')).toBe(false);
    expect(JSON.parse(raw)).toMatchObject({ schema: 'meter.test/1' });
  });
});
