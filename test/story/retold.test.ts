/** What a live test found, a record of it must say as well: the ladder against simulated meters, recorded and retold. */
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/bytes/hex.ts';
import { evidenceOf } from '../../src/evidence/index.ts';
import {
  type CaptureEvent,
  openTcp,
  parseCapture,
  recordingOpen,
  renderCaptureEvent,
  SecretMask,
} from '../../src/line/index.ts';
import type { SimulatorOptions } from '../../src/simulator/index.ts';
import { recordOfCapture, type Story, tellStory } from '../../src/story/index.ts';
import { type Tested, testMeter, withSecret } from '../support/test-meter.ts';

interface Retold {
  readonly live: Tested;
  readonly story: Story;
  readonly text: string;
}

async function retell(options: SimulatorOptions, secret?: Uint8Array): Promise<Retold> {
  const started = performance.now();
  const events: CaptureEvent[] = [];
  const open = recordingOpen(
    openTcp,
    () => performance.now() - started,
    (event) => void events.push(event),
  );
  const user2 = { name: 'user2', client: 16, level: 'none', secret: null } as const;
  const first = secret === undefined ? { ...user2, name: 'user1', client: 1 } : withSecret(secret);
  const credentials = [first, user2];
  const live = await testMeter(options, { credentials }, { open });
  const text = events.map((event) => `${renderCaptureEvent(event)}\n`).join('');
  const { events: read, defects } = parseCapture(text);
  expect(defects).toEqual([]);
  return { live, story: tellStory(recordOfCapture(read, 0), () => new SecretMask()), text };
}

/** The outcome of each client's first question for a link. */
function linkOutcomes(all: Story['evidence']): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const { facts, outcome } of evidenceOf(all, 'link.open')) {
    if (facts.questions > 0) found[facts.client] ??= outcome;
  }
  return found;
}

const cases: readonly { readonly name: string; readonly options: SimulatorOptions }[] = [
  { name: 'a sound meter', options: {} },
  { name: 'mute', options: { faults: ['silent'] } },
  { name: 'DM', options: { faults: ['dm'] } },
  { name: 'FRMR', options: { faults: ['frmr'] } },
  { name: 'another address', options: { server: { upper: 1, lower: 17, width: 2 } } },
  {
    name: 'any address answered',
    options: { faults: ['all-answer'], server: { upper: 3, lower: null, width: 1 } },
  },
  { name: 'an echo, and silence', options: { faults: ['echo', 'silent'] } },
  { name: 'a stale link', options: { faults: ['stale-link'] } },
  { name: 'a wrong check value', options: { faults: ['wrong-fcs'] } },
  { name: 'heartbeat and silence', options: { faults: ['heartbeat=80', 'silent'] } },
  { name: 'parameters wanted', options: { faults: ['needs-parameters'] } },
  { name: 'closed on the question', options: { faults: ['close-on-question'] } },
];

describe('a record of a live test', () => {
  it.concurrent.each(cases)(
    'tells the same link outcomes, and comes to the same verdict: $name',
    async ({ options }) => {
      const { live, story } = await retell(options);
      expect(linkOutcomes(story.evidence)).toEqual(linkOutcomes(live.run.evidence));
      expect(story.verdict.code).toBe(live.verdict.code);
    },
  );

  it.concurrent('tells the same logins and readings, and no password', async () => {
    for (const secret of ['00000000', 'notright'].map((one) => new TextEncoder().encode(one))) {
      const { live, story, text } = await retell({}, secret);
      const logins = (all: Story['evidence']) =>
        evidenceOf(all, 'association.open').map(({ facts, outcome }) => [facts.client, outcome, facts.secretOctets]);
      const reads = (all: Story['evidence']) =>
        evidenceOf(all, 'object.read').map(({ facts, outcome }) => [facts.client, outcome, facts.reading?.object]);
      expect(logins(story.evidence)).toEqual(logins(live.run.evidence));
      expect(reads(story.evidence)).toEqual(reads(live.run.evidence));
      expect(story.verdict.code).toBe(live.verdict.code);
      for (const said of [text.replaceAll(' ', '').toLowerCase(), JSON.stringify(story)]) {
        expect(said).not.toContain(toHex(secret));
      }
      expect(story.mistakes).toEqual([]);
    }
  });
});
