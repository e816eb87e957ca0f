/**
 * A meter over the wrapper whose profile does what a test wants: refuse selections, send rows that are odd, keep a clock
 * without deviation. It answers by the shared answers of a sound meter, but for the buffer, and takes one client at a time.
 */
import { joinBytes } from '../../src/bytes/join.ts';
import {
  conformanceBlock,
  type DataValue,
  encodeGetResponse,
  parseApdu,
  type SelectedAttribute,
} from '../../src/dlms/index.ts';
import { encodeWrapper, parseWrapper, wrapperHeaderLength } from '../../src/wrapper/index.ts';
import { MeterAnswers, valueName } from './dlms-answers.ts';
import { type RawServer, startRawServer } from './raw-server.ts';

export interface ProfileMeterOptions {
  /** Besides the profile: by `valueName`. */
  readonly values?: Readonly<Record<string, DataValue>>;
  readonly captureObjects?: readonly (readonly [classId: number, logicalName: string, attribute?: number])[];
  readonly capturePeriod?: number;
  readonly sortMethod?: number;
  /** Left out of what the meter tells where null. */
  readonly entriesInUse?: number | null;
  /** What a selection gets: rows, or the code of a data-access-result. */
  readonly buffer: (selection: SelectedAttribute['selection']) => readonly DataValue[] | number;
  readonly selectiveAccess?: boolean;
}

export interface ProfileMeter extends RawServer {
  /** As the command line takes it. */
  readonly meter: string;
  /** The selections of the buffer, as they came. */
  readonly selections: readonly SelectedAttribute['selection'][];
}

export const profileName = '0100630100ff';
export const clockName = '0000010000ff';
export const energyName = '0100010800ff';

export const unsigned = (value: number): DataValue => ({ type: 'double-long-unsigned', value });
export const octets = (...bytes: readonly number[]): DataValue => ({
  type: 'octet-string',
  bytes: Uint8Array.from(bytes),
});
export const row = (...items: readonly DataValue[]): DataValue => ({ type: 'structure', items });

export async function startProfileMeter(options: ProfileMeterOptions): Promise<ProfileMeter> {
  const {
    captureObjects = [
      [8, clockName],
      [3, energyName],
    ],
    selectiveAccess = true,
  } = options;
  const { capturePeriod = 900, sortMethod = 1, entriesInUse = 100 } = options;
  const selections: SelectedAttribute['selection'][] = [];
  const profile = (attribute: number): string => valueName(7, profileName, attribute);
  const answers = new MeterAnswers({
    conformance: conformanceBlock([
      'block-transfer-with-get-or-read',
      'multiple-references',
      'get',
      ...(selectiveAccess ? (['selective-access'] as const) : []),
    ]),
    values: {
      [profile(3)]: {
        type: 'array',
        items: captureObjects.map(([classId, logicalName, attribute = 2]) =>
          row(
            { type: 'long-unsigned', value: classId },
            octets(...Buffer.from(logicalName, 'hex')),
            { type: 'integer', value: attribute },
            { type: 'long-unsigned', value: 0 },
          ),
        ),
      },
      [profile(4)]: unsigned(capturePeriod),
      [profile(5)]: { type: 'enum', value: sortMethod },
      ...(entriesInUse === null ? {} : { [profile(7)]: unsigned(entriesInUse) }),
      [valueName(3, energyName, 3)]: row({ type: 'integer', value: -1 }, { type: 'enum', value: 30 }),
      ...options.values,
    },
  });
  const answer = (question: Uint8Array): Uint8Array | null => {
    const { apdu } = parseApdu(question);
    if (apdu.type !== 'GET-Request' || apdu.choice !== 'normal') return answers.answer(question);
    const { classId, logicalName, attribute, selection } = apdu.attribute;
    if (valueName(classId, logicalName, attribute) !== profile(2)) return answers.answer(question);
    selections.push(selection);
    const rows = options.buffer(selection);
    if (typeof rows === 'number') {
      const result = { kind: 'error', code: rows, name: 'unknown' } as const;
      return encodeGetResponse({ choice: 'normal', invoke: apdu.invoke, result });
    }
    answers.values[profile(2)] = { type: 'array', items: rows };
    return answers.answer(question);
  };
  let pending = new Uint8Array();
  const server = await startRawServer({
    answer: (bytes) => {
      pending = Uint8Array.from(joinBytes([pending, bytes]));
      const header = parseWrapper(pending.subarray(0, wrapperHeaderLength));
      if ('code' in header || pending.length < wrapperHeaderLength + header.length) return null;
      const question = pending.slice(wrapperHeaderLength, wrapperHeaderLength + header.length);
      pending = pending.slice(wrapperHeaderLength + header.length);
      const said = answer(question);
      return said === null ? null : encodeWrapper(header.destination, header.source, said);
    },
  });
  return { ...server, meter: `wrapper://${server.endpoint}`, selections };
}
