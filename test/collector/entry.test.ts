/** How a collector is written, kept and read again; what is refused, and what two meters share. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CollectorEntry,
  isUnit,
  parseCollector,
  renderCollector,
  sharedCollectorKey,
} from '../../src/meters/index.ts';
import { emptySettings, readSettings } from '../../src/meters/settings-shape.ts';

describe('a collector', () => {
  it.each<[string, CollectorEntry | null, string]>([
    ['none', null, ''],
    ['systemd:dlms', { kind: 'systemd', scope: 'system', unit: 'dlms.service' }, 'systemd:dlms.service'],
    ['systemd:dlms@2.service', { kind: 'systemd', scope: 'system', unit: 'dlms@2.service' }, 'systemd:dlms@2.service'],
    ['systemd-user:poll.timer', { kind: 'systemd', scope: 'user', unit: 'poll.timer' }, 'systemd-user:poll.timer'],
    [
      'http://127.0.0.1:8080/api/',
      { kind: 'http', base: 'http://127.0.0.1:8080/api', id: null },
      'http://127.0.0.1:8080/api',
    ],
    ['http://[::1]:80/#m-02', { kind: 'http', base: 'http://[::1]', id: 'm-02' }, 'http://[::1]#m-02'],
  ])('%s', (text, entry, canonical) => {
    expect(parseCollector(text)).toEqual(entry);
    if (entry === null) return;
    expect(renderCollector(entry)).toBe(canonical);
    expect(parseCollector(canonical)).toEqual(entry);
  });

  it.each([
    ['', 'collector-malformed'],
    ['dlms.service', 'collector-malformed'],
    ['ftp://host/base', 'collector-malformed'],
    ['systemd:', 'unit-wrong'],
    ['systemd:*', 'unit-wrong'],
    ['systemd:dlms?.service', 'unit-wrong'],
    ['systemd:dlms[12].service', 'unit-wrong'],
    ['systemd:-H.service', 'unit-wrong'],
    ['systemd:--help', 'unit-wrong'],
    ['systemd:a b.service', 'unit-wrong'],
    ['systemd:../../x.service', 'unit-wrong'],
    ['systemd:dlms@.service', 'unit-wrong'],
    ['systemd:dlms.mount', 'unit-wrong'],
    ['systemd:dlms.service\n', 'unit-wrong'],
    ['systemd:$(reboot).service', 'unit-wrong'],
    [`systemd:${'x'.repeat(250)}.service`, 'unit-wrong'],
    ['http://', 'base-wrong'],
    ['http:///x', 'base-wrong'],
    ['http:\\\\host', 'base-wrong'],
    ['http://ho st/x', 'base-wrong'],
    ['http://user:secret@host/x', 'base-wrong'],
    ['http://host/x?y=1', 'base-wrong'],
    ['http://host/x#', 'meter-id-wrong'],
    ['http://host/x#../2', 'meter-id-wrong'],
    ['http://host/x#a/b', 'meter-id-wrong'],
  ])('%j is none', (text, code) => expect(parseCollector(text)).toMatchObject({ code }));

  it('with a password in it is refused without the password', () => {
    expect(JSON.stringify(parseCollector('http://user:geheim@host/x'))).not.toContain('geheim');
  });

  it('is, whatever is typed, a defect or one entry that reads back the same', () => {
    const form = fc.constantFrom('systemd:', 'systemd-user:', 'http://', 'https://', 'http://h/', 'http://h#', '');
    fc.assert(
      fc.property(form, fc.string({ unit: 'binary', maxLength: 40 }), (beginning, rest) => {
        const read = parseCollector(beginning + rest);
        if (read === null || !('kind' in read)) return;
        expect(parseCollector(renderCollector(read))).toEqual(read);
        if (read.kind === 'systemd') expect(isUnit(read.unit)).toBe(true);
        expect(renderCollector(read)).not.toMatch(/[\s*?[\]]|^-/);
      }),
      { numRuns: 2000 },
    );
  });

  it('is shared by meters whose unit, manager and all, is the same; never by meters of an HTTP collector', () => {
    const key = (text: string) => sharedCollectorKey(parseCollector(text) as CollectorEntry | null);
    expect(key('systemd:a')).toBe(key('systemd:a.service'));
    expect(key('systemd:a')).not.toBe(key('systemd-user:a'));
    expect(key('http://h/x')).toBeNull();
    expect(key('none')).toBeNull();
    const command = (pause: string[]) => sharedCollectorKey({ kind: 'command', commands: { pause } });
    expect(command(['stop', 'a b'])).toBe(command(['stop', 'a b']));
    expect(command(['stop', 'a b'])).not.toBe(command(['stop', 'a', 'b']));
  });
});

describe('settings with a collector', () => {
  const meter = {
    id: 2,
    name: 'medidor-02',
    endpoint: { transport: 'hdlc', host: '192.0.2.7', port: 3333 },
    server: { upper: 1, lower: null, width: 1 },
    credentials: [],
  };
  const read = (more: object) =>
    readSettings(new TextEncoder().encode(JSON.stringify({ ...emptySettings, meters: [{ ...meter, ...more }] })));
  const unit = { kind: 'systemd', scope: 'system', unit: 'dlms.service' };
  const by = { user: 'root', host: 'gw', pid: 7, start: null, command: 'meter pause' };
  const paused = {
    since: '2025-11-10T10:35:00.000Z',
    by,
    why: null,
    collector: unit,
    undo: 'start',
    stoppedUnit: null,
  };

  it.each([
    {},
    { collector: unit },
    { collector: { ...unit, later: 1 } },
    { collector: { kind: 'http', base: 'http://127.0.0.1:8080/api', id: null } },
    { collector: { kind: 'command', commands: { pause: ['/bin/true', '$(x)'] } } },
    { collector: unit, paused },
    { paused: { ...paused, stoppedUnit: { scope: 'user', unit: 'a.service' } } },
    { paused: { ...paused, collector: null, undo: 'nothing', why: 'x' } },
  ])('%j is sound', (more) => expect(read(more)).toHaveProperty('settings'));

  it.each([
    ['collector', { collector: 'systemd:dlms' }],
    ['collector', { collector: { ...unit, unit: '*.service' } }],
    ['collector', { collector: { ...unit, unit: '--now' } }],
    ['collector.scope', { collector: { ...unit, scope: 'root' } }],
    ['collector', { collector: { kind: 'http', base: 'file:///etc/passwd', id: null } }],
    ['collector', { collector: { kind: 'http', base: 'http://h/x', id: '../x' } }],
    ['collector.commands.pause', { collector: { kind: 'command', commands: { pause: [] } } }],
    ['collector.commands.pause', { collector: { kind: 'command', commands: { pause: [''] } } }],
    ['collector.commands.pause', { collector: { kind: 'command', commands: { pause: 'reboot' } } }],
    ['collector.commands.pause[1]', { collector: { kind: 'command', commands: { pause: ['a', 'b\0c'] } } }],
    ['paused.since', { paused: { ...paused, since: 'yesterday' } }],
    ['paused.undo', { paused: { ...paused, undo: 'stop' } }],
    ['paused.stoppedUnit.unit', { paused: { ...paused, stoppedUnit: { scope: 'system', unit: '*' } } }],
    ['paused.stoppedUnit.scope', { paused: { ...paused, stoppedUnit: { scope: 'x', unit: 'a.service' } } }],
    ['paused.by.pid', { paused: { ...paused, by: { ...by, pid: 'x' } } }],
  ])('where %s is wrong they are damaged', (where, more) => {
    expect(read(more)).toEqual({ damage: { code: 'shape', where: `meters[0].${where}` } });
  });
});
