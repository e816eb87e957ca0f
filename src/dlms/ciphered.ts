/**
 * The header of a ciphered APDU (Green Book 9.2.7): it stays readable when nothing else does.
 *
 *   C8 │ 1E │ 30 │ 01 23 45 67 │ ciphertext … │ tag of 12 octets      glo-, ded-: length, security control, counter
 *   DB │ 08 …title… │ 1E │ 30 │ …                                     general-glo, general-ded: the system title first
 *   DD │ transaction id, titles, date, other information, key information │ length │ 30 │ …      general-ciphering
 *
 * Security control: bits 0 to 3 suite, 4 authenticated, 5 encrypted, 6 broadcast key, 7 compressed.
 */
import type { Scan } from './scan.ts';

export interface CipheredApdu {
  readonly type: 'ciphered';
  /** The service that is ciphered, by its own tag: `glo-GET-Request`, `general-glo-ciphering` … */
  readonly service: string;
  readonly tag: number;
  /** Only in the general ones. */
  readonly systemTitle: Uint8Array | null;
  /** Octets, as the length field says. */
  readonly declared: number;
  readonly control: number;
  readonly suite: number;
  readonly authenticated: boolean;
  readonly encrypted: boolean;
  readonly broadcastKey: boolean;
  readonly compressed: boolean;
  readonly counter: number;
  /** Ciphertext, or plain text where it is only authenticated. */
  readonly text: Uint8Array;
  /** Twelve octets at the end of what is authenticated; null where there is none. */
  readonly authenticationTag: Uint8Array | null;
}

const general = { glo: 0xdb, ded: 0xdc, ciphering: 0xdd } as const;
const tagLength = 12;

/** Behind the tag. */
export function scanCiphered(scan: Scan, tag: number, service: string): CipheredApdu {
  let systemTitle: Uint8Array | null = null;
  if (tag === general.glo || tag === general.ded) systemTitle = scanTitle(scan);
  if (tag === general.ciphering) {
    // Transaction id, originator, recipient, date and time, other information: octet-strings, then the key, optional.
    scanTitle(scan);
    systemTitle = scanTitle(scan);
    for (let left = 3; left > 0 && !scan.failed; left--) scanTitle(scan);
    if (scan.octet('security.header', { 0: 'no-key', 1: 'key' }) !== 0) {
      const choice = scan.octet('security.header', { 0: 'identified-key', 1: 'wrapped-key', 2: 'agreed-key' });
      if (choice > 0) {
        if (choice === 1) scan.octet('security.header');
        for (let left = choice; left > 0 && !scan.failed; left--) scanTitle(scan);
      } else scan.octet('security.header', { 0: 'unicast', 1: 'broadcast' });
    }
  }
  const lengthAt = scan.at;
  const declared = scan.lengthField('apdu.length');
  const actual = scan.left;
  if (declared !== actual && !scan.failed) scan.note('length-wrong', lengthAt, scan.at, { declared, actual });
  const end = Math.min(scan.at + declared, scan.end);
  const control = scan.octet('security.control');
  const counter = scan.number('security.counter', 4);
  const authenticated = (control & 0x10) !== 0;
  const left = Math.max(0, end - scan.at);
  const text = scan.stretch('security.text', authenticated ? Math.max(0, left - tagLength) : left);
  const cut = authenticated && left < tagLength;
  if (cut) scan.fail('cut', scan.at, scan.end);
  const authenticationTag = authenticated && !cut ? scan.stretch('security.tag', tagLength) : null;
  return {
    type: 'ciphered',
    service,
    tag,
    systemTitle,
    declared,
    control,
    suite: control & 0x0f,
    authenticated,
    encrypted: (control & 0x20) !== 0,
    broadcastKey: (control & 0x40) !== 0,
    compressed: (control & 0x80) !== 0,
    counter,
    text,
    authenticationTag,
  };
}

function scanTitle(scan: Scan): Uint8Array {
  const length = scan.lengthField('security.title-length');
  return length === 0 ? new Uint8Array() : scan.stretch('security.title', length);
}
