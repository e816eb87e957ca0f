/** Every object of the simulated meter, found by class and logical name, with what a client may do to each. */
import type { AttributeRef, DataValue, MethodRef, Selection } from '../../dlms/index.ts';
import { associationObject } from './association-object.ts';
import { type ClockSettings, clockObject, MeterClock } from './clock.ts';
import {
  type Ask,
  accessResult,
  attributesOf,
  type Content,
  type CosemObject,
  type Invoked,
  type Level,
} from './cosem-object.ts';
import { type ProfileOptions, profileObjects } from './profiles.ts';
import { registerObjects } from './registers.ts';
import { sampleObjects } from './samples.ts';
import { type SetupOptions, setupObjects } from './setup.ts';

export interface ModelOptions {
  readonly clock: ClockSettings;
  /** The data-access-result that reading the time gets; null in order. */
  readonly clockRefused: number | null;
  readonly profile: ProfileOptions;
  readonly setup: SetupOptions;
  readonly maximumPdu: number;
}

type Asked = Omit<Ask, 'selection'>;

const refused = (code: number): Content => ({ type: 'refused', code });

export class ObjectModel {
  readonly #objects: readonly CosemObject[];

  constructor({ clock: settings, clockRefused, profile, setup, maximumPdu }: ModelOptions) {
    const clock = new MeterClock(settings);
    const visible = (level: Level) => this.#objects.filter((object) => isVisible(object, level));
    this.#objects = [
      ...setupObjects(setup),
      clockObject(clock, clockRefused),
      associationObject(visible, maximumPdu),
      ...registerObjects(clock),
      ...profileObjects(clock, profile),
      ...sampleObjects(),
    ];
  }

  get(ref: AttributeRef, selection: Selection | null, ask: Asked): Content {
    const object = this.#find(ref.classId, ref.logicalName, ask.level);
    if (typeof object === 'number') return refused(object);
    const attribute = attributesOf(object).find(({ id }) => id === ref.attribute);
    if (attribute === undefined) return refused(accessResult.objectUndefined);
    if (attribute.read === undefined) return refused(accessResult.readWriteDenied);
    if (selection !== null && attribute.selectors?.includes(selection.selector) !== true) {
      return refused(accessResult.typeUnmatched);
    }
    return attribute.read({ ...ask, selection });
  }

  /** @returns a data-access-result */
  set(ref: AttributeRef, value: DataValue, ask: Asked): number {
    const object = this.#find(ref.classId, ref.logicalName, ask.level);
    if (typeof object === 'number') return object;
    const attribute = attributesOf(object).find(({ id }) => id === ref.attribute);
    if (attribute === undefined) return accessResult.objectUndefined;
    if (attribute.write === undefined || ask.level !== 'management') return accessResult.readWriteDenied;
    return attribute.write(value, { ...ask, selection: null });
  }

  invoke(ref: MethodRef, parameter: DataValue | null, ask: Asked): Invoked {
    const object = this.#find(ref.classId, ref.logicalName, ask.level);
    if (typeof object === 'number') return { code: object, data: null };
    const method = object.methods.find(({ id }) => id === ref.method);
    if (method === undefined) return { code: accessResult.objectUndefined, data: null };
    if (ask.level !== 'management') return { code: accessResult.readWriteDenied, data: null };
    return method.invoke(parameter, { ...ask, selection: null });
  }

  /** The object, or the data-access-result that says why this client has none. */
  #find(classId: number, logicalName: string, level: Level): CosemObject | number {
    const object = this.#objects.find((each) => each.logicalName === logicalName && isVisible(each, level));
    if (object === undefined) return accessResult.objectUndefined;
    return object.classId === classId ? object : accessResult.objectClassInconsistent;
  }
}

function isVisible(object: CosemObject, level: Level): boolean {
  return object.isPublic || level !== 'public';
}
