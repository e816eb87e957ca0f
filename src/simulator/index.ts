/** A meter and a ser2net-like gateway on loopback, with the faults of the field as switches. */
export type { WhenHeld } from './behaviour.ts';
export { type Collector, type CollectorOptions, fieldCaseQuestions, startCollector } from './collector.ts';
export type { SessionEnd, SimulatorEvent, SimulatorEvents } from './events.ts';
export { type FaultName, type FaultParameter, type FaultRow, faultNames, faultRow } from './faults.ts';
export type { LoopbackHost } from './listener.ts';
export { type Fault, type FaultDefect, type FaultText, parseFaults, renderFault } from './parse-faults.ts';
export { isScenario, type ScenarioName, scenarios } from './scenarios.ts';
export { type Simulator, type SimulatorOptions, startSimulator } from './start.ts';
