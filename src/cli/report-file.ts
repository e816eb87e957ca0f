/** The file of `meter report`: what it is called, in which format it is, and that nothing is overwritten unasked. */
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, resolve } from 'node:path';
import { type CaseFormat, caseFormats } from '../report/index.ts';
import { type Complaint, caseWords } from '../wording/index.ts';
import { usageError } from './commands/registry-settings.ts';
import type { Context } from './context.ts';
import { localDay } from './local-time.ts';
import type { MeterTarget } from './meter-target.ts';

export interface ReportFile {
  /** Null for standard output. */
  readonly path: string | null;
  readonly format: CaseFormat;
  readonly force: boolean;
}

export interface ReportFileOptions {
  readonly output?: string;
  readonly format?: string;
  readonly force?: boolean;
  readonly anonymize?: boolean;
}

const endings: Readonly<Record<CaseFormat, string>> = { markdown: 'md', html: 'html' };

/**
 * Which file is meant. @throws UsageError for a format that does not exist, and for a file that does
 * @param others what is written or read besides
 */
export function reportFile(
  { lang }: Context,
  target: Pick<MeterTarget, 'id' | 'name' | 'endpoint'>,
  { output, format: named, force = false, anonymize = false }: ReportFileOptions,
  others: readonly (string | undefined)[],
): ReportFile {
  const { usage } = caseWords[lang];
  const format = named === undefined ? formatOf(output) : caseFormats.find((one) => one === named);
  if (format === undefined) throw usageError(usage.format(named ?? ''));
  if (output === '-') return { path: null, format, force };
  const path = output ?? `${anonymize ? 'meter' : plainName(target)}-${localDay(Date.now())}.${endings[format]}`;
  if (others.some((one) => one !== undefined && one !== '-' && resolve(one) === resolve(path))) {
    throw usageError(usage.sameFile(path));
  }
  if (!force && existsSync(path)) throw usageError(usage.exists(path));
  const folder = statSync(resolve(path, '..'), { throwIfNoEntry: false });
  if (folder?.isDirectory() !== true)
    throw usageError(usage.notWritten(path, folder === undefined ? 'ENOENT' : 'ENOTDIR'));
  return { path, format, force };
}

function formatOf(output: string | undefined): CaseFormat {
  return output !== undefined && /\.html?$/i.test(output) ? 'html' : 'markdown';
}

/** What any file system takes: letters, digits, hyphens. */
function plainName({ name, endpoint }: Pick<MeterTarget, 'name' | 'endpoint'>): string {
  const text = name ?? `${endpoint.host}-${endpoint.port}`;
  const plain = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
  return plain === '' ? 'meter' : plain.slice(0, 80);
}

/**
 * Writes the report (mode 0600: it may hold what a meter said). A file that is overwritten is replaced whole.
 * @throws UsageError where it cannot be written, or exists by now
 */
export function writeReport({ out, lang }: Context, { path, force }: ReportFile, text: string): void {
  if (path === null) {
    out.write(text);
    return;
  }
  const { usage } = caseWords[lang];
  try {
    if (force && statSync(path, { throwIfNoEntry: false })?.isFile() === true) replace(path, text);
    else writeNew(path, force ? 'w' : 'wx', text);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    const complaint: Complaint = code === 'EEXIST' ? usage.exists(path) : usage.notWritten(path, code);
    throw usageError(complaint);
  }
}

function replace(path: string, text: string): void {
  // Through a link: what it leads to is replaced, not the link.
  const real = realpathSync(path);
  const aside = resolve(real, '..', `.${basename(real)}.${process.pid}`);
  writeNew(aside, 'wx', text);
  try {
    renameSync(aside, real);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

/** Half a report is none: it is taken away again. */
function writeNew(path: string, flags: 'w' | 'wx', text: string): void {
  const opened = openSync(path, flags, 0o600);
  const isFile = fstatSync(opened).isFile();
  const octets = Buffer.from(text, 'utf8');
  try {
    for (let at = 0; at < octets.length; ) at += writeSync(opened, octets, at);
    if (isFile) fsyncSync(opened);
  } catch (error) {
    if (isFile) rmSync(path, { force: true });
    throw error;
  } finally {
    closeSync(opened);
  }
}
