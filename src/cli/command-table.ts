/** Every command: its arguments, its options, and where its work is loaded from. */
import type { Language } from '../wording/index.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';

export interface CommandRow {
  readonly name: string;
  /** `words` names the sentence in the help words. */
  readonly arguments: readonly { readonly syntax: string; readonly words: string }[];
  readonly options: readonly { readonly flags: string; readonly words: string; readonly repeatable?: boolean }[];
  /** Words of options that only this command has. */
  readonly optionWords?: (lang: Language) => Readonly<Record<string, string>>;
  /** Loads the command and runs it. */
  readonly run: (context: Context, args: readonly never[], options: never) => Promise<ExitCode>;
}

const target = [
  { flags: '--server <address>', words: 'server' },
  { flags: '--client <sap>', words: 'client' },
  { flags: '--credential <name>', words: 'credential' },
] as const;

export const commandRows: readonly CommandRow[] = [
  {
    name: 'test',
    arguments: [{ syntax: '<meter...>', words: 'meter' }],
    options: [
      ...target,
      { flags: '--timeout <seconds>', words: 'timeout' },
      { flags: '--connect-timeout <seconds>', words: 'connectTimeout' },
      { flags: '--depth <depth>', words: 'depth' },
      { flags: '--trace <file>', words: 'trace' },
    ],
    run: async (context, [meters], options) =>
      (await import('./commands/test.ts')).runTestCommand(context, meters as never, options),
  },
];
