/** `meter simulate`: runs a simulated meter behind a simulated gateway until it is told to stop. */
import { parseServerAddress, renderEndpoint, type ServerAddress } from '../../evidence/index.ts';
import {
  type Collector,
  type Fault,
  isScenario,
  parseFaults,
  renderFault,
  type Simulator,
  type SimulatorEvent,
  type SimulatorOptions,
  scenarios,
  startCollector,
  startSimulator,
} from '../../simulator/index.ts';
import { type SimulateWords, simulateWords } from '../../wording/index.ts';
import { type Context, UsageError } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { faultUsageError } from './simulate-faults.ts';
import { listFaults } from './simulate-list.ts';
import { renderSimulatorEvent } from './simulate-log.ts';
import type { SimulateOptions } from './simulate-options.ts';

/** How often the collector of a scenario asks, ms. */
const collectorEveryMs = 2000;

/**
 * Runs the simulator. Ends when the context's signal is raised, or, with `once`, when the first client has left.
 * @param scenario faults as `parseFaults` reads them, and names of scenarios
 * @throws UsageError where a fault, an option or the port cannot be had
 */
export async function runSimulate(
  context: Context,
  scenario: string | readonly string[] | undefined,
  options: SimulateOptions,
): Promise<ExitCode> {
  const words: SimulateWords = simulateWords[context.lang];
  if (options.list === true) {
    context.out.write(listFaults(words, { json: context.json, columns: context.out.columns }));
    return exitCode.ok;
  }
  const asked = readScenario([scenario ?? []].flat(), words);
  const { promise: enough, resolve: stop } = ending(context.signal);
  const shows = context.verbosity > 0 || context.err.isTerminal;
  const simulator = await startOrExplain(words, {
    ...readOptions(options, words),
    faults: asked.faults,
    onEvent: (event) => {
      if (shows) context.err.write(renderSimulatorEvent(event, words, context.verbosity) ?? '');
      if (options.once === true && isLast(event, asked.collector)) stop();
    },
  });
  let collector: Collector | null = null;
  try {
    if (asked.collector) collector = await startCollector({ port: simulator.port, everyMs: collectorEveryMs });
    announce(context, words, simulator);
    await enough;
  } finally {
    await collector?.stop();
    await simulator.stop();
  }
  if (shows) context.err.write(`${words.ended(simulator.events.connections, simulator.events.linksLeftOpen)}\n`);
  return exitCode.ok;
}

function announce({ out, err, json }: Context, words: SimulateWords, { host, port, faults }: Simulator): void {
  if (json) {
    const endpoint = renderEndpoint({ transport: 'hdlc', host, port });
    out.write(`${JSON.stringify({ schema: 'meter.simulate/1', endpoint, faults: faults.map(renderFault) })}\n`);
  } else {
    out.write(`listening on ${host}:${port}\n`);
  }
  if (err.isTerminal) err.write(`${words.running(`${host}:${port}`)}\n`);
}

function readScenario(
  texts: readonly string[],
  words: SimulateWords,
): { readonly faults: readonly Fault[]; readonly collector: boolean } {
  const names = texts.flatMap((text) => text.split(/[\s,]+/));
  const chosen = names.filter(isScenario).map((name) => scenarios[name]);
  const written = [...chosen.flatMap(({ faults }) => faults), ...names.filter((name) => !isScenario(name))];
  const { faults, defects } = parseFaults(written);
  const [defect] = defects;
  if (defect !== undefined) throw faultUsageError(defect, words);
  return { faults, collector: chosen.some(({ collector }) => collector) };
}

function readOptions(options: SimulateOptions, words: SimulateWords): SimulatorOptions {
  const { port = '0', server = '1', client = '1,16', maxConnections = '1', timeScale = '1' } = options;
  const scale = Number(timeScale);
  if (!/^\d{1,4}(\.\d{1,6})?$/.test(timeScale) || !(scale >= 0.001 && scale <= 1000)) {
    throw new UsageError(words.optionMalformed('--time-scale', timeScale, '0.001 … 1000'), words.optionHint);
  }
  return {
    port: wholeNumber('--port', port, 0, 65_535, words),
    server: readServer(server, words),
    clients: client.split(',').map((sap) => wholeNumber('--client', sap.trim(), 1, 126, words)),
    maxConnections: wholeNumber('--max-connections', maxConnections, 1, 64, words),
    timeScale: scale,
  };
}

function readServer(text: string, words: SimulateWords): ServerAddress {
  const server = parseServerAddress(text);
  if ('code' in server)
    throw new UsageError(words.optionMalformed('--server', text, '1, 1/17, 1/1234:4'), words.optionHint);
  return server;
}

function wholeNumber(option: string, text: string, minimum: number, maximum: number, words: SimulateWords): number {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= minimum && value <= maximum) return value;
  throw new UsageError(words.optionMalformed(option, text, `${minimum} … ${maximum}`), words.optionHint);
}

async function startOrExplain(words: SimulateWords, options: SimulatorOptions): Promise<Simulator> {
  try {
    return await startSimulator(options);
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
    if (code === 'EADDRINUSE') throw new UsageError(words.portInUse(options.port ?? 0), words.portInUseHint);
    if (code === 'EACCES') throw new UsageError(words.portForbidden(options.port ?? 0), words.portInUseHint);
    throw failure;
  }
}

/** The collector of a scenario is the first to connect; the client that counts comes after it. */
function isLast(event: SimulatorEvent, hasCollector: boolean): boolean {
  return event.type === 'ended' && event.connection > (hasCollector ? 1 : 0);
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
