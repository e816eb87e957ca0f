/** The questions of a recovery: the first look, the gentle ones after it, and what they came to. No secret goes out. */
import {
  askAgain,
  type CredentialPlan,
  commonAddresses,
  type RecoverPlan,
  runTest,
  type TestRun,
} from '../campaign/index.ts';
import {
  type CauseCode,
  type CredentialOutcome,
  evidenceOf,
  parseServerAddress,
  renderEndpoint,
  renderServerAddress,
  sameDevice,
} from '../evidence/index.ts';
import { openTcp, pause, recordingOpen } from '../line/index.ts';
import { answeredAddresses } from '../meters/index.ts';
import { judge, type Verdict } from '../verdict/index.ts';
import { causeWords, fill, recoverWords, testWords } from '../wording/index.ts';
import { pastEvidence } from './keep-history.ts';
import { caseOf } from './recover-allow.ts';
import type { RecoverRun } from './recover-run.ts';
import { tellSight } from './recover-sights.ts';

/** How long to listen before the first word. */
const listenMs = 500;
/** A timer that runs as long as our silence must have run out by our question. */
const safety = 1.02;
const settleMs = 300;
const attempts = 3;
const publicSet = { name: 'public', client: 16 } as const;

/** `mute`, `refuses`, `other`: see `recover-allow.ts`; `answers` without a DISC, `closed` after one that was confirmed. */
export interface Asked {
  readonly came: 'answers' | 'closed' | 'mute' | 'refuses' | 'other';
  readonly code: CauseCode;
  readonly outcome: CredentialOutcome;
  /** Null where it is an address that answers elsewhere. */
  readonly verdict: Verdict | null;
  readonly credentials: TestRun['credentials'];
  readonly durationMs: number;
}

/** The meter itself let us in, or answered a login: it is not mute. */
const answers: readonly CredentialOutcome[] = ['UA', 'LOGIN-OK', 'LOGIN-REJECTED', 'READ-OK', 'READ-DENIED'];

/** The ladder of a test as far as the link; over the wrapper, the login of the public client. @throws the signal's reason */
export async function look(run: RecoverRun): Promise<Asked> {
  const { screen, target, context } = run.setup;
  const waits = recoverWords[context.lang].waits;
  const isWrapper = target.endpoint.transport === 'wrapper';
  const sets = isWrapper || target.credentials.length === 0 ? [publicSet] : target.credentials;
  const credentials = sets.map(({ name, client }): CredentialPlan => ({ name, client, level: 'none', secret: null }));
  screen.wait(waits.look, lookMs(run));
  const startedAt = performance.now();
  const tested = await test(run, { credentials, depth: isWrapper ? 'login' : 'link' });
  screen.stop();
  for (const { credential, client, outcome } of tested.credentials) {
    run.tell('asked', { server: renderServerAddress(target.server), client, credential, outcome });
  }
  const asked = { ...came(tested), durationMs: performance.now() - startedAt };
  keep(run, asked);
  if (asked.came !== 'answers' || !isAfterDisc(tested)) return asked;
  for (const { facts, outcome } of evidenceOf(tested.evidence, 'link.disc')) {
    if (outcome === 'UA') run.tell('disc-UA', { server: renderServerAddress(facts.server), client: facts.client });
  }
  return { ...asked, came: 'closed' };
}

/** Silence, a DISC that was confirmed, and an answer after it. Without the confirmation nobody knows what helped. */
function isAfterDisc({ evidence }: TestRun): boolean {
  const disc = evidence.findIndex(({ experiment, outcome }) => experiment === 'link.disc' && outcome === 'UA');
  const first = evidence.findIndex(
    ({ experiment, outcome }) => experiment.startsWith('link.') && experiment !== 'link.disc' && outcome === 'UA',
  );
  return disc >= 0 && first > disc;
}

/** The ladder of a test, under the lock that this run holds. @throws the signal's reason */
export async function test(
  run: RecoverRun,
  plan: { readonly credentials: readonly CredentialPlan[]; readonly depth: 'link' | 'login' | 'read' },
): Promise<TestRun> {
  const { context, target, times } = run.setup;
  const { endpoint, server } = target;
  const wall = () => {
    const now = new Date();
    return { utcMs: now.getTime(), deviation: now.getTimezoneOffset() };
  };
  const { replyMs, connectTimeoutMs } = times;
  const before = pastEvidence(context, target, plan.credentials);
  for (let attempt = 1; ; attempt++) {
    // A gateway needs a moment to let go of its last client, which was ourselves.
    await pause(settleMs * attempt, context.signal);
    const tested = await runTest(
      { ...endpoint, server, ...plan, replyMs, connectTimeoutMs, listenMs, before },
      { open: opened(run), signal: context.signal, wall },
    );
    // Who is told that the port is busy has asked nothing, and may come again.
    const isBusy = evidenceOf(tested.evidence, 'line.listen').some(({ outcome }) => outcome === 'BUSY');
    if (!isBusy || attempt >= attempts) return tested;
  }
}

/** Silence first, then DISCs where they are wanted, then one bare SNRM a credential set. @throws the signal's reason */
export async function askGently(
  run: RecoverRun,
  wish: {
    readonly quietMs: number;
    readonly discs: boolean;
    /** One of many: no verdict is told of it, and no record kept. */
    readonly isOneOfMany?: boolean;
  },
): Promise<Asked> {
  const { context, target, times, screen } = run.setup;
  const words = recoverWords[context.lang];
  const silenceMs = wish.quietMs * safety;
  const quietMs = Math.max(silenceMs, listenMs);
  if (wish.quietMs > 0) screen.wait(words.waits.quiet, silenceMs);
  if (target.endpoint.transport === 'wrapper') {
    // There is no link that a DISC could close, and no place to hold in silence.
    if (wish.quietMs > 0) await pause(silenceMs, context.signal);
    return await look(run);
  }
  const startedAt = performance.now();
  const credentials = bestFirst(run);
  const plan: RecoverPlan = {
    ...target.endpoint,
    server: target.server,
    replyMs: times.replyMs,
    connectTimeoutMs: times.connectTimeoutMs,
    before: pastEvidence(context, target, credentials),
    credentials,
    quietMs,
    discs: wish.discs ? discsOf(run, credentials) : [],
  };
  // A line for each of a dozen addresses that stay silent would hide the one that does not.
  const mute = new Set<string>();
  const tellMute = () => {
    if (mute.size > 0) run.tell('disc-none', { servers: [...mute].join(', ') });
    mute.clear();
  };
  const done = await askAgain(plan, {
    open: opened(run),
    signal: context.signal,
    onAsk: (what, server, client, forMs) => {
      const name = what === 'DISC' ? words.waits.disc : words.waits.link;
      screen.wait(fill(name, { server: renderServerAddress(server), client }), forMs);
    },
    onSight: (sight) => {
      if (sight.what === 'disc' && sight.answer === null) {
        mute.add(renderServerAddress(sight.server));
        return;
      }
      tellMute();
      tellSight(run, sight, wish.quietMs);
    },
  });
  screen.stop();
  tellMute();
  if (done.elsewhere !== null) {
    const { server, answer } = done.elsewhere;
    run.found = server;
    const configured = renderServerAddress(target.server);
    run.tell('elsewhere', { answer, server: renderServerAddress(server), configured });
    const code = sameDevice(server, target.server) ? 'address.length' : 'address.value';
    const { credentials: results } = done;
    const durationMs = performance.now() - startedAt;
    const elsewhere = {
      came: 'other',
      code,
      outcome: 'TIMEOUT',
      verdict: null,
      credentials: results,
      durationMs,
    } as const;
    keep(run, elsewhere);
    return elsewhere;
  }
  const asked = { ...came(done), durationMs: performance.now() - startedAt };
  if (wish.isOneOfMany !== true) keep(run, asked);
  return asked;
}

/** How long a look can take. */
export function lookMs({ setup }: Pick<RecoverRun, 'setup'>): number {
  const { target, times } = setup;
  return listenMs + (2 + Math.max(1, target.credentials.length)) * times.replyMs + times.connectTimeoutMs;
}

/** How long the gentle questions can take. */
export function gentleMs(run: Pick<RecoverRun, 'setup'>, discs: boolean): number {
  const { target, times } = run.setup;
  const sets = Math.max(1, target.credentials.length);
  const asked = discs ? 0.4 * discsOf(run, target.credentials).length : 0;
  return listenMs + (sets + asked) * times.replyMs + times.connectTimeoutMs;
}

function opened({ setup }: RecoverRun) {
  const startedAt = performance.now();
  return recordingOpen(openTcp, () => performance.now() - startedAt, setup.keep);
}

function came({ evidence, credentials }: TestRun): Omit<Asked, 'durationMs'> {
  const verdict = judge(evidence);
  const { code, outcome } = verdict;
  const found = { code, outcome, verdict, credentials };
  if (credentials.some((one) => answers.includes(one.outcome))) return { came: 'answers', ...found };
  const refuses = credentials.some((one) => one.outcome === 'DM' || one.outcome === 'FRMR');
  return { came: refuses ? 'refuses' : caseOf(verdict), ...found };
}

/** One record of the history, and the verdict as it is told. */
export function keep(run: RecoverRun, { code, outcome, verdict, credentials, durationMs }: Asked): void {
  run.asked({ credentials, verdict: { code, outcome }, durationMs }, verdict);
  const isElsewhere = code === 'address.length' || code === 'address.value';
  if (isElsewhere && verdict?.found != null) run.found = verdict.found.server;
  // Elsewhere speaks for itself: another meter may be there.
  if (verdict !== null) tellVerdict(run, verdict);
}

/** The verdict with its grade, where that is not `proven`. */
export function tellVerdict(run: RecoverRun, { code, causes }: Verdict): void {
  const { lang } = run.setup.context;
  const grade = causes.find((cause) => cause.code === code)?.grade ?? 'proven';
  run.tell('verdict', {
    code,
    grade: grade === 'proven' ? '' : ` (${testWords[lang].grades[grade]})`,
    title: causeWords[lang][code].title,
  });
}

/** Who worked before, then the public client, then the others. */
function bestFirst({
  setup,
}: Pick<RecoverRun, 'setup'>): readonly { readonly name: string; readonly client: number }[] {
  const { target, context } = setup;
  const sets = target.credentials.length === 0 ? [publicSet] : target.credentials;
  const worked = pastEvidence(context, target, sets).map(({ facts }) => facts.lastSuccessAt ?? '');
  const rank = (client: number) => Number(client === publicSet.client);
  return sets
    .map(({ name, client }, index) => ({ name, client, worked: worked[index] ?? '' }))
    .toSorted((left, right) => right.worked.localeCompare(left.worked) || rank(right.client) - rank(left.client));
}

/** The configured address as every client, those that ever answered and the common ones as the first. */
function discsOf(
  { setup }: Pick<RecoverRun, 'setup'>,
  credentials: readonly { readonly client: number }[],
): RecoverPlan['discs'] {
  const { target, context } = setup;
  const clients = [...new Set(credentials.map(({ client }) => client))];
  const [first = publicSet.client] = clients;
  const meter = {
    id: target.id,
    endpoint: renderEndpoint(target.endpoint),
    server: renderServerAddress(target.server),
  };
  const answered = answeredAddresses(context.configDir, meter).flatMap((text) => {
    const address = parseServerAddress(text);
    return 'code' in address ? [] : [address];
  });
  const others = [...answered, ...commonAddresses(target.server)];
  const written = new Set([renderServerAddress(target.server)]);
  const discs = clients.map((client) => ({ server: target.server, client }));
  for (const server of others) {
    const name = renderServerAddress(server);
    if (written.has(name)) continue;
    written.add(name);
    discs.push({ server, client: first });
  }
  return discs;
}
