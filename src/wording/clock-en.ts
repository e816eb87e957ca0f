/** The words of `meter clock` in English. */
import type { ClockWords } from './clock.ts';

export const clockEn: ClockWords = {
  title: (meter) => `Clock of ${meter}`,
  labels: {
    meter: 'meter',
    host: 'this host',
    drift: 'drift',
    deviation: 'deviation',
    status: 'status',
    daylightSaving: 'daylight saving',
    base: 'clock base',
    octets: 'octets',
  },
  ahead: (drift) => `${drift}: the meter is ahead of this host`,
  behind: (drift) => `${drift}: the meter is behind this host`,
  level: (uncertainty) => `none that could be told: less than ${uncertainty}`,
  driftUnknown: 'cannot be told: the meter leaves its date or time open',
  byLocalTime:
    'The meter does not say its deviation from UTC: it was compared by local time, as if it stood in the time zone of this host.',
  measure: (roundTrip, uncertainty) =>
    `The answer took ${roundTrip}: what is behind ± (${uncertainty}) is half of that, and half of the digits the meter does not show. This host’s clock is the measure here; nobody proved it right.`,
  deviation: (minutes, offset) => `${minutes} min (local time is UTC${offset})`,
  noDeviation: 'not specified',
  noStatus: 'not specified',
  statusSound: 'nothing to report',
  status: {
    invalid: 'INVALID: the meter itself says that this time is wrong',
    doubtful: 'DOUBTFUL: the meter itself says that this time may be wrong',
    'different-base': 'running on another clock base than set',
    'invalid-status': 'the status itself is invalid',
    dst: 'daylight saving is on',
  },
  daylightEnabled: 'enabled',
  daylightDisabled: 'disabled',
  daylightShift: (minutes) => `${minutes} min`,
  daylightFrom: (begins) => `from ${begins}`,
  daylightTo: (ends) => `to ${ends}`,
  bases: {
    0: 'not defined',
    1: 'internal crystal',
    2: 'mains frequency, 50 Hz',
    3: 'mains frequency, 60 Hz',
    4: 'GPS',
    5: 'radio controlled',
  },
  remarks: {
    'one-hour':
      'Nearly a whole hour: that is what a wrong daylight saving, or the time of another zone, looks like. It is not proven.',
    'sign-swapped':
      'Were the deviation counted the other way round, from UTC to local time, hardly any drift would be left: some makers count so.',
    'local-called-utc':
      'The meter says that its time is UTC; were it local time of this host’s zone, hardly any drift would be left.',
  },
  defects: (codes) => `The octets are no sound date and time: ${codes}.`,
  refused: (meter, error) => `${meter} does not give its clock: ${error}.`,
  refusedHint: 'Ask as another client: --credential, --client.',
  unreadable: (meter, error) => `The answer of ${meter} holds no date and time that can be read: ${error}.`,
  unreadableHint: 'Run it again with -vv to see each byte.',
  beyond: (limit) => `The drift is beyond ${limit} s, whatever the uncertainty.`,
  undecided: (limit) => `The limit of ${limit} s lies within the uncertainty: nobody can tell from this answer.`,
  driftNeeded: (limit) => `Whether the drift is beyond ${limit} s cannot be told.`,
  maxDriftWrong: (text) => ({
    message: `--max-drift "${text}" is no time in seconds.`,
    hint: 'Give seconds between 0 and 31536000, e.g. --max-drift 30.',
  }),
  options: { maxDrift: 'exit with 1 where the clock is further off than this, in seconds' },
};
