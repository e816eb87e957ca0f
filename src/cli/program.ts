/**
 * The command line as commander sees it: names, arguments, options, words. What a command does is loaded only when it
 * runs; nothing here imports more than the words and the options' names.
 */
import { Command, CommanderError, Option } from 'commander';
import { type HelpWords, helpWords, type Language, languages } from '../wording/index.ts';
import { type CommandRow, commandRows } from './command-table.ts';
import { UsageError } from './context.ts';
import type { CommonOptions } from './process-context.ts';

/** Runs a chosen command: its row, its arguments, its own options, and the common ones. */
export type RunCommand = (
  row: CommandRow,
  args: readonly unknown[],
  options: object,
  common: CommonOptions,
) => Promise<void>;

/**
 * Builds the program. Wrong use throws UsageError, with the hint in the chosen language.
 * @param named the first word of the command line that is no option: where it is a command, only that one is built
 */
export async function buildProgram(
  lang: Language,
  version: string,
  run: RunCommand,
  columns: number,
  named: string | undefined,
): Promise<Command> {
  const words = helpWords[lang];
  const program = new Command('meter');
  dress(program, words, columns);
  program.helpCommand('help [command]', words.commands.help);
  program.description(words.program).version(version, '-V, --version', words.options.version);
  addCommon(program, words);
  const chosen = commandRows.filter(({ name }) => name === named);
  for (const row of chosen.length > 0 ? chosen : commandRows) {
    const command = program.command(row.name).description(words.commands[row.name] ?? row.name);
    dress(command, words, columns);
    const ownWords =
      row.optionWords === undefined ? {} : (await import('./option-words.ts')).optionWords[row.optionWords](lang);
    for (const { syntax, words: key } of row.arguments) command.argument(syntax, words.arguments[key]);
    for (const { flags, words: key, repeatable } of row.options) {
      const option = new Option(flags, ownWords[key] ?? words.options[key] ?? key);
      if (repeatable === true)
        option.argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
      command.addOption(option);
    }
    command.action(async (...given: unknown[]) => run(row, given.slice(0, -2), command.opts(), program.opts()));
  }
  return program;
}

function addCommon(command: Command, { options }: HelpWords): void {
  command
    .addOption(new Option('--json', options.json))
    .addOption(new Option('--lang <code>', options.lang).choices(languages))
    .addOption(
      new Option('-v, --verbose', options.verbose).argParser(
        (_value: unknown, before: number | undefined) => (before ?? 0) + 1,
      ),
    )
    .addOption(new Option('--no-color', options.noColor).default(undefined))
    .addOption(new Option('--config-dir <folder>', options.configDir))
    .addOption(new Option('--show-secrets', options.showSecrets).hideHelp());
}

/** Gives a command its language, its width, and errors that are ours. */
function dress(command: Command, words: HelpWords, columns: number): void {
  command
    .helpOption('-h, --help', words.options.help)
    .showSuggestionAfterError(false)
    .configureOutput({ writeErr: () => {}, getOutHelpWidth: () => columns, getErrHelpWidth: () => columns })
    .configureHelp({
      helpWidth: columns,
      showGlobalOptions: true,
      // The words of an option say its choices and defaults, in the user's language.
      optionDescription: ({ description }) => description,
      commandUsage: (shown) => usageLine(shown, words),
      subcommandTerm: (shown) => translated(`${shown.name()} ${shown.usage()}`.trim(), words),
      styleTitle: (title) => words.titles[title as keyof HelpWords['titles']] ?? title,
    })
    .exitOverride((error) => {
      throw asUsageError(error, words);
    });
}

/** `meter test [options] <meter...>`, with its parents in front. */
function usageLine(command: Command, words: HelpWords): string {
  const parents = command.parent === null ? '' : `${command.parent.name()} `;
  return translated(`${parents}${command.name()} ${command.usage()}`.trim(), words);
}

function translated(line: string, { placeholders }: HelpWords): string {
  return line.replace('[options]', placeholders['[options]']).replace('[command]', placeholders['[command]']);
}

function asUsageError(error: CommanderError, words: HelpWords): Error {
  if (error.exitCode === 0) return error;
  // `meter help nonsense`: commander shows all the help; the mistake deserves its own sentence.
  if (error.code === 'commander.help')
    return new UsageError(words.usage['commander.unknownCommand']?.(process.argv[3] ?? '') ?? '', words.seeHelp);
  const { message, code } = error;
  const name = (/argument '([^']*)' is invalid/.exec(message) ?? /'([^']*)'/.exec(message))?.[1] ?? '';
  const choices = /Allowed choices are (.*)\.$/.exec(message)?.[1];
  const say = words.usage[code];
  return new UsageError(
    say === undefined
      ? message.replace(/^error: /, '')
      : say(code === 'commander.invalidArgument' ? name : (name.split(' ')[0] ?? name)),
    choices === undefined ? words.seeHelp : words.choices(choices),
  );
}

export { CommanderError };
