/** A meter and a ser2net-like gateway on loopback, with the faults of the field as switches. */
export { type Collector, fieldCaseQuestions, startCollector } from './collector.ts';
export { type Control, type ControlOptions, startControl } from './control.ts';
export type { SimulatorEvent } from './events.ts';
export { type FaultName, faultNames, faultRow } from './faults.ts';
export type { SimulatorOptions } from './options.ts';
export { type Fault, type FaultDefect, type FaultText, parseFaults, renderFault } from './parse-faults.ts';
export { readScenario, type Scenario, type ScenarioDefect, type ScenarioOptions } from './scenario.ts';
export { scenarioNamed, scenarios } from './scenarios.ts';
export { type Simulator, startSimulator } from './start.ts';
