/** A settings folder with one meter in it, whose secret the command finds in its environment. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunOptions, runMeter } from './run-meter.ts';

export interface Registered {
  /** For `runMeter` and `startMeter`. */
  readonly options: Required<Pick<RunOptions, 'env' | 'configDir'>>;
  remove(): void;
}

/** The password that a simulated meter has unless told otherwise. */
const password = '00000000';

/** Registers a meter that is asked as client 1 with a password. @param endpoint as the command line takes it */
export async function registered(name: string, endpoint: string): Promise<Registered> {
  const configDir = mkdtempSync(join(tmpdir(), 'meter-registered-'));
  const options = { configDir, env: { METER_TEST_SECRET: password } };
  const args = ['add', name, endpoint, '--credential', 'user1:1', '--secret', 'user1=env:METER_TEST_SECRET'];
  const { code, stderr } = await runMeter(args, options);
  if (code !== 0) throw new Error(`meter add ended with ${code}: ${stderr}`);
  return { options, remove: () => rmSync(configDir, { recursive: true, force: true }) };
}
