/** Starts simulators and raw clients for a test, and takes them all down after it. */
import { afterEach } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/index.ts';
import { RawClient } from './raw-client.ts';

export interface SimulatedLine {
  start(options?: SimulatorOptions): Promise<Simulator>;
  /** A simulator with these faults and one client of it. */
  startWith(
    ...faults: NonNullable<SimulatorOptions['faults']>
  ): Promise<{ readonly simulator: Simulator; readonly client: RawClient }>;
  connect(simulator: Simulator): Promise<RawClient>;
}

/** To be called once in a test file, outside its tests. */
export function simulatedLine(): SimulatedLine {
  const simulators: Simulator[] = [];
  const clients: RawClient[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) client.close();
    for (const simulator of simulators.splice(0)) await simulator.stop();
  });
  const line: SimulatedLine = {
    async start(options) {
      const simulator = await startSimulator(options);
      simulators.push(simulator);
      return simulator;
    },
    async startWith(...faults) {
      const simulator = await line.start({ faults });
      return { simulator, client: await line.connect(simulator) };
    },
    async connect({ port, host }) {
      const client = await RawClient.connect(port, host);
      clients.push(client);
      return client;
    },
  };
  return line;
}
