/** A meter's collector as it is typed: what is understood, what is wrong with the rest, and what a pause forbids. */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { givenUp, readCollector, withCollector } from '../../../src/cli/commands/collector-values.ts';
import { isUsageError } from '../../../src/cli/context.ts';
import type { CollectorEntry, MeterEntry, MeterPause } from '../../../src/meters/index.ts';
import { languages } from '../../../src/wording/index.ts';

const commands = (entry: CollectorEntry | null | undefined) => (entry?.kind === 'command' ? entry.commands : null);

describe('a collector', () => {
  it('that the options do not speak of is undefined; none is null', () => {
    expect(readCollector({}, undefined, 'en')).toBeUndefined();
    expect(readCollector({ collector: ' none ' }, undefined, 'en')).toBeNull();
  });

  it.each<readonly [string, CollectorEntry]>([
    ['systemd:dlms', { kind: 'systemd', scope: 'system', unit: 'dlms.service' }],
    ['systemd-user:dlms.timer', { kind: 'systemd', scope: 'user', unit: 'dlms.timer' }],
    ['http://192.0.2.7:8080/api', { kind: 'http', base: 'http://192.0.2.7:8080/api', id: null }],
    ['http://192.0.2.7:8080/api#m7', { kind: 'http', base: 'http://192.0.2.7:8080/api', id: 'm7' }],
  ])('%s', (typed, entry) => {
    expect(readCollector({ collector: typed }, undefined, 'en')).toEqual(entry);
  });

  it('by command lines has a program for each action; a path is meant from here', () => {
    const given = { collectorCommand: ['pause=./stop.sh now', 'resume=systemctl start "my unit"'] };
    const entry = readCollector(given, undefined, 'en');
    expect(commands(entry)).toEqual({
      pause: [resolve('./stop.sh'), 'now'],
      resume: ['systemctl', 'start', 'my unit'],
    });
    // More are added to those that are there; an empty one goes.
    const more = readCollector({ collectorCommand: ['status=true', 'resume= '] }, entry ?? undefined, 'en');
    expect(Object.keys(commands(more) ?? {})).toEqual(['pause', 'status']);
    expect(
      commands(readCollector({ collectorCommand: ['status=true'], collector: 'none' }, entry ?? undefined, 'en')),
    ).toEqual({ status: ['true'] });
    const last = { kind: 'command', commands: { pause: ['x'] } } as const;
    expect(readCollector({ collectorCommand: ['pause='] }, last, 'en')).toBeNull();
    // Of another kind nothing is kept.
    const unit = { kind: 'systemd', scope: 'system', unit: 'a.service' } as const;
    expect(commands(readCollector({ collectorCommand: ['pause=x'] }, unit, 'en'))).toEqual({ pause: ['x'] });
  });

  it.each<readonly [{ collector?: string; collectorCommand?: readonly string[] }, string]>([
    [{ collector: 'dlms' }, '"dlms"'],
    [{ collector: 'systemd:*' }, '"*"'],
    [{ collector: 'http://a:geheim@192.0.2.7/' }, ''],
    [{ collector: 'http://192.0.2.7/api#' }, '""'],
    [{ collector: 'systemd:a', collectorCommand: ['pause=x'] }, '--collector-command'],
    [{ collectorCommand: ['stop=x'] }, '"stop=x"'],
    [{ collectorCommand: ['nothing'] }, '"nothing"'],
    [{ collectorCommand: ['pause=a | b'] }, '"|"'],
    [{ collectorCommand: ['pause="a'] }, 'pause'],
    [{ collectorCommand: ['pause=a', 'pause=b'] }, 'pause'],
  ])('%j is wrong, in both languages, with what to do', (given, says) => {
    const told = languages.map((lang) => {
      try {
        readCollector(given, undefined, lang);
      } catch (error) {
        if (isUsageError(error)) return `${error.message} ${error.hint}`;
      }
      return '';
    });
    for (const text of told) {
      expect(text).toContain(says);
      expect(text).not.toContain('geheim');
      expect(text.length).toBeGreaterThan(20);
    }
    expect(told[0]).not.toBe(told[1]);
  });
});

describe('the collector of a paused meter', () => {
  const collector = { kind: 'systemd', scope: 'system', unit: 'a.service' } as const;
  const other = { ...collector, unit: 'b.service' } as const;
  const paused: MeterPause = {
    since: '2026-11-24T12:00:00.000Z',
    by: { user: 'ana', host: 'here', pid: 1, start: null, command: 'meter pause' },
    why: null,
    collector,
    undo: 'start',
    stoppedUnit: null,
  };
  const meter = { id: 7, name: 'a', collector, paused } as unknown as MeterEntry;

  it('stays as it is where nothing, or the same, is said', () => {
    expect(withCollector(meter, undefined, 'en')).toBe(meter);
    expect(withCollector(meter, { ...collector }, 'en')).toBe(meter);
    expect(givenUp(meter, meter)).toBeNull();
  });

  it('cannot be another one: it has to be started the way it was stopped', () => {
    for (const lang of languages) {
      expect(() => withCollector(meter, other, lang)).toThrow(
        expect.objectContaining({ name: 'UsageError', hint: expect.stringContaining('meter resume 7') }),
      );
    }
  });

  it('can be given up, and then nothing will be started', () => {
    const after = withCollector(meter, null, 'en');
    expect(after).toMatchObject({ paused: { collector: null, undo: 'nothing', stoppedUnit: null, why: null } });
    expect('collector' in after).toBe(false);
    expect(givenUp(meter, after)).toBe('systemd:a.service');
    const idle = { ...meter, paused: { ...paused, undo: 'nothing' } } as MeterEntry;
    expect(givenUp(idle, withCollector(idle, null, 'en'))).toBeNull();
  });

  it('of a meter that is not paused is changed, or taken away', () => {
    const { paused: _, ...free } = meter;
    expect(withCollector(free, other, 'en').collector).toEqual(other);
    expect('collector' in withCollector(free, null, 'en')).toBe(false);
    expect(givenUp(free, withCollector(free, null, 'en'))).toBeNull();
  });
});
