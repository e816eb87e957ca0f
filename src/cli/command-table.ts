/** Every command: its arguments, its options, and where its work is loaded from. */
import { registryCommands } from './commands/registry-options.ts';
import { simulateOptions } from './commands/simulate-options.ts';
import type { Context } from './context.ts';
import type { ExitCode } from './exit-code.ts';
import type { optionWords } from './option-words.ts';

export interface CommandRow {
  readonly name: string;
  /** `words` names the sentence in the help words. */
  readonly arguments: readonly { readonly syntax: string; readonly words: string }[];
  readonly options: readonly { readonly flags: string; readonly words: string; readonly repeatable?: boolean }[];
  /** Words of options that only this command has. */
  readonly optionWords?: keyof typeof optionWords;
  /** Loads the command and runs it. */
  readonly run: (context: Context, args: readonly never[], options: never) => Promise<ExitCode>;
}

const target = [
  { flags: '--server <address>', words: 'server' },
  { flags: '--client <sap>', words: 'client' },
  { flags: '--credential <name>', words: 'credential' },
] as const;

/** Of every command that opens a session with one meter. */
const session = [
  ...target,
  { flags: '--timeout <seconds>', words: 'timeout' },
  { flags: '--connect-timeout <seconds>', words: 'connectTimeout' },
  { flags: '--trace <file>', words: 'trace' },
  { flags: '--pcap <file>', words: 'pcap' },
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
      { flags: '--pcap <file>', words: 'pcap' },
      { flags: '--take-over', words: 'takeOver' },
      { flags: '-y, --yes', words: 'quietYes' },
    ],
    optionWords: 'collector',
    run: async (context, [meters], options) =>
      (await import('./commands/test.ts')).runTestCommand(context, meters as never, options),
  },
  {
    name: 'probe',
    arguments: [{ syntax: '<meter>', words: 'meter' }],
    options: [
      { flags: '--only <groups>', words: 'only' },
      { flags: '--from <number>', words: 'from' },
      { flags: '--to <number>', words: 'to' },
      { flags: '--serial <number>', words: 'serial' },
      { flags: '--wait [seconds]', words: 'wait' },
      { flags: '--frame <hex>', words: 'frame' },
      { flags: '--save', words: 'save' },
      { flags: '--plan', words: 'plan' },
      { flags: '--take-over', words: 'takeOver' },
      { flags: '-y, --yes', words: 'quietYes' },
      ...session,
    ],
    optionWords: 'probe',
    run: async (context, [meter], options) =>
      (await import('./commands/probe.ts')).runProbeCommand(context, meter as never, options),
  },
  {
    name: 'report',
    arguments: [{ syntax: '<meter>', words: 'meter' }],
    options: [
      { flags: '-o, --output <file>', words: 'output' },
      { flags: '--format <format>', words: 'format' },
      { flags: '--force', words: 'force' },
      { flags: '--from <file>', words: 'from' },
      { flags: '--no-test', words: 'noTest' },
      { flags: '--probe', words: 'probe' },
      { flags: '--serial <number>', words: 'serial' },
      { flags: '--anonymize', words: 'anonymize' },
      ...session,
      { flags: '--depth <depth>', words: 'depth' },
      { flags: '--take-over', words: 'takeOver' },
      { flags: '-y, --yes', words: 'yes' },
    ],
    optionWords: 'report',
    run: async (context, [meter], options) =>
      (await import('./commands/report.ts')).runReport(context, meter as never, options),
  },
  {
    name: 'read',
    arguments: [
      { syntax: '<meter>', words: 'meter' },
      { syntax: '[object...]', words: 'objects' },
    ],
    options: [...session, { flags: '--watch <seconds>', words: 'watch' }, { flags: '--raw', words: 'raw' }],
    optionWords: 'objects',
    run: async (context, [meter, objects], options) =>
      (await import('./commands/read.ts')).runRead(context, meter as never, objects as never, options),
  },
  {
    name: 'follow',
    arguments: [{ syntax: '<meter>', words: 'meter' }],
    options: [
      { flags: '--every <seconds>', words: 'every' },
      { flags: '--register <object>', words: 'register', repeatable: true },
      { flags: '--via <way>', words: 'via' },
      { flags: '--for <duration>', words: 'for' },
      { flags: '--count <number>', words: 'count' },
      { flags: '--inactivity <seconds>', words: 'inactivity' },
      ...session,
    ],
    optionWords: 'follow',
    run: async (context, [meter], options) =>
      (await import('./commands/follow.ts')).runFollow(context, meter as never, options),
  },
  {
    name: 'clock',
    arguments: [{ syntax: '<meter>', words: 'meter' }],
    options: [...session, { flags: '--max-drift <seconds>', words: 'maxDrift' }],
    optionWords: 'clock',
    run: async (context, [meter], options) =>
      (await import('./commands/clock.ts')).runClock(context, meter as never, options),
  },
  {
    name: 'profile',
    arguments: [
      { syntax: '<meter>', words: 'meter' },
      { syntax: '[object]', words: 'profile' },
    ],
    options: [
      { flags: '--last <span>', words: 'last' },
      { flags: '--from <time>', words: 'from' },
      { flags: '--to <time>', words: 'to' },
      { flags: '--entries <range>', words: 'entries' },
      { flags: '--last-entries <number>', words: 'lastEntries' },
      { flags: '--all', words: 'all' },
      { flags: '--columns <list>', words: 'columns' },
      { flags: '--csv', words: 'csv' },
      { flags: '--plot [column]', words: 'plot' },
      ...session,
    ],
    optionWords: 'profile',
    run: async (context, [meter, object], options) =>
      (await import('./commands/profile.ts')).runProfile(context, meter as never, object as never, options),
  },
  {
    name: 'browse',
    arguments: [
      { syntax: '<meter>', words: 'meter' },
      { syntax: '[filter]', words: 'filter' },
    ],
    options: [
      ...session,
      { flags: '--class <id>', words: 'class' },
      { flags: '--tree', words: 'tree' },
      { flags: '--values', words: 'values' },
      { flags: '--profiles', words: 'profiles' },
      { flags: '--refresh', words: 'refresh' },
    ],
    optionWords: 'objects',
    run: async (context, [meter, filter], options) =>
      (await import('./commands/browse.ts')).runBrowse(context, meter as never, filter, options),
  },
  {
    name: 'set',
    arguments: [
      { syntax: '<meter>', words: 'meter' },
      { syntax: '<object>', words: 'object' },
      { syntax: '<value>', words: 'value' },
    ],
    options: [...session, { flags: '--scaled', words: 'scaled' }, { flags: '-y, --yes', words: 'yes' }],
    optionWords: 'objects',
    run: async (context, [meter, object, value], options) =>
      (await import('./commands/set.ts')).runSet(context, meter as never, object as never, value as never, options),
  },
  {
    name: 'act',
    arguments: [
      { syntax: '<meter>', words: 'meter' },
      { syntax: '<object>', words: 'method' },
      { syntax: '[value]', words: 'parameter' },
    ],
    options: [...session, { flags: '-y, --yes', words: 'yes' }],
    optionWords: 'objects',
    run: async (context, [meter, object, value], options) =>
      (await import('./commands/act.ts')).runAct(context, meter as never, object as never, value, options),
  },
  {
    name: 'decode',
    arguments: [{ syntax: '[bytes...]', words: 'bytes' }],
    options: [
      { flags: '--file <file>', words: 'file' },
      { flags: '--story', words: 'story' },
      { flags: '--frames', words: 'frames' },
    ],
    run: async (context, [bytes], options) =>
      (await import('./commands/decode.ts')).runDecode(context, bytes as never, options),
  },
  {
    name: 'add',
    ...registryCommands.add,
    optionWords: 'registry',
    run: async (context, [name, endpoint], options) =>
      (await import('./commands/add.ts')).runAdd(context, name as never, endpoint as never, options),
  },
  {
    name: 'edit',
    ...registryCommands.edit,
    optionWords: 'registry',
    run: async (context, [meter], options) =>
      (await import('./commands/edit.ts')).runEdit(context, meter as never, options),
  },
  {
    name: 'remove',
    ...registryCommands.remove,
    optionWords: 'registry',
    run: async (context, [meter], options) =>
      (await import('./commands/remove.ts')).runRemove(context, meter as never, options),
  },
  {
    name: 'list',
    ...registryCommands.list,
    run: async (context) => (await import('./commands/list.ts')).runList(context),
  },
  {
    name: 'show',
    ...registryCommands.show,
    run: async (context, [meter]) => (await import('./commands/show.ts')).runShow(context, meter as never),
  },
  {
    name: 'history',
    arguments: [{ syntax: '[meter]', words: 'meter' }],
    options: [
      { flags: '-n, --number <count>', words: 'number' },
      { flags: '--since <time>', words: 'since' },
      { flags: '--csv', words: 'csv' },
      { flags: '--prune <days>', words: 'prune' },
    ],
    optionWords: 'history',
    run: async (context, [meter], options) =>
      (await import('./commands/history.ts')).runHistory(context, meter, options),
  },
  {
    name: 'health',
    arguments: [],
    options: [{ flags: '--sort', words: 'sort' }],
    optionWords: 'health',
    run: async (context, _args, options) => (await import('./commands/health.ts')).runHealth(context, options),
  },
  {
    name: 'doctor',
    arguments: [],
    options: [],
    run: async (context) => (await import('./commands/doctor.ts')).runDoctor(context),
  },
  {
    name: 'pause',
    arguments: [{ syntax: '<meter>', words: 'registered' }],
    options: [
      { flags: '--why <text>', words: 'why' },
      { flags: '-y, --yes', words: 'quietYes' },
    ],
    optionWords: 'collector',
    run: async (context, [meter], options) =>
      (await import('./commands/pause.ts')).runPause(context, meter as never, options),
  },
  {
    name: 'resume',
    arguments: [{ syntax: '<meter>', words: 'registered' }],
    options: [
      { flags: '--force', words: 'force' },
      { flags: '--timeout <seconds>', words: 'timeout' },
      { flags: '-y, --yes', words: 'requiredYes' },
    ],
    optionWords: 'collector',
    run: async (context, [meter], options) =>
      (await import('./commands/resume.ts')).runResume(context, meter as never, options),
  },
  {
    name: 'restart',
    arguments: [{ syntax: '<meter>', words: 'registered' }],
    options: [{ flags: '-y, --yes', words: 'quietYes' }],
    optionWords: 'collector',
    run: async (context, [meter], options) =>
      (await import('./commands/restart.ts')).runRestart(context, meter as never, options),
  },
  {
    name: 'recover',
    arguments: [{ syntax: '<meter>', words: 'meter' }],
    options: [
      { flags: '--plan', words: 'plan' },
      { flags: '--from <step>', words: 'from' },
      { flags: '--inactivity <seconds>', words: 'inactivity' },
      { flags: '--power-off <seconds>', words: 'powerOff' },
      { flags: '--initialisation <seconds>', words: 'initialisation' },
      { flags: '--follow <seconds>', words: 'follow' },
      { flags: '--yes-display', words: 'yesDisplay' },
      { flags: '-y, --yes', words: 'yes' },
      ...session,
    ],
    optionWords: 'recover',
    run: async (context, [meter], options) =>
      (await import('./commands/recover.ts')).runRecover(context, meter as never, options),
  },
  {
    name: 'status',
    arguments: [{ syntax: '[meter]', words: 'registered' }],
    options: [],
    run: async (context, [meter]) => (await import('./commands/status.ts')).runStatus(context, meter),
  },
  {
    name: 'logs',
    arguments: [{ syntax: '<meter>', words: 'registered' }],
    options: [
      { flags: '-n, --lines <number>', words: 'lines' },
      { flags: '--since <time>', words: 'since' },
      { flags: '-f, --follow', words: 'follow' },
    ],
    optionWords: 'collector',
    run: async (context, [meter], options) =>
      (await import('./commands/logs.ts')).runLogs(context, meter as never, options),
  },
  {
    name: 'simulate',
    arguments: [{ syntax: '[fault...]', words: 'fault' }],
    options: simulateOptions.map(({ flags, key }) => ({ flags, words: key })),
    optionWords: 'simulate',
    run: async (context, [faults], options) =>
      (await import('./commands/simulate.ts')).runSimulate(context, faults as never, options),
  },
  {
    name: 'demo',
    arguments: [],
    options: [],
    run: async (context) => (await import('./commands/demo.ts')).runDemo(context),
  },
];
