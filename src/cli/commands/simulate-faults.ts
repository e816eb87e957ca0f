/** A mistake in the faults of `meter simulate`, as the person who made it reads it. */
import type { FaultDefect } from '../../simulator/index.ts';
import type { SimulateWords } from '../../wording/index.ts';
import { UsageError } from '../context.ts';

/** What is wrong with a fault, and which names are near. */
export function faultUsageError(defect: FaultDefect, words: SimulateWords): UsageError {
  if (defect.code === 'fault-unknown') {
    const near = defect.nearest.join(', ');
    return new UsageError(words.faultUnknown(defect.name), near === '' ? words.seeList : words.faultNearest(near));
  }
  const { name, value } = defect;
  if (defect.code === 'fault-takes-no-value') return new UsageError(words.takesNoValue(name, value), words.seeList);
  return new UsageError(words.valueMalformed(name, value, defect.minimum, defect.maximum), words.seeList);
}
