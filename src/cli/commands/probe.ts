/** `meter probe <meter>`: asks the deeper questions, says beforehand what that costs, shows each one and the verdict. */
import { Chalk } from 'chalk';
import { type ProbePlan, type ProbeRun, planProbe, runProbe } from '../../campaign/index.ts';
import { type Evidence, evidenceOf, renderEndpoint } from '../../evidence/index.ts';
import { type OpenLine, openTcp, recordingOpen } from '../../line/index.ts';
import {
  handWarning,
  hang,
  lookAtHand,
  maskedHand,
  type ProbeReport,
  planDocument,
  planSentence,
  probeDocument,
  renderPlan,
  renderProbe,
  type ShownPlan,
  serialSentence,
} from '../../report/index.ts';
import { judge, type Verdict } from '../../verdict/index.ts';
import type { Context } from '../context.ts';
import { holdEndpoint } from '../endpoint-lock.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { keepHistory, pastEvidence } from '../keep-history.ts';
import { type MeterTarget, meterTarget } from '../meter-target.ts';
import { keepCommand, stepCommands } from '../probe-commands.ts';
import { historyOfProbe } from '../probe-history.ts';
import { maskedEvidence, maskingOpen } from '../probe-mask.ts';
import { type ProbeOptions, type ProbeWish, probeWish } from '../probe-options.ts';
import { startProbeProgress } from '../probe-progress.ts';
import { savedText, saveFound } from '../probe-save.ts';
import { knownSerial } from '../probe-serial.ts';
import { type KeepEvent, showEvents, startRecords } from '../trace.ts';
import { exitCodeOfVerdict } from '../verdict-exit.ts';

const command = 'meter probe';
/** How long to listen before the first word. */
const listenMs = 500;

/** @throws UsageError, the signal's reason */
export async function runProbeCommand(context: Context, meter: string, options: ProbeOptions): Promise<ExitCode> {
  const { out, json, lang } = context;
  const target = await meterTarget(context, meter, options);
  const wish = probeWish(context, options, target.endpoint);
  const known = wish.serial === null ? knownSerial(context, target) : null;
  const plan = probePlan(target, wish, known);
  const shown = shownPlan(plan, wish, known);
  if (options.plan === true) {
    if (json) out.write(`${JSON.stringify(planDocument(target, shown), null, 2)}\n`);
    else out.write(renderPlan(target, shown, { lang, columns: out.columns, chalk: chalkOf(context) }));
    return exitCode.ok;
  }
  const work = () => probe(context, { target, options, plan, shown });
  if (options.takeOver !== true) return await work();
  const { withTakeOver } = await import('../take-over.ts');
  return await withTakeOver(context, [meter], options, work, 'meter probe --take-over');
}

interface Wanted {
  readonly target: MeterTarget;
  readonly options: ProbeOptions;
  readonly plan: ProbePlan;
  readonly shown: ShownPlan;
}

async function probe(context: Context, { target, options, plan, shown }: Wanted): Promise<ExitCode> {
  const { out, json, lang, signal, verbosity, err } = context;
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const now = () => performance.now() - started;
  const keepers: readonly KeepEvent[] = [
    await showEvents(context),
    ...startRecords(context, options, `${command} ${renderEndpoint(target.endpoint)}`),
  ];
  const past = plan.hand === null ? pastEvidence(context, target, plan.credentials) : [];
  const lock = holdEndpoint(target.endpoint, command);
  let run: ProbeRun;
  try {
    if (lock.evidence.outcome === 'FREE') announce(context, plan, shown);
    const progress = await startProbeProgress(context);
    try {
      const keep: KeepEvent = (event) => {
        for (const one of keepers) one(event);
      };
      run = await runProbe(
        { ...plan, before: [lock.evidence, ...past] },
        { open: openLine(plan, recordingOpen(openTcp, now, keep)), signal, onPhase: progress.show, wall },
      );
    } finally {
      progress.stop();
    }
  } finally {
    lock.release();
  }
  const evidence = evidenceOfRun(plan, run);
  const verdict = judge(evidence);
  const report = { meter: target, durationMs: now(), ...run, evidence, verdict };
  if (plan.hand === null) keepHistory(context, historyOfProbe(report, plan.credentials), 'probe');
  const saved = options.save === true ? await saveFound(context, target, verdict) : null;
  if (json) {
    const document = { ...probeDocument(report, startedAt), ...(options.save === true ? { saved } : {}) };
    out.write(`${JSON.stringify(document, null, 2)}\n`);
    return exitOf(run, verdict);
  }
  const look = plan.hand === null ? null : lookAtHand(plan.hand);
  const right = look === null || look.secret ? null : look.right;
  const isSaved = saved !== null && saved.changed.length > 0;
  const typed = { lang, target: isSaved ? targetAsSaved(target, verdict) : target, right };
  out.write(
    renderProbe(isSaved ? afterSaving(report) : report, {
      lang,
      columns: out.columns,
      chalk: chalkOf(context),
      // Where the frames were just seen on the same screen, they are not shown again.
      bytes: verbosity > 0 && !(out.isTerminal && err.isTerminal),
      commands: stepCommands({ ...typed, server: isSaved ? undefined : options.server }, verdict.found),
      keep: options.save === true ? null : keepCommand(target, verdict.found, lang),
    }),
  );
  if (options.save === true) {
    for (const line of savedText(context, target, verdict, saved)) out.write(`${hang('', line, out.columns)}\n`);
  }
  return exitOf(run, verdict);
}

/** What will be asked at most, and how long that takes: before the first byte. */
function announce({ err, lang }: Context, { hand }: ProbePlan, shown: ShownPlan): void {
  const say = (text: string) => err.write(`${hang('', text, err.columns)}\n`);
  if (hand !== null) err.write(handWarning(lookAtHand(hand), lang, err.columns));
  say(planSentence(shown, lang));
  const serial = serialSentence(shown, lang);
  if (serial !== null) say(serial);
}

function probePlan({ endpoint, server, credentials }: MeterTarget, wish: ProbeWish, known: string | null): ProbePlan {
  const { only, range, serial, quietMs, hand, replyMs, connectTimeoutMs } = wish;
  return {
    transport: endpoint.transport,
    host: endpoint.host,
    port: endpoint.port,
    server,
    credentials: credentials.map(({ name, client }) => ({ name, client })),
    replyMs,
    connectTimeoutMs,
    listenMs,
    only,
    // The logical device is the one that was configured.
    range: range === null ? null : { ...range, upper: server.upper },
    serial: serial ?? known,
    quietMs,
    hand,
  };
}

function shownPlan(plan: ProbePlan, { serial, hand, quietMs }: ProbeWish, known: string | null): ShownPlan {
  const digits = serial ?? known;
  return {
    ...planProbe(plan),
    quietMs,
    handBytes: hand?.length ?? null,
    serial: digits === null ? null : { digits, source: serial === null ? 'known' : 'typed' },
  };
}

const keepingSteps: ReadonlySet<string> = new Set(['keep-found', 'keep-address']);

/** What was just saved need not be kept once more: the next thing is to see whether it works. */
function afterSaving(report: ProbeReport): ProbeReport {
  const { next } = report.verdict;
  const rest = next.filter((step) => !keepingSteps.has(step) && step !== 'test-again');
  return { ...report, verdict: { ...report.verdict, next: ['test-again', ...rest] } };
}

/** The entry holds what was found by now: no option says it any more. */
function targetAsSaved(target: MeterTarget, { found }: Verdict): MeterTarget {
  if (found === null) return target;
  return { ...target, server: found.server, endpoint: { ...target.endpoint, transport: found.framing } };
}

/** Bytes by hand that were answered did their work, whatever a verdict makes of a single answer. */
function exitOf({ evidence }: ProbeRun, verdict: Parameters<typeof exitCodeOfVerdict>[0]): ExitCode {
  const [hand]: readonly Evidence<'frame.hand'>[] = evidenceOf(evidence, 'frame.hand');
  const code = exitCodeOfVerdict(verdict);
  return hand?.outcome === 'ANSWERED' && hand.facts.defects.length === 0 && code === exitCode.fault
    ? exitCode.ok
    : code;
}

/** A password in bytes by hand goes out, and is kept nowhere. */
function openLine({ hand }: ProbePlan, open: OpenLine): OpenLine {
  const shown = hand === null ? null : maskedHand(hand);
  return hand === null || shown === null || shown === hand ? open : maskingOpen(open, hand, shown);
}

function evidenceOfRun({ hand }: ProbePlan, { evidence }: ProbeRun): ProbeRun['evidence'] {
  const shown = hand === null ? null : maskedHand(hand);
  return hand === null || shown === null || shown === hand ? evidence : maskedEvidence(evidence, hand, shown);
}

function chalkOf({ out }: Context): InstanceType<typeof Chalk> {
  return new Chalk({ level: out.colourLevel });
}

function wall(): { readonly utcMs: number; readonly deviation: number } {
  const now = new Date();
  return { utcMs: now.getTime(), deviation: now.getTimezoneOffset() };
}
