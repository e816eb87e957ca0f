/** Names of meters and credential sets: what they may look like, and when two are the same. */
import { parseEndpoint } from '../evidence/index.ts';
import { limits } from './meter-entry.ts';

export type NameDefect =
  | 'name-empty'
  | 'name-too-long'
  /** Controls, or marks that reorder a line: two names could look alike and be different. */
  | 'name-unprintable'
  /** Would be taken for an id. */
  | 'name-like-number'
  /** Would be taken for an endpoint or an address. */
  | 'name-like-endpoint'
  /** Would be taken for an option. */
  | 'name-like-option';

/** The form in which a name is kept: without blanks around it, accents in one way only. */
export function tidyName(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ');
}

export function sameName(left: string, right: string): boolean {
  return foldName(left) === foldName(right);
}

/** What is wrong with a tidy name of a meter; null if nothing is. */
export function meterNameDefect(name: string): NameDefect | null {
  const defect = nameDefect(name, limits.name);
  if (defect !== null) return defect;
  if (!Number.isNaN(Number(name)) || /^[+-]?\d+(?:[.,]\d*)?$/.test(name)) return 'name-like-number';
  if (name.startsWith('-')) return 'name-like-option';
  const isAddress = /^[\d.]+$/.test(name) && !('code' in parseEndpoint(name, { bareHost: true }));
  return isAddress || /[:/]/.test(name) ? 'name-like-endpoint' : null;
}

/** What is wrong with the name of a credential set, which stands before a colon or an equals sign. */
export function credentialNameDefect(name: string): NameDefect | 'name-with-separator' | null {
  const defect = nameDefect(name, limits.credentialName);
  if (defect !== null) return defect;
  if (name.startsWith('-')) return 'name-like-option';
  return /[:=,/\s]/.test(name) ? 'name-with-separator' : null;
}

function nameDefect(name: string, most: number): NameDefect | null {
  if (name === '') return 'name-empty';
  if (name.length > most) return 'name-too-long';
  return /[\p{C}\p{Zl}\p{Zp}]/u.test(name) ? 'name-unprintable' : null;
}

function foldName(name: string): string {
  return tidyName(name).toLowerCase();
}
