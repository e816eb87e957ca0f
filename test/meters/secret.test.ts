/** Secrets: read, found, and never told. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  maskSecret,
  newMeter,
  parseSecretSource,
  resolveSecret,
  type SecretSource,
  shownMeter,
} from '../../src/meters/index.ts';
import { temporaryFolder } from '../support/child.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('a secret', () => {
  it.each([
    ['geheim', { kind: 'literal', value: 'geheim' }],
    ['envelope:x', { kind: 'literal', value: 'envelope:x' }],
    ['env:METER_2', { kind: 'env', name: 'METER_2' }],
    ['file:/run/secrets/a:b', { kind: 'file', path: '/run/secrets/a:b' }],
    ['', null],
    ['env:', null],
    ['env:2 x', null],
    ['file:', null],
  ])('written %j', (text, source) => {
    expect(parseSecretSource(text)).toEqual(source);
  });

  it('is found where its source says', () => {
    const path = join(temporaryFolder(), 'secret');
    expect(resolveSecret({ kind: 'literal', value: 'clave ñ' }, {})).toEqual(bytes('clave ñ'));
    expect(resolveSecret({ kind: 'env', name: 'A' }, { A: 'x ' })).toEqual(bytes('x '));
    for (const [content, secret] of [
      ['abc', 'abc'],
      ['abc\n', 'abc'],
      ['abc\r\n', 'abc'],
      ['abc\n\n', 'abc\n'],
      ['x'.repeat(4096), 'x'.repeat(4096)],
    ] as const) {
      writeFileSync(path, content);
      expect(resolveSecret({ kind: 'file', path }, {})).toEqual(bytes(secret));
    }
  });

  it('that cannot be found is a finding', () => {
    const folder = temporaryFolder();
    const path = join(folder, 'secret');
    expect(resolveSecret({ kind: 'env', name: 'A' }, {})).toEqual({ code: 'env-missing', name: 'A' });
    expect(resolveSecret({ kind: 'env', name: 'A' }, { A: '' })).toEqual({ code: 'env-missing', name: 'A' });
    expect(resolveSecret({ kind: 'file', path }, {})).toEqual({ code: 'file-missing', path });
    mkdirSync(path);
    expect(resolveSecret({ kind: 'file', path }, {})).toEqual({ code: 'file-unreadable', path, system: 'EISDIR' });
    const other = join(folder, 'other');
    writeFileSync(other, '\n');
    expect(resolveSecret({ kind: 'file', path: other }, {})).toEqual({ code: 'file-empty', path: other });
    writeFileSync(other, 'x'.repeat(4097));
    expect(resolveSecret({ kind: 'file', path: other }, {})).toMatchObject({ code: 'file-too-long', maximum: 4096 });
    expect(resolveSecret({ kind: 'file', path: '/dev/zero' }, {})).toMatchObject({ code: 'file-too-long' });
  });

  it('is never told, unless it is asked for', () => {
    const source: fc.Arbitrary<SecretSource | null> = fc.oneof(
      fc.constant(null),
      fc.string({ minLength: 1 }).map((value) => ({ kind: 'literal' as const, value })),
      fc.constantFrom({ kind: 'env' as const, name: 'METER_2' }, { kind: 'file' as const, path: '/run/x' }),
    );
    fc.assert(
      fc.property(source, (secret) => {
        expect(['none', 'set (literal)', 'env:METER_2', 'file:/run/x']).toContain(maskSecret(secret));
      }),
    );
    const meter = {
      ...newMeter,
      id: 1,
      name: 'a',
      endpoint: { transport: 'hdlc', host: '192.0.2.7', port: 3333 },
      credentials: [{ name: 'user1', client: 1, level: 'lls', secret: { kind: 'literal', value: 'geheim' } }],
    } as const;
    expect(JSON.stringify(shownMeter(meter, { showSecrets: false }))).not.toContain('geheim');
    expect(shownMeter(meter, { showSecrets: true }).credentials[0]?.secret).toBe('literal:geheim');
  });
});
