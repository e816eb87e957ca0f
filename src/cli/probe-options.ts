/** The options of `meter probe` as they were typed, and what they mean. Nothing is opened here. */
import { fromHex } from '../bytes/hex.ts';
import { type ProbeGroup, probeGroups } from '../campaign/index.ts';
import { undress } from '../dissect/index.ts';
import type { Endpoint } from '../evidence/index.ts';
import { probeWords } from '../wording/index.ts';
import { type Context, UsageError } from './context.ts';
import type { TargetOptions } from './meter-target.ts';
import { milliseconds } from './seconds.ts';

export interface ProbeOptions extends TargetOptions {
  readonly only?: string;
  readonly from?: string;
  readonly to?: string;
  readonly serial?: string;
  readonly frame?: string;
  /** True where no seconds were named. */
  readonly wait?: string | true;
  readonly save?: boolean;
  readonly plan?: boolean;
  readonly takeOver?: boolean;
  readonly yes?: boolean;
  readonly timeout?: string;
  readonly connectTimeout?: string;
  readonly trace?: string;
  readonly pcap?: string;
}

export interface ProbeWish {
  /** Null: what the evidence calls for. */
  readonly only: readonly ProbeGroup[] | null;
  readonly range: { readonly from: number; readonly to: number } | null;
  /** Digits. */
  readonly serial: string | null;
  readonly quietMs: number | null;
  readonly hand: Uint8Array | null;
  readonly replyMs: number;
  readonly connectTimeoutMs: number;
}

/** The inactivity time-out that meters have unless told otherwise. */
const usualQuietMs = 180_000;
const largestLower = 0x3fff;
/** As many as a probe asks of a range. */
const mostOfRange = 128;
const fewestDigits = 4;
/** As long as an HDLC frame with its flags can be. */
const mostBytes = 2049;

/** @throws UsageError for what makes no sense, alone or together */
export function probeWish(context: Context, options: ProbeOptions, { transport }: Endpoint): ProbeWish {
  const words = probeWords[context.lang].usage;
  const wish = {
    only: onlyOf(context, options.only),
    range: rangeOf(context, options),
    serial: serialOf(context, options.serial),
    quietMs:
      options.wait === undefined
        ? null
        : options.wait === true
          ? usualQuietMs
          : milliseconds(context, '--wait', options.wait),
    hand: options.frame === undefined ? null : bytesOf(context, options.frame),
    replyMs: milliseconds(context, '--timeout', options.timeout),
    connectTimeoutMs: milliseconds(context, '--connect-timeout', options.connectTimeout),
  };
  if (wish.hand !== null) {
    const beside = (['only', 'from', 'to', 'serial', 'wait', 'save'] as const).find(
      (name) => options[name] !== undefined,
    );
    if (beside !== undefined) throw new UsageError(words.frameAlone(`--${beside}`), words.frameAloneHint);
  }
  if (options.plan === true && options.save === true) throw new UsageError(words.saveNothing, words.saveNothingHint);
  if (transport === 'wrapper') {
    const beside = wish.range !== null ? '--from' : wish.serial !== null ? '--serial' : null;
    const other = wish.only?.find((group) => group !== 'framing');
    const wrong = beside ?? (other === undefined ? null : `--only ${other}`);
    if (wrong !== null) throw new UsageError(words.overWrapper(wrong), words.overWrapperHint);
  }
  return wish;
}

function onlyOf({ lang }: Context, text: string | undefined): readonly ProbeGroup[] | null {
  if (text === undefined) return null;
  const words = probeWords[lang].usage;
  const named = text.split(',').map((one) => one.trim());
  return [
    ...new Set(
      named.map((name) => {
        const group = probeGroups.find((known) => known === name.toLowerCase());
        if (group === undefined) throw new UsageError(words.groupUnknown(name), words.groupHint);
        return group;
      }),
    ),
  ];
}

function rangeOf({ lang }: Context, { from, to }: ProbeOptions): ProbeWish['range'] {
  if (from === undefined && to === undefined) return null;
  const words = probeWords[lang].usage;
  if (from === undefined || to === undefined) throw new UsageError(words.rangeHalf, words.rangeHint);
  const [first, last] = (
    [
      ['--from', from],
      ['--to', to],
    ] as const
  ).map(([option, text]) => {
    const value = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value <= largestLower)) throw new UsageError(words.rangeWrong(option, text), words.rangeHint);
    return value;
  }) as [number, number];
  if (first > last) throw new UsageError(words.rangeTurned(from, to), words.rangeHint);
  const count = last - first + 1;
  if (count > mostOfRange) throw new UsageError(words.rangeLong(count, mostOfRange), words.rangeHint);
  return { from: first, to: last };
}

function serialOf({ lang }: Context, text: string | undefined): string | null {
  if (text === undefined) return null;
  const words = probeWords[lang].usage;
  const digits = /^[\p{L}\d .:/_-]{1,64}$/u.test(text) ? text.replace(/\D/g, '') : '';
  if (digits.length < fewestDigits) throw new UsageError(words.serialWrong(text), words.serialHint);
  return digits;
}

function bytesOf({ lang }: Context, text: string): Uint8Array {
  const words = probeWords[lang].usage;
  // A byte or two are no number here: what follows --frame is meant as hexadecimal.
  const plain = fromHex(text);
  const { segments, problems } = plain === null ? undress(text) : { segments: [{ bytes: plain }], problems: [] };
  const bytes = segments.flatMap((one) => [...one.bytes]);
  if (problems.length > 0 || bytes.length === 0) throw new UsageError(words.frameWrong(text), words.frameHint);
  if (bytes.length > mostBytes) throw new UsageError(words.frameLong(bytes.length, mostBytes), words.frameHint);
  return Uint8Array.from(bytes);
}
