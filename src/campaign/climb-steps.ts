/** The rungs that a test and a probe have in common around their questions: listening, the second connection, the series. */
import { type Evidence, evidenceOf } from '../evidence/index.ts';
import { connectOnce, hostHolder, lineListen, secondConnection } from '../experiments/index.ts';
import type { TestLine } from './test-line.ts';
import type { TestWorld } from './test-plan.ts';

/** How many times the endpoint is connected to in all, for loss and latency. */
const connectTimes = 3;
/** How long a second connection is listened to. */
const secondListenMs = 500;

/** Rung 2: what comes before anything was said, and who of this host holds a connection. */
export async function listenFirst(
  line: TestLine,
  { signal }: TestWorld,
  forMs: number,
): Promise<Evidence<'line.listen'>> {
  const { host, port } = line.plan;
  const holder = hostHolder(line.address ?? host, port, signal);
  line.tell({ name: 'listening', forMs });
  let listened = await lineListen(line.conversation, forMs, signal);
  if (listened.outcome === 'CLOSED' || listened.outcome === 'RESET') {
    // Once may be an accident, or an earlier client just leaving.
    if (await line.reconnect()) {
      const again = await lineListen(line.conversation, forMs, signal);
      if (line.ended || again.outcome === 'BUSY') listened = again;
      else listened = { ...again, exchanges: [...listened.exchanges, ...again.exchanges] };
    }
  }
  line.evidence.push(await holder, listened);
  return listened;
}

/** Rung 5, only after silence. */
export async function askSecond(line: TestLine, { open, signal }: TestWorld): Promise<void> {
  if (line.ended || !isMute(line)) return;
  const { host, port, connectTimeoutMs, transport } = line.plan;
  line.tell({ name: 'second-connection', forMs: secondListenMs });
  line.evidence.push(
    await secondConnection(open, line.conversation, {
      host,
      port,
      connectTimeoutMs: Math.min(connectTimeoutMs, 1000),
      listenMs: secondListenMs,
      ...line.signal,
    }),
  );
  if (transport === 'wrapper') return;
  // The wait for the second was one more wait for the first: an answer may have come, late.
  const last = await lineListen(line.conversation, 0, signal, line.earlier());
  if (last.facts.heard.clocks.bytes > 0) {
    line.evidence.push({ ...last, id: 'line.listen:last' });
    await line.closeLate(last.facts.heard);
  }
}

/** Nothing that was asked found an answer, and at least one thing was. */
function isMute({ evidence, plan }: TestLine): boolean {
  const asked = [...evidenceOf(evidence, 'link.open'), ...evidenceOf(evidence, 'link.after-disc')];
  const logins = evidenceOf(evidence, 'association.open').filter(({ outcome }) => outcome !== 'NOT-TRIED');
  const outcomes: readonly string[] = [...asked, ...logins].map(({ outcome }) => outcome);
  const isSilent = (outcome: string) => outcome === 'TIMEOUT' || outcome === 'ECHO';
  return plan.transport === 'hdlc' ? outcomes.every(isSilent) : outcomes.length > 0 && outcomes.every(isSilent);
}

/** Rung 1, the rest of the series: after the conversation, so that it cannot disturb it. */
export async function measure(line: TestLine, { open, signal }: TestWorld): Promise<void> {
  const { host, port, connectTimeoutMs } = line.plan;
  const { connects } = line;
  line.tell({ name: 'measuring', forMs: connectTimeoutMs });
  const [first] = connects;
  // Where nothing answers a connect at all, two more time-outs would only cost the technician's time.
  const hopeless =
    first?.outcome === 'CONNECT-TIMEOUT' || first?.outcome === 'UNKNOWN-HOST' || first?.outcome === 'NOT-TRIED';
  while (!hopeless && connects.length < connectTimes) {
    connects.push(await connectOnce(open, host, port, connectTimeoutMs, signal));
  }
}
