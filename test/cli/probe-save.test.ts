/** What `meter probe --save` makes of an entry: what was found, and nothing that a person would have to guess. */
import { describe, expect, it } from 'vitest';
import { keepCommand, stepCommands } from '../../src/cli/probe-commands.ts';
import { savedEntry } from '../../src/cli/probe-save.ts';
import type { MeterEntry } from '../../src/meters/index.ts';
import type { Found, Grade, Verdict } from '../../src/verdict/index.ts';

const meter: MeterEntry = {
  id: 2,
  name: 'medidor-02',
  endpoint: { transport: 'hdlc', host: '192.0.2.7', port: 3333 },
  server: { upper: 1, lower: null, width: 1 },
  credentials: [
    { name: 'user1', client: 1, level: 'lls', secret: { kind: 'env', name: 'PASS' } },
    { name: 'user2', client: 16, level: 'none', secret: null },
  ],
};
const found: Found = { server: meter.server, client: 16, framing: 'hdlc', negotiation: 'bare' };
const wrong = (grade: Grade): Verdict['causes'] => [
  { code: 'client.wrong', grade, because: 'one-client-opens-another-not', evidence: ['client.32'] },
];

describe('what is saved', () => {
  it('is nothing where nothing was found, or everything stands there already', () => {
    expect(savedEntry(meter, { found: null, causes: [] }).saved.changed).toEqual([]);
    const same = savedEntry(meter, { found, causes: [] });
    expect(same.saved).toEqual({ changed: [], clientNotSaved: null });
    expect(same.meter).toEqual(meter);
  });

  it('is the server address, with its number of bytes', () => {
    const server = { upper: 1, lower: 17, width: 4 } as const;
    const { meter: after, saved } = savedEntry(meter, { found: { ...found, server }, causes: [] });
    expect(saved.changed).toEqual([{ field: 'server', credential: null, before: '1', after: '1/17:4' }]);
    expect(after).toEqual({ ...meter, server });
  });

  it('is the transport', () => {
    const { meter: after, saved } = savedEntry(meter, {
      found: { ...found, framing: 'wrapper', negotiation: null },
      causes: [],
    });
    expect(saved.changed).toEqual([{ field: 'transport', credential: null, before: 'hdlc', after: 'wrapper' }]);
    expect(after.endpoint).toEqual({ ...meter.endpoint, transport: 'wrapper' });
  });

  it('is the client of the only set that it can belong to, with its secret kept', () => {
    const { meter: after, saved } = savedEntry(meter, { found: { ...found, client: 32 }, causes: wrong('proven') });
    expect(saved).toEqual({
      changed: [{ field: 'client', credential: 'user1', before: '1', after: '32' }],
      clientNotSaved: null,
    });
    expect(after.credentials).toEqual([{ ...meter.credentials[0], client: 32 }, meter.credentials[1]]);
  });

  it.each<[string, Verdict['causes'], MeterEntry['credentials']]>([
    [
      'two sets may be meant',
      wrong('proven'),
      [...meter.credentials, { name: 'x', client: 5, level: 'none', secret: null }],
    ],
    ['it is only likely', wrong('likely'), meter.credentials],
  ])('is no client where %s', (_why, causes, credentials) => {
    const { meter: after, saved } = savedEntry({ ...meter, credentials }, { found: { ...found, client: 32 }, causes });
    expect(saved).toEqual({ changed: [], clientNotSaved: 32 });
    expect(after.credentials).toEqual(credentials);
  });

  it('is never the public client in place of another', () => {
    const credentials = meter.credentials.slice(0, 1);
    const { saved } = savedEntry({ ...meter, credentials }, { found, causes: wrong('proven') });
    expect(saved).toEqual({ changed: [], clientNotSaved: null });
  });

  it('says nothing of a client that was only not tested', () => {
    const left = [{ ...wrong('untested')[0], because: 'left-client.wrong' }] as unknown as Verdict['causes'];
    const { saved } = savedEntry(meter, { found: { ...found, client: 32 }, causes: left });
    expect(saved.clientNotSaved).toBeNull();
  });
});

describe('the command to type', () => {
  const other = { ...found, server: { upper: 1, lower: 17, width: 2 } } as const;
  const endpoint = { id: null, name: null, endpoint: meter.endpoint, server: meter.server };

  it('keeps what was found in the entry, or makes one', () => {
    expect(keepCommand(meter, other, 'en')).toEqual({ how: 'keep', command: 'meter edit 2 --server 1/17' });
    expect(keepCommand(meter, found, 'en')).toBeNull();
    expect(keepCommand(endpoint, other, 'en')?.command).toBe('meter add NAME hdlc://192.0.2.7:3333 --server 1/17');
  });

  it('says the meter as its user named it', () => {
    expect(stepCommands({ lang: 'en', target: meter, server: undefined, right: null }, other)('test-again')).toEqual([
      'meter test 2 --server 1/17',
    ]);
    const step = stepCommands({ lang: 'en', target: endpoint, server: '1/16', right: '7E 7E' }, null);
    expect(step('quiet-then-once')).toEqual(['meter probe 192.0.2.7:3333 --server 1/16 --wait']);
    expect(step('try-wrapper')).toEqual(['meter test wrapper://192.0.2.7:3333']);
    expect(step('mend-frame')).toEqual(['meter probe 192.0.2.7:3333 --server 1/16 --frame "7E 7E"']);
    expect(step('pause')).toEqual([]);
    const collector = { kind: 'systemd', scope: 'system', unit: 'x.service' } as const;
    const steered = stepCommands({ lang: 'en', target: { ...meter, collector }, server: '1', right: null }, null);
    expect(steered('pause')).toEqual(['meter pause 2']);
    const alone = { ...meter, collector: null };
    expect(stepCommands({ lang: 'en', target: alone, server: '1', right: null }, null)('pause')).toEqual([]);
    expect(step('keep-address')).toEqual([]);
    expect(step('no-such-step')).toEqual([]);
  });
});
