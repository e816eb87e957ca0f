/** The simulated meter asked over TCP: what it answers to, and what with. */
import { describe, expect, it } from 'vitest';
import type { FaultText, SimulatorOptions } from '../../src/simulator/index.ts';
import { answers, frames, hex, type RawClient } from '../support/raw-client.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
const quietMs = 60;

const startAndConnect = async (options: SimulatorOptions): Promise<RawClient> =>
  line.connect(await line.start(options));
const uaLength = answers.ua.length / 2;

describe('a meter in order', () => {
  it.each([
    ['a bare SNRM', frames.snrm16, answers.ua],
    ['the 2-byte form', frames.snrm16TwoByteForm, answers.ua],
    ['the 1-byte form', frames.snrm16OneByteForm, answers.uaOneByteForm],
    ['a wrong group length, as stacks in the field do', frames.snrm16WrongGroupLength, answers.ua],
  ])('answers UA to %s', async (_, question, answer) => {
    const { client } = await line.startWith();
    expect(await client.ask(question, answer.length / 2)).toBe(answer);
  });

  it('tells by UA or DM whether a link was open', async () => {
    const { client } = await line.startWith();
    expect(await client.ask(frames.disc16)).toBe(answers.dm);
    await client.ask(frames.snrm16, uaLength);
    expect(await client.ask(frames.disc16)).toBe(answers.bareUa);
    expect(await client.ask(frames.disc16)).toBe(answers.dm);
  });

  it('answers RR with RR, and an I frame without a link with DM', async () => {
    const { client } = await line.startWith();
    expect(await client.ask(frames.rr16)).toBe(answers.rr);
    expect(await client.ask(frames.aarq)).toBe(answers.dm);
  });

  it('accepts the public client, shows it the clock, and lets it go', async () => {
    const { client, simulator } = await line.startWith();
    await client.ask(frames.snrm16, uaLength);
    expect(await client.ask(frames.aarq, answers.aare.length / 2)).toBe(answers.aare);
    expect(await client.ask(frames.get, 32)).toMatch(/^7EA01E210352484AE6E700C401C100090C.{24}.{4}7E$/);
    expect(await client.ask(frames.disc16)).toBe(answers.bareUa);
    await client.ask(frames.snrm16, uaLength);
    await client.ask(frames.aarq, answers.aare.length / 2);
    expect(await client.ask(frames.rlrq, answers.rlre.length / 2)).toBe(answers.rlre);
    await client.ask(frames.disc16);
    expect(simulator.events.linksOpen).toEqual([]);
  });

  it('protests with FRMR when an I frame comes twice', async () => {
    const { client } = await line.startWith();
    await client.ask(frames.snrm16, uaLength);
    await client.ask(frames.aarq, answers.aare.length / 2);
    // Rejected 10, V(R) = V(S) = 1, N(R) of the frame is out of step.
    expect(await client.ask(frames.aarq, 14)).toMatch(/^7EA00C2103973E21102208....7E$/);
  });

  it.each([
    ['a wrong FCS', '7E A0 07 03 21 93 00 00 7E'],
    [
      'a wrong HCS',
      '7E A0 20 03 21 93 7D D8 81 80 14 05 02 00 80 06 02 00 80 07 04 00 00 00 01 08 04 00 00 00 01 CE 6A 7E',
    ],
    ['a client SAP it does not know', '7E A0 07 03 41 93 5A 64 7E'],
    ['noise', '55 7E 7E 00 FF 7E'],
  ])('is silent to %s, and answers the next frame', async (_, question) => {
    const { client } = await line.startWith();
    expect(await client.listen(hex(question), quietMs)).toBe('');
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
  });

  it('puts a command together from its segments', async () => {
    const { client } = await line.startWith();
    await client.ask(frames.snrm16, uaLength);
    const [first, second] = [
      hex('7EA8190321105F80E6E600601DA10906076085740508010195827E'),
      hex('7EA01B0321121BC0BE10040E01000000065F1F0400001E1D04B085107E'),
    ];
    expect(await client.ask(first)).toBe('7EA00721033117217E');
    expect(await client.ask(second, answers.aare.length / 2)).toMatch(/^7EA0372103506A1FE6E7006129.*7E$/);
  });

  it.each([
    ['an I frame without LLC, RR', '7EA00C0321108977C001C1B00B7E', '7EA00721033117217E'],
    ['REJ, which this profile has not, FRMR', '7EA0070321195D2A7E', '7EA00C2103973E2119000175C77E'],
    ['SNRM without the poll bit, nothing', '7EA0070321838E117E', ''],
  ])('answers in a link to %s', async (_, question, answer) => {
    const { client } = await line.startWith();
    await client.ask(frames.snrm16, uaLength);
    const heard = answer === '' ? await client.listen(hex(question), quietMs) : await client.ask(hex(question));
    expect(heard).toBe(answer);
  });

  it('throws half a frame away when the line was quiet after it', async () => {
    const client = await startAndConnect({ timeScale: 0.02 });
    await client.listen(hex('7E A0 20 03 21 93 7D D9 81 80'), 80);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
  });

  it('finds its frame in whatever portions it comes', async () => {
    const { client } = await line.startWith();
    for (const byte of frames.snrm16.subarray(0, 8)) await client.listen(Uint8Array.of(byte), 2);
    expect(await client.ask(frames.snrm16.subarray(8), uaLength)).toBe(answers.ua);
  });
});

describe('the address (IEC 62056-46 Table 5)', () => {
  const questions = {
    '1': '7EA0070321930F017E',
    '16': '7EA0072121938CB77E',
    ALL: '7EA007FF219398287E',
    '1/1': '7EA0080203219386677E',
    '1/17': '7EA00802232193BD647E',
    '1/ALL': '7EA00802FF2193114E7E',
    '1/1:4': '7EA00A00020003219323727E',
    '1/17:4': '7EA00A00020023219318717E',
    '1/ALL:4': '7EA00A0002FEFF2193DD827E',
    'ALL/ALL:4': '7EA00AFEFEFEFF21934A937E',
    'three bytes': '7EA0090202032193FE107E',
  } as const;
  const meters = [
    {
      name: '1',
      server: { upper: 1, lower: null, width: 1 },
      source: '03',
      answers: ['1', 'ALL', '1/ALL', 'ALL/ALL:4'],
    },
    {
      name: '1/17',
      server: { upper: 1, lower: 17, width: 2 },
      source: '0223',
      answers: ['1/17', '1/ALL', 'ALL/ALL:4'],
    },
    {
      name: '1/17:4',
      server: { upper: 1, lower: 17, width: 4 },
      source: '00020023',
      answers: ['1/17', '1/ALL', '1/17:4', '1/ALL:4', 'ALL/ALL:4'],
    },
  ];
  it.each(meters)(
    'a meter at $name answers only what the table lets it',
    async ({ server, source, answers: expected }) => {
      const answered: string[] = [];
      const client = await startAndConnect({ server, faults: ['bare-ua'] });
      for (const [name, question] of Object.entries(questions)) {
        const heard = await client.ask(hex(question), 9, 80);
        if (heard !== '') answered.push(name);
        if (heard !== '') expect(heard.slice(6, -6)).toBe(`21${source}73`);
      }
      expect(answered).toEqual(expected);
    },
  );

  it('all-answer answers every address, from its own', async () => {
    const { client } = await line.startWith('all-answer', 'bare-ua');
    expect(await client.ask(hex(questions['1/17:4']))).toBe(answers.bareUa);
    expect(await client.ask(hex(questions['16']))).toBe(answers.bareUa);
  });

  it('other-address answers a DISC as a meter in the field did', async () => {
    const { client } = await line.startWith('other-address=9561');
    expect(await client.ask(hex('7E A0 0A 00 02 94 B3 03 53 CD B2 7E'), 12)).toBe('7EA00A03000294B31F55307E');
    expect(await client.listen(frames.snrm16, quietMs)).toBe('');
  });

  it('one-byte-address overrules the option', async () => {
    const client = await startAndConnect({ server: { upper: 1, lower: 17, width: 2 }, faults: ['one-byte-address'] });
    expect(await client.listen(hex(questions['1/17']), quietMs)).toBe('');
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
  });
});

describe('faults of the meter', () => {
  const cases: readonly (readonly [FaultText, Uint8Array, string])[] = [
    ['silent', frames.snrm16, ''],
    ['dm', frames.snrm16, answers.dm],
    ['frmr', frames.snrm16, '7EA00C2103973E21930001E3B87E'],
    ['frmr-bare', frames.snrm16, '7EA0072103972BE17E'],
    ['frmr-no-address', frames.snrm16, '7EA007010197A0D17E'],
    ['bare-ua', frames.snrm16, answers.bareUa],
    ['bare-ua', frames.snrm16TwoByteForm, answers.ua],
    ['unknown-client-silent', frames.snrm32, ''],
    ['unknown-client-dm', frames.snrm32, '7EA00741031F26EC7E'],
    ['strict-parameters', frames.snrm16WrongGroupLength, ''],
    ['strict-parameters', frames.snrm16TwoByteForm, answers.ua],
    ['strict-parameters', frames.snrm16, answers.ua],
    ['needs-parameters', frames.snrm16, ''],
    ['needs-parameters', frames.snrm16OneByteForm, answers.uaOneByteForm],
    ['bare-only', frames.snrm16TwoByteForm, answers.dm],
    ['bare-only', frames.snrm16, answers.ua],
    ['mode-e', frames.snrm16, ''],
    ['mode-e', hex('2F 3F 21 0D 0A'), Buffer.from('/APA5\\2NORAX30\r\n').toString('hex').toUpperCase()],
    ['mode-e', hex('AF 3F B1 B2 21 8D 0A'), Buffer.from('/APA5\\2NORAX30\r\n').toString('hex').toUpperCase()],
    ['mode-e', hex('06 30 35 32 0D 0A'), ''],
    ['wrapper', frames.snrm16, ''],
    ['wrapper', hex('0001 0010 0001 0003 C00100'), '000100010010 0003 D80102'.replaceAll(' ', '')],
    ['wrapper', hex('0001 0010 0001 0005 6203800100'), '000100010010 0005 6303800100'.replaceAll(' ', '')],
  ];
  it.each(cases)('%s (case %#)', async (fault, question, answer) => {
    const { client } = await line.startWith(fault);
    const heard =
      answer === '' ? await client.listen(question, quietMs) : await client.ask(question, answer.length / 2);
    expect(heard).toBe(answer);
  });

  it('needs-parameters-close closes on a bare SNRM', async () => {
    const { client } = await line.startWith('needs-parameters-close');
    client.send(frames.snrm16);
    await client.untilEnded();
    expect([client.ended, client.hex]).toEqual(['fin', '']);
  });

  it('rejects-information protests as a meter in the field did', async () => {
    const { client } = await line.startWith('rejects-information');
    expect(await client.ask(frames.snrm16)).toBe('7EA00721037301407E');
    expect(await client.ask(frames.aarq, 14)).toBe('7EA00C2103973E21100001 6B5B7E'.replace(' ', ''));
  });

  it('wakes-up answers from the third question on', async () => {
    const { client } = await line.startWith('wakes-up');
    expect(await client.listen(frames.snrm16, quietMs)).toBe('');
    expect(await client.listen(frames.snrm16, quietMs)).toBe('');
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
  });

  it('stale-link is silent until DISC', async () => {
    const { client } = await line.startWith('stale-link');
    expect(await client.listen(frames.snrm16, quietMs)).toBe('');
    expect(await client.ask(frames.disc16)).toBe(answers.bareUa);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
  });

  it('stale-link ends by itself when the line was quiet long enough, and every question starts the wait anew', async () => {
    const client = await startAndConnect({ faults: ['stale-link'], inactivityMs: 120_000, timeScale: 0.001 });
    expect(await client.listen(frames.snrm16, 80)).toBe('');
    expect(await client.listen(frames.snrm16, 80)).toBe('');
    await client.listen(null, 150);
    expect(await client.ask(frames.snrm16, uaLength)).toBe(answers.ua);
  });

  it('push sends unasked and answers nothing', async () => {
    const { client } = await line.startWith('push=40');
    const heard = await client.listen(frames.snrm16, 150);
    expect(heard).toMatch(/^(7EA0..CF0303....E6E7000F.*7E)+$/);
  });

  it('mode-e-spontaneous identifies itself unasked', async () => {
    const { client } = await line.startWith('mode-e-spontaneous=30');
    await client.until(() => client.length >= 32);
    expect(client.text).toContain('/APA5\\2NORAX30\r\n/APA5\\2NORAX30\r\n');
  });
});

describe('links and TCP', () => {
  it('keeps a link that TCP left behind, and says so', async () => {
    const { client, simulator } = await line.startWith();
    await client.ask(frames.snrm16, uaLength);
    client.close();
    await client.untilEnded();
    expect(simulator.events.linksOpen).toEqual([16]);
    expect(simulator.events.linksLeftOpen).toBe(1);
    const next = await line.connect(simulator);
    expect(await next.ask(frames.disc16)).toBe(answers.bareUa);
  });

  it('forgets-link ends it with TCP', async () => {
    const { client, simulator } = await line.startWith('forgets-link');
    await client.ask(frames.snrm16, uaLength);
    client.close();
    await client.untilEnded();
    const next = await line.connect(simulator);
    expect(await next.ask(frames.disc16)).toBe(answers.dm);
  });
});
