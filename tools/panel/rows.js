// What the panel asks: every scenario of the simulator, and combinations of them. What is true of a row stands in the
// scenarios (`causes`) and here, decided from the catalogue of causes and from how the simulator behaves, never from
// what the tool says of it.

/** The meter talks in spite of it with the settings that ask it: `ok` is true as well, where the cause is named too. */
const talks = new Set([
  'in-order',
  'greeting',
  'heartbeats',
  'line-ends',
  'registration',
  'telnet-port',
  'eaten-ff',
  'echoes',
  'second-master',
  'shared-port',
  'stale-client',
  'stale-client-silent',
  'starts-while-asked',
  'late-answers',
  'broken-answers',
  'late-readings',
  'slow-to-wake',
  'first-question-lost',
  'earlier-link',
  'earlier-association',
  'wants-parameters',
  'needs-two-octets',
  'wants-parameters-or-closes',
  'lost-segments',
  'no-long-answers',
  'endless-answers',
  'slipped-numbers',
  'answers-to-all',
]);

/**
 * It shows only in what nobody asks for unless told (a maximum PDU of FFFF, an answer of more than a frame), or it does
 * no harm: pieces that come within the time-out, a meter that has started meanwhile. `ok` needs no cause beside it.
 */
const unseen = new Set([
  'starts-while-asked',
  'needs-quiet=15000',
  'bare-only',
  'shared-flag',
  'eaten-ff',
  'lost-segments',
  'no-long-answers',
  'endless-answers',
  'broken-answers',
  'split=3',
]);

/** It shows only to whoever tries a password, which a probe never does: for a probe such a meter talks. */
const needsPassword = new Set(['wrong-password', 'locked-out']);

/** Mute to a test, with the time-out that is the default: what a person has to wait for. */
const mute = new Set(['deaf']);

/**
 * What may be named first where the codes of the scenario are not the only right ones: the question that would tell
 * is not asked by itself, or the bytes are the same for both.
 */
const alsoRight = {
  // Mute is all that can be shown of a meter that no question reaches.
  deaf: ['link.silent'],
  'dies-when-asked': ['link.silent'],
  // Whoever comes late enough finds it awake.
  'needs-quiet=15000': ['link.silent', 'reply.late', 'ok'],
  'starts-while-asked': ['link.silent', 'reply.late'],
  'wants-quiet': ['link.silent', 'meter.deaf'],
  'echo-alone': ['link.silent'],
  // Nobody listens: who holds the port is not to be seen from here.
  'port-taken-refuses': ['tcp.refused'],
  // Connected and silent: a gateway that lets a client wait is as mute as a meter.
  'port-taken-silent': ['link.silent'],
  'stale-client-silent': ['link.silent', 'reply.late'],
  // The other master's SNRM sets the numbers of our link back: out of step they are.
  'shared-port': ['link.sequence'],
  // The bytes of a lock are those of a wrong password.
  'locked-out': ['login.secret'],
  // A rejection, a DM or FRMR without a reason has more than one.
  rejected: ['login.mechanism', 'login.context'],
  'silent-to-all': ['link.silent'],
  'unknown-client': ['link.silent'],
  // FRMR to an I frame of a link that was just opened: counters or form.
  'rejected-information': ['link.sequence'],
  'forgotten-counters': ['link.negotiation'],
  'short-information': ['link.sequence'],
  // Garbage from an address that is not asked first: silence before it.
  'wrong-parity': ['link.silent'],
  // A port that pushes more seldom than anybody listens is silent.
  'push-only': ['link.silent'],
};

/** What a test cannot show by itself: the rungs that could are those of a probe. Open is honest there. */
const openToTest = new Set([
  'address.length',
  'address.value',
  'framing.wrapper',
  'framing.hdlc',
  'meter.mode-e',
  'meter.push-only',
  'meter.deaf',
  'link.stale',
  'link.negotiation',
  'client.wrong',
  'line.serial-settings',
]);

/** Scenarios and faults that are on together; `causes` where they are not those of the scenarios alone. */
const combinations = [
  { names: ['greeting', 'address-16'] },
  { names: ['greeting', 'deaf'] },
  { names: ['greeting', 'signs-on-first'] },
  { names: ['greeting', 'wrong-password'] },
  { names: ['greeting', 'push-only'] },
  { names: ['heartbeats', 'needs-two-bytes'] },
  { names: ['heartbeats', 'deaf'] },
  { names: ['heartbeats', 'hls-passes-due'] },
  { names: ['line-ends', 'late-answers'] },
  { names: ['line-ends', 'short-pdu'] },
  { names: ['registration', 'address-17'] },
  { names: ['registration', 'locked-out'] },
  { names: ['telnet-port', 'needs-four-bytes'] },
  { names: ['telnet-port', 'wrong-password'] },
  { names: ['telnet-port', 'deaf'] },
  { names: ['telnet-port', 'port-taken'] },
  { names: ['echoes', 'needs-one-byte'] },
  { names: ['echoes', 'address-16'] },
  { names: ['echoes', 'slow-to-wake'] },
  { names: ['echoes', 'earlier-link'] },
  { names: ['echoes', 'signs-on-first'] },
  { names: ['echoes', 'speaks-wrapper'] },
  { names: ['echoes', 'wrong-password'] },
  { names: ['echoes', 'wants-parameters'] },
  { names: ['echoes', 'unknown-client'] },
  { names: ['echoes', 'wrong-speed'] },
  { names: ['second-master', 'address-16'] },
  { names: ['second-master', 'wrong-password'] },
  { names: ['second-master', 'always-dm'] },
  { names: ['second-master', 'deaf'] },
  { names: ['late-answers', 'address-16'] },
  { names: ['late-answers', 'greeting'] },
  { names: ['slow-to-wake', 'wrong-password'] },
  { names: ['slow-to-wake', 'greeting'] },
  { names: ['earlier-link', 'wrong-password'] },
  { names: ['earlier-link', 'greeting'] },
  { names: ['wants-parameters', 'wrong-password'] },
  { names: ['needs-two-octets', 'greeting'] },
  { names: ['needs-one-octet', 'registration'] },
  { names: ['stale-client', 'address-16'] },
  { names: ['stale-client', 'earlier-link'] },
  // Behind a port that is taken nothing can be known of the meter.
  { names: ['port-taken', 'deaf'], causes: ['gateway.busy', 'meter.deaf'] },
  { names: ['port-taken', 'wrong-password'] },
  { names: ['unknown-client', 'greeting'] },
  { names: ['only-client-32', 'telnet-port'] },
  { names: ['flow-control', 'greeting'] },
  { names: ['broken-answers', 'echoes'] },
  { names: ['wrong-speed', 'greeting'] },
  { names: ['lost-segments', 'echoes'] },
  { names: ['speaks-hdlc', 'greeting'] },
  { names: ['no-serial-port', 'greeting'] },
  // Meters that are silent to DISC where no link is open: only an SNRM finds them.
  { names: ['address-16', 'disc-silent'] },
  { names: ['needs-two-bytes', 'disc-silent'] },
  { names: ['physical-device', 'unknown-client-gets-dm'] },
  { names: ['earlier-link', 'disc-silent'] },
  { names: ['in-order', 'split=3', 'slow=5'], causes: ['ok', 'reply.late'] },
  // Two things at once that could be taken for a third.
  { names: ['second-master', 'needs-two-bytes'] },
  { names: ['second-master', 'unknown-client'] },
  { names: ['second-master', 'refused-context'] },
  { names: ['telnet-port', 'address-16'] },
  { names: ['telnet-port', 'short-pdu'] },
  { names: ['eaten-ff', 'address-16'] },
  { names: ['eaten-ff', 'wrong-password'] },
  { names: ['echoes', 'push-only'] },
  { names: ['echoes', 'always-dm'] },
  { names: ['echoes', 'always-frmr'] },
  { names: ['echoes', 'late-answers'] },
  { names: ['echoes', 'damaged-frames'] },
  { names: ['echoes', 'hls-passes-due'] },
  { names: ['echoes', 'needs-one-octet'] },
  { names: ['slow-to-wake', 'address-16'] },
  { names: ['slow-to-wake', 'needs-two-bytes'] },
  { names: ['slow-to-wake', 'earlier-link'] },
  { names: ['late-answers', 'needs-two-octets'] },
  { names: ['late-answers', 'needs-two-bytes'] },
  { names: ['wrong-parity', 'address-16'] },
  { names: ['thrown-out', 'address-16'] },
  { names: ['always-dm', 'greeting'] },
  { names: ['identifies-itself', 'greeting'] },
  { names: ['answers-to-all', 'slow-to-wake'] },
  { names: ['needs-quiet=15000'], causes: ['link.stale', 'meter.slow-wakeup'] },
  { names: ['wrong-hcs'], causes: ['line.serial-settings'] },
  // Oddities that keep nobody from reading: nothing may be made of them.
  { names: ['source-form'], causes: ['ok'] },
  { names: ['source-form', 'needs-two-bytes'] },
  { names: ['doubled-reply'], causes: ['ok'] },
  { names: ['command-llc'], causes: ['ok'] },
  { names: ['doubled-llc'], causes: ['ok'] },
  { names: ['left-over-bytes'], causes: ['ok'] },
  { names: ['no-user-information'], causes: ['ok'] },
  { names: ['bare-ae-lengths'], causes: ['ok'] },
  { names: ['one-byte-rlre'], causes: ['ok'] },
  { names: ['clock-wrong'], causes: ['ok'] },
  { names: ['read-denied'], causes: ['ok'] },
  { names: ['bare-only'], causes: ['ok', 'link.negotiation'] },
  { names: ['shared-flag'], causes: ['ok', 'line.second-master'] },
  // A slow line, as over a mobile network: within every time-out, so nothing of it is a cause.
  ...[
    'in-order',
    'needs-one-octet',
    'wants-parameters',
    'address-16',
    'needs-two-bytes',
    'serial-number',
    'earlier-link',
    'slow-to-wake',
    'unknown-client',
    'only-client-32',
    'signs-on-first',
    'speaks-wrapper',
    'always-dm',
    'echoes',
    'telnet-port',
    'wrong-password',
  ].map((name) => ({ names: [name, 'late=600'] })),
];

/** Reply time-outs in s of rows that need more than the rest: three questions have to be spread over their seconds. */
const patient = {
  test: { 'slow-to-wake': 5, 'first-question-lost': 5, deaf: 5 },
  probe: { 'slow-to-wake': 5, 'first-question-lost': 5 },
};

/**
 * Every row: what is on, what is true of it, and what may be named first by a test and by a probe.
 * @param scenarios as `meter simulate --list --json` has them
 */
export function panelRows(scenarios) {
  const alone = scenarios.map(({ name }) => ({ names: [name] }));
  return [...alone, ...combinations].map((row) => rowOf(row, scenarios));
}

function rowOf({ names, causes }, scenarios) {
  const known = names.flatMap((name) => scenarios.find((scenario) => scenario.name === name) ?? []);
  const told = causes ?? known.flatMap((scenario) => scenario.causes);
  const ill = told.filter((code) => code !== 'ok');
  const isTalking = known.every(({ name }) => talks.has(name));
  const truth = [...new Set(isTalking ? [...ill, 'ok'] : ill.length === 0 ? told : ill)];
  const also = names
    .flatMap((name) => alsoRight[name] ?? [])
    .filter((code) => isTalking || code !== 'ok' || names.length === 1);
  const first = [...new Set([...truth, ...also])];
  return {
    name: names.join(' + '),
    names,
    truth,
    firstOfProbe: firstOfProbe(first, known),
    firstOfTest: truth.some((code) => openToTest.has(code)) ? [...first, 'link.silent'] : first,
    /** Where `ok` stands first, one of these has to be named as well. */
    named: names.some((name) => unseen.has(name)) ? [] : [...ill, ...also],
    namedByProbe: names.some((name) => unseen.has(name) || needsPassword.has(name)) ? [] : [...ill, ...also],
    isMute: names.length === 1 && names.some((name) => mute.has(name)),
    asks: Object.assign({}, ...known.map(({ asks }) => asks)),
    timeoutS: { test: timeoutOf(names, 'test'), probe: timeoutOf(names, 'probe') },
  };
}

function firstOfProbe(first, known) {
  const rest = known.filter(({ name }) => !needsPassword.has(name));
  const isTalking = rest.length < known.length && rest.every(({ name }) => talks.has(name));
  return isTalking ? [...first, 'ok'] : first;
}

function timeoutOf(names, command) {
  return Math.max(1, ...names.map((name) => patient[command][name] ?? 0));
}
