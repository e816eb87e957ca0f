/**
 * Which row next: the one that brings most for its time among those that can still tell an open cause. The verdict says
 * what is open; what follows from an answer that was just had (another form, another client, a longer object) is added.
 */
import {
  type AnyEvidence,
  type CauseCode,
  evidenceOf,
  type Heard,
  isAnswer,
  type ServerAddress,
} from '../evidence/index.ts';
import { judge } from '../verdict/index.ts';
import { isForMany, isFormOf, isSameAddress } from './probe-addresses.ts';
import { worthOf } from './probe-plan.ts';
import type { ProbeRow } from './probe-rows.ts';
import type { FoundAddress } from './probe-sweep.ts';

/** What the chooser looks at. */
export interface Standing {
  readonly evidence: readonly AnyEvidence[];
  /** The configured address. */
  readonly server: ServerAddress;
  /** Clients of the credential sets, the public one among them. */
  readonly clients: readonly number[];
  /** Those of them that a person named. */
  readonly configured: readonly number[];
  readonly found: FoundAddress | null;
  /** Where questions go now: the configured address, or the one that was found. */
  readonly effective: ServerAddress;
  readonly othersHeard: boolean;
  readonly isInUse: (client: number) => boolean;
  /** Rows were named by a person: they are asked whatever is known. */
  readonly named: boolean;
}

/** Silence has no other reason once something answered. */
const ofSilence = [
  'address.length',
  'address.value',
  'framing.wrapper',
  'framing.hdlc',
  'meter.mode-e',
  'meter.push-only',
  'line.serial-settings',
  'gateway.busy',
] as const satisfies readonly CauseCode[];

/** @returns the row, or null where nothing can tell anything any more */
export function chooseRow(rows: readonly ProbeRow[], standing: Standing): ProbeRow | null {
  const { suspect, open } = openCauses(standing);
  const left = rows.filter(
    (row) => whyNot(row, standing) === null && (standing.named || row.tells.some((code) => open.has(code))),
  );
  const isSuspected = (row: ProbeRow) => Number(suspect !== null && row.tells.includes(suspect));
  const [best] = left.toSorted((a, b) => isSuspected(b) - isSuspected(a) || worthOf(b) - worthOf(a));
  return best ?? null;
}

/** Why a row cannot be asked now, or need not be; null where it can. */
export function whyNot({ ask }: ProbeRow, standing: Standing): 'known' | 'others-on-line' | null {
  const { clients, evidence, found, isInUse, named, othersHeard, server } = standing;
  const nobodyMayAsk = clients.every(isInUse);
  switch (ask.kind) {
    case 'address':
      // An SNRM to all stations would open links all over the line.
      if (nobodyMayAsk || (othersHeard && isForMany(ask.server))) return 'others-on-line';
      if (ask.question === 'SNRM' && !wasAskedByDisc(evidence, ask.server)) return 'known';
      return found !== null && !named ? 'known' : null;
    case 'client':
      if (isInUse(ask.client)) return 'others-on-line';
      if (named) return null;
      if (clients.includes(ask.client)) {
        const elsewhere = found?.opened === true && found.client !== ask.client && !isSameAddress(found.server, server);
        return elsewhere ? null : 'known';
      }
      return someoneIsServed(standing) || isEverybodyServed(standing) ? 'known' : null;
    case 'negotiation':
      if (nobodyMayAsk) return 'others-on-line';
      return named || !isFormKnown(ask.form, standing) ? null : 'known';
    case 'framing':
    case 'echo':
    case 'signon':
      return othersHeard ? 'others-on-line' : null;
    case 'patient':
      return nobodyMayAsk ? 'others-on-line' : null;
    case 'long':
    case 'ffff':
      return isAssociated(evidence) ? null : 'known';
    case 'free':
      return 'known';
  }
}

function openCauses(standing: Standing): { readonly open: ReadonlySet<CauseCode>; readonly suspect: CauseCode | null } {
  const { evidence, found, server } = standing;
  const verdict = judge(evidence);
  const answered = isAnswered(standing);
  // What silence alone leaves open is closed by an answer.
  const unproven = verdict.causes.filter(
    ({ because, grade }) => grade !== 'proven' && !(answered && because.startsWith('left-')),
  );
  const open = new Set<CauseCode>(unproven.map(({ code }) => code));
  const links = evidenceOf(evidence, 'link.open').filter(({ facts }) => facts.questions > 0);
  if (links.length > 0 && links.every(({ outcome, facts }) => facts.source === null && isSilence(outcome))) {
    open.add('address.length').add('address.value');
  }
  if (answered) for (const code of ofSilence) open.delete(code);
  if (links.some(({ outcome }) => outcome === 'DM' || outcome === 'FRMR')) open.add('link.negotiation');
  if (links.some(({ outcome }) => outcome === 'DM')) open.add('client.wrong');
  if (isLate(evidence, server)) open.add('reply.late');
  // All stations were asked, and it was the configured one that answered.
  if (found !== null && isSameAddress(found.server, server)) open.add('meter.slow-wakeup');
  if (isAssociated(evidence)) open.add('transfer.segmentation').add('gateway.telnet');
  if (found !== null && !isSameAddress(found.server, server)) {
    open.add(found.opened ? 'client.wrong' : 'link.negotiation');
  }
  if (wantsBareControl(standing)) open.add('link.negotiation');
  const suspect = unproven.find(({ because, grade }) => grade === 'likely' && !because.startsWith('left-'));
  return { open, suspect: suspect !== undefined && open.has(suspect.code) ? suspect.code : null };
}

function isSilence(outcome: string): boolean {
  return outcome === 'TIMEOUT' || outcome === 'ECHO' || outcome === 'FOREIGN';
}

/** A meter answered: at its address, at another one that was made sure of, or in another language. */
function isAnswered({ evidence, found, server }: Standing): boolean {
  if (isLate(evidence, server)) return true;
  const isSettled = evidenceOf(evidence, 'address.control').length > 0;
  if (found !== null && (isSettled || isSameAddress(found.server, server))) return true;
  return evidence.some((one) => {
    switch (one.experiment) {
      case 'link.open':
      case 'link.after-disc':
      case 'link.with-parameters':
      case 'link.after-quiet':
      case 'link.patient':
      case 'address.control':
      case 'negotiation.ask':
      case 'client.ask':
      case 'framing.hdlc':
        return isAnswer(one.outcome);
      case 'link.disc':
        return one.outcome === 'UA' || one.outcome === 'DM';
      case 'signon.ask':
        return one.outcome === 'IDENTIFIED';
      case 'association.open':
      case 'framing.wrapper':
        return ['ACCEPTED', 'REJECTED', 'EXCEPTION', 'HLS-PENDING'].includes(one.outcome);
      default:
        return false;
    }
  });
}

/** The configured address answered, after its time. */
export function isLate(evidence: readonly AnyEvidence[], server: ServerAddress): boolean {
  return heardIn(evidence).some(({ foreign }) =>
    foreign.some(({ answersEarlier, from }) => answersEarlier !== null && isFormOf(from, server)),
  );
}

export function heardIn(evidence: readonly AnyEvidence[]): readonly Heard[] {
  return evidence.flatMap(({ facts }) => ('heard' in facts && facts.heard !== null ? [facts.heard] : []));
}

export function isAssociated(evidence: readonly AnyEvidence[]): boolean {
  const logins = [...evidenceOf(evidence, 'association.open'), ...evidenceOf(evidence, 'association.control')];
  return logins.some(({ outcome, facts }) => outcome === 'ACCEPTED' && !facts.shortNames);
}

function wasAskedByDisc(evidence: readonly AnyEvidence[], server: ServerAddress): boolean {
  return evidenceOf(evidence, 'address.ask').some(
    ({ facts }) => facts.question === 'DISC' && isSameAddress(facts.server, server),
  );
}

/** Every client that a person configured has its link where the meter is: there is no other to be sought. */
function isEverybodyServed({ configured, effective, evidence }: Standing): boolean {
  const links = [
    ...evidenceOf(evidence, 'link.open'),
    ...evidenceOf(evidence, 'link.found-address'),
    ...evidenceOf(evidence, 'client.ask'),
    ...evidenceOf(evidence, 'client.control'),
  ];
  const logins = evidenceOf(evidence, 'association.open');
  return configured.every(
    (client) =>
      links.some(
        ({ facts, outcome }) => outcome === 'UA' && facts.client === client && isSameAddress(facts.server, effective),
      ) && logins.every(({ facts, outcome }) => facts.client !== client || isLetIn(outcome)),
  );
}

function isLetIn(outcome: string): boolean {
  return outcome === 'ACCEPTED' || outcome === 'HLS-PENDING' || outcome === 'NOT-TRIED';
}

/** Some client that is none of the sets' was given a link. */
function someoneIsServed({ clients, evidence }: Standing): boolean {
  return evidenceOf(evidence, 'client.ask').some(
    ({ outcome, facts }) => outcome === 'UA' && !clients.includes(facts.client),
  );
}

/** The questions for a link that went to this address. */
function linksAt({ effective, evidence }: Standing) {
  const links = [
    ...evidenceOf(evidence, 'link.open'),
    ...evidenceOf(evidence, 'link.again'),
    ...evidenceOf(evidence, 'link.with-parameters'),
    ...evidenceOf(evidence, 'link.found-address'),
  ];
  return links.filter(({ facts }) => isSameAddress(facts.server, effective));
}

function formsAsked(standing: Standing) {
  return evidenceOf(standing.evidence, 'negotiation.ask').filter(({ facts }) =>
    isSameAddress(facts.server, standing.effective),
  );
}

function isFormKnown(form: 'bare' | 'one-octet' | 'two-octets', standing: Standing): boolean {
  if (form === 'bare')
    return !wantsBareControl(standing) && linksAt(standing).some(({ facts }) => facts.asked.bare > 0);
  if (formsAsked(standing).some(({ outcome }) => outcome === 'UA')) return true;
  return form === 'two-octets' && linksAt(standing).some(({ facts }) => facts.asked.parameters > 0);
}

/** A form with parameters opened a link where the bare one had not: the bare one is asked once more, to be sure. */
function wantsBareControl(standing: Standing): boolean {
  const asked = formsAsked(standing);
  return asked.some(({ outcome }) => outcome === 'UA') && asked.every(({ facts }) => facts.form !== 'bare');
}
