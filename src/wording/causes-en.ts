/**
 * Every cause in English words: the short form a terminal prints under a verdict. The long form is
 * `docs/verdicts/<code>.md`. Written so that no sentence says more than the evidence of its code allows.
 */
export interface CauseWords {
  /** A headline without a full stop, short enough for one table cell. */
  readonly title: string;
  /** What it means to the person at the meter. */
  readonly means: string;
  /** The same cause as a hypothesis that is only likely, or was not tested. */
  readonly possible: string;
  /** The experiment that would prove or exclude it. */
  readonly proof: string;
  /** Concrete steps, in the order to take them. */
  readonly remedy: readonly string[];
}

export const causesEn = {
  ok: {
    title: 'The meter talks, to the depth that was asked',
    means:
      'The meter answers in valid frames, for the credential sets and as deep as the table shows. What was not asked is not covered.',
    possible: 'The meter may be in order; nothing that was asked speaks against it.',
    proof: '`meter test` with a greater depth asks the layers that this test left out.',
    remedy: [
      'If the collector still gets no reading, compare its server address, client SAP and secret with those of this test.',
      'Make sure the collector runs again.',
    ],
  },
  'self.busy': {
    title: 'Another run of this tool holds the line',
    means:
      'A second `meter` on this host already talks to the same endpoint. Nothing was sent; the meter was not asked.',
    possible: 'Another run of this tool may hold the line.',
    proof: 'Ending the other run and repeating the test decides it.',
    remedy: [
      'Wait until the other run has ended, or end it with Ctrl-C in its own window; it closes its link by itself.',
      'Repeat the test.',
    ],
  },
  'tcp.refused': {
    title: 'Nobody accepts connections on this port',
    means:
      'The connection was refused at once: the address is in use, but nothing serves this port now. The meter was not asked.',
    possible: 'The gateway may refuse the connection, because its service is down or because its only place is taken.',
    proof:
      'A timed connect to the same port, repeated after the collector is stopped, tells a dead service from a taken place.',
    remedy: [
      'Check the port number in the registry against the one set in the gateway.',
      'Start the service of the gateway, or restart the gateway.',
      'Stop the collector and repeat: some gateways refuse a second client in this way.',
    ],
  },
  'tcp.unreachable': {
    title: 'No route to the gateway',
    means:
      'The network reported that it cannot reach the gateway: the gateway is off, or the way to it is broken. The meter was not asked.',
    possible: 'The route to the gateway may be missing: tunnel, VPN, SIM or cable.',
    proof: 'A ping and a connect to a neighbour in the same network show where the path ends.',
    remedy: [
      'Check the tunnel, VPN or mobile link that leads to the gateway.',
      'Check the power and the network cable of the gateway.',
      'Check the IP address in the registry.',
    ],
  },
  'tcp.timeout': {
    title: 'Nothing answers the connection attempt',
    means:
      'Neither acceptance nor refusal came back. The host is off, a filter drops the packets, or its queue is full. The meter was not asked.',
    possible: 'The gateway may be off, filtered, or out of free connections.',
    proof:
      'A ping, and a connect to another port of the same host, separate a dead host from a filtered or exhausted port.',
    remedy: [
      'Check whether the host answers a ping, where ping is allowed.',
      'Check the firewall and the tunnel for this port.',
      'Stop every client of this gateway, wait a minute, and repeat.',
      'Repeat with a longer `--connect-timeout` on a slow mobile link.',
    ],
  },
  'tcp.unknown-host': {
    title: 'The host name does not resolve',
    means: 'The name has no address on this computer. Nothing was sent to the network of the meter.',
    possible: 'The host name may be misspelt, or the name server may be out of reach.',
    proof: 'A name query, or a test with the IP address in place of the name, decides it.',
    remedy: [
      'Check the spelling of the name in the registry.',
      'Use the IP address in place of the name.',
      'Check the name server and the VPN of this computer.',
    ],
  },
  'gateway.busy': {
    title: 'The gateway already serves another client',
    means:
      'The gateway refused this connection because another client holds the port. The refusal comes from the gateway, not from the meter.',
    possible: 'The gateway may be busy with another client and keep this one waiting.',
    proof:
      'Stopping the other client (`meter pause` for the collector) and connecting again shows whether the port was the obstacle.',
    remedy: [
      'Stop the client that holds the port, most often the collector of this meter.',
      'Repeat the test; start the collector again afterwards.',
      'If nobody known holds it, wait up to 8 minutes, or close the connection in the gateway.',
    ],
  },
  'gateway.stale-client': {
    title: 'The gateway kept a client that had gone',
    means:
      'The port stayed busy although no known client held it, and then came free. A dead connection fits best; an unknown live client would look the same.',
    possible: 'The gateway may still hold the connection of a client that went away without closing.',
    proof:
      'The connection list of the gateway, or connects every 30 seconds for 8 minutes with every known client stopped, decides it.',
    remedy: [
      'Close the connection in the gateway, or restart its service.',
      'Shorten the TCP keep-alive or alive-check time of the gateway.',
      'Let clients close their connections, also when they are stopped.',
    ],
  },
  'gateway.device-error': {
    title: 'The gateway cannot open its serial port',
    means: 'The gateway lives and said in words that its serial device failed to open. The meter was not asked.',
    possible: 'The gateway may have lost its serial device.',
    proof: 'The text that the gateway sends at connect, and its own log, name the device and the error.',
    remedy: [
      'Check the USB or serial adapter of the gateway, and the device path in its configuration.',
      'Check whether another process on the gateway has locked the device.',
      'Restart the service of the gateway and read its log.',
    ],
  },
  'line.second-master': {
    title: 'Somebody else talks on the same line',
    means:
      'Frames arrived that belong to another client. Two masters on one line spoil each other, so silence proves nothing here.',
    possible: 'A second client may talk on the same line and disturb this one.',
    proof: 'Listening for a whole poll period without sending shows every client SAP in use on the line.',
    remedy: [
      'Find the other client and stop it; do not send DISC while it works.',
      'Limit the gateway to one client.',
      'Repeat the test on a quiet line.',
    ],
  },
  'gateway.inserts-bytes': {
    title: 'Extra bytes arrive around the frames',
    means:
      'Bytes that belong to no frame come along with the answers: a banner, a heartbeat, debug text or line ends. A strict client fails on them.',
    possible: 'The gateway may add its own bytes to the data of the meter.',
    proof: 'Listening before sending, and comparing the extra bytes of three answers, shows what is added and when.',
    remedy: [
      'Switch off the banner, registration packet, heartbeat or debug output in the gateway.',
      'Until then use a client that skips bytes up to a valid frame.',
    ],
  },
  'gateway.telnet': {
    title: 'The gateway treats the byte FF as a command',
    means:
      'The port speaks telnet. Frames without FF pass; a frame that contains FF, such as many an AARQ, arrives damaged and is ignored.',
    possible: 'A device on the path may eat or double the byte FF.',
    proof:
      'The same AARQ with maximum PDU size 04B0 and with FFFF, once each: if only the first is answered, FF is lost.',
    remedy: [
      'Set the port to raw TCP instead of telnet or RFC 2217.',
      'In ser2net use the accepter `tcp,PORT` without `telnet`.',
      'Until then propose a maximum PDU size without FF, for example 04B0.',
    ],
  },
  'gateway.flow-control': {
    title: 'The bytes 11 and 13 get lost on the way',
    means:
      'Frames come short, and putting the missing 11 or 13 back repairs their FCS. Software flow control (XON/XOFF) is active somewhere.',
    possible: 'Software flow control on the serial side may remove the bytes 11 and 13.',
    proof:
      'Restoring 11 or 13 in two or more short frames with a right HCS, and finding the FCS right each time, proves it.',
    remedy: [
      'Switch off XON/XOFF on the serial port of the gateway.',
      'Repeat the test and compare the frame lengths.',
    ],
  },
  'line.echo': {
    title: 'Our own bytes come back',
    means:
      'What was sent returned unchanged. The path works as far as the point that echoes; whether the meter heard it is not shown by the echo.',
    possible: 'The line may echo what is sent and hide the answer of the meter from a strict client.',
    proof: 'Two flag bytes (7E 7E) are no frame: if they come back as well, it is an echo; `meter probe` asks this.',
    remedy: [
      'Switch off the echo, or the receiver during sending, in the gateway or optical head.',
      'Use a client that removes its own echo.',
      'If nothing follows the echo, go on with address, serial settings and mode E.',
    ],
  },
  'line.serial-settings': {
    title: 'Bytes arrive that are no frame: check the speed',
    means:
      'Something answers, but not in valid frames. Wrong speed or parity is the usual reason; noise, swapped polarity and colliding senders look alike.',
    possible: 'The serial speed or parity of the gateway may not be that of the meter.',
    proof: 'Change speed and parity in the gateway and repeat: the first valid frame proves the right setting.',
    remedy: [
      'Compare speed, parity and data bits of the gateway with the data sheet of the meter.',
      'For direct HDLC on RS-485 try 9600 8N1 first.',
      'Check polarity (A and B), termination and the cable.',
    ],
  },
  'meter.mode-e': {
    title: 'The meter wants the IEC 62056-21 sign-on first',
    means:
      'The port answers the sign-on `/?!` with an identification. HDLC starts only after that sign-on and a change of speed.',
    possible: 'The meter may wait for the IEC 62056-21 sign-on before it listens to HDLC.',
    proof:
      'The sign-on `/?!` at the sign-on speed of the port, usually 300 7E1, is answered or not; `meter probe` asks it.',
    remedy: [
      'Use a port of the meter that speaks HDLC directly, usually RS-485.',
      'Or use a gateway that can switch speed and parity after the sign-on.',
      'Or set the port of the meter to direct HDLC with the tool of its maker.',
    ],
  },
  'meter.push-only': {
    title: 'The port sends by itself and answers nothing',
    means:
      'The meter sends frames nobody asked for and left our questions unanswered. This is how a customer port (P1 or HAN) behaves.',
    possible: 'The port may be a customer port that only sends.',
    proof:
      'Listening 30 seconds without sending shows the pushes; the questions of `meter probe` show whether any is answered.',
    remedy: [
      'Read this port by listening, not by asking.',
      'To ask questions, use another port of the meter: optical, RS-485 or its communication module.',
    ],
  },
  'meter.slow-wakeup': {
    title: 'The meter answers only the second or third question',
    means:
      'The same frame was first ignored and then answered. Meter, gateway or radio link needs a moment, or loses the first frame.',
    possible: 'The first frame may be lost while the meter or the line wakes up.',
    proof: 'The same SNRM at 0, 1 and 3 seconds, repeated after a rest: the same pattern twice excludes a chance loss.',
    remedy: [
      'Let the collector repeat its first frame after 1 and 3 seconds.',
      'Let the collector wait a second between the connect and the first frame.',
    ],
  },
  'address.length': {
    title: 'The meter uses another address length',
    means:
      'The configured server address stays without an answer; with another number of bytes it is answered. A meter discards a wrong length in silence.',
    possible: 'The meter may use a server address of 1, 2 or 4 bytes, other than the configured length.',
    proof:
      'A bare SNRM with each address length decides it: `meter probe`, or `meter test <meter> --server 1`, `1/1` and `1/1:4`.',
    remedy: [
      'Repeat both questions once to confirm.',
      'Store the address that answered with `meter edit`.',
      'Set the same address in the collector.',
    ],
  },
  'address.value': {
    title: 'The meter has another server address',
    means:
      'The configured server address stays without an answer; another value is answered. On a shared line it may be another meter: compare the serial number.',
    possible: 'The meter may have another server address: 1, 16, 17, or the last four digits of its serial number.',
    proof:
      'A bare SNRM to the likely values decides it: `meter probe`, or `meter test <meter> --server 1/17` and `1/NNNN:4` by hand.',
    remedy: [
      'Compare the serial number of the meter that answered with the one on the nameplate.',
      'Store the address that answered with `meter edit`.',
      'Set the same address in the collector.',
    ],
  },
  'framing.wrapper': {
    title: 'The meter speaks the wrapper, not HDLC',
    means: 'HDLC frames stayed without an answer; a wrapper APDU was answered on the same port.',
    possible: 'The meter may expect the wrapper of IEC 62056-47 instead of HDLC.',
    proof: 'A wrapper AARQ on a fresh connection decides it: `meter test wrapper://HOST:PORT`.',
    remedy: [
      'Set the transport of this meter to wrapper with `meter edit`.',
      'Set the same transport in the collector.',
    ],
  },
  'framing.hdlc': {
    title: 'The meter speaks HDLC, not the wrapper',
    means: 'Wrapper APDUs stayed without an answer; an HDLC frame was answered on the same port.',
    possible: 'The meter may expect HDLC frames instead of the wrapper.',
    proof: 'A bare SNRM on a fresh connection decides it: `meter probe`, or `meter test hdlc://HOST:PORT`.',
    remedy: [
      'Set the transport of this meter to HDLC with `meter edit`, and its server address.',
      'Set the same transport in the collector.',
    ],
  },
  'link.stale': {
    title: 'A link of an earlier client was still open',
    means:
      'The meter confirmed a DISC with UA: a link for this client SAP was open before we came. Some meters ignore a new SNRM meanwhile.',
    possible: 'The link of an earlier client may still be open and block a new one.',
    proof:
      'DISC first, on a line without another master: UA means a link was open, DM means none was, silence decides nothing.',
    remedy: [
      'Repeat the test now: the DISC has closed the link.',
      'If it stays mute, stop the collector and keep the line silent for the inactivity time-out (180 s where unknown).',
      'Let the collector close its link with DISC before it ends.',
    ],
  },
  'link.refused': {
    title: 'The meter refuses the link (DM)',
    means:
      'DM is a valid frame of the meter. Line, speed and server address are right; the meter will not open a link now, or not with these parameters.',
    possible: 'The meter may refuse the link while another client uses it.',
    proof:
      'A bare SNRM, and the same from another client SAP, tell refused parameters from a refused client; `meter probe` asks both.',
    remedy: [
      'Repeat with a bare SNRM, without parameters.',
      'Try the public client: `meter test <meter> --client 16`.',
      'Stop the collector, wait for the inactivity time-out, and ask once.',
    ],
  },
  'link.sequence': {
    title: 'Sequence numbers are out of step (FRMR)',
    means:
      'The meter protests against the numbering or content of a frame. Address, line and speed are right; the link must be opened anew.',
    possible: 'Client and meter may have lost step in their frame numbers.',
    proof:
      'The information field of the FRMR names the rejected control byte and the counters of the meter; `meter decode` explains it.',
    remedy: [
      'Send SNRM again: after FRMR nothing else is accepted.',
      'Let the client reset its counters at each SNRM.',
      'Let the client ask with RR after a time-out instead of repeating the I frame.',
    ],
  },
  'link.negotiation': {
    title: 'The meter takes one form of SNRM and not another',
    means:
      'One form of the negotiation parameters is answered with UA and another is not. The meter is alive and its address is right.',
    possible: 'The meter may dislike the negotiation parameters, or their absence, in the SNRM.',
    proof: 'SNRM bare, with 1-byte lengths and with 2-byte lengths, each twice: `meter probe` asks all three.',
    remedy: [
      'Set the form that was answered in the collector.',
      'Check the parameter group: length 12 goes with 1-byte sizes, 14 with 2-byte sizes.',
      'Keep to the sizes that the UA grants; use window size 1.',
    ],
  },
  'reply.late': {
    title: 'The answer comes after the time-out',
    means: 'The meter answers, but later than the client waits, or in pieces with long gaps. It is slow, not mute.',
    possible: 'The answer may come later than the time-out allows.',
    proof:
      'Keep listening 10 seconds after one single question, without sending again: `meter test <meter> --timeout 15`.',
    remedy: [
      'Raise the time-out of the collector well above the slowest answer measured.',
      'Do not repeat the question before the time-out has run out.',
      'Look for the slow part: mobile link, tunnel, or serial speed.',
    ],
  },
  'transfer.segmentation': {
    title: 'Short answers work, long ones do not',
    means:
      'A short object is read and a long one breaks off. Segments or blocks are lost, or not asked for, on one side.',
    possible: 'Long answers may break off although short ones pass.',
    proof:
      'One short and one long object read in the same association, with every frame recorded, show where it stops.',
    remedy: [
      'Check that the client acknowledges each segment with RR.',
      'Lower the maximum information field length to 128 and the window size to 1.',
      'Read less at once: fewer entries, or a shorter range.',
    ],
  },
  'client.wrong': {
    title: 'The meter does not serve this client SAP',
    means:
      'The meter is there: it answers on this server address. For this client SAP it opens no association, or not even a link.',
    possible: 'The meter may not know the configured client SAP.',
    proof:
      'The same question from other client SAPs (16, 1, 32, 48, 17, 100) decides it: `meter probe`, or `meter test <meter> --client 16`.',
    remedy: [
      'Use the client SAP that belongs to the secret; ask the owner of the meter for the pair.',
      'Store it with `meter edit`, and set it in the collector.',
    ],
  },
  'login.secret': {
    title: 'The meter rejected the authentication',
    means:
      'The meter itself reports authentication-failure. The secret, its encoding, or its pairing with the client SAP is wrong; the frame does not say which.',
    possible: 'The secret may be wrong for this client SAP.',
    proof:
      'Only the diagnostic of the meter in the AARE proves it; one attempt a run is made, because more could lock the meter.',
    remedy: [
      'Do not try further secrets one after the other: the meter may lock.',
      'Get the secret and its client SAP from the owner of the meter.',
      'Check the encoding: text 11111111 is the bytes 31 31 31 31 31 31 31 31.',
    ],
  },
  'login.locked': {
    title: 'The meter may be locked after failed logins',
    means:
      'A secret that was right is still refused after failed attempts. Many meters then refuse every secret for a while; each attempt may extend it.',
    possible: 'The meter may refuse logins for a time after failed attempts.',
    proof:
      'No attempt during the lock-out time of the maker, then one with the right secret: acceptance proves the lock-out.',
    remedy: [
      'Stop every client that logs in, the collector included.',
      'Wait for the lock-out time that the maker states: from a minute to hours.',
      'Then try the right secret once.',
    ],
  },
  'login.context': {
    title: 'The meter refuses the application context',
    means:
      'The meter refuses what the AARQ proposes: application context, conformance or PDU size. The secret is not the point of this answer.',
    possible: 'The meter may want another application context, conformance or PDU size.',
    proof:
      'The diagnostic or initiate error of the meter names the part; a public AARQ with each context (LN, SN, ciphered) confirms it.',
    remedy: [
      'Set the context that the meter wants: logical names (LN) or short names (SN), plain or ciphered.',
      'Propose a PDU size of 04B0 and a smaller conformance block.',
    ],
  },
  'login.mechanism': {
    title: 'The meter wants another authentication level',
    means:
      'The meter reports that the authentication mechanism is missing or unknown to it. The secret was not judged.',
    possible: 'The meter may want another authentication level: none, LLS or one of HLS.',
    proof:
      'The diagnostic of the meter in the AARE: 11 mechanism not recognised, 12 required, 14 authentication required.',
    remedy: [
      'Set the authentication level of this client SAP: none, LLS or HLS.',
      'Ask the owner of the meter which level belongs to this client SAP.',
    ],
  },
  'security.key': {
    title: 'The meter cannot decipher what we send',
    means:
      'The meter reports a deciphering error. A key, the system title or the security suite does not match; the frame does not say which.',
    possible: 'A key or the system title may not match that of the meter.',
    proof: 'A deciphering error sent by the meter proves it; a recorded AARE can be checked offline against the keys.',
    remedy: [
      'Check encryption key, authentication key and system title against those of the owner.',
      'Check the security suite and the client SAP the keys belong to.',
      'Do not try keys by guessing.',
    ],
  },
  'security.counter': {
    title: 'The invocation counter is too low',
    means: 'The meter has already seen a higher invocation counter from this client and refuses an older one.',
    possible: 'The invocation counter of this client may be behind that of the meter.',
    proof:
      'The exception response of the meter carries the counter it expects; the public client can read the counter object.',
    remedy: [
      'Set the counter of the client to the value that the meter expects.',
      'Keep one counter per key: two clients with the same key must share it.',
      'Let the client store its counter before it sends.',
    ],
  },
  'frame.malformed': {
    title: 'The frame was wrong before it was sent',
    means:
      'The bytes given by hand carry an error. A meter may discard such a frame in silence, so a time-out after it says nothing about the meter.',
    possible: 'The frame in use may be malformed.',
    proof: '`meter decode` recomputes the length, HCS and FCS and shows the bytes that would be right.',
    remedy: [
      'Take the corrected bytes from `meter decode` and send those.',
      'Correct the program or table the frame came from.',
      'Drop every conclusion that was drawn from the wrong frame.',
    ],
  },
  'meter.deaf': {
    title: 'The meter does not answer a proven question',
    means:
      'These settings worked before, or every other known cause was excluded by an experiment. The fault is at the meter or on the wire to it.',
    possible: 'The meter, or the wire to it, may have failed.',
    proof:
      'A person at the meter checks display, supply and wiring; an answer after the guided reset of `meter recover` shows that the reset helped.',
    remedy: [
      'Have somebody look at the display, the supply and the RS-485 terminals.',
      'Stop the collector, keep the line silent for 180 seconds, then ask once.',
      'Only then reset: power off, wait 60 seconds, power on, wait 3 minutes, repeat the test.',
    ],
  },
  'link.silent': {
    title: 'No answer, and the reason is not proven yet',
    means:
      'The port opened and a valid question stayed without an answer. Silence has many causes; those not excluded are listed, likeliest first.',
    possible: 'The meter may be silent for a reason that was not tested.',
    proof:
      '`meter probe` asks address length and value, client SAPs, negotiation forms, wrapper, mode E and echo, one by one.',
    remedy: [
      'Try the other address lengths: `meter test <meter> --server 1`, then `1/1`, then `1/1:4`.',
      'Try the usual values: `--server 1/17`, and the last four digits of the serial number as `1/NNNN:4`.',
      'Check speed and parity in the gateway: 9600 8N1 is usual on RS-485.',
      'Do not reset the meter on this evidence.',
    ],
  },
  inconclusive: {
    title: 'The evidence fits no known pattern',
    means: 'Bytes came back, but no rule explains them without guessing. No cause is named.',
    possible: 'The reason may be one that this tool does not know.',
    proof: 'A second test with `--trace FILE` shows whether the same bytes come again.',
    remedy: [
      'Repeat the test once with `--trace FILE`.',
      'Look at the bytes with `meter decode FILE`.',
      'Send the file to the makers of this tool, after a look for secrets.',
    ],
  },
} as const satisfies Record<string, CauseWords>;
