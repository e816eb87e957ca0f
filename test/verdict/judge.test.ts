/** The grades: what silence may never be called, and what each claim needs. */
import { describe, expect, it } from 'vitest';
import type { AnyEvidence, Evidence, Heard, LinkFacts } from '../../src/evidence/index.ts';
import { judge } from '../../src/verdict/index.ts';

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
const server = { upper: 1, lower: null, width: 1 } as const;

function link(
  credential: string,
  outcome: Evidence<'link.open'>['outcome'],
  changes: Partial<LinkFacts> = {},
): Evidence<'link.open'> {
  const answered = outcome === 'UA' || outcome === 'DM' || outcome === 'FRMR';
  return {
    id: `link.open:${credential}`,
    experiment: 'link.open',
    outcome,
    ms: 9000,
    exchanges: [],
    facts: {
      credential,
      client: credential === 'user1' ? 1 : 16,
      server,
      questions: 4,
      asked: { bare: 3, parameters: 1 },
      answeredAfter: answered ? 1 : null,
      withParameters: false,
      replyMs: answered ? 200 : null,
      timeoutMs: 5000,
      repeatMs: 1000,
      totalMs: answered ? 200 : null,
      late: false,
      source: answered ? server : null,
      parameters: null,
      protest: null,
      heard: nothing,
      ...changes,
    },
  };
}

const connected: Evidence<'tcp.connect'> = {
  id: 'tcp.connect',
  experiment: 'tcp.connect',
  outcome: 'OK',
  ms: 15,
  exchanges: [],
  facts: { attempts: [{ outcome: 'OK', ms: 15 }], address: null, system: null },
};
const again = (outcome: 'UA' | 'TIMEOUT', replyMs: number | null): Evidence<'link.again'> => ({
  ...link('user2', outcome, { questions: 1, repeatMs: null, replyMs, totalMs: replyMs }),
  experiment: 'link.again',
  id: 'link.again:user2',
});
const grades = (evidence: readonly AnyEvidence[]) =>
  judge(evidence).causes.map(({ code, grade }) => `${code} ${grade}`);

describe('the judge', () => {
  it('calls silence nothing but silence, and proves nothing by it', () => {
    const verdict = judge([connected, link('user2', 'TIMEOUT'), link('user1', 'TIMEOUT')]);
    expect(verdict.code).toBe('link.silent');
    expect(verdict.causes.filter(({ grade }) => grade === 'proven')).toEqual([]);
    expect(verdict.causes[0]).toMatchObject({ code: 'address.length', grade: 'likely' });
    expect(verdict.causes.map(({ code }) => code)).toContain('meter.deaf');
    expect(verdict.notProven.map(({ name }) => name)).toContain('meter-defect');
  });

  it('excludes only what an experiment excluded', () => {
    const asked = judge([connected, link('user2', 'TIMEOUT')]).excluded.map(({ code }) => code);
    expect(asked).toContain('tcp.refused');
    expect(asked).toContain('meter.slow-wakeup');
    expect(asked).not.toContain('link.negotiation');
    const once = judge([connected, link('user2', 'TIMEOUT', { asked: { bare: 1, parameters: 0 } })]).excluded;
    expect(once.map(({ code }) => code)).not.toContain('meter.slow-wakeup');
  });

  it('calls a meter slow to wake only when it answers at once when awake', () => {
    const third = link('user2', 'UA', { answeredAfter: 3, replyMs: 200, totalMs: 3200 });
    expect(grades([connected, third, again('UA', 200)])).toEqual(['meter.slow-wakeup likely']);
    expect(grades([connected, third, again('UA', 3200)])).toEqual([]);
    expect(grades([connected, third, again('UA', 6200)])).toEqual(['reply.late likely']);
    expect(grades([connected, third])).toEqual([]);
  });

  it('names the client SAP only when another one opens, and only as likely', () => {
    expect(grades([connected, link('user2', 'UA'), link('user1', 'TIMEOUT')])).toEqual(['client.wrong likely']);
  });

  it('says busy as proven only on the gateway’s words', () => {
    const listen = (heard: Partial<Heard>, outcome: Evidence<'line.listen'>['outcome']): Evidence<'line.listen'> => ({
      id: 'line.listen',
      experiment: 'line.listen',
      outcome,
      ms: 1,
      exchanges: [],
      facts: { heard: { ...nothing, ...heard } },
    });
    const busy = {
      text: { text: 'Port already in use', known: { id: 'x', meaning: 'busy', device: 'ser2net' }, signOn: null },
    } as const;
    expect(grades([connected, listen(busy, 'BUSY')])).toEqual(['gateway.busy proven']);
    expect(grades([connected, listen({ end: { how: 'FIN', afterMs: 1 } }, 'CLOSED')])[0]).toBe('gateway.busy likely');
  });

  it('suspects a local process that holds the port before it suspects the meter', () => {
    const held: Evidence<'host.holder'> = {
      id: 'host.holder',
      experiment: 'host.holder',
      outcome: 'HELD',
      ms: 4,
      exchanges: [],
      facts: { holders: [{ pid: 77, name: 'python3' }], why: null },
    };
    const verdict = judge([connected, held, link('user2', 'TIMEOUT')]);
    expect(verdict.causes[0]).toMatchObject({
      code: 'gateway.busy',
      grade: 'likely',
      evidence: ['host.holder', 'link.open:user2'],
    });
    expect(verdict.proven).toContainEqual({ name: 'held-by-process', values: { pid: 77, process: 'python3' } });
  });

  it('has nothing to say where nothing was asked', () => {
    expect(judge([])).toMatchObject({ code: 'inconclusive', outcome: 'NOT-TRIED', causes: [] });
  });
});
