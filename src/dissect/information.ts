/**
 * The information field of a frame, explained: the parameters of SNRM and UA, the protest of FRMR, the LLC header and
 * the APDU behind it.
 */
import { type Control, type Llc, parameterIdentifier, parseFrmr, parseParameters } from '../hdlc/index.ts';
import { apduNode, isWholeApdu } from './apdu.ts';
import { type NoteCode, problem } from './problems.ts';
import { Node, type Problem, type Source } from './tree.ts';

const parameterNames: ReadonlyMap<number, string> = new Map([
  [parameterIdentifier.maximumInformationTransmit, 'max-info-transmit'],
  [parameterIdentifier.maximumInformationReceive, 'max-info-receive'],
  [parameterIdentifier.windowTransmit, 'window-transmit'],
  [parameterIdentifier.windowReceive, 'window-receive'],
]);

const hexByte = (value: number): string => value.toString(16).padStart(2, '0');

/**
 * The nodes that cover the information field `bytes[at, end)` of a frame.
 * @param continues segments were begun before, so that a frame without an LLC header may be their end
 * @param llc the LLC header of an I or UI frame
 */
export function informationNodes(
  source: Source,
  control: Control,
  segmented: boolean,
  continues: boolean,
  llc: Llc | null,
  at: number,
  end: number,
): readonly Node[] {
  switch (control.type) {
    case 'SNRM':
    case 'UA':
    case 'DISC':
      return parameterNodes(source, at, end);
    case 'FRMR':
      return frmrNodes(source, at, end);
    case 'I':
    case 'UI':
      return applicationNodes(source, llc, segmented, continues, at, end);
    default: {
      const unexpected = [problem(source, 'information-unexpected', at, end, '')];
      return [new Node(source, 'data', at, end, undefined, undefined, undefined, unexpected)];
    }
  }
}

function parameterNodes(source: Source, at: number, end: number): readonly Node[] {
  const field = source.bytes.subarray(at, end);
  const { fields, userDataAt, defects } = parseParameters(field);
  const problems = defects.map((defect): Problem => {
    const from = at + defect.at;
    switch (defect.code) {
      case 'group-length-wrong': {
        const { declared, actual } = defect;
        const note = formNote(declared, fields);
        const extras = note === null ? {} : { note };
        const expected = actual <= 0xff ? hexByte(actual) : null;
        return problem(source, defect.code, from, from + 1, expected, { declared, actual, ...extras });
      }
      case 'parameter-range':
        return problem(source, defect.code, from, Math.min(end, from + (source.bytes[from - 1] ?? 0)));
      case 'parameter-cut':
        return problem(source, defect.code, from, end);
      case 'not-parameters':
        return problem(source, defect.code, from, Math.min(end, from + 3), null);
      default:
        return problem(source, defect.code, from, from + 1);
    }
  });
  if (problems[0]?.code === 'not-parameters') {
    return [new Node(source, 'data', at, end, undefined, undefined, undefined, problems)];
  }
  /** The problems that start in `bytes[from, to)`. */
  const within = (from: number, to: number, group: boolean): readonly Problem[] | undefined => {
    if (problems.length === 0) return undefined;
    const own = problems.filter(
      ({ code, offset }) =>
        (code === 'group-length-wrong') === group && offset - source.base >= from && offset - source.base < to,
    );
    return own.length === 0 ? undefined : own;
  };
  const length = field[2] as number;
  const nodes = [
    new Node(source, 'parameters.format', at, at + 1),
    new Node(source, 'parameters.group', at + 1, at + 2),
    new Node(source, 'parameters.group-length', at + 2, at + 3, length, undefined, undefined, within(at, end, true)),
  ];
  for (let index = 0; index < fields.length; index++) {
    const parameter = fields[index] as (typeof fields)[number];
    const from = at + parameter.at;
    const to = at + (fields[index + 1]?.at ?? userDataAt ?? field.length);
    const children = [new Node(source, 'parameter.identifier', from, from + 1, parameter.identifier)];
    if (from + 1 < to) children.push(new Node(source, 'parameter.length', from + 1, from + 2, parameter.length));
    if (from + 2 < to) children.push(new Node(source, 'parameter.value', from + 2, to, parameter.value));
    const meaning = parameterNames.get(parameter.identifier) ?? 'unknown';
    nodes.push(new Node(source, 'parameter', from, to, parameter.value, meaning, children, within(from, to, false)));
  }
  if (userDataAt !== null) nodes.push(new Node(source, 'parameters.user-data', at + userDataAt, end));
  return nodes;
}

/**
 * A group length that would be right if the maximum information lengths had the other number of bytes: 12 and 14
 * (hex) are the whole groups of the two forms, and are easily mixed up.
 */
function formNote(
  declared: number,
  fields: readonly { readonly identifier: number; readonly length: number }[],
): NoteCode | null {
  const lengths = fields.filter(({ identifier }) => identifier === 5 || identifier === 6).map(({ length }) => length);
  const actual = fields.reduce((sum, { length }) => sum + 2 + length, 0);
  if (lengths.length === 0) return null;
  if (lengths.every((length) => length === 2) && declared === actual - lengths.length) return 'one-byte-form';
  if (lengths.every((length) => length === 1) && declared === actual + lengths.length) return 'two-byte-form';
  return null;
}

function frmrNodes(source: Source, at: number, end: number): readonly Node[] {
  const frmr = parseFrmr(source.bytes.subarray(at, end));
  if (frmr === null) {
    const problems = [problem(source, 'frmr-cut', at, end)];
    return [new Node(source, 'data', at, end, undefined, undefined, undefined, problems)];
  }
  const { reasons, rejected } = frmr;
  const nodes = [
    new Node(source, 'frmr.control', at, at + 1, rejected.type),
    new Node(source, 'frmr.counters', at + 1, at + 2),
    new Node(source, 'frmr.reason', at + 2, at + 3, reasons.length === 0 ? 'unspecified' : reasons.join(' ')),
  ];
  if (at + 3 < end) nodes.push(new Node(source, 'data', at + 3, end));
  return nodes;
}

function applicationNodes(
  source: Source,
  llc: Llc | null,
  segmented: boolean,
  continues: boolean,
  at: number,
  end: number,
): readonly Node[] {
  // Only the first segment carries an LLC header; what follows without one continues an APDU.
  if (llc === null) {
    if (!segmented && !continues && isWholeApdu(source.bytes.subarray(at, end))) {
      return [apduNode(source, at, end).with([problem(source, 'llc-missing', at, at)])];
    }
    return [new Node(source, 'data', at, end, undefined, segmented ? 'segment' : 'no-llc')];
  }
  const nodes = [
    new Node(source, 'llc', at, at + 3, llc.kind, undefined, [
      new Node(source, 'llc.destination', at, at + 1),
      new Node(source, 'llc.source', at + 1, at + 2),
      new Node(source, 'llc.quality', at + 2, at + 3, llc.quality),
    ]),
  ];
  if (llc.length > 3) {
    const problems = [problem(source, 'llc-repeated', at + 3, at + llc.length, '')];
    nodes.push(new Node(source, 'llc.repeated', at + 3, at + llc.length, undefined, undefined, undefined, problems));
  }
  if (at + llc.length < end) nodes.push(apduNode(source, at + llc.length, end, segmented));
  return nodes;
}
