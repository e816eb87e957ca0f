/** The other client of a meter, which normally reads it and holds its port: asked, stopped, started, and its log read. */
export {
  type ActionRequired,
  type Collector,
  CollectorError,
  type CollectorFailureCode,
  type CollectorState,
  type CollectorStatus,
  type Done,
  isCollectorError,
  type LogLine,
  type LogOptions,
} from './collector.ts';
export { openCollector } from './open-collector.ts';
export { systemdCollector } from './systemd-collector.ts';
