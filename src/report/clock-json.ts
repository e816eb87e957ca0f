/** `meter clock --json`: schema `meter.clock/1`. */
import type { ClockReading } from '../evidence/index.ts';

/** @param asked the meter, client and credential set, as every document of a reading command names them */
export function clockDocument(reading: ClockReading, asked: object): object {
  const { clock, host, driftMs, uncertaintyMs, basis, remarks, roundTripMs, setup } = reading;
  return {
    schema: 'meter.clock/1',
    ...asked,
    clock,
    host,
    driftMs,
    uncertaintyMs,
    basis,
    remarks,
    roundTripMs,
    timeZoneMinutes: setup.timeZoneMinutes,
    daylightSaving: setup.daylightSaving,
    clockBase: setup.base,
  };
}
