/** The screens of `meter test` as a person sees them at 80 columns without colour, in both languages, kept word by word. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { expectGolden, masked, type StandIns, standIns } from '../../support/golden.ts';
import { runMeter } from '../../support/run-meter.ts';

let others: StandIns;
beforeAll(async () => {
  await built();
  others = standIns();
});
afterAll(() => others.remove());

const screens: readonly { readonly screen: string; readonly faults: NonNullable<SimulatorOptions['faults']> }[] = [
  { screen: 'busy', faults: ['busy'] },
  { screen: 'mute', faults: ['silent'] },
  // As slow as keeps every time at two digits: one more or less breaks a line of a table elsewhere.
  { screen: 'sound', faults: ['late=40'] },
];

describe.each(['en', 'es'])('the screen (%s)', (lang) => {
  // A loaded machine may need more digits for a time, and a line then breaks elsewhere: it may try again.
  it.concurrent.each(screens)('$screen', { retry: 2 }, async ({ screen, faults }) => {
    const simulator = await startSimulator({ faults });
    try {
      const args = ['test', `127.0.0.1:${simulator.port}`, '--timeout', '0.5', '--lang', lang];
      const env = { PATH: `${others.path}:${process.env.PATH ?? ''}` };
      const ended = await runMeter(args, { env });
      expectGolden(`test-${screen}-${lang}.txt`, `meter ${args.join(' ')}`, ended, simulator.port, 'hidden');
    } finally {
      await simulator.stop();
    }
  });
});

describe('the mask', () => {
  it('takes out times and the port, and nothing else', () => {
    const text = '127.0.0.1:40123  3 of 3, 0.5 ms, exit 12\n│ user1 │ 12 ms │\n';
    expect(masked(text, 40123)).toBe('127.0.0.1:PPPPP  3 of 3, # ms, exit 12\n│ user1 │ # ms  │\n');
  });
});
