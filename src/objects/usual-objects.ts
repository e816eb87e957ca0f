/** What is read where nobody says what: who the meter is, its time, energy, power, voltages and currents. */
import { knownObject } from '../dlms/index.ts';
import type { Reading } from '../evidence/index.ts';
import type { MeterMemory } from './memory.ts';
import { parseObject, type WantedObject } from './resolve.ts';

const names = [
  'device-name',
  'serial',
  'clock',
  'energy',
  'energy-export',
  'power',
  'voltage-l1',
  'voltage-l2',
  'voltage-l3',
  'current-l1',
  'current-l2',
  'current-l3',
  'frequency',
] as const;

/** Those that the meter has, where its object list is known; else all of them. */
export function usualObjects(memory: MeterMemory): readonly WantedObject[] {
  const wanted = names.filter((name) => knownObject(name) !== null).map((name) => parseObject(name));
  const sound = wanted.filter((one): one is WantedObject => !('code' in one));
  if (memory.list === null) return sound;
  const listed = sound.filter(({ logicalName }) => memory.classOf(logicalName) !== null);
  return listed.length === 0 ? sound : listed;
}

/** Whether a reading says that the meter has no such object, as against one that may not be read. */
export function isMissing({ error }: Reading): boolean {
  return error === 'object-undefined' || error === 'object-class-inconsistent' || error === 'object-unavailable';
}
