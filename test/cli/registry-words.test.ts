/** The registry's words: complete sentences in both languages, with everything in them that they were told. */
import { describe, expect, it } from 'vitest';
import { type Complaint, languages, registryWords } from '../../src/wording/index.ts';

describe.each(languages)('the words of the registry in %s', (lang) => {
  const { usage, registry, settings, damage, nameWhy, options, ...rest } = registryWords[lang];
  const path = '/home/ana/config.json';
  const system = 'EACCES';

  const complaints: Readonly<Record<string, Complaint>> = {
    endpoint: usage.endpoint('x'),
    transport: usage.transport('x'),
    port: usage.port('x'),
    portTwice: usage.portTwice(3333, 4000),
    server: usage.server('x'),
    upper: usage.serverRange('upper', 200, 127),
    lower: usage.serverRange('lower', 200, 127),
    id: usage.id('x'),
    credential: usage.credential('x'),
    credentialName: usage.credentialName('x'),
    client: usage.client('300', 'x'),
    level: usage.level('x', 'none, lls'),
    levelWithoutSecret: usage.levelWithoutSecret('x'),
    secretSource: usage.secretSource('x'),
    secretOption: usage.secretOption('x'),
    secretOptionMalformed: usage.secretOption(''),
    secretTwice: usage.secretTwice('x'),
    secretMissing: usage.secretMissing('x'),
    nothingToChange: usage.nothingToChange,
    needsYes: usage.needsYes,
    unknown: registry['meter-unknown']({ wanted: 'x', nearest: [], known: 3 }),
    unknownButNear: registry['meter-unknown']({ wanted: 'x', nearest: ['y', 'z'], known: 3 }),
    unknownInNone: registry['meter-unknown']({ wanted: 'x', nearest: [], known: 0 }),
    idTaken: registry['id-taken']({ id: 2, by: 'x' }),
    idRange: registry['id-out-of-range']({ id: 0, maximum: 9 }),
    nameTaken: registry['name-taken']({ name: 'x', id: 2 }),
    nameWrong: registry['name-wrong']({ name: 'x', why: 'name-empty' }),
    note: registry['note-too-long']({ length: 600, maximum: 500 }),
    credentialTwice: registry['credential-twice']({ name: 'x' }),
    credentialUnknown: registry['credential-unknown']({ name: 'x', known: ['user1'] }),
    credentialUnknownInNone: registry['credential-unknown']({ name: 'x', known: [] }),
    changed: registry['meter-changed']({ name: 'x' }),
    damaged: settings.damaged({ path, setAsideAs: null }, damage['not-json']({ line: null })),
    newer: settings.newer({ path, schema: 2 }),
    notAFile: settings['not-a-file']({ path }),
    unreadable: settings.unreadable({ path, system }),
    protected: settings['write-protected']({ path }),
    folder: settings['folder-unusable']({ path, system }),
    write: settings['write-failed']({ path, system }),
    lock: settings['lock-failed']({ path, system }),
    held: settings['lock-held']({ pid: 4711, command: 'meter add', waitedMs: 10_000 }),
  };

  it.each(Object.entries(complaints))('%s: one sentence, and what to do', (_, { message, hint }) => {
    expect(message).toMatch(/^["¿\p{L}\d/-].*\.$/u);
    expect(hint).toMatch(/\S/);
    expect(message + hint).not.toMatch(/undefined|null|\n| {2}|[!¡]/);
  });

  it('say where a damaged file went, last, so that the path can be copied', () => {
    const { message } = settings.damaged({ path, setAsideAs: `${path}.aside` }, damage['not-json']({ line: 3 }));
    expect(message).toMatch(/3\).*: \/home\/ana\/config\.json\.aside$/);
  });

  it('have reasons, options and answers', () => {
    for (const text of [...Object.values(nameWhy), ...Object.values(options)]) expect(text).toMatch(/^\p{Ll}|^TCP/u);
    expect(options.addCredential).toMatch(/env:.*file:.*shell/);
    expect(rest.yes.test(lang === 'es' ? 'sí' : 'yes')).toBe(true);
    expect(rest.yes.test('no')).toBe(false);
    expect(rest.confirmRemove('a', 2, 'tcp://192.0.2.7:3333')).toMatch(/a \(id 2, tcp:.* $/);
    for (const say of [rest.edited, rest.unchanged, rest.removed]) expect(say('a', 2)).toMatch(/\ba \(id 2\).*\.$/);
  });
});
