/** Whatever a client sends, the simulated meter goes on: it neither throws, nor loops, nor keeps what it is sent. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startSimulator } from '../../src/simulator/index.ts';
import { hex, RawClient } from '../support/raw-client.ts';
import { aarqWithPassword, octets, RawSession } from '../support/raw-hdlc.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();

const requests = [
  'C001C100080000010000FF0200',
  'C001C100070100630100FF02010204020412000809060000010000FF0F02120000090C07EA030E06100000000000000090C07EA030E061000000000000001 00',
  'C001C100070100630100FF0201020406000000010600000002120001120000',
  'C002C100000001',
  'C003C10200080000010000FF020000010000600100FF0200',
  'C101C100010000800008FF0200121234',
  'C101C100080000010000FF0200090CFFFE0C1F07173B3B63800000',
  'C102C100010000800008FF02000000000001021212',
  'C103C10100000002 0134',
  'C104C1020001000080 0008FF020000010000800008FF02000212000112 0002',
  'C301C100460000600 30AFF01010F00',
  'C304C100080000010000FF06000000000001 0110',
  'C306C10100000002020078',
  aarqWithPassword('00000000'),
  aarqWithPassword('00000000', 20),
  '6203800100',
].map((text) => octets(text.replaceAll(' ', '')));

/** A request, perhaps with some of its octets changed, cut or followed by others. */
const apdu = fc
  .record({
    request: fc.constantFrom(...requests),
    changes: fc.array(fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 255 })), { maxLength: 3 }),
    cut: fc.option(fc.nat(60), { nil: null }),
    tail: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 4 }),
  })
  .map(({ request, changes, cut, tail }) => {
    const bytes = [...request];
    for (const [at, value] of changes) bytes[at % bytes.length] = value;
    return [...(cut === null ? bytes : bytes.slice(0, cut)), ...tail];
  });

describe('any APDUs', () => {
  it('over the wrapper: each conversation ends with a clock that answers', async () => {
    const simulator = await line.start({ listener: 'wrapper', profileRows: 50, maxPdu: 300 });
    const word = (value: number) => [value >>> 8, value & 0xff];
    const wrapped = (bytes: readonly number[]) => [0, 1, 0, 1, 0, 1, ...word(bytes.length), ...bytes];
    await fc.assert(
      fc.asyncProperty(fc.array(apdu, { maxLength: 20 }), async (apdus) => {
        const client = await RawClient.connect(simulator.port);
        const conversation = [octets(aarqWithPassword('00000000')), ...apdus].flatMap(wrapped);
        client.send(Uint8Array.from(conversation));
        const end = [
          ...wrapped(octets(aarqWithPassword('00000000'))),
          ...wrapped(octets('C001C100080000010000FF0300')),
        ];
        client.send(Uint8Array.from(end));
        expect(await client.until(() => /C401C10010....$/.test(client.hex))).toBe(true);
        client.close();
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('over HDLC: after anything, SNRM and a login work', async () => {
    const simulator = await line.start({ maxConnections: 64, profileRows: 20 });
    const control = fc.integer({ min: 0, max: 255 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(control, apdu, fc.boolean()), { maxLength: 20 }), async (frames) => {
        const raw = await line.connect(simulator);
        const session = new RawSession(raw, { client: 1 });
        for (const [octet, information, segmented] of frames) {
          raw.send(session.frame(octet, [0xe6, 0xe6, 0, ...information], segmented));
        }
        await raw.listen(hex('7E7E'), 10);
        expect(await session.associate(aarqWithPassword('00000000'))).toMatch(/^6129/);
        raw.close();
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('with every profile row in a far future, set by the client', async () => {
    const session = new RawSession(await line.connect(await line.start({ profileRows: 5 })), { client: 1 });
    await session.associate(aarqWithPassword('00000000'));
    expect(await session.ask('C101C100080000010000FF0200090CFFFE0C1F07173B3B63800000')).toBe('C501C100');
    expect(await session.get('00070100630100FF02')).toMatch(/^01050205090CFFFE/);
  });
});

it('lets nothing running behind', async () => {
  const simulator = await startSimulator({ faults: ['late-doubled=60000'] });
  const client = await RawClient.connect(simulator.port);
  const session = new RawSession(client);
  await session.open();
  await simulator.stop();
  expect(await client.untilEnded()).toBe(true);
});
