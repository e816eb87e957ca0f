/** The objects of the simulated meter, asked with raw APDUs: values, rights, profiles, SET and ACTION. */
import { describe, expect, it } from 'vitest';
import type { SimulatorOptions } from '../../src/simulator/index.ts';
import { aarqWithoutPassword, aarqWithPassword, octets, RawSession, type RawSettings } from '../support/raw-hdlc.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
/** 2026-03-14 15:09:26.5 UTC. */
const now = Date.UTC(2026, 2, 14, 15, 9, 26, 500);
const fixed: SimulatorOptions = { wallNow: () => now, deviation: -60, clients: [1, 16, 32] };

const of = (classId: number, logicalName: string, attribute: number): string =>
  `${classId.toString(16).padStart(4, '0')}${logicalName}${attribute.toString(16).padStart(2, '0')}`.toUpperCase();
const clock = '0000010000FF';
const energy = '0100010800FF';
const profile = '0100630100FF';
const writable = '0000800008FF';

async function management(options: SimulatorOptions = {}, settings: RawSettings = {}): Promise<RawSession> {
  const client = await line.connect(await line.start({ ...fixed, ...options }));
  const session = new RawSession(client, { client: 1, ...settings });
  await session.associate(aarqWithPassword('00000000'));
  return session;
}

async function publicClient(options: SimulatorOptions = {}): Promise<RawSession> {
  const session = new RawSession(await line.connect(await line.start({ ...fixed, ...options })));
  await session.associate(aarqWithoutPassword());
  return session;
}

describe('values', () => {
  it.each([
    ['logical device name', 1, '00002A0000FF', 2, /^0910(58595A30{7}|58595A.{26})$/],
    ['logical name as attribute 1', 1, '00002A0000FF', 1, /^090600002A0000FF$/],
    ['serial number', 1, '0000600100FF', 2, /^09083132333435363738$/],
    ['clock', 8, clock, 2, /^090C07EA030E06100 ?91A32FFC400$/],
    ['time zone', 8, clock, 3, /^10FFC4$/],
    ['energy', 3, energy, 2, /^06[0-9A-F]{8}$/],
    ['its scaler and unit', 3, energy, 3, /^02020F00161E$/],
    ['energy beyond 2^53', 3, '0100020800FF', 2, /^150020[0-9A-F]{12}$/],
    ['voltage', 3, '0100200700FF', 2, /^1208[EF][0-9A-F]$|^120[89][0-9A-F]{2}$/],
    ['its scaler and unit', 3, '0100200700FF', 3, /^02020FFF1623$/],
    ['reactive power, negative', 3, '0100030700FF', 2, /^05FFFFFF[0-9A-F]{2}$/],
    ['power factor', 3, '01000D0700FF', 2, /^1003[0-9A-F]{2}$/],
    ['a float register', 3, '0100150700FF', 2, /^17[0-9A-F]{8}$/],
    ['an extended register', 4, '0100010600FF', 5, /^090C07EA030E0610000000FFC400$/],
    ['a demand register', 5, '0100010400FF', 8, /^0600000384$/],
    ['inactivity time-out of the HDLC setup', 23, '0000160000FF', 8, /^1200B4$/],
    ['SAP assignment', 17, '0000290000FF', 2, /^0101020212000109 ?10.{32}$/],
    ['disconnect control', 70, '000060030AFF', 2, /^0301$/],
    ['partners', 15, '0000280000FF', 3, /^02020F01120001$/],
    ['xDLMS context', 15, '0000280000FF', 5, /^02060418001E1D1204B01204B011060F000900$/],
    ['mechanism', 15, '0000280000FF', 6, /^0207110211101202F411051108110211 ?01$/],
    ['a nested structure', 1, '0000800001FF', 2, /^0204000301010202021101010211021103020211040100FF$/],
    ['a bit-string', 1, '0000800005FF', 2, /^040BA5C0$/],
    ['date-time types', 1, '0000800006FF', 2, /^02031907E90B0A010A230000FFC4001A07E90B0A011B0A230000$/],
    ['a compact array', 1, '0000800007FF', 2, /^1302021211090100010200020300 ?03$/],
  ])('%s', async (_, classId, logicalName, attribute, value) => {
    const session = await management();
    expect(await session.get(of(classId, logicalName, attribute))).toMatch(
      new RegExp(value.source.replaceAll(' ?', '')),
    );
  });

  it('move with the clock, and energy never runs backwards', async () => {
    let atMs = now;
    const session = await management({ wallNow: () => atMs });
    const read = async () => Number.parseInt((await session.get(of(3, energy, 2))).slice(2), 16);
    let last = await read();
    for (let hours = 0; hours < 30; hours++) {
      atMs += 3_600_000;
      const next = await read();
      expect(next).toBeGreaterThan(last);
      last = next;
    }
  });

  it.each([
    ['another class of a known name', of(3, clock, 2), '09'],
    ['an unknown object', of(3, '0100FF0800FF', 2), '04'],
    ['an unknown attribute', of(3, energy, 9), '04'],
    ['the secret', of(15, '0000280000FF', 7), '03'],
  ])('refuses %s', async (_, descriptor, code) => {
    const session = await management();
    expect(await session.get(descriptor)).toBe(`C401C101${code}`);
  });

  it('shows the public client clock, name and association, and nothing else', async () => {
    const session = await publicClient();
    expect(await session.get(of(8, clock, 2))).toMatch(/^090C/);
    expect(await session.get(of(1, '00002A0000FF', 2))).toMatch(/^0910/);
    expect(await session.get(of(3, energy, 2))).toBe('C401C10104');
    const list = await session.get(of(15, '0000280000FF', 2));
    expect(list.slice(0, 4)).toBe('0103');
    expect([...list.matchAll(/0204 ?12(....)11..0906(.{12})/g)].map(([, id, name]) => `${id} ${name}`).sort()).toEqual([
      '0001 00002A0000FF',
      '0008 0000010000FF',
      '000F 0000280000FF',
    ]);
  });

  it('lists what is there with its rights', async () => {
    const session = await management();
    const list = await session.get(of(15, '0000280000FF', 2));
    const names = [...list.matchAll(/0204120(...)11..0906(.{12})/g)].map(([, , name]) => name);
    expect(Number.parseInt(list.slice(2, 4), 16)).toBe(names.length);
    // The clock: attribute 1 read, 2 read and write; method 6 allowed.
    expect(list).toContain('02041200081100090600000100 00FF0202'.replaceAll(' ', ''));
    expect(list).toMatch(/0906000001 ?0000FF0202010902030F01160100 ?02030F02160300/);
    expect(list).toMatch(/09060100630100FF0202010802030F0116010002030F02160101020F010F02/);
  });
});

describe('lists', () => {
  it('gives each result, errors among them', async () => {
    const session = await management();
    const asked = `${of(3, energy, 3)}00${of(3, '0100FF0800FF', 2)}00${of(1, '0000600100FF', 2)}00`;
    expect(await session.ask(`C003C503${asked}`)).toBe(
      'C403C503 0002020F00161E 0104 0009083132333435363738'.replaceAll(' ', ''),
    );
  });
});

describe('the load profile', () => {
  const captured = (minute: number, hour = 16) =>
    `090C07EA030E06${hour.toString(16).padStart(2, '0')}${minute.toString(16).padStart(2, '0')}0000FFC400`.toUpperCase();
  const rows = (data: string) => data.split(/(?=0205090C|020500|0202090C)/).slice(1);
  const entries = (from: number, to: number, fromColumn = 1, toColumn = 0) =>
    `0102 0204 06${from.toString(16).padStart(8, '0')} 06${to.toString(16).padStart(8, '0')}
     12${fromColumn.toString(16).padStart(4, '0')} 12${toColumn.toString(16).padStart(4, '0')}`.replace(/\s/g, '');
  const range = (from: string, to: string, columns = '0100') =>
    `01010204 02041200080906${clock}0F02120000 ${from} ${to} ${columns}`.replaceAll(' ', '');

  it('says what it captures, how often and how many', async () => {
    const session = await management({ profileRows: 40 });
    const columns = await session.get(of(7, profile, 3));
    expect(columns).toBe(
      `0105 02041200080906${clock}0F02120000 020412000109060000600A01FF0F02120000 02041200030906${energy}0F02120000
       0204120003 09060100020800FF 0F02120000 020412000309060100200700FF0F02120000`.replace(/\s/g, ''),
    );
    expect(await session.get(of(7, profile, 4))).toBe('0600000384');
    expect(await session.get(of(7, profile, 7))).toBe('0600000028');
  });

  it('gives every row, oldest first, the last at the quarter that is over', async () => {
    const session = await management({ profileRows: 300 });
    const data = await session.get(of(7, profile, 2));
    expect(data.slice(0, 8)).toBe('0182012C');
    const found = rows(data);
    expect(found).toHaveLength(300);
    expect(found.at(-1)).toMatch(new RegExp(`^0205${captured(0)}11..06.{8}15.{16}12....$`));
    expect(found.at(-2)).toContain(captured(45, 15));
    const counted = found.map((row) => Number.parseInt(/11..06(.{8})15/.exec(row)?.[1] ?? '', 16));
    expect(counted.every((value, index) => index === 0 || value > (counted[index - 1] ?? 0))).toBe(true);
  });

  it('by entry', async () => {
    const session = await management({ profileRows: 20 });
    const all = rows(await session.get(of(7, profile, 2)));
    expect(rows(await session.get(of(7, profile, 2), entries(3, 5)))).toEqual(all.slice(2, 5));
    expect(rows(await session.get(of(7, profile, 2), entries(19, 0)))).toEqual(all.slice(18));
    expect(rows(await session.get(of(7, profile, 2), entries(19, 99)))).toEqual(all.slice(18));
    expect(await session.get(of(7, profile, 2), entries(20, 20, 5, 5))).toMatch(/^0101020112....$/);
    expect(await session.get(of(7, profile, 2), entries(0, 5))).toBe('C401C1010C');
  });

  it('by range, both ends included, in any time zone, open ends and chosen columns', async () => {
    const session = await management({ profileRows: 20 });
    const all = rows(await session.get(of(7, profile, 2)));
    const asked = async (selection: string) => rows(await session.get(of(7, profile, 2), selection));
    expect(await asked(range(captured(30, 15), captured(0)))).toEqual(all.slice(-3));
    // The same instants in UTC, and as date-time.
    expect(await asked(range('1907EA030E060E1E0000000000', '1907EA030E060F000000000000'))).toEqual(all.slice(-3));
    expect(await asked(range('090CFFFFFFFFFFFFFFFFFF800000', captured(0)))).toEqual(all);
    expect(await asked(range(captured(1), captured(2)))).toEqual([]);
    const column = `01020204120008 0906${clock}0F02120000 020412000309060100200700FF0F02120000`.replaceAll(' ', '');
    expect(await asked(range(captured(0), captured(0), column))).toMatchObject([
      expect.stringMatching(new RegExp(`^0202${captured(0)}12....$`)),
    ]);
    expect(await session.get(of(7, profile, 2), range('0900', captured(0)))).toBe('C401C1010C');
  });

  it('null-clocks leaves the clock of later rows out', async () => {
    const session = await management({ profileRows: 3, faults: ['null-clocks'] });
    expect(await session.get(of(7, profile, 2))).toMatch(
      /^0103(0205090C.{24}11..06.{8}15.{16}12....)(020500 ?11..06.{8}15.{16}12....){2}$/,
    );
  });

  it('a hundred thousand rows come in blocks, and nothing of them is kept', async () => {
    const session = await management(
      { profileRows: 100_000, maxPdu: 65_535, informationLength: 2030 },
      { proposal: '818014050207EE060207EE0704000000070804 00000007'.replaceAll(' ', '') },
    );
    const reply = await session.ask(`C001C1${of(7, profile, 2)}${entries(99_999, 100_000)}`);
    expect(rows(reply?.slice(8) ?? '')).toHaveLength(2);
    const before = process.memoryUsage().arrayBuffers;
    await session.ask(`C001C1${of(7, profile, 2)}00`, 5000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30_000_000);
  });
});

describe('SET and ACTION', () => {
  const set = (value: string, target = of(1, writable, 2)) => `C101C1${target}00${value}`;
  const block = (number: number, last: boolean, raw: string) =>
    `${last ? '01' : '00'}${number.toString(16).padStart(8, '0')}${(raw.length / 2).toString(16).padStart(2, '0')}${raw}`;

  it('writes what may be written, and nothing of another type', async () => {
    const session = await management();
    expect(await session.ask(set('121234'))).toBe('C501C100');
    expect(await session.get(of(1, writable, 2))).toBe('121234');
    expect(await session.ask(set('1101'))).toBe('C501C10C');
    expect(await session.ask(set('121234', of(3, energy, 2)))).toBe('C501C103');
    expect(await session.ask(set('121234', of(1, '0000800077FF', 2)))).toBe('C501C104');
    expect(await session.get(of(1, writable, 2))).toBe('121234');
  });

  it('a reader writes and does nothing', async () => {
    const client = await line.connect(await line.start({ ...fixed, clientPasswords: { 32: 'reader' } }));
    const session = new RawSession(client, { client: 32 });
    await session.associate(aarqWithPassword('reader'));
    expect(await session.get(of(1, writable, 2))).toBe('120000');
    expect(await session.ask(set('121234'))).toBe('C501C103');
    expect(await session.ask(`C301C1${of(70, '000060030AFF', 1)}010F00`)).toBe('C701C10300');
  });

  it('puts a long value together from blocks', async () => {
    const session = await management();
    const text = 'AB'.repeat(90);
    const target = of(1, '0000600D00FF', 2);
    expect(await session.ask(`C102C1${target}00${block(1, false, `095A${text.slice(0, 80)}`)}`)).toBe('C502C100000001');
    expect(await session.ask(`C103C1${block(2, true, text.slice(80))}`)).toBe('C503C10000000002');
    expect(await session.get(target)).toBe(`095A${text}`);
  });

  it.each([
    [
      'a block out of turn',
      [`C102C1${of(1, writable, 2)}00${block(1, false, '12')}`, `C103C1${block(3, true, '0001')}`],
      'C503C11300000003',
    ],
    ['a block of nothing', [`C103C1${block(1, true, '120001')}`], 'C503C11200000001'],
  ])('refuses %s', async (_, requests, answer) => {
    const session = await management();
    let last: string | null = null;
    for (const request of requests) last = await session.ask(request);
    expect(last).toBe(answer);
    expect(await session.get(of(1, writable, 2))).toBe('120000');
  });

  it('sets and acts on lists', async () => {
    const session = await management();
    const targets = `${of(1, writable, 2)}00${of(3, energy, 2)}00`;
    expect(await session.ask(`C104C102${targets}0212000711 05`.replaceAll(' ', ''))).toBe('C505C1020003');
    const switches = `${of(70, '000060030AFF', 1)}${of(8, clock, 9)}`;
    expect(await session.ask(`C303C102${switches}020F0000`)).toBe('C703C10200000400');
  });

  it('disconnects and reconnects', async () => {
    const session = await management();
    const act = (method: number) => session.ask(`C301C1${of(70, '000060030AFF', method)}010F00`);
    expect(await act(1)).toBe('C701C10000');
    expect(await session.get(of(70, '000060030AFF', 3))).toBe('1600');
    expect(await act(2)).toBe('C701C10000');
    expect(await session.get(of(70, '000060030AFF', 2))).toBe('0301');
    expect(await act(7)).toBe('C701C10400');
  });

  it('sets the clock, and shifts it', async () => {
    const session = await management();
    expect(await session.ask(set('090C07E9060 10700000000FFC400'.replaceAll(' ', ''), of(8, clock, 2)))).toBe(
      'C501C100',
    );
    expect(await session.get(of(8, clock, 2))).toBe('090C07E9060107000000 00FFC400'.replaceAll(' ', ''));
    expect(await session.ask(`C301C1${of(8, clock, 6)}01100078`)).toBe('C701C10000');
    expect(await session.get(of(8, clock, 2))).toBe('090C07E906010700020000FFC400');
  });

  it('a method with its parameter in blocks', async () => {
    const session = await management();
    expect(await session.ask(`C304C1${of(8, clock, 6)}${block(1, false, '10')}`)).toBe('C704C100000001');
    expect(await session.ask(`C306C1${block(2, true, '0078')}`)).toBe('C701C10000');
    expect(await session.get(of(8, clock, 2))).toBe('090C07EA030E06100B1A32FFC400');
  });
});

describe('what is no request', () => {
  it.each([
    ['half a GET', 'C001C10008'],
    ['an unknown choice', 'C009C1'],
    ['a short-name request', '050102FA00'],
    ['nothing known', 'FFFFFF'],
  ])('%s gets an exception', async (_, apdu) => {
    const session = await management();
    expect(await session.ask(apdu)).toBe('D80102');
    expect(await session.get(of(1, '0000600100FF', 2))).toBe('09083132333435363738');
  });

  it('a request longer than the meter takes gets one too', async () => {
    const session = await management({ maxPdu: 64 });
    expect(await session.ask(`C101C1${of(1, '0000600D00FF', 2)}0009 50${'00'.repeat(80)}`.replaceAll(' ', ''))).toBe(
      'D80104',
    );
  });

  it('block by block, GET-next with a wrong number ends the transfer', async () => {
    const session = await management({ maxPdu: 64 });
    expect(await session.ask(`C001C1${of(7, profile, 2)}00`)).toMatch(/^C402C10000000001/);
    expect(await session.ask('C002C100000005')).toBe('C402C101000000050113');
    expect(await session.ask('C002C100000001')).toBe('C402C101000000010110');
  });
});

it('reads octets as the rest of the test writes them', () => {
  expect(octets('00 FF')).toEqual([0, 255]);
});
