/** No octet of a secret, and no check value over it, stays in what is kept: whatever comes back, however it is cut. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { joinBytes } from '../../src/bytes/join.ts';
import { encodeFrame, informationControl } from '../../src/hdlc/index.ts';
import {
  type CaptureEvent,
  parseCapture,
  recordingOpen,
  renderCaptureEvent,
  replayOpen,
  SecretMask,
} from '../../src/line/index.ts';
import { Conversation } from '../../src/session/index.ts';
import { cut } from '../support/frames.ts';
import { VirtualLine } from '../support/virtual-line.ts';

const text = (characters: string) => Uint8Array.from(characters, (one) => one.charCodeAt(0));
const secret = text('Gr0undh0g');
const stars = new Uint8Array(secret.length).fill(0x2a);
const aarq = (password: Uint8Array) => joinBytes([fromHex('e6e600601dac0b8009')!, password, fromHex('be10040e0100')!]);
const framed = (information: Uint8Array) =>
  encodeFrame({
    destination: { upper: 1, lower: null, width: 1 },
    source: { upper: 32, lower: null, width: 1 },
    control: informationControl(0, 0),
    information,
  });
const sent = framed(aarq(secret));
const shown = framed(aarq(stars));

const hex = (bytes: Uint8Array) => toHex(bytes);
const taught = (): SecretMask => {
  const mask = new SecretMask();
  mask.learn(sent, shown);
  return mask;
};
const hideAll = (mask: SecretMask, portions: readonly Uint8Array[]) =>
  joinBytes(portions.map((one) => mask.hide(one).bytes));

describe('a mask of secrets', () => {
  it('hides an echo: the secret and the check value over it, and nothing else', () => {
    const kept = hideAll(taught(), [sent]);
    const differing = [...sent].flatMap((octet, at) => (octet === shown[at] ? [] : [at]));
    for (const [at, octet] of kept.entries()) expect(octet).toBe(differing.includes(at) ? 0x2a : sent[at]);
    expect(differing.length).toBeGreaterThanOrEqual(secret.length + 1);
  });

  it('hides it in an echo that is damaged anywhere behind its beginning: flipped, lost, added', () => {
    const first = sent.findIndex((octet, at) => octet !== shown[at]);
    fc.assert(
      fc.property(
        fc.nat(sent.length - first - 1),
        fc.constantFrom('flip', 'lose', 'add'),
        fc.integer({ min: 1, max: 255 }),
        fc.array(fc.nat(200), { maxLength: 8 }),
        (behind, damage, by, places) => {
          const at = first + behind;
          const echo =
            damage === 'flip'
              ? sent.map((octet, index) => (index === at ? octet ^ by : octet))
              : joinBytes([
                  sent.subarray(0, at),
                  damage === 'add' ? Uint8Array.of(by) : new Uint8Array(),
                  sent.subarray(damage === 'lose' ? at + 1 : at),
                ]);
          const kept = hex(hideAll(taught(), cut(echo, places)));
          for (let from = 0; from + 2 <= secret.length; from++) {
            expect(kept).not.toContain(hex(secret.subarray(from, from + 2)));
          }
        },
      ),
    );
  });

  it('hides it however the echo is cut, and wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 12 }), fc.uint8Array({ maxLength: 20 }), (places, before) => {
        const kept = hideAll(taught(), cut(joinBytes([before, sent, sent, before, secret, before]), places));
        expect(hex(kept)).not.toContain(hex(secret));
        // Not even the longer half of it.
        for (let from = 0; from + 5 <= secret.length; from++) {
          expect(hex(kept)).not.toContain(hex(secret.subarray(from, from + 5)));
        }
      }),
    );
  });

  it('hides it octet by octet', () => {
    const kept = hideAll(
      taught(),
      [...sent].map((octet) => Uint8Array.of(octet)),
    );
    expect(hex(kept)).not.toMatch(new RegExp(hex(secret.subarray(0, 2))));
    expect(hex(kept.subarray(-3, -1))).not.toBe(hex(sent.subarray(-3, -1)));
  });

  it('leaves alone what is no secret, whatever the portions', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        fc.pre(!bytes.includes(secret[0]!));
        expect(hex(hideAll(taught(), cut(bytes, [7, 50])))).toBe(hex(bytes));
      }),
    );
  });

  it.each(['aaaaaaab', 'abababab', '00000000', '*ab*cd*', 'aab'])(
    'hides %s, however it overlaps with itself',
    (password) => {
      const octets = text(password);
      const mask = new SecretMask();
      mask.learn(framed(aarq(octets)), framed(aarq(new Uint8Array(octets.length).fill(0x2a))));
      for (const size of [1, 2, 3, 5, 100]) {
        const stream = joinBytes([octets.subarray(0, 2), octets, octets.subarray(0, 3), octets]);
        const portions: Uint8Array[] = [];
        for (let at = 0; at < stream.length; at += size) portions.push(stream.subarray(at, at + size));
        expect(hex(hideAll(mask, portions))).not.toContain(hex(octets));
      }
    },
  );

  it('hides any secret of few letters among the same letters', () => {
    const letters = (minLength: number, maxLength: number) =>
      fc.array(fc.constantFrom(0x61, 0x62), { minLength, maxLength }).map((octets) => Uint8Array.from(octets));
    fc.assert(
      fc.property(
        letters(4, 9),
        letters(0, 9),
        letters(0, 9),
        fc.integer({ min: 1, max: 9 }),
        (octets, before, after, size) => {
          const mask = new SecretMask();
          mask.learn(framed(aarq(octets)), framed(aarq(new Uint8Array(octets.length).fill(0x2a))));
          const stream = joinBytes([before, octets, after]);
          const portions = Array.from({ length: Math.ceil(stream.length / size) }, (_, at) =>
            stream.subarray(at * size, (at + 1) * size),
          );
          expect(hex(hideAll(mask, portions).subarray(before.length, before.length + octets.length))).toBe(
            '2a'.repeat(octets.length),
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps short secrets from masking everything', () => {
    const mask = new SecretMask();
    const one = framed(aarq(text('1')));
    mask.learn(one, framed(aarq(text('*'))));
    expect(hex(mask.hide(fromHex('3131313131')!).bytes)).toBe('3131313131');
    expect(hex(mask.hide(one).bytes)).not.toContain(hex(one));
  });

  it('tells how much it hid, and gives back what it did not touch', () => {
    const mask = taught();
    const plain = text('nothing here');
    expect(mask.hide(plain)).toEqual({ bytes: plain, octets: 0 });
    expect(mask.hide(plain).bytes).toBe(plain);
    expect(mask.hide(secret).octets).toBe(secret.length);
    expect(new SecretMask().hide(sent).bytes).toBe(sent);
  });

  it('forgets none of several secrets', () => {
    const mask = taught();
    const other = text('s3cond-0ne');
    mask.learn(other, new Uint8Array(other.length).fill(0x2a));
    expect(hex(hideAll(mask, [joinBytes([secret, other, sent])]))).not.toMatch(
      new RegExp(`${hex(secret)}|${hex(other)}`),
    );
  });
});

describe('a recording', () => {
  const record = async (echo: readonly Uint8Array[]) => {
    const line = new VirtualLine(() => echo.map((bytes, at) => ({ afterMs: at + 1, bytes })));
    const events: CaptureEvent[] = [];
    const recorded = await recordingOpen(
      async () => line,
      () => line.now(),
      (event) => events.push(event),
    )('192.0.2.7', 3333, { connectTimeoutMs: 1 });
    const conversation = new Conversation(recorded);
    conversation.send(sent, shown);
    while ((await conversation.wait(1000)) === 'bytes');
    return { line, conversation, text: events.map(renderCaptureEvent).join('\n') };
  };

  it('keeps what may be shown, says so, and can still be replayed', async () => {
    const { line, conversation, text: capture } = await record([sent.subarray(0, 15), sent.subarray(15)]);
    expect(hex(line.sent[0]!)).toBe(hex(sent));
    const spaced = (bytes: Uint8Array) => [...bytes].map((octet) => hex(Uint8Array.of(octet)).toUpperCase()).join(' ');
    expect(capture).not.toContain(spaced(secret));
    expect(capture).not.toContain(spaced(secret.subarray(0, 3)));
    expect(capture).toContain(`> ${spaced(shown)}`);
    expect(capture).toMatch(/^# \d+ octets masked/m);
    const { events, defects } = parseCapture(capture);
    expect(defects).toEqual([]);
    expect(events.map(({ kind }) => kind)).toEqual(['state', 'sent', 'received', 'received']);
    const replayed = await replayOpen(events)('192.0.2.7', 3333, { connectTimeoutMs: 1 });
    replayed.send(shown);
    expect((await replayed.receive(1000)).kind).toBe('bytes');
    const kept = conversation.exchanges.flatMap(({ received }) => received.map(({ bytes }) => hex(bytes))).join('');
    expect(kept).not.toContain(hex(secret));
    expect(hex(conversation.exchanges.at(-1)!.sent!)).toBe(hex(shown));
  });

  it('says nothing of masks where there were none', async () => {
    const line = new VirtualLine(() => []);
    const events: CaptureEvent[] = [];
    const open = recordingOpen(
      async () => line,
      () => 0,
      (event) => events.push(event),
    );
    (await open('192.0.2.7', 3333, { connectTimeoutMs: 1 })).send(sent);
    expect(events.map(renderCaptureEvent).join('\n')).not.toContain('#');
  });

  it('knows an echo that it may not show, and masks one that came as noise', async () => {
    const { conversation } = await record([sent]);
    const [sighting] = conversation.sightings;
    expect(sighting?.piece.kind === 'frame' && conversation.wasSent(sighting.piece.frame.octets)).toBe(true);
    expect(conversation.wasSent(shown.subarray(1, -1))).toBe(true);
    expect(conversation.wasSent(sent.subarray(2, -1))).toBe(false);
    const { conversation: noisy } = await record([text('> Gr0un'), text('dh0g <\r\n')]);
    noisy.flush();
    const noise = noisy.sightings.map(({ piece }) => (piece.kind === 'noise' ? hex(piece.bytes) : '')).join('');
    expect(noise).not.toContain(hex(secret));
    expect(noise).toContain(hex(text(' <\r\n')));
  });
});
