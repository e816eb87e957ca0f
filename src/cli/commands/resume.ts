/** `meter resume <meter>`: asks whether the meter answers, then undoes what its pause did. */
import { safeText } from '../../bytes/printable.ts';
import type { AnyEvidence, CredentialOutcome } from '../../evidence/index.ts';
import { type MeterEntry, renderCollector, shownPause } from '../../meters/index.ts';
import { collectorDocument, failureDocument, requiredDocument, type TestReport } from '../../report/index.ts';
import { causeWords, collectorWords } from '../../wording/index.ts';
import { startActivity } from '../activity.ts';
import { collectorText, requiredText, writeBusy, writeFacts, writeFailure } from '../collector-screen.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { clockOf } from '../instants.ts';
import { namesOf } from '../quiet-others.ts';
import { meterName, registeredMeter } from '../registered-meter.ts';
import { type ResumeResult, resumeMeter } from '../resume-meter.ts';
import { milliseconds } from '../seconds.ts';
import { exitCodeOfVerdict } from '../verdict-exit.ts';
import { type Ask, askTerminal } from './ask.ts';
import { writeSafeJson } from './meter-output.ts';
import { inWords } from './registry-settings.ts';
import { testOne } from './test.ts';

export interface ResumeOptions {
  readonly force?: boolean | undefined;
  readonly yes?: boolean | undefined;
  readonly timeout?: string | undefined;
}

const command = 'meter resume';
const schema = 'meter.resume/1';

/** What shows that the meter itself is there, whatever it says. */
const answers: readonly CredentialOutcome[] = [
  'UA',
  'DM',
  'FRMR',
  'LOGIN-OK',
  'LOGIN-REJECTED',
  'READ-OK',
  'READ-DENIED',
];

interface Asked {
  readonly answered: boolean;
  readonly verdict: TestReport['verdict'];
  readonly by: { readonly outcome: CredentialOutcome; readonly client: number } | null;
  readonly exit: ExitCode;
}

/** @returns 0 where it is no longer paused; else as `meter test`, or 1 where the collector did not start */
export async function runResume(
  context: Context,
  wanted: string,
  options: ResumeOptions,
  ask: Ask = askTerminal(context),
): Promise<ExitCode> {
  const { lang } = context;
  const words = collectorWords[lang];
  const timeoutMs = milliseconds(context, '--timeout', options.timeout);
  return await inWords(lang, async () => {
    const { settings, meter } = await registeredMeter(context, wanted, command);
    if (meter.paused === undefined) return tell(context, meter, { type: 'not-paused' }, null);
    const asked = options.force === true ? null : await askMeter(context, meter, timeoutMs);
    if (asked !== null && !asked.answered) return tellMute(context, meter, asked);
    const activity = await startActivity(context);
    try {
      activity.show(words.activity.starting, null);
      const result = await resumeMeter(context, settings, meter, command, { yes: options.yes === true, ask });
      activity.stop();
      return tell(context, meter, result, asked);
    } finally {
      activity.stop();
    }
  });
}

/** Links only, or over the wrapper the public login: no password goes out for this. */
async function askMeter(context: Context, meter: MeterEntry, replyMs: number): Promise<Asked> {
  const overWrapper = meter.endpoint.transport === 'wrapper';
  const open = { level: 'none', secret: null } as const;
  const credentials =
    overWrapper || meter.credentials.length === 0
      ? [{ name: 'public', client: 16, ...open }]
      : meter.credentials.map(({ name, client }) => ({ name, client, ...open }));
  const { report } = await testOne(context, meter, {
    depth: overWrapper ? 'login' : 'link',
    credentials,
    replyMs,
    connectTimeoutMs: replyMs,
    keepers: [],
  });
  const by = report.credentials.find(({ outcome }) => answers.includes(outcome)) ?? null;
  const exit = exitCodeOfVerdict(report.verdict);
  const isHeld = report.evidence.some(({ outcome }: AnyEvidence) => outcome === 'SELF');
  return { answered: by !== null && !isHeld, verdict: report.verdict, by, exit: exit === 0 ? exitCode.fault : exit };
}

function tellMute(context: Context, meter: MeterEntry, asked: Asked): ExitCode {
  if (context.json) writeSafeJson(context, documentOf(meter, null, asked));
  else {
    const words = collectorWords[context.lang];
    writeFacts(context, words.staysPaused(safeText(meter.name), meter.id), [
      [words.labels.asked, words.mute(asked.verdict.code, causeWords[context.lang][asked.verdict.code].title)],
    ]);
    context.err.write(`${words.nextAfterMute(`${meter.id}`)}\n`);
  }
  return asked.exit;
}

function tell(context: Context, meter: MeterEntry, result: ResumeResult, asked: Asked | null): ExitCode {
  if (context.json) writeSafeJson(context, documentOf(meter, result, asked));
  const words = collectorWords[context.lang];
  const [name, id] = [safeText(meter.name), meter.id];
  switch (result.type) {
    case 'held':
      writeBusy(context, result.owner);
      return exitCode.busy;
    case 'failed':
      if (!context.json) context.out.write(`${words.staysPaused(name, id)}\n`);
      writeFailure(context, result.failure);
      return exitCode.fault;
    case 'not-paused':
      if (!context.json) context.out.write(`${words.wasNotPaused(name, id)}\n`);
      return exitCode.ok;
    case 'resumed':
      if (!context.json) tellResumed(context, meter, result, asked);
      return exitCode.ok;
  }
}

function tellResumed(
  context: Context,
  meter: MeterEntry,
  result: Extract<ResumeResult, { readonly type: 'resumed' }>,
  asked: Asked | null,
): void {
  const { pause, before, after, did, required, heldBackBy } = result;
  const words = collectorWords[context.lang];
  const { labels } = words;
  const started = did !== null || required?.outcome === 'done';
  const how =
    pause.collector === null
      ? ''
      : pause.undo === 'nothing'
        ? words.resumedNothing
        : heldBackBy.length > 0
          ? words.heldBack(safeText(namesOf(heldBackBy)))
          : started
            ? words.resumedStarted
            : words.resumedRunning;
  writeFacts(context, `${words.resumed(safeText(meter.name), meter.id)} ${how}`.trim(), [
    [labels.asked, asked?.by == null ? null : words.answers(asked.by.outcome, asked.by.client)],
    [labels.collector, collectorText(context, pause.collector, after ?? before, clockOf())],
    [labels.says, did?.says == null ? null : safeText(did.says)],
    [labels.required, requiredText(context, required)],
  ]);
  const [next] = heldBackBy;
  if (next !== undefined) context.err.write(`${words.nextHeldBack(`${next.id}`)}\n`);
}

/** @param result null where the meter did not answer and nothing was tried */
function documentOf(meter: MeterEntry, result: ResumeResult | null, asked: Asked | null) {
  const pause = result?.type === 'resumed' ? result.pause : (meter.paused ?? null);
  const entry = pause?.collector ?? meter.collector ?? null;
  const done = result?.type === 'resumed' ? result : null;
  const isPaused = done === null && result?.type !== 'not-paused';
  return {
    schema,
    meter: meterName(meter),
    resumed: done !== null,
    paused: !isPaused || pause === null ? null : shownPause(pause),
    was: pause === null ? null : shownPause(pause),
    asked:
      asked === null
        ? null
        : { answered: asked.answered, verdict: asked.verdict.code, outcome: asked.by?.outcome ?? null },
    collector: collectorDocument(entry === null ? null : renderCollector(entry), {
      before: done?.before ?? null,
      after: done?.after ?? null,
    }),
    started: done !== null && (done.did !== null || done.required?.outcome === 'done'),
    says: done?.did?.says ?? null,
    actionRequired: requiredDocument(done?.required ?? null),
    heldBackBy: (done?.heldBackBy ?? []).map(meterName),
    failure:
      result?.type === 'failed'
        ? failureDocument(result.failure)
        : result?.type === 'held'
          ? { code: 'held', detail: null }
          : null,
  };
}
