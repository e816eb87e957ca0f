/** An output that keeps what is written to it, and a context that writes to two of them: terminals, or none. */
import type { Context, Output } from '../../src/cli/context.ts';
import { keptContext } from './registry-context.ts';

export interface KeptOutput extends Output {
  text(): string;
}

/** @param onWrite called after each write */
export function keptOutput(given: Partial<Output> = {}, onWrite: (text: string) => void = () => {}): KeptOutput {
  let kept = '';
  return {
    isTerminal: false,
    columns: 80,
    colourLevel: 0,
    ...given,
    write(text) {
      kept += text;
      onWrite(text);
    },
    text: () => kept,
  };
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in a settings folder, and keeps what it printed. */
export async function ran(
  configDir: string,
  given: Partial<Context>,
  command: (context: Context) => Promise<number>,
): Promise<Ran> {
  const [out, err] = [keptOutput(), keptOutput()];
  const code = await command(keptContext(configDir, { out, err, ...given }));
  return { code, out: out.text(), err: err.text() };
}

/** Lines that would run over the right edge. */
export function tooWide(text: string, columns = 80): readonly string[] {
  return text.split('\n').filter((line) => [...line].length > columns);
}

/** A text in one line. */
export const flat = (text: string): string => text.replace(/\s+/g, ' ');
