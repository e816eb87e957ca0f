/** Where `dissect` and the expectation of the collection differ, and why. Exactly these: one more or less fails. */
export const differences = {
  'i-zero-info-posted': {
    differs: 'length_ok, fcs_calc',
    reason:
      'One octet 00 too many in a run of them: without it length, HCS and FCS are right. That is told as the one problem, in place of the wrong length and FCS that follow from it.',
  },
  'dmg-control-bit': {
    differs: 'fcs_calc, hcs_calc',
    reason:
      'One bit of the control octet, turned back, makes HCS and FCS right. That is told as the one problem; the values computed over the turned bit would be right for nothing.',
  },
  'dmg-address-unterminated': {
    differs: 'fcs, fcs_ok',
    reason:
      'The address runs on over five octets, and one octet is left behind the control octet. The expectation counts the control octet to the FCS as well; here each byte has one place.',
  },
  'dmg-wrapper-header-cut': {
    differs: 'noise',
    reason: 'Six octets 00 01 00 01 00 10 without a length and an APDU: too little to call a wrapper.',
  },
  'jdlms-wrapper-version-4097': {
    differs: 'noise',
    reason: 'A header that starts 10 01 is of no version that exists; only versions 1 and 2 are looked for.',
  },
  'gx-bad-get-type-4': {
    differs: 'noise',
    reason: 'A GET-Request of a choice that does not exist: without a carrier the first octet alone is a coin toss.',
  },
  'gx-bad-get-short': { differs: 'noise', reason: 'Cut short on purpose: its lengths do not add up to an APDU.' },
  'gx-bad-set-type-6': { differs: 'noise', reason: 'A SET-Request of a choice that does not exist.' },
  'gx-bad-set-short': { differs: 'noise', reason: 'Cut short on purpose: its lengths do not add up to an APDU.' },
  'tesis-aarq-lls': {
    differs: 'apdu.components',
    reason:
      'The AARQ counts two octets too few, and its user-information reaches behind that end. The expectation stops there; here the component is read, and the length told as wrong.',
  },
  'kimbal-wrapper-rlre': {
    differs: 'apdu.components',
    reason:
      'The RLRE counts four octets too few, its user-information one. The expectation stops there; here the InitiateResponse is read to the last octet, and both lengths told as wrong.',
  },
  'jdlms-sn-aare': {
    differs: 'apdu.user_information.error, apdu.user_information.hex',
    reason:
      'Three lengths are one too small, as if the conformance tag had one octet. The expectation cuts the VAA name in two; here it is read whole (FA00), and the lengths told as wrong.',
  },
} as const satisfies Readonly<Record<string, { readonly differs: string; readonly reason: string }>>;
