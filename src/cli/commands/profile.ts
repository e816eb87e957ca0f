/** `meter profile <meter> [object]`: a load profile as a table, CSV, JSON or a plot, written as its rows come. */
import type { ProfileNote, ProfileShape } from '../../evidence/index.ts';
import { chooseColumns, openProfile, type Profile, type ProfileEnd, readProfileRows } from '../../objects/index.ts';
import { columnLabels, errorText, hang, isQuantity, profileName } from '../../report/index.ts';
import { type Complaint, objectWords, type ProfileWords, profileWords } from '../../wording/index.ts';
import { type MeterOptions, meterLabel } from '../choose-meter.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { type OpenMeter, withMeter } from '../open-meter.ts';
import { wantedObject } from '../wanted-objects.ts';
import { type ProfileWriter, profileWriter, writeProfileFailure } from './profile-output.ts';
import { type RowsChosen, rowsChosen, type SelectionOptions } from './profile-selection.ts';
import { noteText } from './profile-words.ts';
import { usageError } from './registry-settings.ts';

export interface ProfileOptions extends MeterOptions, SelectionOptions {
  readonly columns?: string;
  readonly csv?: boolean;
  /** The column, or true where none was named. */
  readonly plot?: string | true;
}

const command = { name: 'meter profile', schema: 'meter.profile/1' } as const;
const profileClass = 7;
const usualProfile = '1-0:99.1.0';

/** @returns 0 where all rows came; 5 where the meter refuses them; 1 where they cannot be read or broke off */
export async function runProfile(
  context: Context,
  meter: string,
  object: string | undefined,
  options: ProfileOptions,
): Promise<ExitCode> {
  const words: ProfileWords = profileWords[context.lang];
  const chosen = rowsChosen(context, options);
  checkForm(context, options, words);
  const logicalName = profileObject(context, object ?? usualProfile, words);
  return await withMeter(context, meter, options, command, async (open) => {
    open.activity.show(words.activity.opening, null);
    const opened = await openProfile(open.access, logicalName);
    if (opened.type === 'profile') return await readRows(context, open, opened.profile, chosen, options);
    open.activity.stop();
    if (context.json) await writeProfileFailure(context, open, opened);
    if (opened.type === 'lost') return await open.showLost(opened.lost);
    if (!context.json) complain(context, troubleWords(context, object ?? usualProfile, opened));
    return opened.isRefusal ? exitCode.refused : exitCode.fault;
  });
}

async function readRows(
  context: Context,
  open: OpenMeter,
  profile: Profile,
  { wanted, wholeBuffer }: RowsChosen,
  options: ProfileOptions,
): Promise<ExitCode> {
  const { shape } = profile;
  const writer = await writerFor(context, open, shape, options);
  const notes: ProfileNote[] = [];
  try {
    const end = await readProfileRows(open.access, profile, {
      wanted,
      wholeBuffer,
      onRows: (rows, came) => writer.rows(rows, came),
      onNote: (note) => {
        notes.push(note);
        if (!context.json) tell(context, open, noteText(note, context.lang));
      },
    });
    open.activity.stop();
    await writer.end(end, notes);
    return await conclude(context, open, shape, end);
  } catch (error) {
    open.activity.stop();
    if (context.signal.aborted && context.signal.reason !== 'EPIPE') {
      await writer.interrupted(notes);
      if (!context.json) tell(context, open, profileWords[context.lang].ends.interrupted(writer.count));
    }
    throw error;
  }
}

/** What the end means for people and for the shell; the document has it already. */
async function conclude(context: Context, open: OpenMeter, shape: ProfileShape, end: ProfileEnd): Promise<ExitCode> {
  if (end.type === 'done') return exitCode.ok;
  const words: ProfileWords = profileWords[context.lang];
  if (end.type === 'lost') {
    const exit = await open.showLost(end.lost);
    if (end.rows > 0 && !context.json) tell(context, open, words.ends.soFar(end.rows));
    return exit;
  }
  if (end.type === 'impossible') {
    const { entriesUnknown, noSelection, rangeRefused } = words.ends;
    const table = { 'entries-unknown': entriesUnknown, 'no-selection': noSelection, 'range-refused': rangeRefused };
    if (!context.json) complain(context, table[end.why]);
    return exitCode.refused;
  }
  if (!context.json) {
    complain(context, troubleWords(context, profileName(shape), end));
    if (end.rows > 0) tell(context, open, words.ends.soFar(end.rows));
  }
  return end.isRefusal ? exitCode.refused : exitCode.fault;
}

async function writerFor(
  context: Context,
  open: OpenMeter,
  shape: ProfileShape,
  options: ProfileOptions,
): Promise<ProfileWriter> {
  const words: ProfileWords = profileWords[context.lang];
  const columns = options.columns === undefined ? null : columnsOf(shape, options.columns.split(','), words);
  const form = options.csv === true ? 'csv' : context.json ? 'json' : options.plot === undefined ? 'table' : 'plot';
  const plotted = form === 'plot' ? plotColumn(shape, options.plot ?? true, words) : null;
  return await profileWriter(context, open, shape, { form, columns, plotted, meter: meterLabel(open) });
}

/** The number of the column to draw: the one named, else the first quantity. */
function plotColumn(shape: ProfileShape, named: string | true, words: ProfileWords): number {
  const { columns } = shape;
  if (named === true) {
    const first = columns.findIndex(isQuantity);
    if (first < 0) throw usageError(words.usage.notNumeric(columnLabels(columns, words).join(', ')));
    return first;
  }
  const found = columnsOf(shape, [named], words);
  const index = found.find((one) => columns[one]?.classId !== 8) ?? found[0] ?? 0;
  if (columns[index]?.classId === 8) throw usageError(words.usage.notNumeric(named));
  return index;
}

function columnsOf({ columns }: ProfileShape, typed: readonly string[], words: ProfileWords): readonly number[] {
  const chosen = chooseColumns(columns, typed);
  if (!('unknown' in chosen)) return chosen;
  throw usageError(words.usage.columnUnknown(chosen.unknown, columnLabels(columns, words).join(', ')));
}

/** @throws UsageError where two forms of output are asked for */
function checkForm({ json }: Context, { csv, plot, columns }: ProfileOptions, words: ProfileWords): void {
  const asked = [
    ...(json ? ['--json'] : []),
    ...(csv === true ? ['--csv'] : []),
    ...(plot === undefined ? [] : ['--plot']),
  ];
  const [one, other] = asked;
  if (one !== undefined && other !== undefined) throw usageError(words.usage.conflict(one, other));
  if (plot !== undefined && columns !== undefined) throw usageError(words.usage.conflict('--plot', '--columns'));
}

/** The logical name as twelve digits. @throws UsageError where it is no object, or none of class 7 */
function profileObject(context: Context, typed: string, words: ProfileWords): string {
  const { logicalName, classId, usualClassId, member } = wantedObject(context, typed);
  if (member !== null) throw usageError(words.usage.memberGiven(typed));
  const known = classId ?? usualClassId;
  if (known !== null && known !== profileClass) throw usageError(words.usage.noProfile(typed, known));
  return logicalName;
}

function troubleWords({ lang }: Context, name: string, { error, isRefusal }: { error: string; isRefusal: boolean }) {
  const { refused, unreadable } = profileWords[lang].ends;
  const said = errorText(error, objectWords[lang]);
  return isRefusal ? refused(name, said) : unreadable(name, said);
}

function complain({ err }: Context, { message, hint }: Complaint): void {
  err.write(`${hang('meter: ', message, err.columns)}\n${hang('', hint, err.columns)}\n`);
}

/** A sentence beside the rows; what is being waited for makes room for it. */
function tell({ err }: Context, { activity }: OpenMeter, sentence: string): void {
  activity.stop();
  err.write(`${hang('', sentence, err.columns)}\n`);
}
