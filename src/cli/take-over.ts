/**
 * `meter test --take-over`, `meter probe --take-over`: the collectors of the meters are paused for the work, and resumed on every way out of it:
 * its end, an error, Ctrl-C, SIGTERM. Should this process be killed, the meters stay marked as paused, by a run that has
 * ended, and the next command says so.
 */
import { safeText } from '../bytes/printable.ts';
import { isCollectorError } from '../collector/index.ts';
import type { MeterEntry } from '../meters/index.ts';
import { failureHint, failureText, portText } from '../report/index.ts';
import { collectorWords } from '../wording/index.ts';
import type { Agreement } from './action-required.ts';
import { writeBusy, writeFailure } from './collector-screen.ts';
import { askTerminal } from './commands/ask.ts';
import { inWords, usageError } from './commands/registry-settings.ts';
import type { Context } from './context.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { meterNow } from './meter-now.ts';
import { pauseMeter } from './pause-meter.ts';
import type { TakeOverCommand } from './pause-note.ts';
import { checkPort } from './port-check.ts';
import { mayQuiet } from './quiet-others.ts';
import { type Registered, registeredMeter } from './registered-meter.ts';
import { resumeMeter } from './resume-meter.ts';

export interface TakeOverOptions {
  readonly yes?: boolean;
}

interface Taking {
  readonly command: TakeOverCommand;
  readonly agreement: Agreement;
}

/**
 * @param work what is done while the collectors are paused
 * @throws whatever `work` throws, after everything was resumed
 */
export async function withTakeOver(
  context: Context,
  wanted: readonly string[],
  { yes = false }: TakeOverOptions,
  work: () => Promise<ExitCode>,
  command: TakeOverCommand = 'meter test --take-over',
): Promise<ExitCode> {
  const taking: Taking = { command, agreement: { yes, ask: askTerminal(context) } };
  const named = await inWords(context.lang, () => registeredMeters(context, wanted, command));
  const taken: Registered[] = [];
  let allGiven = true;
  let code: ExitCode | null = null;
  try {
    for (const one of named) code ??= await inWords(context.lang, () => take(context, one, named, taken, taking));
    code ??= await work();
  } finally {
    for (const one of taken.toReversed()) allGiven = (await giveBack(context, one, taking)) && allGiven;
  }
  // A collector that stays stopped must not end in 0.
  return code === exitCode.ok && !allGiven ? exitCode.fault : code;
}

async function registeredMeters(
  context: Context,
  wanted: readonly string[],
  command: TakeOverCommand,
): Promise<readonly Registered[]> {
  const found: Registered[] = [];
  for (const text of wanted) {
    if (/[:/]/.test(text)) throw usageError(collectorWords[context.lang].takeOverEndpoint(text));
    const one = await registeredMeter(context, text, command);
    if (!found.some(({ meter }) => meter.id === one.meter.id)) found.push(one);
  }
  return found;
}

/** @returns why the test cannot begin; null where it can */
async function take(
  context: Context,
  one: Registered,
  named: readonly Registered[],
  taken: Registered[],
  { command, agreement }: Taking,
): Promise<ExitCode | null> {
  const { err, lang } = context;
  const words = collectorWords[lang];
  const { settings, meter } = one;
  const name = safeText(meter.name);
  err.write(`${words.takingOver(name)}\n`);
  // From here on: an interruption may come between the mark and the end of the pause.
  taken.push(one);
  const result = await pauseMeter(context, settings, meter, {
    why: null,
    command,
    agreement,
    mayQuiet: (others) =>
      mayQuiet(
        context,
        others,
        agreement,
        named.map((other) => other.meter),
      ),
  });
  switch (result.type) {
    case 'failed':
      writeFailure(context, result.failure);
      return exitCode.fault;
    case 'held':
      writeBusy(context, result.owner);
      return exitCode.busy;
    case 'declined':
      err.write(`${words.declined(name, meter.id)}\n`);
      return exitCode.fault;
    case 'paused': {
      if (result.already) err.write(`${words.takeOverAlready(name)}\n`);
      const port = await checkPort(context, meter.endpoint, command);
      if (port.outcome !== 'FREE') err.write(`${name}: ${portText(port, lang)}\n`);
      return null;
    }
  }
}

/** Undoes our own pause, and nobody else's. Never throws: there may be more to give back. */
async function giveBack(
  context: Context,
  { settings, meter }: Registered,
  { command, agreement }: Taking,
): Promise<boolean> {
  const { err, lang } = context;
  const words = collectorWords[lang];
  const name = safeText(meter.name);
  const failed = (why: string) => {
    err.write(`meter: ${why}\n${words.notGivenBack(name, `${meter.id}`)}\n`);
    return false;
  };
  try {
    if (!isOurs(await meterNow(settings, meter), command)) return true;
    err.write(`${words.givingBack(name)}\n`);
    // The command may have been interrupted; giving back is not.
    const unhurried = { err, lang, signal: new AbortController().signal };
    const result = await resumeMeter(unhurried, settings, meter, command, agreement);
    if (result.type === 'failed') return failed(failureText(result.failure, lang));
    if (result.type === 'held') return failed(words.busyUnnamed);
    err.write(`${words.givenBack(name)}\n`);
    return true;
  } catch (error) {
    if (isCollectorError(error)) return failed(`${failureText(error, lang)} ${failureHint(error, lang)}`);
    return failed(safeText(error instanceof Error ? error.message : String(error)));
  }
}

function isOurs({ paused }: MeterEntry, command: TakeOverCommand): boolean {
  return paused !== undefined && paused.by.command === command && paused.by.pid === process.pid;
}
