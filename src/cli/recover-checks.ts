/** Step 5 of a recovery: display, ping, TCP port, DLMS, a reading. The only step in which a password goes out, once a set. */
import type { TestRun } from '../campaign/index.ts';
import { type AnyEvidence, type CredentialOutcome, evidenceOf, renderServerAddress } from '../evidence/index.ts';
import { ping } from '../line/index.ts';
import { checkOutcomeText, type RecoverCheck } from '../report/index.ts';
import { judge } from '../verdict/index.ts';
import { recoverWords, registryWords } from '../wording/index.ts';
import { exitCode } from './exit-code.ts';
import { tellVerdict, test } from './recover-ask.ts';
import type { RecoverRun, StepEnd } from './recover-run.ts';
import { exitCodeOfVerdict } from './verdict-exit.ts';

/** The meter answers in DLMS, the deepest first; who refuses the link does not. */
const talks: readonly CredentialOutcome[] = ['READ-OK', 'READ-DENIED', 'LOGIN-OK', 'LOGIN-REJECTED', 'UA'];

/** @throws the signal's reason */
export async function checksStep(run: RecoverRun): Promise<StepEnd> {
  const { context, screen, target, credentials } = run.setup;
  const { lang, signal } = context;
  const display = await displayCheck(run);
  if (display === null) {
    run.tell('needs-display');
    return { type: 'over', outcome: 'unfinished', exit: exitCode.usage, next: ['display', 'giveUp'] };
  }
  screen.wait(recoverWords[lang].waits.check, checksMs(run));
  const startedAt = performance.now();
  const echo = await ping(target.endpoint.host, signal);
  signal.throwIfAborted();
  const tested = await test(run, { credentials, depth: 'read' });
  screen.stop();
  const verdict = judge(tested.evidence);
  run.asked({ credentials: tested.credentials, verdict, durationMs: performance.now() - startedAt }, verdict);
  const tcp = evidenceOf(tested.evidence, 'tcp.connect')[0]?.outcome ?? 'NOT-TRIED';
  const isOpen = tcp === 'OK' || tcp === 'LOSS';
  const checks: RecoverCheck[] = [
    display,
    // A host that answers TCP and no echo has its echo switched off.
    {
      check: 'ping',
      outcome: pingOutcomes[echo.outcome],
      passed: echo.outcome === 'answered' ? true : isOpen ? null : false,
    },
    { check: 'tcp', outcome: tcp, passed: isOpen },
    dlmsCheck(tested),
    readingCheck(tested),
  ];
  run.checks = checks;
  for (const one of checks.filter(({ outcome }) => outcome !== 'NOT-ASKED')) {
    const name = one.passed === null ? 'check-open' : one.passed ? 'check-passed' : 'check-failed';
    run.tell(name, { check: recoverWords[lang].checks[one.check], outcome: checkOutcomeText(one, lang) });
  }
  for (const { credential, client, outcome } of tested.credentials) {
    run.tell('asked', { server: renderServerAddress(target.server), client, credential, outcome });
  }
  tellVerdict(run, verdict);
  if (checks.some(({ check, passed }) => check === 'dlms' && passed === true)) {
    return { type: 'next', outcome: 'answered' };
  }
  run.tell('not-back-yet');
  const exit = exitCodeOfVerdict(verdict);
  const isDark = display.passed === false;
  return {
    type: 'over',
    outcome: 'not-recovered',
    exit: exit === exitCode.ok ? exitCode.fault : exit,
    next: [...(isDark ? (['noSupply'] as const) : []), 'longer', 'again', 'probe', 'report'],
  };
}

/** Ping, the ladder down to a reading for each set, and what it may take to close. */
export function checksMs({ setup }: Pick<RecoverRun, 'setup'>): number {
  const { target, times } = setup;
  return 3000 + (2 + 3 * Math.max(1, target.credentials.length)) * times.replyMs + times.connectTimeoutMs;
}

/** Null where nobody can say. Without the power switch nobody stands in front of the meter, and nobody is asked. */
async function displayCheck(run: RecoverRun): Promise<RecoverCheck | null> {
  const { yesDisplay, ask, context } = run.setup;
  if (yesDisplay) return { check: 'display', outcome: 'YES', passed: true };
  const { power, broughtBack } = run.recovery;
  const isUntouched = power === null && (run.isBack || broughtBack !== null);
  if (isUntouched) return { check: 'display', outcome: 'NOT-ASKED', passed: null };
  if (!ask.canAsk) return null;
  for (let times = 0; times < 3; times++) {
    const answer = (await ask.line(recoverWords[context.lang].ask.display)).trim();
    context.signal.throwIfAborted();
    if (registryWords[context.lang].yes.test(answer)) return { check: 'display', outcome: 'YES', passed: true };
    if (recoverWords[context.lang].no.test(answer)) return { check: 'display', outcome: 'NO', passed: false };
  }
  return null;
}

const pingOutcomes = {
  answered: 'OK',
  silent: 'TIMEOUT',
  unreachable: 'UNREACHABLE',
  'unknown-host': 'UNKNOWN-HOST',
  unavailable: 'NOT-TRIED',
} as const;

function dlmsCheck({ credentials }: TestRun): RecoverCheck {
  const best = talks.find((one) => credentials.some(({ outcome }) => outcome === one));
  const outcome = best ?? credentials[0]?.outcome ?? 'NOT-TRIED';
  return { check: 'dlms', outcome, passed: talks.includes(outcome) };
}

/** Where no set could ask for a reading, nothing is known of it. */
function readingCheck({ credentials, evidence }: TestRun): RecoverCheck {
  const best = credentials.find(({ outcome }) => outcome === 'READ-OK' || outcome === 'READ-DENIED');
  if (best !== undefined) return { check: 'reading', outcome: best.outcome, passed: best.outcome === 'READ-OK' };
  const asked = evidence.filter(isDeeper).find(({ outcome }) => outcome !== 'NOT-TRIED');
  return asked === undefined
    ? { check: 'reading', outcome: 'NOT-TRIED', passed: null }
    : { check: 'reading', outcome: asked.outcome, passed: false };
}

function isDeeper({ experiment }: AnyEvidence): boolean {
  return experiment === 'object.read' || experiment === 'association.open';
}
