/** A finding about the client that wrote the record: what it did, where, and, where one can tell, the right bytes. */
import type { Place } from './record.ts';

export const mistakeNames = [
  'check-wrong',
  'group-length',
  'length-wrong',
  'address-form',
  'parameters-wrong',
  'frame-wrong',
  'apdu-wrong',
  'cut-at-flag',
  'cut-short',
  'i-frame-repeated',
  'out-of-step',
  'segment-unanswered',
  'no-snrm-after-frmr',
  'no-disc',
  'password-to-public',
  'password-not-wanted',
  'password-form',
  'gateway-for-meter',
  'late-answer',
  'keeps-knocking',
] as const;
export type MistakeName = (typeof mistakeNames)[number];

export interface Mistake {
  readonly name: MistakeName;
  readonly values: Readonly<Record<string, string | number>>;
  /** The first place. */
  readonly place: Place;
  /** Numbers of the turns in which it was made: the first few. */
  readonly turns: readonly number[];
  /** How often. */
  readonly count: number;
  /** Hex of what was sent, or came, secrets masked; null where it is no single thing. */
  readonly bytes: string | null;
  /** Hex of what would have been right: if everything else is as meant. */
  readonly right: string | null;
}

const keptTurns = 8;
const mostKinds = 200;

/** Gathers mistakes; the same one made again with the same bytes is counted. */
export class Mistakes {
  readonly #found = new Map<string, Mistake>();

  add(one: Omit<Mistake, 'count' | 'turns'> & { readonly turn: number }): void {
    const { turn, ...found } = one;
    const key = JSON.stringify([found.name, found.values, found.bytes]);
    const before = this.#found.get(key);
    if (before === undefined) {
      if (this.#found.size < mostKinds) this.#found.set(key, { ...found, turns: [turn], count: 1 });
      return;
    }
    const turns = before.turns.length < keptTurns ? [...before.turns, turn] : before.turns;
    this.#found.set(key, { ...before, turns, count: before.count + 1 });
  }

  /** In the order of the table of names: what spoils a frame first. */
  get list(): readonly Mistake[] {
    return [...this.#found.values()].sort(
      (one, other) => mistakeNames.indexOf(one.name) - mistakeNames.indexOf(other.name),
    );
  }
}
