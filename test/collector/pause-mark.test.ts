/** The mark of a pause: kept, inherited, handed on, and never lost on the way. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMeter,
  type CollectorEntry,
  type MeterPause,
  markPaused,
  newMeter,
  pauseAuthor,
  sharingMeters,
  unmarkPaused,
} from '../../src/meters/index.ts';
import { emptySettings, type Settings } from '../../src/meters/settings-shape.ts';

const unit: CollectorEntry = { kind: 'systemd', scope: 'system', unit: 'dlms.service' };
const other: CollectorEntry = { kind: 'systemd', scope: 'system', unit: 'other.service' };
const endpoint = { transport: 'hdlc', host: '192.0.2.7', port: 3333 } as const;
const pauseOf = (undo: MeterPause['undo'], collector: CollectorEntry | null = unit): MeterPause => ({
  since: '2025-11-10T10:35:00.000Z',
  by: pauseAuthor('ana', 'gw', 'meter pause'),
  why: 'first',
  collector,
  undo,
  stoppedUnit: null,
});

function registry(...collectors: readonly (CollectorEntry | null)[]): Settings {
  return collectors.reduce<Settings>(
    (settings, collector, index) =>
      addMeter(settings, { ...newMeter, name: `m${index + 1}`, endpoint, ...(collector === null ? {} : { collector }) })
        .settings,
    emptySettings,
  );
}

const named = (id: number) => ({ id, name: `m${id}` });
const mark = (settings: Settings, id: number, undo: MeterPause['undo']) =>
  markPaused(settings, named(id), pauseOf(undo)).settings;
const unmark = (settings: Settings, id: number) => unmarkPaused(settings, named(id)).settings;
const undoOf = (settings: Settings) => settings.meters.map(({ paused }) => paused?.undo ?? null);

describe('the mark of a pause', () => {
  it('stays as it was made when the meter is paused again; what has to be undone only grows', () => {
    const once = mark(registry(unit), 1, 'nothing');
    const again = markPaused(once, named(1), { ...pauseOf('start'), why: 'second', since: '2026-01-01T00:00:00.000Z' });
    expect(again.result).toMatchObject({ why: 'first', since: '2025-11-10T10:35:00.000Z', undo: 'start' });
    expect(undoOf(mark(again.settings, 1, 'nothing'))).toEqual(['start']);
  });

  it('knows the meters of the same collector, by the one that was stopped', () => {
    const { meters } = registry(unit, unit, other, null);
    expect(meters.map((meter) => sharingMeters(meters, meter).map(({ id }) => id))).toEqual([[2], [1], [], []]);
  });

  it('hands what has to be undone on to who is paused still', () => {
    let settings = mark(registry(unit, unit, other), 1, 'start');
    // The collector does not run any more when the second one is paused.
    settings = mark(settings, 2, 'nothing');
    expect(undoOf(settings)).toEqual(['start', 'start', null]);
    settings = unmark(settings, 1);
    expect(undoOf(settings)).toEqual([null, 'start', null]);
    expect(undoOf(unmark(settings, 2))).toEqual([null, null, null]);
  });

  it('does not go to a meter that took the place of the one that was meant', () => {
    const settings = registry(unit);
    expect(() => markPaused(settings, { id: 1, name: 'm9' }, pauseOf('start'))).toThrow('meter-changed');
    expect(() => unmarkPaused(settings, { id: 2, name: 'm1' })).toThrow('meter-changed');
  });

  it('as long as a collector that ran is stopped, says so on some meter, in any order of pauses and resumes', () => {
    const step = fc.record({ id: fc.integer({ min: 1, max: 3 }), pause: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let settings = registry(unit, unit, unit);
        let runs = true;
        for (const { id, pause } of steps) {
          const isPaused = settings.meters[id - 1]?.paused !== undefined;
          if (pause) {
            settings = mark(settings, id, runs ? 'start' : 'nothing');
            runs = false;
          } else if (isPaused) {
            const mine = settings.meters[id - 1];
            const isLast = settings.meters.every((one) => one.id === id || one.paused === undefined);
            if (isLast && mine?.paused?.undo === 'start') runs = true;
            settings = unmark(settings, id);
          }
          expect(runs).toBe(!undoOf(settings).includes('start'));
          expect(runs).toBe(settings.meters.every(({ paused }) => paused === undefined));
        }
      }),
    );
  });
});
