/**
 * What the history adds to silence: the one rule under which a meter may be called deaf. It asks that these very settings
 * worked before, and that this time nothing at all was noticed but silence; even then it is likely at most, because a cut
 * wire or a changed gateway is as silent.
 */
import { type AnyEvidence, evidenceOf, linkOutcomes } from '../evidence/index.ts';
import { patientMs } from './exclusions.ts';
import type { Rule } from './rule.ts';
import { answersLate } from './signs.ts';

/** The client that met the silence had a link before, with the same settings. */
const workedBefore = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  'credential' in one.facts && workedAs(all, one.facts);

const workedAs = (all: readonly AnyEvidence[], { client }: { readonly client: number }) =>
  evidenceOf(all, 'history.past').some(({ outcome, facts }) => outcome === 'WORKED' && facts.client === client);

/** Waited for as long as slow meters need: a shorter silence may be an answer that comes late. */
const wasPatient = ({ facts }: AnyEvidence) => 'timeoutMs' in facts && facts.timeoutMs >= patientMs;

const isQuietOtherwise = (all: readonly AnyEvidence[]) =>
  all.every(({ facts }) => {
    const heard = 'heard' in facts ? facts.heard : null;
    return heard === null || heard.clocks.bytes === 0 || heard.text?.known?.meaning === 'busy';
  });

/**
 * Its own link was open, and it did not even confirm the end of that: from the last answer on every question, at least three,
 * met silence. Whatever ended a link before tells nothing: meters may leave a DISC alone where no link is open.
 */
const stoppedAnswering = (one: AnyEvidence, all: readonly AnyEvidence[]) => {
  const asked = all.filter(({ exchanges }) => exchanges.some(({ sent }) => sent !== null));
  const last = asked.findLastIndex(({ exchanges }) => exchanges.some(({ received }) => received.length > 0));
  const answered = asked[last];
  if (answered === undefined || answered.experiment === 'link.close' || answered.outcome === 'DM') return false;
  const silent = asked.slice(last + 1);
  const isAll = silent.length >= 3 && silent.every(({ outcome }) => outcome === 'TIMEOUT');
  return isAll && silent.includes(one) && !answersLate(all);
};

/** Whatever a link can turn out to be that is not silence. */
const spoken = linkOutcomes.filter((outcome) => outcome !== 'TIMEOUT');

export const pastRules = [
  {
    because: 'answered-and-stopped',
    code: 'meter.deaf',
    grade: 'likely',
    anyOf: { 'link.close': ['TIMEOUT'] },
    where: stoppedAnswering,
  },
  {
    because: 'worked-before',
    code: 'meter.deaf',
    grade: 'likely',
    anyOf: { 'link.open': ['TIMEOUT'], 'association.open': ['TIMEOUT'] },
    allOf: { 'history.past': ['WORKED'], 'tcp.connect': ['OK'], 'line.listen': ['QUIET'] },
    noneOf: {
      'host.holder': ['HELD'],
      'link.open': spoken,
      'link.again': ['UA', 'DM', 'FRMR'],
      'link.with-parameters': ['UA', 'DM', 'FRMR'],
      'link.disc': ['UA', 'DM'],
      'address.ask': ['UA', 'DM', 'FRMR', 'FOREIGN'],
      'address.control': ['UA', 'DM', 'FRMR', 'FOREIGN'],
      'link.found-address': ['UA', 'DM', 'FRMR', 'FOREIGN'],
      'client.ask': ['UA', 'DM', 'FRMR', 'FOREIGN'],
      'negotiation.ask': ['UA', 'DM', 'FRMR', 'FOREIGN'],
      'link.patient': spoken,
      'link.after-quiet': spoken,
      'framing.wrapper': ['ACCEPTED', 'HLS-PENDING', 'REJECTED', 'EXCEPTION'],
      'framing.hdlc': ['UA', 'DM', 'FRMR', 'FOREIGN'],
      'signon.ask': ['IDENTIFIED', 'TEXT', 'GARBLED', 'FOREIGN'],
      'association.open': [
        'ACCEPTED',
        'HLS-PENDING',
        'REJECTED',
        'EXCEPTION',
        'DM',
        'FRMR',
        'BUSY',
        'TEXT',
        'ECHO',
        'GARBLED',
        'CLOSED',
        'RESET',
      ],
    },
    where: (one, all) => workedBefore(one, all) && wasPatient(one) && isQuietOtherwise(all),
  },
] as const satisfies readonly Rule[];
