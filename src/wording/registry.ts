/** The words of the registry: `meter add`, `edit`, `remove`, `list`, `show`, and what can be wrong with the settings. */
import type { Language } from './language.ts';
import { registryEn } from './registry-en.ts';
import { registryEs } from './registry-es.ts';

/** What is wrong, and what to do about it. */
export interface Complaint {
  readonly message: string;
  readonly hint: string;
}

export interface RegistryWords {
  /** Headings of `meter list`. */
  readonly list: Readonly<Record<'id' | 'name' | 'endpoint' | 'server' | 'credentials', string>>;
  /** Labels of `meter show`; `width` = number of address bytes. */
  readonly show: Readonly<
    Record<'endpoint' | 'server' | 'note' | 'credentials' | 'client' | 'secret' | 'noCredentials', string>
  >;
  readonly width: (bytes: number) => string;
  /** For `none` and `set (literal)`, which JSON shows untranslated. */
  readonly secretMask: Readonly<Record<'none' | 'literal', string>>;

  readonly added: (name: string, id: number, endpoint: string) => string;
  readonly edited: (name: string, id: number) => string;
  readonly unchanged: (name: string, id: number) => string;
  readonly removed: (name: string, id: number) => string;
  readonly kept: (name: string) => string;
  readonly confirmRemove: (name: string, id: number, endpoint: string) => string;
  /** Answers that mean yes. */
  readonly yes: RegExp;
  readonly noMeters: string;
  readonly firstMeter: string;
  readonly next: (name: string) => string;
  readonly secretInHistory: string;
  readonly askSecret: (credential: string) => string;

  /** What was typed and cannot be; each with its hint. */
  readonly usage: {
    readonly endpoint: (text: string) => Complaint;
    readonly transport: (text: string) => Complaint;
    readonly port: (text: string) => Complaint;
    readonly portTwice: (inEndpoint: number, asOption: number) => Complaint;
    readonly server: (text: string) => Complaint;
    readonly serverRange: (part: 'upper' | 'lower', value: number, maximum: number) => Complaint;
    readonly id: (text: string) => Complaint;
    readonly credential: (text: string) => Complaint;
    readonly credentialName: (name: string) => Complaint;
    readonly client: (text: string, credential: string) => Complaint;
    readonly level: (credential: string, levels: string) => Complaint;
    readonly levelWithoutSecret: (credential: string) => Complaint;
    readonly secretSource: (text: string) => Complaint;
    readonly secretOption: (credential: string) => Complaint;
    readonly secretTwice: (credential: string) => Complaint;
    readonly secretMissing: (credential: string) => Complaint;
    readonly nothingToChange: Complaint;
    readonly needsYes: Complaint;
  };

  /** By the code of a registry defect. */
  readonly registry: {
    readonly 'meter-unknown': (defect: { wanted: string; nearest: readonly string[]; known: number }) => Complaint;
    readonly 'id-taken': (defect: { id: number; by: string }) => Complaint;
    readonly 'id-out-of-range': (defect: { id: number; maximum: number }) => Complaint;
    readonly 'name-taken': (defect: { name: string; id: number }) => Complaint;
    readonly 'name-wrong': (defect: { name: string; why: keyof RegistryWords['nameWhy'] }) => Complaint;
    readonly 'note-too-long': (defect: { length: number; maximum: number }) => Complaint;
    readonly 'credential-twice': (defect: { name: string }) => Complaint;
    readonly 'credential-unknown': (defect: { name: string; known: readonly string[] }) => Complaint;
    readonly 'meter-changed': (defect: { name: string }) => Complaint;
  };
  readonly nameWhy: Readonly<
    Record<
      | 'name-empty'
      | 'name-too-long'
      | 'name-unprintable'
      | 'name-like-number'
      | 'name-like-endpoint'
      | 'name-like-option',
      string
    >
  >;

  /** By the code of a settings defect. */
  readonly settings: {
    readonly damaged: (defect: { path: string; setAsideAs: string | null }, why: string) => Complaint;
    readonly newer: (defect: { path: string; schema: number }) => Complaint;
    readonly 'not-a-file': (defect: { path: string }) => Complaint;
    readonly unreadable: (defect: { path: string; system: string }) => Complaint;
    readonly 'write-protected': (defect: { path: string }) => Complaint;
    readonly 'folder-unusable': (defect: { path: string; system: string }) => Complaint;
    readonly 'write-failed': (defect: { path: string; system: string }) => Complaint;
    readonly 'lock-failed': (defect: { path: string; system: string }) => Complaint;
    readonly 'lock-held': (defect: { pid: number | null; command: string | null; waitedMs: number }) => Complaint;
  };
  readonly damage: {
    readonly 'not-json': (why: { line: number | null }) => string;
    readonly 'not-utf8': () => string;
    readonly shape: (why: { where: string }) => string;
    readonly 'id-twice': (why: { id: number }) => string;
    readonly 'name-twice': (why: { name: string }) => string;
  };

  /** Help of the options, by their key. */
  readonly options: Readonly<
    Record<
      | 'port'
      | 'server'
      | 'addCredential'
      | 'editCredential'
      | 'secret'
      | 'addId'
      | 'editId'
      | 'addNote'
      | 'editNote'
      | 'name'
      | 'endpoint'
      | 'removeCredential'
      | 'collector'
      | 'collectorCommand'
      | 'yes',
      string
    >
  >;
}

export const registryWords = { en: registryEn, es: registryEs } as const satisfies Record<Language, RegistryWords>;
