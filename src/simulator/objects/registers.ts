/** Registers (class 3), an extended register (class 4) and a demand register (class 5), with scaler and unit. */
import type { DataValue } from '../../dlms/index.ts';
import type { MeterClock } from './clock.ts';
import { type Ask, type Attribute, accessResult, type CosemObject, type Method } from './cosem-object.ts';
import { current, energy, frequency, power, powerFactor, reactivePower, voltage } from './quantities.ts';
import { doubleLongUnsigned, enumerated, integer, longUnsigned, number, octets, structure } from './values.ts';

/** Units (Blue Book, enumeration of units). */
export const unit = {
  watt: 27,
  var: 29,
  wattHour: 30,
  varHour: 32,
  ampere: 33,
  volt: 35,
  hertz: 44,
  none: 255,
} as const;

export interface RegisterRow {
  readonly logicalName: string;
  readonly value: (atMs: number) => DataValue;
  readonly scaler: number;
  readonly unit: number;
}

/** Beyond what a double holds exactly: who reads it as a number loses its last digit. */
const beyondDoubles = 9_007_199_254_740_993n;

export const registers = {
  energy: {
    logicalName: '0100010800ff',
    value: (atMs) => doubleLongUnsigned(energy(atMs)),
    scaler: 0,
    unit: unit.wattHour,
  },
  /** Tariffs 1 and 2 share what 1.8.0 counts. */
  tariff1: {
    logicalName: '0100010801ff',
    value: (atMs) => doubleLongUnsigned(energy(atMs) - Math.floor(energy(atMs) / 3)),
    scaler: 0,
    unit: unit.wattHour,
  },
  tariff2: {
    logicalName: '0100010802ff',
    value: (atMs) => doubleLongUnsigned(Math.floor(energy(atMs) / 3)),
    scaler: 0,
    unit: unit.wattHour,
  },
  exported: {
    logicalName: '0100020800ff',
    value: (atMs) => ({ type: 'long64-unsigned', value: beyondDoubles + 2n * BigInt(energy(atMs)) }),
    scaler: -3,
    unit: unit.wattHour,
  },
  reactiveEnergy: {
    logicalName: '0100030800ff',
    value: (atMs) => doubleLongUnsigned(Math.floor(energy(atMs) / 8)),
    scaler: 0,
    unit: unit.varHour,
  },
  power: { logicalName: '0100010700ff', value: (atMs) => doubleLongUnsigned(power(atMs)), scaler: 0, unit: unit.watt },
  exportedPower: { logicalName: '0100020700ff', value: () => doubleLongUnsigned(0), scaler: 0, unit: unit.watt },
  reactivePower: {
    logicalName: '0100030700ff',
    value: (atMs) => number('double-long', reactivePower(atMs)),
    scaler: 0,
    unit: unit.var,
  },
  powerFactor: {
    logicalName: '01000d0700ff',
    value: (atMs) => number('long', powerFactor(atMs)),
    scaler: -3,
    unit: unit.none,
  },
  frequency: {
    logicalName: '01000e0700ff',
    value: (atMs) => longUnsigned(frequency(atMs)),
    scaler: -2,
    unit: unit.hertz,
  },
  current: { logicalName: '01001f0700ff', value: (atMs) => longUnsigned(current(atMs)), scaler: -2, unit: unit.ampere },
  voltage: { logicalName: '0100200700ff', value: (atMs) => longUnsigned(voltage(atMs)), scaler: -1, unit: unit.volt },
  /** Floats need no scaler. */
  phasePower: {
    logicalName: '0100150700ff',
    value: (atMs) => number('float32', power(atMs) / 3),
    scaler: 0,
    unit: unit.watt,
  },
  phaseVoltage: {
    logicalName: '0100340700ff',
    value: (atMs) => number('float64', voltage(atMs) / 10),
    scaler: 0,
    unit: unit.volt,
  },
} as const satisfies Record<string, RegisterRow>;

/** Every register object. */
export function registerObjects(clock: MeterClock): readonly CosemObject[] {
  return [...Object.values(registers).map(registerObject), maximumDemand(clock), currentDemand(clock)];
}

const scalerUnit = ({ scaler, unit }: Pick<RegisterRow, 'scaler' | 'unit'>): DataValue =>
  structure(integer(scaler), enumerated(unit));

/** A reset that changes nothing: the values are functions of time. */
const reset: Method = { id: 1, invoke: () => ({ code: accessResult.success, data: null }) };

function registerObject(row: RegisterRow): CosemObject {
  return {
    classId: 3,
    version: 0,
    logicalName: row.logicalName,
    isPublic: false,
    attributes: [
      { id: 2, read: ({ wallMs }) => row.value(wallMs) },
      { id: 3, read: () => scalerUnit(row) },
    ],
    methods: [reset],
  };
}

const quarterMs = 900_000;
const quarterBefore = (atMs: number): number => Math.floor(atMs / quarterMs) * quarterMs;
const watts = scalerUnit({ scaler: 0, unit: unit.watt });

/** Class 4: 2 value, 3 scaler and unit, 4 status, 5 capture time. */
function maximumDemand(clock: MeterClock): CosemObject {
  const captured = ({ wallMs }: Ask) => octets(clock.octetsAt(quarterBefore(clock.now(wallMs))));
  const attributes: readonly Attribute[] = [
    { id: 2, read: ({ wallMs }) => doubleLongUnsigned(power(quarterBefore(wallMs))) },
    { id: 3, read: () => watts },
    { id: 4, read: () => number('unsigned', 0) },
    { id: 5, read: captured },
  ];
  return { classId: 4, version: 0, logicalName: '0100010600ff', isPublic: false, attributes, methods: [reset] };
}

/** Class 5: 2 current, 3 last average, 4 scaler and unit, 5 status, 6 capture time, 7 start, 8 period, 9 periods. */
function currentDemand(clock: MeterClock): CosemObject {
  const started = ({ wallMs }: Ask) => octets(clock.octetsAt(quarterBefore(clock.now(wallMs))));
  const attributes: readonly Attribute[] = [
    { id: 2, read: ({ wallMs }) => doubleLongUnsigned(power(wallMs)) },
    { id: 3, read: ({ wallMs }) => doubleLongUnsigned(power(quarterBefore(wallMs))) },
    { id: 4, read: () => watts },
    { id: 5, read: () => number('unsigned', 0) },
    { id: 6, read: started },
    { id: 7, read: started },
    { id: 8, read: () => doubleLongUnsigned(quarterMs / 1000) },
    { id: 9, read: () => longUnsigned(1) },
  ];
  return {
    classId: 5,
    version: 0,
    logicalName: '0100010400ff',
    isPublic: false,
    attributes,
    methods: [reset, { ...reset, id: 2 }],
  };
}
