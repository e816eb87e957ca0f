/** Bytes → annotated tree: every byte accounted for, faults pointed at, and the right bytes where one fix gives them. */

export type { ApduNode } from './apdu.ts';
export type { Bit, BitName } from './bits.ts';
export type { CorrectionCode } from './corrections.ts';
export { dissect, dissectEach } from './dissect.ts';
export type { FieldName } from './field-name.ts';
export { type DressProblem, type DressSegment, type Undressed, undress } from './hex-dress.ts';
export { type LineReading, readLine } from './hex-line.ts';
export { type Insight, insightsOf } from './insight.ts';
export type { Item, ItemKind } from './item.ts';
export { Joiner } from './join.ts';
export { hasFault, type NoteCode, type ProblemCode } from './problems.ts';
export type { LayoutCode, PushLayout, Reading } from './push-makers.ts';
export { leavesOf, type Node, type Problem, problemsOf } from './tree.ts';
