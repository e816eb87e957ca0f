/** `meter add`, `edit`, `remove`, `list`, `show`: what a user types, sees, and finds in the settings file. */
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runAdd } from '../../src/cli/commands/add.ts';
import type { Ask } from '../../src/cli/commands/ask.ts';
import { runEdit } from '../../src/cli/commands/edit.ts';
import { runList } from '../../src/cli/commands/list.ts';
import type { AddOptions, EditOptions } from '../../src/cli/commands/registry-options.ts';
import { runRemove } from '../../src/cli/commands/remove.ts';
import { runShow } from '../../src/cli/commands/show.ts';
import { type Context, UsageError } from '../../src/cli/context.ts';
import { languages, registryWords } from '../../src/wording/index.ts';
import { temporaryFolder } from '../support/child.ts';
import { keptContext } from '../support/registry-context.ts';

const host = '192.0.2.7';
const nobody: Ask = { canAsk: false, line: () => Promise.resolve(''), secret: () => Promise.resolve('') };
const answering = (...answers: readonly string[]): Ask & { readonly asked: string[] } => {
  const left = [...answers];
  const asked: string[] = [];
  const answer = (question: string) => {
    asked.push(question);
    return Promise.resolve(left.shift() ?? '');
  };
  return { canAsk: true, line: answer, secret: answer, asked };
};

function registry(given: Partial<Context> = {}) {
  const folder = temporaryFolder();
  const context = keptContext(folder, given);
  return {
    folder,
    context,
    add: (name: string, options: AddOptions = {}, endpoint = host, ask: Ask = nobody) =>
      runAdd(context, name, endpoint, options, ask),
    edit: (meter: string, options: EditOptions, ask: Ask = nobody) => runEdit(context, meter, options, ask),
    kept: () => JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')).meters,
    text: () => readFileSync(join(folder, 'config.json'), 'utf8'),
  };
}

const complaintOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UsageError)) throw new Error(`no UsageError but ${error}`);
  return { message: error.message, hint: error.hint };
};

describe('meter add', () => {
  it('gives the field case: port 3333, HDLC, server 1, user1 and user2, no secrets', async () => {
    const { add, kept, context } = registry();
    expect(await add('medidor-02', { id: '2' })).toBe(0);
    expect(kept()).toEqual([
      {
        id: 2,
        name: 'medidor-02',
        endpoint: { transport: 'hdlc', host, port: 3333 },
        server: { upper: 1, lower: null, width: 1 },
        credentials: [
          { name: 'user1', client: 1, level: 'none', secret: null },
          { name: 'user2', client: 16, level: 'none', secret: null },
        ],
      },
    ]);
    expect(context.printed.out()).toMatchInlineSnapshot(`
      "Added medidor-02 (id 2) at tcp://192.0.2.7:3333.
      medidor-02 (id 2)
        endpoint  tcp://192.0.2.7:3333
        server    1 (1 byte)
        credential sets
          user1  client 1   none  secret: none
          user2  client 16  none  secret: none
      "
    `);
    expect(context.printed.err()).toBe('Next: meter test 2\n');
  });

  it('takes everything that can be said of a meter', async () => {
    const { add, kept } = registry();
    await add(
      'torre',
      {
        port: '4001',
        server: '1/1234',
        credential: ['lectura:16', 'gestion:1:lls:env:METER_2', 'jefe:3::file:claves/jefe', 'x:4:LLS'],
        secret: ['lectura=file:~/claves/lectura'],
        note: 'third floor',
      },
      'gateway.example',
    );
    expect(kept()[0]).toEqual({
      id: 1,
      name: 'torre',
      endpoint: { transport: 'hdlc', host: 'gateway.example', port: 4001 },
      server: { upper: 1, lower: 1234, width: 4 },
      credentials: [
        {
          name: 'lectura',
          client: 16,
          level: 'lls',
          secret: { kind: 'file', path: join(homedir(), 'claves/lectura') },
        },
        { name: 'gestion', client: 1, level: 'lls', secret: { kind: 'env', name: 'METER_2' } },
        { name: 'jefe', client: 3, level: 'lls', secret: { kind: 'file', path: resolve('claves/jefe') } },
        { name: 'x', client: 4, level: 'lls', secret: null },
      ],
      note: 'third floor',
    });
  });

  it.each([
    ['192.0.2.7:4000', undefined, 'tcp://192.0.2.7:4000'],
    ['192.0.2.7:4000', '4000', 'tcp://192.0.2.7:4000'],
    ['wrapper://gateway', undefined, 'wrapper://gateway:4059'],
    ['wrapper://gateway', '4060', 'wrapper://gateway:4060'],
    ['2001:db8::7', undefined, 'tcp://[2001:db8::7]:3333'],
    ['[2001:db8::7]', '4000', 'tcp://[2001:db8::7]:4000'],
  ])('%s with --port %s is %s', async (endpoint, port, wanted) => {
    const { add, context } = registry({ json: true });
    await add('a', { port }, endpoint);
    expect(JSON.parse(context.printed.out())).toMatchObject({ schema: 'meter.add/1', meter: { endpoint: wanted } });
  });

  it('asks for a secret, unseen, and keeps it in a file that only its owner reads', async () => {
    const { add, kept, folder, context } = registry();
    const ask = answering('geheim:1');
    await add('a', { secret: ['user2=-'] }, host, ask);
    expect(ask.asked).toEqual(['Secret of user2 (not shown): ']);
    expect(kept()[0].credentials[1]).toEqual({
      name: 'user2',
      client: 16,
      level: 'lls',
      secret: { kind: 'literal', value: 'geheim:1' },
    });
    expect(statSync(join(folder, 'config.json')).mode & 0o777).toBe(0o600);
    expect(context.printed.out() + context.printed.err()).not.toContain('geheim');
  });

  it('asks for nothing when the rest is wrong', async () => {
    const { add } = registry();
    await add('a');
    const ask = answering('geheim');
    expect((await complaintOf(add('A', { secret: ['user2=-'] }, host, ask))).message).toMatch(/already registered/);
    expect((await complaintOf(add('b', { secret: ['user3=-'] }, host, ask))).message).toMatch(
      /no credential set user3/,
    );
    expect(ask.asked).toEqual([]);
    expect((await complaintOf(add('b', { secret: ['user2=-'] }, host, answering('')))).message).toMatch(/No secret/);
  });

  it('warns when a secret stood on the command line, without repeating it', async () => {
    const { add, context } = registry();
    await add('a', { credential: ['user2:16:lls:geheim'] });
    expect(context.printed.err()).toContain('history');
    expect(context.printed.out() + context.printed.err()).not.toContain('geheim');
  });

  const nonsense: readonly (readonly [string, AddOptions, string, RegExp])[] = [
    ['port 0', { port: '0' }, host, /"0" is no TCP port/],
    ['port 70000', { port: '70000' }, host, /"70000" is no TCP port/],
    ['port text', { port: 'http' }, host, /"http" is no TCP port/],
    ['port in the endpoint', {}, `${host}:0`, /"0" is no TCP port/],
    ['two ports', { port: '4000' }, `${host}:3333`, /port 3333, --port says 4000/],
    ['no host', {}, 'not a host', /"not a host" is no host/],
    ['impossible address', {}, '192.0.2.700', /no host/],
    ['transport', {}, 'http://gateway', /"http" is no transport/],
    ['controls', {}, 'a\u001b[31m', /\\u001b/],
    ['server 1/99999', { server: '1/99999' }, host, /physical part .* 99999; .* 16383 at most/],
    ['server 200', { server: '200' }, host, /logical part .* 200; .* 127 at most/],
    ['server text', { server: 'one' }, host, /"one" is no server address/],
    ['client 300', { credential: ['user1:300'] }, host, /"300" is no client SAP/],
    ['client -1', { credential: ['user1:-1'] }, host, /"-1" is no client SAP/],
    ['client text', { credential: ['user1:geheim'] }, host, /"user1" is no credential set/],
    ['a name alone', { credential: ['user1'] }, host, /"user1" is no credential set/],
    ['a set without name', { credential: [':1'] }, host, /cannot be the name/],
    ['a set with a blank', { credential: ['user 1:1'] }, host, /cannot be the name/],
    ['level', { credential: ['user1:1:geheim'] }, host, /user1 has a level that is not known/],
    ['secret without level', { credential: ['user1:1:none:geheim'] }, host, /level none/],
    ['empty secret', { credential: ['user1:1:lls:'] }, host, /names no variable and no file/],
    ['set twice', { credential: ['user1:1', 'USER1:2'] }, host, /USER1 is given twice/],
    ['secret twice', { secret: ['user1=env:A', 'user1=env:B'] }, host, /secret of user1 is given twice/],
    [
      'secret of both kinds',
      { credential: ['a:1:lls:env:A'], secret: ['a=env:B'] },
      host,
      /secret of a is given twice/,
    ],
    ['secret in clear', { secret: ['user1=geheim'] }, host, /clear text/],
    ['secret without name', { secret: ['geheim'] }, host, /NAME=SOURCE/],
    ['secret without variable', { secret: ['user1=env:'] }, host, /names no variable/],
    ['id 0', { id: '0' }, host, /"0" is no id/],
    ['id text', { id: 'two' }, host, /"two" is no id/],
    ['long note', { note: 'x'.repeat(501) }, host, /501 characters/],
  ];
  it.each(nonsense)(
    'refuses %s in one sentence, with a hint, and repeats no secret',
    async (_, options, endpoint, message) => {
      for (const lang of languages) {
        const { add, folder } = registry({ lang });
        const complaint = await complaintOf(add('a', options, endpoint));
        if (lang === 'en') expect(complaint.message).toMatch(message);
        expect(complaint.message).toMatch(/^[^\n\p{Cc}]+\.$/u);
        expect(complaint.hint).toMatch(/^[^\n\p{Cc}]+$/u);
        expect(complaint.message + complaint.hint).not.toContain('geheim');
        expect(() => statSync(join(folder, 'config.json'))).toThrow('ENOENT');
      }
    },
  );

  it.each(['7', 'gateway:3333', '192.0.2.7', '-v', '', 'a\u0007'])('refuses the name %j', async (name) => {
    expect((await complaintOf(registry().add(name))).message).toMatch(/cannot be a meter's name: it /);
  });
});

describe('meter edit', () => {
  it('changes what is named, and nothing else', async () => {
    const { add, edit, kept, context } = registry();
    await add('medidor-02', { id: '2', note: 'old', port: '4001' });
    const [before] = kept();
    expect(await edit('MEDIDOR-02', { endpoint: '192.0.2.8' })).toBe(0);
    expect(kept()).toEqual([{ ...before, endpoint: { transport: 'hdlc', host: '192.0.2.8', port: 4001 } }]);
    await edit('2', { endpoint: 'wrapper://192.0.2.8', server: '1/17', name: 'torre', id: '9', note: '' });
    const { note, ...rest } = before;
    expect(note).toBe('old');
    expect(kept()).toEqual([
      {
        ...rest,
        id: 9,
        name: 'torre',
        endpoint: { transport: 'wrapper', host: '192.0.2.8', port: 4059 },
        server: { upper: 1, lower: 17, width: 2 },
      },
    ]);
    await edit('torre', { port: '4060' });
    expect(kept()[0].endpoint.port).toBe(4060);
    expect(context.printed.out()).toContain('Changed torre (id 9).');
  });

  it('changes, adds and removes credential sets; what is not typed stays', async () => {
    const { add, edit, kept } = registry();
    await add('a', { credential: ['uno:1:lls:env:A', 'dos:2', 'tres:3:lls:env:C'] });
    await edit('a', {
      credential: ['uno:17', 'cuatro:4'],
      removeCredential: ['DOS'],
      secret: ['tres=none', 'cuatro=env:D'],
    });
    expect(kept()[0].credentials).toEqual([
      { name: 'uno', client: 17, level: 'lls', secret: { kind: 'env', name: 'A' } },
      { name: 'tres', client: 3, level: 'lls', secret: null },
      { name: 'cuatro', client: 4, level: 'lls', secret: { kind: 'env', name: 'D' } },
    ]);
    await edit('a', { credential: ['uno:17:none'] });
    expect(kept()[0].credentials[0]).toEqual({ name: 'uno', client: 17, level: 'none', secret: null });
    expect((await complaintOf(edit('a', { removeCredential: ['dos'] }))).hint).toContain('uno, tres, cuatro');
  });

  it('says when nothing was different, and writes nothing', async () => {
    const { add, edit, folder, context } = registry({ json: true });
    await add('a');
    const before = statSync(join(folder, 'config.json')).mtimeMs;
    await edit('a', { port: '3333' });
    expect(statSync(join(folder, 'config.json')).mtimeMs).toBe(before);
    const [, second] = context.printed.out().split(/(?<=^\}\n)/m);
    expect(JSON.parse(second ?? '')).toMatchObject({ schema: 'meter.edit/1', changed: false, meter: { name: 'a' } });
    const text = { ...context, json: false };
    await runEdit(text, 'a', { port: '3333' }, nobody);
    expect(context.printed.out()).toContain('nothing changed');
  });

  it('wants something to change, and a meter to change', async () => {
    const { add, edit } = registry();
    await add('medidor-02');
    expect((await complaintOf(edit('medidor-02', {}))).message).toBe('Nothing to change was given.');
    expect(await complaintOf(edit('medidor-03', { port: '1' }))).toEqual({
      message: 'No meter "medidor-03" is registered.',
      hint: 'Did you mean medidor-02? See `meter list`.',
    });
    const ask = answering('geheim');
    await complaintOf(edit('medidor-03', { secret: ['user1=-'] }, ask));
    expect(ask.asked).toEqual([]);
    await edit('medidor-02', { secret: ['user1=-'] }, ask);
    expect(ask.asked).toHaveLength(1);
    await edit('1', { credential: ['user2:16:lls:x'] });
    expect((await complaintOf(edit('1', { server: '1/99999' }))).message).toContain('99999');
  });
});

describe('meter remove', () => {
  it('asks where somebody can answer', async () => {
    const { add, context, kept } = registry();
    await add('a');
    const no = answering('');
    expect(await runRemove(context, 'a', {}, no)).toBe(0);
    expect(no.asked).toEqual(['Remove a (id 1, tcp://192.0.2.7:3333) from the registry? [y/N] ']);
    expect(kept()).toHaveLength(1);
    expect(await runRemove(context, 'a', {}, answering('y'))).toBe(0);
    expect(kept()).toEqual([]);
    expect(context.printed.out()).toMatch(/a stays in the registry\.\nRemoved a \(id 1\)\.\n$/);
  });

  it('needs --yes where nobody can', async () => {
    const { add, context, kept } = registry();
    await add('a');
    expect((await complaintOf(runRemove(context, 'a', {}, nobody))).hint).toContain('--yes');
    expect(kept()).toHaveLength(1);
    await runRemove({ ...context, json: true }, '1', { yes: true }, nobody);
    expect(kept()).toEqual([]);
    expect(context.printed.out()).toMatch(/"schema": "meter.remove\/1",\n {2}"removed": true/);
  });

  it('does nothing where another run was quicker', async () => {
    const { add, context, edit, kept } = registry();
    await add('a');
    const ask: Ask = {
      ...nobody,
      canAsk: true,
      line: async () => {
        await edit('a', { name: 'b' });
        return 'yes';
      },
    };
    expect((await complaintOf(runRemove(context, 'a', {}, ask))).message).toContain('another run');
    expect(kept()).toHaveLength(1);
  });
});

describe('meter list and meter show', () => {
  it('say that there is nothing yet, and what to do, beside the result', async () => {
    const { context } = registry();
    expect(await runList(context)).toBe(0);
    expect(context.printed.out()).toBe('');
    expect(context.printed.err()).toBe('No meters are registered yet.\nAdd one: meter add NAME 192.0.2.7\n');
    await runList({ ...context, json: true });
    expect(JSON.parse(context.printed.out())).toEqual({ schema: 'meter.list/1', meters: [] });
  });

  it('mask secrets, unless they are asked for', async () => {
    const { add, context } = registry();
    await add('a', { credential: ['uno:1:lls:geheim', 'dos:2:lls:env:A', 'tres:3:lls:file:/run/x', 'cuatro:4'] });
    const seen = async (given: Partial<Context>, run: (context: Context) => Promise<unknown>) => {
      const kept = keptContext(context.configDir ?? '', given);
      await run(kept);
      return kept.printed.out();
    };
    const runs = [(one: Context) => runList(one), (one: Context) => runShow(one, 'a')];
    for (const run of runs) {
      for (const json of [true, false]) expect(await seen({ json }, run)).not.toContain('geheim');
      const { meters, meter } = JSON.parse(await seen({ json: true }, run));
      expect((meter ?? meters[0]).credentials.map(({ secret }: { secret: string }) => secret)).toEqual([
        'set (literal)',
        'env:A',
        'file:/run/x',
        'none',
      ]);
      expect(await seen({ json: true, showSecrets: true }, run)).toContain('"secret": "literal:geheim"');
    }
    expect(await seen({ lang: 'es' }, (one) => runShow(one, '1'))).toContain('clave: guardada (literal)');
    expect(await seen({}, runList)).toContain('│ 1  │ a    │ tcp://192.0.2.7:3333 │ 1      │');
  });

  it('show the whole of a meter as JSON', async () => {
    const { add, context } = registry();
    await add('medidor-02', { id: '2' });
    const kept = keptContext(context.configDir ?? '', { json: true });
    await runShow(kept, '2');
    expect(JSON.parse(kept.printed.out())).toEqual({
      schema: 'meter.show/1',
      meter: {
        id: 2,
        name: 'medidor-02',
        endpoint: 'tcp://192.0.2.7:3333',
        server: { upper: 1, lower: null, width: 1 },
        credentials: [
          { name: 'user1', client: 1, level: 'none', secret: 'none' },
          { name: 'user2', client: 16, level: 'none', secret: 'none' },
        ],
        note: null,
        collector: null,
        collectorCommands: null,
        paused: null,
      },
    });
    expect((await complaintOf(runShow(kept, 'x'))).hint).toContain('See `meter list`');
  });
});

describe.each(languages)('settings that cannot be used, in %s', (lang) => {
  const complaint = async (prepare: (folder: string, file: string) => void, change = false) => {
    const { folder, context, add } = registry({ lang });
    prepare(folder, join(folder, 'config.json'));
    return await complaintOf(change ? add('a') : runList(context));
  };

  it.each([
    ['truncated', '{"schema": 1,'],
    ['not text', Buffer.of(0xff)],
    ['no registry', '3'],
    ['of another shape', '{"schema": 1, "meters": {}}'],
    ['newer', '{"schema": 9}'],
  ])('%s', async (_, content) => {
    const { message, hint } = await complaint((_folder, file) => writeFileSync(file, content));
    expect(message).toMatch(/config\.(?:json|damaged-)/);
    expect(hint).toMatch(/\S/);
  });

  it('a folder, a locked file, a closed folder, a locked and damaged file', async () => {
    for (const one of [
      await complaint((_, file) => mkdirSync(file)),
      await complaint((_, file) => {
        writeFileSync(file, '{"schema": 1, "meters": []}');
        chmodSync(file, 0o400);
      }, true),
      await complaint((folder) => chmodSync(folder, 0o500), true),
      await complaint((_, file) => writeFileSync(file, '{', { mode: 0o400 })),
      await complaint((_, file) => mkdirSync(`${file}.lock`), true),
    ]) {
      expect(one.message).toMatch(/\/meter-test-.*\.$/);
      expect(one.hint).toMatch(/\S/);
    }
  });

  it('have words for ids and names that occur twice, and for a run that holds the lock', () => {
    const { damage, settings } = registryWords[lang];
    expect(damage['id-twice']({ id: 7 })).toContain('7');
    expect(damage['name-twice']({ name: 'a' })).toContain('a');
    const held = { pid: 4711, command: 'meter edit', waitedMs: 10_000 };
    expect(settings['lock-held'](held).message).toMatch(/10 s.*4711 \(meter edit\)/);
    expect(settings['lock-held']({ ...held, pid: null }).message).not.toContain('(');
    expect(settings['write-failed']({ path: '/x', system: 'ENOSPC' }).message).toContain('ENOSPC');
    expect(settings.unreadable({ path: '/x', system: 'EACCES' }).message).toContain('EACCES');
  });
});
