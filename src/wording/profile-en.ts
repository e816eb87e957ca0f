/** The words of `meter profile` in English. */
import type { ProfileWords } from './profile.ts';

export const profileEn: ProfileWords = {
  head: {
    title: (profile, meter) => `Profile ${profile} of ${meter}`,
    period: (every) => (every === null ? 'a row when something happens' : `a row every ${every}`),
    entries: (inUse, of) => (of === null ? `${inUse} rows in the meter` : `${inUse} of ${of} rows in the meter`),
    orders: {
      fifo: 'oldest first',
      lifo: 'newest first',
      largest: 'sorted by the largest value',
      smallest: 'sorted by the smallest value',
      'nearest-to-zero': 'sorted by nearness to zero',
      'farthest-from-zero': 'sorted by distance from zero',
    },
    columnsUnknown: (error) => `The meter does not say what its columns are (${error}): they are numbered.`,
    column: (number) => `column ${number}`,
  },
  foot: {
    rows: (count) => (count === 1 ? '1 row.' : `${count} rows.`),
    noRows: 'The meter gave no rows for this selection.',
    noRowsHint: (inUse) => `It holds ${inUse} rows: see the last ones with --last-entries 10, or another range.`,
    derived: '* The meter left this time out: it is the time before it and one capture period.',
    invalid: '! The clock was invalid by its own status when this row was captured.',
    doubtful: '? The clock was doubtful by its own status when this row was captured.',
    leftOut: (columns) =>
      `Left out for want of width: ${columns}. To see them: --columns, --csv, --json, or a wider terminal.`,
    unscaled: (columns) => `No scaler could be read for ${columns}: these are the numbers as the meter keeps them.`,
    otherLength: (rows) =>
      rows === 1
        ? '1 row has another number of values than the profile has columns; which value belongs to which column is not known.'
        : `${rows} rows have another number of values than the profile has columns; which value belongs to which column is not known.`,
  },
  otherLength: (cells, columns) =>
    cells === 1 ? `1 value instead of ${columns}:` : `${cells} values instead of ${columns}:`,
  notes: {
    clockUnknown: (why) => `The meter does not give its time (${why}): the range counts from the time of this host.`,
    otherForm: (why, form) =>
      form === 'unspecified'
        ? `The meter refused the range with its deviation from UTC in it (${why}); without it, it answers.`
        : `The meter refused the range without a deviation from UTC in it (${why}); with it, it answers.`,
    rangeRefused: (why) => `The meter refuses ranges of time, with and without a deviation from UTC (${why}).`,
    noClock: 'No column of this profile is a clock: the meter cannot select by time.',
    byEntries: (from, to) =>
      `Asked for rows ${from} to ${to} by number instead, counted from the capture period; rows outside the range are left out. Where the meter captured more often than that, the first rows of the range may be missing.`,
    sortedOutHere: 'The whole buffer is read; rows outside the range are left out here.',
    order: (order) => `The meter keeps this profile ${order}.`,
  },
  ends: {
    refused: (profile, error) => ({
      message: `The meter does not give profile ${profile}: ${error}.`,
      hint: 'Ask as another client (--credential, --client), or see what there is: meter browse.',
    }),
    unreadable: (profile, error) => ({
      message: `The answer for profile ${profile} cannot be read: ${error}.`,
      hint: 'Run it again with -vv to see each byte, or with --trace FILE to keep them.',
    }),
    entriesUnknown: {
      message: 'The meter does not say how many rows it has, so the last ones have no number to ask for.',
      hint: 'Give their numbers (--entries 1..100), a range of time (--last 24h), or --all.',
    },
    noSelection: {
      message: 'The meter does not offer selective access to this client: it can only give the whole profile.',
      hint: 'Read all of it, however long that takes: --all. With --last or --from, rows outside are then left out here.',
    },
    rangeRefused: {
      message: 'The rows of that time cannot be asked for.',
      hint: 'Ask by number (--entries 1..100 or --last-entries 10), or read everything: --all.',
    },
    soFar: (rows) => (rows === 1 ? '1 row came before that.' : `${rows} rows came before that.`),
    interrupted: (rows) => `Interrupted after ${rows === 1 ? '1 row' : `${rows} rows`}.`,
  },
  plot: {
    title: (column, unit) => (unit === '' ? column : `${column}, ${unit}`),
    summary: (count, minimum, maximum) => `${count} values, from ${minimum} to ${maximum}.`,
    nothing: (column) => `There is no number to draw in ${column}.`,
  },
  usage: {
    lastWrong: (text) => ({
      message: `--last "${text}" is no span of time.`,
      hint: 'Write it as 90m, 24h, 7d or 2w.',
    }),
    timeWrong: (option, text) => ({
      message: `${option} "${text}" is no date or time.`,
      hint: 'Write it as 2026-11-24, 2026-11-24T14:30 (as the meter’s clock shows it), or 2026-11-24T14:30+01:00.',
    }),
    fromAfterTo: { message: '--from lies after --to.', hint: 'Swap them.' },
    entriesWrong: (text) => ({
      message: `--entries "${text}" is no range of rows.`,
      hint: 'Write it as 1..100 or 7; rows count from 1, the oldest.',
    }),
    lastEntriesWrong: (text) => ({
      message: `--last-entries "${text}" is no number of rows.`,
      hint: 'Give a whole number from 1 on, e.g. --last-entries 10.',
    }),
    conflict: (one, other) => ({ message: `${one} and ${other} exclude each other.`, hint: 'Choose one of them.' }),
    columnUnknown: (text, known) => ({
      message: `This profile has no column "${text}".`,
      hint: `Its columns: ${known}.`,
    }),
    notNumeric: (column) => ({
      message: `Column ${column} cannot be drawn: it is no quantity.`,
      hint: 'Name another one: --plot energy.',
    }),
    noProfile: (typed, classId) => ({
      message: `"${typed}" is no profile: it has class ${classId}, profiles have class 7.`,
      hint: `Read it with: meter read METER ${typed}`,
    }),
    memberGiven: (typed) => ({
      message: `"${typed}" names an attribute; a profile is read as a whole.`,
      hint: 'Name the object alone: 1-0:99.1.0, or profile.',
    }),
  },
  activity: {
    opening: 'reading what the profile is made of',
    rows: (rows, of, rate) =>
      `reading rows, ${of === null ? rows : `${rows} of ${of}`}${rate === null ? '' : `, ${rate} a second`}`,
  },
  options: {
    last: 'rows of the last 90m, 24h, 7d, 2w, by the meter’s clock (24h)',
    from: 'rows from this time on: 2026-11-24, 2026-11-24T14:30, with an offset or as the meter’s clock shows it',
    to: 'rows up to this time; a date alone includes that day',
    entries: 'rows by number, 1 is the first: 1..100',
    lastEntries: 'the last so many rows',
    all: 'read the whole profile, without asking the meter to select',
    columns: 'only these columns: names, OBIS codes or numbers, with commas between',
    csv: 'comma-separated values (RFC 4180)',
    plot: 'draw a column; the first quantity unless named',
  },
};
