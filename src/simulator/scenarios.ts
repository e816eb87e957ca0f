/** The simulator's own scenarios, by layer from the port up, read and checked as a user's file is. */
import { readScenario, type Scenario } from './scenario.ts';
import association from './scenarios/association.json' with { type: 'json' };
import line from './scenarios/line.json' with { type: 'json' };
import link from './scenarios/link.json' with { type: 'json' };
import meter from './scenarios/meter.json' with { type: 'json' };
import port from './scenarios/port.json' with { type: 'json' };
import transfer from './scenarios/transfer.json' with { type: 'json' };

/** As they are written, malformed ones included. */
export const scenariosWritten: readonly unknown[] = [port, line, meter, link, association, transfer].flat();

/** Every scenario, in the order in which lists show them. */
export const scenarios: readonly Scenario[] = scenariosWritten
  .map(readScenario)
  .filter((read): read is Scenario => !('code' in read));

export function scenarioNamed(name: string): Scenario | null {
  return scenarios.find((scenario) => scenario.name === name) ?? null;
}
