/** Objects read over real sockets: scalers, classes, lists, and what becomes of a session that dies. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Apdu, conformanceBlock, type DataValue, encodeExceptionResponse } from '../../src/dlms/index.ts';
import type { KnownMeter, Reading } from '../../src/evidence/index.ts';
import { openTcp } from '../../src/line/index.ts';
import {
  accessOf,
  isMissing,
  MeterMemory,
  type ObjectAccess,
  parseObject,
  type ReadOptions,
  readObjects,
  usualObjects,
  type WantedObject,
} from '../../src/objects/index.ts';
import { openSession, publicLogin, type Session } from '../../src/session/index.ts';
import { startSimulator } from '../../src/simulator/index.ts';
import { type MeterOptions, valueName } from '../support/dlms-answers.ts';
import { deviceName, long, objectList, octets, register, scalerUnit, text } from '../support/meter-values.ts';
import { type Instead, startWrapperMeter, type WrapperMeter } from '../support/wrapper-meter.ts';

const energy = '0100010800ff';
const power = '0100010700ff';
const voltage = '0100200700ff';
const plainGet = conformanceBlock(['block-transfer-with-get-or-read', 'get', 'set', 'action']);
const registers = {
  ...register(energy, long(123_456), 0, 30),
  ...register(power, long(5499), -1, 27),
  ...register(voltage, { type: 'long-unsigned', value: 2301 }, -1, 35),
};

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).toReversed()) await end();
});

interface Opened {
  readonly access: ObjectAccess;
  readonly session: Session;
  readonly meter: WrapperMeter;
}

async function open(options: MeterOptions, instead?: Instead): Promise<Opened> {
  const meter = await startWrapperMeter(options, instead);
  endings.push(() => meter.stop());
  return { ...(await openOn(meter.port)), meter };
}

async function openOn(port: number, transport: 'hdlc' | 'wrapper' = 'wrapper', replyMs = 300) {
  const server = { upper: 1, lower: null, width: 1 } as const;
  const target = { transport, host: '127.0.0.1', port, client: 16, server };
  const session = await openSession(openTcp, target, publicLogin, { connectTimeoutMs: 1000, replyMs });
  if (session.type !== 'session') throw new Error(`no session: ${session.stage}`);
  endings.push(() => session.close());
  return { session, access: accessOf(session, { replyMs, signal: new AbortController().signal }) };
}

const wanted = (...typed: readonly string[]): readonly WantedObject[] =>
  typed.map((one) => {
    const found = parseObject(one);
    if ('code' in found) throw new Error(found.code);
    return found;
  });
const read = (access: ObjectAccess, typed: readonly string[], options: ReadOptions = {}) =>
  readObjects(access, wanted(...typed), options);
const said = ({ text: shown, unit, error }: Reading): string => error ?? `${shown} ${unit ?? ''}`.trim();
const gets = ({ answers }: WrapperMeter) => answers.asked.filter((one) => one.startsWith('GET'));

describe('registers', () => {
  it('are read with their scalers in one question where the meter takes lists', async () => {
    const { access, meter } = await open({ values: registers });
    const { readings, lost } = await read(access, ['energy', 'power', 'voltage']);
    expect(readings.map(said)).toEqual(['123456 Wh', '549.9 W', '230.1 V']);
    expect(lost).toBeNull();
    expect(gets(meter)).toEqual(['GET-Request with-list']);
  });

  it('are read one by one where it takes none, and scalers once in a session', async () => {
    const { access, meter } = await open({ values: registers, conformance: plainGet });
    const memory = new MeterMemory();
    expect((await read(access, ['energy', 'power'], { memory })).readings.map(said)).toEqual(['123456 Wh', '549.9 W']);
    expect(gets(meter)).toHaveLength(4);
    expect((await read(access, ['energy', 'power'], { memory })).readings.map(said)).toEqual(['123456 Wh', '549.9 W']);
    expect(gets(meter)).toHaveLength(6);
  });

  it('that do not tell their scaler keep their raw number, without a unit', async () => {
    const { access } = await open({ values: { [valueName(3, energy, 2)]: long(5) } });
    const [reading] = (await read(access, ['energy'])).readings;
    expect(reading).toMatchObject({ value: 5, scaler: null, unit: null, error: null });
  });

  it('of an impossible scaler_unit are not scaled', async () => {
    const odd = { [valueName(3, energy, 2)]: long(5), [valueName(3, energy, 3)]: scalerUnit(0, 30) };
    const { access } = await open({ values: { ...odd, [valueName(3, energy, 3)]: long(7) } });
    expect((await read(access, ['energy'])).readings[0]).toMatchObject({ value: 5, scaler: null, unit: null });
  });
});

describe('scalers of an earlier run', () => {
  const kept = (identity: string | null): KnownMeter => ({
    identity,
    list: null,
    scalers: [
      { classId: 3, logicalName: '1-0:1.8.0.255', scaler: 0, unit: 30 },
      { classId: 3, logicalName: '1-0:1.7.0.255', scaler: -1, unit: 27 },
    ],
  });
  const hexOf = (name: string) => Buffer.from(name).toString('hex');

  it('spare their questions where the meter proves to be the same', async () => {
    const { access, meter } = await open({ values: { ...registers, ...deviceName('XYZ1') }, conformance: plainGet });
    const memory = new MeterMemory(kept(hexOf('XYZ1')));
    const { readings } = await read(access, ['energy', 'power'], { memory });
    expect(readings.map(said)).toEqual(['123456 Wh', '549.9 W']);
    // The name, and the two values.
    expect(gets(meter)).toHaveLength(3);
    expect(memory.isChanged).toBe(false);
  });

  it('are not used for another meter at the same address', async () => {
    const other = {
      ...register(energy, long(123_456), 3, 30),
      ...register(power, long(5499), 0, 27),
      ...deviceName('XYZ2'),
    };
    const { access } = await open({ values: other, conformance: plainGet });
    const memory = new MeterMemory(kept(hexOf('XYZ1')));
    const { readings } = await read(access, ['energy', 'power'], { memory });
    expect(readings.map(said)).toEqual(['123456000 Wh', '5499 W']);
    expect(await memory.toKeep(access)).toMatchObject({ identity: hexOf('XYZ2') });
  });

  it('are not used for a meter that does not say who it is', async () => {
    const { access } = await open({
      values: { ...register(energy, long(1), 3, 30), ...register(power, long(1), 3, 27) },
      conformance: plainGet,
    });
    const { readings } = await read(access, ['energy', 'power'], { memory: new MeterMemory(kept(null)) });
    expect(readings.map(said)).toEqual(['1000 Wh', '1000 W']);
  });

  it('are asked anew for a single register: that costs no more than the proof', async () => {
    const { access, meter } = await open({ values: { ...registers, ...deviceName('XYZ1') }, conformance: plainGet });
    await read(access, ['energy'], { memory: new MeterMemory(kept(hexOf('XYZ1'))) });
    expect(gets(meter)).toHaveLength(2);
  });
});

describe('the class of an object', () => {
  const demand = {
    [valueName(4, '0100010600ff', 2)]: long(77),
    [valueName(4, '0100010600ff', 3)]: scalerUnit(1, 27),
    [valueName(5, '0100010400ff', 2)]: long(88),
    [valueName(5, '0100010400ff', 4)]: scalerUnit(0, 27),
    ...objectList({ classId: 4, logicalName: '0100010600ff' }, { classId: 5, logicalName: '0100010400ff' }),
  };

  it('is found in the object list, which is read once', async () => {
    const { access, meter } = await open({ values: demand });
    const memory = new MeterMemory();
    const { readings } = await read(access, ['1-0:1.4.0', 'maximum-demand', '1-0:9.9.9'], { memory });
    expect(readings.map(said)).toEqual(['88 W', '770 W', 'object-undefined']);
    expect(readings.map(({ classId }) => classId)).toEqual([5, 4, 3]);
    expect(meter.answers.questions.filter(isListQuestion)).toHaveLength(1);
    expect(memory.isChanged).toBe(true);
    await read(access, ['1-0:1.4.0', '1-0:9.9.9'], { memory });
    expect(meter.answers.questions.filter(isListQuestion)).toHaveLength(1);
  });

  it('is taken as it was typed, and nothing else is tried', async () => {
    const { access, meter } = await open({ values: demand });
    expect((await read(access, ['3:1-0:1.4.0'])).readings.map(said)).toEqual(['object-undefined']);
    expect(meter.answers.questions.filter(isListQuestion)).toHaveLength(0);
  });

  it('comes from a kept list without a question, and a list that is wrong by now is read anew', async () => {
    const { access, meter } = await open({ values: demand });
    const listed = { version: 0, attributes: [], methods: [] };
    const known = (classId: number): KnownMeter => ({
      identity: null,
      list: { readAt: '2026-01-01T00:00:00.000Z', objects: [{ classId, logicalName: '1-0:1.4.0.255', ...listed }] },
      scalers: [],
    });
    const right = await read(access, ['1-0:1.4.0'], { memory: new MeterMemory(known(5)) });
    expect(right.readings.map(said)).toEqual(['88 W']);
    expect(meter.answers.questions.filter(isListQuestion)).toHaveLength(0);
    const wrong = await read(access, ['1-0:1.4.0'], { memory: new MeterMemory(known(4)) });
    expect(wrong.readings.map(said)).toEqual(['88 W']);
    expect(meter.answers.questions.filter(isListQuestion)).toHaveLength(1);
  });

  it('decides what the name of an attribute means', async () => {
    const { access } = await open({ values: demand });
    const { readings } = await read(access, [
      '1-0:1.4.0:last_average_value',
      '1-0:1.4.0:current_average_value',
      '1-0:1.4.0:banana',
    ]);
    expect(readings.map(said)).toEqual(['object-undefined', '88 W', 'attribute-unknown']);
  });

  function isListQuestion(apdu: Apdu): boolean {
    return apdu.type === 'GET-Request' && apdu.choice === 'normal' && apdu.attribute.classId === 15;
  }
});

describe('a meter that grants lists and does not know them', () => {
  const isList = (question: Uint8Array) => question[0] === 0xc0 && question[1] === 3;
  it.each<readonly [string, Instead]>([
    ['is silent', (question) => (isList(question) ? null : undefined)],
    ['answers with an exception', (question) => (isList(question) ? encodeExceptionResponse(2, 2) : undefined)],
  ])('and %s is asked one by one, and not again with a list', async (_name, instead) => {
    const { access, meter } = await open({ values: registers }, instead);
    const memory = new MeterMemory();
    expect((await read(access, ['energy', 'power'], { memory })).readings.map(said)).toEqual(['123456 Wh', '549.9 W']);
    expect((await read(access, ['voltage'], { memory })).readings.map(said)).toEqual(['230.1 V']);
    expect(meter.answers.asked.filter((one) => one === 'GET-Request with-list')).toHaveLength(0);
  });
});

describe('a session that dies', () => {
  it.each<readonly [string, Instead, string]>([
    ['by silence', (question) => (question[0] === 0xc0 ? null : undefined), 'TIMEOUT'],
    ['by a FIN', (question) => (question[0] === 0xc0 ? 'close' : undefined), 'CLOSED'],
  ])('%s is told, with what was read before', async (_name, instead, code) => {
    let questions = 0;
    const later: Instead = (question, answers) => {
      if (question[0] === 0xc0) questions += 1;
      return questions > 2 ? instead(question, answers) : undefined;
    };
    const { access } = await open({ values: registers, conformance: plainGet }, later);
    const outcome = await read(access, ['energy', 'power']);
    expect(outcome.readings.map(said)).toEqual(['123456 Wh']);
    expect(outcome.lost).toMatchObject({ code });
    expect((await read(access, ['energy'])).lost).not.toBeNull();
  });
});

describe('what the meter refuses', () => {
  it('is counted apart from what it has not', async () => {
    const { access } = await open({ values: registers });
    const outcome = await read(access, ['energy', '3:1-0:9.9.9']);
    expect(outcome.readings.map(said)).toEqual(['123456 Wh', 'object-undefined']);
    expect(outcome.refused).toBe(1);
    expect(outcome.readings.map(isMissing)).toEqual([false, true]);
  });

  it('as a whole is an error of each reading', async () => {
    const { access } = await open({ values: {} }, (question) =>
      question[0] === 0xc0 ? encodeExceptionResponse(1, 1) : undefined,
    );
    const outcome = await read(access, ['3:energy', '8:clock']);
    expect(outcome.readings.map(said)).toEqual(
      Array(2).fill('exception-response: service-not-allowed, operation-not-possible'),
    );
    expect(outcome.refused).toBe(2);
  });
});

describe('a password that the meter lets be read', () => {
  const secret = { [valueName(15, '0000280000ff', 7)]: text('s3cret!!') };
  it('is not asked for unless somebody wants to see it', async () => {
    const { access, meter } = await open({ values: secret });
    const [hidden] = (await read(access, ['15:0-0:40.0.0:secret'])).readings;
    expect(hidden).toMatchObject({ error: 'secret', value: null, raw: null });
    expect(gets(meter)).toEqual([]);
    const [seen] = (await read(access, ['15:0-0:40.0.0:7'], { showSecrets: true })).readings;
    expect(seen).toMatchObject({ error: null, value: 's3cret!!' });
  });
});

describe('the usual objects', () => {
  it('are those that the list has, where it is known', async () => {
    const memory = new MeterMemory();
    expect(usualObjects(memory).length).toBeGreaterThan(10);
    memory.learnList({
      readAt: '2026-01-01T00:00:00.000Z',
      objects: [{ classId: 3, version: 0, logicalName: '1-0:1.8.0.255', attributes: [], methods: [] }],
    });
    expect(usualObjects(memory).map(({ typed }) => typed)).toEqual(['energy']);
  });
});

describe('values that are not what they seem', () => {
  it('of any shape become readings', async () => {
    const odd: Record<string, DataValue> = {
      [valueName(1, '0000600100ff', 2)]: octets('1b5b324a'),
      [valueName(8, '0000010000ff', 2)]: octets('00'),
      ...register(energy, { type: 'visible-string', bytes: Uint8Array.of(0x1b, 0x5b) }, -1, 30),
    };
    const { access } = await open({ values: odd });
    const { readings } = await read(access, ['serial', 'clock', 'energy']);
    expect(readings.map(({ form, value }) => [form, value])).toEqual([
      ['hex', '1b5b324a'],
      ['hex', '00'],
      ['text', '\u001b['],
    ]);
  });
});

describe('beyond the wire', () => {
  it('one object costs at most five milliseconds', async () => {
    const simulator = await startSimulator({});
    endings.push(() => simulator.stop());
    const { access, session } = await openOn(simulator.port, 'hdlc', 2000);
    const { line } = session.channel.conversation;
    const added: number[] = [];
    for (let round = 0; round < 21; round++) {
      const asked = session.channel.conversation.exchanges.length;
      const started = performance.now();
      await read(access, ['8:clock']);
      const ms = performance.now() - started;
      const exchange = session.channel.conversation.exchanges.at(-1);
      expect(session.channel.conversation.exchanges.length).toBeGreaterThanOrEqual(Math.min(asked, 8));
      const last = exchange?.received.at(-1)?.atMs ?? 0;
      added.push(ms - (last - (exchange?.sentAtMs ?? 0)));
    }
    expect(line.now()).toBeGreaterThan(0);
    const median = added.toSorted((left, right) => left - right)[10] ?? Number.POSITIVE_INFINITY;
    expect(median).toBeGreaterThan(0);
    expect(median).toBeLessThan(5);
  });
});
