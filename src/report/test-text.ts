/** The screen of `meter test`: what was checked, the verdict table, the verdict and why, proven or not, and what next. */
import type { ChalkInstance } from 'chalk';
import { safeText } from '../bytes/printable.ts';
import {
  type AnyEvidence,
  type CredentialOutcome,
  type Endpoint,
  type Exchange,
  renderEndpoint,
  renderServerAddress,
  type ServerAddress,
} from '../evidence/index.ts';
import type { Verdict } from '../verdict/index.ts';
import { fill, type Language, type TestWords, testWords } from '../wording/index.ts';
import { renderTable } from './table.ts';
import { checkDetails, credentialDetails } from './test-details.ts';
import { paint, verdictBlocks } from './verdict-text.ts';
import { hang } from './wrap.ts';

export interface TestReport {
  readonly meter: {
    readonly id: number | null;
    readonly name: string | null;
    readonly endpoint: Endpoint;
    readonly server: ServerAddress;
  };
  readonly durationMs: number;
  readonly evidence: readonly AnyEvidence[];
  readonly credentials: readonly {
    readonly credential: string;
    readonly client: number;
    readonly server: ServerAddress;
    readonly outcome: CredentialOutcome;
    readonly replyMs: number | null;
    /** Why the line could not be opened for it any more. */
    readonly notTried: string | null;
    readonly login: {
      readonly outcome: string;
      readonly result: string | null;
      readonly diagnostic: string | null;
    } | null;
    readonly reading: {
      readonly outcome: string;
      readonly logicalName: string | null;
      readonly value: string | null;
      readonly unit: null;
    } | null;
    readonly loginNotAsked: string | null;
    readonly exchanges: readonly Exchange[];
  }[];
  readonly verdict: Verdict;
}

export interface TextOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
  /** Command lines to type for a next step. */
  readonly commands?: (step: string) => readonly string[];
}

/** Checks that a person reads as such, from the network inwards; the rest stands in the table or under the verdict. */
const shownChecks: readonly string[] = [
  'own.lock',
  'net.ping',
  'tcp.connect',
  'host.holder',
  'line.listen',
  'link.again',
  'link.with-parameters',
  'link.found-address',
  'link.disc',
  'link.after-disc',
  'link.control',
  'association.control',
  'gateway.second',
];
const widest = 110;
/** Six columns need this much to be read. */
const narrowestTable = 76;

export function renderTest(report: TestReport, { lang, columns, chalk, commands = () => [] }: TextOptions): string {
  const words = testWords[lang];
  const width = Math.min(columns, widest);
  const blocks = [
    titleOf(report, chalk),
    checksOf(report, words, width, chalk),
    credentialTable(report, words, { columns: width, chalk }),
  ];
  blocks.push(...verdictBlocks(report.verdict, { lang, width, chalk, commands }));
  return `${blocks.join('\n\n')}\n`;
}

/** Which meter, at the head of a screen. */
export function titleOf({ meter }: Pick<TestReport, 'meter'>, chalk: ChalkInstance): string {
  const named = meter.id === null ? [] : [`${meter.id}`, safeText(meter.name ?? '')];
  return [...named, safeText(renderEndpoint(meter.endpoint)), serverOf(meter)]
    .map((part, index) => (index === 0 ? chalk.bold(part) : part))
    .join('  ');
}

/** Over the wrapper a server is a port number; a number of bytes is of HDLC only. */
function serverOf({ endpoint, server }: TestReport['meter']): string {
  if (endpoint.transport === 'wrapper') return `server ${server.upper}`;
  return `server ${renderServerAddress(server)} (${server.width} ${server.width === 1 ? 'byte' : 'bytes'})`;
}

function checksOf({ evidence }: TestReport, words: TestWords, width: number, chalk: ChalkInstance): string {
  const inOrder = shownChecks.flatMap((name) => evidence.filter(({ experiment }) => experiment === name));
  const rows = inOrder.filter(isWorthALine).map((one) => ({
    name: words.checks[one.experiment] ?? one.experiment,
    outcome: one.outcome as string,
    details: checkDetails(one, words),
  }));
  const nameWidth = Math.max(...rows.map(({ name }) => name.length), 0);
  const outcomeWidth = Math.max(...rows.map(({ outcome }) => outcome.length), 0);
  return rows
    .map(({ name, outcome, details }) => {
      // Wrapped without colours, whose characters have no width; then the outcome gets its own.
      const mark = `  ${name.padEnd(nameWidth)}  ${outcome.padEnd(outcomeWidth)}  `;
      const painted = `  ${name.padEnd(nameWidth)}  ${paint(outcome, chalk)(outcome.padEnd(outcomeWidth))}  `;
      return (painted + hang(mark, details, width).slice(mark.length)).trimEnd();
    })
    .join('\n');
}

/** A check that found nothing to tell costs a line only where its silence matters. */
export function isWorthALine({ experiment, outcome }: AnyEvidence): boolean {
  return outcome !== 'FREE' && outcome !== 'NONE' && !(experiment === 'host.holder' && outcome === 'NOT-TRIED');
}

/** Why a credential set was not tried; empty where it was. */
export function whyNotTried(why: string | null, { details }: TestWords): string {
  if (why === null) return '';
  if (why === 'NO-SECRET') return details['login-no-secret'] ?? '';
  return why === 'IN-USE' ? (details.inUse ?? '') : fill(details.lineGone ?? '', { outcome: why });
}

/** The verdict table; on a terminal too narrow for one, a line for each credential set with its details below. */
function credentialTable(
  report: TestReport,
  words: TestWords,
  options: { columns: number; chalk: ChalkInstance },
): string {
  const { credential, client, server, outcome, reply, details } = words.columns;
  const rows = report.credentials.map((one) => ({
    fixed: [safeText(one.credential), `${one.client}`, renderServerAddress(one.server), one.outcome],
    reply: one.replyMs === null ? '–' : `${one.replyMs} ms`,
    details: [
      words.outcomes[one.outcome] ?? '',
      whyNotTried(one.notTried, words),
      credentialDetails(report.evidence, one.credential, words),
    ]
      .filter(Boolean)
      .join('; '),
  }));
  const colour = (cell: string, index: number) => (index === 3 ? paint(cell, options.chalk)(cell) : cell);
  if (options.columns >= narrowestTable) {
    const cells = rows.map((row) => [...row.fixed.map(colour), row.reply, row.details]);
    return renderTable([credential, client, server, outcome, reply, details], cells, { ...options, rigid: [3] });
  }
  return rows
    .map((row) => `  ${row.fixed.map(colour).join('  ')}  ${row.reply}\n${hang('    ', row.details, options.columns)}`)
    .join('\n');
}
