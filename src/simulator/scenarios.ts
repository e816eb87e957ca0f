/** Stories: a name for several faults at once, and for who else is on the line. */
import type { FaultText } from './parse-faults.ts';

export interface Scenario {
  readonly faults: readonly FaultText[];
  /** Whether the collector of the field case runs beside it and holds the port. */
  readonly collector: boolean;
}

export const scenarios = {
  /** A healthy meter with a 1-byte address, and a service that asks it something it cannot answer. */
  'field-case': { faults: ['one-byte-address', 'strict-parameters'], collector: true },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof scenarios;

export function isScenario(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}
