/** The words of `meter test` in English. */
import type { TestWords } from './test.ts';

export const testEn: TestWords = {
  headings: {
    verdict: 'Verdict',
    because: 'because',
    proven: 'Proven',
    notProven: 'Not proven',
    notTested: 'Not tested',
    left: 'Still possible, likeliest first',
    also: 'Also noticed',
    excluded: 'Excluded by this test',
    next: 'Next',
    more: 'more',
  },
  columns: {
    check: 'check',
    outcome: 'outcome',
    details: 'details',
    credential: 'credential',
    client: 'client',
    server: 'server',
    reply: 'reply',
  },
  checks: {
    'own.lock': 'our own runs',
    'host.holder': 'this host',
    'net.ping': 'ping',
    'tcp.connect': 'TCP connect',
    'line.listen': 'listening first',
    'link.open': 'link',
    'link.again': 'link, asked again',
    'link.with-parameters': 'link, with parameters',
    'link.found-address': 'link, address found',
    'link.close': 'closing',
    'link.disc': 'DISC after silence',
    'link.after-disc': 'link, after DISC',
    'link.control': 'link, public again',
    'association.open': 'login',
    'association.control': 'login, public again',
    'association.close': 'release',
    'object.read': 'reading',
    'gateway.second': 'second connection',
  },
  denies: {
    title: 'The meter talks, and denies this client the reading',
    means:
      'Line, link and login are in order. What was asked for is not this client’s to read: the meter said so itself, in its own code.',
  },
  grades: { proven: 'proven', likely: 'likely', untested: 'not tested' },
  outcomes: {
    UA: 'link open',
    DM: 'refused',
    FRMR: 'protest',
    BUSY: 'refusal by the gateway',
    TEXT: 'plain text',
    ECHO: 'our own bytes came back',
    GARBLED: 'bytes that are no valid frame',
    FOREIGN: 'a frame for or from somebody else',
    TIMEOUT: 'silence',
    CLOSED: 'closed on us',
    RESET: 'reset on us',
    REFUSED: 'connection refused',
    UNREACHABLE: 'no route',
    'CONNECT-TIMEOUT': 'no answer to the connect',
    'UNKNOWN-HOST': 'name does not resolve',
    SELF: 'another run of this tool holds the line',
    'NOT-TRIED': 'not tried',
    OK: 'yes',
    LOSS: 'with losses',
    QUIET: 'nothing came',
    TELNET: 'telnet negotiation',
    NONE: 'no connection from here',
    HELD: 'a local process is connected',
    FREE: 'none',
    'LOGIN-OK': 'let in',
    'LOGIN-REJECTED': 'not let in',
    'READ-OK': 'let in, and reads',
    'READ-DENIED': 'let in, reading denied',
  },
  details: {
    series: '{ok} of {all}, {ms} ms',
    failedSeries: '{ok} of {all} ({system})',
    questions: '{count} questions, {ms} ms',
    question: '1 question, {ms} ms',
    afterQuestion: 'after question {number}',
    withParameters: 'only with parameters',
    late: 'after the time-out',
    text: '"{text}"',
    closedAfter: 'after {ms} ms',
    bytes: '{count} bytes',
    from: 'from {server}',
    held: '{name} (pid {pid})',
    why: '{why}',
    negotiated: 'information {size}, window {window}',
    protest: 'rejects {rejected}: {reasons}',
    defects: '{defects}',
    frames: '{type} {from} → {to}',
    closed: 'closed again: {answer}',
    login: 'login {ms} ms',
    loginSaid: 'login: {said}',
    loginMet: 'login: {outcome}',
    secretSent: 'a secret of {octets} octets was sent, once',
    shortNames: 'short names: not read by this version',
    'login-no-secret': 'no login without a secret',
    'login-depth': 'no login: the test was to go as deep as the link',
    'login-rejected-before': 'no login: the meter rejected the authentication of this client SAP already',
    'login-echo-damaged': 'no login: the line echoes, and damages what comes back',
    clock: 'clock',
    'logical-device-name': 'logical device name',
    denied: '{object}: {said}',
    readMet: 'reading: {outcome}',
    brokeOff: 'broke off after {octets} octets, {segments} segments',
    inStep: 'in step with this host',
    ahead: '{amount} ahead of this host',
    behind: '{amount} behind this host',
    released: 'release: {answer}',
    inUse: 'this client SAP is in use by another master',
    lineGone: 'the line was lost and did not open again ({outcome})',
  },
  statements: {
    'host-pings': 'The host answers ping: {received} of {sent}, {ms} ms.',
    'port-accepts': 'The port accepts TCP connections: {times} of {times}, {ms} ms.',
    'port-accepts-sometimes': 'The port accepts some TCP connections: {connected} of {times}.',
    'host-refuses': 'The host, or a firewall before it, refused the connection within {ms} ms.',
    'held-by-process': 'A process of this host is connected to the port: {process}, pid {pid}.',
    'held-on-this-host':
      'A process of this host is connected to the port; which one, the system does not tell this user.',
    'own-run': 'Another run of this tool holds the line: pid {pid}, {command}.',
    'settings-worked':
      'These settings worked before: client {client} last had a link at {at} ({successes} of {attempts} earlier questions).',
    'settings-never-worked':
      'That these settings are right for client {client}: they never had a link here. Earlier attempts: {attempts}.',
    'gateway-speaks': 'The gateway spoke, not the meter: "{text}" is a text of {device}.',
    'text-came': 'Plain text came over the line: "{text}".',
    'gateway-lives': 'The gateway lives and counts its clients: a second connection got "{text}" while ours was open.',
    'gateway-counts': 'The gateway counts its clients: a second connection got {outcome} while ours was open.',
    'first-thrown-out': 'A second connection throws out the first: this gateway serves the newest client.',
    'path-to-line-works': 'The path as far as the point that echoes works: our own bytes came back.',
    'frames-of-others': 'Frames of others are on the line: {type} from {from} to {to}.',
    'link-opens': 'Server {server} opens a link for client {client} ({credential}) within {ms} ms.',
    'protest-without-address': 'Something at the other end protests with {outcome}, in a frame without addresses.',
    'meter-answers':
      'Server {server} answers client {client} ({credential}) with {outcome} within {ms} ms: wiring, speed and address are right.',
    'answers-from-elsewhere': 'A question to server {asked} was answered by server {server} within {ms} ms.',
    'answers-disc':
      'The meter answers a DISC of client {client} ({credential}) with {outcome}: line, speed and address are right.',
    'let-in':
      'The meter lets client {client} ({credential}) in, without a secret, within {ms} ms: context {context}, PDU size {pdu}.',
    'let-in-with-secret':
      'The meter lets client {client} ({credential}) in, with its secret of {octets} octets, within {ms} ms: context {context}, PDU size {pdu}.',
    'says-of-login': 'The meter answers the login of client {client} ({credential}) with {result}, {diagnostic}.',
    'errs-on-login': 'The meter answers the login of client {client} ({credential}) with an error: {error}.',
    'secret-sent-once':
      'A secret of {octets} octets was sent as client {client} ({credential}), once; this run does not send it again.',
    reads: 'Client {client} ({credential}) reads {object} within {ms} ms: {value}.',
    denies: 'The meter denies {object} to client {client} ({credential}): {result}.',
    'address-right': 'That the server address {server} and its number of bytes are right: no answer ever came to it.',
    'client-known': 'That the meter knows these client SAPs.',
    'serial-side': 'That the serial side of the gateway (speed, parity, wiring) is right.',
    'meter-defect': 'That the meter is locked up, or needs a reset: silence alone does not show it.',
    'meter-state': 'How the meter is: no question has reached it.',
    'ping-unavailable': 'Ping ({why}).',
    'holder-unknown': 'Which local process holds the port ({why}).',
    'links-not-asked': 'The link, the login and the readings: the line could not be used.',
    'login-without-link': 'Login and readings: they need an open link first.',
    'as-deep-as-link': 'Login and readings: this test was to go as deep as the link.',
    'as-deep-as-login': 'Readings: this test was to go as deep as the login.',
    'no-secret': 'Login and reading as client {client} ({credential}): the set has no secret.',
    'rejected-before':
      'Login as client {client} ({credential}): the meter rejected the authentication of this client SAP already, and a second attempt could lock it.',
    'echo-damaged':
      'Login as client {client} ({credential}): the line brings our own bytes back and damages them, so a secret could not be kept out of what is shown.',
    'short-names': 'Reading as client {client} ({credential}): this version does not read by short names.',
    'reading-without-login': 'Readings: they need a login first.',
  },
  because: {
    'worked-before':
      'the same endpoint, server address, client SAP and form of frame had a link before; this time the line is open, and nothing comes. A cut wire, a changed gateway or another meter would be as silent.',
    'own-run-holds-line': 'the lock of that run names its process, and the process lives.',
    'name-does-not-resolve': 'the name service has no address for this name.',
    'host-cannot-connect':
      'this host could not even try to connect to that address; the system’s own reason stands beside the check.',
    'name-service-silent': 'the name service did not answer, so nobody said that the name does not exist.',
    'other-answers-on-line':
      'answers arrived that nobody asked for here: late ones to a client that has left, or another master’s.',
    'connect-refused':
      'the connection was refused at once: nothing accepts connections there now, or a firewall refuses them.',
    'refused-while-held': 'some gateways refuse connections while another client holds the port.',
    'no-route': 'the network answered that it cannot reach this host.',
    'connect-unanswered':
      'neither an acceptance nor a refusal came within the time-out: host down, filtered, or a gateway that lets further clients wait.',
    'gateway-says-busy':
      'the gateway says so in plain text. The text is the gateway’s, not the meter’s: of the meter it says nothing.',
    'gateway-says-no-device': 'the gateway says in plain text that it cannot open its serial port.',
    'gateway-says-no': 'the gateway refuses in plain text, for a reason that is not another client.',
    'parameters-needed':
      'the bare SNRM got no UA, more than once; the same SNRM with a parameter block got one. Asking both forms in turn several times would prove it.',
    'answers-when-awake':
      'the first question met silence, a later one was answered, and asked again the meter answers at once. A single lost frame looks the same; seeing it twice would prove it.',
    'answer-after-time-out': 'a valid answer to our question came after the reply time-out.',
    'answer-from-another-address':
      'a valid answer to our client SAP came from another server address than the one asked.',
    'meter-says-disconnected':
      'DM is a valid frame addressed to us: wiring, speed and server address are right, and the meter declines the link.',
    'meter-protests': 'FRMR is a valid frame addressed to us: the meter is there and protests against a frame.',
    'other-frames-on-line': 'valid frames arrived that belong to a conversation of others.',
    'pushes-and-is-mute': 'unasked UI frames arrive, and no question was answered. A longer watch would prove it.',
    'sign-on-text': 'a mode E identification stands in the text, and HDLC got no answer.',
    'readout-unasked':
      'a data readout in plain text comes unasked, and HDLC got no answer: so do customer ports. A longer watch would prove it.',
    'banner-known': 'this text is known as the banner of a serial device server.',
    'text-instead-of-frames':
      'plain text that no table knows came, and no frame. A gateway’s banner, heartbeat or debug output would look like that; so would a device that speaks another protocol.',
    'telnet-commands':
      'telnet commands (FF …) came unasked: this port is in telnet mode, where the byte FF means more than itself.',
    'text-between-frames': 'plain text came over the line besides the meter’s valid frames.',
    'garbage-around-answer': 'bytes that are neither frame nor text came besides a valid answer.',
    'own-bytes-come-back': 'what came back is, byte for byte, what was sent.',
    'frames-arrive-damaged':
      'frames arrive with wrong check values: something answers, and the line damages it. Speed or parity would do that, noise too.',
    'bytes-are-no-frame':
      'something answers our question in bytes that are no frame, as a wrong speed or parity makes them.',
    'bytes-missing-in-frames':
      'a frame began right and stopped short: bytes get lost on the way, as flow control (0x11, 0x13) does it.',
    'closed-without-a-word':
      'the connection was accepted and closed before anything was asked; gateways with one client do that while another one holds the port.',
    'closed-device-lost': 'a gateway that loses, or cannot open, its serial port closes like that too.',
    'closed-on-question':
      'the line was closed on an HDLC question, with or without parameters; a port that speaks the wrapper does that.',
    'thrown-out': 'a gateway that serves the newest client throws the older one out like that.',
    'held-here-and-silent':
      'a process of this host is connected to the same port, and some gateways let a second client wait in silence.',
    'answer-after-time-out-or-disc':
      'a valid answer came when its question was no longer waited for; it may also be the answer to the DISC that followed.',
    'disc-found-link':
      'SNRM met silence more than once, a DISC was confirmed with UA, and the next SNRM opened the link. That a link of an earlier client was open fits best; one of ours, opened without our hearing of it, looks the same.',
    'disc-confirmed':
      'a DISC was confirmed with UA after the SNRM had met silence: the meter took a link for open. Some meters say UA to every DISC.',
    'meter-says-authentication-failure':
      'the meter itself says authentication-failure about the secret that was sent. Which of secret, encoding and client SAP is wrong it does not say.',
    'rejected-for-now': 'the meter calls its rejection transient: the same login may be accepted later.',
    'meter-names-mechanism':
      'the meter’s own diagnostic says that the authentication mechanism is unknown to it, or missing.',
    'meter-waits-for-hls':
      'the meter accepted so far and asks for more (authentication-required): it waits for the second half of an HLS authentication.',
    'authentication-failure-without-secret':
      'the meter says authentication-failure, though no secret was sent: it seems to want one for this client SAP.',
    'meter-names-context': 'the meter’s own diagnostic says that it does not support this application context.',
    'initiate-error': 'the meter’s own initiate error names what it does not take in the proposal.',
    'other-error-to-aarq': 'the meter answered the AARQ with an error that is about neither secret nor mechanism.',
    'answers-with-short-names':
      'the meter accepted, and its AARE says that it names its objects by short names (SN, VAA name FA00).',
    'possible-after-disc':
      'the meter said that no association is possible now; after a DISC it accepted the very same AARQ.',
    'not-possible-now':
      'the meter said that no association is possible now (exception 1, 1). Meters say that while an earlier client’s association is held, and it goes away by itself after a time.',
    'aarq-not-allowed': 'the meter answered the AARQ of this client SAP with an exception: it does not serve it so.',
    'rejected-without-reason':
      'the meter rejected the association of this client SAP and gave no reason that is about secret, mechanism or context.',
    'telnet-port-and-ff-unanswered':
      'the port negotiated telnet, where FF begins a command; a question with FF in it stayed without an answer, and one without it was answered.',
    'ff-unanswered':
      'a question with FF in it stayed without an answer, and those without it were answered. A device that eats FF does that; asking twice each would prove it.',
    'protest-too-long':
      'the meter’s FRMR says information-too-long about our I frame: it takes less than its own UA granted.',
    'protest-numbers': 'in the meter’s FRMR the number of the rejected I frame is another than the one it waits for.',
    'first-frame-rejected':
      'the meter confirmed the link and protests with FRMR against the first I frame, whose numbers are right.',
    'protest-in-conversation': 'the meter protests with FRMR against an I frame; of the numbers it says nothing more.',
    'answer-broke-off':
      'the answer began, in segments or blocks, and did not end. One short and one long object, asked twice each, would prove it.',
    'numbers-out-of-step': 'frames of the meter came with numbers that do not follow, and did not come back into step.',
    'one-client-served-another-not':
      'the meter let another client SAP in, on the same line within the same minute, and gave this one no answer.',
    'link-lost': 'the meter confirmed the link and then says DM: no link is open.',
    'closed-on-aarq': 'the line was closed on a wrapper question; a port that speaks HDLC may do that.',
    'answer-unreadable':
      'an answer came in sound frames, and its content is no APDU that answers the question, or cannot be read.',
    'left-login.locked': 'a lock after earlier failed logins gives the same bytes.',
    'one-client-opens-another-not':
      'the link opens for one client SAP and not for another, on the same line within the same minute.',
  },
  next: {
    'wait-for-own-run': 'Wait for that run to end, or stop it.',
    'check-service': 'Start the tunnel or serial device server that should listen there.',
    'check-port': 'Check the port number.',
    'check-route': 'Check route, VPN and gateway of this host.',
    'check-power-and-route': 'Check that the device has power and network.',
    'check-firewall': 'Ask whether a firewall drops connections to this port.',
    'check-name': 'Check the spelling of the host name, or use the address.',
    pause: 'Stop the other client of this port (usually the collecting service).',
    'test-again': 'Run `meter test` again.',
    'shorten-alive-check': 'Shorten the gateway’s alive check, and close connections properly.',
    'check-gateway-device': 'Look at the gateway: its serial port is missing, locked, or wrongly named.',
    'one-master': 'Let one master at a time use the line.',
    'switch-texts-off': 'Switch banner, heartbeat and debug output off in the gateway.',
    'raw-mode': 'Set the port to raw TCP (ser2net: `tcp`, not `telnet`).',
    'flow-control-off': 'Switch XON/XOFF flow control off at the gateway.',
    'echo-off': 'Switch the echo off: the adapter should not receive while it sends.',
    probe:
      'Ask other server addresses and lengths, e.g. `--server 1`, `--server 1/1`, `--server 1/17`, `--server 1/NNNN:4` with the last four digits of the serial number.',
    'check-serial': 'Compare the gateway’s serial settings with the meter’s: 9600 8N1 is usual on RS-485.',
    'sign-on': 'Use the optical head’s sign-on (IEC 62056-21), or a port that speaks HDLC directly.',
    'listen-only': 'Listen for a minute: this port may only push.',
    'repeat-question': 'Let the collector repeat its first question, or pause before it.',
    'keep-address': 'Use the address that answered: `meter edit … --server {found}`.',
    'try-wrapper': 'Ask over the wrapper (usual on TCP 4059): `meter test wrapper://host:port`.',
    'try-hdlc': 'Ask over HDLC: `meter test hdlc://host:port`.',
    'wait-inactivity': 'Leave the line silent for the inactivity time-out (often 180 s), then ask once.',
    'send-parameters': 'Let the collector send its SNRM with a parameter block.',
    'longer-timeout': 'Use a longer time-out: `--timeout 15`.',
    report: 'Keep the trace (`--trace FILE`) and send it.',
    'check-client': 'Compare the client SAP with the meter’s documents; 16 is the public client.',
    'check-secret':
      'Compare client SAP and secret with the owner’s list. Do not try secrets one after the other: the meter may lock.',
    'wait-lock': 'Wait until the lock is over; do not try again meanwhile.',
    'check-level': 'Compare the authentication level of this client SAP with the owner’s list: none, LLS or HLS.',
    'check-keys': 'Check keys and system title.',
    'read-counter': 'Read the invocation counter with the public client.',
    'mend-frame': 'Send the corrected frame.',
    recover: 'Only now: the guided reset.',
    'quiet-then-once':
      'Stop every client, leave the line silent for 180 s, and test once: each retry restarts the meter’s inactivity timer.',
  },
  phases: {
    connecting: 'connecting',
    listening: 'listening before speaking',
    asking: 'waiting for UA, client {client} ({credential})',
    'logging-in': 'waiting for AARE, client {client} ({credential})',
    reading: 'reading, client {client} ({credential})',
    'second-connection': 'trying a second connection',
    closing: 'closing the link',
    measuring: 'measuring the path',
    of: '{name}, {seconds} of {all} s',
  },
  page: 'docs/verdicts/{code}.md',
};
