/** A context for the registry's commands that keeps what was printed. */
import type { Context, Output } from '../../src/cli/context.ts';

export interface KeptContext extends Context {
  readonly printed: { readonly out: () => string; readonly err: () => string };
}

export function keptContext(configDir: string, given: Partial<Context> = {}): KeptContext {
  const texts = { out: '', err: '' };
  const output = (name: 'out' | 'err'): Output => ({
    write(text) {
      texts[name] += text;
    },
    isTerminal: false,
    columns: 80,
    colourLevel: 0,
  });
  return {
    out: output('out'),
    err: output('err'),
    lang: 'en',
    json: false,
    verbosity: 0,
    showSecrets: false,
    configDir,
    signal: new AbortController().signal,
    ...given,
    printed: { out: () => texts.out, err: () => texts.err },
  };
}
