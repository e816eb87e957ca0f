/** What is named on the command line of `meter simulate`: faults, scenarios, a scenario's file, a capture. */
import { readFile } from 'node:fs/promises';
import { safeText } from '../../bytes/printable.ts';
import { type CaptureEvent, parseCapture } from '../../line/index.ts';
import {
  type Fault,
  parseFaults,
  readScenario,
  type Scenario,
  type ScenarioOptions,
  scenarioNamed,
} from '../../simulator/index.ts';
import type { SimulateWords } from '../../wording/index.ts';
import { UsageError } from '../context.ts';
import { faultUsageError } from './simulate-faults.ts';
import type { SimulateOptions } from './simulate-options.ts';

export interface SimulateInput {
  readonly faults: readonly Fault[];
  readonly scenarios: readonly Scenario[];
  readonly capture: readonly CaptureEvent[] | null;
}

/** Octets of the longest file. */
const longestFile = 16 * 1024 * 1024;

/** @throws UsageError where a name, a file or what is in it is not as it should be */
export async function readInput(texts: readonly string[], words: SimulateWords): Promise<SimulateInput> {
  const scenarios: Scenario[] = [];
  const written: string[] = [];
  let capture: readonly CaptureEvent[] | null = null;
  for (const text of texts) {
    if (text.endsWith('.cap')) {
      if (texts.length > 1) throw new UsageError(words.captureAlone(safeText(text)), words.captureHint);
      capture = await readCaptureFile(text, words);
    } else if (text.endsWith('.json')) scenarios.push(await readScenarioFile(text, words));
    else {
      for (const name of text.split(/[\s,]+/)) {
        const known = scenarioNamed(name);
        if (known === null) written.push(name);
        else scenarios.push(known);
      }
    }
  }
  const { faults, defects } = parseFaults([...scenarios.flatMap((one) => one.faults), ...written]);
  const [defect] = defects;
  if (defect !== undefined) throw faultUsageError(defect, words);
  return { faults, scenarios, capture };
}

/** The options of scenarios as the command line writes them, the later one's first; what is typed counts more. */
export function withScenarios(scenarios: readonly Scenario[], typed: SimulateOptions): SimulateOptions {
  return Object.assign({}, ...scenarios.map(({ options }) => asTyped(options)), typed);
}

function asTyped(options: ScenarioOptions): SimulateOptions {
  const { server, clients, password, timeScale, maxConnections, informationLength, window, maxPdu } = options;
  const number = (value: number | undefined) => (value === undefined ? undefined : `${value}`);
  const texts = {
    server,
    password,
    client: clients?.join(','),
    timeScale: number(timeScale),
    maxConnections: number(maxConnections),
    informationLength: number(informationLength),
    window: number(window),
    maxPdu: number(maxPdu),
  };
  return Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined));
}

async function readScenarioFile(path: string, words: SimulateWords): Promise<Scenario> {
  const file = safeText(path);
  const scenario = readScenario(parseJson(await readText(path, words), file, words));
  if (!('code' in scenario)) return scenario;
  if (scenario.code === 'scenario-fault') throw faultUsageError(scenario.defect, words);
  throw new UsageError(words.scenarioMalformed(file, safeText(scenario.path)), words.scenarioHint);
}

function parseJson(text: string, file: string, words: SimulateWords): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(words.scenarioNoJson(file), words.scenarioHint);
  }
}

async function readCaptureFile(path: string, words: SimulateWords): Promise<readonly CaptureEvent[]> {
  const { events, defects } = parseCapture(await readText(path, words));
  const [defect] = defects;
  if (defect !== undefined) throw new UsageError(words.captureLine(safeText(path), defect.line), words.captureHint);
  if (events.length === 0) throw new UsageError(words.captureEmpty(safeText(path)), words.captureHint);
  return events;
}

async function readText(path: string, words: SimulateWords): Promise<string> {
  const bytes = await readFile(path).catch((failure: unknown) => {
    const code = failure instanceof Error && 'code' in failure ? `${failure.code}` : '?';
    throw new UsageError(words.fileUnreadable(safeText(path), code));
  });
  if (bytes.length > longestFile) throw new UsageError(words.fileTooLong(safeText(path)));
  return bytes.toString('utf8');
}
