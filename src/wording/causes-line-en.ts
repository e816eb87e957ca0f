/** Causes in English words: the line and what talks on it. */
import type { CauseWords } from './cause-words.ts';

export const causesLineEn = {
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
} as const satisfies Record<string, CauseWords>;
