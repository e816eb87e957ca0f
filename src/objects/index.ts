/** COSEM objects as a user names and reads them: names and codes in, readings with scaler and unit out, as plain data. */
export { accessOf, type Lost, type ObjectAccess } from './access.ts';
export { type ClockAnswer, readClock } from './clock.ts';
export { describedObjects, listedAttributes } from './described-objects.ts';
export { MeterMemory } from './memory.ts';
export { type ListOutcome, readObjectList } from './object-list.ts';
export { openProfile, type Profile } from './profile.ts';
export { chooseColumns } from './profile-choose.ts';
export { type ProfileEnd, type ReadRowsOptions, readProfileRows } from './profile-read.ts';
export { type ReadOptions, type ReadOutcome, readObjects } from './reader.ts';
export { type ObjectDefect, parseObject, type WantedObject } from './resolve.ts';
export { serviceError } from './service-error.ts';
export type { ValueDefect } from './typed-value.ts';
export { isMissing, usualObjects } from './usual-objects.ts';
export {
  type ActPlan,
  applyAct,
  applySet,
  type Planned,
  planAct,
  planSet,
  type SentValue,
  type SetPlan,
  type WriteDefect,
  type Written,
} from './write.ts';
