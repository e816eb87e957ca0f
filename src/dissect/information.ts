/**
 * The information field of a frame, explained: the parameters of SNRM and UA, the protest of FRMR, the LLC header and
 * the APDU behind it. An APDU stays one block here, named by its first octet.
 */
import { type Control, parameterIdentifier, parseFrmr, parseLlc, parseParameters } from '../hdlc/index.ts';
import { apduKind } from './apdu-tags.ts';
import { type NoteCode, problem } from './problems.ts';
import { type Node, node, type Problem, type Source } from './tree.ts';

const parameterNames: ReadonlyMap<number, string> = new Map([
  [parameterIdentifier.maximumInformationTransmit, 'max-info-transmit'],
  [parameterIdentifier.maximumInformationReceive, 'max-info-receive'],
  [parameterIdentifier.windowTransmit, 'window-transmit'],
  [parameterIdentifier.windowReceive, 'window-receive'],
]);

const hexByte = (value: number): string => value.toString(16).padStart(2, '0');

/** The nodes that cover the information field `bytes[at, end)` of a frame. */
export function informationNodes(
  source: Source,
  control: Control,
  segmented: boolean,
  at: number,
  end: number,
): readonly Node[] {
  if (at >= end) return [];
  const field = source.bytes.subarray(at, end);
  switch (control.type) {
    case 'SNRM':
    case 'UA':
    case 'DISC':
      return parameterNodes(source, at, end);
    case 'FRMR':
      return frmrNodes(source, at, end);
    case 'I':
    case 'UI':
      return applicationNodes(source, field, segmented, at, end);
    default: {
      const unexpected = problem(source, 'information-unexpected', at, end, '');
      return [node(source, 'data', at, end, { problems: [unexpected] })];
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
  if (problems[0]?.code === 'not-parameters') return [node(source, 'data', at, end, { problems })];
  const group = problems.filter(({ code }) => code === 'group-length-wrong');
  const nodes = [
    node(source, 'parameters.format', at, at + 1),
    node(source, 'parameters.group', at + 1, at + 2),
    node(source, 'parameters.group-length', at + 2, at + 3, { value: field[2] as number, problems: group }),
  ];
  for (const [index, parameter] of fields.entries()) {
    const from = at + parameter.at;
    const to = at + (fields[index + 1]?.at ?? userDataAt ?? field.length);
    const own = problems.filter(
      ({ code, offset }) => code !== 'group-length-wrong' && offset - source.base >= from && offset - source.base < to,
    );
    const children = [node(source, 'parameter.identifier', from, from + 1, { value: parameter.identifier })];
    if (from + 1 < to) children.push(node(source, 'parameter.length', from + 1, from + 2, { value: parameter.length }));
    if (from + 2 < to) children.push(node(source, 'parameter.value', from + 2, to, { value: parameter.value }));
    const meaning = parameterNames.get(parameter.identifier) ?? 'unknown';
    nodes.push(node(source, 'parameter', from, to, { value: parameter.value, meaning, children, problems: own }));
  }
  if (userDataAt !== null) nodes.push(node(source, 'parameters.user-data', at + userDataAt, end));
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
  if (frmr === null) return [node(source, 'data', at, end, { problems: [problem(source, 'frmr-cut', at, end)] })];
  const { reasons, rejected, vs, vr, wasResponse } = frmr;
  const nodes = [
    node(source, 'frmr.control', at, at + 1, { value: rejected.type }),
    node(source, 'frmr.counters', at + 1, at + 2, {
      bits: [
        { field: 'frmr.vr', mask: 0xe0, value: vr },
        { field: 'frmr.was-response', mask: 0x10, value: wasResponse },
        { field: 'frmr.vs', mask: 0x0e, value: vs },
      ],
    }),
    node(source, 'frmr.reason', at + 2, at + 3, { value: reasons.length === 0 ? 'unspecified' : reasons.join(' ') }),
  ];
  if (at + 3 < end) nodes.push(node(source, 'data', at + 3, end));
  return nodes;
}

function applicationNodes(
  source: Source,
  field: Uint8Array,
  segmented: boolean,
  at: number,
  end: number,
): readonly Node[] {
  const llc = parseLlc(field);
  // Only the first segment carries an LLC header; what follows without one continues an APDU.
  if (llc === null) return [node(source, 'data', at, end, { meaning: segmented ? 'segment' : 'no-llc' })];
  const nodes = [
    node(source, 'llc', at, at + 3, {
      value: llc.kind,
      children: [
        node(source, 'llc.destination', at, at + 1),
        node(source, 'llc.source', at + 1, at + 2),
        node(source, 'llc.quality', at + 2, at + 3, { value: llc.quality }),
      ],
    }),
  ];
  if (llc.length > 3) {
    const problems = [problem(source, 'llc-repeated', at + 3, at + llc.length, '')];
    nodes.push(node(source, 'llc.repeated', at + 3, at + llc.length, { problems }));
  }
  if (at + llc.length < end) nodes.push(apduNode(source, at + llc.length, end, segmented));
  return nodes;
}

/** An APDU as one block: what its first octets call it. */
export function apduNode(source: Source, at: number, end: number, segmented = false): Node {
  const kind = apduKind(source.bytes.subarray(at, end));
  if (kind === null) return node(source, 'data', at, end, { meaning: 'no-known-apdu' });
  const value = kind.choice === null ? kind.name : `${kind.name}-${kind.choice}`;
  return node(source, 'apdu', at, end, segmented ? { value, meaning: 'first-segment' } : { value });
}
