/** The words of the registry in English. */
import type { RegistryWords } from './registry.ts';

const endpointForms = 'Write it as 192.0.2.7, 192.0.2.7:3333, hdlc://gateway:3333 or wrapper://gateway:4059.';
const serverForms = 'Write it as 1, as 1/17 (logical/physical), or as 1/1234:4 (with its number of bytes).';
const credentialForm =
  'Write it as NAME:CLIENT, NAME:CLIENT:LEVEL or NAME:CLIENT:LEVEL:SECRET, e.g. user2:16:lls:env:METER_2.';
const secretForms = 'Use env:NAME for a variable, file:PATH for a file, or - to type it unseen.';

export const registryEn: RegistryWords = {
  list: { id: 'Id', name: 'Name', endpoint: 'Endpoint', server: 'Server', credentials: 'Credentials' },
  show: {
    endpoint: 'endpoint',
    server: 'server',
    note: 'note',
    credentials: 'credential sets',
    client: 'client',
    secret: 'secret',
    noCredentials: 'No credential sets: nothing can be asked of this meter.',
  },
  width: (bytes) => (bytes === 1 ? '1 byte' : `${bytes} bytes`),
  secretMask: { none: 'none', literal: 'set (literal)' },

  added: (name, id, endpoint) => `Added ${name} (id ${id}) at ${endpoint}.`,
  edited: (name, id) => `Changed ${name} (id ${id}).`,
  unchanged: (name, id) => `${name} (id ${id}) was already so; nothing changed.`,
  removed: (name, id) => `Removed ${name} (id ${id}).`,
  kept: (name) => `${name} stays in the registry.`,
  confirmRemove: (name, id, endpoint) => `Remove ${name} (id ${id}, ${endpoint}) from the registry? [y/N] `,
  yes: /^y(?:es)?$/i,
  noMeters: 'No meters are registered yet.',
  firstMeter: 'Add one: meter add NAME 192.0.2.7',
  next: (name) => `Next: meter test ${name}`,
  secretInHistory:
    'The secret was part of the command line, so the shell may keep it in its history. Next time use env:, file: or -.',
  askSecret: (credential) => `Secret of ${credential} (not shown): `,

  usage: {
    endpoint: (text) => ({ message: `"${text}" is no host and no endpoint.`, hint: endpointForms }),
    transport: (text) => ({ message: `"${text}" is no transport that is known.`, hint: endpointForms }),
    port: (text) => ({
      message: `"${text}" is no TCP port.`,
      hint: 'A port is a number from 1 to 65535; serial gateways usually use 3333.',
    }),
    portTwice: (inEndpoint, asOption) => ({
      message: `The endpoint says port ${inEndpoint}, --port says ${asOption}.`,
      hint: 'Give the port once.',
    }),
    server: (text) => ({ message: `"${text}" is no server address.`, hint: serverForms }),
    serverRange: (part, value, maximum) => ({
      message: `The ${part === 'upper' ? 'logical' : 'physical'} part of the server address is ${value}; with this number of bytes it can be ${maximum} at most.`,
      hint: serverForms,
    }),
    id: (text) => ({ message: `"${text}" is no id.`, hint: 'An id is a whole number from 1 on.' }),
    credential: (text) => ({ message: `"${text}" is no credential set.`, hint: credentialForm }),
    credentialName: (name) => ({
      message: `"${name}" cannot be the name of a credential set.`,
      hint: 'Its name has 1 to 32 letters or digits, no blanks, and none of : = , /',
    }),
    client: (text, credential) => ({
      message: `"${text}" is no client SAP (credential set ${credential}).`,
      hint: 'A client SAP is a number from 0 to 127; 16 is the public client.',
    }),
    level: (credential, levels) => ({
      message: `Credential set ${credential} has a level that is not known.`,
      hint: `The levels are: ${levels}.`,
    }),
    levelWithoutSecret: (credential) => ({
      message: `Credential set ${credential} has level none, and so no secret.`,
      hint: 'Use level lls for a password, or leave the secret out.',
    }),
    secretSource: (credential) => ({
      message: `The secret of ${credential} names no variable and no file.`,
      hint: secretForms,
    }),
    secretOption: (credential) => ({
      message:
        credential === ''
          ? '--secret wants NAME=SOURCE.'
          : `The secret of ${credential} was given in clear text; --secret does not take it like that.`,
      hint: secretForms,
    }),
    secretTwice: (credential) => ({ message: `The secret of ${credential} is given twice.`, hint: 'Give it once.' }),
    secretMissing: (credential) => ({
      message: `No secret for ${credential} came from standard input.`,
      hint: 'One line of input is one secret, in the order of the --secret options.',
    }),
    nothingToChange: {
      message: 'Nothing to change was given.',
      hint: 'Say what shall be different, e.g. --endpoint 192.0.2.8; see `meter edit --help`.',
    },
    needsYes: {
      message: 'Nobody can be asked here whether the meter shall really be removed.',
      hint: 'Add --yes to remove it without a question.',
    },
  },

  registry: {
    'meter-unknown': ({ wanted, nearest, known }) => ({
      message: `No meter "${wanted}" is registered.`,
      hint:
        nearest.length > 0
          ? `Did you mean ${nearest.join(', ')}? See \`meter list\`.`
          : known === 0
            ? 'No meters are registered yet; add one (meter add NAME HOST), or give an endpoint with its port: HOST:3333.'
            : 'See `meter list`, or give an endpoint with its port: HOST:3333.',
    }),
    'id-taken': ({ id, by }) => ({
      message: `Id ${id} already belongs to ${by}.`,
      hint: `Choose another id, leave --id out, or change that meter: meter edit ${id}`,
    }),
    'id-out-of-range': ({ id, maximum }) => ({
      message: `${id} cannot be an id.`,
      hint: `An id is a whole number from 1 to ${maximum}.`,
    }),
    'name-taken': ({ name, id }) => ({
      message: `A meter named ${name} is already registered (id ${id}).`,
      hint: `Choose another name, or change that meter: meter edit ${id}`,
    }),
    'name-wrong': ({ name, why }) => ({
      message: `"${name}" cannot be a meter's name: ${registryEn.nameWhy[why]}.`,
      hint: 'A name has 1 to 64 characters, e.g. medidor-02.',
    }),
    'note-too-long': ({ length, maximum }) => ({
      message: `The note has ${length} characters.`,
      hint: `It can have ${maximum} at most.`,
    }),
    'credential-twice': ({ name }) => ({
      message: `Credential set ${name} is given twice.`,
      hint: 'Every credential set of a meter has a name of its own.',
    }),
    'credential-unknown': ({ name, known }) => ({
      message: `There is no credential set ${name}.`,
      hint: known.length === 0 ? 'This meter has none.' : `This meter has: ${known.join(', ')}.`,
    }),
    'meter-changed': ({ name }) => ({
      message: `${name} was changed or removed by another run in the meantime; nothing was done.`,
      hint: 'See `meter list`, and repeat the command.',
    }),
  },
  nameWhy: {
    'name-empty': 'it is empty',
    'name-too-long': 'it is too long',
    'name-unprintable': 'it contains characters that cannot be seen',
    'name-like-number': 'it would be taken for an id',
    'name-like-endpoint': 'it would be taken for an endpoint',
    'name-like-option': 'it would be taken for an option',
  },

  settings: {
    damaged: ({ path, setAsideAs }, why) =>
      setAsideAs === null
        ? {
            message: `The settings file ${path} is damaged: ${why}. It was left as it is.`,
            hint: 'Repair it, or move it away; without it the registry starts empty.',
          }
        : {
            message: `The settings file ${path} was damaged: ${why}. It was set aside, nothing of it is lost: ${setAsideAs}`,
            hint: 'Repair that file and move it back, or go on: the next command starts with an empty registry.',
          },
    newer: ({ path, schema }) => ({
      message: `The settings file ${path} was written by a newer version of meter (schema ${schema}). It was left untouched.`,
      hint: 'Use that newer version, or another folder: --config-dir FOLDER',
    }),
    'not-a-file': ({ path }) => ({
      message: `${path} should be the settings file, but it is a folder or something else that is no file.`,
      hint: 'Move it away, or choose another folder: --config-dir FOLDER',
    }),
    unreadable: ({ path, system }) => ({
      message: `The settings file ${path} cannot be read (${system}).`,
      hint: 'Make it readable for this user, or choose another folder: --config-dir FOLDER',
    }),
    'write-protected': ({ path }) => ({
      message: `The settings file ${path} is write-protected; nothing was changed.`,
      hint: `If it may be changed: chmod u+w '${path}'`,
    }),
    'folder-unusable': ({ path, system }) => ({
      message: `The settings folder ${path} cannot be written (${system}); nothing was changed.`,
      hint: 'Make it a folder that this user may write, or choose another one: --config-dir FOLDER',
    }),
    'write-failed': ({ path, system }) => ({
      message: `The settings file ${path} could not be written (${system}); it is as it was before.`,
      hint: 'Check free space and permissions, and repeat the command.',
    }),
    'lock-failed': ({ path, system }) => ({
      message: `The lock ${path} cannot be made (${system}); nothing was changed.`,
      hint: 'The folder must be on a file system with hard links, and this user must be allowed to write in it.',
    }),
    'lock-held': ({ pid, command, waitedMs }) => ({
      message: `Another run has been changing the settings for ${Math.round(waitedMs / 1000)} s${pid === null ? '' : `: process ${pid} (${command})`}; nothing was changed.`,
      hint: 'Wait until it has ended, and repeat the command.',
    }),
  },
  damage: {
    'not-json': ({ line }) => (line === null ? 'it is not JSON' : `it is not JSON (line ${line})`),
    'not-utf8': () => 'it is not UTF-8 text',
    shape: ({ where }) => (where === '' ? 'it is no registry' : `"${where}" is not what it should be`),
    'id-twice': ({ id }) => `id ${id} occurs twice`,
    'name-twice': ({ name }) => `the name ${name} occurs twice`,
  },

  options: {
    port: 'TCP port, where the endpoint does not name it (3333; wrapper 4059)',
    server: 'server address: 1, 1/17 (logical/physical), 1/1234:4 (with its number of bytes) (1)',
    addCredential:
      'credential set as NAME:CLIENT[:none|lls[:SECRET]], instead of user1:1 and user2:16; may be repeated. SECRET: env:NAME, file:PATH, or clear text, which lands in the shell history',
    editCredential:
      'add or replace a credential set, as NAME:CLIENT[:none|lls[:SECRET]]; keeps its secret where none is given; may be repeated. A SECRET in clear text lands in the shell history',
    secret:
      'secret of a credential set: env:NAME (variable), file:PATH, - (typed unseen, or read from standard input), none; makes its level lls; may be repeated',
    addId: 'id of the new meter (the next one)',
    editId: 'new id',
    addNote: 'a remark',
    editNote: "new remark; '' removes it",
    name: 'new name',
    endpoint: 'new endpoint; a host alone keeps the port',
    removeCredential: 'remove a credential set; may be repeated',
    collector: 'what normally reads it: systemd:UNIT, systemd-user:UNIT, http://HOST:PORT/base[#ID], none',
    collectorCommand: 'a command line for pause, resume, restart, status, logs or follow; no shell; repeatable',
    yes: 'do not ask',
  },
};
