/** Bytes given by hand: what is wrong with them before they are sent, and what they brought back. */
import { fromHex, toHex, toSpacedHex } from '../bytes/hex.ts';
import { dissectEach, hasFault, type Item } from '../dissect/index.ts';
import type { Evidence } from '../evidence/index.ts';
import { decodeWords, fill, type Language, probeWords } from '../wording/index.ts';
import { describeProblem } from './decode-describe.ts';
import { renderDecodeText } from './decode-text.ts';
import { renderDuration } from './duration.ts';
import { maskedHand } from './probe-mask.ts';
import type { ProbeTextOptions } from './probe-text.ts';
import { exchangeLines } from './probe-text.ts';
import { hang } from './wrap.ts';

export interface HandLook {
  /** Some fault stands in them: a conforming station would not take them. */
  readonly malformed: boolean;
  /** Spaced hex of the right bytes; null where no single correction makes each frame right. */
  readonly right: string | null;
  /** Each fault, with the offset where it stands. */
  readonly faults: readonly { readonly offset: number; readonly problem: Item['problems'][number] }[];
  /** They would carry a password. */
  readonly secret: boolean;
}

export function lookAtHand(bytes: Uint8Array): HandLook {
  const items = [...dissectEach(bytes)];
  const faulty = items.filter(({ problems }) => hasFault(problems));
  const mended = items.map((item) =>
    hasFault(item.problems) ? (item.corrected ?? null) : toHex(bytes.subarray(item.offset, item.offset + item.length)),
  );
  const whole = mended.every((one) => one !== null) ? mended.join('') : null;
  return {
    malformed: faulty.length > 0,
    right: faulty.length === 0 || whole === null ? null : toSpacedHex(fromHex(whole) ?? new Uint8Array()),
    faults: faulty.flatMap(({ problems }) =>
      problems.filter(({ severity }) => severity === 'fault').map((problem) => ({ offset: problem.offset, problem })),
    ),
    secret: maskedHand(bytes) !== bytes,
  };
}

/** What a person should know before these bytes go out; empty where nothing is to be said. */
export function handWarning(look: HandLook, lang: Language, width: number): string {
  const { hand } = probeWords[lang];
  const lines: string[] = [];
  if (look.secret) lines.push(hang('', hand.masked, width));
  if (look.malformed) {
    lines.push(hang('', hand.malformed, width));
    for (const { problem, offset } of look.faults) {
      lines.push(hang('  * ', `@${offset}: ${describeProblem(problem, decodeWords[lang])}`, width));
    }
    // The right bytes would show a password that the given ones hold.
    if (look.right !== null && !look.secret) lines.push(hang('', hand.right, width), hang('  ', look.right, width));
    else lines.push(hang('', hand.noRight, width));
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

/** What was sent and what came back, each with what it says. */
export function handText({ exchanges, facts, ms }: Evidence<'frame.hand'>, options: ProbeTextOptions): string {
  const { lang, chalk } = options;
  const width = Math.min(options.columns, 120);
  const { hand } = probeWords[lang];
  const blocks: string[] = [];
  const decoded = (hex: string): string =>
    [...dissectEach(fromHex(hex) ?? new Uint8Array())]
      .map((item) => renderDecodeText({ item, direction: null, at: null }, { lang, columns: width, paint: chalk }))
      .join('')
      .trimEnd();
  const sent = exchanges.filter((one) => one.sent !== null);
  blocks.push(
    [chalk.bold(hand.sent), ...sent.flatMap((one) => exchangeLines({ ...one, received: [] }, width))].join('\n'),
  );
  const came = exchanges.flatMap(({ received }) => received.map(({ hex }) => hex)).join('');
  if (came === '') {
    blocks.push(`${chalk.bold(hand.cameBack)}\n  ${fill(hand.nothing, { duration: renderDuration(ms) })}`);
  } else {
    const lines = exchanges.flatMap((one) => exchangeLines({ ...one, sent: null }, width));
    blocks.push([chalk.bold(hand.cameBack), ...lines].join('\n'), decoded(came));
  }
  const { end } = facts.heard;
  if (end !== null) blocks.push(hang('', fill(hand.followed, { how: end.how, ms: end.afterMs }), width));
  return blocks.join('\n\n');
}
