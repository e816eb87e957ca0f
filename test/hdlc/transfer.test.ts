/** The client's data phase as tables: what comes, and what the machine does about it, on a virtual clock. */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import {
  type Control,
  defaultParameters,
  encodeFrame,
  type Frame,
  type HdlcAddress,
  informationControl,
  isGroupAddress,
  isSameStation,
  parseControl,
  parseFrame,
  readyControl,
  stepTransfer,
  type Transfer,
  type TransferInput,
  type TransferSettings,
  transferIdle,
  transferWakeAt,
  unnumberedControl,
} from '../../src/hdlc/index.ts';

const meter: HdlcAddress = { upper: 1, lower: null, width: 1 };
const client: HdlcAddress = { upper: 16, lower: null, width: 1 };
const settings: TransferSettings = {
  client: 16,
  server: meter,
  source: meter,
  parameters: { ...defaultParameters, maximumInformationTransmit: 8 },
  replyMs: 1000,
  limits: { octets: 1000, segments: 100, polls: 2, totalMs: 60_000 },
};
const windowed: TransferSettings = {
  ...settings,
  parameters: { ...settings.parameters, windowTransmit: 3, windowReceive: 3 },
};

const bytes = (hex: string) => fromHex(hex)!;
const question = bytes('e6e600c001c1');

interface Extra {
  readonly segmented?: boolean;
  readonly source?: HdlcAddress;
  readonly destination?: HdlcAddress;
}

function frame(
  control: Control,
  information = '',
  { segmented = false, source = meter, destination = client }: Extra = {},
): Frame {
  const parts = { destination, source, control, information: bytes(information), segmented };
  return parseFrame(encodeFrame(parts).subarray(1, -1)) as Frame;
}

const i = (ns: number, nr: number, information: string, extra: Extra & { readonly pf?: boolean } = {}) =>
  frame(informationControl(ns, nr, extra.pf ?? true), information, extra);
const rr = (nr: number, pf = true) => frame(readyControl('RR', nr, pf));
const rnr = (nr: number) => frame(readyControl('RNR', nr));

/** What a frame of ours says, short: `I0 nr0 P S e6e6…`. */
function spoken(sent: Uint8Array): string {
  const { control, segmented, octets, informationAt, informationEnd } = parseFrame(sent.subarray(1, -1)) as Frame;
  const name = control.type === 'I' ? `I${control.ns}` : control.type;
  const nr = 'nr' in control ? ` nr${control.nr}` : '';
  const information = toHex(octets.subarray(informationAt, informationEnd));
  return `${name}${nr}${control.pf ? ' P' : ''}${segmented ? ' S' : ''}${information === '' ? '' : ` ${information}`}`;
}

class Play {
  transfer: Transfer = transferIdle;
  readonly settings: TransferSettings;
  at = 0;

  constructor(using: TransferSettings = settings) {
    this.settings = using;
  }

  give(input: TransferInput): string[] {
    this.at = Math.max(this.at, input.at);
    const step = stepTransfer(this.settings, this.transfer, input);
    this.transfer = step.transfer;
    return step.actions.map((action) => {
      if (action.type === 'send') return spoken(action.bytes);
      if (action.type === 'answer') return `answer ${toHex(action.apdu)}${action.late ? ' late' : ''}`;
      if (action.type === 'aside') return `aside ${toHex(action.apdu)}`;
      if (action.type === 'remark') return `(${action.remark})`;
      return `failed ${action.code} ${action.received}/${action.segments}${action.late ? ' late' : ''}`;
    });
  }

  ask(information = question, at = this.at): string[] {
    return this.give({ type: 'request', information, at });
  }

  hear(...frames: readonly Frame[]): string[] {
    return frames.flatMap((one) => this.give({ type: 'frame', frame: one, at: this.at + 1 }));
  }

  /** Lets time pass to the next instant the machine waits for. */
  wake(): string[] {
    const at = transferWakeAt(this.transfer, this.settings);
    return at === null ? [] : this.give({ type: 'time', at });
  }

  /** Lets time pass until it waits for nothing. */
  wakeAll(): string[] {
    const said: string[] = [];
    for (let count = 0; count < 500 && this.transfer.work !== null; count++) said.push(...this.wake());
    expect(this.transfer.work).toBeNull();
    return said;
  }
}

describe('one question, one answer', () => {
  it('counts on both sides, and acknowledges by the next question', () => {
    const play = new Play();
    expect(play.ask()).toEqual(['I0 nr0 P e6e600c001c1']);
    expect(play.hear(i(0, 1, 'e6e700c401c100'))).toEqual(['answer c401c100']);
    expect(play.ask()).toEqual(['I1 nr1 P e6e600c001c1']);
    expect(play.hear(i(1, 2, 'e6e700aa'))).toEqual(['answer aa']);
  });

  it('counts modulo 8', () => {
    const play = new Play();
    for (let turn = 0; turn < 20; turn++) {
      expect(play.ask()).toEqual([`I${turn % 8} nr${turn % 8} P e6e600c001c1`]);
      expect(play.hear(i(turn % 8, (turn + 1) % 8, 'e6e700aa'))).toEqual(['answer aa']);
    }
  });

  it('waits for nothing between questions', () => {
    expect(transferWakeAt(transferIdle, settings)).toBeNull();
  });
});

describe('a long question', () => {
  const long = bytes('e6e600000102030405060708090a0b0c0d0e0f1011');

  it('goes in segments, one at a time at window 1', () => {
    const play = new Play();
    expect(play.ask(long)).toEqual(['I0 nr0 P S e6e6000001020304']);
    expect(play.hear(rr(1))).toEqual(['I1 nr0 P S 05060708090a0b0c']);
    expect(play.hear(rr(2))).toEqual(['I2 nr0 P 0d0e0f1011']);
    expect(play.hear(i(0, 3, 'e6e700aa'))).toEqual(['answer aa']);
  });

  it('goes as a window where the meter takes several, only the last with P', () => {
    const play = new Play(windowed);
    expect(play.ask(bytes(`${toHex(long)}12131415161718191a1b1c1d`))).toEqual([
      'I0 nr0 S e6e6000001020304',
      'I1 nr0 S 05060708090a0b0c',
      'I2 nr0 P S 0d0e0f1011121314',
    ]);
    expect(play.hear(rr(3))).toEqual(['I3 nr0 S 15161718191a1b1c', 'I4 nr0 P 1d']);
  });

  it('waits while the meter is not ready, and goes on where it says so', () => {
    const play = new Play();
    play.ask(long);
    expect(play.hear(rnr(1))).toEqual(['(not-ready)']);
    expect(play.wake()).toEqual(['RR nr0 P']);
    expect(play.hear(rr(1))).toEqual(['I1 nr0 P S 05060708090a0b0c']);
  });

  it('takes N(R) = 0 of a meter that never counts, and of no other', () => {
    const play = new Play();
    play.ask(long);
    expect(play.hear(rr(0))).toEqual(['(question-lost)', 'I1 nr0 P S 05060708090a0b0c']);
    const counting = new Play();
    counting.ask(long);
    expect(counting.hear(rr(1), rr(0))).toEqual(['I1 nr0 P S 05060708090a0b0c', '(nr-wrong)']);
    expect(counting.wake()).toEqual(['RR nr0 P']);
  });

  it('never sends an I frame twice, whatever is lost', () => {
    const play = new Play();
    const said = [...play.ask(long), ...play.hear(rr(0), rr(0)), ...play.wakeAll()];
    const frames = said.filter((one) => /^I\d/.test(one)).map((one) => one.slice(0, 2));
    expect(new Set(frames).size).toBe(frames.length);
  });

  it('shows a secret masked, with check values to match', () => {
    const shown = Uint8Array.from(question);
    shown[4] = 0x2a;
    const step = stepTransfer(settings, transferIdle, { type: 'request', information: question, shown, at: 0 });
    const [sent] = step.actions;
    const expected = encodeFrame({
      destination: meter,
      source: client,
      control: informationControl(0, 0),
      information: shown,
    });
    expect(sent?.type === 'send' && sent.shownAs && toHex(sent.shownAs)).toBe(toHex(expected));
    expect(sent?.type === 'send' && toHex(sent.bytes)).not.toBe(toHex(expected));
  });
});

describe('a long answer', () => {
  it('is acknowledged segment by segment at window 1, the LLC header only in the first', () => {
    const play = new Play();
    play.ask();
    expect(play.hear(i(0, 1, 'e6e700c402', { segmented: true }))).toEqual(['RR nr1 P']);
    expect(play.hear(i(1, 1, 'e6e700', { segmented: true }))).toEqual(['RR nr2 P']);
    expect(play.hear(i(2, 1, 'ff'))).toEqual(['answer c402e6e700ff']);
  });

  it('is acknowledged window by window where several come, after the one with F', () => {
    const play = new Play(windowed);
    play.ask();
    const part = (ns: number, pf: boolean, last = false) =>
      i(ns, 1, ns === 0 ? 'e6e700a0' : `a${ns}`, { pf, segmented: !last });
    expect(play.hear(part(0, false), part(1, false))).toEqual([]);
    expect(play.hear(part(2, true))).toEqual(['RR nr3 P']);
    expect(play.hear(part(3, false), part(4, true, true))).toEqual(['answer a0a1a2a3a4']);
  });

  it('asks for what a gap in the window lost, and takes nothing out of order', () => {
    const play = new Play(windowed);
    play.ask();
    expect(play.hear(i(0, 1, 'e6e700a0', { pf: false, segmented: true }))).toEqual([]);
    expect(play.hear(i(2, 1, 'a2', { segmented: true }))).toEqual(['(frame-out-of-sequence)', 'RR nr1 P']);
    expect(play.hear(i(1, 1, 'a1', { pf: false, segmented: true }), i(2, 1, 'a2'))).toEqual(['answer a0a1a2']);
  });

  it('is taken once where frames come twice', () => {
    const play = new Play();
    play.ask();
    const first = i(0, 1, 'e6e700a0', { segmented: true });
    expect(play.hear(first, first)).toEqual(['RR nr1 P', '(frame-doubled)']);
    expect(play.hear(i(1, 1, 'a1'))).toEqual(['answer a0a1']);
    expect(play.hear(i(1, 1, 'a1'))).toEqual(['(unexpected-frame)']);
  });

  it('asks again at once where the last word came damaged, and by the header only', () => {
    const play = new Play();
    play.ask();
    const good = i(0, 1, 'e6e700aabb');
    const fcs = { ...good, defects: [{ code: 'fcs-wrong', computed: 1, received: 2, at: 5 }] } as Frame;
    expect(play.hear(fcs)).toEqual(['(garbled)', 'RR nr0 P']);
    const hcs = { ...good, defects: [{ code: 'hcs-wrong', computed: 1, received: 2, at: 5 }] } as Frame;
    expect(play.hear(hcs)).toEqual(['(garbled)']);
    expect(play.hear(good)).toEqual(['answer aabb']);
  });
});

describe('silence', () => {
  it('is met by RR with P, a few times, then it is a time-out', () => {
    const play = new Play();
    play.ask();
    expect(play.wakeAll()).toEqual(['RR nr0 P', 'RR nr0 P', 'failed TIMEOUT 0/0']);
    expect(play.at).toBe(3000);
  });

  it('says late where the answer came only then', () => {
    const play = new Play();
    play.ask();
    play.wake();
    expect(play.hear(i(0, 1, 'e6e700aa'))).toEqual(['answer aa late']);
  });

  it('says what had come when an answer dies', () => {
    const play = new Play();
    play.ask();
    play.hear(i(0, 1, 'e6e700a0a1', { segmented: true }));
    expect(play.wakeAll().at(-1)).toBe('failed TIMEOUT 5/1');
  });

  it('is garbled where bytes came that were no frame', () => {
    const play = new Play();
    play.ask();
    expect(play.give({ type: 'noise', at: 1 })).toEqual(['(garbled)']);
    expect(play.wakeAll().at(-1)).toBe('failed GARBLED 0/0');
  });

  it('is a lost question where the meter says that it never came', () => {
    const play = new Play();
    play.ask();
    play.hear(i(0, 1, 'e6e700aa'));
    play.ask();
    play.wake();
    expect(play.hear(rr(1))).toEqual(['(question-lost)']);
    play.wake();
    play.hear(rr(1));
    play.wake();
    expect(play.hear(rr(1)).at(-1)).toBe('failed TIMEOUT 0/0');
  });
});

describe('a meter that only says RR', () => {
  it.each([rr(1), rnr(1)])('is asked with growing pauses and given up', (answer) => {
    const play = new Play();
    play.ask();
    let polls = 0;
    let last = play.hear(answer);
    for (let turn = 0; turn < 500 && play.transfer.work !== null; turn++) {
      polls += play.wake().filter((one) => one.startsWith('RR')).length;
      last = play.hear(answer);
    }
    expect(last.at(-1)).toMatch(/^failed ENDLESS/);
    expect(polls).toBeLessThan(80);
    expect(play.at).toBeLessThanOrEqual(5000);
  });

  it('has no answer where it says RR only when asked', () => {
    const play = new Play();
    play.ask();
    let said: string[] = [];
    for (let turn = 0; turn < 500 && play.transfer.work !== null; turn++) {
      play.wake();
      said = play.hear(rr(1));
    }
    expect(said.at(-1)).toBe('failed TIMEOUT 0/0');
    expect(play.at).toBeLessThanOrEqual(5000);
  });

  it('is believed when it answers after all', () => {
    const play = new Play();
    play.ask();
    play.hear(rr(1));
    play.wake();
    expect(play.hear(i(0, 1, 'e6e700aa'))).toEqual(['answer aa']);
  });

  it('does not move the reply time by RR without F', () => {
    const play = new Play();
    play.ask();
    for (let turn = 0; turn < 50; turn++) play.hear(rr(1, false));
    expect(transferWakeAt(play.transfer, settings)).toBe(1000);
  });
});

describe('an answer without end', () => {
  it.each([
    ['octets', { ...settings.limits, octets: 30 }],
    ['segments', { ...settings.limits, segments: 9 }],
    ['time', { ...settings.limits, totalMs: 12 }],
  ])('is given up at the limit of %s', (_name, limits) => {
    const play = new Play({ ...settings, limits });
    play.ask();
    let said: string[] = [];
    for (let ns = 0; ns < 200 && play.transfer.work !== null; ns++)
      said = play.hear(i(ns % 8, 1, 'e6e700', { segmented: true }));
    expect(said.at(-1)).toMatch(/^failed ENDLESS/);
  });

  it('does not care whether the segments carry anything', () => {
    const play = new Play();
    play.ask();
    let said: string[] = [];
    for (let ns = 0; ns < 200 && play.transfer.work !== null; ns++)
      said = play.hear(i(ns % 8, 1, '', { segmented: true }));
    expect(said.at(-1)).toBe('failed ENDLESS 0/101');
  });
});

describe('what real stacks do', () => {
  it.each([
    ['the LLC header of a command', 'e6e600aa', '(llc-command)'],
    ['the LLC header twice', 'e6e700e6e700aa', '(llc-doubled)'],
    ['no LLC header', 'd80202', '(llc-missing)'],
  ])('takes an answer with %s', (_name, information, remark) => {
    const play = new Play();
    play.ask();
    const said = play.hear(i(0, 1, information));
    expect(said[0]).toBe(remark);
    expect(said[1]).toMatch(/^answer (aa|d80202)$/);
  });

  it('takes an answer whose N(R) is 0', () => {
    const play = new Play();
    play.ask();
    play.hear(i(0, 0, 'e6e700aa'));
    play.ask();
    expect(play.hear(i(1, 0, 'e6e700bb'))).toEqual(['(nr-wrong)', 'answer bb']);
  });

  it.each([
    [{ upper: 0, lower: 1, width: 2 }, meter],
    [{ upper: 0, lower: 1, width: 4 }, meter],
    [
      { upper: 1, lower: 1, width: 4 },
      { upper: 1, lower: 1, width: 2 },
    ],
    [{ upper: 1, lower: 17, width: 2 }, meter],
  ])('takes an answer from %o where the link answered from %o', (from, source) => {
    const play = new Play({ ...settings, source });
    play.ask();
    expect(play.hear(i(0, 1, 'e6e700aa', { source: from }))).toEqual(['(source-form)', 'answer aa']);
  });

  it('sets pushes aside, and neither frames of others nor echoes matter', () => {
    const play = new Play();
    play.ask();
    expect(play.hear(frame(parseControl(0x13), 'e6e7000f00'))).toEqual(['aside 0f00']);
    expect(play.hear(i(0, 1, 'e6e700bb', { source: { upper: 2, lower: null, width: 1 } }))).toEqual(['(foreign)']);
    expect(play.hear(i(0, 1, 'e6e700bb', { destination: { upper: 17, lower: null, width: 1 } }))).toEqual([
      '(foreign)',
    ]);
    expect(play.hear(i(0, 0, 'e6e600c001c1', { source: client, destination: meter }))).toEqual(['(echo)']);
    expect(play.hear(frame(unnumberedControl('UA')))).toEqual(['(unexpected-frame)']);
    expect(play.hear(i(0, 1, 'e6e700aa'))).toEqual(['answer aa']);
  });

  it('knows its own question where client and server have the same number', () => {
    const own = { upper: 1, lower: null, width: 1 };
    const play = new Play({ ...settings, client: 1 });
    const both = { source: own, destination: own };
    play.ask();
    expect(play.hear(i(0, 0, 'e6e600c001c1', both))).toEqual(['(echo)']);
    expect(play.hear(i(0, 1, 'e6e700aa', { ...both, segmented: true }))).toEqual(['RR nr1 P']);
    expect(play.hear(frame(readyControl('RR', 1), '', both))).toEqual(['(echo)']);
    expect(play.hear(i(1, 1, 'bb', both))).toEqual(['answer aabb']);
  });

  it.each(['DM', 'FRMR'] as const)('ends on %s with what it said, and sends nothing more', (type) => {
    const play = new Play();
    play.ask();
    const step = stepTransfer(settings, play.transfer, {
      type: 'frame',
      frame: frame(unnumberedControl(type), type === 'FRMR' ? '106001' : ''),
      at: 5,
    });
    expect(step.actions).toMatchObject([{ type: 'failed', code: type }]);
    expect(step.actions[0]).toMatchObject(
      type === 'FRMR' ? { frmr: { vr: 3, rejected: { type: 'I' } } } : { frmr: null },
    );
    expect(stepTransfer(settings, step.transfer, { type: 'request', information: question, at: 6 }).actions).toEqual(
      [],
    );
  });

  it('takes an FRMR without information and with both addresses zero', () => {
    const play = new Play();
    play.ask();
    const zero = { upper: 0, lower: null, width: 1 };
    expect(play.hear(frame(unnumberedControl('FRMR'), '', { source: zero, destination: zero }))).toEqual([
      'failed FRMR 0/0',
    ]);
  });

  it('gives up numbers that do not come back into step', () => {
    const play = new Play();
    play.ask();
    const said = Array.from({ length: 10 }, () => play.hear(i(4, 1, 'e6e700aa'))).flat();
    expect(said.filter((one) => one.startsWith('RR'))).toHaveLength(2);
    expect(play.wakeAll().at(-1)).toBe('failed SEQUENCE 0/0');
  });

  it('counts a late answer that nobody waits for, so that the next one is in step', () => {
    const play = new Play();
    play.ask();
    play.wakeAll();
    expect(play.hear(i(0, 1, 'e6e700aa'))).toEqual(['(unexpected-frame)']);
    expect(play.ask()).toEqual(['I1 nr1 P e6e600c001c1']);
    expect(play.hear(i(1, 2, 'e6e700bb'))).toEqual(['answer bb']);
  });
});

describe('a late answer in segments', () => {
  it('is left to be sent again: its tail must not begin the next answer', () => {
    const play = new Play();
    play.ask();
    play.wakeAll();
    expect(play.hear(i(0, 1, 'e6e700aa', { segmented: true }))).toEqual(['(unexpected-frame)']);
    expect(play.ask()).toEqual(['I1 nr0 P e6e600c001c1']);
    expect(play.hear(i(1, 2, 'bb'))).toEqual(['(frame-out-of-sequence)', 'RR nr0 P']);
  });
});

describe('addresses', () => {
  it('names the same station in any width', () => {
    expect(isSameStation({ upper: 0, lower: 1, width: 2 }, meter)).toBe(true);
    expect(isSameStation({ upper: 1, lower: 16, width: 4 }, { upper: 1, lower: 16, width: 2 })).toBe(true);
    expect(isSameStation({ upper: 1, lower: 16, width: 2 }, { upper: 1, lower: 17, width: 2 })).toBe(false);
    expect(isSameStation({ upper: 2, lower: null, width: 1 }, meter)).toBe(false);
    expect(isSameStation({ upper: 2, lower: 1, width: 2 }, meter)).toBe(false);
  });

  it('tells those that no frame comes from', () => {
    expect(isGroupAddress({ upper: 0x7f, lower: null, width: 1 })).toBe(true);
    expect(isGroupAddress({ upper: 1, lower: 0x7f, width: 2 })).toBe(true);
    expect(isGroupAddress({ upper: 1, lower: 0x7e, width: 2 })).toBe(true);
    expect(isGroupAddress({ upper: 1, lower: 0x3fff, width: 4 })).toBe(true);
    expect(isGroupAddress({ upper: 1, lower: 0x7f, width: 4 })).toBe(false);
    expect(isGroupAddress(meter)).toBe(false);
  });
});
