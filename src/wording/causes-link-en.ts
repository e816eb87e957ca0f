/** Causes in English words: address, framing, link and transfer. */
import type { CauseWords } from './cause-words.ts';

export const causesLinkEn = {
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
} as const satisfies Record<string, CauseWords>;
