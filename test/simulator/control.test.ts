/** The power of the simulated installation, other faults while it runs, and the control port that asks for both. */
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Control, type Simulator, startControl, startSimulator } from '../../src/simulator/index.ts';
import type { SimulatorOptions } from '../../src/simulator/options.ts';
import { answers, frames, RawClient } from '../support/raw-client.ts';

let simulator: Simulator | null = null;
let control: Control | null = null;
afterEach(async () => {
  await control?.stop();
  await simulator?.stop();
  control = null;
  simulator = null;
});

async function start(options: SimulatorOptions = {}): Promise<Simulator> {
  simulator = await startSimulator({ timeScale: 0.01, initialisationMs: 10_000, ...options });
  return simulator;
}

describe('power', () => {
  it('takes every answer and every link from the meter, and gives them back when it has started', async () => {
    const { port, events, power } = await start();
    const client = await RawClient.connect(port);
    expect(await client.ask(frames.snrm16)).toBe(answers.ua);
    await power(false);
    expect(events.linksOpen).toEqual([]);
    expect(await client.listen(frames.snrm16, 60)).toBe('');
    const ready = power(true);
    expect(await client.listen(frames.disc16, 20)).toBe('');
    await ready;
    expect(await client.ask(frames.disc16)).toBe(answers.dm);
    expect(events.log.filter(({ type }) => type === 'power')).toMatchObject([
      { of: 'meter', state: 'off' },
      { of: 'meter', state: 'starting' },
      { of: 'meter', state: 'on' },
    ]);
    client.close();
  });

  it('drops the answer that was on its way', async () => {
    const { port, power } = await start({ faults: ['late=5000'] });
    const client = await RawClient.connect(port);
    client.send(frames.snrm16);
    await client.listen(null, 10);
    await power(false);
    expect(await client.listen(null, 80)).toBe('');
    client.close();
  });

  it('closes the port of a gateway without power, and of a meter that is a TCP server itself', async () => {
    const { port, power } = await start();
    const client = await RawClient.connect(port);
    await power(false, 'gateway');
    await client.untilEnded();
    expect(client.ended).toBe('reset');
    await expect(RawClient.connect(port)).rejects.toThrow('ECONNREFUSED');
    await power(true);
    const again = await RawClient.connect(port);
    expect(await again.ask(frames.snrm16)).toBe(answers.ua);
    again.close();
    await simulator?.stop();

    const alone = await start({ listener: 'wrapper' });
    await alone.power(false);
    await expect(RawClient.connect(alone.port)).rejects.toThrow('ECONNREFUSED');
    await alone.power(true);
    (await RawClient.connect(alone.port)).close();
    await expect(alone.power(false, 'gateway')).rejects.toThrow('no gateway');
  });

  it('ends what is a state, and keeps what is a property', async () => {
    const run = await start({ faults: ['hung', 'stale-link', 'bare-ua'] });
    const client = await RawClient.connect(run.port);
    expect(await client.listen(frames.snrm16, 50)).toBe('');
    await run.power(false);
    await run.power(true);
    expect(run.faults.map(({ name }) => name)).toEqual(['bare-ua']);
    expect(await client.ask(frames.snrm16)).toBe(answers.bareUa);
    client.close();
  });

  it('is cut again while the meter starts', async () => {
    const { power } = await start({ initialisationMs: 100_000 });
    await power(false);
    const ready = power(true);
    await power(false);
    await ready;
    expect(simulator?.powered).toEqual({ meter: 'off', gateway: 'on' });
  });
});

describe('other faults while it runs', () => {
  it('count from now on, and leave the link open', async () => {
    const run = await start();
    const client = await RawClient.connect(run.port);
    await client.ask(frames.snrm16);
    run.change(['late=20000']);
    expect(await client.listen(frames.rr16, 50)).toBe('');
    await client.until(() => client.hex.endsWith(answers.rr));
    run.change([]);
    expect(await client.ask(frames.rr16)).toBe(answers.rr);
    expect(run.events.linksOpen).toEqual([16]);
    run.change(['stale-link']);
    expect(await client.listen(frames.snrm16, 30)).toBe('');
    run.change([]);
    expect(await client.ask(frames.snrm16)).toBe(answers.ua);
    client.close();
  });

  it('let another client come and go, and the port be closed', async () => {
    const run = await start();
    run.change(['busy']);
    const client = await RawClient.connect(run.port);
    await client.untilEnded();
    expect(client.text).toBe('Port already in use\r\n');
    run.change(['closed-port']);
    await expect(RawClient.connect(run.port)).rejects.toThrow('ECONNREFUSED');
    run.change([]);
    const again = await RawClient.connect(run.port);
    expect(await again.ask(frames.snrm16)).toBe(answers.ua);
    again.close();
    expect(() => run.change(['nonsense' as 'busy'])).toThrow('fault-unknown');
  });

  it('let it talk on its own, and stop that', async () => {
    const run = await start({ faults: ['foreign=1000'] });
    const client = await RawClient.connect(run.port);
    expect(await client.listen(null, 40)).not.toBe('');
    run.change([]);
    await client.listen(null, 5);
    expect(await client.listen(null, 40)).toBe('');
    client.close();
  });
});

describe('a meter that wants quiet', () => {
  it('is mute as long as somebody asks, and answers when the line was quiet', async () => {
    const run = await start({ faults: ['needs-quiet=10000'] });
    const client = await RawClient.connect(run.port);
    for (let question = 0; question < 4; question++) expect(await client.listen(frames.snrm16, 40)).toBe('');
    await client.listen(null, 130);
    expect(await client.ask(frames.snrm16)).toBe(answers.ua);
    expect(await client.ask(frames.disc16)).not.toBe('');
    client.close();
  });
});

describe('a meter that hangs', () => {
  it('gives so many answers, and then none until its power was cut', async () => {
    const run = await start({ faults: ['hangs-after=2'] });
    const client = await RawClient.connect(run.port);
    expect(await client.ask(frames.snrm16)).toBe(answers.ua);
    expect(await client.ask(frames.rr16)).toBe(answers.rr);
    expect(await client.listen(frames.rr16, 40)).toBe('');
    await run.power(false);
    await run.power(true);
    expect(await client.ask(frames.disc16)).toBe(answers.dm);
    client.close();
  });
});

class Told {
  readonly #socket: Socket;
  text = '';
  ended = false;

  constructor(port: number) {
    this.#socket = connect(port, '127.0.0.1');
    this.#socket.setEncoding('utf8').on('data', (text: string) => {
      this.text += text;
    });
    this.#socket.on('close', () => {
      this.ended = true;
    });
    this.#socket.on('error', () => {});
  }

  write(text: string): void {
    this.#socket.write(text);
  }

  /** Writes, and gives the answers of as many lines. */
  async say(text: string): Promise<readonly string[]> {
    const before = this.text.length;
    const wanted = text.split('\n').filter((line) => line !== '').length;
    this.write(text);
    for (let waited = 0; waited < 2000 && !this.ended; waited += 5) {
      if (this.text.slice(before).split('\n').length > wanted) break;
      await new Promise((go) => setTimeout(go, 5));
    }
    return this.text.slice(before).split('\n').slice(0, -1);
  }

  close(): void {
    this.#socket.destroy();
  }
}

describe('the control port', () => {
  async function startControlled(onQuit?: () => void): Promise<{ run: Simulator; told: Told }> {
    const run = await start();
    control = await startControl(run, onQuit === undefined ? {} : { onQuit });
    return { run, told: new Told(control.port) };
  }

  it('answers each line with one', async () => {
    const { run, told } = await startControlled();
    const inOrder = 'clients=0 links=- associations=-';
    expect(await told.say('state\n')).toEqual([`ok meter=on gateway=on ${inOrder} faults=-`]);
    expect(await told.say('fault late\nfault late=20 echo\n')).toEqual([
      `ok meter=on gateway=on ${inOrder} faults=late=7000`,
      `ok meter=on gateway=on ${inOrder} faults=late=20,echo`,
    ]);
    expect(await told.say('clear late\r\n')).toEqual([`ok meter=on gateway=on ${inOrder} faults=echo`]);
    expect(await told.say('power off gateway\n')).toEqual([`ok meter=off gateway=off ${inOrder} faults=echo`]);
    expect(await told.say('power on\n')).toEqual([`ok meter=starting gateway=starting ${inOrder} faults=echo`]);
    await run.power(true);
    expect(await told.say('clear all\n')).toEqual([expect.stringContaining('faults=-')]);
    told.close();
  });

  it('says what is wrong with a line', async () => {
    const { told } = await startControlled();
    expect(await told.say('fault lat\nfault late=0\nfault echo=1\nclear echo\npower\npower up\nstate now\n')).toEqual([
      'error fault-unknown lat (late, late-data, late-doubled)',
      'error fault-value-malformed late=1..3600000',
      'error fault-takes-no-value echo',
      'error fault-not-on echo',
      'error line-unknown: power on|off [meter|gateway]',
      'error line-unknown: power on|off [meter|gateway]',
      expect.stringContaining('error line-unknown'),
    ]);
    expect(await told.say('fault \u001b[31mred\n')).toEqual(['error fault-unknown ?[31mred']);
    told.close();
  });

  it('cuts off who sends a line without an end', async () => {
    const { told } = await startControlled();
    expect(await told.say(`${'x'.repeat(100_000)}\n`)).toEqual(['error line-too-long']);
    expect(await new Promise((resolve) => setTimeout(() => resolve(told.ended), 300))).toBe(true);
  });

  it('ends with quit', async () => {
    let quits = 0;
    const { told } = await startControlled(() => {
      quits++;
    });
    expect(await told.say('quit\n')).toEqual(['ok']);
    expect(quits).toBe(1);
    told.close();
  });
});
