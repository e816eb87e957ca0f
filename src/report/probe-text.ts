/**
 * The screen of `meter probe`: the experiments as a table, the verdict as `meter test` shows it, and what was found, with
 * the command that keeps it.
 */
import type { ChalkInstance } from 'chalk';
import { fromHex, toSpacedHex } from '../bytes/hex.ts';
import {
  type AnyEvidence,
  type CauseCode,
  type Exchange,
  type ExperimentName,
  evidenceOf,
  renderServerAddress,
} from '../evidence/index.ts';
import type { Found, Verdict } from '../verdict/index.ts';
import { fill, type Language, type ProbeWords, probeWords } from '../wording/index.ts';
import { renderDuration } from './duration.ts';
import { bytesOf, type ShownAsk } from './probe-asked.ts';
import { handText } from './probe-hand.ts';
import { type ProbeLine, probeLines } from './probe-lines.ts';
import { renderTable } from './table.ts';
import { type TestReport, titleOf } from './test-text.ts';
import { paint, verdictBlocks } from './verdict-text.ts';
import { hang } from './wrap.ts';

/** A question that a probe may ask. */
export interface ShownRow {
  readonly id: string;
  readonly experiment: ExperimentName;
  /** Frames it sends at most. */
  readonly questions: number;
  readonly mostMs: number;
  readonly tells: readonly CauseCode[];
  readonly ask: ShownAsk;
}

export interface ProbeReport {
  readonly meter: TestReport['meter'];
  readonly durationMs: number;
  /** Frames that were sent. */
  readonly questions: number;
  readonly evidence: readonly AnyEvidence[];
  /** Why each question of the plan was not asked; null where it was. */
  readonly rows: readonly { readonly row: ShownRow; readonly skipped: string | null }[];
  readonly verdict: Verdict;
}

export interface ProbeTextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  /** Whether the bytes of each experiment are shown. */
  readonly bytes: boolean;
  /** Command lines to type for a next step. */
  readonly commands: (step: string) => readonly string[];
  /** What to type to keep what was found; null where nothing can be kept. */
  readonly keep: { readonly how: 'keep' | 'addIt'; readonly command: string } | null;
}

const widest = 120;

export function renderProbe(report: ProbeReport, options: ProbeTextOptions): string {
  const { lang, chalk } = options;
  const words = probeWords[lang];
  const width = Math.min(options.columns, widest);
  const lines = probeLines(report.evidence, report.verdict.excluded, lang, options.bytes);
  const [hand] = evidenceOf(report.evidence, 'frame.hand');
  const blocks = [
    `${titleOf(report, chalk)}\n${hang('', summaryOf(report, words), width)}`,
    ...(hand === undefined ? [] : [handText(hand, options)]),
    hand !== undefined ? '' : options.bytes ? listOf(lines, width, chalk) : tableOf(lines, words, width, chalk),
  ];
  const skipped = skippedOf(report.rows, words, width);
  if (skipped !== null) blocks.push(skipped);
  const verdict = hand === undefined ? report.verdict : verdictOnHand(report.verdict);
  if (verdict !== null)
    blocks.push(...verdictBlocks(verdict, { lang, width, chalk, excluded: false, commands: options.commands }));
  if (report.verdict.found !== null) {
    // Told among the next steps already, the command is not repeated.
    const keep = report.verdict.next.includes('keep-found') ? null : options.keep;
    blocks.push(foundOf(report.verdict.found, words, width, { ...options, keep }));
  }
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

/** One question shows little of a meter: what was not asked is not listed, and an answer speaks for itself. */
function verdictOnHand(verdict: Verdict): Verdict | null {
  if (verdict.code === 'ok') return null;
  const causes = verdict.causes.filter(({ because }) => !because.startsWith('left-'));
  return { ...verdict, causes, proven: [], notProven: [], notTested: [] };
}

function summaryOf({ questions, durationMs, evidence }: ProbeReport, words: ProbeWords): string {
  // Bytes by hand may hold a password: nothing is said of that here.
  const isHand = evidence.some(({ experiment }) => experiment === 'frame.hand');
  if (isHand) return fill(words.summaryHand, { duration: renderDuration(durationMs) });
  const sentence = questions === 0 ? words.summaryNone : questions === 1 ? words.summaryOne : words.summary;
  return fill(sentence, { questions, duration: renderDuration(durationMs) });
}

function tableOf(lines: readonly ProbeLine[], words: ProbeWords, columns: number, chalk: ChalkInstance): string {
  if (lines.length === 0) return '';
  const { asked, outcome, time, says } = words.columns;
  const rows = lines.map((one) => [one.asked, paint(one.outcome, chalk)(one.outcome), timeText(one.ms), one.says]);
  return renderTable([asked, outcome, time, says], rows, { columns, chalk, rigid: [1, 2] });
}

/** Unbroken, whatever the table does to the column. */
function timeText(ms: number): string {
  return renderDuration(ms).replaceAll(' ', '\u00a0');
}

/** Each experiment with its bytes below it. */
function listOf(lines: readonly ProbeLine[], width: number, chalk: ChalkInstance): string {
  return lines
    .map(({ asked, outcome, ms, says, exchanges }) => {
      const head = `${chalk.bold(asked)}  ${paint(outcome, chalk)(outcome)}  ${renderDuration(ms)}`;
      const told = says === '' ? [] : [hang('  ', says, width)];
      return [head, ...told, ...exchanges.flatMap((one) => exchangeLines(one, width))].join('\n');
    })
    .join('\n\n');
}

export function exchangeLines({ sent, sentAtMs, received }: Exchange, width: number): readonly string[] {
  const line = (atMs: number, arrow: string, hex: string) =>
    hang(`${`${Math.round(atMs)} ms`.padStart(11)}  ${arrow} `, toSpacedHex(fromHex(hex) ?? new Uint8Array()), width);
  return [
    ...(sent === null ? [] : [line(sentAtMs, '>', sent)]),
    ...received.map(({ atMs, hex }) => line(sentAtMs + atMs, '<', hex)),
  ];
}

function skippedOf(rows: ProbeReport['rows'], { skipped }: ProbeWords, width: number): string | null {
  const counts = new Map<string, number>();
  for (const { skipped: why } of rows) if (why !== null) counts.set(why, (counts.get(why) ?? 0) + 1);
  if (counts.size === 0) return null;
  return [...counts]
    .map(([why, count]) => {
      const sentence = (skipped as Readonly<Record<string, string>>)[why] ?? skipped.other;
      return hang('', fill(sentence, { count }), width);
    })
    .join('\n');
}

function foundOf(found: Found, words: ProbeWords, width: number, { chalk, keep }: ProbeTextOptions): string {
  const { found: say } = words;
  const { server, client, framing, negotiation } = found;
  const parts = [
    fill(say.server, { server: renderServerAddress(server), bytes: bytesOf(server, words) }),
    fill(say.client, { client }),
    framing === 'hdlc' ? 'HDLC' : 'wrapper',
    ...(negotiation === null ? [] : [negotiation === 'bare' ? say.bare : say.parameters]),
  ];
  const lines = [hang(`${say.heading}  `, parts.join(', '), width)];
  if (keep !== null) lines.push(`  ${fill(say[keep.how], { command: chalk.cyan(keep.command) })}`);
  return lines.join('\n').replace(say.heading, chalk.bold(say.heading));
}
