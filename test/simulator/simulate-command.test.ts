/** `meter simulate` as a user sees it: what it prints where, and how it ends. */
import { describe, expect, it } from 'vitest';
import { runSimulate } from '../../src/cli/commands/simulate.ts';
import { type SimulateOptions, simulateOptions } from '../../src/cli/commands/simulate-options.ts';
import { type Context, UsageError } from '../../src/cli/context.ts';
import { simulateWords } from '../../src/wording/simulate.ts';
import { answers, frames, RawClient } from '../support/raw-client.ts';

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

  it('has words for every option', () => {
    for (const { key } of simulateOptions) expect(simulateWords.es.options[key]).not.toBe('');
  });
});
