import type { FollowWords } from './follow.ts';

const example = 'For example: 30s, 5m, 2h, or a number of seconds.';

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

export const followEn: FollowWords = {
  options: {
    every: 'seconds from one poll to the next (10)',
    register: 'object to poll; repeat the option for several (the usual ones that the meter has)',
    via: 'meter or collector; left to itself: the log of a collector that runs, else the meter',
    for: 'end after this time: 30s, 5m, 2h',
    count: 'end after so many polls or attempts, or lines of the log',
    inactivity: 'after how much silence the meter lets a link go, in seconds (180)',
  },
  usage: {
    everyWrong: (text) => ({
      message: `"${text}" is no interval for --every.`,
      hint: 'Give seconds from 0.2 to 100: a meter lets a link go that is silent for longer.',
    }),
    everyTooLong: (every, inactivity) => ({
      message: `With a poll every ${every} s the meter lets the link go in between (after ${inactivity} s).`,
      hint: 'Give a shorter --every, or the right --inactivity.',
    }),
    viaWrong: (text) => ({
      message: `"${text}" is no way to follow a meter.`,
      hint: 'Choose --via meter or --via collector.',
    }),
    forWrong: (text) => ({ message: `"${text}" is no duration.`, hint: example }),
    countWrong: (text) => ({ message: `"${text}" is no count.`, hint: 'Give a whole number from 1 to 999999999.' }),
    inactivityWrong: (text) => ({
      message: `"${text}" is no inactivity time-out.`,
      hint: 'Give seconds from 1 to 3600; most meters have 120 or 180.',
    }),
    noCollector: (meter) => ({
      message: `No collector is known for "${meter}", so there is no log to follow.`,
      hint: 'Leave --via collector away, or say how the collector is steered: meter edit … --collector',
    }),
  },
  ways: { meter: 'the meter itself', collector: 'the log of its collector' },
  reasons: {
    asked: 'as you asked',
    running: 'its collector runs and holds the line',
    paused: 'its collecting is paused',
    stopped: 'its collector does not run',
    none: 'it has no collector',
    unasked: 'its collector cannot be asked',
  },
  every: (seconds) => `every ${seconds} s`,
  client: (client, credential) => `client ${client} (${credential})`,
  collectorRuns:
    'The collector of this meter runs: a gateway that takes one client at a time will say that it is busy.',
  givenUp: 'This is not tried again: repeated logins with a password can lock a meter.',
  event: {
    connected: (took) => `session open after ${took}`,
    verdict: (to) => `verdict ${to}`,
    verdictAfter: (from, to, lasted) => `verdict ${to}; ${from} before, for ${lasted}`,
    reconnect: {
      growing: (seconds) => `trying again in ${seconds} s`,
      inactivity: (seconds) =>
        `trying again in ${seconds} s: a link may still be open in the meter, and every question would keep it open`,
    },
    paused: (by) => `the collecting of this meter is paused, ${by}`,
    resumed: 'the collecting of this meter is no longer paused',
    registry: {
      removed: 'this meter is no longer in the registry; going on with what was known of it',
      unreadable: 'the settings cannot be read now; going on with what was known of this meter',
      collector: 'another collector is registered for this meter now',
    },
    latency: (median, slowest) => `answers ${median}, the slowest ${slowest}`,
    nothingReadable: 'none of the usual objects can be read by this client',
  },
  view: {
    opening: 'opening a session',
    waiting: 'waiting for another run of this tool to let the line go',
    polls: (polls) => `polls ${polls}`,
    answered: (percent) => `answered ${percent}`,
    latency: (now, median, max) => `latency ${now} (median ${median}, longest ${max})`,
    since: (time, lasted) => `since ${time}, ${lasted}`,
    changes: 'Changes of verdict',
    more: (lines) => `… ${lines} more lines; make the terminal higher`,
    stop: 'Ctrl-C ends',
    inLog: { rate: 'success rate in the log', latency: 'latency in the log' },
    logLines: (count) => `lines ${count}`,
  },
  summary: {
    meter: (duration, polls, answered, percent) =>
      `Followed for ${duration}: asked ${times(polls)}, answered ${times(answered)} (${percent}).`,
    latency: (median, max) => `Latency: median ${median}, longest ${max}.`,
    reconnects: (count) => `Sessions opened again: ${count}.`,
    log: (duration, lines) =>
      `Followed the log of the collector for ${duration}: ${lines} ${lines === 1 ? 'line' : 'lines'}.`,
    verdict: (verdict) => `Last verdict: ${verdict}.`,
  },
};
