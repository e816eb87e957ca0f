/** What the history may add to silence, and what it may never: the meter is called deaf only where nothing else was noticed. */
import { describe, expect, it } from 'vitest';
import type { AnyEvidence, Evidence, Heard, LinkFacts } from '../../src/evidence/index.ts';
import { judge } from '../../src/verdict/index.ts';
import { languages, testWords } from '../../src/wording/index.ts';

const nothing: Heard = {
  clocks: { bytes: 0, frames: 0, soundFrames: 0, answers: 0 },
  text: null,
  telnet: [],
  echo: false,
  foreign: [],
  garbledBytes: 0,
  defects: [],
  firstByteMs: null,
  longestGapMs: 0,
  end: null,
};
const noise: Heard = { ...nothing, clocks: { ...nothing.clocks, bytes: 3 }, garbledBytes: 3 };
const server = { upper: 1, lower: null, width: 1 } as const;

function link(client: number, changes: Partial<LinkFacts> = {}, outcome: 'TIMEOUT' | 'UA' | 'DM' = 'TIMEOUT') {
  const credential = `set${client}`;
  const facts: LinkFacts = {
    credential,
    client,
    server,
    questions: 4,
    asked: { bare: 3, parameters: 1 },
    answeredAfter: outcome === 'TIMEOUT' ? null : 1,
    withParameters: false,
    replyMs: outcome === 'TIMEOUT' ? null : 200,
    timeoutMs: 5000,
    repeatMs: 1000,
    totalMs: null,
    late: false,
    source: outcome === 'TIMEOUT' ? null : server,
    parameters: null,
    protest: null,
    heard: nothing,
    ...changes,
  };
  const one: Evidence<'link.open'> = {
    id: `link.open:${credential}`,
    experiment: 'link.open',
    outcome,
    ms: 9000,
    exchanges: [],
    facts,
  };
  return one;
}

const connect = (outcome: 'OK' | 'LOSS'): Evidence<'tcp.connect'> => ({
  id: 'tcp.connect',
  experiment: 'tcp.connect',
  outcome,
  ms: 15,
  exchanges: [],
  facts: { attempts: [{ outcome: 'OK', ms: 15 }], address: null, system: null },
});

const listen = (outcome: 'QUIET' | 'GARBLED', heard: Heard = nothing): Evidence<'line.listen'> => ({
  id: 'line.listen',
  experiment: 'line.listen',
  outcome,
  ms: 500,
  exchanges: [],
  facts: { heard },
});

const held: Evidence<'host.holder'> = {
  id: 'host.holder',
  experiment: 'host.holder',
  outcome: 'HELD',
  ms: 4,
  exchanges: [],
  facts: { holders: [{ pid: 77, name: 'python3' }], why: null },
};

const past = (client: number, outcome: 'WORKED' | 'NEVER' | 'NONE'): Evidence<'history.past'> => ({
  id: `history.past:set${client}`,
  experiment: 'history.past',
  outcome,
  ms: 1,
  exchanges: [],
  facts: {
    credential: `set${client}`,
    client,
    server,
    everWorked: outcome === 'WORKED',
    lastSuccessAt: outcome === 'WORKED' ? '2026-11-21T23:55:10.000Z' : null,
    silentSince: outcome === 'NONE' ? null : '2026-11-22T00:10:11.000Z',
    successes: outcome === 'WORKED' ? 152 : 0,
    attempts: outcome === 'NONE' ? 0 : 214,
  },
});

const quiet = [connect('OK'), listen('QUIET')];
const names = (all: readonly AnyEvidence[]) => {
  const { proven, notProven } = judge(all);
  return { proven: proven.map(({ name }) => name), notProven: notProven.map(({ name }) => name) };
};

describe('settings that worked before', () => {
  it('make a silent meter deaf, which is likely and never more', () => {
    const verdict = judge([past(16, 'WORKED'), ...quiet, link(16)]);
    expect(verdict.code).toBe('meter.deaf');
    expect(verdict.causes[0]).toMatchObject({ code: 'meter.deaf', grade: 'likely', because: 'worked-before' });
    expect(verdict.causes[0]?.evidence).toEqual(
      expect.arrayContaining(['link.open:set16', 'history.past:set16', 'tcp.connect', 'line.listen']),
    );
    // Everything else stays possible, and nothing of it is put first.
    expect(verdict.causes.slice(1).map(({ grade }) => grade)).not.toContain('likely');
    expect(verdict.causes.map(({ code }) => code)).toEqual(expect.arrayContaining(['address.value', 'gateway.busy']));
    expect(verdict.next[0]).toBe('quiet-then-once');
  });

  const never: readonly (readonly [string, readonly AnyEvidence[]])[] = [
    ['without a history', [...quiet, link(16)]],
    ['that nobody ever asked with', [past(16, 'NONE'), ...quiet, link(16)]],
    ['that never worked', [past(16, 'NEVER'), ...quiet, link(16)]],
    ['that worked for another client only', [past(1, 'WORKED'), past(16, 'NEVER'), ...quiet, link(16)]],
    ['where another client has a link now', [past(16, 'WORKED'), ...quiet, link(16), link(1, {}, 'UA')]],
    ['where it refuses another client', [past(16, 'WORKED'), ...quiet, link(16), link(1, {}, 'DM')]],
    ['where the connect series has losses', [past(16, 'WORKED'), connect('LOSS'), listen('QUIET'), link(16)]],
    ['where the line was not quiet', [past(16, 'WORKED'), connect('OK'), listen('GARBLED', noise), link(16)]],
    ['where bytes came', [past(16, 'WORKED'), ...quiet, link(16, { heard: noise })]],
    ['where a process of this host holds the port', [past(16, 'WORKED'), held, ...quiet, link(16)]],
    ['where it was not waited long enough', [past(16, 'WORKED'), ...quiet, link(16, { timeoutMs: 1000 })]],
    ['where the line was not even listened to', [past(16, 'WORKED'), connect('OK'), link(16)]],
  ];

  it.each(never)('do not make it deaf: %s', (_, all) => {
    expect(judge(all).causes.filter(({ because }) => because === 'worked-before')).toEqual([]);
    expect(judge(all).code).not.toBe('meter.deaf');
  });

  it('are told as proven, and their address is no longer told as unproven', () => {
    expect(names([past(16, 'WORKED'), ...quiet, link(16)]).proven).toContain('settings-worked');
    expect(names([past(16, 'WORKED'), ...quiet, link(16)]).notProven).toEqual(['serial-side', 'meter-defect']);
    expect(names([past(16, 'WORKED'), past(1, 'NEVER'), ...quiet, link(16), link(1)]).notProven).toEqual([
      'settings-never-worked',
      'client-known',
      'serial-side',
      'meter-defect',
    ]);
  });

  it('that never did are told as unproven; nothing is told where it answers', () => {
    expect(names([past(16, 'NEVER'), ...quiet, link(16)]).notProven[0]).toBe('settings-never-worked');
    const talking = names([past(16, 'NEVER'), past(1, 'WORKED'), ...quiet, link(16, {}, 'UA')]);
    expect([...talking.proven, ...talking.notProven].filter((name) => name.startsWith('settings-'))).toEqual([]);
  });

  it.each(languages)('have their sentences in %s, with everything in them', (lang) => {
    const { statements, because } = testWords[lang];
    for (const value of ['{client}', '{at}', '{successes}', '{attempts}'])
      expect(statements['settings-worked']).toContain(value);
    for (const value of ['{client}', '{attempts}']) expect(statements['settings-never-worked']).toContain(value);
    expect(because['worked-before']).toMatch(/\.$/);
  });
});
