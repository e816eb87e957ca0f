/** What a client does wrong in a conversation: numbers, repetitions, silence in the wrong place, passwords to the wrong door. */
import { toHex } from '../bytes/hex.ts';
import { isPlainText } from '../bytes/printable.ts';
import { renderServerAddress } from '../evidence/index.ts';
import { framesOf } from './apdus.ts';
import type { Conversation, Turn } from './conversation.ts';
import type { Deed, LinkDeed, TalkDeed } from './deeds.ts';
import { isAarq } from './evidence.ts';
import { echoesOf, isTo } from './heard.ts';
import type { Mistake, Mistakes } from './mistake.ts';
import { questionOf } from './question.ts';
import { isMasked } from './secret.ts';

type Told = Pick<Mistake, 'place' | 'bytes' | 'right'> & { readonly turn: number };

function toldAt({ number, received, sent }: Turn): Told {
  const { at, atMs, line } = sent ?? received[0] ?? { at: null, atMs: null, line: null };
  return { place: { at, atMs, line }, turn: number, bytes: sent === null ? null : toHex(sent.shown), right: null };
}

/** Numbers of the data phase, as the client sends them (IEC 62056-46 §6.4.4.9; ISO/IEC 13239 §6.11). */
export function findWrongNumbers(conversation: Conversation, mistakes: Mistakes): void {
  const { turns } = conversation;
  const echoes = echoesOf(conversation);
  let nextNs: number | null = null;
  let expectedNr: number | null = null;
  let lastSent = '';
  let frmr = false;
  let owed: Turn | null = null;
  for (const turn of turns) {
    const question = questionOf(turn);
    if (owed !== null && question.kind !== 'ready' && question.kind !== 'nothing') {
      mistakes.add({ ...toldAt(owed), name: 'segment-unanswered', values: { instead: nameOf(turn) } });
    }
    owed = null;
    if (frmr && (question.kind === 'data' || question.kind === 'ready')) {
      mistakes.add({ ...toldAt(turn), name: 'no-snrm-after-frmr', values: { instead: nameOf(turn) } });
    }
    frmr = false;
    if (question.kind === 'data' && question.frame.control.type === 'I') {
      const { control, octets } = question.frame;
      const hex = toHex(octets);
      const { nr, ns } = control;
      if (lastSent === hex) {
        mistakes.add({ ...toldAt(turn), name: 'i-frame-repeated', values: { sent: ns } });
      } else if (nextNs !== null && ns !== nextNs) {
        mistakes.add({ ...toldAt(turn), name: 'out-of-step', values: { number: 'N(S)', sent: ns, expected: nextNs } });
      } else if (expectedNr !== null && nr !== expectedNr) {
        const values = { number: 'N(R)', sent: nr, expected: expectedNr };
        mistakes.add({ ...toldAt(turn), name: 'out-of-step', values });
      }
      lastSent = hex;
      nextNs = (ns + 1) & 7;
    } else if (question.kind === 'link' || question.kind === 'disc') {
      lastSent = '';
      nextNs = null;
      expectedNr = null;
    }
    const client = 'client' in question ? question.client : null;
    for (const { frame } of client === null ? [] : framesOf(turn.sightings)) {
      if (!isTo(frame, client as number) || echoes.has(toHex(frame.octets))) continue;
      const { control } = frame;
      if (control.type === 'UA') {
        nextNs = 0;
        expectedNr = 0;
      }
      if (control.type === 'FRMR') frmr = true;
      if (control.type !== 'I') continue;
      expectedNr = (control.ns + 1) & 7;
      // A segment with F ends what the meter may send: it waits for RR.
      owed = frame.segmented && control.pf ? turn : null;
    }
  }
}

/** The frame that a turn begins with, by its type. */
function nameOf({ sent }: Turn): string {
  return sent?.frames[0]?.control.type ?? sent?.items[0]?.type ?? '?';
}

/** A link that was opened and is open still when its client goes. */
export function findOpenLinks({ end, turns }: Conversation, deeds: readonly Deed[], mistakes: Mistakes): void {
  let open: LinkDeed | null = null;
  for (const deed of deeds) {
    if (deed.kind === 'link' && deed.answer?.frame.control.type === 'UA') open = deed;
    if (deed.kind === 'disc') open = null;
    if (deed.kind === 'talk' && deed.stop?.frame.control.type === 'DM') open = null;
  }
  const last = turns.at(-1);
  // A line that the far end took away left no time for a DISC.
  if (open === null || last === undefined || (end !== null && end.how !== 'closed')) return;
  const values = { client: open.client, server: renderServerAddress(open.server) };
  mistakes.add({ ...toldAt(last), bytes: null, name: 'no-disc', values });
}

const publicClient = 16;

/** Where passwords went, and in what form; never what they are. */
export function findPasswords(deeds: readonly Deed[], mistakes: Mistakes): void {
  const logins = deeds.flatMap((deed) => (deed.kind === 'talk' && isAarq(deed) ? [deed] : []));
  const letIn = logins.filter((deed) => deed.request.authentication === null && accepts(deed));
  for (const deed of logins) {
    const { client, request, server, turns } = deed;
    const [first] = turns;
    const secret = request.authentication;
    const isPassword = secret !== null && (request.mechanism === 'LLS' || request.mechanism === null);
    if (!isPassword || first === undefined) continue;
    const told = { ...toldAt(first), bytes: null };
    const values = { client, octets: secret.length };
    if (client === publicClient) mistakes.add({ ...told, name: 'password-to-public', values });
    else if (
      letIn.some((one) => one.client === client && renderServerAddress(one.server) === renderServerAddress(server))
    )
      mistakes.add({ ...told, name: 'password-not-wanted', values });
    if (!isMasked(secret) && !isPlainText(secret)) mistakes.add({ ...told, name: 'password-form', values });
  }
}

function accepts({ answer }: TalkDeed): boolean {
  return answer?.type === 'AARE' && answer.result === 0;
}

/** Answers that came when their client had gone on to something else. */
export function findLateAnswers(deeds: readonly Deed[], mistakes: Mistakes): void {
  for (const [index, deed] of deeds.entries()) {
    const [turn] = deed.turns;
    if (turn === undefined) continue;
    if (deed.kind === 'talk' && deed.late) {
      mistakes.add({ ...toldAt(turn), name: 'late-answer', values: { asked: deed.request?.type ?? 'I' } });
    }
    if (deed.kind !== 'link' || deed.answer !== null) continue;
    const later = deeds.slice(index + 1, index + 4).find((one) => {
      const isOther = one.kind !== 'link' || one.client !== deed.client;
      return isOther && one.kind !== 'disc' && answersLate(one, deed);
    });
    if (later !== undefined) mistakes.add({ ...toldAt(turn), name: 'late-answer', values: { asked: 'SNRM' } });
  }
}

function answersLate({ turns }: Deed, { client }: LinkDeed): boolean {
  return turns.some(({ sightings }) =>
    framesOf(sightings).some(({ frame }) => frame.control.type === 'UA' && isTo(frame, client)),
  );
}
