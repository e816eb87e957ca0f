/** Scenarios as data: each is sound, says a cause that exists, and can be started; files of others are checked. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readInput, withScenarios } from '../../src/cli/commands/simulate-input.ts';
import { UsageError } from '../../src/cli/context.ts';
import { causeCodes } from '../../src/evidence/cause-code.ts';
import { parseServerAddress } from '../../src/evidence/index.ts';
import { faultNames, readScenario, scenarioNamed, scenarios, startSimulator } from '../../src/simulator/index.ts';
import { scenariosWritten } from '../../src/simulator/scenarios.ts';
import { simulateWords } from '../../src/wording/index.ts';
import { answers, frames, RawClient } from '../support/raw-client.ts';

const words = simulateWords.en;
const folder = mkdtempSync(join(tmpdir(), 'meter-scenarios-'));

function fileWith(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('the scenarios of the simulator', () => {
  it('are all sound', () => {
    expect(scenariosWritten.map(readScenario).filter((one) => 'code' in one)).toEqual([]);
    expect(scenarios.length).toBe(scenariosWritten.length);
  });

  it('have names of their own, not those of faults', () => {
    const names = scenarios.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => (faultNames as readonly string[]).includes(name))).toEqual([]);
  });

  it('say causes that verdicts know, and every cause that can be shown over TCP has one', () => {
    const said = new Set(scenarios.flatMap(({ causes }) => causes));
    expect([...said].filter((code) => !(causeCodes as readonly string[]).includes(code))).toEqual([]);
    const notShown = ['self.busy', 'tcp.unreachable', 'tcp.timeout', 'tcp.unknown-host', 'security.key'];
    const notOfMeters = ['security.counter', 'frame.malformed', 'link.silent', 'inconclusive'];
    expect(causeCodes.filter((code) => !said.has(code))).toEqual([...notShown, ...notOfMeters]);
  });

  it('have addresses that the command line reads', () => {
    const written = scenarios.flatMap(({ options, asks }) => [options.server ?? '1', asks.server ?? '1']);
    expect(written.filter((text) => 'code' in parseServerAddress(text))).toEqual([]);
  });

  it.each(scenarios)('$name starts', async ({ faults }) => {
    const simulator = await startSimulator({ faults: faults as never, timeScale: 0.01 });
    await simulator.stop();
  });
});

const sound = { name: 'mine', title: { en: 'a', es: 'b' }, causes: ['ok'] };

describe('a scenario of somebody else', () => {
  it('needs a name, a title in both languages and its causes, and nothing else', () => {
    expect(readScenario(sound)).toEqual({
      ...sound,
      faults: [],
      options: {},
      collector: null,
      asks: {},
      steps: [],
    });
  });

  it.each([
    ['.', []],
    ['name', { ...sound, name: 'My meter' }],
    ['title.es', { ...sound, title: { en: 'a' } }],
    ['title.en', { ...sound, title: { en: 'a\u001b[2J', es: 'b' } }],
    ['causes', { ...sound, causes: 'ok' }],
    ['causes.0', { ...sound, causes: ['<script>'] }],
    ['colour', { ...sound, colour: 'red' }],
    ['options.server', { ...sound, options: { server: '1/2/3' } }],
    ['options.clients.1', { ...sound, options: { clients: [1, 127] } }],
    ['options.window', { ...sound, options: { window: 8 } }],
    ['options.host', { ...sound, options: { host: '192.0.2.1' } }],
    ['options.timeScale', { ...sound, options: { timeScale: 0 } }],
    ['collector.everyMs', { ...sound, collector: {} }],
    ['asks.transport', { ...sound, asks: { transport: 'udp' } }],
    ['steps.0.order', { ...sound, steps: [{ afterMs: 0, order: 'fault nonsense' }] }],
    ['steps.0.order', { ...sound, steps: [{ afterMs: 0, order: 'quit' }] }],
    ['steps.1.afterMs', { ...sound, steps: [{ afterMs: 0, order: 'power off' }, { order: 'power on' }] }],
  ])('is refused at %s', (path, value) => {
    expect(readScenario(value)).toEqual({ code: 'scenario-malformed', path });
  });

  it('is refused for a fault that does not exist', () => {
    expect(readScenario({ ...sound, faults: ['bussy'] })).toMatchObject({
      code: 'scenario-fault',
      defect: { code: 'fault-unknown', name: 'bussy' },
    });
  });

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        readScenario(value);
        readScenario({ ...sound, options: value, asks: value, steps: [value], collector: value });
      }),
    );
  });

  it('is read from its file', async () => {
    const path = fileWith('mine.json', JSON.stringify({ ...sound, faults: ['late=20'], options: { server: '1/17' } }));
    const { faults, scenarios: read } = await readInput([path, 'echo'], words);
    expect(faults.map(({ name }) => name)).toEqual(['late', 'echo']);
    expect(withScenarios(read, {})).toEqual({ server: '1/17' });
    expect(withScenarios(read, { server: '16' })).toEqual({ server: '16' });
  });

  it.each([
    ['no.json', '{', 'is no JSON'],
    ['not.json', '[]', 'is no scenario: "."'],
    ['bad.json', JSON.stringify({ ...sound, name: 1 }), 'is no scenario: "name"'],
  ])('is the user’s mistake where it is malformed (%s)', async (name, text, says) => {
    const failure = await readInput([fileWith(name, text)], words).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect((failure as Error).message).toContain(says);
  });

  it('is the user’s mistake where there is none', async () => {
    await expect(readInput([join(folder, 'nowhere.json')], words)).rejects.toThrow('ENOENT');
  });
});

describe('steps', () => {
  it('are taken at their time', async () => {
    const steps = [
      { afterMs: 3000, order: 'fault dm' },
      { afterMs: 30_000, order: 'clear all' },
    ];
    const simulator = await startSimulator({ timeScale: 0.01, steps });
    const client = await RawClient.connect(simulator.port);
    expect(await client.ask(frames.snrm16)).toBe(answers.ua);
    await client.listen(null, 60);
    expect(await client.ask(frames.disc16)).toBe(answers.dm);
    expect(await client.ask(frames.snrm16)).toBe(answers.dm);
    await client.until(() => simulator.faults.length === 0);
    expect(await client.ask(frames.snrm16)).toBe(answers.ua);
    client.close();
    await simulator.stop();
  });
});

describe('several scenarios at once', () => {
  it('bring the faults of all', async () => {
    const { faults, scenarios: named } = await readInput(['greeting', 'wrong-speed,echo'], words);
    expect(faults.map(({ name }) => name)).toEqual(['banner', 'garble', 'echo']);
    expect(named).toEqual([scenarioNamed('greeting'), scenarioNamed('wrong-speed')]);
  });
});
