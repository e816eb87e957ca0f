/** The form of a rule: which outcomes it needs, what else must hold, what they mean, and why we may say so. */
import type { AnyEvidence, CauseCode, ExperimentName, Outcomes } from '../evidence/index.ts';
import type { Grade } from './verdict.ts';

type Conditions = { readonly [Name in ExperimentName]?: readonly Outcomes[Name][] };

export interface Rule {
  /** The name of its sentence in the wording: why we may say so. */
  readonly because: string;
  readonly code: CauseCode;
  readonly grade: Grade;
  /** What it names was seen, and keeps no meter mute by itself: other causes are named before it. */
  readonly noticed?: true;
  /** Some evidence of one of these experiments has one of these outcomes (and meets `where`). */
  readonly anyOf: Conditions;
  /** Besides, each of these experiments has some evidence with one of these outcomes. */
  readonly allOf?: Conditions;
  /** No evidence of these experiments has one of these outcomes. */
  readonly noneOf?: Conditions;
  /** What must hold for the evidence that `anyOf` names, where its outcome alone does not say it. */
  readonly where?: (evidence: AnyEvidence, all: readonly AnyEvidence[]) => boolean;
}

/** The evidence a rule rests on; null where the rule does not hold. */
export function match(
  { anyOf, allOf, noneOf, where }: Rule,
  all: readonly AnyEvidence[],
): readonly AnyEvidence[] | null {
  const meets = (conditions: Conditions | undefined) => (one: AnyEvidence) =>
    (conditions?.[one.experiment] as readonly string[] | undefined)?.includes(one.outcome) === true;
  if (all.some(meets(noneOf))) return null;
  const besides = all.filter(meets(allOf));
  if (!Object.keys(allOf ?? {}).every((name) => besides.some(({ experiment }) => experiment === name))) return null;
  const telling = all.filter((one) => meets(anyOf)(one) && (where === undefined || where(one, all)));
  return telling.length === 0 ? null : [...telling, ...besides.filter((one) => !telling.includes(one))];
}
