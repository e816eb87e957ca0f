/** Each mistake of a client is found where it was made, and nowhere else. */

import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex, toSpacedHex } from '../../src/bytes/hex.ts';
import { encodeAarq, encodeGetRequest, encodeGetResponse, encodeInitiateRequest } from '../../src/dlms/index.ts';
import {
  encodeFrame,
  type HdlcAddress,
  informationControl,
  readyControl,
  unnumberedControl,
} from '../../src/hdlc/index.ts';
import { SecretMask } from '../../src/line/index.ts';
import { renderStory, storyDocument } from '../../src/report/index.ts';
import { LogReader, type Mistake, type Story, tellStory } from '../../src/story/index.ts';

const client = (upper: number): HdlcAddress => ({ upper, lower: null, width: 1 });
const server: HdlcAddress = { upper: 1, lower: 17, width: 2 };
const to = (control: Parameters<typeof encodeFrame>[0]['control'], information?: Uint8Array, sap = 32) =>
  encodeFrame({
    destination: server,
    source: client(sap),
    control,
    ...(information === undefined ? {} : { information }),
  });
const from = (
  control: Parameters<typeof encodeFrame>[0]['control'],
  information?: Uint8Array,
  segmented = false,
  sap = 32,
) =>
  encodeFrame({
    destination: client(sap),
    source: server,
    control,
    segmented,
    ...(information === undefined ? {} : { information }),
  });
const request = (apdu: Uint8Array) => Uint8Array.of(0xe6, 0xe6, 0x00, ...apdu);
const response = (apdu: Uint8Array) => Uint8Array.of(0xe6, 0xe7, 0x00, ...apdu);

const snrm = to(unnumberedControl('SNRM'));
const ua = from(unnumberedControl('UA'));
const disc = to(unnumberedControl('DISC'));
const userInformation = encodeInitiateRequest({
  dedicatedKey: null,
  responseAllowed: true,
  qualityOfService: null,
  version: 6,
  conformance: 0x00_10_1d,
  maximumPdu: 0x04b0,
});
const aarq = (authentication: Uint8Array | null, sap = 32) =>
  to(
    informationControl(0, 0),
    request(encodeAarq({ mechanism: authentication === null ? null : 'LLS', authentication, userInformation })),
    sap,
  );
const accepted = response(
  fromHex('6129A109060760857405080101A203020100A305A103020100BE10040E0800065F1F040000301D19000007')!,
);
const invoke = { id: 1, confirmed: true, highPriority: true } as never;
const get = encodeGetRequest({
  invoke,
  choice: 'normal',
  attribute: { classId: 3, logicalName: '0100010800ff', attribute: 2, selection: null },
});
const got = encodeGetResponse({
  invoke,
  choice: 'normal',
  result: { kind: 'data', data: { type: 'double-long-unsigned', value: 5 } },
});
const text = (value: string) => new TextEncoder().encode(value);

type Line = readonly ['>' | '<', Uint8Array];

/** A log with a second between its lines. */
function tell(lines: readonly Line[], gapS = 1): Story {
  const reader = new LogReader();
  for (const [index, [mark, bytes]] of lines.entries()) {
    const at = new Date(Date.UTC(2026, 0, 5) + index * gapS * 1000).toISOString().slice(0, 19);
    reader.push(`${at} ${mark === '>' ? 'TX' : 'RX'}: ${toSpacedHex(bytes)}\n`);
  }
  return tellStory(reader.finish(), () => new SecretMask());
}

const names = ({ mistakes }: Story) => mistakes.map(({ name }) => name);
const opening: readonly Line[] = [
  ['>', snrm],
  ['<', ua],
];
const closing: readonly Line[] = [
  ['>', disc],
  ['<', ua],
];
const read: readonly Line[] = [
  ['>', to(informationControl(0, 0), request(get))],
  ['<', from(informationControl(0, 1), response(got))],
];

describe('a client without a mistake', () => {
  it('is told so', () => {
    const story = tell([...opening, ...read, ...closing]);
    expect(names(story)).toEqual([]);
    expect(story.verdict.code).toBe('ok');
  });
});

const split = (bytes: Uint8Array, at: number): readonly Uint8Array[] => [bytes.subarray(0, at), bytes.subarray(at)];
/** A frame with a 7E in its data. */
const withFlag = from(informationControl(0, 1), response(Uint8Array.of(0xc4, 0x01, 0xc1, 0x00, 0x11, 0x7e)));
const [untilFlag, behindFlag] = split(withFlag, withFlag.indexOf(0x7e, 1) + 1) as [Uint8Array, Uint8Array];
const frmr = from(unnumberedControl('FRMR'), Uint8Array.of(0x10, 0x00, 0x01));
const half = (apdu: Uint8Array, part: 0 | 1) => (part === 0 ? apdu.subarray(0, 6) : apdu.subarray(6));

const cases: readonly {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly found: readonly Mistake['name'][];
}[] = [
  {
    name: 'cuts a frame at a 7E inside it',
    lines: [
      ...opening,
      ['>', to(informationControl(0, 0), request(get))],
      ['<', untilFlag],
      ['<', behindFlag],
      ...closing,
    ],
    found: ['cut-at-flag'],
  },
  {
    name: 'asks on between the two pieces',
    lines: [
      ...opening,
      ['>', to(informationControl(0, 0), request(get))],
      ['<', untilFlag],
      ['>', to(readyControl('RR', 0))],
      ['<', behindFlag],
      ...closing,
    ],
    found: ['cut-at-flag'],
  },
  {
    name: 'takes a frame for ended that is not',
    lines: [...opening, ['>', to(informationControl(0, 0), request(get))], ['<', untilFlag], ...closing],
    found: ['cut-short'],
  },
  {
    name: 'repeats an I frame after silence',
    lines: [...opening, ['>', to(informationControl(0, 0), request(get))], ...read, ...closing],
    found: ['i-frame-repeated'],
  },
  {
    name: 'counts its frames wrong',
    lines: [
      ...opening,
      ...read,
      ['>', to(informationControl(2, 1), request(get))],
      ['<', frmr],
      ['>', snrm],
      ['<', ua],
      ...closing,
    ],
    found: ['out-of-step'],
  },
  {
    name: 'acknowledges what never came',
    lines: [...opening, ...read, ['>', to(informationControl(1, 3), request(get))], ...closing],
    found: ['out-of-step'],
  },
  {
    name: 'goes on after FRMR',
    lines: [
      ...opening,
      ['>', to(informationControl(0, 0), request(get))],
      ['<', frmr],
      ['>', to(informationControl(1, 0), request(get))],
      ...closing,
    ],
    found: ['no-snrm-after-frmr'],
  },
  {
    name: 'does not let the meter go on with its segments',
    lines: [
      ...opening,
      ['>', to(informationControl(0, 0), request(get))],
      ['<', from(informationControl(0, 1), half(response(got), 0), true)],
      ['>', to(informationControl(1, 1), request(get))],
      ...closing,
    ],
    found: ['segment-unanswered'],
  },
  { name: 'leaves its link open', lines: [...opening, ...read], found: ['no-disc'] },
  {
    name: 'sends a password as the public client',
    lines: [
      ['>', to(unnumberedControl('SNRM'), undefined, 16)],
      ['<', from(unnumberedControl('UA'), undefined, false, 16)],
      ['>', aarq(text('hemmelig'), 16)],
      ['<', from(informationControl(0, 1), accepted, false, 16)],
      ['>', to(unnumberedControl('DISC'), undefined, 16)],
    ],
    found: ['password-to-public'],
  },
  {
    name: 'sends a password that nobody wants',
    lines: [
      ...opening,
      ['>', aarq(null)],
      ['<', from(informationControl(0, 1), accepted)],
      ...closing,
      ...opening,
      ['>', aarq(text('hemmelig'))],
      ['<', from(informationControl(0, 1), accepted)],
      ...closing,
    ],
    found: ['password-not-wanted'],
  },
  {
    name: 'sends a password as a number',
    lines: [
      ...opening,
      ['>', aarq(Uint8Array.of(0xa9, 0x8a, 0xc7))],
      ['<', from(informationControl(0, 1), accepted)],
      ...closing,
    ],
    found: ['password-form'],
  },
  {
    name: 'gives up before the answer',
    lines: [
      ...opening,
      ['>', to(informationControl(0, 0), request(get))],
      ['>', disc],
      ['<', from(informationControl(0, 1), response(got))],
      ['<', ua],
    ],
    found: ['late-answer'],
  },
  {
    name: 'sends an address of three bytes',
    lines: [
      ['>', fromHex('7EA009023A710393379C7E')!],
      ['>', fromHex('7EA009023A710393379C7E')!],
    ],
    found: ['address-form'],
  },
];

it('has what its reader cut put together before anything is judged', () => {
  const story = tell([
    ...opening,
    ['>', to(informationControl(0, 0), request(get))],
    ['<', untilFlag],
    ['>', to(informationControl(0, 0), request(get))],
    ['<', behindFlag],
    ...closing,
  ]);
  expect(names(story)).toEqual(['cut-at-flag', 'i-frame-repeated']);
  expect(story.verdict.causes).toEqual([]);
  expect(story.mistakes[0]?.right).toBe(toHex(withFlag));
});

describe('a client that', () => {
  it.each(cases)('$name', ({ found, lines }) => {
    expect(names(tell(lines))).toEqual(found);
  });

  it('knocks without a pause keeps the inactivity time-out from running down', () => {
    const knocks = Array.from({ length: 10 }, (): Line => ['>', snrm]);
    expect(names(tell(knocks, 60))).toEqual(['keeps-knocking']);
    expect(tell(knocks, 60).mistakes[0]?.values).toEqual({ count: 10, seconds: 540, gap: 60 });
    expect(names(tell(knocks, 200))).toEqual([]);
    expect(names(tell(knocks, 5))).toEqual([]);
  });

  it('makes the same mistake again and again is told once, and how often', () => {
    const wrong = fromHex('7EA00703219300007E')!;
    const { mistakes } = tell(Array.from({ length: 12 }, (): Line => ['>', wrong]));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toMatchObject({ name: 'check-wrong', count: 12, right: '7ea0070321930f017e' });
  });
});

describe('a conversation over the wrapper', () => {
  const wrapped = (source: number, destination: number, apdu: Uint8Array) =>
    Uint8Array.of(0, 1, 0, source, 0, destination, 0, apdu.length, ...apdu);
  const login = encodeAarq({ mechanism: null, authentication: null, userInformation });
  const answer = accepted.subarray(3);

  it('is judged by its logins, and takes an answer for one', () => {
    const story = tell([
      ['>', wrapped(16, 1, login)],
      ['<', wrapped(1, 16, answer)],
    ]);
    expect(story.verdict.code).toBe('ok');
    expect(story.evidence.map(({ id, outcome }) => [id, outcome])).toEqual([['association.open:16@1', 'ACCEPTED']]);
    expect([names(story), story.notShown]).toEqual([[], []]);
  });
});

describe('a password', () => {
  it.each([['hemmelig'], ['1'], ['ab']])(
    'is shown nowhere, nor a check value by which it could be guessed: %s',
    (password) => {
      const frame = aarq(text(password));
      const wrong = frame.slice();
      wrong[wrong.length - 2] = (wrong[wrong.length - 2] as number) ^ 0x55;
      const story = tell([
        ...opening,
        ['>', frame],
        ['<', frame],
        ['>', wrong],
        ['<', from(informationControl(0, 1), accepted)],
      ]);
      const own = toHex(frame.subarray(frame.indexOf(0xac)));
      const check = toHex(frame.subarray(-3));
      const shown = [
        JSON.stringify(storyDocument(story)),
        renderStory(story, { lang: 'en', columns: 80, chalk: new Chalk({ level: 0 }) })
          .replaceAll(' ', '')
          .toLowerCase(),
      ];
      for (const said of shown) {
        expect(said).not.toContain(own);
        expect(said).not.toContain(toHex(text(password)).repeat(1).padStart(4, 'x'));
        expect(said).not.toContain(check);
      }
      expect(shown[0]).toContain('2a');
    },
  );
});
