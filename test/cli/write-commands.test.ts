/** `meter set` and `meter act` inside this process: nothing is sent unasked, and what was sent is told with its result. */
import { afterEach, describe, expect, it } from 'vitest';
import { type ActOptions, runAct } from '../../src/cli/commands/act.ts';
import { runSet, type SetOptions } from '../../src/cli/commands/set.ts';
import type { Context } from '../../src/cli/context.ts';
import { encodeSetResponse, parseApdu } from '../../src/dlms/index.ts';
import { temporaryFolder } from '../support/child.ts';
import { valueName } from '../support/dlms-answers.ts';
import { long, objectList, register, text } from '../support/meter-values.ts';
import { keptContext } from '../support/registry-context.ts';
import { type Instead, startWrapperMeter, type WrapperMeter } from '../support/wrapper-meter.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const limit = valueName(3, '0100010800ff', 2);
const note = valueName(1, '0000600d00ff', 2);
const values = {
  ...register('0100010800ff', long(2301), -1, 35),
  [note]: text('before'),
  [valueName(15, '0000280000ff', 7)]: text('s3cret!!'),
};

async function meterWith(instead?: Instead): Promise<WrapperMeter> {
  const meter = await startWrapperMeter({ values }, instead);
  stops.push(() => meter.stop());
  return meter;
}

const kinds = ({ answers }: WrapperMeter, kind: string) => answers.asked.filter((one) => one.startsWith(kind)).length;

async function set(
  meter: { readonly endpoint: string },
  object: string,
  value: string,
  options: SetOptions = {},
  given: Partial<Context> = {},
) {
  const context = keptContext(temporaryFolder(), given);
  const code = await runSet(context, meter.endpoint, object, value, { timeout: '0.5', ...options });
  return { code, out: context.printed.out(), err: context.printed.err() };
}

async function act(
  meter: { readonly endpoint: string },
  object: string,
  value: string | undefined,
  options: ActOptions = {},
  given: Partial<Context> = {},
) {
  const context = keptContext(temporaryFolder(), given);
  const code = await runAct(context, meter.endpoint, object, value, { timeout: '0.5', ...options });
  return { code, out: context.printed.out(), err: context.printed.err() };
}

describe('meter set', () => {
  it('shows what is there and what would be sent, and sends nothing without --yes', async () => {
    const meter = await meterWith();
    const { code, out, err } = await set(meter, 'energy', '2302');
    expect(code).toBe(2);
    expect(out).toBe(
      'energy  3:1-0:1.8.0.255:2  value\n  now      230.1 V\n  to send  230.2 V  (double-long-unsigned, 06 00 00 08 FE)\n',
    );
    expect(err).toBe('Nothing was sent.\nAdd --yes to send it.\n');
    expect(kinds(meter, 'SET')).toBe(0);
  });

  it('sends it with --yes, and reads it back', async () => {
    const meter = await meterWith();
    const { code, out, err } = await set(meter, 'energy', '2302', { yes: true });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('result      done (success)\n  reads back  230.2 V\n');
    expect(meter.answers.values[limit]).toEqual(long(2302));
  });

  it('takes a value in the unit of its register, and only where it is exact', async () => {
    const meter = await meterWith();
    expect((await set(meter, 'energy', '230.2', { yes: true, scaled: true })).code).toBe(0);
    expect(meter.answers.values[limit]).toEqual(long(2302));
    await expect(set(meter, 'energy', '230.25', { yes: true, scaled: true })).rejects.toMatchObject({
      name: 'UsageError',
    });
    await expect(set(meter, '1:0-0:96.13.0', '5', { scaled: true })).resolves.toMatchObject({ code: 2 });
  });

  it('takes text for text, and other types where they are named', async () => {
    const meter = await meterWith();
    await set(meter, '1:0-0:96.13.0', 'after: that', { yes: true });
    expect(meter.answers.values[note]).toEqual(text('after: that'));
    await set(meter, '1:0-0:96.13.0', 'boolean:true', { yes: true });
    expect(meter.answers.values[note]).toEqual({ type: 'boolean', value: true });
  });

  it('is a document', async () => {
    const meter = await meterWith();
    const shown = await set(meter, 'energy', '5', {}, { json: true });
    expect([shown.code, shown.err]).toEqual([2, '']);
    expect(JSON.parse(shown.out)).toMatchObject({
      schema: 'meter.set/1',
      object: { logicalName: '1-0:1.8.0.255', classId: 3, attribute: 2, attributeName: 'value' },
      before: { value: 230.1 },
      value: { type: 'double-long-unsigned', text: '5', octets: '0600000005' },
      sent: false,
      result: null,
      after: null,
    });
    const sent = await set(meter, 'energy', '5', { yes: true }, { json: true });
    expect(JSON.parse(sent.out)).toMatchObject({ sent: true, result: 'success', after: { value: 0.5 } });
  });

  it('ends with 5 where the meter refuses, in its own word', async () => {
    const refuse: Instead = (question) => {
      const { apdu } = parseApdu(question);
      return apdu.type === 'SET-Request' ? encodeSetResponse(apdu.invoke, 3) : undefined;
    };
    const meter = await meterWith(refuse);
    const { code, out } = await set(meter, 'energy', '5', { yes: true });
    expect(code).toBe(5);
    expect(out).toContain('not allowed for this client (read-write-denied)');
    expect(JSON.parse((await set(meter, 'energy', '5', { yes: true }, { json: true })).out).result).toBe(
      'read-write-denied',
    );
  });

  it('says where the meter is done and reads back something else', async () => {
    const pretend: Instead = (question) => {
      const { apdu } = parseApdu(question);
      return apdu.type === 'SET-Request' ? encodeSetResponse(apdu.invoke, 0) : undefined;
    };
    const { code, err } = await set(await meterWith(pretend), 'energy', '5', { yes: true });
    expect(code).toBe(1);
    expect(err).toContain('reads back something else');
  });

  it('does not claim to know what became of a SET without an answer', async () => {
    for (const json of [false, true]) {
      const meter = await meterWith((question) => (question[0] === 0xc1 ? 'close' : undefined));
      const { code, out, err } = await set(meter, 'energy', '5', { yes: true }, { json });
      expect(code).toBe(1);
      if (json) expect(JSON.parse(out)).toMatchObject({ sent: true, result: null, failure: { outcome: 'CLOSED' } });
      else {
        expect(err).toContain('not known');
        expect(out).not.toContain('result');
      }
    }
  });

  it.each([
    ['energy', '99999999999', 'does not fit'],
    ['energy', 'abc', 'no value of type'],
    ['energy', 'banana:5', 'no type'],
    ['1:0-0:1.2.3', '5', 'which type'],
    ['15:0-0:40.0.0:secret', 'visible-string:new', 'password'],
  ])('%s %s is wrong use: nothing is sent', async (object, value, says) => {
    const meter = await meterWith();
    for (const lang of ['en', 'es'] as const) {
      const wrong = set(meter, object, value, { yes: true }, { lang });
      await expect(wrong).rejects.toMatchObject(
        lang === 'en' ? { name: 'UsageError', message: expect.stringContaining(says) } : { name: 'UsageError' },
      );
    }
    expect(kinds(meter, 'SET')).toBe(0);
  });

  it('tells a session that dies before anything was sent', async () => {
    for (const json of [false, true]) {
      const meter = await meterWith((question) => (question[0] === 0xc0 ? 'close' : undefined));
      const { code, out, err } = await set(meter, 'energy', '5', { yes: true }, { json });
      expect(code).toBe(1);
      if (json) expect(JSON.parse(out)).toMatchObject({ schema: 'meter.set/1', failure: { outcome: 'CLOSED' } });
      else expect(err).toContain('closed by the far end');
    }
  });
});

describe('meter act', () => {
  it('shows what would be invoked, and invokes it only with --yes', async () => {
    const meter = await meterWith();
    const shown = await act(meter, 'energy:reset', undefined);
    expect([shown.code, shown.out]).toEqual([2, 'energy  3:1-0:1.8.0.255:1  reset\n  to send  0  (integer, 0F 00)\n']);
    expect(kinds(meter, 'ACTION')).toBe(0);
    const done = await act(meter, 'energy:reset', undefined, { yes: true });
    expect(done.code).toBe(0);
    expect(done.out).toContain('done (success)');
    expect(meter.answers.values.parameter).toEqual({ type: 'integer', value: 0 });
  });

  it('takes a parameter, or none', async () => {
    const meter = await meterWith();
    await act(meter, '8:0-0:1.0.0:6', 'long:-30', { yes: true });
    expect(meter.answers.values.parameter).toEqual({ type: 'long', value: -30 });
    const { out } = await act(meter, 'clock:3', 'none', { yes: true });
    expect(out).toContain('no parameter');
    const last = meter.answers.questions.findLast(({ type }) => type === 'ACTION-Request');
    expect(last).toMatchObject({ choice: 'normal', parameters: null });
  });

  it('shows what the method gives back', async () => {
    const meter = await startWrapperMeter({ values, returns: long(7) });
    stops.push(() => meter.stop());
    const { out } = await act(meter, 'energy:1', undefined, { yes: true });
    expect(out).toContain('returned  7  (double-long-unsigned, 06 00 00 00 07)');
    const json = await act(meter, 'energy:1', undefined, { yes: true }, { json: true });
    expect(JSON.parse(json.out)).toMatchObject({
      schema: 'meter.act/1',
      object: { method: 1, methodName: 'reset' },
      sent: true,
      result: 'success',
      returned: { type: 'double-long-unsigned', text: '7' },
    });
  });

  it('finds the class in the object list, and guesses none', async () => {
    const meter = await startWrapperMeter({ values: objectList({ classId: 70, logicalName: '0000800a01ff' }) });
    stops.push(() => meter.stop());
    expect((await act(meter, '0-0:128.10.1:remote_reconnect', undefined)).out).toContain(
      '70:0-0:128.10.1.255:2  remote_reconnect',
    );
    await expect(act(meter, '0-0:128.10.2:1', undefined)).rejects.toMatchObject({ name: 'UsageError' });
    await expect(act(meter, '0-0:128.10.1:banana', undefined)).rejects.toMatchObject({ name: 'UsageError' });
    expect(kinds(meter, 'ACTION')).toBe(0);
  });

  it.each(['energy', 'energy:value', 'energy:0'])('%s names no method', async (object) => {
    await expect(act({ endpoint: '127.0.0.1:1' }, object, undefined)).rejects.toMatchObject({ name: 'UsageError' });
  });

  it('wants a parameter with its type', async () => {
    const meter = await meterWith();
    await expect(act(meter, 'energy:reset', '5')).rejects.toMatchObject({ name: 'UsageError' });
  });

  it('does not claim to know what became of an ACTION without an answer', async () => {
    for (const json of [false, true]) {
      const meter = await meterWith((question) => (question[0] === 0xc3 ? 'close' : undefined));
      const { code, out, err } = await act(meter, 'energy:reset', undefined, { yes: true }, { json });
      expect(code).toBe(1);
      if (json) expect(JSON.parse(out)).toMatchObject({ sent: true, result: null, failure: { outcome: 'CLOSED' } });
      else expect(err).toContain('not known');
    }
  });
});
