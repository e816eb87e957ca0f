import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Endpoint, parseEndpoint, renderEndpoint } from '../../src/evidence/index.ts';

const host = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.domain(),
  fc.constantFrom('gateway', 'gate_way-2', 'pasarela.ñandú.example', 'fe80::1%eth0', '::', '::ffff:192.0.2.7'),
);
const endpoint: fc.Arbitrary<Endpoint> = fc.record({
  transport: fc.constantFrom('hdlc', 'wrapper'),
  host,
  port: fc.integer({ min: 1, max: 65535 }),
});

describe('an endpoint', () => {
  it('reads back from its canonical spelling', () => {
    fc.assert(
      fc.property(endpoint, (one) => {
        expect(parseEndpoint(renderEndpoint(one))).toEqual(one);
      }),
    );
  });

  it('never throws, and what it accepts has a possible port and a host without blanks or controls', () => {
    const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z0-9:/[\].%@-]{0,40}$/));
    fc.assert(
      fc.property(anything, fc.boolean(), (text, bareHost) => {
        const read = parseEndpoint(text, { bareHost });
        if ('code' in read) return;
        expect(read.port).toBeGreaterThanOrEqual(1);
        expect(read.port).toBeLessThanOrEqual(65535);
        expect(read.host).toMatch(/^[^\s\p{C}/@[\]]+$/u);
        expect(parseEndpoint(renderEndpoint(read))).toEqual(read);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['192.0.2.7:3333', { transport: 'hdlc', host: '192.0.2.7', port: 3333 }],
    ['hdlc://gateway', { transport: 'hdlc', host: 'gateway', port: 3333 }],
    ['TCP://gateway:4000', { transport: 'hdlc', host: 'gateway', port: 4000 }],
    ['wrapper://gateway/', { transport: 'wrapper', host: 'gateway', port: 4059 }],
    ['[::1]:3333', { transport: 'hdlc', host: '::1', port: 3333 }],
  ])('%s is read', (text, read) => {
    expect(parseEndpoint(text)).toEqual(read);
  });

  it.each([
    ['192.0.2.7', { code: 'endpoint-malformed' }],
    ['192.0.2.999:3333', { code: 'endpoint-malformed' }],
    ['192.0.2:3333', { code: 'endpoint-malformed' }],
    ['7:3333', { code: 'endpoint-malformed' }],
    ['-h:3333', { code: 'endpoint-malformed' }],
    ['gate way:3333', { code: 'endpoint-malformed' }],
    ['gate\u001bway:3333', { code: 'endpoint-malformed' }],
    ['[1:2]:3333', { code: 'endpoint-malformed' }],
    ['[::1::2]:3333', { code: 'endpoint-malformed' }],
    ['::1', { code: 'endpoint-malformed' }],
    ['', { code: 'endpoint-malformed' }],
    ['gateway:', { code: 'port-out-of-range', port: '' }],
    ['gateway:0', { code: 'port-out-of-range', port: '0' }],
    ['gateway:70000', { code: 'port-out-of-range', port: '70000' }],
    ['gateway:http', { code: 'port-out-of-range', port: 'http' }],
    ['ftp://gateway:21', { code: 'transport-unknown', transport: 'ftp' }],
  ])('%j is refused', (text, defect) => {
    expect(parseEndpoint(text)).toEqual(defect);
  });

  it('takes a host alone where that is asked for, also an IPv6 address without brackets', () => {
    expect(parseEndpoint('192.0.2.7', { bareHost: true })).toEqual({
      transport: 'hdlc',
      host: '192.0.2.7',
      port: 3333,
    });
    expect(parseEndpoint('2001:db8::7', { bareHost: true })).toMatchObject({ host: '2001:db8::7', port: 3333 });
    expect(parseEndpoint('gateway:4000', { bareHost: true })).toMatchObject({ host: 'gateway', port: 4000 });
  });
});
