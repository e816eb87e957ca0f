/** `--frame`: exactly these bytes, and what they bring back. A link that they opened is closed again. */
import { frameHand, lineListen } from '../experiments/index.ts';
import type { ProbeLine } from './probe-line.ts';

export async function askByHand(probe: ProbeLine, bytes: Uint8Array): Promise<void> {
  const { line, plan, world } = probe;
  if ((await line.connect()) !== null) return;
  line.tell({ name: 'listening', forMs: plan.listenMs });
  const listened = await lineListen(line.conversation, plan.listenMs, world.signal);
  line.evidence.push(listened);
  if (listened.outcome === 'BUSY' || line.ended) return;
  probe.tell({ name: 'hand', forMs: plan.replyMs });
  const { evidence, opened } = await frameHand(line.conversation, bytes, {
    waitMs: plan.replyMs,
    earlier: [],
    ...line.signal,
  });
  line.evidence.push(evidence);
  if (opened !== null) {
    line.opened(probe.targetOf(opened.client, opened.server), opened.server);
    await line.close();
  }
}
