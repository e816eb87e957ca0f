/**
 * `meter probe` through the executable: what each option does, what the shell learns, and what a probe never does: send a
 * password, leave a link open, or be silent about what it is about to ask.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { startDeafListener } from '../../support/deaf-listener.ts';
import { readProbeDocument } from '../../support/probe-document.ts';
import { runMeter, startMeter, until } from '../../support/run-meter.ts';

const folder = mkdtempSync(join(tmpdir(), 'meter-probe-'));
beforeAll(built);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const quick = ['--timeout', '0.25', '--connect-timeout', '1'];
const elsewhere: SimulatorOptions = { server: { upper: 1, lower: 17, width: 2 } };

async function withSimulator<Result>(
  options: SimulatorOptions,
  work: (endpoint: string, simulator: Simulator) => Promise<Result>,
): Promise<Result> {
  const simulator = await startSimulator(options);
  try {
    return await work(`127.0.0.1:${simulator.port}`, simulator);
  } finally {
    await simulator.stop();
  }
}

let folders = 0;
/** A settings folder with a meter in it whose password cannot be had. */
async function registered(endpoint: string): Promise<string> {
  const configDir = join(folder, `${folders++}`);
  const sets = ['--credential', 'reader:1:lls:env:NO_SUCH_PASSWORD', '--credential', 'public:16'];
  const added = await runMeter(['add', 'medidor-02', endpoint, '--id', '2', ...sets], { configDir });
  expect(added.code, added.stderr).toBe(0);
  return configDir;
}

interface Case {
  readonly name: string;
  readonly options: SimulatorOptions;
  readonly code: string;
  readonly exit: number;
}

const cases: readonly Case[] = [
  { name: 'a sound meter', options: {}, code: 'ok', exit: 0 },
  { name: 'another address', options: elsewhere, code: 'address.value', exit: 1 },
  { name: 'another length', options: { server: { upper: 1, lower: 1, width: 2 } }, code: 'address.length', exit: 1 },
  { name: 'a busy gateway', options: { faults: ['busy'] }, code: 'gateway.busy', exit: 4 },
  { name: 'DM', options: { faults: ['dm'] }, code: 'link.refused', exit: 5 },
  { name: 'mode E', options: { faults: ['mode-e'] }, code: 'meter.mode-e', exit: 1 },
  { name: 'the wrapper', options: { faults: ['wrapper'] }, code: 'framing.wrapper', exit: 1 },
];

describe('meter probe --json', () => {
  it.concurrent.each(cases)('tells $name: exit $exit', async ({ options, code, exit }) => {
    await withSimulator(options, async (endpoint, { events }) => {
      const ended = await runMeter(['probe', endpoint, '--json', ...quick]);
      const document = readProbeDocument(ended.stdout);
      expect([document.verdict.code, ended.code]).toEqual([code, exit]);
      expect(ended.stderr).toMatch(/^At most \d+ questions, .+; no password is sent\.\n/);
      expect(document.meter).toEqual({ id: null, name: null, endpoint: `tcp://${endpoint}` });
      expect(new Set(document.experiments.map(({ id }) => id)).size).toBe(document.experiments.length);
      expect(events.linksOpen).toEqual([]);
      expect(events.linksLeftOpen).toBe(0);
    });
  });

  it('names each experiment of a row by the id of the row, with the bytes of both sides', async () => {
    await withSimulator(elsewhere, async (endpoint) => {
      const { stdout } = await runMeter(['probe', endpoint, '--json', ...quick]);
      const { experiments, verdict } = readProbeDocument(stdout);
      const found = experiments.find(({ id }) => id === 'address.2.1-17');
      expect(found?.exchanges[0]?.sent).toMatch(/^7ea008/);
      expect(found?.exchanges.flatMap(({ received }) => received)).not.toEqual([]);
      expect(verdict.found).toMatchObject({ server: { upper: 1, lower: 17, width: 2 }, framing: 'hdlc' });
    });
  });
});

describe('what a probe says before its first byte', () => {
  it('is printed before anything is connected to', async () => {
    const deaf = await startDeafListener();
    const run = startMeter(['probe', deaf.endpoint, '--connect-timeout', '10']);
    let said = '';
    run.process.stderr?.on('data', (text: string) => {
      said += text;
    });
    try {
      await until(deaf.isKnockedAt, 'the command to connect');
      await until(() => said !== '', 'the plan');
      expect(said).toMatch(/^At most \d+ questions, [\dhmins. ]+; no password is sent\.\n/);
      const { code, afterSignalMs } = await run.interrupt('SIGINT');
      expect(code).toBe(130);
      expect(afterSignalMs).toBeLessThan(1000);
    } finally {
      run.process.kill('SIGKILL');
      await deaf.stop();
    }
  });

  it.each(['en', 'es'])('is all that --plan does (%s)', async (lang) => {
    await withSimulator({}, async (endpoint, { events }) => {
      const { code, stdout, stderr } = await runMeter(['probe', endpoint, '--plan', '--lang', lang]);
      expect([code, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(lang === 'en' ? /^Nothing was sent\.$/m : /^No se envió nada\.$/m);
      for (const line of stdout.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80);
      expect(events.connections).toBe(0);
    });
  });

  it('is JSON with --plan --json: each question with its cost and what it can tell', async () => {
    const { code, stdout } = await runMeter(['probe', '192.0.2.7:3333', '--plan', '--json', '--only', 'clients']);
    const plan = JSON.parse(stdout);
    expect([code, plan.schema]).toEqual([0, 'meter.probe-plan/1']);
    const clients = plan.rows.filter(({ id }: { id: string }) => id.startsWith('client.'));
    expect(clients.map(({ id }: { id: string }) => id)).toContain('client.32');
    expect(clients[0]).toMatchObject({
      questions: expect.any(Number),
      mostMs: expect.any(Number),
      tells: ['client.wrong'],
    });
    expect(plan.rows.some(({ id }: { id: string }) => id.startsWith('address.'))).toBe(false);
  });
});

describe('the options of a probe', () => {
  const ids = async (endpoint: string, ...options: readonly string[]) => {
    const { stdout } = await runMeter(['probe', endpoint, '--json', ...quick, ...options]);
    return readProbeDocument(stdout).experiments.map(({ id }) => id);
  };

  it('--only asks one group and no other', async () => {
    await withSimulator({ faults: ['silent'] }, async (endpoint) => {
      const asked = await ids(endpoint, '--only', 'echo,signon');
      expect(asked).toEqual(expect.arrayContaining(['echo', 'signon']));
      expect(asked.filter((id) => /^(?:address\.[124]|client\.\d|negotiation|framing)/.test(id))).toEqual([]);
    });
  });

  it('--from and --to ask a range of physical addresses', async () => {
    await withSimulator({ server: { upper: 1, lower: 42, width: 2 } }, async (endpoint) => {
      const asked = await ids(endpoint, '--from', '40', '--to', '44', '--only', 'addresses');
      expect(asked).toContain('address.2.1-42');
      expect(asked).toContain('address.2.1-40');
    });
  });

  it('--serial asks the addresses that makers take from it', async () => {
    await withSimulator({ server: { upper: 1, lower: 5678, width: 4 } }, async (endpoint) => {
      const { stdout, stderr } = await runMeter(['probe', endpoint, '--json', ...quick, '--serial', 'MST 12345678']);
      const { verdict } = readProbeDocument(stdout);
      expect(verdict.found?.server).toEqual({ upper: 1, lower: 5678, width: 4 });
      expect(stderr).toContain('Serial number 12345678');
    });
  });

  it('--server says what is configured', async () => {
    await withSimulator(elsewhere, async (endpoint) => {
      const ended = await runMeter(['probe', endpoint, '--json', ...quick, '--server', '1/17']);
      expect([readProbeDocument(ended.stdout).verdict.code, ended.code]).toEqual(['ok', 0]);
    });
  });

  it('--client and --credential say as whom', async () => {
    await withSimulator({}, async (endpoint) => {
      expect(await ids(endpoint, '--client', '1')).toContain('link.open:user1');
      expect(await ids(endpoint, '--credential', 'user2')).not.toContain('link.open:user1');
    });
  });

  it('--wait keeps silent first', async () => {
    await withSimulator({}, async (endpoint) => {
      const ended = await runMeter(['probe', endpoint, '--json', ...quick, '--wait', '1']);
      expect(readProbeDocument(ended.stdout).durationMs).toBeGreaterThan(1000);
      expect(ended.stderr).toMatch(/^First, 1\.00 s of silence on the line\. At most/);
    });
  });

  it('--trace keeps the conversation', async () => {
    await withSimulator(elsewhere, async (endpoint) => {
      const file = join(folder, 'probe.cap');
      await runMeter(['probe', endpoint, ...quick, '--trace', file]);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(readFileSync(file, 'utf8')).toMatch(/^# source .+\n# shows {3}meter probe tcp:\/\/127/);
      expect(readFileSync(file, 'utf8')).toMatch(/^@\d+ > 7E A0 08 /m);
    });
  });

  it('-v shows the bytes below each question', async () => {
    await withSimulator(elsewhere, async (endpoint) => {
      const { stdout, stderr } = await runMeter(['probe', endpoint, ...quick, '-v']);
      expect(stdout).toMatch(/^DISC to 1\/17 \(2 bytes\) {2}DM .+\n(?: {2}.+\n)* +\d+ ms {2}> 7E A0 08 /m);
      expect(stderr).toMatch(/^-- DISC to 1\/17 \(2 bytes\)\n +\d+ ms {2}> 7E A0 08 /m);
    });
  });
});

describe('--frame', () => {
  const sound = '7E A0 07 03 21 93 0F 01 7E';

  it('sends exactly these bytes and says what they brought', async () => {
    await withSimulator({}, async (endpoint, { events }) => {
      const { code, stdout, stderr } = await runMeter(['probe', endpoint, ...quick, '--frame', sound]);
      expect(code, stdout).toBe(0);
      expect(stderr).toMatch(/^These 9 bytes are sent once, as they are; nothing else is asked\./);
      expect(stdout).toContain(`> ${sound}`);
      expect(stdout).toContain('UA');
      expect(events.framesReceived.SNRM).toBe(1);
      await until(() => events.linksOpen.length === 0, 'the link that this opened to be closed');
    });
  });

  it('warns of a malformed frame, shows the right one, and sends it all the same', async () => {
    await withSimulator({}, async (endpoint) => {
      const wrong = '7E A0 07 03 21 93 FF FF 7E';
      const { code, stdout, stderr } = await runMeter(['probe', endpoint, ...quick, '--frame', wrong]);
      expect(stderr).toContain('malformed');
      expect(stderr).toContain(sound);
      expect(stdout).toContain(`> ${wrong}`);
      expect(stdout).toContain('frame.malformed');
      expect(code).toBe(1);
    });
  });

  it('masks a password that stands in it', async () => {
    const aarq =
      '7EA04403211032A3E6E6006036A1090607608574050801018A0207808B0760857405080201AC0A80083132333435363738BE10040E01000000065F1F0400001E1DFFFF00007E';
    await withSimulator({}, async (endpoint) => {
      const file = join(folder, 'hand.cap');
      const options = ['--frame', aarq, '--trace', file, '-v'];
      const { stdout, stderr } = await runMeter(['probe', endpoint, ...quick, ...options]);
      for (const text of [stdout, stderr, readFileSync(file, 'utf8')]) {
        expect(text.replaceAll(' ', '')).not.toContain('3132333435363738');
        expect(text).not.toContain('12345678');
      }
    });
  });
});

describe('--save', () => {
  it('keeps what was found in the entry, and says what it changed', async () => {
    await withSimulator(elsewhere, async (endpoint) => {
      const configDir = await registered(endpoint);
      const { code, stdout } = await runMeter(['probe', '2', ...quick, '--save'], { configDir });
      expect(code).toBe(1);
      expect(stdout).toMatch(/^medidor-02: server address 1 → 1\/17$/m);
      const shown = await runMeter(['show', '2', '--json'], { configDir });
      expect(shown.stdout).toContain('NO_SUCH_PASSWORD');
      const again = await runMeter(['probe', '2', '--json', ...quick, '--save'], { configDir });
      const { verdict, saved } = readProbeDocument(again.stdout);
      expect([verdict.code, again.code, saved]).toEqual(['ok', 0, { changed: [], clientNotSaved: null }]);
    });
  });

  it('without an entry, says how one would be made', async () => {
    await withSimulator(elsewhere, async (endpoint) => {
      const { stdout } = await runMeter(['probe', endpoint, ...quick, '--save']);
      expect(stdout).toContain(`meter add NAME hdlc://${endpoint} --server 1/17`);
    });
  });
});

describe('a probe among others', () => {
  it('needs no password, keeps its record, and lets the next run know', async () => {
    await withSimulator({}, async (endpoint) => {
      const configDir = await registered(endpoint);
      const { code, stderr } = await runMeter(['probe', '2', ...quick], { configDir });
      expect(code, stderr).toBe(0);
      const history = JSON.parse((await runMeter(['history', '2', '--json'], { configDir })).stdout);
      expect(JSON.stringify(history)).toContain('"probe"');
    });
  });

  it('respects the run that holds the line: exit 4, and nothing is sent', async () => {
    await withSimulator({ faults: ['silent'] }, async (endpoint, { events }) => {
      const first = startMeter(['test', endpoint, '--timeout', '10']);
      try {
        await until(() => events.connections === 1, 'the first run');
        const second = await runMeter(['probe', endpoint, '--json', ...quick]);
        expect([readProbeDocument(second.stdout).verdict.code, second.code]).toEqual(['self.busy', 4]);
        expect(events.connections).toBe(1);
      } finally {
        await first.interrupt('SIGINT');
      }
    });
  });

  it('ends with 3 where nobody listens', async () => {
    const { port } = await withSimulator({}, async (_endpoint, simulator) => simulator);
    const ended = await runMeter(['probe', `127.0.0.1:${port}`, '--json', ...quick]);
    expect([readProbeDocument(ended.stdout).verdict.code, ended.code]).toEqual(['tcp.refused', 3]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends within a second after %s, wherever it is, with the link closed',
    async (signal) => {
      for (const afterMs of [300, 900, 2000]) {
        await withSimulator({ faults: ['silent'] }, async (endpoint, { events }) => {
          const run = startMeter(['probe', endpoint, '--timeout', '2']);
          await until(() => events.connections > 0, 'the command to connect');
          await pause(afterMs);
          const { code, afterSignalMs, stdout } = await run.interrupt(signal);
          expect({ code, stdout }).toEqual({ code: signal === 'SIGINT' ? 130 : 143, stdout: '' });
          expect(afterSignalMs).toBeLessThan(1000);
          await until(() => events.fins === events.connections - events.turnedAway, 'a FIN for every connection');
        });
      }
    },
  );

  it('leaves no trace file behind a plan', async () => {
    const file = join(folder, 'plan.cap');
    await runMeter(['probe', '192.0.2.7:3333', '--plan', '--trace', file]);
    expect(existsSync(file)).toBe(false);
  });
});

describe('used wrongly', () => {
  // What each option takes is tested in the process; here it is what the shell and its user see.
  const wrong = [
    'probe',
    'probe --wait ENDPOINT',
    'probe ENDPOINT ENDPOINT',
    'probe 77',
    'probe ENDPOINT --only nonsense',
    'probe ENDPOINT --from 9 --to 1',
    'probe ENDPOINT --serial 12',
    'probe ENDPOINT --frame 7E7',
    'probe ENDPOINT --frame 7E7E --save',
    'probe ENDPOINT --wait soon',
    'probe ENDPOINT --credential nobody',
    'probe ENDPOINT --take-over',
    'probe wrapper://127.0.0.1:4059 --only addresses',
    'probe ENDPOINT --trace /no/such/folder/file',
  ];

  it.each(wrong)('meter %s: exit 2, in both languages', async (args) => {
    await withSimulator({}, async (endpoint, { events }) => {
      const typed = args.split(' ').map((arg) => (arg === 'ENDPOINT' ? endpoint : arg));
      const [english, spanish] = await Promise.all(['en', 'es'].map((lang) => runMeter([...typed, '--lang', lang])));
      for (const ended of [english, spanish]) {
        expect({ code: ended?.code, stdout: ended?.stdout }, ended?.stderr).toEqual({ code: 2, stdout: '' });
        expect(ended?.stderr).toMatch(/^meter: \S.*\n\S/);
        expect(ended?.stderr).not.toMatch(/undefined|\[object|NaN|\{\w+\}/);
      }
      expect(spanish?.stderr).not.toBe(english?.stderr);
      expect(events.connections).toBe(0);
    });
  });
});
