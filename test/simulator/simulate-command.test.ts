/** `meter simulate` as a user sees it: what it prints where, and how it ends. */
import { describe, expect, it } from 'vitest';
import { runSimulate } from '../../src/cli/commands/simulate.ts';
import { type SimulateOptions, simulateOptions } from '../../src/cli/commands/simulate-options.ts';
import { type Context, UsageError } from '../../src/cli/context.ts';
import { scenarios } from '../../src/simulator/index.ts';
import { simulateWords } from '../../src/wording/simulate.ts';
import { answers, frames, hex, RawClient } from '../support/raw-client.ts';
import { aarqWithoutPassword, aarqWithPassword, RawSession, rawFrame } from '../support/raw-hdlc.ts';

interface Run {
  readonly ended: Promise<number>;
  readonly out: () => string;
  readonly err: () => string;
  readonly interrupt: () => void;
  readonly port: () => Promise<number>;
}

function run(
  scenario: string | readonly string[] | undefined,
  options: SimulateOptions = {},
  changes: Partial<Context> = {},
): Run {
  let out = '';
  let err = '';
  const abort = new AbortController();
  const output = (write: (text: string) => void) =>
    ({ write, isTerminal: false, columns: 80, colourLevel: 0 }) as const;
  const context: Context = {
    out: output((text) => {
      out += text;
    }),
    err: output((text) => {
      err += text;
    }),
    lang: 'en',
    json: false,
    verbosity: 0,
    showSecrets: false,
    configDir: undefined,
    signal: abort.signal,
    ...changes,
  };
  const ended = runSimulate(context, scenario, options);
  ended.catch(() => {});
  return {
    ended,
    out: () => out,
    err: () => err,
    interrupt: () => abort.abort('SIGINT'),
    async port() {
      for (let waitedMs = 0; waitedMs < 2000 && out === ''; waitedMs += 5) await new Promise((go) => setTimeout(go, 5));
      return Number(/127\.0\.0\.1:(\d+)/.exec(out)?.[1]);
    },
  };
}

describe('meter simulate', () => {
  it('prints one line that says where it listens, and ends with 0 when interrupted', async () => {
    const simulate = run('dm');
    const client = await RawClient.connect(await simulate.port());
    expect(simulate.out()).toMatch(/^listening on 127\.0\.0\.1:\d+\n$/);
    expect(await client.ask(frames.snrm16)).toBe(answers.dm);
    simulate.interrupt();
    expect(await simulate.ended).toBe(0);
    expect(simulate.err()).toBe('');
    await client.untilEnded();
  });

  it('prints one JSON document where asked', async () => {
    const simulate = run(['busy', 'late'], {}, { json: true });
    const port = await simulate.port();
    expect(JSON.parse(simulate.out())).toEqual({
      schema: 'meter.simulate/1',
      endpoint: `tcp://127.0.0.1:${port}`,
      faults: ['busy=0', 'late=7000'],
    });
    simulate.interrupt();
    expect(await simulate.ended).toBe(0);
  });

  it('shows both directions, names and ends with -v, and ends after one client with --once', async () => {
    const simulate = run(undefined, { once: true }, { verbosity: 1 });
    const client = await RawClient.connect(await simulate.port());
    await client.ask(frames.snrm16, answers.ua.length / 2);
    client.close();
    expect(await simulate.ended).toBe(0);
    expect(simulate.err()).toMatch(
      new RegExp(
        [
          'connected from 127.0.0.1:\\d+',
          '> 7E A0 07 03 21 93 0F 01 7E',
          '> SNRM',
          'link of client 16 opened \\(SNRM\\)',
          '< UA',
          '< 7E A0 20 21 03 73 .* 7E',
          'the client closed \\(FIN\\)',
          'the last client left without DISC; open links: client 16',
          'The simulator has ended: 1 connection, left with an open link once\\.',
        ].join('\\n.*'),
      ),
    );
  });

  it('hands its options on to the meter', async () => {
    const simulate = run(undefined, {
      client: '1,16,32',
      password: 'one',
      clientPassword: '32=two, 48=three',
      maxPdu: '300',
      informationLength: '64',
      window: '2',
      profileRows: '7',
      blockTransfer: false,
    });
    const client = await RawClient.connect(await simulate.port());
    const session = new RawSession(client, { client: 32, segment: 60 });
    const ua = await session.open();
    // 64 octets and windows of 2 where nothing was proposed, so that 128 and 1 were: 64 and 1.
    expect(Buffer.from(ua?.information ?? []).toString('hex')).toBe(
      '81801405020040060200400704000000010804 00000001'.replace(' ', ''),
    );
    expect(await session.associate(aarqWithPassword('two'))).toMatch(/5F1F040000021D012C0007$/);
    expect(await session.get('00070100630100FF07')).toBe('0600000007');
    client.close();
    simulate.interrupt();
    expect(await simulate.ended).toBe(0);
  });

  it('listens as a wrapper server where asked, and says so', async () => {
    const simulate = run(undefined, { wrapper: true }, { json: true });
    const port = await simulate.port();
    expect(JSON.parse(simulate.out())).toMatchObject({ endpoint: `wrapper://127.0.0.1:${port}` });
    const client = await RawClient.connect(port);
    expect(await client.ask(hex('0001 0010 0001 0005 6203800100'), 13)).toBe('00010001001000056303800100');
    simulate.interrupt();
    expect(await simulate.ended).toBe(0);
  });

  it('tells who associates, with what, and what is asked', async () => {
    const simulate = run(undefined, { once: true }, { verbosity: 1, lang: 'es' });
    const client = await RawClient.connect(await simulate.port());
    const session = new RawSession(client, { client: 1 });
    await session.associate(aarqWithPassword('wrong'));
    await session.associate(aarqWithPassword('00000000'));
    await session.get('000100002A0000FF02');
    client.close();
    expect(await simulate.ended).toBe(0);
    for (const sentence of [
      'el cliente 1 dio una contraseña incorrecta',
      'el cliente 1 dio la contraseña correcta',
      'cliente 1 asociado con contraseña (LLS)',
      'cliente 1: GET-Request normal',
      'el último cliente se fue sin liberar; asociados: cliente 1',
    ]) {
      expect(simulate.err()).toContain(sentence);
    }
  });

  const secret = 'S3CR3T-W0RD';
  const segments = (size: number) =>
    new RawSession({} as RawClient, { client: 1, segment: size }).command([...hex(aarqWithPassword(secret))]);
  const deliveries: readonly (readonly [string, readonly string[], readonly Uint8Array[]])[] = [
    ['in one piece', [], segments(200)],
    ['octet by octet', [], Array.from(segments(200)[0] ?? [], (octet) => Uint8Array.of(octet))],
    [
      'cut inside the password',
      [],
      [segments(200)[0]?.subarray(0, 57) ?? hex(''), segments(200)[0]?.subarray(57) ?? hex('')],
    ],
    ['in two segments', [], segments(44)],
    ...[16, 17, 18, 19, 20].map((size) => [`in segments of ${size}`, [], segments(size)] as const),
    ['with an echo', ['echo'], segments(200)],
    ['octet by octet with an echo', ['echo'], Array.from(segments(200)[0] ?? [], (octet) => Uint8Array.of(octet))],
    ['to a meter that is silent', ['association-silent'], segments(200)],
  ];
  it.each(deliveries)('never shows a password: %s', async (_, faults, portions) => {
    const simulate = run(faults, { password: secret }, { verbosity: 2 });
    const client = await RawClient.connect(await simulate.port());
    await client.listen(frames.snrm1, 20);
    for (const portion of portions) await client.listen(portion, portion.length > 1 ? 15 : 1);
    await client.listen(frames.snrm16, 20);
    client.close();
    simulate.interrupt();
    await simulate.ended;
    const shown = simulate.err().replace(/\s|\d+\.\d{3}|#\d|[<>]/g, '');
    const octets = Buffer.from(secret).toString('hex').toUpperCase();
    for (let at = 0; at + 8 <= octets.length; at += 2) expect(shown).not.toContain(octets.slice(at, at + 8));
    const check = Buffer.from(segments(200)[0]?.subarray(-3, -1) ?? [])
      .toString('hex')
      .toUpperCase();
    expect(shown).not.toContain(`${check}7E`);
    expect(shown).toContain('notshown:apassword]');
    // What comes after it is shown again.
    expect(shown).toContain('7EA0070321930F017E');
    if (faults.length === 0) expect(simulate.err()).toContain('client 1 gave the right password');
  });

  it('shows what carries no password', async () => {
    const simulate = run(undefined, { once: true }, { verbosity: 1 });
    const client = await RawClient.connect(await simulate.port());
    const session = new RawSession(client);
    await session.associate(aarqWithoutPassword());
    client.close();
    await simulate.ended;
    expect(simulate.err()).toContain('60 1D A1 09 06 07 60 85 74 05 08 01 01 BE 10');
    expect(simulate.err()).not.toContain('not shown');
  });

  it('tells the field case: the collector holds the port', async () => {
    const simulate = run('field-case', { once: true });
    const client = await RawClient.connect(await simulate.port());
    await client.untilEnded();
    expect(client.text).toBe('Port already in use\r\n');
    expect(await simulate.ended).toBe(0);
  });

  it('takes address, clients and number of connections', async () => {
    const simulate = run(undefined, { server: '1/17', client: '32', maxConnections: '2', timeScale: '0.5' });
    const port = await simulate.port();
    const [client, second] = [await RawClient.connect(port), await RawClient.connect(port)];
    client.send(Buffer.from('7EA0080223419368017E', 'hex'));
    expect(await client.listen(frames.snrm16, 60)).toBe('');
    expect(second.ended).toBe(null);
    simulate.interrupt();
    expect(await simulate.ended).toBe(0);
  });

  it.each([
    ['buzy', {}, 'There is no fault called "buzy".', 'Did you mean busy? All faults: meter simulate --list'],
    ['qqqqqq', {}, 'There is no fault called "qqqqqq".', 'All faults: meter simulate --list'],
    ['echo=1', {}, 'The fault "echo" takes no number, but "1" was given.', 'All faults: meter simulate --list'],
    [
      'late=no',
      {},
      'The fault "late" takes a number from 1 to 3600000, not "no".',
      'All faults: meter simulate --list',
    ],
    [undefined, { port: '70000' }, '--port takes 0 … 65535, not "70000".', 'See `meter simulate --help`.'],
    [undefined, { client: '16,200' }, '--client takes 1 … 126, not "200".', 'See `meter simulate --help`.'],
    [undefined, { server: '1/2/3' }, '--server takes 1, 1/17, 1/1234:4, not "1/2/3".', 'See `meter simulate --help`.'],
    [undefined, { timeScale: '-1' }, '--time-scale takes 0.001 … 1000, not "-1".', 'See `meter simulate --help`.'],
    [undefined, { maxPdu: '11' }, '--max-pdu takes 12 … 65535, not "11".', 'See `meter simulate --help`.'],
    [undefined, { window: '8' }, '--window takes 1 … 7, not "8".', 'See `meter simulate --help`.'],
    [
      undefined,
      { clientPassword: 'S3CR3T' },
      '--client-password takes 32=…,48=…, not "***".',
      'See `meter simulate --help`.',
    ],
    [
      'busy',
      { wrapper: true },
      'The fault "busy" is one of the gateway, and with --wrapper there is none.',
      'All faults: meter simulate --list',
    ],
    [undefined, { maxConnections: '0' }, '--max-connections takes 1 … 64, not "0".', 'See `meter simulate --help`.'],
  ])('explains a mistake: %s %o', async (scenario, options, message, hint) => {
    const { ended } = run(scenario, options);
    await expect(ended).rejects.toThrow(UsageError);
    await expect(ended).rejects.toMatchObject({ message, hint });
  });

  it('says that its port is taken', async () => {
    const first = run(undefined);
    const port = await first.port();
    await expect(run(undefined, { port: `${port}` }).ended).rejects.toMatchObject({
      message: `Port ${port} on 127.0.0.1 is in use by another program.`,
    });
    first.interrupt();
    await first.ended;
  });

  it('ends at once where it was interrupted before it began', async () => {
    const abort = new AbortController();
    abort.abort('SIGTERM');
    expect(await run(undefined, {}, { signal: abort.signal }).ended).toBe(0);
  });

  it('lists every fault in the chosen language, inside 80 columns', async () => {
    const spanish = run(undefined, { list: true }, { lang: 'es' });
    expect(await spanish.ended).toBe(0);
    expect(spanish.out()).toContain('late=7000');
    expect(spanish.out()).toContain('El medidor está mudo');
    expect(
      Math.max(
        ...spanish
          .out()
          .split('\n')
          .map((text) => text.length),
      ),
    ).toBeLessThanOrEqual(80);
    const json = run(undefined, { list: true }, { json: true });
    await json.ended;
    const { faults } = JSON.parse(json.out()) as { readonly faults: readonly { readonly name: string }[] };
    expect(faults.map(({ name }) => name)).toEqual(Object.keys(simulateWords.en.faults));
  });

  it('lists every scenario beside them, in either language, and as their files have them', async () => {
    for (const lang of ['en', 'es'] as const) {
      const list = run(undefined, { list: true }, { lang });
      await list.ended;
      for (const { name } of scenarios) expect(list.out()).toMatch(new RegExp(`^  ${name} `, 'm'));
      expect(
        list
          .out()
          .split('\n')
          .filter((line) => line.length > 80),
      ).toEqual([]);
    }
    const json = run(undefined, { list: true }, { json: true });
    await json.ended;
    expect(JSON.parse(json.out())).toMatchObject({ schema: 'meter.simulate-list/1', scenarios });
  });

  it('runs scenarios together, with what is typed counting more, and says what is true of them', async () => {
    const simulate = run(['address-16', 'greeting', 'slow=1'], { server: '17' }, { json: true });
    const client = await RawClient.connect(await simulate.port());
    expect(JSON.parse(simulate.out())).toMatchObject({
      faults: ['banner', 'slow=1'],
      scenarios: ['address-16', 'greeting'],
      causes: ['address.value', 'gateway.inserts-bytes'],
    });
    expect(await client.ask(rawFrame([0x23], [0x21], 0x93))).not.toBe('');
    client.close();
    simulate.interrupt();
    expect(await simulate.ended).toBe(0);
  });

  it('obeys its control port, and ends when that says so', async () => {
    const simulate = run('echo', { control: '0' }, { verbosity: 1 });
    await simulate.port();
    const port = Number(/control on 127\.0\.0\.1:(\d+)/.exec(simulate.out())?.[1]);
    const control = await RawClient.connect(port);
    control.send(Buffer.from('power off\nclear echo\nquit\n'));
    expect(await simulate.ended).toBe(0);
    await control.untilEnded();
    expect(control.text.split('\n').map((line) => line.split(' ')[1])).toEqual([
      'meter=off',
      'meter=off',
      undefined,
      undefined,
    ]);
    expect(simulate.err()).toContain('the meter has no power');
    expect(simulate.err()).toContain('faults now: none');
  });

  it('says what is wrong with the number of a control port', async () => {
    await expect(run('echo', { control: '70000' }).ended).rejects.toThrow('--control takes 0 … 65535');
  });

  it('has words for every option', () => {
    for (const { key } of simulateOptions) expect(simulateWords.es.options[key]).not.toBe('');
  });
});
