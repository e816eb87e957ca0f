/** Bytes → annotated tree: every byte accounted for, faults pointed at, and the right bytes where one fix gives them. */
export type { CorrectionCode } from './corrections.ts';
export { dissect, dissectEach } from './dissect.ts';
export { type DressProblem, type DressSegment, type Undressed, undress } from './hex-dress.ts';
export { hasFault, type NoteCode, type ProblemCode } from './problems.ts';
export {
  type Bit,
  type BitName,
  type FieldName,
  type Item,
  type ItemKind,
  leavesOf,
  type Node,
  type Problem,
  problemsOf,
} from './tree.ts';
