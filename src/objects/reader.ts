/**
 * Reads objects: several attributes in one question where the meter takes lists, a register together with its scaler, the
 * class of an object from the meter's own list where the usual one is wrong.
 */
import { type AttributeRef, conformanceBlock, hasConformance } from '../dlms/index.ts';
import type { Reading } from '../evidence/index.ts';
import { type Association, getAttributes, type ServiceAnswer } from '../session/index.ts';
import { answerLimits, type Lost, type ObjectAccess } from './access.ts';
import { MeterMemory } from './memory.ts';
import { readObjectList } from './object-list.ts';
import { errorReading, isSecret, readingOf, scalerAttribute, scalerUnitOf } from './reading-of.ts';
import { memberNumber, type WantedObject } from './resolve.ts';
import { serviceError } from './service-error.ts';

export interface ReadOptions {
  /** What is known of the meter; learns from this reading. */
  readonly memory?: MeterMemory;
  /** Whether the object list may be read to find the class of an object: true unless told. */
  readonly mayReadList?: boolean;
  /** Whether passwords are read: false unless told, for the answer would stand in traces. */
  readonly showSecrets?: boolean;
  /** Told after each answer: how many of the objects are read. */
  readonly onProgress?: (done: number) => void;
  /** Told while the object list comes. */
  readonly onList?: (count: number) => void;
}

export interface ReadOutcome {
  /** In the order in which they were wanted; where the session was lost, those before. */
  readonly readings: readonly Reading[];
  /** How many of them the meter refused: a data-access-result, or an exception. */
  readonly refused: number;
  readonly lost: Lost | null;
}

/** Answers longer than this are no single value of any object. */
const longestValue = 1024 * 1024;
/** Objects in one question: with their scalers this is one list. */
const atOnce = 16;
const usualClass = 3;
/** Errors of an object that is there under another class. */
const wrongClass: readonly string[] = ['object-undefined', 'object-class-inconsistent', 'object-unavailable'];
const lists = conformanceBlock(['multiple-references']);

/** An attribute as it is asked for. */
interface Place extends AttributeRef {
  readonly index: number;
  readonly wanted: WantedObject;
}

interface Answered {
  readonly reading: Reading;
  readonly isRefused: boolean;
}

/** @throws the signal's reason */
export async function readObjects(
  access: ObjectAccess,
  wanted: readonly WantedObject[],
  options: ReadOptions = {},
): Promise<ReadOutcome> {
  return await new ObjectReader(access, options).read(wanted);
}

class ObjectReader {
  readonly #access: ObjectAccess;
  readonly #options: ReadOptions;
  readonly #memory: MeterMemory;
  readonly #answers: (Answered | undefined)[] = [];
  #lost: Lost | null = null;
  #done = 0;

  constructor(access: ObjectAccess, options: ReadOptions) {
    this.#access = access;
    this.#options = options;
    this.#memory = options.memory ?? new MeterMemory();
  }

  async read(wanted: readonly WantedObject[]): Promise<ReadOutcome> {
    await this.#ask(wanted.flatMap((one, index) => this.#place(one, index, this.#classOf(one))));
    await this.#askByList(wanted);
    const answers = this.#answers.slice(0, wanted.length).filter((answer) => answer !== undefined);
    return {
      readings: answers.map(({ reading }) => reading),
      refused: answers.filter(({ isRefused }) => isRefused).length,
      lost: this.#lost,
    };
  }

  /** As it was typed, as the meter lists it, as it usually is. */
  #classOf({ classId, logicalName, usualClassId }: WantedObject): number {
    return classId ?? this.#memory.classOf(logicalName) ?? usualClassId ?? usualClass;
  }

  /** Nothing where the class has no attribute of that name, or it holds a password: then that is the reading. */
  #place(wanted: WantedObject, index: number, classId: number): readonly Place[] {
    const { logicalName, member, usualAttribute, usualClassId } = wanted;
    const usual = classId === usualClassId ? usualAttribute : 2;
    const attribute = typeof member === 'string' ? memberNumber(classId, member, 'attributes') : (member ?? usual);
    const place = { index, wanted, classId, logicalName, attribute: attribute ?? 0 };
    const isHidden = isSecret(place) && this.#options.showSecrets !== true;
    if (attribute !== null && !isHidden) return [place];
    const error = isHidden ? 'secret' : 'attribute-unknown';
    this.#answers[index] = { reading: errorReading(place, error, this.#access.now()), isRefused: false };
    return [];
  }

  async #ask(places: readonly Place[]): Promise<void> {
    for (let at = 0; at < places.length && this.#lost === null; at += atOnce) {
      await this.#askSome(places.slice(at, at + atOnce));
    }
  }

  async #askSome(places: readonly Place[]): Promise<void> {
    await this.#proveScalers(places);
    const questions = places.map((place) => ({ place, scaler: this.#scalerToAsk(place) }));
    const refs = questions.flatMap(({ place, scaler }) => (scaler === null ? [place] : [place, scaler]));
    const answers = await this.#get(refs);
    let next = 0;
    for (const { place, scaler } of questions) {
      const answer = answers[next++];
      const scalerAnswer = scaler === null ? undefined : answers[next++];
      if (scalerAnswer?.type === 'data') this.#learnScaler(place, scalerAnswer);
      if (answer !== undefined && !this.#take(place, answer)) return;
      if (scalerAnswer?.type === 'failed') {
        const { code, received, late } = scalerAnswer.failure;
        this.#lost = { code, received, late };
        return;
      }
    }
  }

  /** Scalers of an earlier run spare a question each, for one question that proves the meter to be the same. */
  async #proveScalers(places: readonly Place[]): Promise<void> {
    if (this.#takesLists) return;
    const needed = places.filter((place) => this.#scalerToAsk(place) !== null);
    if (needed.length > 1 && this.#memory.mayKnow(needed)) await this.#memory.prove(this.#access);
  }

  get #takesLists(): boolean {
    return this.#memory.takesLists && hasConformance(this.#access.association.conformance, 'multiple-references');
  }

  #scalerToAsk({ classId, logicalName, attribute }: Place): AttributeRef | null {
    const scaler = scalerAttribute(classId, attribute);
    if (scaler === null || this.#memory.scaler(classId, logicalName) !== null) return null;
    return { classId, logicalName, attribute: scaler };
  }

  #learnScaler({ classId, logicalName }: Place, answer: Extract<ServiceAnswer, { type: 'data' }>): void {
    const scaler = scalerUnitOf(answer.data);
    if (scaler !== null) this.#memory.learnScaler(classId, logicalName, scaler, !this.#takesLists);
  }

  /** An answer for each; fewer where one by one was asked and the session was lost. */
  async #get(refs: readonly AttributeRef[]): Promise<readonly ServiceAnswer[]> {
    const { channel, association, replyMs, signal } = this.#access;
    const options = { replyMs, signal, limits: answerLimits(this.#access, longestValue) };
    const plain: Association = { ...association, conformance: association.conformance & ~lists };
    const answers = await getAttributes(channel, this.#takesLists ? association : plain, refs, options);
    const isSilentToLists =
      this.#takesLists &&
      refs.length > 1 &&
      channel.broken === null &&
      answers.every((one) => one.type === 'failed' && one.failure.code === 'TIMEOUT' && one.failure.received === 0);
    if (!isSilentToLists) return answers;
    // Some meters grant lists and say nothing to one: one by one tells them from a meter that fell silent.
    this.#memory.takesLists = false;
    const [first, ...others] = refs;
    if (first === undefined) return answers;
    const [answer] = await getAttributes(channel, plain, [first], options);
    if (answer === undefined || answer.type === 'failed') return answer === undefined ? [] : [answer];
    return [answer, ...(await getAttributes(channel, plain, others, options))];
  }

  /** @returns false where the session is lost */
  #take(place: Place, answer: ServiceAnswer): boolean {
    const { index } = place;
    const at = this.#access.now();
    if (answer.type === 'data') {
      const scaler = this.#memory.scaler(place.classId, place.logicalName);
      this.#answers[index] = { reading: readingOf(place, answer.data, scaler, at), isRefused: false };
    } else {
      const trouble = serviceError(answer);
      if (trouble.type === 'lost') {
        this.#lost = trouble.lost;
        return false;
      }
      this.#answers[index] = { reading: errorReading(place, trouble.error, at), isRefused: trouble.isRefusal };
    }
    this.#done += 1;
    this.#options.onProgress?.(this.#done);
    return true;
  }

  /** Objects that are not there under the class that was tried, and whose class nobody typed: the meter knows better. */
  async #askByList(wanted: readonly WantedObject[]): Promise<void> {
    const missing = wanted.flatMap((one, index) => {
      const error = this.#answers[index]?.reading.error ?? '';
      return one.classId === null && (wrongClass.includes(error) || error === 'attribute-unknown')
        ? [{ one, index }]
        : [];
    });
    if (missing.length === 0 || this.#lost !== null || this.#options.mayReadList === false) return;
    if (!this.#memory.isListFresh && !(await this.#readList())) return;
    const places = missing.flatMap(({ one, index }) => {
      const classId = this.#memory.classOf(one.logicalName);
      const tried = this.#answers[index]?.reading.classId;
      return classId === null || classId === tried ? [] : this.#place(one, index, classId);
    });
    this.#done -= places.length;
    await this.#ask(places);
  }

  async #readList(): Promise<boolean> {
    if (this.#memory.isListRefused) return false;
    const outcome = await readObjectList(this.#access, this.#options.onList);
    if (outcome.type === 'list') {
      this.#memory.learnList(outcome.list);
      return true;
    }
    this.#memory.isListRefused = true;
    if (outcome.type === 'trouble') {
      const trouble = serviceError(outcome.trouble);
      if (trouble.type === 'lost') this.#lost = trouble.lost;
    }
    return false;
  }
}
