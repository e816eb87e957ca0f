/** `meter simulate`: runs a simulated meter behind a simulated gateway until it is told to stop. */
import { parseServerAddress, renderEndpoint, type ServerAddress } from '../../evidence/index.ts';
import {
  type Collector,
  type Control,
  type Fault,
  faultRow,
  isScenario,
  parseFaults,
  renderFault,
  type Simulator,
  type SimulatorEvent,
  type SimulatorOptions,
  scenarios,
  startCollector,
  startControl,
  startSimulator,
} from '../../simulator/index.ts';
import { type SimulateWords, simulateWords } from '../../wording/index.ts';
import { type Context, UsageError } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { faultUsageError } from './simulate-faults.ts';
import { listFaults } from './simulate-list.ts';
import { SimulateLog } from './simulate-log.ts';
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
  const log = new SimulateLog(words, context.verbosity);
  const simulator = await startOrExplain(words, {
    ...readOptions(options, words),
    ...readMeterOptions(options, words),
    ...readListener(options, asked.faults, words),
    faults: asked.faults,
    onEvent: (event) => {
      if (shows) context.err.write(log.render(event) ?? '');
      if (options.once === true && isLast(event, asked.collector)) stop();
    },
  });
  let collector: Collector | null = null;
  let control: Control | null = null;
  try {
    control = await readControl(options, simulator, stop, words);
    if (asked.collector) collector = await startCollector({ port: simulator.port, everyMs: collectorEveryMs });
    announce(context, words, simulator, options.wrapper === true ? 'wrapper' : 'hdlc', control);
    await enough;
  } finally {
    await control?.stop();
    await collector?.stop();
    await simulator.stop();
  }
  if (shows) context.err.write(`${words.ended(simulator.events.connections, simulator.events.linksLeftOpen)}\n`);
  return exitCode.ok;
}

function announce(
  { out, err, json }: Context,
  words: SimulateWords,
  { host, port, faults }: Simulator,
  transport: 'hdlc' | 'wrapper',
  control: Control | null,
): void {
  if (json) {
    const endpoint = renderEndpoint({ transport, host, port });
    const controlled =
      control === null ? {} : { control: renderEndpoint({ transport: 'hdlc', host, port: control.port }) };
    const document = { schema: 'meter.simulate/1', endpoint, faults: faults.map(renderFault), ...controlled };
    out.write(`${JSON.stringify(document)}\n`);
  } else {
    out.write(`listening on ${host}:${port}\n`);
    if (control !== null) out.write(`control on ${host}:${control.port}\n`);
  }
  const place = transport === 'wrapper' ? renderEndpoint({ transport, host, port }) : `${host}:${port}`;
  if (err.isTerminal) err.write(`${words.running(place)}\n`);
  if (err.isTerminal && control !== null) err.write(`${words.controlOn(`${host}:${control.port}`)}\n`);
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
    initialisationMs: 1000 * wholeNumber('--initialisation', options.initialisation ?? '150', 0, 3600, words),
  };
}

function readMeterOptions(options: SimulateOptions, words: SimulateWords): SimulatorOptions {
  const {
    password = '00000000',
    maxPdu = '1200',
    informationLength = '128',
    window = '1',
    profileRows = '96',
  } = options;
  return {
    password,
    clientPasswords: readPasswords(options.clientPassword ?? '', words),
    maxPdu: wholeNumber('--max-pdu', maxPdu, 12, 65_535, words),
    informationLength: wholeNumber('--information-length', informationLength, 16, 2030, words),
    window: wholeNumber('--window', window, 1, 7, words),
    profileRows: wholeNumber('--profile-rows', profileRows, 0, 1_000_000, words),
    blockTransfer: options.blockTransfer ?? true,
  };
}

/** `32=text,48=text`: an error does not repeat what was typed, which may be a secret. */
function readPasswords(text: string, words: SimulateWords): Readonly<Record<number, string>> {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return Object.fromEntries(
    pairs.map((pair) => {
      const match = /^ *(\d{1,3})=(.*)$/s.exec(pair);
      if (match === null) {
        throw new UsageError(words.optionMalformed('--client-password', '***', '32=…,48=…'), words.optionHint);
      }
      return [wholeNumber('--client-password', match[1] ?? '', 1, 126, words), match[2] ?? ''];
    }),
  );
}

function readListener(
  { wrapper = false }: SimulateOptions,
  faults: readonly Fault[],
  words: SimulateWords,
): SimulatorOptions {
  if (!wrapper) return {};
  const ofGateway = faults.find(({ name }) => faultRow(name).part === 'gateway');
  if (ofGateway !== undefined) throw new UsageError(words.faultNeedsGateway(ofGateway.name), words.seeList);
  return { listener: 'wrapper' };
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
