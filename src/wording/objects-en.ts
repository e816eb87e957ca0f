/** The words of the commands that read and write objects, in English. */
import type { ObjectWords } from './objects.ts';

export const objectsEn: ObjectWords = {
  activity: {
    opening: 'opening a session',
    reading: (done, all) => `reading, ${done} of ${all}`,
    list: (count) => `reading the object list, ${count} objects so far`,
    writing: 'writing',
  },
  login: {
    noSecret: (credential) => ({
      message: `Credential set ${credential} has level lls and no secret.`,
      hint: `Give it one: meter edit METER --secret ${credential}=-`,
    }),
    secretMissing: (credential, where) => ({
      message: `The secret of credential set ${credential} cannot be had from ${where}.`,
      hint: 'Set the variable, or make the file readable and not empty; or choose another set with --credential.',
    }),
  },
  columns: {
    object: 'object',
    obis: 'OBIS code',
    value: 'value',
    unit: 'unit',
    octets: 'type and octets',
    class: 'class',
    version: 'ver.',
    name: 'name',
    rights: 'rights',
  },
  unscaled: 'scaler unknown',
  errors: {
    'hardware-fault': 'the meter reports a hardware fault',
    'temporary-failure': 'the meter cannot answer now; try again',
    'read-write-denied': 'not allowed for this client',
    'object-undefined': 'the meter has no such object',
    'object-class-inconsistent': 'the object has another class',
    'object-unavailable': 'not available now',
    'type-unmatched': 'the meter wants another type',
    'scope-of-access-violated': 'not allowed for this client',
    'data-block-unavailable': 'the meter broke off a long answer',
    'long-get-aborted': 'the meter broke off a long answer',
    'other-reason': 'refused, and the meter does not say why',
    'attribute-unknown': 'its class has no attribute of that name',
    'exception-response': 'the meter refuses the question itself',
    'confirmed-service-error': 'the meter refuses the question itself',
    secret: 'a password is not read unless --show-secrets is given',
    malformed: 'an answer came that cannot be read',
    'not-asked': 'this association does not allow the question',
  },
  client: (client, credential) => `client ${client} (${credential})`,
  options: {
    watch: 'read again every so many seconds, on one association, until Ctrl-C',
    raw: 'show types and octets as well',
    refresh: 'read the object list anew',
    tree: 'group the objects by class',
    class: 'only objects of this class',
    values: 'read every value that may be read, except the buffers of profiles',
    profiles: 'with --values: read the buffers of profiles too',
    yes: 'really send it; without this it is only shown',
    scaled: 'the value is in the unit of the register, not in its raw number',
  },
  object: {
    empty: {
      message: 'An object is named by nothing.',
      hint: 'Write it as 1-0:1.8.0, 3:1-0:1.8.0:2 (class:OBIS:attribute), or by a name such as energy.',
    },
    nameUnknown: (name, nearest) => ({
      message: `No object is known by the name "${name}".`,
      hint:
        nearest.length > 0
          ? `Did you mean ${nearest.join(', ')}?`
          : 'Write its OBIS code, e.g. 1-0:1.8.0; `meter browse` shows what a meter has.',
    }),
    obisWrong: (text) => ({
      message: `"${text}" is no OBIS code.`,
      hint: 'Write it as 1-0:1.8.0, 1-0:1.8.0.255, 1.0.1.8.0.255, 1.8.0, or as twelve hexadecimal digits.',
    }),
    obisRange: (text, group, value) => ({
      message: `"${text}" is no OBIS code: group ${group} is ${value}.`,
      hint: 'Each group of an OBIS code is a number from 0 to 255.',
    }),
    obisCount: (text, count) => ({
      message: `"${text}" has ${count} groups, which can be read in several ways.`,
      hint: 'Write all six (1.0.1.8.0.255), three (1.8.0), or A-B:C.D.E (1-0:1.8.0).',
    }),
    classWrong: (text) => ({
      message: `"${text}" is no class id.`,
      hint: 'A class id is a number from 1 to 65535: 1 Data, 3 Register, 8 Clock.',
    }),
    memberWrong: (text) => ({
      message: `"${text}" is no number of an attribute or method.`,
      hint: 'Attributes go from 1 to 127 (makers also use -1 to -128), methods from 1 to 127.',
    }),
    memberUnknown: (text, className, known) => ({
      message: `${className} has nothing of the name "${text}".`,
      hint: known.length > 0 ? `It has: ${known.join(', ')}.` : 'Give its number.',
    }),
    isProfile: (text) => ({
      message: `"${text}" is a profile: its buffer is no single value.`,
      hint: `Read its rows with \`meter profile\`, or one attribute, e.g. ${text}:capture_objects.`,
    }),
    isList: (text) => ({
      message: `"${text}" is the object list.`,
      hint: 'Read it with `meter browse`, or one of its other attributes.',
    }),
  },
  browse: {
    fromCache: (age) => `This list was kept ${age} ago; --refresh reads it anew.`,
    count: (shown, all) => (shown === all ? `${all} objects.` : `${shown} of ${all} objects.`),
    none: (filter) => `None of the objects matches ${filter}.`,
    unreadable: (count) => `${count} entries of the list cannot be read and are left out.`,
    refused: (error) => `The meter does not give its object list: ${error}.`,
    endless: (count) => `The object list was given up after ${count} objects: no meter has so many.`,
    classWrong: (text) => ({
      message: `--class "${text}" is no class id.`,
      hint: 'A class id is a number from 1 to 65535: 1 Data, 3 Register, 7 Profile generic, 8 Clock.',
    }),
    profilesAlone: { message: '--profiles goes with --values.', hint: 'Add --values, or leave --profiles out.' },
  },
  write: {
    labels: {
      now: 'now',
      toSend: 'to send',
      sent: 'sent',
      result: 'result',
      after: 'reads back',
      returned: 'returned',
    },
    done: 'done (success)',
    nothing: 'no parameter',
    notSent: 'Nothing was sent.',
    notSentHint: 'Add --yes to send it.',
    readsOther: 'The meter says that it is done, and reads back something else.',
    notKnown: 'Whether the meter did it is not known.',
    typeNeeded: (object) => ({
      message: `The value of ${object} does not tell which type it wants.`,
      hint: 'Put the type before the value: long-unsigned:5, octet-string:AABB, raw:1200FF (A-XDR).',
    }),
    typeUnknown: (type, known) => ({
      message: `"${type}" is no type that can be written.`,
      hint: `Types: ${known.join(', ')}.`,
    }),
    valueMalformed: (text, type) => ({
      message: `"${text}" is no value of type ${type}.`,
      hint: 'Examples: long-unsigned:5, boolean:true, octet-string:AABB, bit-string:0101, date-time:2026-11-24T10:00.',
    }),
    valueRange: (text, type, minimum, maximum) => ({
      message: `${text} does not fit ${type}.`,
      hint: `It goes from ${minimum} to ${maximum}.`,
    }),
    scaleInexact: (text, scaler) => ({
      message: `${text} cannot be written with a scaler of 10^${scaler}.`,
      hint: 'Give no more decimals than the register has.',
    }),
    scaleUnknown: (object) => ({
      message: `No scaler of ${object} is known, so a value in its unit cannot be written.`,
      hint: 'Leave --scaled out and give the raw number.',
    }),
    attributeUnknown: (object) => ({
      message: `The class of ${object} has no attribute of that name.`,
      hint: 'Give its number; `meter browse` shows them.',
    }),
    methodUnknown: (object) => ({
      message: `The class of ${object} has no method of that name.`,
      hint: 'Give its number; `meter browse` shows them.',
    }),
    methodNeeded: (object) => ({
      message: `"${object}" names no method.`,
      hint: 'Write it as object:method, e.g. clock:adjust_to_minute or 3:1-0:1.8.0:1.',
    }),
    classUnknown: (object) => ({
      message: `The class of ${object} is not known, and methods are not tried by guessing.`,
      hint: 'Put the class before it, e.g. 70:0-0:96.3.10:1.',
    }),
    secret: (object) => ({
      message: `${object} is a password, and would stand in traces in clear text.`,
      hint: 'Give --show-secrets if that is meant.',
    }),
  },
  read: {
    watchWrong: (text) => ({
      message: `--watch "${text}" is no time in seconds.`,
      hint: 'Give 0.2 to 100 seconds: a meter lets go of a link that is idle for longer.',
    }),
    nothing: 'The meter has none of the objects that are usually read; `meter browse` shows what it has.',
  },
};
