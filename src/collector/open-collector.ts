/** From a meter's entry to the collector that can be asked. */
import type { CollectorEntry } from '../meters/index.ts';
import type { Collector } from './collector.ts';
import { commandCollector } from './command-collector.ts';
import { httpCollector } from './http-collector.ts';
import { systemdCollector } from './systemd-collector.ts';

/** @param meterId the meter's id in the registry: how an HTTP collector calls it unless the entry says otherwise */
export function openCollector(entry: CollectorEntry, meterId: number): Collector {
  switch (entry.kind) {
    case 'systemd':
      return systemdCollector(entry.scope, entry.unit);
    case 'http':
      return httpCollector(entry.base, entry.id ?? `${meterId}`);
    case 'command':
      return commandCollector(entry.commands);
  }
}
