/** Causes in English words: client, login, security, and what is left. */
import type { CauseWords } from './cause-words.ts';

export const causesLoginEn = {
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
    title: 'The secret is not right for this client SAP',
    means:
      'The meter itself reports authentication-failure. The secret, its encoding, or its pairing with the client SAP is wrong; the frame does not say which.',
    possible:
      'The meter itself says authentication-failure: the secret, its encoding, or its pairing with the client SAP may be wrong, or the meter is locked.',
    proof:
      'The pair of client SAP and secret from the owner, tried once after the lock-out time of the maker, decides it; one attempt a run is made, because more could lock the meter.',
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
