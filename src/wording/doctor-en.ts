/** The words of `meter doctor` in English. */
import type { DoctorWords } from './doctor.ts';

export const doctorEn: DoctorWords = {
  names: {
    settings: 'settings',
    setAside: 'set aside',
    node: 'Node',
    programs: 'programs',
    systemd: 'systemd',
    collectors: 'collectors',
    clock: 'clock',
    locks: 'locks',
    ports: 'ports',
    terminal: 'terminal',
    history: 'history',
  },
  fix: 'Fix',
  allRight: 'All right.',
  problems: (count) => (count === 1 ? '1 problem found.' : `${count} problems found.`),
  settings: {
    none: (path) => `No file yet at ${path}; the first \`meter add\` makes it.`,
    read: (path, meters, mode) => `${path}: ${meters} ${meters === 1 ? 'meter' : 'meters'}, mode ${mode}.`,
    newer: (path, schema) => `${path} was written by a newer version (schema ${schema}).`,
    damaged: (path, why) => `${path} cannot be read: ${why}.`,
    failed: (path, code, system) => `${path}: ${code} (${system}).`,
    readable: (path, mode) => `${path} has mode ${mode}: others can read or change what is kept there.`,
    fixNewer: 'Update this tool, or name another folder with --config-dir.',
    fixDamaged: 'Mend the file in an editor. The next command that reads it sets it aside under a name that says so.',
    fixFailed: (path) => `See that ${path} is a file that you may read, in a folder that you may write to.`,
    fixMode: (path, mode) => `chmod ${mode} ${path}`,
  },
  setAside: {
    none: 'No damaged settings lie about.',
    found: (paths) => `Damaged settings that were set aside: ${paths}.`,
    fix: 'Take from them what you need, then remove them; they may hold secrets.',
  },
  node: {
    fits: (version) => `${version}.`,
    old: (version, least) => `${version} is older than ${least}.`,
    fix: (least) => `Install Node ${least} or newer.`,
  },
  programs: {
    all: (names) => `${names} are there.`,
    missing: (names) => `Missing: ${names}.`,
    lost: {
      systemctl: 'without systemctl a collector that is a unit of systemd cannot be paused',
      journalctl: 'without journalctl its log cannot be read',
      ping: 'without ping a test says less about the network',
      ss: 'without ss it is harder to tell who holds a port on this host',
    },
    fix: (packages) => `Install ${packages} (names as in Debian).`,
  },
  systemd: {
    runs: 'systemd runs this host, and its journal is there.',
    noJournal: 'systemd runs this host, but its journal does not: logs cannot be read.',
    absent: 'systemd does not run this host; no meter needs it.',
    needed: (meters) => `systemd does not run this host, but the collector of ${meters} is a unit of it.`,
    fixNeeded: 'Run this tool on the host of the collector, or register it otherwise: meter edit --collector.',
    fixJournal: 'systemctl status systemd-journald',
  },
  collectors: {
    none: 'No meter has one registered.',
    state: (meter, state) => `${meter}: ${state}.`,
    failed: (meter, code, detail) => `${meter}: does not say (${code}${detail === '' ? '' : `, ${detail}`}).`,
    pausedButRuns: (meter) => `${meter} is marked as paused, but its collector runs.`,
    stopped: (meter) => `${meter}: stopped, and nobody marked it as paused. Nobody reads this meter.`,
    states: {
      running: 'running',
      starting: 'starting',
      stopping: 'stopping',
      stopped: 'stopped',
      failed: 'failed',
      paused: 'paused',
      unknown: 'runs, or not: it does not say',
    },
    fixStatus: (meter) => `meter status ${meter}`,
    fixResume: (meter) => `meter resume ${meter}`,
  },
  clock: {
    plausible: (now) => `${now}.`,
    wrongYear: (now) => `This host says that it is ${now}.`,
    jumped: (seconds) => `The clock jumped by ${seconds} s while this command ran.`,
    behindHistory: (newest) =>
      `The newest record of the history is of ${newest}: the clock was ahead then, or is behind now.`,
    synchronized: 'Synchronized over the network.',
    notSynchronized:
      'Not synchronized over the network: a drift of a meter’s clock cannot be told from one of this host’s.',
    fix: 'Set the clock, and have it synchronized: timedatectl set-ntp true',
  },
  locks: {
    none: 'None are held.',
    held: (path, pid, command) => `${path} is held by process ${pid} (${command}), which runs.`,
    stale: (path, more) => `${path}${more === 0 ? '' : ` and ${more} more`}: of runs that ended without removing them.`,
    unreadable: (path) => `${path} cannot be read.`,
    fixStale: 'Nothing needs to be done: the next run that wants it takes it over.',
  },
  ports: {
    noMeters: 'No meters are registered.',
    free: (count) =>
      count === 1
        ? 'Nothing on this host is connected to the one endpoint.'
        : `Nothing on this host is connected to any of the ${count} endpoints.`,
    held: (meter, endpoint, by) => `${meter} (${endpoint}) is held by ${by}.`,
    holder: ({ pid, name, unit }) => {
      const who = pid === null ? 'a process that this user may not see' : `process ${pid} (${name ?? '?'})`;
      return unit === null ? who : `${who} of ${unit}`;
    },
    byName: (count) =>
      `${count} ${count === 1 ? 'endpoint is given by name and was' : 'endpoints are given by name and were'} not looked up.`,
    unknown: (why) => `Who holds which port cannot be told: ${why}.`,
    why: { 'no-ss': 'neither ss nor /proc tells', platform: 'this works on Linux only' },
    fixHeld: (meter) => `If that is the collector: meter pause ${meter}`,
  },
  terminal: {
    utf8: 'UTF-8',
    other: (locale) => `the locale ${locale} is not UTF-8: frames of tables and bars may look wrong`,
    width: (columns) => `${columns} columns`,
    noTerminal: 'output goes to no terminal',
    colours: ['no colours', '16 colours', '256 colours', '16 million colours'],
    narrow: 'tables are readable from 80 columns on',
    fixLocale: 'export LC_ALL=C.UTF-8',
    fixNarrow: 'Make the window wider.',
  },
  history: {
    none: (folder) => `Nothing kept yet in ${folder}.`,
    kept: (folder, records, files, size) =>
      `${folder}: ${records} ${records === 1 ? 'record' : 'records'} in ${files} ${files === 1 ? 'file' : 'files'}, ${size}.`,
    damaged: (path, lines) => `${path}: ${lines} damaged ${lines === 1 ? 'line' : 'lines'}, passed over.`,
    unreadable: (path) => `${path} cannot be read.`,
    notWritable: (folder) => `${folder} cannot be written to: results are not kept.`,
    open: (folder, mode) => `${folder} has mode ${mode}: others can read or change it.`,
    fixDamaged: 'Nothing needs to be done; records before and after them are whole.',
    fixWritable: (folder) => `chmod 700 ${folder}`,
  },
};
