/** Writes an attribute and invokes a method: first what would be sent, then, where that is wanted, the sending. */
import { fromHex, toHex } from '../bytes/hex.ts';
import {
  type AttributeRef,
  actionResults,
  classOf,
  type DataValue,
  encodeData,
  type MethodRef,
  methodName,
  nameOf,
  nameOfResult,
  parseData,
  renderObis,
} from '../dlms/index.ts';
import type { Reading } from '../evidence/index.ts';
import { invokeMethod, type ServiceTrouble, setAttribute } from '../session/index.ts';
import type { Lost, ObjectAccess } from './access.ts';
import type { MeterMemory } from './memory.ts';
import { readObjectList } from './object-list.ts';
import { readObjects } from './reader.ts';
import { isSecret, readingOf } from './reading-of.ts';
import { memberNumber, type WantedObject } from './resolve.ts';
import { serviceError } from './service-error.ts';
import { typedValue, type ValueDefect } from './typed-value.ts';
import { shownValue } from './value.ts';

/** What would be sent. */
export interface SentValue {
  readonly type: string;
  readonly text: string;
  /** A-XDR, lower-case hex. */
  readonly octets: string;
}

export interface SetPlan {
  readonly ref: AttributeRef;
  readonly data: DataValue;
  /** What is there now; an error where it cannot be read. */
  readonly before: Reading;
  /** As a reading would show what is to be there. */
  readonly after: Reading;
  readonly sent: SentValue;
}

export type Planned<Plan> =
  | { readonly type: 'plan'; readonly plan: Plan }
  | { readonly type: 'defect'; readonly defect: ValueDefect | WriteDefect; readonly before: Reading | null }
  | { readonly type: 'lost'; readonly lost: Lost };

export type WriteDefect =
  | { readonly code: 'attribute-unknown' | 'method-unknown' | 'class-unknown' }
  /** A password would stand in traces, and in the history of the shell. */
  | { readonly code: 'secret' };

/** What sending came to: `error` is null where the meter says that it is done. */
export interface Written {
  /** The meter said what became of it; else nobody knows whether it was done. */
  readonly isAnswered: boolean;
  readonly error: string | null;
  readonly isRefusal: boolean;
  readonly lost: Lost | null;
  /** What a method gave back; what an attribute says afterwards. */
  readonly after: Reading | null;
  readonly returned: SentValue | null;
}

/**
 * Reads what is there, and makes what would be sent. @throws the signal's reason
 * @param isScaled the text is in the unit of the register
 */
export async function planSet(
  access: ObjectAccess,
  memory: MeterMemory,
  wanted: WantedObject,
  { text, isScaled, showSecrets }: { readonly text: string; readonly isScaled: boolean; readonly showSecrets: boolean },
): Promise<Planned<SetPlan>> {
  const { readings, lost } = await readObjects(access, [wanted], { memory, showSecrets });
  const [before] = readings;
  if (lost !== null || before === undefined)
    return { type: 'lost', lost: lost ?? { code: 'CLOSED', received: 0, late: false } };
  if (before.error === 'attribute-unknown') return { type: 'defect', defect: { code: 'attribute-unknown' }, before };
  const { classId, attribute } = before;
  const ref = { classId, logicalName: wanted.logicalName, attribute };
  if (isSecret(ref) && !showSecrets) return { type: 'defect', defect: { code: 'secret' }, before };
  const like = before.raw === null ? null : parseData(fromHex(before.raw) ?? new Uint8Array()).value;
  const data = typedValue(text, { like, scaler: isScaled ? before.scaler : undefined });
  if ('code' in data) return { type: 'defect', defect: data, before };
  const scaler = memory.scaler(classId, wanted.logicalName);
  const after = readingOf(ref, data, scaler, access.now());
  return { type: 'plan', plan: { ref, data, before, after, sent: sentValue(data) } };
}

/** Sends it, and reads back. @throws the signal's reason */
export async function applySet(access: ObjectAccess, memory: MeterMemory, { ref, data }: SetPlan): Promise<Written> {
  const { channel, association, replyMs, signal } = access;
  const answer = await setAttribute(channel, association, ref, data, { replyMs, signal });
  if (answer.type !== 'done') return notDone(answer);
  const { classId, logicalName, attribute } = ref;
  const again: WantedObject = {
    typed: '',
    logicalName,
    classId,
    usualClassId: null,
    member: attribute,
    usualAttribute: 2,
  };
  const { readings, lost } = await readObjects(access, [again], { memory, mayReadList: false, showSecrets: true });
  return { ...nothing, lost, after: readings[0] ?? null };
}

export interface ActPlan {
  readonly ref: MethodRef;
  /** Null where the method is invoked without a parameter. */
  readonly data: DataValue | null;
  readonly sent: SentValue | null;
  /** `1-0:1.8.0.255` */
  readonly logicalName: string;
  readonly name: string | null;
  readonly className: string | null;
  readonly methodName: string | null;
}

/** What a method without a value gets: the standard's `integer (0)`. */
const usualParameter: DataValue = { type: 'integer', value: 0 };

/**
 * Finds the class and the method, and makes what would be sent. @throws the signal's reason
 * @param text the parameter; null for the usual one, `none` for none at all
 */
export async function planAct(
  access: ObjectAccess,
  memory: MeterMemory,
  wanted: WantedObject,
  text: string | null,
): Promise<Planned<ActPlan>> {
  const found = await classIdOf(access, memory, wanted);
  if (typeof found !== 'number') return found;
  const { member, logicalName } = wanted;
  const method = typeof member === 'string' ? memberNumber(found, member, 'methods') : member;
  if (method === null) return { type: 'defect', defect: { code: 'method-unknown' }, before: null };
  const data = text === null ? usualParameter : text === 'none' ? null : typedValue(text, { like: null });
  if (data !== null && 'code' in data) return { type: 'defect', defect: data, before: null };
  return {
    type: 'plan',
    plan: {
      ref: { classId: found, logicalName, method },
      data,
      sent: data === null ? null : sentValue(data),
      logicalName: renderObis(logicalName),
      name: nameOf(logicalName, found),
      className: classOf(found)?.name ?? null,
      methodName: methodName(found, method),
    },
  };
}

/** As it was typed, as the meter lists it, as it usually is. Never a guess: methods do things. */
async function classIdOf(
  access: ObjectAccess,
  memory: MeterMemory,
  { classId, usualClassId, logicalName }: WantedObject,
): Promise<number | Exclude<Planned<never>, { readonly type: 'plan' }>> {
  const known = classId ?? memory.classOf(logicalName) ?? usualClassId;
  if (known !== null) return known;
  const outcome = await readObjectList(access);
  if (outcome.type === 'list') memory.learnList(outcome.list);
  if (outcome.type === 'trouble') {
    const trouble = serviceError(outcome.trouble);
    if (trouble.type === 'lost') return { type: 'lost', lost: trouble.lost };
  }
  return memory.classOf(logicalName) ?? { type: 'defect', defect: { code: 'class-unknown' }, before: null };
}

/** Invokes it. @throws the signal's reason */
export async function applyAct(access: ObjectAccess, { ref, data }: ActPlan): Promise<Written> {
  const { channel, association, replyMs, signal } = access;
  const answer = await invokeMethod(channel, association, ref, data, { replyMs, signal });
  if (answer.type === 'refused-action') {
    const name = nameOfResult(actionResults, answer.code);
    return { ...nothing, error: name === 'unknown' ? `action-result ${answer.code}` : name, isRefusal: true };
  }
  if (answer.type !== 'done') return notDone(answer);
  return { ...nothing, returned: answer.data === null ? null : sentValue(answer.data) };
}

const nothing: Written = { isAnswered: true, error: null, isRefusal: false, lost: null, after: null, returned: null };

function notDone(trouble: ServiceTrouble): Written {
  const told = serviceError(trouble);
  if (told.type === 'lost') return { ...nothing, isAnswered: false, lost: told.lost };
  return { ...nothing, error: told.error, isRefusal: told.isRefusal };
}

function sentValue(data: DataValue): SentValue {
  const { type, text } = shownValue(data);
  return { type, text, octets: toHex(encodeData(data)) };
}
