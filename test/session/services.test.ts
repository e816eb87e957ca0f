/** Association and services against a test meter on a virtual clock, over both channels. */
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/bytes/hex.ts';
import { joinBytes } from '../../src/bytes/join.ts';
import {
  type AttributeRef,
  conformanceBlock,
  type DataValue,
  encodeAare,
  encodeBlockTransfer,
  encodeData,
  encodeGetResponse,
  encodeServiceError,
  encodeSetBlockResponse,
  parseApdu,
} from '../../src/dlms/index.ts';
import {
  type Association,
  associate,
  type Channel,
  getAttribute,
  getAttributes,
  invokeMethod,
  publicLogin,
  release,
  setAttribute,
  streamAttribute,
} from '../../src/session/index.ts';
import { MeterAnswers, type MeterOptions, valueName } from '../support/dlms-answers.ts';
import { openStationChannel, openWrapperChannel } from '../support/session-line.ts';

const bytes = (hex: string) => fromHex(hex)!;
const text = (characters: string) => Uint8Array.from(characters, (one) => one.charCodeAt(0));
const asking = { replyMs: 1000 };
const energy: AttributeRef = { classId: 3, logicalName: '0100010800ff', attribute: 2 };
const profile: AttributeRef = { classId: 7, logicalName: '0100630100ff', attribute: 2 };
const ref = (attribute: number): AttributeRef => ({ ...energy, attribute });
const number = (value: number): DataValue => ({ type: 'double-long-unsigned', value });
const nameOf = ({ classId, logicalName, attribute }: AttributeRef) => valueName(classId, logicalName, attribute);
const rows = (count: number): DataValue => ({
  type: 'array',
  items: Array.from({ length: count }, (_, row) => ({ type: 'structure', items: [number(row), number(row * 2)] })),
});

type Answer = (apdu: Uint8Array) => Uint8Array | null;
type Open = (answer: Answer) => Promise<Channel>;
const channels: readonly (readonly [string, Open])[] = [
  ['hdlc', async (answer) => (await openStationChannel({ answer })).channel],
  ['wrapper', async (answer) => openWrapperChannel({ answer }).channel],
];
const overHdlc = channels[0]![1];

async function meet(
  open: Open,
  options: Partial<MeterOptions> = {},
  twist: (meter: MeterAnswers) => Answer = (meter) => (apdu) => meter.answer(apdu),
) {
  const meter = new MeterAnswers({ values: { [nameOf(energy)]: number(12_345) }, ...options });
  const channel = await open(twist(meter));
  const { association } = await associate(channel, publicLogin, asking);
  return { meter, channel, association: association as Association };
}

/** A meter that answers the question after the AARQ with these bytes, one after the other; then with silence. */
const scripted =
  (...answers: readonly (Uint8Array | null)[]) =>
  (meter: MeterAnswers): Answer => {
    const left = [...answers];
    return (apdu) => (apdu[0] === 0x60 ? meter.answer(apdu) : (left.shift() ?? null));
  };
/** The same APDUs for whatever invoke id is asked. */
const scriptedFor =
  (answer: (apdu: Uint8Array, turn: number) => Uint8Array | null) =>
  (meter: MeterAnswers): Answer => {
    let turn = 0;
    return (apdu) => (apdu[0] === 0x60 ? meter.answer(apdu) : answer(apdu, ++turn));
  };
const get = (channel: Channel, association: Association, options = {}) =>
  getAttribute(channel, association, energy, { ...asking, ...options });

describe.each(channels)('over %s', (_kind, open) => {
  it('associates without a password, reads, and releases', async () => {
    const { meter, channel, association } = await meet(open);
    expect(association).toMatchObject({ referencing: 'logical-names', maximumPdu: 1024, ownMaximumPdu: 0x04b0 });
    expect(await get(channel, association)).toMatchObject({
      type: 'data',
      data: number(12_345),
      blocks: 1,
      defects: [],
    });
    expect(await release(channel, association, asking)).toBe('RLRE');
    expect(meter.asked).toEqual(['AARQ', 'GET-Request normal', 'RLRQ']);
    const aarq = meter.questions[0];
    expect(aarq).toMatchObject({
      context: 'LN',
      mechanism: null,
      userInformation: { maximumPdu: 0x04b0, conformance: 0x001e1d },
    });
  });

  it("says a refusal in the meter's code", async () => {
    const { channel, association } = await meet(open);
    const refused = await getAttribute(channel, association, ref(9), asking);
    expect(refused).toMatchObject({ type: 'refused', code: 4, name: 'object-undefined' });
  });

  it('reads a long value in blocks, and a list of values in one question', async () => {
    const values = { [nameOf(energy)]: number(1), [nameOf(ref(3))]: number(2), [nameOf(profile)]: rows(500) };
    const { meter, channel, association } = await meet(open, { values, maximumPdu: 200 });
    const got = await getAttribute(channel, association, profile, asking);
    expect(got).toMatchObject({ type: 'data', data: rows(500) });
    expect(got.type === 'data' && got.blocks).toBeGreaterThan(10);
    meter.asked.length = 0;
    const all = await getAttributes(channel, association, [energy, ref(3), ref(4), profile], asking);
    expect(all.map((one) => (one.type === 'data' ? one.data : one.type === 'refused' ? one.name : one.type))).toEqual([
      number(1),
      number(2),
      'object-undefined',
      rows(500),
    ]);
    expect(meter.asked[0]).toBe('GET-Request with-list');
    expect(meter.asked).not.toContain('GET-Request normal');
  });

  it('writes, also what does not fit one APDU', async () => {
    const { meter, channel, association } = await meet(open, { maximumPdu: 64 });
    expect(await setAttribute(channel, association, energy, number(7), asking)).toMatchObject({
      type: 'done',
      blocks: 1,
    });
    expect(meter.values[nameOf(energy)]).toEqual(number(7));
    expect(await setAttribute(channel, association, ref(8), number(7), asking)).toMatchObject({
      type: 'refused',
      code: 4,
    });
    meter.questions.length = 0;
    const long = await setAttribute(channel, association, energy, rows(50), asking);
    expect(long).toMatchObject({ type: 'done' });
    expect(long.type === 'done' && long.blocks).toBeGreaterThan(10);
    expect(meter.values[nameOf(energy)]).toEqual(rows(50));
  });

  it('invokes methods, parameter and result of any length', async () => {
    const { meter, channel, association } = await meet(open, { maximumPdu: 64, returns: rows(30) });
    const method = { classId: 9, logicalName: '00000a0064ff', method: 1 };
    const answer = await invokeMethod(channel, association, method, rows(40), asking);
    expect(answer).toMatchObject({ type: 'done', data: rows(30) });
    expect(meter.values.parameter).toEqual(rows(40));
    expect(await invokeMethod(channel, association, method, null, asking)).toMatchObject({
      type: 'done',
      data: rows(30),
    });
  });
});

describe('the association', () => {
  const secret = text('pa55word');
  const login = { level: 'lls', secret } as const;

  it('sends a password once and shows it nowhere', async () => {
    const meter = new MeterAnswers({ values: {}, secret });
    const channel = await overHdlc((apdu) => meter.answer(apdu));
    const associated = await associate(channel, login, asking);
    expect(associated.outcome).toBe('ACCEPTED');
    expect(meter.questions[0]).toMatchObject({ mechanism: 'LLS', authentication: secret });
    await expect(associate(channel, login, asking)).rejects.toThrow('only once');
    expect(meter.logins).toBe(1);
    const kept = channel.conversation.exchanges.map(({ sent }) => (sent === null ? '' : toHex(sent))).join();
    expect(kept).not.toContain(toHex(secret));
    expect(kept).toContain('80082a2a2a2a2a2a2a2a');
  });

  it('reads a rejection with its diagnostic, and repeats nothing', async () => {
    const meter = new MeterAnswers({ values: {}, secret: text('other') });
    const channel = await overHdlc((apdu) => meter.answer(apdu));
    const associated = await associate(channel, login, asking);
    expect(associated).toMatchObject({
      outcome: 'REJECTED',
      association: null,
      aare: { result: 1, diagnostic: 13, diagnosticName: 'authentication-failure', userInformation: null },
    });
    expect(meter.logins).toBe(1);
  });

  it.each<readonly [string, string, object]>([
    [
      'HLS that waits for passes 3 and 4',
      toHex(encodeAare({ result: 0, diagnostic: 14, userInformation: bytes('0800065f1f0400001e1d04b00007') })),
      { outcome: 'HLS-PENDING', association: null, aare: { diagnosticName: 'authentication-required' } },
    ],
    [
      'a rejection of the provider',
      toHex(encodeAare({ result: 2, diagnostic: 2, diagnosticSource: 'acse-service-provider', userInformation: null })),
      { outcome: 'REJECTED', aare: { diagnosticName: 'no-common-acse-version', resultName: 'rejected-transient' } },
    ],
    [
      'an initiate error in the AARE',
      toHex(encodeAare({ result: 1, diagnostic: 1, userInformation: bytes('0e010603') })),
      { outcome: 'REJECTED', aare: { userInformation: { valueName: 'pdu-size-too-short' } } },
    ],
    [
      'an exception',
      'd80101',
      { outcome: 'EXCEPTION', exception: { state: 1, service: 1, counter: null }, aare: null },
    ],
    ['an invocation counter', 'd8010600000005', { outcome: 'EXCEPTION', exception: { service: 6, counter: 5 } }],
    ['a service error', '0e010602', { outcome: 'EXCEPTION', serviceError: { service: 1, errorClass: 6, code: 2 } }],
    ['no APDU', 'fffd', { outcome: 'GARBLED', aare: null }],
    ['nothing', '', { outcome: 'GARBLED' }],
    ['an AARE cut short', '6129a109', { outcome: 'GARBLED' }],
    [
      'short names by the VAA name',
      toHex(encodeAare({ result: 0, diagnostic: 0, userInformation: bytes('0800065f1f0400001e1d04b0fa00') })),
      { outcome: 'ACCEPTED', association: { referencing: 'short-names' } },
    ],
    [
      'an acceptance that says no more',
      toHex(encodeAare({ result: 0, diagnostic: 0, userInformation: null })),
      { outcome: 'ACCEPTED', association: { maximumPdu: 0x04b0, conformance: 0x001e1d } },
    ],
    [
      'more than was proposed',
      toHex(encodeAare({ result: 0, diagnostic: 0, userInformation: bytes('0800065f1f0400ffffff00000007') })),
      { outcome: 'ACCEPTED', association: { maximumPdu: 0, conformance: 0x001e1d } },
    ],
  ])('reads %s', async (_name, aare, expected) => {
    const channel = await overHdlc(() => bytes(aare));
    expect(await associate(channel, publicLogin, asking)).toMatchObject(expected);
  });

  it.each(['DM', 'FRMR'] as const)('says %s of the link', async (code) => {
    const { channel } = await openStationChannel({ answer: () => code });
    expect(await associate(channel, publicLogin, asking)).toMatchObject({ outcome: code, failure: { code } });
  });

  it('says TIMEOUT', async () => {
    const channel = await overHdlc(() => null);
    expect(await associate(channel, publicLogin, asking)).toMatchObject({ outcome: 'TIMEOUT', association: null });
  });

  it.each<readonly [string, Uint8Array | null, string]>([
    ['one octet', bytes('63'), 'RLRE'],
    ['an RLRE', bytes('6303800100'), 'RLRE'],
    ['an exception', bytes('d80101'), 'refused'],
    ['silence', null, 'unanswered'],
  ])('is released by %s', async (_name, answer, released) => {
    const { channel, association } = await meet(overHdlc, {}, scripted(answer));
    expect(await release(channel, association, asking)).toBe(released);
  });

  it('is not released where there is none', async () => {
    const { channel } = await meet(overHdlc);
    expect(await release(channel, null, asking)).toBe('none');
  });

  it('asks nothing by short names', async () => {
    const { channel, association } = await meet(overHdlc, { vaaName: 0xfa00 });
    const not = { type: 'not-asked', why: 'short-names' };
    expect(await get(channel, association)).toEqual(not);
    expect(await setAttribute(channel, association, energy, number(1), asking)).toEqual(not);
    expect(await invokeMethod(channel, association, { ...energy, method: 1 }, null, asking)).toEqual(not);
  });
});

describe('what the meter may say to a GET', () => {
  const invoke = (id: number) => ({ id, confirmed: true, highPriority: true });
  const answer = (id: number, value: number) =>
    encodeGetResponse({ choice: 'normal', invoke: invoke(id), result: { kind: 'data', data: number(value) } });
  const block = (id: number, numbered: number, last: boolean, raw: string) =>
    encodeGetResponse({
      choice: 'with-datablock',
      invoke: invoke(id),
      block: { last, number: numbered, result: { kind: 'raw', bytes: bytes(raw) } },
    });

  it.each<readonly [string, readonly Uint8Array[], object]>([
    ['exception', [bytes('d80202')], { type: 'exception', state: 2, service: 2, counter: null }],
    ['service error', [encodeServiceError(5, 5, 2)], { type: 'service-error', service: 5, errorClass: 5, code: 2 }],
    [
      'octets left over',
      [Uint8Array.of(...answer(1, 5), ...new Uint8Array(18))],
      { type: 'data', data: number(5), defects: [{ code: 'left-over' }] },
    ],
    ['data cut short', [answer(1, 5).subarray(0, -2)], { type: 'malformed', why: 'unreadable' }],
    ['bytes that are no APDU', [bytes('fffd')], { type: 'malformed', why: 'unreadable' }],
    ['a list', [bytes('c403c1010005000000ff')], { type: 'malformed', why: 'other-service' }],
    ['an unknown choice', [bytes('c409c100')], { type: 'malformed' }],
    ['a block with another number', [block(1, 2, false, '06')], { type: 'malformed', why: 'block-number' }],
    [
      'a block that comes twice',
      [block(1, 1, false, '06'), block(1, 1, false, '06')],
      { type: 'malformed', why: 'block-number' },
    ],
    ['blocks', [block(1, 1, false, '0600'), block(1, 2, true, '000009')], { type: 'data', data: number(9), blocks: 2 }],
    [
      'blocks with octets left over',
      [block(1, 1, false, '0600'), block(1, 2, true, '000009ffff')],
      { type: 'data', defects: [{ code: 'left-over' }] },
    ],
    [
      'blocks that end too early',
      [block(1, 1, false, '0600'), block(1, 2, true, '00')],
      { type: 'malformed', why: 'unreadable' },
    ],
    [
      'blocks that break off',
      [block(1, 1, false, '0600'), bytes('c401c1010f')],
      { type: 'refused', name: 'long-get-aborted' },
    ],
    [
      'blocks, then data after all',
      [block(1, 1, false, '0600'), answer(1, 5)],
      { type: 'malformed', why: 'other-service' },
    ],
    ['blocks, then silence', [block(1, 1, false, '0600')], { type: 'failed', failure: { code: 'TIMEOUT' } }],
  ])('%s', async (_name, answers, expected) => {
    const { channel, association } = await meet(overHdlc, {}, scripted(...answers));
    expect(await get(channel, association)).toMatchObject(expected);
  });

  it('skips the late answer to an earlier question, by its invoke id', async () => {
    const { channel } = openWrapperChannel({
      answer: () => new Uint8Array(),
      wrap: () =>
        Uint8Array.of(...wrapped(answer(15, 1)), ...wrapped(bytes('0f40000001000600000001')), ...wrapped(answer(1, 2))),
    });
    const got = await get(channel, associationOf());
    expect(got).toMatchObject({ type: 'data', data: number(2) });
    expect([...channel.remarks]).toContain('answer-late');
    expect(channel.unasked).toHaveLength(1);
  });

  it('does not listen for ever to other answers, or to pushes', async () => {
    for (const other of [answer(15, 1), bytes('0f40000001000600000001')]) {
      const { channel, line } = openWrapperChannel({
        answer: () => other,
        arrive: (reply) => Array.from({ length: 1000 }, (_, at) => ({ afterMs: at, bytes: reply })),
      });
      expect(await get(channel, associationOf())).toMatchObject({ type: 'failed', failure: { code: 'ENDLESS' } });
      expect(line.now()).toBeLessThan(100);
    }
  });

  it.each([
    ['octets', '00'.repeat(60), { octets: 10_000 }],
    ['emptiness', '', {}],
    ['time', '00'.repeat(60), { totalMs: 50 }],
  ])('does not take blocks for ever: %s', async (_name, raw, limits) => {
    const { meter, channel, association } = await meet(
      overHdlc,
      {},
      scriptedFor((_apdu, turn) => block(1, turn, false, raw)),
    );
    expect(await get(channel, association, { limits })).toMatchObject({ type: 'malformed', why: 'endless-blocks' });
    expect(meter.asked).toEqual(['AARQ']);
  });

  it('puts an answer in general blocks together, and confirms them', async () => {
    const whole = answer(1, 77);
    const part = (from: number, to: number, number: number, last: boolean) =>
      encodeBlockTransfer({
        last,
        streaming: false,
        window: 1,
        block: number,
        acknowledged: 0,
        part: whole.subarray(from, to),
      });
    const questions: string[] = [];
    const { channel, association } = await meet(
      overHdlc,
      {},
      scriptedFor((apdu, turn) => {
        questions.push(toHex(apdu));
        return [part(0, 3, 1, false), part(3, 6, 2, false), part(6, 99, 3, true)][turn - 1] ?? null;
      }),
    );
    expect(await get(channel, association)).toMatchObject({ type: 'data', data: number(77) });
    expect(questions.slice(1)).toEqual(['e0810001000100', 'e0810002000200']);
  });

  it('takes general blocks that stream, and asks again for one that is missing', async () => {
    const whole = answer(1, 77);
    const part = (from: number, to: number, number: number, last: boolean, streaming: boolean) => {
      const block = { last, streaming, window: 3, block: number, acknowledged: 0, part: whole.subarray(from, to) };
      return wrapped(encodeBlockTransfer(block));
    };
    const questions: string[] = [];
    const { channel } = openWrapperChannel({
      answer: (apdu) => {
        questions.push(toHex(apdu));
        return apdu;
      },
      wrap: () =>
        questions.length === 1
          ? joinBytes([part(0, 3, 1, false, true), part(6, 7, 3, false, false)])
          : joinBytes([part(3, 6, 2, false, true), part(6, 99, 3, true, false)]),
    });
    expect(await get(channel, associationOf())).toMatchObject({ type: 'data', data: number(77) });
    expect(questions.slice(1)).toEqual(['e0810001000100']);
  });

  it('takes a refusal in the middle of general blocks', async () => {
    const first = { last: false, streaming: false, window: 1, block: 1, acknowledged: 0, part: bytes('c401') };
    const { channel, association } = await meet(overHdlc, {}, scripted(encodeBlockTransfer(first), bytes('d80103')));
    expect(await get(channel, association)).toMatchObject({ type: 'exception', state: 1, service: 3 });
  });

  it.each([
    ['a block that never comes', 5],
    ['blocks without content', 0],
  ])('gives up general blocks: %s', async (_name, first) => {
    const { channel, association } = await meet(
      overHdlc,
      {},
      scriptedFor((_apdu, turn) =>
        encodeBlockTransfer({
          last: false,
          streaming: false,
          window: 1,
          block: first === 0 ? turn : first,
          acknowledged: 0,
          part: new Uint8Array(),
        }),
      ),
    );
    const got = await get(channel, association);
    expect(got).toMatchObject({ type: 'failed' });
    expect(got.type === 'failed' && got.failure.code).toMatch(/SEQUENCE|ENDLESS/);
    expect(channel.conversation.line.now()).toBeLessThan(1000);
  });
});

const wrapped = (apdu: Uint8Array) => Uint8Array.of(0, 1, 0, 1, 0, 16, apdu.length >> 8, apdu.length & 0xff, ...apdu);

function associationOf(changes: Partial<Association> = {}): Association {
  let id = 0;
  return {
    referencing: 'logical-names',
    maximumPdu: 1024,
    ownMaximumPdu: 1024,
    conformance: 0x001e1d,
    nextInvokeId: () => ++id,
    ...changes,
  };
}

describe('what was negotiated', () => {
  it('asks one by one where lists are not granted, and in lists that fit where they are', async () => {
    const values = Object.fromEntries([2, 3, 4, 5, 6].map((attribute) => [nameOf(ref(attribute)), number(attribute)]));
    const refs = [2, 3, 4, 5, 6].map(ref);
    const { meter, channel, association } = await meet(overHdlc, { values, maximumPdu: 40 });
    const plain = { ...association, conformance: conformanceBlock(['get']) };
    const all = await getAttributes(channel, plain, refs, asking);
    expect(all.map((one) => one.type === 'data' && one.data)).toEqual([2, 3, 4, 5, 6].map(number));
    expect(meter.asked.slice(1)).toEqual(Array.from({ length: 5 }, () => 'GET-Request normal'));
    meter.asked.length = 0;
    expect(await getAttributes(channel, association, refs, asking)).toHaveLength(5);
    // Three attributes make 34 octets, four 44.
    expect(meter.asked).toEqual(['GET-Request with-list', 'GET-Request with-list']);
    expect(await getAttributes(channel, association, [], asking)).toEqual([]);
  });

  it.each<readonly [string, Uint8Array]>([
    ['refuses lists', bytes('d80202')],
    ['answers with another number of results', bytes('c403c1010006000000ff')],
  ])('asks one by one where the meter %s', async (_name, toLists) => {
    const { channel, association, meter } = await meet(overHdlc, {}, (sound) => (apdu) => {
      const { apdu: parsed } = parseApdu(apdu);
      return parsed.type === 'GET-Request' && parsed.choice === 'with-list' ? toLists : sound.answer(apdu);
    });
    const all = await getAttributes(channel, association, [energy, ref(9), energy], asking);
    expect(all.map(({ type }) => type)).toEqual(['data', 'refused', 'data']);
    expect(meter.asked.slice(1)).toEqual(Array.from({ length: 3 }, () => 'GET-Request normal'));
  });

  it('says of each what became of the list where no answer came', async () => {
    const { channel, association } = await meet(overHdlc, {}, scripted(null));
    const all = await getAttributes(channel, association, [energy, ref(3)], asking);
    expect(all.map((one) => one.type === 'failed' && one.failure.code)).toEqual(['TIMEOUT', 'TIMEOUT']);
  });

  it('sends no selection, and no SET or ACTION in blocks, that was not granted', async () => {
    const { channel, meter } = await meet(overHdlc);
    const association = associationOf({ conformance: conformanceBlock(['get', 'set', 'action']), maximumPdu: 60 });
    const selection = { selector: 2, parameters: number(1) };
    expect(await getAttribute(channel, association, energy, { ...asking, selection })).toEqual({
      type: 'not-asked',
      why: 'conformance',
    });
    expect(await setAttribute(channel, association, energy, rows(50), asking)).toEqual({
      type: 'not-asked',
      why: 'too-long',
    });
    expect(await invokeMethod(channel, association, { ...energy, method: 1 }, rows(50), asking)).toEqual({
      type: 'not-asked',
      why: 'too-long',
    });
    expect(meter.asked).toEqual(['AARQ']);
  });

  it('never sends more octets than the meter takes', async () => {
    for (const maximumPdu of [40, 64, 150, 300]) {
      const sent: number[] = [];
      const { channel, association } = await meet(overHdlc, { maximumPdu }, (meter) => (apdu) => {
        if (apdu[0] !== 0x60) sent.push(apdu.length);
        return meter.answer(apdu);
      });
      expect(await setAttribute(channel, association, energy, rows(60), asking)).toMatchObject({ type: 'done' });
      expect(await invokeMethod(channel, association, { ...energy, method: 1 }, rows(60), asking)).toMatchObject({
        type: 'done',
      });
      await getAttributes(
        channel,
        association,
        Array.from({ length: 40 }, (_, at) => ref(at + 1)),
        asking,
      );
      expect(Math.max(...sent)).toBeLessThanOrEqual(maximumPdu);
    }
  });

  it('says so where a block cannot be made that small', async () => {
    const { channel } = await meet(overHdlc);
    const association = associationOf({ maximumPdu: 12 });
    expect(await setAttribute(channel, association, energy, rows(3), asking)).toEqual({
      type: 'not-asked',
      why: 'too-long',
    });
  });
});

describe('SET and ACTION', () => {
  const set = (channel: Channel, association: Association) =>
    setAttribute(channel, association, energy, rows(50), asking);
  const invoke = { id: 1, confirmed: true, highPriority: true };

  it.each<readonly [string, Uint8Array, object]>([
    ['another block', encodeSetBlockResponse(invoke, 7, null), { type: 'malformed', why: 'block-number' }],
    ['a refusal in the middle', bytes('c501c111'), { type: 'refused', name: 'long-set-aborted' }],
    ['success before the end', bytes('c501c100'), { type: 'malformed', why: 'other-service' }],
    ['the last response before the end', encodeSetBlockResponse(invoke, 1, 0), { type: 'malformed' }],
    ['an exception', bytes('d80103'), { type: 'exception', state: 1, service: 3 }],
  ])('a SET in blocks that meets %s', async (_name, answer, expected) => {
    const { channel, association } = await meet(overHdlc, { maximumPdu: 64 }, scripted(answer));
    expect(await set(channel, association)).toMatchObject(expected);
  });

  it.each<readonly [string, string, object]>([
    ['a refusal', 'c701c10300', { type: 'refused-action', code: 3 }],
    ['a refused result', 'c701c100010104', { type: 'refused', name: 'object-undefined' }],
    ['no flag behind the result', 'c701c100', { type: 'done', data: null }],
    ['data', 'c701c100010006000000ff', { type: 'done', data: number(255) }],
    ['blocks of data alone', 'c702c101000000010506000000ff', { type: 'done', data: number(255) }],
    ['blocks with the result in front', 'c702c101000000010800010006000000ff', { type: 'done', data: number(255) }],
    ['a block with another number', 'c702c101000000020506000000ff', { type: 'malformed', why: 'block-number' }],
    ['data cut short', 'c701c1000100060000', { type: 'malformed', why: 'unreadable' }],
  ])('a method that answers with %s', async (_name, answer, expected) => {
    const { channel, association } = await meet(overHdlc, {}, scripted(bytes(answer)));
    expect(await invokeMethod(channel, association, { ...energy, method: 1 }, null, asking)).toMatchObject(expected);
  });
});

describe('a long array', () => {
  const read = async (options: Partial<MeterOptions>, twist?: Parameters<typeof meet>[2]) => {
    const { channel, association } = await meet(overHdlc, options, twist);
    const told: DataValue[] = [];
    const portions: number[] = [];
    const onElements = (elements: readonly DataValue[]) => {
      told.push(...elements);
      portions.push(elements.length);
    };
    const answer = await streamAttribute(channel, association, profile, { ...asking, onElements });
    return { answer, told, portions };
  };

  it('is told as the blocks come', async () => {
    const { answer, told, portions } = await read({ values: { [nameOf(profile)]: rows(2000) }, maximumPdu: 300 });
    expect(answer).toMatchObject({ type: 'done', elements: 2000, announced: 2000, defects: [] });
    expect({ type: 'array', items: told }).toEqual(rows(2000));
    expect(portions.length).toBeGreaterThan(50);
  });

  it('is told at once where it comes in one piece', async () => {
    const { answer, told, portions } = await read({ values: { [nameOf(profile)]: rows(20) } });
    expect(answer).toMatchObject({ type: 'done', elements: 20, announced: 20, blocks: 1 });
    expect(told).toHaveLength(20);
    expect(portions).toEqual([20]);
  });

  it('is no array', async () => {
    expect((await read({ values: { [nameOf(profile)]: number(4) } })).answer).toMatchObject({
      type: 'done',
      announced: null,
      elements: 1,
    });
  });

  it('says where rows are missing', async () => {
    const raw = encodeData(rows(10));
    const { answer, told } = await read(
      {},
      scripted(Uint8Array.of(0xc4, 2, 0xc1, 1, 0, 0, 0, 1, 0, 50, ...raw.subarray(0, 50))),
    );
    expect(told).toHaveLength(4);
    expect(answer).toMatchObject({ type: 'done', elements: 4, announced: 10, defects: [{ code: 'cut' }] });
  });

  it('stops where its data cannot be read', async () => {
    const block = Uint8Array.of(0xc4, 2, 0xc1, 0, 0, 0, 0, 1, 0, 4, 1, 5, 0x77, 0x77);
    const { answer } = await read({}, scripted(block));
    expect(answer).toMatchObject({ type: 'malformed', why: 'unreadable' });
  });

  it('is refused', async () => {
    expect((await read({})).answer).toMatchObject({ type: 'refused', code: 4 });
  });
});
