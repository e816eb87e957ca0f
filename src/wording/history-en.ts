/** The words of `meter history` in English. */
import type { HistoryWords } from './history.ts';

export const historyEn: HistoryWords = {
  allMeters: 'All meters',
  since: (when) => `since ${when}`,
  empty: 'Nothing is kept of this yet.',
  emptySince: (when) => `Nothing is kept of this since ${when}.`,
  emptyHint: 'Every `meter test` leaves one record here; run one, and come back.',
  labels: {
    rate: 'success rate',
    firstSuccess: 'first success',
    lastSuccess: 'last success',
    silent: 'no answer since',
    settings: 'these settings',
  },
  rate: (percent, successes, attempts) => `${percent} (${successes} of ${attempts} ${attempts === 1 ? 'run' : 'runs'})`,
  noAttempts: 'no run reached the line',
  ownRuns: (count) => `not counted: ${count} that met another run of this tool`,
  never: 'never',
  ago: (when, duration) => `${when}, ${duration} ago`,
  silent: (when, attempts) => `${when} (${attempts} ${attempts === 1 ? 'run' : 'runs in a row'})`,
  client: (credential, client) => `${credential}, client ${client}`,
  worked: (who, last, successes, attempts) => `${who}: worked, last ${last} (${successes} of ${attempts})`,
  neverWorked: (who, attempts) => `${who}: never worked, in ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
  neverAsked: (who) => `${who}: never tried with these settings`,
  days: (from, to) => `Success rate by day, ${from} to ${to}`,
  legend: (none, failed) => `${failed} no success that day   ${none} no run that day`,
  columns: { when: 'When', meter: 'Meter', kind: 'Kind', verdict: 'Verdict', sets: 'Credential sets', took: 'Took' },
  kinds: { test: 'test', probe: 'probe', follow: 'follow', recover: 'recover' },
  damaged: (lines) =>
    `${lines} damaged ${lines === 1 ? 'line of the history was' : 'lines of the history were'} passed over; \`meter doctor\` says where.`,
  pruned: (files) => `Removed ${files} ${files === 1 ? 'file' : 'files'} of the history; each held one month.`,
  usage: {
    since: (text) => ({
      message: `--since "${text}" is no time.`,
      hint: 'Give a span such as 24h, 7d or 4w, or a local time such as 2026-11-24 or "2026-11-24 14:30".',
    }),
    number: (text) => ({
      message: `-n "${text}" is no number of records.`,
      hint: 'Give a whole number from 0 to 1000000.',
    }),
    prune: (text) => ({
      message: `--prune "${text}" is no number of days.`,
      hint: 'Give a whole number of days from 1 to 36500, e.g. --prune 400.',
    }),
    both: (one, other) => ({ message: `${one} and ${other} exclude each other.`, hint: 'Give one of them.' }),
  },
  options: {
    number: 'show this many records (10); with --csv: all',
    since: 'only what happened since then: 24h, 7d, 4w, 2026-11-24',
    csv: 'the records as comma-separated values',
    prune: 'remove records older than this many days, whole months at a time (by itself: 400)',
  },
};
