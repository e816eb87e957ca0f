/** What the options of `meter probe` mean, and which of them make no sense. */
import { describe, expect, it } from 'vitest';
import { isUsageError } from '../../src/cli/context.ts';
import { type ProbeOptions, probeWish } from '../../src/cli/probe-options.ts';
import { languages } from '../../src/wording/index.ts';
import { keptContext } from '../support/registry-context.ts';

const hdlc = { transport: 'hdlc', host: '192.0.2.7', port: 3333 } as const;
const wrapper = { ...hdlc, transport: 'wrapper' } as const;
const wish = (options: ProbeOptions, endpoint: typeof hdlc | typeof wrapper = hdlc, lang: 'en' | 'es' = 'en') =>
  probeWish(keptContext('/nowhere', { lang }), options, endpoint);

describe('the options of a probe', () => {
  it('leave everything to the evidence where nothing was said', () => {
    expect(wish({})).toEqual({
      only: null,
      range: null,
      serial: null,
      quietMs: null,
      hand: null,
      replyMs: 5000,
      connectTimeoutMs: 5000,
    });
  });

  it.each<[string, ProbeOptions, object]>([
    ['groups, with commas and blanks', { only: 'clients, Addresses,clients' }, { only: ['clients', 'addresses'] }],
    ['a range', { from: '16', to: '40' }, { range: { from: 16, to: 40 } }],
    ['a range of one', { from: '16383', to: '16383' }, { range: { from: 16383, to: 16383 } }],
    ['a serial number as it stands on a plate', { serial: 'LGZ 12-345 678' }, { serial: '12345678' }],
    ['silence, as long as usual', { wait: true }, { quietMs: 180_000 }],
    ['silence, as long as was said', { wait: '2.5' }, { quietMs: 2500 }],
    ['times', { timeout: '0.5', connectTimeout: '2' }, { replyMs: 500, connectTimeoutMs: 2000 }],
    ['one byte', { frame: '7E' }, { hand: Uint8Array.of(0x7e) }],
    [
      'bytes in any dress',
      { frame: '7e:a0:07:03:21:93:0f:01:7e' },
      { hand: Uint8Array.of(0x7e, 0xa0, 7, 3, 0x21, 0x93, 0xf, 1, 0x7e) },
    ],
  ])('read %s', (_name, options, expected) => {
    expect(wish(options)).toMatchObject(expected);
  });

  const wrong: readonly [string, ProbeOptions, (typeof hdlc | typeof wrapper)?][] = [
    ['nonsense', { only: 'nonsense' }],
    ['""', { only: '' }],
    ['--to', { from: '16' }],
    ['--from', { to: '16' }],
    ['16384', { from: '1', to: '16384' }],
    ['-1', { from: '-1', to: '4' }],
    ['40', { from: '40', to: '16' }],
    ['129', { from: '0', to: '128' }],
    ['123', { serial: '123' }],
    ['\\', { serial: '1234\\5678' }],
    ['xyz', { frame: 'xyz' }],
    ['7E A', { frame: '7E A' }],
    ['2050', { frame: '00'.repeat(2050) }],
    ['--only', { frame: '7E7E', only: 'echo' }],
    ['--save', { frame: '7E7E', save: true }],
    ['--wait', { frame: '7E7E', wait: true }],
    ['--save', { plan: true, save: true }],
    ['--wait', { wait: '0' }],
    ['601', { wait: '601' }],
    ['--from', { from: '1', to: '2' }, wrapper],
    ['--serial', { serial: '1234' }, wrapper],
    ['--only clients', { only: 'framing,clients' }, wrapper],
  ];
  it.each(wrong)('refuse %s, with what to do about it', (says, options, endpoint = hdlc) => {
    for (const lang of languages) {
      let thrown: unknown = null;
      try {
        wish(options, endpoint, lang);
      } catch (error) {
        thrown = error;
      }
      expect(isUsageError(thrown) && thrown.message).toContain(says);
      expect(isUsageError(thrown) && thrown.hint).toBeTruthy();
    }
  });
});
