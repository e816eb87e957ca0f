/** The screens of `meter probe` as a person sees them at 80 columns without colour, in both languages, kept word by word. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { expectGolden, type StandIns, standIns } from '../../support/golden.ts';
import { type Ended, runMeter } from '../../support/run-meter.ts';

let others: StandIns;
beforeAll(async () => {
  await built();
  others = standIns();
});
afterAll(() => others.remove());

interface Screen {
  readonly screen: string;
  readonly options: SimulatorOptions;
  readonly args: readonly string[];
}

const screens: readonly Screen[] = [
  { screen: 'plan', options: {}, args: ['--plan', '--serial', '12345678'] },
  // As slow as keeps every time at two digits.
  { screen: 'found', options: { server: { upper: 1, lower: 17, width: 2 }, faults: ['late=40'] }, args: [] },
  { screen: 'hand', options: { faults: ['late=40'] }, args: ['--frame', '7E A0 07 03 21 93 0F 01 7E'] },
  { screen: 'malformed', options: {}, args: ['--frame', '7E A0 07 03 21 93 FF FF 7E'] },
];

describe.each(['en', 'es'])('the screen (%s)', (lang) => {
  // A loaded machine may need more digits for a time, and a line then breaks elsewhere: it may try again.
  it.each(screens)('$screen', { retry: 2 }, async ({ screen, options, args }) => {
    const simulator = await startSimulator(options);
    try {
      const typed = ['probe', `127.0.0.1:${simulator.port}`, '--timeout', '0.5', ...args, '--lang', lang];
      const env = { PATH: `${others.path}:${process.env.PATH ?? ''}` };
      const ended = await runMeter(typed, { env });
      const command = `meter ${typed.map((arg) => (arg.includes(' ') ? `"${arg}"` : arg)).join(' ')}`;
      expectGolden(`probe-${screen}-${lang}.txt`, command, withoutTimes(ended), simulator.port);
    } finally {
      await simulator.stop();
    }
  });
});

/** Seconds, and times with a blank that does not break, as `golden.ts` masks milliseconds; a plan's times are its own. */
function withoutTimes({ stdout, stderr, ...ended }: Ended): Ended {
  if (stderr === '') return { stdout, stderr, ...ended };
  const masked = stdout
    .split('\n')
    .map((line) =>
      line
        .replace(/\b\d[\d.]*\u00a0m?s\b/g, (time) => '#'.padEnd(time.length))
        .replace(/(?<=[ ,])\d[\d.]*(?= s[\b;., ])/g, '#')
        .replace(/(?<=[ ,])\d[\d.]*(?= m?s(?:\b|$))/g, (time) => (line.startsWith('│') ? time : '#'))
        .replace(/^ *\d+ ms(?= {2}[<>])/, '     # ms')
        .replace(/^\d+(?= frames| tramas)/, '#'),
    )
    .join('\n');
  return { stdout: masked, stderr, ...ended };
}
