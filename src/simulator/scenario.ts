/**
 * A scenario as a file: what is wrong with a meter, who else is on its line, how somebody asks it, and which causes
 * are true of it then. The simulator's own are in `scenarios/`; a user's is read the same way.
 *
 *   { "name": "stale-client",
 *     "title": { "en": "…", "es": "…" },
 *     "causes": ["gateway.stale-client", "gateway.busy"],      codes as verdicts name them, the one to name first first
 *     "faults": ["busy=60000"],
 *     "options": { "server": "1/17", "clients": [1, 16] },     of the meter and its gateway, all optional
 *     "collector": { "everyMs": 2000 },                        another client that holds the port
 *     "asks": { "server": "1" },                               what whoever asks it has in his settings
 *     "steps": [{ "afterMs": 5000, "order": "clear busy" }] }  lines as the control port takes them
 */
import { JsonReading } from './json-reading.ts';
import { orderDefect } from './orders.ts';
import { type FaultDefect, parseFaults } from './parse-faults.ts';

/** Of the meter and its gateway; undefined where the scenario leaves it as it is. */
export interface ScenarioOptions {
  /** As the command line writes addresses: `1`, `1/17`, `1/1234:4`. */
  readonly server?: string;
  readonly clients?: readonly number[];
  readonly maxConnections?: number;
  readonly timeScale?: number;
  readonly password?: string;
  readonly informationLength?: number;
  readonly window?: number;
  readonly maxPdu?: number;
  /** Simulated ms. */
  readonly inactivityMs?: number;
  readonly initialisationMs?: number;
}

/** What differs in the settings of whoever asks. */
export interface ScenarioAsks {
  readonly server?: string;
  readonly client?: number;
  readonly transport?: 'hdlc' | 'wrapper';
  readonly password?: string;
}

export interface ScenarioStep {
  /** From the start, simulated ms. */
  readonly afterMs: number;
  readonly order: string;
}

export interface Scenario {
  readonly name: string;
  readonly title: { readonly en: string; readonly es: string };
  readonly causes: readonly string[];
  readonly faults: readonly string[];
  readonly options: ScenarioOptions;
  /** `everyMs`: real ms between its questions; null where there is no other client. */
  readonly collector: { readonly everyMs: number } | null;
  readonly asks: ScenarioAsks;
  readonly steps: readonly ScenarioStep[];
}

export type ScenarioDefect =
  /** `path` is where in the file: `options.server`. */
  | { readonly code: 'scenario-malformed'; readonly path: string }
  | { readonly code: 'scenario-fault'; readonly defect: FaultDefect };

const hour = 3_600_000;
const optionRanges: Readonly<
  Record<
    'maxConnections' | 'informationLength' | 'window' | 'maxPdu' | 'inactivityMs' | 'initialisationMs',
    readonly [number, number]
  >
> = {
  maxConnections: [1, 64],
  informationLength: [16, 2030],
  window: [1, 7],
  maxPdu: [12, 65_535],
  inactivityMs: [1, hour],
  initialisationMs: [0, hour],
};
const patterns = {
  name: /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
  title: /^[^\p{Cc}]{1,200}$/u,
  cause: /^[a-z]+(?:\.[a-z]+(?:-[a-z]+)*)?$/,
  fault: /^[!-~]{1,60}$/,
  address: /^\d{1,5}(?:\/\d{1,5})?(?::[124])?$/,
  password: /^.{0,64}$/su,
  order: /^[ -~]{1,200}$/,
  transport: /^(?:hdlc|wrapper)$/,
} as const;

/** Reads a scenario from parsed JSON. Never throws. */
export function readScenario(value: unknown): Scenario | ScenarioDefect {
  const reading = new JsonReading();
  const names = ['name', 'title', 'causes', 'faults', 'options', 'collector', 'asks', 'steps'] as const;
  const all = reading.fields(value, '', names);
  const title = reading.fields(all.title, 'title', ['en', 'es']);
  const scenario: Scenario = {
    name: reading.text(all.name, 'name', patterns.name),
    title: {
      en: reading.text(title.en, 'title.en', patterns.title),
      es: reading.text(title.es, 'title.es', patterns.title),
    },
    causes: reading.list(all.causes, 'causes', (one, at) => reading.text(one, at, patterns.cause)),
    faults: reading.list(all.faults ?? [], 'faults', (one, at) => reading.text(one, at, patterns.fault)),
    options: readOptions(reading, all.options ?? {}),
    collector: all.collector === undefined ? null : readCollector(reading, all.collector),
    asks: readAsks(reading, all.asks ?? {}),
    steps: reading.list(all.steps ?? [], 'steps', (one, at) => readStep(reading, one, at)),
  };
  if (reading.malformed !== null) return { code: 'scenario-malformed', path: reading.malformed };
  const step = scenario.steps.findIndex(({ order }) => orderDefect(order) !== null);
  if (step >= 0) return { code: 'scenario-malformed', path: `steps.${step}.order` };
  const [defect] = parseFaults(scenario.faults).defects;
  return defect === undefined ? scenario : { code: 'scenario-fault', defect };
}

function readOptions(reading: JsonReading, value: unknown): ScenarioOptions {
  const numberNames = Object.keys(optionRanges) as (keyof typeof optionRanges)[];
  const options = reading.fields(value, 'options', ['server', 'clients', 'timeScale', 'password', ...numberNames]);
  const { server, clients, timeScale, password } = options;
  const sap = (one: unknown, at: string): number => reading.number(one, at, 1, 126);
  return {
    ...(server === undefined ? {} : { server: reading.text(server, 'options.server', patterns.address) }),
    ...(clients === undefined ? {} : { clients: reading.list(clients, 'options.clients', sap) }),
    ...(timeScale === undefined
      ? {}
      : { timeScale: reading.number(timeScale, 'options.timeScale', 0.001, 1000, true) }),
    ...(password === undefined ? {} : { password: reading.text(password, 'options.password', patterns.password) }),
    ...Object.fromEntries(
      numberNames
        .filter((name) => options[name] !== undefined)
        .map((name) => [name, reading.number(options[name], `options.${name}`, ...optionRanges[name])]),
    ),
  };
}

function readCollector(reading: JsonReading, value: unknown): NonNullable<Scenario['collector']> {
  const { everyMs } = reading.fields(value, 'collector', ['everyMs']);
  return { everyMs: reading.number(everyMs, 'collector.everyMs', 10, hour) };
}

function readAsks(reading: JsonReading, value: unknown): ScenarioAsks {
  const asks = reading.fields(value, 'asks', ['server', 'client', 'transport', 'password']);
  const { server, client, transport, password } = asks;
  return {
    ...(server === undefined ? {} : { server: reading.text(server, 'asks.server', patterns.address) }),
    ...(client === undefined ? {} : { client: reading.number(client, 'asks.client', 1, 126) }),
    ...(transport === undefined ? {} : { transport: readTransport(reading, transport) }),
    ...(password === undefined ? {} : { password: reading.text(password, 'asks.password', patterns.password) }),
  };
}

function readTransport(reading: JsonReading, value: unknown): 'hdlc' | 'wrapper' {
  return reading.text(value, 'asks.transport', patterns.transport) === 'wrapper' ? 'wrapper' : 'hdlc';
}

function readStep(reading: JsonReading, value: unknown, path: string): ScenarioStep {
  const { afterMs, order } = reading.fields(value, path, ['afterMs', 'order']);
  return {
    afterMs: reading.number(afterMs, `${path}.afterMs`, 0, hour),
    order: reading.text(order, `${path}.order`, patterns.order),
  };
}
