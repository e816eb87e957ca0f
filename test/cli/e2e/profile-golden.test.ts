/** The screens of `meter profile` as a person sees them at 80 columns without colour, in both languages. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { clockStatus, type DataValue, dateTimeAt, encodeDateTime } from '../../../src/dlms/index.ts';
import { built } from '../../support/built.ts';
import { expectGolden } from '../../support/golden.ts';
import {
  clockName,
  energyName,
  octets,
  type ProfileMeter,
  row,
  startProfileMeter,
  unsigned,
} from '../../support/profile-meter.ts';
import { runMeter } from '../../support/run-meter.ts';

const begins = Date.UTC(2026, 9, 24, 23, 0);
const quarter = 900_000;
const registers = ['0100020800ff', '0100200700ff', '0100340700ff', '0100480700ff'] as const;

/** A night in which the clocks are turned back: 02:00 comes twice, told apart by its offset. */
const rows = Array.from({ length: 16 }, (_, index): DataValue => {
  const at = begins + index * quarter;
  const summer = at < Date.UTC(2026, 9, 25, 1, 0);
  const status = (summer ? 0x80 : 0) | (index === 3 ? 0x01 : 0);
  const clock = octets(...encodeDateTime(dateTimeAt(at, summer ? -120 : -60, clockStatus(status))));
  const values = [123_456_780 + index * 137, 9_000 + index, 2301, 2309, 2297].map(unsigned);
  const load = unsigned(1000 + Math.round(800 * Math.sin(index / 3)));
  return row(
    index === 10 ? { type: 'null-data' } : clock,
    { type: 'unsigned', value: index === 3 ? 0x84 : 0 },
    ...values,
    load,
  );
});

let meter: ProfileMeter;
beforeAll(async () => {
  await built();
  meter = await startProfileMeter({
    captureObjects: [
      [8, clockName],
      [1, '0000600a01ff'],
      [3, energyName],
      ...registers.map((name) => [3, name] as const),
      [3, '0100010700ff'],
    ],
    entriesInUse: 16,
    buffer: (selection) => {
      const parameters = selection?.parameters;
      if (parameters?.type !== 'structure') return rows;
      const [from = 1, to = 0] = parameters.items.map((item) => ('value' in item ? Number(item.value) : 0));
      return rows.slice(from - 1, to);
    },
  });
});
afterAll(() => meter.stop());

const screens = [
  { screen: 'table', args: ['--all'] },
  { screen: 'csv', args: ['--last-entries', '4', '--csv'] },
  { screen: 'plot', args: ['--all', '--plot', 'power'] },
  { screen: 'no-clock', args: ['--last', '2h'] },
] as const;

describe.each(['en', 'es'])('the screen (%s)', (lang) => {
  it.each(screens)('$screen', async ({ screen, args }) => {
    const all = ['profile', meter.meter, ...args, '--lang', lang];
    const ended = await runMeter(all);
    expectGolden(`profile-${screen}-${lang}.txt`, `meter ${all.join(' ')}`, ended, meter.port);
  });
});
