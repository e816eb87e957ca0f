/**
 * Reads a profile (Blue Book, Profile generic, class 7): first what it is made of, then its rows as they come. A meter
 * that refuses a selection is asked once in the other form, then by the numbers of rows; each turn is told.
 */
import { type AttributeRef, type CaptureObject, type DataValue, nameOf, parseObis, renderObis } from '../dlms/index.ts';
import type { ProfileOrder, ProfileShape } from '../evidence/index.ts';
import { getAttributes, type ServiceAnswer } from '../session/index.ts';
import type { ObjectAccess } from './access.ts';
import type { ScalerUnit } from './memory.ts';
import { captureObjectsOf, columnOf, numberOf, scalerOf } from './profile-columns.ts';
import { scalerUnitOf } from './reading-of.ts';
import { type ServiceError, serviceError } from './service-error.ts';

/** A profile as it was opened: how it is shown, and what selections need. */
export interface Profile {
  readonly shape: ProfileShape;
  readonly ref: AttributeRef;
  readonly captureObjects: readonly (CaptureObject | null)[];
}

const orders: Readonly<Record<number, ProfileOrder>> = {
  1: 'fifo',
  2: 'lifo',
  3: 'largest',
  4: 'smallest',
  5: 'nearest-to-zero',
  6: 'farthest-from-zero',
};
const attribute = { captureObjects: 3, capturePeriod: 4, sortMethod: 5, entriesInUse: 7, entries: 8 } as const;

/** @param logicalName as parseObis reads it. @throws the signal's reason */
export async function openProfile(
  access: ObjectAccess,
  logicalName: string,
): Promise<{ readonly type: 'profile'; readonly profile: Profile } | ServiceError> {
  const { channel, association, replyMs, signal } = access;
  const name = parseObis(logicalName);
  if (typeof name !== 'string') throw new RangeError('a profile is opened by an OBIS code');
  const ref = (id: number): AttributeRef => ({ classId: 7, logicalName: name, attribute: id });
  const asked = Object.values(attribute);
  const answers = await getAttributes(channel, association, asked.map(ref), { replyMs, signal });
  const of = (id: (typeof asked)[number]): ServiceAnswer | undefined => answers[asked.indexOf(id)];
  const lost = answers.map((answer) => (answer.type === 'failed' ? serviceError(answer) : null)).find((one) => one);
  if (lost != null) return lost;
  const columns = of(attribute.captureObjects);
  // Nothing at all can be read: the object is not there, or not for us.
  if (columns !== undefined && columns.type !== 'data' && answers.every(({ type }) => type !== 'data')) {
    return serviceError(columns);
  }
  const captureObjects = columns?.type === 'data' ? captureObjectsOf(columns.data) : null;
  const scalers = await readScalers(access, captureObjects ?? []);
  if ('type' in scalers) return scalers;
  const number = (id: (typeof asked)[number]): number | null => numberOf(dataOf(of(id)));
  return {
    type: 'profile',
    profile: {
      ref: ref(2),
      captureObjects: captureObjects ?? [],
      shape: {
        logicalName: renderObis(name),
        name: nameOf(name, 7),
        columns: (captureObjects ?? []).map((object) => columnOf(object, scalers.get(keyOf(object)) ?? null)),
        columnsError: captureObjects === null ? errorOf(columns) : null,
        capturePeriod: number(attribute.capturePeriod),
        order: orders[number(attribute.sortMethod) ?? 0] ?? null,
        entriesInUse: number(attribute.entriesInUse),
        entries: number(attribute.entries),
      },
    },
  };
}

const keyOf = (object: CaptureObject | null): string =>
  object === null ? '' : `${object.classId} ${object.logicalName} ${object.attribute}`;

/** Scaler and unit of each column that has them; each object is asked once. */
async function readScalers(
  { channel, association, replyMs, signal }: ObjectAccess,
  objects: readonly (CaptureObject | null)[],
): Promise<ReadonlyMap<string, ScalerUnit> | ServiceError> {
  const wanted = new Map(
    objects.flatMap((object) => {
      const ref = object === null ? null : scalerOf(object);
      return ref === null ? [] : [[keyOf(object), ref] as const];
    }),
  );
  const answers = await getAttributes(channel, association, [...wanted.values()], { replyMs, signal });
  const scalers = new Map<string, ScalerUnit>();
  for (const [index, key] of [...wanted.keys()].entries()) {
    const answer = answers[index];
    if (answer?.type === 'failed') return serviceError(answer);
    const data = dataOf(answer);
    const scaler = data === undefined ? null : scalerUnitOf(data);
    if (scaler !== null) scalers.set(key, scaler);
  }
  return scalers;
}

function dataOf(answer: ServiceAnswer | undefined): DataValue | undefined {
  return answer?.type === 'data' ? answer.data : undefined;
}

function errorOf(answer: ServiceAnswer | undefined): string {
  if (answer === undefined || answer.type === 'data') return 'no-capture-objects';
  const trouble = serviceError(answer);
  return trouble.type === 'error' ? trouble.error : 'lost';
}
