/** A settings folder with one meter in it, and a context that commands run in, for tests inside this process. */
import { runAdd } from '../../src/cli/commands/add.ts';
import type { Context } from '../../src/cli/context.ts';
import { temporaryFolder } from './child.ts';
import { type KeptContext, keptContext } from './registry-context.ts';

export interface Registered {
  readonly configDir: string;
  /** A fresh context, whose output nobody has written to yet. */
  context(given?: Partial<Context>): KeptContext;
}

/** @param credentials as `meter add --credential` takes them */
export async function registeredMeter(endpoint: string, ...credentials: readonly string[]): Promise<Registered> {
  const configDir = temporaryFolder();
  const sets = credentials.length === 0 ? {} : { credential: credentials };
  await runAdd(keptContext(configDir), 'medidor-02', endpoint, { id: '2', ...sets });
  return { configDir, context: (given = {}) => keptContext(configDir, given) };
}
