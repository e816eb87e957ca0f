/** Whom `meter test` asks: one meter or several, by id, by name, by endpoint, from the registry of the folder named. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../../../src/simulator/index.ts';
import { built } from '../../support/built.ts';
import { runMeter } from '../../support/run-meter.ts';
import { readTestDocument, readTestDocuments } from '../../support/test-document.ts';

const configDir = mkdtempSync(join(tmpdir(), 'meter-registry-'));
let sound: Simulator;
let busy: Simulator;
let refusing: Simulator;

beforeAll(async () => {
  await built();
  [sound, busy, refusing] = await Promise.all([
    startSimulator({}),
    startSimulator({ faults: ['busy'] }),
    startSimulator({ faults: ['dm'], server: { upper: 1, lower: 17, width: 2 }, clients: [1, 16, 32] }),
  ]);
  const add = async (...args: readonly string[]) => {
    const { code, stderr } = await runMeter(['add', ...args], { configDir });
    expect(code, stderr).toBe(0);
  };
  await add('medidor-01', `127.0.0.1:${sound.port}`);
  await add('medidor-02', `127.0.0.1:${busy.port}`);
  await add('Pozo Ñandú', `127.0.0.1:${refusing.port}`, '--server', '1/17', '--credential', 'lectura:32:lls:topsecret');
});
afterAll(async () => {
  for (const one of [sound, busy, refusing]) await one.stop();
  rmSync(configDir, { recursive: true, force: true });
});

const test = (...args: readonly string[]) => runMeter(['test', ...args], { configDir });

describe('meter test', () => {
  it.each(['1', 'medidor-01'])('finds a registered meter by %s', async (name) => {
    const { stdout, code } = await test(name, '--json');
    const { meter, credentials } = readTestDocument(stdout);
    expect(meter).toEqual({ id: 1, name: 'medidor-01', endpoint: `tcp://127.0.0.1:${sound.port}` });
    expect(credentials.map(({ outcome }) => outcome)).toEqual(['UA', 'READ-OK']);
    expect(code).toBe(0);
  });

  it('uses the address and the credential sets of the entry, and never tells the secret', async () => {
    const json = await test('Pozo Ñandú', '--json');
    expect(json.code).toBe(5);
    expect(readTestDocument(json.stdout).credentials).toMatchObject([
      { name: 'lectura', client: 32, server: { upper: 1, lower: 17, width: 2 }, outcome: 'DM' },
    ]);
    const text = await test('3', '-vv', '--lang', 'es');
    expect(text.stdout).toContain('Pozo Ñandú');
    expect(json.stdout + text.stdout + text.stderr).not.toContain('topsecret');
  });

  it('lets --server, --client and --credential come before the entry', async () => {
    const chosen = readTestDocument((await test('1', '--json', '--credential', 'USER2')).stdout);
    expect(chosen.credentials.map(({ name, client }) => [name, client])).toEqual([['user2', 16]]);
    const other = readTestDocument((await test('3', '--json', '--client', '16', '--server', '1/17:4')).stdout);
    expect(other.credentials).toMatchObject([{ client: 16, server: { upper: 1, lower: 17, width: 4 } }]);
  });

  it('tests several in the order given; the worst decides', async () => {
    const { stdout, code } = await test('medidor-02', `127.0.0.1:${sound.port}`, '3', '--json');
    const tests = readTestDocuments(stdout);
    expect(tests.map(({ meter }) => meter.name)).toEqual(['medidor-02', null, 'Pozo Ñandú']);
    expect(tests.map(({ verdict }) => verdict.code)).toEqual(['gateway.busy', 'ok', 'link.refused']);
    expect(code).toBe(5);
    const other = await test('1', '2');
    expect(other.code).toBe(4);
    expect(other.stdout.indexOf('medidor-01')).toBeLessThan(other.stdout.indexOf('medidor-02'));
  });

  it('asks nobody where one of several is unknown', async () => {
    const before = sound.events.connections;
    const { code, stdout } = await test('1', 'medidor-99');
    expect([code, stdout]).toEqual([2, '']);
    expect(sound.events.connections).toBe(before);
  });

  it('may be told the same meter twice', async () => {
    const { stdout, code } = await test('1', '1', '--json');
    expect(readTestDocuments(stdout).map(({ verdict }) => verdict.code)).toEqual(['ok', 'ok']);
    expect(code).toBe(0);
  });

  it('takes the registry from --config-dir before METER_CONFIG_DIR', async () => {
    const elsewhere = await runMeter(['test', 'medidor-01'], {});
    expect(elsewhere.code).toBe(2);
    const named = await runMeter(['test', 'medidor-01', '--config-dir', configDir, '--json'], {});
    expect([named.code, readTestDocument(named.stdout).meter.id]).toEqual([0, 1]);
  });

  it('names the process of this host that holds the port, under a stable name', async () => {
    const { RawClient } = await import('../../support/raw-client.ts');
    const shared = await startSimulator({ maxConnections: 2 });
    const holder = await RawClient.connect(shared.port);
    try {
      const { stdout } = await test(`127.0.0.1:${shared.port}`, '--json');
      const { checks, verdict } = readTestDocument(stdout);
      const held = checks.find(({ id }) => id === 'host.holder');
      if (held?.outcome === 'NOT-TRIED') return;
      expect(held).toMatchObject({ outcome: 'HELD', facts: { holders: [{ pid: process.pid }] } });
      const names = verdict.proven.map(({ name }) => name);
      expect(names.some((name) => name === 'held-by-process' || name === 'held-on-this-host')).toBe(true);
    } finally {
      holder.close();
      await shared.stop();
    }
  });
});
