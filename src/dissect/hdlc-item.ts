/** An HDLC frame, right or wrong, as an item: its tree, its problems, and the frame that was meant if one fix gives it. */
import { toHex } from '../bytes/hex.ts';
import { type Corrected, correct, framed } from './corrections.ts';
import { explainFrame, type Span } from './frame.ts';
import { Item } from './item.ts';
import { hasFault, type ProblemCode, problem } from './problems.ts';
import { type Node, noProblems, type Problem, problemsOf, type Source } from './tree.ts';

/** Whether a problem only follows from what a repair puts right: it is then none of its own. */
function followsFrom({ code, damage }: Corrected, problem: ProblemCode): boolean {
  if (damage !== undefined) return ['length-wrong', 'hcs-wrong', 'fcs-wrong'].includes(problem) || isOfApdu(problem);
  return code === 'length' && ['hcs-wrong', 'fcs-wrong'].includes(problem);
}

const isOfApdu = (code: ProblemCode): boolean => code.startsWith('apdu-');

/** A longer stretch is no frame; not searched for one. */
const longestCorrected = 2 * 2049;

/** @param known a correction that was found already */
export function hdlcItem(source: Source, span: Span, known?: Corrected): Item {
  const { from, to, opening, closed, missing } = span;
  const start = opening === 'own' ? from - 1 : from;
  const end = closed ? to + 1 : to;
  const { raised } = source;
  const { type, tree } = explainFrame(source, span);
  if (source.raised === raised) return new Item(source, 'hdlc', start, end, type, tree, noProblems);
  const problems = inOrder(problemsOf(tree));
  const plain = (): Item => new Item(source, 'hdlc', start, end, type, tree, problems);
  // What is wrong inside an APDU no correction of its frame puts right.
  const ofFrame = problems.filter(({ code }) => !isOfApdu(code));
  if (!hasFault(ofFrame) || missing > 0 || to - from > longestCorrected) return plain();
  const corrected = known ?? correct(source.bytes.subarray(from, to), opening !== 'missing' && closed);
  if (corrected === null) return plain();
  const damage = damageProblem(source, span, corrected);
  const marked = tree.map((one) => mark(one, damage, corrected));
  return new Item(source, 'hdlc', start, end, type, marked, inOrder(problemsOf(marked)), {
    corrected: toHex(framed(corrected.octets)),
    correctedBy: corrected.code,
  });
}

const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems.length < 2 ? problems : [...problems].sort((left, right) => left.offset - right.offset);

function damageProblem(source: Source, { from, to }: Span, { damage }: Corrected): Problem | null {
  if (damage === undefined) return null;
  const at = damage.at === null ? from : from + damage.at;
  const length = damage.at === null ? 0 : damage.found.length / 2;
  const found = problem(source, damage.code, at, Math.min(to, at + length), damage.expected);
  return { ...found, found: damage.found };
}

/** The tree tells the damage where it stands, and no longer what only follows from it. */
function mark(one: Node, damage: Problem | null, corrected: Corrected): Node {
  const { problems = noProblems, children } = one;
  const inside = damage !== null && damage.offset >= one.offset && damage.offset < one.offset + one.length;
  const kept = problems.filter(({ code }) => !followsFrom(corrected, code));
  const own = inside && children === undefined ? [...kept, damage] : kept;
  return one.with(
    own,
    children?.map((child) => mark(child, damage, corrected)),
  );
}
