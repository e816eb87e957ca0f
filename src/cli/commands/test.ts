/** `meter test <meter…>`: climbs the ladder for each meter, shows the verdict, and ends with its exit code. */
import { Chalk } from 'chalk';
import { runTest } from '../../campaign/index.ts';
import { renderEndpoint } from '../../evidence/index.ts';
import { openTcp, recordingOpen } from '../../line/index.ts';
import { renderTest, type TestReport, testDocument } from '../../report/index.ts';
import { judge } from '../../verdict/index.ts';
import { testCommandWords } from '../../wording/index.ts';
import { type Context, UsageError } from '../context.ts';
import { holdEndpoint } from '../endpoint-lock.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { type MeterTarget, meterTarget, type TargetOptions } from '../meter-target.ts';
import { startProgress } from '../progress.ts';
import { milliseconds } from '../seconds.ts';
import { type KeepEvent, showEvents, startTrace } from '../trace.ts';
import { exitCodeOfVerdict } from '../verdict-exit.ts';

export interface TestOptions extends TargetOptions {
  readonly timeout?: string;
  readonly connectTimeout?: string;
  readonly depth?: string;
  readonly trace?: string;
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
  if (options.depth !== undefined && !['link', 'login', 'read'].includes(options.depth)) {
    throw new UsageError(words.depthWrong(options.depth), words.depthHint);
  }
  if (options.depth === 'login' || options.depth === 'read')
    throw new UsageError(words.depthLater, words.depthLaterHint);
  const targets: MeterTarget[] = [];
  for (const meter of meters) targets.push(await meterTarget(context, meter, options));
  for (const { endpoint, credentials, name } of targets) {
    if (endpoint.transport !== 'hdlc') throw new UsageError(words.wrapperLater, words.wrapperHint);
    if (credentials.length === 0) throw new UsageError(words.noCredentials(name ?? ''), words.noCredentialsHint);
  }
  const shows = targets.map(({ endpoint }) => `meter test ${renderEndpoint(endpoint)}`).join(', ');
  const keepers: KeepEvent[] = [await showEvents(context)];
  if (options.trace !== undefined) keepers.push(startTrace(context, options.trace, shows));

  const documents: object[] = [];
  let worst: ExitCode = exitCode.ok;
  for (const target of targets) {
    const { report, document } = await testOne(context, target, { replyMs, connectTimeoutMs, keepers });
    documents.push(document);
    if (!context.json) {
      if (documents.length > 1) context.out.write('\n');
      const chalk = new Chalk({ level: context.out.colourLevel });
      context.out.write(renderTest(report, { lang: context.lang, columns: context.out.columns, chalk }));
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

/** Tests one meter and judges what was found. The line is closed and the lock released on every way out. */
export async function testOne(
  context: Context,
  target: MeterTarget,
  { replyMs, connectTimeoutMs, keepers }: { replyMs: number; connectTimeoutMs: number; keepers: readonly KeepEvent[] },
): Promise<{ readonly report: TestReport; readonly document: object }> {
  const { endpoint, server, credentials } = target;
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
        host: endpoint.host,
        port: endpoint.port,
        server,
        credentials,
        replyMs,
        connectTimeoutMs,
        listenMs,
        before: [lock.evidence],
      },
      { open: recordingOpen(openTcp, now, keep), signal: context.signal, onPhase: progress.show },
    );
    const report: TestReport = { meter: target, durationMs: now(), ...run, verdict: judge(run.evidence) };
    const exchanges = new Map(run.credentials.map((one) => [one.credential, one.exchanges]));
    return { report, document: testDocument(report, { startedAt, exchanges }) };
  } finally {
    progress.stop();
    lock.release();
  }
}
