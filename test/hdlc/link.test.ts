/** The link's state machine on a virtual clock: minutes of waiting in microseconds. */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import {
  encodeFrame,
  type Frame,
  type Link,
  type LinkInput,
  type LinkSettings,
  linkDown,
  parseFrame,
  stepLink,
  unnumberedControl,
  wakeAt,
} from '../../src/hdlc/index.ts';

const settings: LinkSettings = {
  client: 16,
  server: { upper: 1, lower: null, width: 1 },
  proposals: [new Uint8Array()],
  repeatAtMs: [1000, 3000],
  replyMs: 180_000,
};

function answer(type: 'UA' | 'DM' | 'FRMR' | 'SNRM', client = 16, information = ''): Frame {
  const bytes = encodeFrame({
    destination: { upper: client, lower: null, width: 1 },
    source: { upper: 1, lower: null, width: 1 },
    control: unnumberedControl(type),
    information: fromHex(information)!,
  });
  return parseFrame(bytes.subarray(1, -1)) as Frame;
}

/** Feeds inputs, waking the machine wherever it asks to be woken before the next input. */
function play(inputs: readonly LinkInput[], until = 0) {
  let link: Link = linkDown;
  const log: string[] = [];
  const feed = (input: LinkInput) => {
    const step = stepLink(settings, link, input);
    link = step.link;
    for (const action of step.actions)
      log.push(`${input.at} ${action.type}${action.type === 'send' ? ` ${toHex(action.bytes)}` : ''}`);
  };
  const wakeUntil = (at: number) => {
    for (let wake = wakeAt(link, settings); wake !== null && wake < at; wake = wakeAt(link, settings))
      feed({ type: 'time', at: wake });
  };
  for (const input of inputs) {
    wakeUntil(input.at);
    feed(input);
  }
  wakeUntil(until);
  return { link, log };
}

const snrm = '7ea0070321930f017e';

describe('the link of a client', () => {
  it('asks again at its times, and gives up after the reply time', () => {
    expect(play([{ type: 'connect', at: 0 }], 200_000).log).toEqual([
      `0 send ${snrm}`,
      `1000 send ${snrm}`,
      `3000 send ${snrm}`,
      '183000 unanswered',
    ]);
  });

  it('opens on UA with what both sides accept', () => {
    const ua = answer('UA', 16, '81801405020400060201000704000000030804000000' + '02');
    const { link, log } = play([
      { type: 'connect', at: 0 },
      { type: 'frame', frame: ua, at: 212 },
    ]);
    expect(log).toEqual([`0 send ${snrm}`, '212 opened']);
    // Our proposal was bare: defaults. The smaller value counts.
    expect(link).toMatchObject({ phase: 'up', parameters: { maximumInformationTransmit: 128, windowTransmit: 1 } });
  });

  it.each(['DM', 'FRMR'] as const)('is down again after %s', (type) => {
    const { link, log } = play([
      { type: 'connect', at: 0 },
      { type: 'frame', frame: answer(type), at: 100 },
    ]);
    expect(log.at(-1)).toBe('100 refused');
    expect(link).toEqual(linkDown);
  });

  it('ignores frames for others, echoes, and frames with a wrong check value', () => {
    const damaged = { ...answer('UA'), defects: [{ code: 'fcs-wrong', computed: 1, received: 2, at: 5 }] } as Frame;
    const inputs = [answer('UA', 17), answer('SNRM'), damaged].map(
      (frame, index): LinkInput => ({ type: 'frame', frame, at: 10 + index }),
    );
    expect(play([{ type: 'connect', at: 0 }, ...inputs]).link.phase).toBe('connecting');
  });

  it('says DISC to where the answer came from, and is down on UA, on DM, and after the reply time', () => {
    const opened: LinkInput[] = [
      { type: 'connect', at: 0 },
      { type: 'frame', frame: answer('UA'), at: 1 },
      { type: 'disconnect', at: 2 },
    ];
    expect(play(opened).log.at(-1)).toBe('2 send 7ea00703215303c77e');
    expect(play([...opened, { type: 'frame', frame: answer('DM'), at: 3 }]).log.at(-1)).toBe('3 closed');
    expect(play(opened, 200_000).log.at(-1)).toBe('180002 unanswered');
  });

  it('sends DISC for a link that was asked for and may be open, and none where none was', () => {
    expect(
      play([
        { type: 'connect', at: 0 },
        { type: 'disconnect', at: 5 },
      ]).log,
    ).toHaveLength(2);
    expect(play([{ type: 'disconnect', at: 5 }]).log).toEqual([]);
  });

  it('keeps its distance to a question that had to wait', () => {
    const asked = stepLink(settings, linkDown, { type: 'connect', at: 0 }).link;
    const late = stepLink(settings, asked, { type: 'time', at: 2900 });
    expect(late.actions).toHaveLength(1);
    // Two seconds lie between the second and the third question, whenever the second was asked.
    expect(wakeAt(late.link, settings)).toBe(4900);
  });
});
