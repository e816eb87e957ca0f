/**
 * What the judge is given. A record may be weeks long: where a client had a link and met only silence since, the
 * question is why it is silent now, so the evidence after its last success counts, and that success as what it is: the
 * past. Else all of it counts.
 */
import { type AnyEvidence, type Evidence, renderServerAddress } from '../evidence/index.ts';
import type { ToldConversation } from './evidence.ts';

/** The judge compares pieces with each other: from so many on, only the first and the last ones go to him. */
const mostEvidence = 400;

export interface ForJudge {
  /** What the verdict rests on. */
  readonly judged: readonly AnyEvidence[];
  /** That, and what went before. */
  readonly evidence: readonly AnyEvidence[];
  /** Pieces that were left out, because there are too many. */
  readonly leftOut: number;
}

interface Run {
  /** Index of the conversation of the last success; -1 without one. */
  lastSuccess: number;
  lastSuccessAt: string | null;
  successes: number;
  attempts: number;
  silentSince: string | null;
  isSilentNow: boolean;
  one: Evidence<'link.open'>;
}

export function evidenceForJudge(told: readonly ToldConversation[]): ForJudge {
  const runs = new Map<string, Run>();
  for (const [index, { conversation, evidence }] of told.entries()) {
    const at = conversation.turns[0]?.sent?.at ?? conversation.turns[0]?.received[0]?.at ?? null;
    for (const one of evidence) {
      if (one.experiment !== 'link.open') continue;
      const key = `${one.facts.client} ${renderServerAddress(one.facts.server)}`;
      const run = runs.get(key) ?? newRun(one);
      runs.set(key, run);
      run.attempts += 1;
      run.isSilentNow = one.outcome === 'TIMEOUT';
      if (one.outcome === 'UA') {
        run.lastSuccess = index;
        run.lastSuccessAt = at;
        run.successes += 1;
        run.silentSince = null;
      } else if (one.outcome === 'TIMEOUT') run.silentSince ??= at;
    }
  }
  const went = [...runs.values()].filter(({ isSilentNow, lastSuccess }) => isSilentNow && lastSuccess >= 0);
  // Where somebody else still has a link, the line and the meter are not mute.
  const lastOfAll = Math.max(-1, ...[...runs.values()].map(({ lastSuccess }) => lastSuccess));
  const isMuteSince =
    went.length > 0 && lastOfAll < told.length - 1 && went.some(({ lastSuccess }) => lastSuccess === lastOfAll);
  const all = told.flatMap(({ evidence }) => evidence);
  if (!isMuteSince) return bounded(all, afterBusy(all));
  const past = went.map(({ attempts, lastSuccessAt, one, silentSince, successes }): Evidence<'history.past'> => {
    const { client, credential, server } = one.facts;
    return {
      id: `history.past:${credential}`,
      experiment: 'history.past',
      outcome: 'WORKED',
      ms: 0,
      exchanges: [],
      facts: { credential, client, server, everWorked: true, lastSuccessAt, silentSince, successes, attempts },
    };
  });
  const since = told.slice(lastOfAll + 1).flatMap(({ evidence }) => evidence);
  return bounded([...past, ...all], [...past, ...afterBusy(since)]);
}

/**
 * A gateway that refused in words and then let somebody ask: where those questions met silence, the refusal is past, and
 * the silence is what is left to be explained.
 */
function afterBusy(all: readonly AnyEvidence[]): readonly AnyEvidence[] {
  const busy = all.findLastIndex(
    ({ experiment, facts, outcome }) =>
      outcome === 'BUSY' &&
      experiment !== 'gateway.second' &&
      'heard' in facts &&
      facts.heard?.text?.known?.meaning === 'busy',
  );
  const after = all.slice(busy + 1);
  const links = after.filter(({ experiment }) => experiment === 'link.open');
  return busy >= 0 && links.length > 0 && links.every(({ outcome }) => outcome === 'TIMEOUT') ? after : all;
}

function newRun(one: Evidence<'link.open'>): Run {
  return {
    lastSuccess: -1,
    lastSuccessAt: null,
    successes: 0,
    attempts: 0,
    silentSince: null,
    isSilentNow: false,
    one,
  };
}

function bounded(all: readonly AnyEvidence[], judged: readonly AnyEvidence[]): ForJudge {
  return {
    judged: firstAndLast(withoutBadFrames(judged)),
    evidence: firstAndLast(all),
    leftOut: Math.max(0, all.length - mostEvidence),
  };
}

/** What is wrong with one frame explains the silence after that one, and nothing of the silence after others. */
function withoutBadFrames(evidence: readonly AnyEvidence[]): readonly AnyEvidence[] {
  const asked = evidence.some(({ experiment }) => experiment === 'link.open' || experiment === 'association.open');
  return asked ? evidence.filter(({ experiment }) => experiment !== 'frame.hand') : evidence;
}

function firstAndLast(evidence: readonly AnyEvidence[]): readonly AnyEvidence[] {
  if (evidence.length <= mostEvidence) return evidence;
  return [...evidence.slice(0, mostEvidence / 2), ...evidence.slice(-mostEvidence / 2)];
}
