/** `meter test <meter…>`: climbs the ladder for each meter, shows the verdict, and ends with its exit code. */
import { Chalk } from 'chalk';
import { type CredentialPlan, runTest, type TestDepth, testDepths } from '../../campaign/index.ts';
import { type AnyEvidence, renderEndpoint } from '../../evidence/index.ts';
import { openTcp, recordingOpen } from '../../line/index.ts';
import { renderTest, type TestReport, testDocument } from '../../report/index.ts';
import { judge } from '../../verdict/index.ts';
import { testCommandWords } from '../../wording/index.ts';
import { type Context, UsageError } from '../context.ts';
import { secretOf } from '../credential-secret.ts';
import { holdEndpoint } from '../endpoint-lock.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { keepHistory, pastEvidence } from '../keep-history.ts';
import { type MeterTarget, meterTarget, type TargetOptions } from '../meter-target.ts';
import { stepCommands } from '../probe-commands.ts';
import { startProgress } from '../progress.ts';
import { milliseconds } from '../seconds.ts';
import { type KeepEvent, showEvents, startRecords } from '../trace.ts';
import { exitCodeOfVerdict } from '../verdict-exit.ts';

export interface TestOptions extends TargetOptions {
  readonly timeout?: string;
  readonly connectTimeout?: string;
  readonly depth?: string;
  readonly trace?: string;
  readonly pcap?: string;
  readonly takeOver?: boolean;
  readonly yes?: boolean;
}

/** How long to listen before the first word. */
const listenMs = 500;

/** @returns the exit code of the worst verdict */
export async function runTestCommand(
  context: Context,
  meters: readonly string[],
  options: TestOptions,
): Promise<ExitCode> {
  const words = testCommandWords[context.lang];
  const replyMs = milliseconds(context, '--timeout', options.timeout);
  const connectTimeoutMs = milliseconds(context, '--connect-timeout', options.connectTimeout);
  const depth = testDepths.find((one) => one === (options.depth ?? 'read'));
  if (depth === undefined) throw new UsageError(words.depthWrong(options.depth ?? ''), words.depthHint);
  const targets: MeterTarget[] = [];
  for (const meter of meters) targets.push(await meterTarget(context, meter, options));
  for (const { endpoint, credentials, name } of targets) {
    if (endpoint.transport === 'wrapper' && depth === 'link') throw new UsageError(words.noLink, words.noLinkHint);
    if (credentials.length === 0) throw new UsageError(words.noCredentials(name ?? ''), words.noCredentialsHint);
  }
  // Every secret is found before the first line is touched.
  const asked = targets.map((target) => ({ target, credentials: credentialPlans(context, target, depth) }));
  if (options.takeOver === true) {
    const { withTakeOver } = await import('../take-over.ts');
    return await withTakeOver(context, meters, options, () =>
      runTestCommand(context, meters, { ...options, takeOver: false }),
    );
  }
  const shows = targets.map(({ endpoint }) => `meter test ${renderEndpoint(endpoint)}`).join(', ');
  const keepers: readonly KeepEvent[] = [await showEvents(context), ...startRecords(context, options, shows)];

  const documents: object[] = [];
  let worst: ExitCode = exitCode.ok;
  for (const { target, credentials } of asked) {
    const before = pastEvidence(context, target, credentials);
    const how = { depth, credentials, replyMs, connectTimeoutMs, keepers, before };
    const { report, document } = await testOne(context, target, how);
    keepHistory(context, report);
    documents.push(document);
    if (!context.json) {
      if (documents.length > 1) context.out.write('\n');
      const { lang, out } = context;
      const chalk = new Chalk({ level: out.colourLevel });
      const commands = stepCommands({ lang, target, server: options.server, right: null }, report.verdict.found);
      out.write(renderTest(report, { lang, columns: out.columns, chalk, commands }));
    }
    const code = exitCodeOfVerdict(report.verdict);
    if (code > worst) worst = code;
  }
  if (context.json) {
    const whole = documents.length === 1 ? documents[0] : { schema: 'meter.tests/1', tests: documents };
    context.out.write(`${JSON.stringify(whole, null, 2)}\n`);
  }
  return worst;
}

export interface TestHow {
  readonly depth: TestDepth;
  readonly credentials: readonly CredentialPlan[];
  readonly replyMs: number;
  readonly connectTimeoutMs: number;
  readonly keepers: readonly KeepEvent[];
  /** What is known beforehand: the history of these settings. */
  readonly before?: readonly AnyEvidence[];
}

/** The credential sets with their secrets found; a test of links alone needs none. */
export function credentialPlans(
  context: Context,
  { credentials }: Pick<MeterTarget, 'credentials'>,
  depth: TestDepth,
): readonly CredentialPlan[] {
  return credentials.map(({ name, client, level = 'none', secret = null }) => ({
    name,
    client,
    level,
    secret: secret === null || level === 'none' || depth === 'link' ? null : secretOf(context, { name, secret }),
  }));
}

/** Tests one meter and judges what was found. The line is closed and the lock released on every way out. */
export async function testOne(
  context: Context,
  target: Omit<MeterTarget, 'credentials'>,
  { depth, credentials, replyMs, connectTimeoutMs, keepers, before = [] }: TestHow,
): Promise<{ readonly report: TestReport; readonly document: object }> {
  const { endpoint, server } = target;
  const startedAt = new Date().toISOString();
  const started = performance.now();
  const now = () => performance.now() - started;
  const lock = holdEndpoint(endpoint, 'meter test');
  const progress = await startProgress(context);
  try {
    const keep: KeepEvent = (event) => {
      for (const one of keepers) one(event);
    };
    const run = await runTest(
      {
        transport: endpoint.transport,
        host: endpoint.host,
        port: endpoint.port,
        server,
        credentials,
        depth,
        replyMs,
        connectTimeoutMs,
        listenMs,
        before: [lock.evidence, ...before],
      },
      { open: recordingOpen(openTcp, now, keep), signal: context.signal, onPhase: progress.show, wall },
    );
    const report: TestReport = { meter: target, durationMs: now(), ...run, verdict: judge(run.evidence) };
    return { report, document: testDocument(report, startedAt) };
  } finally {
    progress.stop();
    lock.release();
  }
}

function wall(): { readonly utcMs: number; readonly deviation: number } {
  const now = new Date();
  return { utcMs: now.getTime(), deviation: now.getTimezoneOffset() };
}
