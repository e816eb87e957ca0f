/**
 * What is known of a meter while its objects are read: the classes of its objects and the scalers of its registers. It
 * begins with what an earlier run kept; that is used for values only where the meter still is the same one.
 */
import { toHex } from '../bytes/hex.ts';
import { renderObis } from '../dlms/index.ts';
import type { KnownMeter, KnownScaler, ObjectList } from '../evidence/index.ts';
import { getAttribute } from '../session/index.ts';
import type { ObjectAccess } from './access.ts';
import { logicalNameOfText } from './object-list.ts';
import { octetsOf } from './octets.ts';

export interface ScalerUnit {
  readonly scaler: number;
  /** Code of the unit. */
  readonly unit: number;
}

/** The logical device name (Blue Book 6.2.45): maker and number, in every logical device. */
const deviceName = { classId: 1, logicalName: '00002a0000ff', attribute: 2 } as const;

export class MeterMemory {
  #list: ObjectList | null;
  readonly #kept: KnownMeter | null;
  readonly #scalers = new Map<string, ScalerUnit>();
  /** Scalers of an earlier run, until the meter has proved to be the same. */
  #unproven: ReadonlyMap<string, ScalerUnit>;
  #identity: string | null | undefined;
  #classes: ReadonlyMap<string, number> | null = null;
  #isListFresh = false;
  #isChanged = false;
  /** The meter answers questions for several attributes at once, as far as is known. */
  takesLists = true;
  /** The object list was asked for and did not come. */
  isListRefused = false;

  constructor(kept: KnownMeter | null = null) {
    this.#kept = kept;
    this.#list = kept?.list ?? null;
    this.#unproven = new Map((kept?.scalers ?? []).map((one) => [keyOf(one.classId, hexOf(one)), one]));
  }

  get list(): ObjectList | null {
    return this.#list;
  }

  /** The list was read in this session. */
  get isListFresh(): boolean {
    return this.#isListFresh;
  }

  /** Something was learned that is worth keeping. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  learnList(list: ObjectList): void {
    this.#list = list;
    this.#classes = null;
    this.#isListFresh = true;
    this.#isChanged = true;
  }

  /** The class of an object by the meter's own list; null where there is no list, or not this object in it. */
  classOf(logicalName: string): number | null {
    this.#classes ??= new Map(
      (this.#list?.objects ?? []).map((one) => [logicalNameOfText(one.logicalName) ?? '', one.classId]),
    );
    return this.#classes.get(logicalName) ?? null;
  }

  scaler(classId: number, logicalName: string): ScalerUnit | null {
    return this.#scalers.get(keyOf(classId, logicalName)) ?? null;
  }

  /** @param isWorthKeeping whether the next run would have to ask for it separately */
  learnScaler(classId: number, logicalName: string, scaler: ScalerUnit, isWorthKeeping: boolean): void {
    const key = keyOf(classId, logicalName);
    const before = this.#scalers.get(key) ?? this.#unproven.get(key);
    if (isWorthKeeping && (before?.scaler !== scaler.scaler || before.unit !== scaler.unit)) this.#isChanged = true;
    this.#scalers.set(key, scaler);
  }

  /** Whether an earlier run kept the scalers of all these registers. */
  mayKnow(registers: readonly { readonly classId: number; readonly logicalName: string }[]): boolean {
    return registers.every(({ classId, logicalName }) => this.#unproven.has(keyOf(classId, logicalName)));
  }

  /** Asks the meter who it is, once, and takes over what was kept of it where it is the same one. */
  async prove(access: ObjectAccess): Promise<boolean> {
    const identity = await this.identity(access);
    const isSame = identity !== null && identity === this.#kept?.identity;
    if (isSame) for (const [key, scaler] of this.#unproven) if (!this.#scalers.has(key)) this.#scalers.set(key, scaler);
    this.#unproven = new Map();
    return isSame;
  }

  /** The meter's logical device name in hex; null where it does not tell it. Asked once. @throws the signal's reason */
  async identity(access: ObjectAccess): Promise<string | null> {
    if (this.#identity === undefined) {
      const { channel, association, replyMs, signal } = access;
      const answer = await getAttribute(channel, association, deviceName, { replyMs, signal });
      const bytes = answer.type === 'data' ? octetsOf(answer.data) : null;
      this.#identity = bytes === null || bytes.length === 0 ? null : toHex(bytes);
    }
    return this.#identity;
  }

  /** What is worth keeping for the next run. @throws the signal's reason */
  async toKeep(access: ObjectAccess): Promise<KnownMeter> {
    const identity = access.channel.broken === null ? await this.identity(access) : null;
    const isSame = identity !== null && identity === this.#kept?.identity;
    const scalers = new Map([...(isSame ? this.#unproven : []), ...this.#scalers]);
    return {
      identity,
      list: this.#isListFresh || isSame ? this.#list : null,
      scalers: [...scalers].map(([key, { scaler, unit }]): KnownScaler => {
        const [classId = '0', logicalName = ''] = key.split(' ');
        return { classId: Number(classId), logicalName: renderObis(logicalName), scaler, unit };
      }),
    };
  }
}

function keyOf(classId: number, logicalName: string): string {
  return `${classId} ${logicalName}`;
}

function hexOf({ logicalName }: { readonly logicalName: string }): string {
  return logicalNameOfText(logicalName) ?? '';
}
