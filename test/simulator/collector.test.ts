/** The service of the field case: it holds the port, asks what cannot be answered, and is answered by nobody. */
import { describe, expect, it } from 'vitest';
import { fieldCaseQuestions, startCollector } from '../../src/simulator/index.ts';
import { answers, frames } from '../support/raw-client.ts';
import { simulatedLine } from '../support/simulated-line.ts';

const line = simulatedLine();
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

describe('the collector of the field case', () => {
  it('sends the recorded frames', () => {
    expect(fieldCaseQuestions.map(hexOf)).toEqual([
      '7EA021020303 93F046 818012050200800602008007040000000108040000 0001A6D97E'.replaceAll(' ', ''),
      '7EA021020321 937356 818012050200800602008007040000000108040000 0001A6D97E'.replaceAll(' ', ''),
    ]);
  });

  it('holds the port in vain; without it the same meter answers', async () => {
    const simulator = await line.start({ faults: ['one-byte-address', 'strict-parameters'] });
    const collector = await startCollector({ port: simulator.port, everyMs: 20 });
    const refused = await line.connect(simulator);
    await refused.untilEnded();
    expect(refused.text).toBe('Port already in use\r\n');
    await refused.until(() => collector.asked >= 4);
    expect([collector.isConnected, collector.received]).toEqual([true, 0]);
    await collector.stop();
    expect(collector.isConnected).toBe(false);
    expect(simulator.events.fins).toBe(1);
    expect(simulator.events.linksOpen).toEqual([]);
    const client = await line.connect(simulator);
    expect(await client.ask(frames.snrm16, answers.ua.length / 2)).toBe(answers.ua);
  });

  it('comes back after it was thrown out, until it is stopped', async () => {
    const simulator = await line.start({ faults: ['kick'] });
    const collector = await startCollector({ port: simulator.port, everyMs: 40 });
    const client = await line.connect(simulator);
    await client.until(() => client.ended !== null);
    expect(client.ended).toBe('fin');
    expect(collector.isConnected).toBe(true);
    const { connections } = simulator.events;
    await collector.stop();
    await client.listen(null, 100);
    expect(simulator.events.connections).toBe(connections);
  });

  it('says that nobody listens', async () => {
    const simulator = await line.start();
    await simulator.stop();
    await expect(startCollector({ port: simulator.port })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
