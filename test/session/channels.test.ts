/** Channels on a virtual clock: one APDU out, one back, whatever lies between. */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { encodeFrame, unnumberedControl } from '../../src/hdlc/index.ts';
import type { Channel, ChannelAnswer } from '../../src/session/index.ts';
import { encodeWrapper } from '../../src/wrapper/index.ts';
import type { StationOptions } from '../support/hdlc-station.ts';
import { meterAddress, openStationChannel, openWrapperChannel } from '../support/session-line.ts';

const bytes = (hex: string) => fromHex(hex)!;
const question = bytes('c001c1000100002a0000ff0200');
const short = bytes('c401c100090101');
const long = Uint8Array.from({ length: 5000 }, (_, at) => at & 0xff);
const asking = { replyMs: 1000 };

const told = (answer: ChannelAnswer) => (answer.type === 'apdu' ? toHex(answer.bytes) : answer.failure.code);

const octets = (portion: Uint8Array, everyMs: number) =>
  [...portion].map((octet, at) => ({ afterMs: at * everyMs, bytes: Uint8Array.of(octet) }));

async function hdlc(options: Partial<StationOptions> = {}, perturb?: Parameters<typeof openStationChannel>[1]) {
  return openStationChannel({ answer: () => short, ...options }, perturb);
}

describe('a channel over HDLC', () => {
  it('brings answers of any length', async () => {
    for (const answer of [short, long, new Uint8Array()]) {
      const { channel } = await hdlc({ answer: () => answer });
      expect(told(await channel.request(question, asking))).toBe(toHex(answer));
    }
  });

  it('takes questions of any length, in segments no longer than what was negotiated', async () => {
    const parameters = {
      maximumInformationTransmit: 40,
      maximumInformationReceive: 128,
      windowTransmit: 1,
      windowReceive: 1,
    };
    const { channel, station, line } = await hdlc({ parameters });
    expect(told(await channel.request(long, asking))).toBe(toHex(short));
    expect(toHex(station.heard[0]!)).toBe(toHex(long));
    expect(Math.max(...line.sent.map((frame) => frame.length))).toBe(40 + 11);
  });

  it('needs one round trip for a short answer, and tells how long it took', async () => {
    const { channel, station } = await hdlc();
    const answer = await channel.request(question, asking);
    expect(answer).toMatchObject({ type: 'apdu', replyMs: 1, segments: 1, late: false });
    expect(station.controls).toEqual(['SNRM', 'I0']);
  });

  it.each([1, 2, 7])('acknowledges a long answer at a window of %i', async (window) => {
    const { channel, station } = await hdlc({ answer: () => long, window });
    expect(told(await channel.request(question, asking))).toBe(toHex(long));
    expect(station.controls.filter((one) => one === 'RR')).toHaveLength(Math.ceil(5003 / 128 / window) - 1);
  });

  it.each([
    ['N(R) that is always 0', { nrAlwaysZero: true }, 'nr-wrong'],
    ['a pause before the answer', { notReady: { times: 3, type: 'RR' } }, 'not-ready'],
    ['a meter that is not ready', { notReady: { times: 3, type: 'RNR' } }, 'not-ready'],
    ['the LLC header of a command', { llc: bytes('e6e600') }, 'llc-command'],
    ['no LLC header', { llc: new Uint8Array() }, 'llc-missing'],
    ['an address of another width', { source: { upper: 0, lower: 1, width: 2 } }, 'source-form'],
  ] as const)('survives %s', async (_name, options, remark) => {
    const { channel } = await hdlc(options);
    expect(told(await channel.request(question, asking))).toBe(toHex(short));
    expect(told(await channel.request(question, asking))).toBe(toHex(short));
    expect([...channel.remarks]).toContain(remark);
  });

  it.each(['DM', 'FRMR'] as const)('fails with %s, at once, and for good', async (code) => {
    const { channel, station } = await hdlc({ answer: () => code });
    expect(told(await channel.request(question, asking))).toBe(code);
    const heard = station.controls.length;
    expect(told(await channel.request(question, asking))).toBe(code);
    expect(station.controls).toHaveLength(heard);
    expect(channel.broken?.code).toBe(code);
  });

  it('fails with TIMEOUT after the reply time and the polls, and goes on after that', async () => {
    let silent = true;
    const { channel, line } = await hdlc({ answer: () => (silent ? null : short) });
    const before = line.now();
    expect(told(await channel.request(question, { replyMs: 100, limits: { polls: 0 } }))).toBe('TIMEOUT');
    expect(line.now() - before).toBe(100);
    silent = false;
    expect(told(await channel.request(question, asking))).toBe(toHex(short));
  });

  it.each([
    ['FIN', 'CLOSED'],
    ['RST', 'RESET'],
    ['LOST', 'RESET'],
  ] as const)('fails where the line ends with %s, and says what had come', async (end, code) => {
    let frames = 0;
    const { channel } = await hdlc({ answer: () => long }, (portion, towards) => {
      if (towards === 'client' && ++frames === 3) return [{ afterMs: 0, end }];
      return [{ afterMs: 0, bytes: portion }];
    });
    const answer = await channel.request(question, asking);
    expect(answer).toEqual({
      type: 'failed',
      failure: { code, frmr: null, received: 256, segments: 2, late: false },
    });
    expect(await channel.request(question, asking)).toEqual(answer);
  });

  it('will not take the rest of an answer that died for the next one', async () => {
    let frames = 0;
    const { channel } = await hdlc({ answer: () => long }, (portion, towards) =>
      towards === 'client' && ++frames > 2 ? [{ afterMs: 5000, bytes: portion }] : [{ afterMs: 0, bytes: portion }],
    );
    expect(told(await channel.request(question, { replyMs: 100, limits: { polls: 0 } }))).toBe('TIMEOUT');
    expect(channel.broken).toMatchObject({ code: 'TIMEOUT', segments: 2 });
  });

  it('waits for the rest of a frame that has begun, at any pace within the reply time', async () => {
    const { channel, line } = await hdlc({}, (portion, towards) =>
      towards === 'meter' ? [{ afterMs: 0, bytes: portion }] : octets(portion, 90),
    );
    const answer = await channel.request(question, { replyMs: 100 });
    expect(told(answer)).toBe(toHex(short));
    expect(answer).toMatchObject({ late: false });
    expect(line.sent).toHaveLength(2);
  });

  it('does not wait for ever on octets that never become a frame', async () => {
    const junk = Uint8Array.from({ length: 5000 }, (_, at) => (at === 0 ? 0x7e : 0xa7));
    const { channel, line } = await hdlc({}, (portion, towards) =>
      towards === 'meter' ? [{ afterMs: 0, bytes: portion }] : octets(junk, 90),
    );
    const answer = await channel.request(question, { replyMs: 100, limits: { totalMs: 3000 } });
    expect(told(answer)).toMatch(/GARBLED|ENDLESS/);
    expect(line.now()).toBeLessThan(4000);
  });

  it('does not take flags that fill a quiet line for the beginning of an answer', async () => {
    const flags = Uint8Array.from({ length: 5000 }, () => 0x7e);
    const { channel, line } = await hdlc({}, (portion, towards) =>
      towards === 'meter' ? [{ afterMs: 0, bytes: portion }] : octets(flags, 20),
    );
    expect(told(await channel.request(question, { replyMs: 100 }))).toBe('TIMEOUT');
    expect(line.now()).toBeLessThan(1000);
  });

  it('sets pushes aside, a bounded number of them', async () => {
    const { channel, station } = await hdlc({}, (portion, towards) => {
      if (towards === 'meter') return [{ afterMs: 0, bytes: portion }];
      const push = station.push(bytes('0f4000000100020000'));
      return [...Array.from({ length: 100 }, () => ({ afterMs: 0, bytes: push })), { afterMs: 1, bytes: portion }];
    });
    expect(told(await channel.request(question, asking))).toBe(toHex(short));
    expect(channel.unasked).toHaveLength(64);
    expect(toHex(channel.unasked[0]!.bytes)).toBe('0f4000000100020000');
  });

  it('ends a request on an interruption, and is of no more use then', async () => {
    const { channel } = await hdlc({ answer: () => null });
    const control = new AbortController();
    const { line } = channel.conversation;
    const send = line.send.bind(line);
    line.send = (...args) => {
      send(...args);
      control.abort(new Error('stop'));
    };
    await expect(channel.request(question, { ...asking, signal: control.signal })).rejects.toThrow('stop');
    expect(channel.broken).not.toBeNull();
  });

  it('knows that the link went down between two questions', async () => {
    const dm = encodeFrame({
      destination: { upper: 16, lower: null, width: 1 },
      source: meterAddress,
      control: unnumberedControl('DM'),
    });
    const { channel, station } = await hdlc({}, (portion, towards) =>
      towards === 'meter'
        ? [{ afterMs: 0, bytes: portion }]
        : [
            { afterMs: 0, bytes: portion },
            { afterMs: 5, bytes: dm },
          ],
    );
    expect(told(await channel.request(question, asking))).toBe(toHex(short));
    await channel.conversation.wait(channel.conversation.line.now() + 10);
    expect(told(await channel.request(question, asking))).toBe('DM');
    expect(station.controls).toEqual(['SNRM', 'I0']);
  });

  it('closes the link, also where it was lost before', async () => {
    const { channel } = await hdlc();
    expect(await channel.closeLink(100)).toBe('UA');
    expect(told(await channel.request(question, asking))).toBe('DM');
    const { channel: other } = await hdlc({ answer: () => 'DM' });
    await other.request(question, asking);
    expect(await other.closeLink(100)).toBe('UA');
  });
});

const wrapped = (options: Partial<Parameters<typeof openWrapperChannel>[0]> = {}) =>
  openWrapperChannel({ answer: () => short, ...options });

describe('a channel over the wrapper', () => {
  it('brings answers of any length', async () => {
    for (const answer of [short, long, new Uint8Array()]) {
      const { channel } = wrapped({ answer: () => answer });
      expect(told(await channel.request(question, asking))).toBe(toHex(answer));
      expect(told(await channel.request(question, asking))).toBe(toHex(answer));
    }
  });

  it('takes them octet by octet', async () => {
    const { channel } = wrapped({ arrive: (reply) => octets(reply, 900) });
    expect(told(await channel.request(question, asking))).toBe(toHex(short));
  });

  it('takes several in one portion, one at a time', async () => {
    const second = bytes('c401c20011aa');
    const { channel } = wrapped({
      arrive: (reply) => [{ afterMs: 1, bytes: Uint8Array.of(...reply, ...encodeWrapper(1, 16, second)) }],
    });
    expect(told(await channel.request(question, asking))).toBe(toHex(short));
    expect(told(await channel.listen(asking))).toBe(toHex(second));
  });

  it.each([
    [
      'little-endian headers',
      (apdu: Uint8Array) => Uint8Array.of(1, 0, 1, 0, 16, 0, apdu.length, 0, ...apdu),
      'wrapper-little-endian',
    ],
    ['the ports the wrong way round', (apdu: Uint8Array) => encodeWrapper(16, 1, apdu), 'wrapper-ports'],
    [
      'another version',
      (apdu: Uint8Array) => Uint8Array.of(0, 2, ...encodeWrapper(1, 16, apdu).subarray(2)),
      'wrapper-version',
    ],
  ])('survives %s, and says so', async (_name, wrap, remark) => {
    const { channel } = wrapped({ wrap });
    expect(told(await channel.request(question, asking))).toBe(toHex(short));
    expect([...channel.remarks]).toEqual([remark]);
  });

  it.each([
    ['text', 'Port already in use\r\n'],
    ['an HDLC frame', '~\xa0\x07!\x03s\x01@~'],
    ['another header', '\x00\x02\x00\x05\x00\x09\x00\x00'],
  ])('is garbled by %s', async (_name, said) => {
    const { channel } = wrapped({ wrap: () => Uint8Array.from(said, (one) => one.charCodeAt(0)) });
    expect(told(await channel.request(question, asking))).toBe('GARBLED');
    expect(channel.broken?.code).toBe('GARBLED');
  });

  it('fails with TIMEOUT in silence, and where a length promises more than comes', async () => {
    const { channel, line } = wrapped({ answer: () => null });
    expect(told(await channel.request(question, asking))).toBe('TIMEOUT');
    expect(line.now()).toBe(1000);
    const lying = wrapped({ wrap: (apdu) => Uint8Array.of(0, 1, 0, 1, 0, 16, 0xff, 0xff, ...apdu) });
    expect(await lying.channel.request(question, asking)).toMatchObject({ failure: { code: 'TIMEOUT', received: 7 } });
    expect(lying.line.now()).toBeLessThan(1100);
  });

  it('gives up an answer above the limit, and one that trickles for ever', async () => {
    const { channel } = wrapped({ answer: () => long });
    expect(told(await channel.request(question, { ...asking, limits: { octets: 1000 } }))).toBe('ENDLESS');
    const slow = wrapped({ answer: () => long, arrive: (reply) => octets(reply, 900) });
    expect(told(await slow.channel.request(question, asking))).toBe('ENDLESS');
    expect(slow.line.now()).toBeLessThan(61_000);
  });

  it('drops an answer that nobody waited for any more before the next question', async () => {
    let first = true;
    const { channel } = wrapped({
      arrive: (reply) => {
        const afterMs = first ? 150 : 1;
        first = false;
        return [{ afterMs, bytes: reply }];
      },
    });
    expect(told(await channel.request(question, { replyMs: 100 }))).toBe('TIMEOUT');
    await channel.conversation.wait(200);
    expect(told(await channel.request(question, asking))).toBe(toHex(short));
    expect(channel.unasked).toHaveLength(1);
  });

  it('has no link to close', async () => {
    expect(await wrapped().channel.closeLink(100)).toBe('none');
  });
});

/** Both channels look the same to whoever asks. */
describe('any channel', () => {
  const open: readonly (readonly [string, (answer: (apdu: Uint8Array) => Uint8Array | null) => Promise<Channel>])[] = [
    ['hdlc', async (answer) => (await openStationChannel({ answer })).channel],
    ['wrapper', async (answer) => openWrapperChannel({ answer }).channel],
  ];
  it.each(open)('%s shows a masked question in what it keeps, and sends the real one', async (_kind, channelTo) => {
    const heard: string[] = [];
    const channel = await channelTo((apdu) => {
      heard.push(toHex(apdu));
      return short;
    });
    await channel.request(bytes('60056162636465'), { ...asking, shownAs: bytes('60052a2a2a2a2a') });
    expect(heard).toEqual(['60056162636465']);
    const kept = channel.conversation.exchanges.map(({ sent }) => (sent === null ? '' : toHex(sent))).join(' ');
    expect(kept).toContain('60052a2a2a2a2a');
    expect(kept).not.toContain('6162');
  });
});
