/** Records that lie, are huge, or want to get at the terminal. */
import { Chalk } from 'chalk';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SecretMask } from '../../src/line/index.ts';
import { renderStory, safeJson, storyDocument } from '../../src/report/index.ts';
import { LogReader, recordOfCapture, type Story, type StoryRecord, tellStory } from '../../src/story/index.ts';

const keeper = () => new SecretMask();

function logStory(text: string): Story {
  const reader = new LogReader();
  reader.push(text);
  return tellStory(reader.finish(), keeper);
}

const screens = (story: Story) =>
  (['en', 'es'] as const).map((lang) => renderStory(story, { lang, columns: 80, chalk: new Chalk({ level: 0 }) }));
/** What acts on a terminal; a line end is meant. */
const acting = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e]/;

const frames = [
  '7EA0070321930F017E',
  '7EA00721037301407E',
  '7EA00703219300007E',
  '7EA00721031F1B0D7E',
  '7EA02102032193735681801205020080060200800704000000010804000000 01A6D97E'.replace(' ', ''),
  '7EA0070321530 3C77E'.replace(' ', ''),
  '506F727420616C726561647920696E207573650D0A',
  '2F3F210D0A',
  '7E',
  'FFFB03FFFB01',
];
const hex = fc.oneof(
  fc.constantFrom(...frames),
  fc
    .uint8Array({ maxLength: 60 })
    .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')),
  fc
    .constantFrom(...frames)
    .chain((frame) => fc.nat({ max: frame.length - 1 }).map((at) => `${frame.slice(0, at)}0${frame.slice(at + 1)}`)),
);
const words = fc.constantFrom(
  'TX',
  'RX',
  'sent:',
  'recibido',
  '->',
  '<-',
  '',
  'closed by peer',
  'connected',
  'TIMEOUT',
);
const stamp = fc.oneof(
  fc.constant(''),
  fc.constantFrom(
    '10:00:00',
    '2025-11-10 10:35:01,120',
    '@5',
    '@1e9',
    '00:00:00',
    '9999-99-99 99:59:59',
    '1762770901.5',
  ),
);
const line = fc.oneof(
  fc.tuple(stamp, words, hex).map((parts) => parts.join(' ')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

describe('whatever stands in a log', () => {
  it('is told, or not told, and never acts on a terminal', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const story = logStory(lines.join('\n'));
        for (const text of screens(story)) {
          expect(text).not.toMatch(acting);
          for (const one of text.split('\n')) expect(one.length).toBeLessThanOrEqual(80);
        }
        expect(safeJson(storyDocument(story))).not.toMatch(acting);
        expect(story.verdict.causes.filter(({ code, grade }) => code === 'meter.deaf' && grade === 'proven')).toEqual(
          [],
        );
      }),
      { numRuns: 200 },
    );
  });

  it('is the same, whatever portions it comes in', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 15 }), fc.array(fc.nat(400), { maxLength: 6 }), (lines, cuts) => {
        const text = lines.join('\n');
        const reader = new LogReader();
        const places = [
          0,
          ...cuts.map((cut) => Math.min(cut, text.length)).sort((one, other) => one - other),
          text.length,
        ];
        for (const [index, from] of places.entries()) reader.push(text.slice(from, places[index + 1] ?? text.length));
        const whole = new LogReader();
        whole.push(text);
        expect(reader.finish()).toEqual(whole.finish());
      }),
      { numRuns: 100 },
    );
  });

  it('tells every byte that has a direction in exactly one exchange', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('TX', 'RX'),
            hex.filter((one) => one.length > 8),
          ),
          { maxLength: 30 },
        ),
        (lines) => {
          const reader = new LogReader();
          for (const [index, [way, bytes]] of lines.entries())
            reader.push(`10:00:${`${index}`.padStart(2, '0')} ${way} ${bytes}\n`);
          const record = reader.finish();
          const story = tellStory(record, keeper);
          const count = record.events.reduce((sum, event) => sum + ('bytes' in event ? event.bytes.length : 0), 0);
          const told = story.rows.reduce((sum, { exchange }) => {
            const received = exchange?.received.reduce((octets, one) => octets + one.hex.length / 2, 0) ?? 0;
            return sum + received + (exchange?.sent ?? '').length / 2;
          }, 0);
          expect(told).toBe(count);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('a huge record', () => {
  it('is read to where it can be told, and says so', () => {
    const reader = new LogReader();
    const portion = `10:00:00 TX 7E A0 07 03 21 93 0F 01 7E\n10:00:01 RX 7E A0 07 21 03 73 01 40 7E\n`.repeat(5000);
    let portions = 0;
    for (; portions < 200 && !reader.isFull; portions++) reader.push(portion);
    expect(portions).toBeLessThan(5);
    const story = tellStory(reader.finish(), keeper);
    expect(story.limits.map(({ name }) => name)).toEqual(['cut-at', 'left-out']);
    const [text = ''] = screens(story);
    expect(text.split('\n').length).toBeLessThan(400);
  }, 20_000);

  it.each([
    ['one line', 'TX 7E A0 '.repeat(200_000)],
    ['digits without end', `TX ${'7E'.repeat(500_000)}`],
    ['times', '10:00:00 '.repeat(100_000)],
    ['arrows', '-> '.repeat(300_000)],
    ['quotes', `b'${'\\x7e'.repeat(100_000)}`],
    ['claims', 'the meter is '.repeat(50_000)],
    ['blank lines', '\n'.repeat(500_000)],
    ['tiny portions', `10:00:00 RX 7E A0 FF\n`.repeat(20_000)],
  ])(
    'does not hang: %s',
    (_name, text) => {
      const started = performance.now();
      screens(logStory(text));
      expect(performance.now() - started).toBeLessThan(10_000);
    },
    30_000,
  );

  it('of a capture is bounded as well', () => {
    const bytes = Uint8Array.of(0x7e, 0xa0, 0x07);
    const events = Array.from({ length: 50_000 }, (_, index) => ({ atMs: index, kind: 'received' as const, bytes }));
    const record: StoryRecord = recordOfCapture(events, 0);
    expect(record.events.length).toBe(20_000);
    expect(tellStory(record, keeper).limits).toContainEqual({ name: 'cut-at', values: { line: 20_001 } });
  });
});
