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
const dateTimes: readonly string[] = [
  'time',
  'capture_time',
  'start_time_current',
  'daylight_savings_begin',
  'daylight_savings_end',
  'activate_passive_calendar_time',
  'last_confirmation_date_time',
  'account_activation_time',
  'account_closure_time',
  'unit_charge_activation_time',
  'last_collection_time',
  'token_time',
];
/** Attributes that name another object. */
const references: readonly string[] = [
  'logical_name',
  'security_setup_reference',
  'port_reference',
  'mbus_port_reference',
  'IP_reference',
  'DL_reference',
  'PHY_reference',
];
/** Attributes that nobody should be able to read; some meters let it happen. */
const secrets: readonly string[] = [
  'secret',
  'pass_p1',
  'pass_p2',
  'pass_w5',
  'PIN_code',
  'login_password',
  'PPP_authentication',
];
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

/** Whether an attribute holds a password. */
export function isSecret({ classId, attribute }: Pick<AttributeRef, 'classId' | 'attribute'>): boolean {
  return secrets.includes(attributeName(classId, attribute) ?? '');
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
  const name = attribute === 1 ? 'logical_name' : (attributeName(classId, attribute) ?? '');
  if (references.includes(name)) return { logicalName: true };
  if (dateTimes.includes(name)) return { dateTime: true };
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
