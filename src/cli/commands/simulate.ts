/** `meter simulate`: runs a simulated meter behind a simulated gateway until it is told to stop. */
import { renderEndpoint } from '../../evidence/index.ts';
import {
  type Collector,
  type Control,
  renderFault,
  type Simulator,
  type SimulatorEvent,
  type SimulatorOptions,
  startCollector,
  startControl,
  startSimulator,
} from '../../simulator/index.ts';
import { type SimulateWords, simulateWords } from '../../wording/index.ts';
import { type Context, UsageError } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { readInput, type SimulateInput, withScenarios } from './simulate-input.ts';
import { listFaults } from './simulate-list.ts';
import { SimulateLog } from './simulate-log.ts';
import type { SimulateOptions } from './simulate-options.ts';
import { readListener, readMeterOptions, readOptions, wholeNumber } from './simulate-settings.ts';

/**
 * Runs the simulator. Ends when the context's signal is raised, when the control port is told so, or, with `once`,
 * when the first client has left.
 * @param scenario faults as `parseFaults` reads them, names and files of scenarios, or one capture
 * @throws UsageError where a fault, a file, an option or the port cannot be had
 */
export async function runSimulate(
  context: Context,
  scenario: string | readonly string[] | undefined,
  typed: SimulateOptions,
): Promise<ExitCode> {
  const words: SimulateWords = simulateWords[context.lang];
  if (typed.list === true) {
    context.out.write(listFaults(words, context));
    return exitCode.ok;
  }
  const input = await readInput([scenario ?? []].flat(), words);
  const options = withScenarios(input.scenarios, typed);
  const collectors = input.scenarios.flatMap(({ collector }) => collector ?? []);
  const { promise: enough, resolve: stop } = ending(context.signal);
  const shows = context.verbosity > 0 || context.err.isTerminal;
  const log = new SimulateLog(words, context.verbosity);
  const simulator = await startOrExplain(words, {
    ...readOptions(options, words),
    ...readMeterOptions(options, words),
    ...readListener(options, input.faults, words),
    ...fromInput(input, typed),
    onEvent: (event) => {
      if (shows) context.err.write(log.render(event) ?? '');
      if (options.once === true && isLast(event, collectors.length)) stop();
    },
  });
  const started: Collector[] = [];
  let control: Control | null = null;
  try {
    control = await readControl(options, simulator, stop, words);
    const { port } = simulator;
    for (const { everyMs } of collectors) started.push(await startCollector({ port, everyMs }));
    announce(context, words, simulator, { input, transport: options.wrapper === true ? 'wrapper' : 'hdlc', control });
    await enough;
  } finally {
    await control?.stop();
    for (const collector of started) await collector.stop();
    await simulator.stop();
  }
  if (shows) context.err.write(`${words.ended(simulator.events.connections, simulator.events.linksLeftOpen)}\n`);
  return exitCode.ok;
}

/** What scenarios and captures say that no option does. */
function fromInput({ faults, scenarios, capture }: SimulateInput, typed: SimulateOptions): SimulatorOptions {
  const given = Object.assign({}, ...scenarios.map(({ options }) => options));
  const { inactivityMs, initialisationMs } = given as Partial<SimulatorOptions>;
  return {
    faults,
    steps: scenarios.flatMap(({ steps }) => steps),
    ...(inactivityMs === undefined ? {} : { inactivityMs }),
    ...(initialisationMs === undefined || typed.initialisation !== undefined ? {} : { initialisationMs }),
    ...(capture === null ? {} : { capture }),
  };
}

interface Announced {
  readonly input: SimulateInput;
  readonly transport: 'hdlc' | 'wrapper';
  readonly control: Control | null;
}

function announce(
  { out, err, json }: Context,
  words: SimulateWords,
  { host, port, faults }: Simulator,
  { input, transport, control }: Announced,
): void {
  const names = input.scenarios.map(({ name }) => name);
  if (json) {
    const document = {
      schema: 'meter.simulate/1',
      endpoint: renderEndpoint({ transport, host, port }),
      faults: faults.map(renderFault),
      ...(names.length === 0 ? {} : { scenarios: names, causes: causesOf(input) }),
      ...(control === null ? {} : { control: renderEndpoint({ transport: 'hdlc', host, port: control.port }) }),
    };
    out.write(`${JSON.stringify(document)}\n`);
  } else {
    out.write(`listening on ${host}:${port}\n`);
    if (control !== null) out.write(`control on ${host}:${control.port}\n`);
  }
  if (!err.isTerminal) return;
  const asks = Object.assign(
    {},
    ...input.scenarios.map((one) => one.asks),
  ) as SimulateInput['scenarios'][number]['asks'];
  const place =
    (asks.transport ?? transport) === 'wrapper'
      ? renderEndpoint({ transport: 'wrapper', host, port })
      : `${host}:${port}`;
  const asked = [
    ...(asks.server === undefined ? [] : [`--server ${asks.server}`]),
    ...(asks.client === undefined ? [] : [`--client ${asks.client}`]),
  ];
  err.write(`${words.running} ${words.asked(place, asked.map((option) => ` ${option}`).join(''))}\n`);
  const questions = input.capture?.filter(({ kind }) => kind === 'sent').length;
  if (questions !== undefined) err.write(`${words.plays(questions)}\n`);
  if (control !== null) err.write(`${words.controlOn(`${host}:${control.port}`)}\n`);
}

/** The causes that are true of all scenarios together: what is wrong with one is no longer in order. */
function causesOf({ scenarios }: SimulateInput): readonly string[] {
  const all = [...new Set(scenarios.flatMap(({ causes }) => causes))];
  return all.length > 1 ? all.filter((code) => code !== 'ok') : all;
}

async function readControl(
  { control }: SimulateOptions,
  simulator: Simulator,
  stop: () => void,
  words: SimulateWords,
): Promise<Control | null> {
  if (control === undefined) return null;
  const port = wholeNumber('--control', control, 0, 65_535, words);
  try {
    return await startControl(simulator, { port, onQuit: stop });
  } catch (failure) {
    throw portError(failure, port, words);
  }
}

async function startOrExplain(words: SimulateWords, options: SimulatorOptions): Promise<Simulator> {
  try {
    return await startSimulator(options);
  } catch (failure) {
    throw portError(failure, options.port ?? 0, words);
  }
}

/** Why a port cannot be had, for whom it is to blame on; anything else as it came. */
function portError(failure: unknown, port: number, words: SimulateWords): unknown {
  const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
  if (code === 'EADDRINUSE') return new UsageError(words.portInUse(port), words.portInUseHint);
  if (code === 'EACCES') return new UsageError(words.portForbidden(port), words.portInUseHint);
  return failure;
}

/** The collectors of scenarios are the first to connect; the client that counts comes after them. */
function isLast(event: SimulatorEvent, collectors: number): boolean {
  return event.type === 'ended' && event.connection > collectors;
}

function ending(signal: AbortSignal): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => {};
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  if (signal.aborted) resolve();
  else signal.addEventListener('abort', resolve, { once: true });
  return { promise, resolve };
}
