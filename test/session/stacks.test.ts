/** What real stacks and real lines do, played by a raw server on loopback: a session reads its object all the same, or says why not. */
import { afterEach, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { joinBytes } from '../../src/bytes/join.ts';
import type { AttributeRef, DataValue } from '../../src/dlms/index.ts';
import { encodeFrame, informationControl, parseFrame, unnumberedControl } from '../../src/hdlc/index.ts';
import { type CaptureEvent, openTcp, recordingOpen, renderCaptureEvent } from '../../src/line/index.ts';
import { getAttribute, type Login, openSession, type Session, type SessionFailure } from '../../src/session/index.ts';
import { MeterAnswers, type MeterOptions, valueName } from '../support/dlms-answers.ts';
import { HdlcStation, type StationOptions } from '../support/hdlc-station.ts';
import { type RawServer, startRawServer } from '../support/raw-server.ts';

const bytes = (hex: string) => fromHex(hex)!;
const text = (characters: string) => Uint8Array.from(characters, (one) => one.charCodeAt(0));
const clock: AttributeRef = { classId: 8, logicalName: '0000010000ff', attribute: 2 };
const now: DataValue = { type: 'octet-string', bytes: bytes('07ea0b18020e2a3000ffc400') };
const values = { [valueName(8, clock.logicalName, 2)]: now };
const meter = { upper: 1, lower: null, width: 1 };
const client = { upper: 16, lower: null, width: 1 };
const secret = text('0p3n-s3same');
const login: Login = { level: 'lls', secret };

const servers: RawServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

interface Oddity {
  readonly station?: Partial<StationOptions>;
  readonly meter?: Partial<MeterOptions>;
  /** What goes over the wire in place of these frames. */
  readonly twist?: (frames: readonly Uint8Array[], question: Uint8Array, turn: number) => readonly Uint8Array[];
  readonly greeting?: Uint8Array;
}

async function meet({ station = {}, meter: options = {}, twist = (frames) => frames, greeting }: Oddity) {
  const answers = new MeterAnswers({ values, secret, ...options });
  const far = new HdlcStation({ answer: (apdu) => answers.answer(apdu), ...station });
  let turn = 0;
  const server = await startRawServer({
    ...(greeting === undefined ? {} : { greeting }),
    answer: (question) => joinBytes(twist(far.take(question) ?? [], question, turn++)),
  });
  servers.push(server);
  const events: CaptureEvent[] = [];
  const startedAt = performance.now();
  const recorded = recordingOpen(
    openTcp,
    () => performance.now() - startedAt,
    (event) => events.push(event),
  );
  const target = { transport: 'hdlc', host: '127.0.0.1', port: server.port, client: 16, server: meter } as const;
  const session = await openSession(recorded, target, login, { connectTimeoutMs: 1000, replyMs: 400 });
  return { session, server, answers, trace: () => events.map(renderCaptureEvent).join('\n') };
}

const read = async (session: Session | SessionFailure) => {
  if (session.type !== 'session') throw new Error(JSON.stringify(session));
  const answer = await getAttribute(session.channel, session.association, clock, { replyMs: 400 });
  return { answer, end: await session.close(), remarks: [...session.channel.remarks] };
};
const typeOf = (question: Uint8Array) => {
  const frame = parseFrame(question.subarray(1, -1));
  return 'control' in frame ? frame.control.type : null;
};
const frameOf = (apdu: string, ns = 0, nr = 1) =>
  encodeFrame({ destination: client, source: meter, control: informationControl(ns, nr), information: bytes(apdu) });
const foreign = encodeFrame({
  destination: { upper: 33, lower: null, width: 1 },
  source: { upper: 5, lower: null, width: 1 },
  control: unnumberedControl('UA'),
});
const push = encodeFrame({
  destination: client,
  source: meter,
  control: unnumberedControl('UI', false),
  information: bytes('e6e7000f40000001000600000001'),
});

describe('a session reads its object', () => {
  it.each<readonly [string, Oddity, string | null]>([
    ['from a sound meter', {}, null],
    [
      'in octets of TCP',
      { twist: (frames) => frames.flatMap((frame) => [...frame].map((octet) => Uint8Array.of(octet))) },
      null,
    ],
    ['behind a banner', { greeting: text('\r\nser2net port 3333\r\n') }, null],
    ['behind a telnet greeting', { greeting: bytes('fffb03fffd03fffb01fffe01fffd00') }, null],
    ['between CR LF', { twist: (frames) => frames.flatMap((frame) => [text('\r\n'), frame, text('\r\n')]) }, 'garbled'],
    ['between frames of other meters', { twist: (frames) => [foreign, ...frames, foreign] }, 'foreign'],
    ['between pushes', { twist: (frames) => [push, ...frames, push] }, null],
    ['over an echoing line', { twist: (frames, question) => [question, ...frames] }, 'echo'],
    [
      'where every frame comes twice',
      { twist: (frames) => frames.flatMap((frame) => [frame, frame]) },
      'unexpected-frame',
    ],
    [
      'with N(R) = 0 and the LLC header of a command',
      { station: { nrAlwaysZero: true, llc: bytes('e6e600') } },
      'llc-command',
    ],
    ['from another form of its address', { station: { source: { upper: 0, lower: 1, width: 2 } } }, null],
    [
      'with flags in plenty',
      { twist: (frames) => frames.flatMap((frame) => [bytes('7e7e7e'), frame, bytes('7e')]) },
      null,
    ],
    ['from a meter that says RNR first', { station: { notReady: { times: 2, type: 'RNR' } } }, 'not-ready'],
    ['with a window of three in small frames', { station: { window: 3, maximumInformation: 20 } }, null],
    [
      'from a meter that lets octets fall behind its data',
      {
        twist: (frames, question) =>
          typeOf(question) === 'I' && toHex(question).includes('c001')
            ? [frameOf(`e6e700c401c100090c${toHex((now as { bytes: Uint8Array }).bytes)}${'00'.repeat(18)}`, 1, 2)]
            : frames,
      },
      null,
    ],
  ])('%s', async (_name, oddity, remark) => {
    const { session, answers } = await meet(oddity);
    const { answer, end, remarks } = await read(session);
    expect(answer).toMatchObject({ type: 'data', data: now });
    expect(end.link).toBe('UA');
    if (remark !== null) expect(remarks).toContain(remark);
    expect(answers.logins).toBe(1);
  });
});

describe('a session says why not', () => {
  it.each<readonly [string, Oddity, object]>([
    [
      'FRMR without information and with both addresses 0',
      { twist: (frames, question) => (typeOf(question) === 'I' ? [bytes('7ea0070101 97a0d17e')] : frames) },
      { stage: 'association', associated: { outcome: 'FRMR', failure: { frmr: null } } },
    ],
    [
      'an exception without the LLC header',
      { twist: (frames, question) => (typeOf(question) === 'I' ? [frameOf('d80202')] : frames) },
      { stage: 'association', associated: { outcome: 'EXCEPTION', exception: { state: 2, service: 2 } } },
    ],
    [
      'a wrong password, with all the user information',
      {
        twist: (frames, question) =>
          typeOf(question) === 'I'
            ? [frameOf('e6e7006129a109060760857405080101a203020101a305a10302010dbe10040e0800065f1f0400001e1d04b00007')]
            : frames,
      },
      { stage: 'association', associated: { outcome: 'REJECTED', aare: { diagnostic: 13 } } },
    ],
    [
      'bytes that are not DLMS',
      { twist: (frames, question) => (typeOf(question) === 'I' ? [frameOf('e6e700fffd')] : frames) },
      { stage: 'association', associated: { outcome: 'GARBLED' } },
    ],
    [
      'a text in an I frame',
      { twist: (frames, question) => (typeOf(question) === 'I' ? [frameOf(toHex(text('NEXERRORNO-1')))] : frames) },
      { stage: 'association', associated: { outcome: 'GARBLED' } },
    ],
    [
      'an echo and nothing else',
      { twist: (_frames, question) => [question] },
      { stage: 'link', link: { type: 'unanswered' } },
    ],
  ])('%s', async (_name, oddity, expected) => {
    const { session, server } = await meet(oddity);
    expect(session).toMatchObject({ type: 'failure', ...expected });
    // One AARQ at most went out, and DISC was the last word.
    expect(server.heard.join('').split(toHex(secret)).length - 1).toBeLessThanOrEqual(1);
    expect(server.heard.at(-1)).toMatch(/53....7e$/);
  });
});

describe('a trace of a session with a password', () => {
  it.each<readonly [string, Oddity]>([
    ['over a sound line', {}],
    ['over an echoing line', { twist: (frames, question) => [question, ...frames] }],
    [
      'over an echoing line, octet by octet',
      { twist: (frames, question) => [...question, ...joinBytes(frames)].map((one) => Uint8Array.of(one)) },
    ],
    ['over a line that echoes damaged frames', { twist: (frames, question) => [question.subarray(4), ...frames] }],
    [
      'where the link takes tiny frames',
      {
        station: {
          parameters: {
            maximumInformationTransmit: 128,
            maximumInformationReceive: 16,
            windowTransmit: 1,
            windowReceive: 1,
          },
        },
        twist: (frames, question) => [question, ...frames],
      },
    ],
  ])('keeps it to itself %s', async (_name, oddity) => {
    const { session, trace, answers } = await meet(oddity);
    expect(answers.logins).toBe(1);
    if (session.type === 'session') await session.close();
    const kept = trace()
      .replaceAll(/[^0-9A-F]/g, '')
      .toLowerCase();
    for (let from = 0; from + 4 <= secret.length; from++)
      expect(kept).not.toContain(toHex(secret.subarray(from, from + 4)));
    expect(trace()).toMatch(/^# \d+ octets masked/m);
    const { exchanges } = session.type === 'session' ? session.channel.conversation : { exchanges: [] };
    const portions = exchanges.flatMap(({ sent, received }) => [
      sent ?? new Uint8Array(),
      ...received.map((one) => one.bytes),
    ]);
    expect(toHex(joinBytes(portions))).not.toContain(toHex(secret.subarray(0, 4)));
  });
});
