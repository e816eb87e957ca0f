/**
 * The registry's commands as plain data: the command parser needs them at every start, their work only when it runs.
 * `words` names the help sentence: of an argument in the help words, of an option in `registryWords[lang].options`.
 */
export interface AddOptions {
  readonly port?: string | undefined;
  readonly server?: string | undefined;
  readonly credential?: readonly string[] | undefined;
  readonly secret?: readonly string[] | undefined;
  readonly id?: string | undefined;
  readonly note?: string | undefined;
  readonly collector?: string | undefined;
  readonly collectorCommand?: readonly string[] | undefined;
}

export interface EditOptions extends AddOptions {
  readonly name?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly removeCredential?: readonly string[] | undefined;
}

export interface RemoveOptions {
  readonly yes?: boolean | undefined;
}

interface RegistryCommand<Key extends PropertyKey> {
  readonly arguments: readonly { readonly syntax: string; readonly words: string }[];
  readonly options: readonly {
    readonly flags: string;
    readonly key: Key;
    readonly words: string;
    readonly repeatable?: boolean;
  }[];
}

export const registryCommands = {
  add: {
    arguments: [
      { syntax: '<name>', words: 'name' },
      { syntax: '<endpoint>', words: 'endpoint' },
    ],
    options: [
      { flags: '--port <port>', key: 'port', words: 'port' },
      { flags: '--server <address>', key: 'server', words: 'server' },
      { flags: '--credential <set>', key: 'credential', words: 'addCredential', repeatable: true },
      { flags: '--secret <name=source>', key: 'secret', words: 'secret', repeatable: true },
      { flags: '--id <number>', key: 'id', words: 'addId' },
      { flags: '--note <text>', key: 'note', words: 'addNote' },
      { flags: '--collector <how>', key: 'collector', words: 'collector' },
      {
        flags: '--collector-command <action=line>',
        key: 'collectorCommand',
        words: 'collectorCommand',
        repeatable: true,
      },
    ],
  },
  edit: {
    arguments: [{ syntax: '<meter>', words: 'meter' }],
    options: [
      { flags: '--name <name>', key: 'name', words: 'name' },
      { flags: '--endpoint <endpoint>', key: 'endpoint', words: 'endpoint' },
      { flags: '--port <port>', key: 'port', words: 'port' },
      { flags: '--server <address>', key: 'server', words: 'server' },
      { flags: '--credential <set>', key: 'credential', words: 'editCredential', repeatable: true },
      { flags: '--remove-credential <name>', key: 'removeCredential', words: 'removeCredential', repeatable: true },
      { flags: '--secret <name=source>', key: 'secret', words: 'secret', repeatable: true },
      { flags: '--id <number>', key: 'id', words: 'editId' },
      { flags: '--note <text>', key: 'note', words: 'editNote' },
      { flags: '--collector <how>', key: 'collector', words: 'collector' },
      {
        flags: '--collector-command <action=line>',
        key: 'collectorCommand',
        words: 'collectorCommand',
        repeatable: true,
      },
    ],
  },
  remove: {
    arguments: [{ syntax: '<meter>', words: 'meter' }],
    options: [{ flags: '-y, --yes', key: 'yes', words: 'yes' }],
  },
  list: { arguments: [], options: [] },
  show: { arguments: [{ syntax: '<meter>', words: 'meter' }], options: [] },
} as const satisfies {
  readonly add: RegistryCommand<keyof AddOptions>;
  readonly edit: RegistryCommand<keyof EditOptions>;
  readonly remove: RegistryCommand<keyof RemoveOptions>;
  readonly list: RegistryCommand<never>;
  readonly show: RegistryCommand<never>;
};
