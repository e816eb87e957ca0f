/** A reading out of an attribute and what was answered. */
import { toHex } from '../bytes/hex.ts';
import {
  type AttributeRef,
  attributeName,
  type DataValue,
  encodeData,
  isScaler,
  nameOf,
  renderObis,
  unitOf,
} from '../dlms/index.ts';
import type { Reading } from '../evidence/index.ts';
import type { ScalerUnit } from './memory.ts';
import { wholeNumber } from './octets.ts';
import { shownValue, type ValueHints } from './value.ts';

/** Attributes that are a point in time in twelve octets. */
const dateTimes: readonly string[] = ['time', 'capture_time', 'start_time_current', 'preset_time'];
const extendedRegisters: readonly number[] = [3, 4];
const demandRegister = 5;

/** The attribute that holds scaler and unit of another one; null where that has none. */
export function scalerAttribute(classId: number, attribute: number): number | null {
  if (extendedRegisters.includes(classId)) return attribute === 2 ? 3 : null;
  return classId === demandRegister && (attribute === 2 || attribute === 3) ? 4 : null;
}

/** Null where the value is no scaler_unit: a structure of a number that can be a power of ten, and the code of a unit. */
export function scalerUnitOf(data: DataValue): ScalerUnit | null {
  if (data.type !== 'structure') return null;
  const [scaler, unit] = data.items.map(wholeNumber);
  if (scaler == null || unit == null || !isScaler(scaler) || unit < 0 || unit > 255) return null;
  return { scaler, unit };
}

/** The symbol of a unit; `unit 200` for a code that no table knows; empty for a count. */
export function unitText(code: number): string {
  return unitOf(code)?.symbol ?? `unit ${code}`;
}

/**
 * @param scaler of a register, where it is known
 * @param at when the answer came, ms since 1970
 */
export function readingOf(ref: AttributeRef, data: DataValue, scaler: ScalerUnit | null, at: number): Reading {
  const { classId, attribute } = ref;
  const applied = scalerAttribute(classId, attribute) === null ? null : scaler;
  const shown = shownValue(data, hintsOf(classId, attribute, applied));
  return {
    ...placeOf(ref),
    type: shown.type,
    form: shown.form,
    value: shown.value,
    text: isScalerUnit(ref) ? scalerText(data, shown.text) : shown.text,
    raw: toHex(encodeData(data)),
    scaler: applied?.scaler ?? null,
    unit: applied === null ? null : unitText(applied.unit),
    at: new Date(at).toISOString(),
    error: null,
  };
}

export function errorReading(ref: AttributeRef, error: string, at: number): Reading {
  return {
    ...placeOf(ref),
    type: null,
    form: null,
    value: null,
    text: '',
    raw: null,
    scaler: null,
    unit: null,
    at: new Date(at).toISOString(),
    error,
  };
}

function placeOf({ classId, logicalName, attribute }: AttributeRef) {
  return {
    logicalName: renderObis(logicalName),
    classId,
    attribute,
    name: nameOf(logicalName, classId),
    attributeName: attributeName(classId, attribute),
  };
}

/** What the class says of an attribute. */
export function hintsOf(classId: number, attribute: number, scaler: ScalerUnit | null): ValueHints {
  if (attribute === 1) return { logicalName: true };
  if (dateTimes.includes(attributeName(classId, attribute) ?? '')) return { dateTime: true };
  return { scaler: scaler?.scaler ?? null };
}

function isScalerUnit({ classId, attribute }: AttributeRef): boolean {
  return attributeName(classId, attribute) === 'scaler_unit';
}

/** `10^-1 V` instead of `{-1, 35}`. */
function scalerText(data: DataValue, text: string): string {
  const found = scalerUnitOf(data);
  return found === null ? text : `10^${found.scaler} ${unitText(found.unit)}`.trimEnd();
}
