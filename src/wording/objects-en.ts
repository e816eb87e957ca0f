/** The words of the commands that read and write objects, in English. */
import type { ObjectWords } from './objects.ts';

export const objectsEn: ObjectWords = {
  activity: {
    opening: 'opening a session',
    reading: (done, all) => `reading, ${done} of ${all}`,
    list: (count) => `reading the object list, ${count} objects so far`,
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
};
