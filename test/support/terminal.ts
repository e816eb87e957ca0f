/** Runs the executable in a terminal of its own (a pty), and reads its screen as a person would. */
import { spawn } from '@lydell/node-pty';
import { executable } from './built.ts';
import { plainEnvironment } from './run-meter.ts';

export interface Shown {
  readonly code: number;
  /** All that was written, controls included. */
  readonly raw: string;
  /** The lines as they stood when they were written, without colours; a line that was redrawn counts each time. */
  readonly lines: readonly string[];
}

export interface TerminalOptions {
  readonly columns: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Typed as soon as this stands on the screen. */
  readonly type?: { readonly keys: string; readonly after: RegExp };
}

const longestMs = 20_000;

export function runInTerminal(args: readonly string[], { columns, env = {}, type }: TerminalOptions): Promise<Shown> {
  return new Promise((resolve) => {
    const terminal = spawn(process.execPath, [executable, ...args], {
      cols: columns,
      rows: 50,
      name: env.TERM ?? 'xterm-256color',
      env: { ...plainEnvironment(), TERM: 'xterm-256color', ...env },
    });
    let raw = '';
    let typed = false;
    const limit = setTimeout(() => terminal.kill('SIGKILL'), longestMs);
    terminal.onData((text) => {
      raw += text;
      if (type === undefined || typed || !type.after.test(raw)) return;
      typed = true;
      terminal.write(type.keys);
    });
    terminal.onExit(({ exitCode }) => {
      clearTimeout(limit);
      resolve({ code: exitCode, raw, lines: linesOf(raw) });
    });
  });
}

export function withoutControls(text: string): string {
  return text.replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '');
}

/** Cut where a new line begins, or where the cursor goes back to the first column. */
function linesOf(raw: string): readonly string[] {
  return raw.split(/\r\n|\r|\n|\u001b\[\d*G|\u001b\[2K/).map(withoutControls);
}
