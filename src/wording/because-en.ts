/** Why a verdict may name a cause, in English: one sentence for each rule, and for each reason why a cause is left. */
export const becauseEn: Readonly<Record<string, string>> = {
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
  'answer-after-time-out':
    'valid answers to our questions came after the reply time-out, twice or more, and none of them in time.',
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
  'given-bytes-are-wrong':
    'the bytes that were given do not keep to the rules of a frame; a meter may discard them in silence, or answer all the same.',
  'refused-while-held-here':
    'a process of this host is connected to that very port, and gateways with one place refuse the next client while it is taken.',
  'gateway-says-busy-later':
    'the gateway says so in plain text, but we had been connected shortly before: our own last connection may be the one it means.',
  'came-free-by-itself':
    'the port was busy, no process of this host is known to hold it, and it came free while we asked again. A client elsewhere that just left looks the same.',
  'stays-busy': 'the port was asked several times over half a minute or more, and did not come free.',
  'lock-answers-alike':
    'a meter that is locked after failed logins refuses the right secret with the same bytes; nothing in this run tells the two apart.',
  'meter-cannot-decipher':
    'the meter answers with a deciphering error: it seems to want this client SAP ciphered, with its own keys.',
  'meter-names-counter':
    'the meter answers with an invocation-counter error: it counts ciphered requests of this client SAP, and sees an old number.',
  'ffff-unanswered':
    'the same AARQ was answered without FF FF in it, and not with it. Asking twice each would prove it.',
  'long-answer-damaged':
    'a short reading came whole, and the frames of a long one arrive damaged: the longer the data, the more 11 and 13 are in it.',
  'long-one-dies': 'a short reading worked as the same client, and a long one did not come.',
  'answers-only-by-serial-number':
    'a meter answers at the address that the serial number leads to; the configured one, asked again right after that in the same way, stayed silent.',
  'answers-only-at-other-value':
    'a meter answers at another address, and the configured one, asked again right after that in the same way, stayed silent. Another meter on the same line would answer so too: the serial number tells.',
  'answers-at-other-value':
    'a meter answers at another address than the configured one. It may be another meter on the same line; and the configured address was not asked once more to compare.',
  'answers-at-other-value-unclear':
    'a meter answers at another address than the configured one. The configured one was asked again, and what came, or came late, does not tell the two apart beyond doubt.',
  'answers-at-other-value-in-other-length':
    'the other address that is answered has another number of bytes as well; which of the two the meter minds was not told apart.',
  'answers-in-other-length-unclear':
    'an address in another number of bytes is answered. The configured one was asked again, and what came, or came late, does not tell the two apart beyond doubt.',
  'answers-only-in-other-length':
    'the same address in another number of bytes is answered; in the configured one, asked again right after that in the same way, it stayed silent.',
  'answers-in-other-length':
    'an address in another number of bytes is answered. The configured one again, in the same way and in silence, would prove it.',
  'answers-in-wrapper': 'a valid AARE came in the wrapper on the same port, and no question in HDLC was answered.',
  'something-in-wrapper':
    'something answered in the wrapper on the same port; the same port was heard in HDLC too, or no whole AARE came.',
  'answers-in-hdlc':
    'a valid HDLC frame from the address asked answered our SNRM on the same port, and nothing answered in the wrapper.',
  'something-in-hdlc':
    'a valid HDLC frame came on the same port; it was from another address, or others talk there too.',
  'identified-on-sign-on':
    'the sign-on of IEC 62056-21 was answered with an identification, and no SNRM to any of the usual addresses was answered.',
  'sign-on-answered-too':
    'the sign-on of IEC 62056-21 was answered with an identification; whether HDLC is answered at another address was not settled. Another meter on the same line would answer it too.',
  'sign-on-answered-in-garbage':
    'the sign-on brought bytes that are no text, and HDLC silence: an identification at another speed or parity looks like that.',
  'sign-on-answered-in-garbage-too':
    'something answered the sign-on in bytes that are neither frame nor text, as a wrong speed or parity makes them.',
  'only-other-client-opens':
    'a link opens for another client SAP; the configured one, asked again right after that, stayed silent, to SNRM and to DISC.',
  'other-client-opens':
    'a link opens for another client SAP. A link that an earlier session of the configured client left open would look the same.',
  'forms-told-apart': 'one form of the SNRM opened a link twice; another one never did, asked before and after.',
  'another-form-opens':
    'another form of the SNRM opened a link, where the first one had not. Both forms once more in turn would prove it.',
  'configured-address-answers-now':
    'the configured address answers now, after silence: the meter was waking up, or an old link has ended meanwhile.',
  'disc-answered-snrm-not':
    'the meter answered a DISC of this client at this address, and left its SNRM unanswered in the forms that were asked.',
  'awake-by-the-disc':
    'the DISC was the last of several questions: a meter that wakes up slowly may have slept through those before it.',
  'answers-after-quiet':
    'after a long silence on the line the same question was answered: an earlier link was left to die, or every retry had kept it alive.',
  'snrm-refused-or-its-parameters':
    'FRMR to an SNRM can be about its parameters, or their absence; the three forms, asked in turn, tell.',
  'late-once-then-in-time':
    'the first answer came late and all later ones in time: a gateway that lets a second client wait passes its question on when the first has left.',
  'answer-after-time-out-once':
    'a valid answer came after the reply time-out, once, or within a time-out so short that a busy host misses it by itself. Late again, with a time-out of 2 s or more, would prove it.',
  'frames-to-another-client':
    'valid frames arrived that are for another client: a conversation of others, or the rest of one that has ended.',
  'own-bytes-come-back-once':
    'what was sent came back once, byte for byte. Another master may have sent the same; an echo brings every question back.',
  'flow-octets-repair-frames':
    'a frame came short by just as many octets as 11 or 13, put back, make its check values right: flow control takes these two out.',
  'answered-and-stopped':
    'the meter answered, and then stopped: its own link was open, and from then on neither a DISC nor any SNRM brought an answer. A line that broke meanwhile looks the same.',
  'disc-answered-late-snrm-not':
    'one DM came just after the wait for the DISC was over: the meter seems to answer DISC, and left the SNRM before it unanswered. A meter that wakes up slowly looks the same.',
  'disc-confirmed-late':
    'one UA came just after the wait for the DISC was over: it may confirm that a link of an earlier client was open.',
  'some-frames-damaged':
    'some frames of the meter come whole, so speed and parity are right, and others arrive damaged: flow control takes 11 and 13 out of those that have them.',
  'everything-else-excluded': 'every other cause of silence that this tool knows was excluded by an experiment.',
  'long-one-dies-with-ff':
    'a long object did not come, and FF stands in the question as in the answer that was due: a device that eats FF does that too.',
  'left-address.length': 'the address was not asked in its other numbers of bytes.',
  'left-address.length-in-part': 'not every length that can hold this address was asked, or not beyond doubt.',
  'left-address.value': 'no other address was asked.',
  'left-address.value-in-part': 'the usual addresses were asked; the meter may have any other one.',
  'left-client.wrong': 'no other client SAP was asked at this depth.',
  'left-client.wrong-in-part': 'the usual client SAPs were asked; the meter may know others only.',
  'left-link.negotiation': 'not every form of the SNRM was asked.',
  'left-meter.slow-wakeup': 'the question was not repeated long enough to wake a slow meter.',
  'left-link.stale':
    'an old link ends only after silence of the inactivity time-out (often 180 s), which was not kept.',
  'left-line.serial-settings':
    'over raw TCP the speed and parity of the gateway cannot be changed from here: somebody must compare them.',
  'left-framing.wrapper': 'nothing was asked in the wrapper.',
  'left-framing.wrapper-in-part': 'an AARQ in the wrapper was asked, and its silence is not beyond doubt.',
  'left-framing.hdlc': 'nothing was asked in HDLC.',
  'left-meter.mode-e': 'no sign-on was asked.',
  'left-meter.mode-e-in-part':
    'the sign-on went out at the speed of the gateway; a meter that listens at 300 7E1 does not hear it.',
  'left-gateway.busy':
    'a gateway that lets a second client wait in silence looks like this; only stopping every other client tells.',
  'left-meter.push-only': 'the line was not listened to for a minute.',
  'left-meter.push-only-in-part':
    'the line was listened to for some seconds; pushes may come every minute, or every hour.',
  'left-meter.deaf':
    'a defect shows itself only when everything else is ruled out, or where these settings worked before.',
  'left-login.context': 'no other application context, conformance or PDU size was asked.',
  'left-reply.late': 'nobody waited longer than the reply time-out.',
  'left-gateway.telnet': 'the same question without FF in it was not asked.',
  'left-gateway.flow-control': 'no answer came whose length could be compared.',
  'left-transfer.segmentation': 'no long and short object were asked side by side.',
  'given-bytes-are-no-frame':
    'the bytes that were given are no single HDLC frame: whoever waits for one discards them. They may be meant for another protocol.',
};
