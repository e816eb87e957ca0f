/** The checks of `meter doctor` one by one: what they find, what they say of it in both languages, and what to do. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startActivity } from '../../../src/cli/activity.ts';
import type { DoctorCheck } from '../../../src/cli/doctor-check.ts';
import {
  checkClock,
  checkNode,
  checkPrograms,
  checkSystemd,
  checkTerminal,
  isSynchronized,
} from '../../../src/cli/doctor-host.ts';
import { checkCollectors, checkLocks, checkPorts } from '../../../src/cli/doctor-lines.ts';
import { lockFolder } from '../../../src/cli/endpoint-lock.ts';
import { lockOwner, type MeterEntry, tryLock } from '../../../src/meters/index.ts';
import { startSimulator } from '../../../src/simulator/index.ts';
import { doctorWords, languages } from '../../../src/wording/index.ts';
import { temporaryFolder } from '../../support/child.ts';
import { startHttpCollector } from '../../support/http-collector.ts';
import { flat, keptOutput } from '../../support/kept-output.ts';
import { RawClient } from '../../support/raw-client.ts';
import { keptContext } from '../../support/registry-context.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const stop of stops.splice(0).toReversed()) await stop();
});

/** What a check says, in a language; each sentence is one, and each thing to do. */
function said({ says, fixes }: DoctorCheck, lang: 'en' | 'es'): string {
  const texts = [...says, ...fixes].map((say) => say(doctorWords[lang], lang));
  for (const text of texts) expect(text).toMatch(/^\S.{3,}/s);
  expect(texts.join(' ')).not.toMatch(/undefined|\[object|NaN/);
  return flat(texts.join(' '));
}

function told(check: DoctorCheck): { readonly en: string; readonly es: string } {
  const { en, es } = { en: said(check, 'en'), es: said(check, 'es') };
  expect(es).not.toBe(en);
  return { en, es };
}

const { signal } = new AbortController();
const meter = (id: number, port: number, more: object = {}): MeterEntry =>
  ({
    id,
    name: `m${id}`,
    endpoint: { transport: 'hdlc', host: '127.0.0.1', port },
    server: { upper: 1, lower: null, width: 1 },
    credentials: [],
    ...more,
  }) as unknown as MeterEntry;

describe('the host', () => {
  it('has a Node that is new enough, or is told which one is', () => {
    for (const lang of languages) expect(said(checkNode('v22.1.0'), lang)).toContain('v22.1.0');
    expect(told(checkNode('v18.20.0')).en).toMatch(/v18\.20\.0.*20\.19/);
  });

  it('has the programs, or loses what needs them, and is told their packages', () => {
    const bin = temporaryFolder();
    for (const name of ['systemctl', 'journalctl', 'ping', 'ss']) {
      writeFileSync(join(bin, name), '#!/bin/sh\n');
      chmodSync(join(bin, name), 0o755);
    }
    expect(checkPrograms(bin, true)).toMatchObject({ state: 'ok', facts: { missing: [] } });
    const none = checkPrograms(temporaryFolder(), true);
    const missing = none.facts.missing as readonly string[];
    // Those in /usr/sbin and /sbin are found whatever the path says.
    expect(missing.length > 0 ? ['note', 'problem'] : ['ok']).toContain(none.state);
    if (missing.includes('systemctl')) {
      expect(none.state).toBe('problem');
      expect(checkPrograms(temporaryFolder(), false).state).toBe('note');
    }
    for (const program of missing) expect(told(none).en).toContain(program);
  });

  it('runs systemd where that is needed', () => {
    expect(told(checkSystemd({ isBooted: false, hasJournal: false }, ['m1'])).en).toContain('m1');
    for (const signs of [
      { isBooted: false, hasJournal: false },
      { isBooted: true, hasJournal: true },
      { isBooted: true, hasJournal: false },
    ]) {
      expect(told(checkSystemd(signs, [])).en).toMatch(/systemd|journal/);
    }
    expect(checkSystemd({ isBooted: true, hasJournal: false }, ['m1']).state).toBe('problem');
  });

  it('has a clock that can be right', () => {
    const now = Date.UTC(2026, 10, 24);
    const sound = { now, steady: now, newestAt: now - 1, isSynchronized: true };
    expect(told(checkClock(sound)).en).toContain('2026');
    expect(told(checkClock({ ...sound, isSynchronized: false, steady: now - 61_200 })).en).toContain('61.2');
    expect(told(checkClock({ ...sound, now: 0, steady: 0, newestAt: null })).en).toContain('1970');
    const behind = checkClock({ ...sound, newestAt: now + 3_600_000, isSynchronized: null });
    expect([behind.state, behind.facts.synchronized, behind.fixes.length]).toEqual(['problem', null, 1]);
    expect(told(behind).en.length).toBeGreaterThan(40);
  });

  it.each([
    ['yes', true],
    ['no', false],
    ['maybe', null],
  ])('whose timedatectl says %s', async (says, is) => {
    const bin = temporaryFolder();
    writeFileSync(join(bin, 'timedatectl'), `#!/bin/sh\necho ${says}\n`);
    chmodSync(join(bin, 'timedatectl'), 0o755);
    vi.stubEnv('PATH', bin);
    expect(await isSynchronized(signal)).toBe(is);
    vi.stubEnv('PATH', '');
    expect(await isSynchronized(signal)).toBeNull();
  });

  it('has a terminal that shows letters, and is wide enough', () => {
    const wide = { isTerminal: true, columns: 120, colourLevel: 3 } as const;
    expect(checkTerminal({ out: keptOutput(wide) }, { LANG: 'es_ES.UTF-8' })).toMatchObject({ state: 'ok', fixes: [] });
    const narrow = checkTerminal({ out: keptOutput({ ...wide, columns: 60 }) }, { LC_ALL: 'C' });
    expect([narrow.state, narrow.fixes.length]).toEqual(['note', 2]);
    expect(told(narrow).en).toContain('60');
    const none = checkTerminal({ out: keptOutput() }, {});
    expect(none).toMatchObject({ state: 'ok', facts: { utf8: true, isTerminal: false, colourLevel: 0 } });
    told(none);
  });
});

describe('locks', () => {
  const name = `192.0.2.254_${process.pid}.lock`;

  it('that are held are no fault, those that a dead run left are noted, those that cannot be read are a problem', () => {
    const path = join(temporaryFolder(), 'config.json');
    expect(told(checkLocks(path)).en).not.toBe('');
    const lock = tryLock(`${path}.lock`, lockOwner('meter read'));
    const held = checkLocks(path);
    const mine = (held.facts.locks as readonly { readonly path: string }[]).find((one) => one.path === `${path}.lock`);
    expect(mine).toMatchObject({ state: 'held', pid: process.pid, command: 'meter read' });
    expect(told(held).en).toContain('meter read');
    if (lock.held) lock.release();
    // A folder in the place of a lock can be read by nobody.
    const other = join(lockFolder() ?? '', name);
    stops.push(() => import('node:fs').then(({ rmSync }) => rmSync(other, { recursive: true, force: true })));
    mkdirSync(other);
    const odd = checkLocks(path);
    expect(['problem', 'note']).toContain(odd.state);
    expect(told(odd).en).toContain(name);
  });
});

describe('ports', () => {
  it('are free, held by somebody, or of a host that is known by its name only', async () => {
    expect(told(await checkPorts([], signal)).en.length).toBeGreaterThan(5);
    const simulator = await startSimulator();
    stops.push(() => simulator.stop());
    const free = await checkPorts([meter(1, 1)], signal);
    expect(free).toMatchObject({ facts: { endpoints: [{ id: 1, endpoint: 'tcp://127.0.0.1:1' }] } });
    told(free);
    const client = await RawClient.connect(simulator.port);
    stops.push(() => client.close());
    const named = meter(3, 3333, { endpoint: { transport: 'hdlc', host: 'gateway.example', port: 3333 } });
    const check = await checkPorts([meter(2, simulator.port), named], signal);
    expect(check.facts.endpoints).toMatchObject([{ id: 2 }, { id: 3, holders: null, why: 'name' }]);
    expect(told(check).en).toMatch(/name/);
  });
});

describe('collectors', () => {
  it('run, are paused, stand still, do not say, or cannot be asked', async () => {
    expect(await checkCollectors([meter(1, 1)], signal)).toMatchObject({ state: 'ok', facts: { meters: [] } });
    const collector = await startHttpCollector();
    stops.push(() => collector.stop());
    const http = { collector: { kind: 'http', base: collector.base, id: null } };
    const check = async (state: string, more: object = {}) => {
      collector.misbehave('status', (_, response) => void response.end(JSON.stringify({ success: true, state })));
      return await checkCollectors([meter(1, 1, { ...http, ...more })], signal);
    };
    const paused = { paused: { undo: 'start', collector: http.collector } };
    expect(await check('running')).toMatchObject({ state: 'ok', fixes: [] });
    expect(await check('paused', paused)).toMatchObject({ state: 'ok' });
    expect(await check('odd')).toMatchObject({ state: 'note' });
    for (const [state, more, fix] of [
      ['stopped', {}, 'meter status 1'],
      ['failed', {}, 'meter status 1'],
      ['running', paused, 'meter resume 1'],
    ] as const) {
      const found = await check(state, more);
      expect(found.state).toBe('problem');
      expect(told(found)).toEqual({ en: expect.stringContaining(fix), es: expect.stringContaining(fix) });
    }
    collector.misbehave('status', (_, response) => void response.end('nonsense'));
    const wrong = await checkCollectors([meter(1, 1, http)], signal);
    expect(wrong).toMatchObject({
      state: 'problem',
      facts: { meters: [{ state: null, failure: { detail: expect.anything() } }] },
    });
    told(wrong);
  });

  it('are not waited for after an interrupt', async () => {
    const collector = await startHttpCollector();
    stops.push(() => collector.stop());
    collector.misbehave('status', () => {});
    const stop = new AbortController();
    setTimeout(() => stop.abort('SIGINT'), 50);
    const http = { collector: { kind: 'http', base: collector.base, id: null } };
    await expect(checkCollectors([meter(1, 1, http)], stop.signal)).rejects.toBe('SIGINT');
  });
});

describe('what is being waited for', () => {
  const watched = async (given: object = {}, columns = 80) => {
    let text = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((part) => {
      text += part;
      return true;
    });
    const { columns: own } = process.stderr;
    process.stderr.columns = columns;
    stops.push(() => {
      process.stderr.columns = own;
    });
    const err = keptOutput({ isTerminal: true });
    const activity = await startActivity(keptContext('', { err, ...given }));
    stops.push(() => activity.stop());
    return { activity, text: () => text };
  };

  it.each(languages)('is shown on a terminal with its time, and taken away again (%s)', async (lang) => {
    const { activity, text } = await watched({ lang });
    activity.show('reading rows', 2000);
    await vi.waitFor(() => expect(text()).toContain('reading rows'), 3000);
    expect(flat(text())).toMatch(/0\.[1-9].*2\.0/);
    activity.show('counting', null);
    await vi.waitFor(() => expect(text()).toContain('counting'), 3000);
    activity.stop();
    activity.stop();
    const gone = text();
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(text()).toBe(gone);
  });

  it('is not shown where it passes at once, nor where nobody watches', async () => {
    const short = await watched();
    short.activity.show('at once', 1000);
    short.activity.stop();
    for (const given of [{ json: true }, { verbosity: 1 }, { err: keptOutput() }]) {
      const { activity } = await watched(given);
      activity.show('nobody', 1000);
    }
    (await watched({}, 0)).activity.show('no width', 1000);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(short.text()).not.toMatch(/at once|nobody|no width/);
  });
});
