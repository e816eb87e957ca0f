/** The words of the collector in English. */
import type { CollectorWords } from './collector.ts';

const forms =
  'Write it as systemd:UNIT, systemd-user:UNIT, http://HOST:PORT/base, http://HOST:PORT/base#ID, or none; or give command lines: --collector-command pause=LINE.';
const stays = 'Nothing was changed.';

export const collectorEn: CollectorWords = {
  labels: {
    collector: 'collector',
    commands: 'commands',
    before: 'before',
    paused: 'paused',
    why: 'why',
    port: 'port',
    says: 'it says',
    required: 'it wants',
    quiet: 'also quiet',
    lastLine: 'last line',
    line: 'line',
    asked: 'meter',
    state: 'state',
    id: 'Id',
    name: 'Name',
  },
  states: {
    running: 'running',
    starting: 'starting',
    stopping: 'stopping',
    stopped: 'stopped',
    failed: 'failed',
    paused: 'runs, and leaves this meter alone',
    unknown: 'does not say whether it runs',
  },
  noCollector: 'none',
  notPaused: 'no',
  masked: 'masked: it cannot be started',
  pid: (pid) => `pid ${pid}`,
  restarts: (count) => (count === 1 ? 'restarted once' : `restarted ${count} times`),
  ended: (result, exitStatus) => (exitStatus === null ? result : `${result}, exit status ${exitStatus}`),
  since: (at, ago) => `since ${at} (${ago})`,
  by: (user, host, pid, command) => `by ${user} on ${host} (pid ${pid}, ${command})`,
  runEnded: 'that run has ended without resuming',
  runGoesOn: 'that run goes on',
  undo: {
    start: 'a resume starts the collector again',
    nothing: 'a resume starts nothing: the collector was not running before',
  },

  paused: (name, id) => `${name} (id ${id}) is paused.`,
  stillPaused: (name, id) => `${name} (id ${id}) was paused already, and stays so.`,
  pausedStopped: 'Its collector was stopped.',
  pausedNothing: 'Its collector was not running: nothing had to be stopped.',
  pausedNone: 'It has no collector that this tool knows of: nothing was stopped.',
  resumed: (name, id) => `${name} (id ${id}) is no longer paused.`,
  wasNotPaused: (name, id) => `${name} (id ${id}) was not paused; nothing was done.`,
  resumedStarted: 'Its collector was started.',
  resumedRunning: 'Its collector was running already.',
  resumedNothing: 'Its collector was not started: it was not running before the pause.',
  heldBack: (names) =>
    `Its collector was not started, because it also serves meters that are still paused: ${names}. Whoever is resumed last starts it.`,
  staysPaused: (name, id) => `${name} (id ${id}) stays paused.`,
  restarted: (name, id) => `The collector of ${name} (id ${id}) was restarted.`,
  notRestarted: (name, id) => `The collector of ${name} (id ${id}) was not restarted.`,
  notDone: (name, id) => `${name} (id ${id}) was not paused.`,
  declined: (name, id) => `${name} (id ${id}): nothing was done.`,
  answers: (outcome, client) => `it answers (${outcome}, client ${client})`,
  mute: (code, title) => `no answer: ${code}, ${title}`,
  nextAfterPause: (meter) => `Next: meter test ${meter}, and afterwards: meter resume ${meter}`,
  nextAfterMute: (meter) =>
    `For the whole story: meter test ${meter}. To resume a meter that does not answer: meter resume ${meter} --force`,
  nextHeldBack: (meter) => `Next: meter resume ${meter}`,
  nextStopped: (meter) => `Its collector does not run. To start it: meter restart ${meter}`,
  note: (name, since, by) => `${name} is paused since ${since}, ${by}.`,
  noteResume: (meter) => `To resume it: meter resume ${meter}`,
  noteOrphan: (pid, command) => `The run that paused it (pid ${pid}, ${command}) ended without resuming it.`,
  staysMarked: (name, meter) => `${name} stays marked as paused. To resume it: meter resume ${meter}`,
  takeOverAlready: (name) => `${name} was paused already: it stays paused after the test.`,
  takingOver: (name) => `${name}: pausing its collector for the test …`,
  givingBack: (name) => `${name}: giving the line back to its collector …`,
  givenBack: (name) => `${name}: its collector has the line again.`,
  notGivenBack: (name, meter) =>
    `${name} stays paused, because its collector could not be started. Try: meter resume ${meter} --force`,
  busy: (pid, command) => `Another run of this tool is at work on this collector: process ${pid}, ${command}. ${stays}`,
  busyUnnamed: `Another run of this tool is at work on this collector. ${stays}`,

  port: {
    FREE: 'free: we were let in, no process of this host holds it, and nobody spoke for {seconds} s',
    SELF: 'held by another run of this tool',
    HELD: 'not free: a process of this host holds a connection to it',
    BUSY: 'not free: the gateway refuses us with "{text}"',
    FOREIGN: 'not free: somebody else talks on the line',
    GARBLED: 'not known to be free: bytes came that are no frames',
    CLOSED: 'not known to be free: we were let in and closed out again',
    RESET: 'not known to be free: the connection was reset',
    REFUSED: 'cannot be looked at: connections are refused ({system})',
    UNREACHABLE: 'cannot be looked at: there is no way to the host ({system})',
    'CONNECT-TIMEOUT': 'cannot be looked at: nothing answered the connection attempt',
    'UNKNOWN-HOST': 'cannot be looked at: the host name does not resolve ({system})',
    'NOT-TRIED': 'cannot be looked at: this host could not even try ({system})',
  },
  holder: (name, pid, unit) => `${name} (pid ${pid}${unit})`,
  holderUnit: (unit, user) => `a process of ${unit} (${user}; run as root to see its pid)`,
  holderUser: (user) => `a process of ${user} (run as root to see its pid)`,
  holderHidden: 'a process that the system does not name to this user',
  inUnit: (unit) => `, ${unit}`,
  inUserUnit: (unit) => `, ${unit} of the user's manager`,
  ourRun: (pid, command) => `another run of this tool (pid ${pid}, ${command})`,
  nobody: 'no process of this host holds a connection',
  justClosed: 'just closed',
  justClosedNote: 'a connection of this host was just closed',
  unseen: {
    'no-ss': 'who holds it cannot be seen: there is neither ss nor /proc/net',
    platform: 'who holds it cannot be seen on this system',
    name: 'who holds it cannot be seen: the host name does not resolve',
  },

  failures: {
    'no-systemd': () => ({
      message: 'This host does not run systemd, so it has no such unit and no journal.',
      hint: 'Run this where the collector runs, or say how it is steered: meter edit METER --collector …',
    }),
    'no-program': (detail) => ({
      message: `The program ${detail} is not installed.`,
      hint: 'Install it, or say how the collector is steered: meter edit METER --collector …',
    }),
    'no-bus': (detail) => ({
      message: `There is no manager of this user to talk to (${detail}).`,
      hint: 'A unit of the system is written systemd:UNIT; with sudo, a user has no manager of their own.',
    }),
    'unit-missing': (detail) => ({
      message: `There is no unit ${detail}.`,
      hint: 'See `systemctl list-units --type=service`, and mend the entry: meter edit METER --collector systemd:UNIT',
    }),
    'unit-masked': (detail) => ({
      message: `The unit ${detail} is masked, so it cannot be started.`,
      hint: `A person masked it. To allow it again: sudo systemctl unmask ${detail}`,
    }),
    'no-permission': (detail) => ({
      message: `This user may not steer ${detail}.`,
      hint: 'Run the same command with sudo and --config-dir FOLDER (the folder of your settings), or have an administrator allow it.',
    }),
    'job-failed': (detail) => ({
      message: `The collector did not come up, or did not end: ${detail}.`,
      hint: 'See its log: meter logs METER',
    }),
    timeout: (detail) => ({
      message: `The collector did not do it in time (${detail}).`,
      hint: 'See what it is doing: meter status METER, meter logs METER',
    }),
    'no-command': (detail) => ({
      message: `No command line is registered for "${detail}".`,
      hint: `Give one: meter edit METER --collector-command ${detail}=LINE`,
    }),
    'command-failed': (detail) => ({
      message: `The command line ended with an error: ${detail}.`,
      hint: 'Try it by hand; see it with `meter show METER`.',
    }),
    unreachable: (detail) => ({
      message: `The collector cannot be reached: ${detail}.`,
      hint: 'Does it run? Is its address right? See `meter show METER`.',
    }),
    'http-status': (detail) => ({
      message: `The collector answers with an error: HTTP ${detail}.`,
      hint: '404 mostly means that it does not know this meter: give its id as in http://HOST:PORT/base#ID.',
    }),
    'http-redirect': (detail) => ({
      message: `The collector answers with a redirect (HTTP ${detail}), which is not followed.`,
      hint: 'Register the address that it points to: meter edit METER --collector http://…',
    }),
    'answer-wrong': (detail) => ({
      message: `What answers at ${detail} is no collector of this kind: it is not {"success", "message", "action_required"} in JSON.`,
      hint: 'Is the address right? See `meter show METER`.',
    }),
    'answer-too-long': () => ({
      message: 'The answer of the collector is too long, and was given up.',
      hint: 'Ask for fewer lines: meter logs METER -n 50',
    }),
    refused: (detail) => ({
      message: `The collector refuses: ${detail === '' ? 'it says no more' : detail}.`,
      hint: 'See its log: meter logs METER',
    }),
    unsupported: (detail) => ({
      message: `A collector of this kind cannot do that (${detail}).`,
      hint: 'Only the journal of a unit of systemd knows times.',
    }),
    failed: (detail) => ({ message: `It did not work: ${detail}.`, hint: 'See `meter status METER`.' }),
  },
  required: {
    done: (text) => `${text} (done)`,
    left: (text) => `${text} (left to you)`,
    failed: (text) => `${text} (tried, and failed)`,
  },
  confirmRequired: (text, verb, unit) => `The collector wants: ${text}\nShall systemctl ${verb} ${unit} be run? [y/N] `,
  doingRequired: (verb, unit) => `systemctl ${verb} ${unit} …`,
  confirmQuiet: (names) => `The same collector serves ${names}: they go quiet as well. Go on? [y/N] `,
  quietNeedsYes: (names) => ({
    message: `The same collector serves other meters, which would go quiet as well: ${names}.`,
    hint: 'Add --yes if that is all right.',
  }),
  needsEntry: (text) => ({
    message: `"${text}" is an endpoint; only a registered meter has a collector.`,
    hint: 'Register it: meter add NAME HOST:PORT --collector systemd:UNIT',
  }),
  noCollectorTo: (name, meter) => ({
    message: `${name} has no collector that this tool knows of.`,
    hint: `Say how it is steered: meter edit ${meter} --collector systemd:UNIT`,
  }),
  pausedCannotRestart: (names, meter) => ({
    message: `A restart would start the collector of meters that are paused: ${names}.`,
    hint: `Resume first: meter resume ${meter}`,
  }),
  pausedCannotEdit: (name, meter) => ({
    message: `${name} is paused, and its collector has to be started again the way it was stopped.`,
    hint: `Resume first: meter resume ${meter}. Or give that up: meter edit ${meter} --collector none`,
  }),
  pausedCannotRemove: (name, meter) => ({
    message: `${name} is paused: removed now, nobody would know that its collector is to be started again.`,
    hint: `Resume first: meter resume ${meter} (--force where it does not answer)`,
  }),
  givenUp: (collector) => `The pause stopped ${collector}; a resume will not start it any more.`,
  whyTooLong: (length, maximum) => ({
    message: `The reason has ${length} characters.`,
    hint: `It can have ${maximum} at most.`,
  }),
  linesWrong: (text) => ({
    message: `"${text}" is no number of lines.`,
    hint: 'Give a number from 0 to 100000, e.g. -n 50.',
  }),
  sinceWrong: (text) => ({
    message: `"${text}" is no time.`,
    hint: 'Write it as 10:35, 2025-11-10, 2025-11-10 10:35, or as how long ago: 30m, 2h, 3d.',
  }),
  takeOverEndpoint: (text) => ({
    message: `"${text}" is an endpoint, and has no collector whose line could be taken over.`,
    hint: 'Name a registered meter, or leave --take-over out.',
  }),
  noLines: 'The log has no such lines.',
  levels: ['emerg', 'alert', 'crit', 'error', 'warning', 'notice', 'info', 'debug'],

  usage: {
    malformed: (text) => ({ message: `"${text}" is no collector.`, hint: forms }),
    unit: (unit) => ({
      message: `"${unit}" is not the name of one unit.`,
      hint: 'A unit is named like dlms-multi-meter.service, without patterns; a template with its instance: dlms@2.service.',
    }),
    base: (base, why) => ({
      message:
        why === 'password'
          ? `The address at ${base} carries a user or a password, which would be shown wherever the collector is.`
          : `"${base}" is not the address of a collector.`,
      hint: forms,
    }),
    meterId: (id) => ({
      message: `"${id}" cannot be how a collector calls a meter.`,
      hint: 'It has letters, digits, dots, hyphens and underscores, 64 at most.',
    }),
    command: (text, actions) => ({
      message: `"${text}" is no command line for a collector.`,
      hint: `Write it as ACTION=LINE; the actions are ${actions}.`,
    }),
    commandTwice: (action) => ({ message: `The command line for "${action}" is given twice.`, hint: 'Give it once.' }),
    both: {
      message: '--collector and --collector-command exclude each other.',
      hint: 'A collector is a unit, an address, or a set of command lines.',
    },
    line: {
      'command-empty': (action) => ({
        message: `The command line for "${action}" names no program.`,
        hint: `Write it as ${action}=PROGRAM ARGUMENTS.`,
      }),
      'quote-open': (action) => ({
        message: `A quote is not closed in the command line for "${action}".`,
        hint: 'Close it, or write \\\' or \\" for the sign itself.',
      }),
      'wants-shell': (action, sign) => ({
        message: `The command line for "${action}" holds "${sign}", which only a shell understands; none is used.`,
        hint: 'Put it into a script and name that, or write it in quotes if the sign itself is meant.',
      }),
      'command-too-long': (action) => ({
        message: `The command line for "${action}" is too long.`,
        hint: 'Put it into a script and name that.',
      }),
    },
  },
  activity: {
    asking: 'asking the collector',
    stopping: 'stopping the collector',
    starting: 'starting the collector',
    restarting: 'restarting the collector',
    checking: 'looking whether the port is free',
  },
  options: {
    why: 'why it is paused, for others to read',
    quietYes: 'go on although other meters of the same collector go quiet; do what the collector wants done',
    requiredYes: 'do what the collector wants done, without a question',
    force: 'resume without asking the meter first',
    lines: 'how many lines (20)',
    since: 'only lines from then on: 10:35, 2025-11-10, 2025-11-10 10:35, 30m, 2h, 3d',
    follow: 'go on with lines as they come',
    takeOver: 'pause the collector meanwhile and resume it afterwards, whatever happens',
  },
};
