/** Which protocol the port speaks: the wrapper of IEC 62056-47, HDLC, or the sign-on of IEC 62056-21 first. */
import { type AnyEvidence, evidenceOf } from '../evidence/index.ts';
import type { Rule } from './rule.ts';
import { anyLink, heardOf, hearsConversation, isOtherMasterSure, speaksHdlc, wordless } from './signs.ts';

const anyWrapperAnswer = { 'framing.wrapper': ['ACCEPTED', 'HLS-PENDING', 'REJECTED', 'EXCEPTION'] } as const;
/** The usual addresses were asked too: a meter that takes both the sign-on and HDLC would have answered at its own. */
const addressesAsked = (all: readonly AnyEvidence[]) => evidenceOf(all, 'address.ask').length >= fewestAddresses;
const fewestAddresses = 4;
const alone = (_: AnyEvidence, all: readonly AnyEvidence[]) => !all.some(hearsConversation) && !isOtherMasterSure(all);

export const framingRules = [
  {
    because: 'answers-in-wrapper',
    code: 'framing.wrapper',
    grade: 'proven',
    anyOf: { 'framing.wrapper': ['ACCEPTED', 'HLS-PENDING', 'REJECTED'] },
    where: (_, all) => !speaksHdlc(all),
  },
  {
    because: 'something-in-wrapper',
    code: 'framing.wrapper',
    grade: 'likely',
    anyOf: anyWrapperAnswer,
    noneOf: anyLink,
  },
  {
    because: 'answers-in-hdlc',
    code: 'framing.hdlc',
    grade: 'proven',
    anyOf: { 'framing.hdlc': ['UA', 'DM', 'FRMR'] },
    noneOf: { 'association.open': ['ACCEPTED', 'HLS-PENDING', 'REJECTED', 'EXCEPTION'] },
    where: alone,
  },
  {
    because: 'something-in-hdlc',
    code: 'framing.hdlc',
    grade: 'likely',
    anyOf: { 'framing.hdlc': ['UA', 'DM', 'FRMR', 'FOREIGN'] },
    noneOf: { 'association.open': ['ACCEPTED', 'HLS-PENDING', 'REJECTED', 'EXCEPTION'] },
  },
  {
    because: 'identified-on-sign-on',
    code: 'meter.mode-e',
    grade: 'proven',
    anyOf: { 'signon.ask': ['IDENTIFIED'] },
    noneOf: anyWrapperAnswer,
    where: (one, all) => alone(one, all) && addressesAsked(all) && !speaksHdlc(all),
  },
  {
    because: 'sign-on-answered-too',
    code: 'meter.mode-e',
    grade: 'likely',
    anyOf: { 'signon.ask': ['IDENTIFIED'] },
    noneOf: anyLink,
  },
  {
    because: 'sign-on-text',
    code: 'meter.mode-e',
    grade: 'likely',
    anyOf: {
      'line.listen': ['TEXT'],
      'link.open': ['TEXT'],
      'link.patient': ['TEXT'],
      'address.ask': ['TEXT'],
      'signon.ask': ['TEXT'],
    },
    noneOf: anyLink,
    where: (one) => heardOf(one)?.text?.signOn === 'identification',
  },
  {
    because: 'closed-on-question',
    code: 'framing.wrapper',
    grade: 'likely',
    anyOf: { 'link.open': ['CLOSED', 'RESET'] },
    noneOf: { ...anyLink, 'line.listen': ['CLOSED', 'RESET'], 'framing.wrapper': ['CLOSED', 'RESET'] },
    where: wordless,
  },
] as const satisfies readonly Rule[];
