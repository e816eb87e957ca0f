/**
 * What a running simulator can be told, one line each, and the line that answers. The codes are not translated: it is
 * a protocol, for scripts as for people.
 *
 *   power off [meter | gateway]     power on [meter | gateway]
 *   fault NAME[=NUMBER] …           clear NAME …  |  clear all
 *   state                           quit
 *
 *   ok meter=starting gateway=on clients=1 links=16 faults=late=7000,echo         error fault-unknown late-ish (late)
 */
import { type Fault, type FaultDefect, parseFaults, renderFault } from './parse-faults.ts';
import type { Simulator } from './start.ts';

export interface Obeyed {
  /** Without its line end. */
  readonly answer: string;
  /** The simulator is to end. */
  readonly quit: boolean;
}

/** What is wrong with a line, whatever simulator it is for; null where nothing is. */
export function orderDefect(line: string): string | null {
  const [verb = '', ...words] = line.trim().split(/\s+/);
  const [how = '', of = 'meter', ...more] = words;
  if (verb === 'power') return /^(?:on|off) (?:meter|gateway)$/.test(`${how} ${of}`) && more.length === 0 ? null : verb;
  if (verb === 'clear') return words.length > 0 ? null : verb;
  if (verb !== 'fault' || words.length === 0) return verb === '' ? '.' : verb;
  const [defect] = parseFaults(words).defects;
  return defect === undefined ? null : defectOf(defect);
}

/** Does what a line says. Never throws. */
export function obey(simulator: Simulator, line: string): Obeyed {
  const [verb = '', ...words] = line.trim().split(/\s+/);
  if (verb === 'quit' && words.length === 0) return { answer: 'ok', quit: true };
  return { answer: answerTo(simulator, verb, words), quit: false };
}

function answerTo(simulator: Simulator, verb: string, words: readonly string[]): string {
  if (verb === 'state' && words.length === 0) return state(simulator);
  if (verb === 'power') return power(simulator, words);
  if (verb === 'fault' && words.length > 0) return add(simulator, words);
  if (verb === 'clear' && words.length > 0) return clear(simulator, words);
  return 'error line-unknown: power on|off [meter|gateway], fault NAME[=N], clear NAME|all, state, quit';
}

function state({ powered, events, faults }: Simulator): string {
  const list = (values: readonly (string | number)[]): string => (values.length === 0 ? '-' : values.join(','));
  const parts = {
    meter: powered.meter,
    gateway: powered.gateway,
    clients: events.clients,
    links: list(events.linksOpen),
    associations: list(events.associationsOpen),
    faults: list(faults.map(renderFault)),
  };
  return `ok ${Object.entries(parts)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')}`;
}

function power(simulator: Simulator, [how, of, ...more]: readonly string[]): string {
  const known = (how === 'on' || how === 'off') && (of === undefined || of === 'meter' || of === 'gateway');
  if (!known || more.length > 0) return 'error line-unknown: power on|off [meter|gateway]';
  if (of === 'gateway' && !simulator.hasGateway) return 'error no-gateway';
  // What is switched on takes its time; the answer does not wait for it.
  simulator.power(how === 'on', of).catch(() => {});
  return state(simulator);
}

function add(simulator: Simulator, words: readonly string[]): string {
  const { faults, defects } = parseFaults(words);
  const [defect] = defects;
  if (defect !== undefined) return `error ${defectOf(defect)}`;
  const others = simulator.faults.filter(({ name }) => !faults.some((fault) => fault.name === name));
  return changed(simulator, [...others, ...faults]);
}

function clear(simulator: Simulator, words: readonly string[]): string {
  const names = words.flatMap((word) => word.split(','));
  if (names.length === 1 && names[0] === 'all') return changed(simulator, []);
  const missing = names.find((name) => !simulator.faults.some((fault) => fault.name === name));
  if (missing !== undefined) return `error fault-not-on ${plain(missing)}`;
  return changed(
    simulator,
    simulator.faults.filter(({ name }) => !names.includes(name)),
  );
}

function changed(simulator: Simulator, faults: readonly Fault[]): string {
  try {
    simulator.change(faults);
    return state(simulator);
  } catch (failure) {
    if (failure instanceof RangeError) return `error ${failure.message}`;
    throw failure;
  }
}

function defectOf(defect: FaultDefect): string {
  if (defect.code === 'fault-unknown') {
    const near = defect.nearest.length === 0 ? '' : ` (${defect.nearest.join(', ')})`;
    return `${defect.code} ${plain(defect.name)}${near}`;
  }
  if (defect.code === 'fault-takes-no-value') return `${defect.code} ${defect.name}`;
  return `${defect.code} ${defect.name}=${defect.minimum}..${defect.maximum}`;
}

/** What came from outside, as far as it may go back. */
function plain(word: string): string {
  return word.replace(/[^!-~]/g, '?').slice(0, 40);
}
