/** What the history knows of the settings a run is about to use; and the one record that the run leaves in it. */
import { type Evidence, renderEndpoint, renderServerAddress } from '../evidence/index.ts';
import {
  appendHistory,
  type HistoryKind,
  type HistoryRecord,
  PastCounter,
  readHistory,
  settingsKey,
} from '../meters/index.ts';
import type { Verdict } from '../verdict/index.ts';
import { testCommandWords } from '../wording/index.ts';
import type { Context } from './context.ts';
import type { MeterTarget } from './meter-target.ts';

type Asked = Omit<MeterTarget, 'credentials'>;

/** Whether these settings ever worked, for each credential set: to stand before the evidence of a run. */
export function pastEvidence(
  { configDir }: Pick<Context, 'configDir'>,
  target: Asked,
  credentials: readonly { readonly name: string; readonly client: number }[],
): readonly Evidence<'history.past'>[] {
  const started = performance.now();
  const meter = meterOf(target);
  const settings = settingsKey(meter);
  const { entries } = readHistory(configDir, { ...meter, id: null });
  const ms = Math.round(performance.now() - started);
  const counters = credentials.map(({ client }) => new PastCounter({ settings, client }));
  entries.each((entry) => {
    for (const counter of counters) counter.add(entry);
  });
  return credentials.map(({ name, client }, index) => {
    const past = counters[index]?.past() ?? new PastCounter({ settings, client }).past();
    return {
      id: `history.past:${name}`,
      experiment: 'history.past',
      outcome: past.everWorked ? 'WORKED' : past.attempts > 0 ? 'NEVER' : 'NONE',
      ms,
      exchanges: [],
      facts: {
        credential: name,
        client,
        server: target.server,
        ...past,
        lastSuccessAt: isoOf(past.lastSuccessAt),
        silentSince: isoOf(past.silentSince),
      },
    };
  });
}

/** What a run came to, as far as the history keeps it. */
export interface RunToKeep {
  readonly meter: Asked;
  readonly credentials: readonly (Pick<HistoryRecord['credentials'][number], 'client' | 'outcome' | 'replyMs'> & {
    readonly credential: string;
  })[];
  readonly verdict: Pick<Verdict, 'code' | 'outcome'>;
  readonly durationMs: number;
}

/** Keeps one record of a run that has just ended. Where it cannot be kept, the run counts all the same, and that is told. */
export function keepHistory({ configDir, err, lang }: Context, run: RunToKeep, kind: HistoryKind = 'test'): void {
  const kept = appendHistory(configDir, {
    at: new Date(Date.now() - run.durationMs).toISOString(),
    kind,
    meter: meterOf(run.meter),
    credentials: run.credentials.map(({ credential, client, outcome, replyMs }) => ({
      name: credential,
      client,
      outcome,
      replyMs,
    })),
    verdict: { code: run.verdict.code, outcome: run.verdict.outcome },
    durationMs: Math.round(run.durationMs),
  });
  if (!kept.kept) err.write(`${testCommandWords[lang].notKept(kept.why)}\n`);
}

function meterOf({ id, name, endpoint, server }: Asked): HistoryRecord['meter'] {
  return { id, name, endpoint: renderEndpoint(endpoint), server: renderServerAddress(server) };
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
