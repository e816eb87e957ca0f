/**
 * The negotiation of SNRM and UA (IEC 62056-46 §6.4.4.4.3.2), the information field of both:
 *
 *   81 80 LL │ 05 n max-info-transmit │ 06 n max-info-receive │ 07 04 window-transmit │ 08 04 window-receive
 *   └ format identifier, group, group length      n = 1 or 2 bytes; both occur for the same value in the field
 *
 * Values are the sender's view. What is absent, or zero, is the default. A user-data sub-field (F0) may follow.
 */
export interface LinkParameters {
  readonly maximumInformationTransmit: number;
  readonly maximumInformationReceive: number;
  readonly windowTransmit: number;
  readonly windowReceive: number;
}

/** @source IEC 62056-46 §6.4.4.4.3.2 */
export const defaultParameters: LinkParameters = Object.freeze({
  maximumInformationTransmit: 128,
  maximumInformationReceive: 128,
  windowTransmit: 1,
  windowReceive: 1,
});

/** What is wrong with a parameter field. `at` is an offset into the information field. */
export type ParameterDefect =
  | { readonly code: 'not-parameters'; readonly at: number }
  | { readonly code: 'group-length-wrong'; readonly at: number; readonly declared: number; readonly actual: number }
  | { readonly code: 'parameter-cut'; readonly at: number }
  | { readonly code: 'parameter-length'; readonly at: number; readonly identifier: number; readonly length: number }
  | { readonly code: 'parameter-unknown'; readonly at: number; readonly identifier: number }
  | { readonly code: 'parameter-range'; readonly at: number; readonly identifier: number; readonly value: number };

/** One parameter where it stands: identifier, length, value. */
export interface ParameterField {
  readonly at: number;
  readonly identifier: number;
  readonly length: number;
  /** The value as a number; null where it is longer than four bytes or cut. */
  readonly value: number | null;
}

export interface ParsedParameters {
  readonly values: LinkParameters;
  readonly fields: readonly ParameterField[];
  /** Where the user-data sub-field (F0) starts; null where there is none. */
  readonly userDataAt: number | null;
  readonly defects: readonly ParameterDefect[];
}

export const parameterIdentifier = {
  maximumInformationTransmit: 0x05,
  maximumInformationReceive: 0x06,
  windowTransmit: 0x07,
  windowReceive: 0x08,
} as const satisfies Record<keyof LinkParameters, number>;

const longest = { 5: 2030, 6: 2030, 7: 7, 8: 7 } as const;
const names = new Map(
  Object.entries(parameterIdentifier).map(([name, identifier]) => [identifier as number, name as keyof LinkParameters]),
);

/**
 * Reads the information field of an SNRM or UA. An empty field is the defaults. Never throws and reads each byte
 * once; a wrong group length is reported, and the parameters are then read to the end of the field.
 */
export function parseParameters(information: Uint8Array): ParsedParameters {
  const fields: ParameterField[] = [];
  const defects: ParameterDefect[] = [];
  const values: { -readonly [Name in keyof LinkParameters]: number } = { ...defaultParameters };
  const end = information.length;
  if (end === 0) return { values, fields, userDataAt: null, defects };
  if (information[0] !== 0x81 || information[1] !== 0x80 || end < 3) {
    return { values, fields, userDataAt: null, defects: [{ code: 'not-parameters', at: 0 }] };
  }
  const declared = information[2] as number;
  let at = 3;
  let userDataAt: number | null = null;
  while (at < end) {
    const identifier = information[at] as number;
    // User data follows the group; a group length that ends exactly here says so.
    if (identifier === 0xf0 && (at - 3 === declared || names.has(identifier) === false)) {
      userDataAt = at;
      break;
    }
    const length = information[at + 1];
    if (length === undefined || at + 2 + length > end) {
      defects.push({ code: 'parameter-cut', at });
      fields.push({ at, identifier, length: length ?? 0, value: null });
      at = end;
      break;
    }
    const value = length <= 4 ? readNumber(information, at + 2, length) : null;
    fields.push({ at, identifier, length, value });
    const name = names.get(identifier);
    if (name === undefined) {
      defects.push({ code: 'parameter-unknown', at, identifier });
    } else if (value === null || length === 0) {
      defects.push({ code: 'parameter-length', at: at + 1, identifier, length });
    } else if (value > longest[identifier as keyof typeof longest]) {
      defects.push({ code: 'parameter-range', at: at + 2, identifier, value });
    } else if (value !== 0) {
      values[name] = value;
    }
    at += 2 + length;
  }
  const actual = (userDataAt ?? at) - 3;
  if (declared !== actual) defects.unshift({ code: 'group-length-wrong', at: 2, declared, actual });
  return { values, fields, userDataAt, defects };
}

function readNumber(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let index = at; index < at + length; index++) value = value * 256 + (bytes[index] as number);
  return value;
}

/**
 * The information field that proposes these parameters.
 * @param form bytes of each maximum information length: 1 (values to 255) or 2
 */
export function encodeParameters(values: LinkParameters, form: 1 | 2): Uint8Array {
  const { maximumInformationTransmit: transmit, maximumInformationReceive: receive } = values;
  const size = (value: number) => (form === 1 ? [1, value & 0xff] : [2, value >>> 8, value & 0xff]);
  const window = (value: number) => [4, 0, 0, 0, value];
  const group = [5, ...size(transmit), 6, ...size(receive), 7, ...window(values.windowTransmit)];
  group.push(8, ...window(values.windowReceive));
  return Uint8Array.of(0x81, 0x80, group.length, ...group);
}

/**
 * What both sides keep to after UA: for each direction the smaller of what one proposes and the other accepts.
 * The answer is the other side's view, so its transmit is our receive.
 */
export function negotiated(own: LinkParameters, answer: LinkParameters): LinkParameters {
  return {
    maximumInformationTransmit: Math.min(own.maximumInformationTransmit, answer.maximumInformationReceive),
    maximumInformationReceive: Math.min(own.maximumInformationReceive, answer.maximumInformationTransmit),
    windowTransmit: Math.min(own.windowTransmit, answer.windowReceive),
    windowReceive: Math.min(own.windowReceive, answer.windowTransmit),
  };
}
