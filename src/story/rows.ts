/** The story, a line an exchange: who said what to whom, and what came. Names and values only; the words are elsewhere. */
import { toHex } from '../bytes/hex.ts';
import { parseApdu, renderObis } from '../dlms/index.ts';
import { type Exchange, renderServerAddress } from '../evidence/index.ts';
import { informationOf, parseFrmr } from '../hdlc/index.ts';
import { framesOf } from './apdus.ts';
import type { Conversation, Turn } from './conversation.ts';
import type { Deed, TalkDeed } from './deeds.ts';
import type { ToldConversation } from './evidence.ts';
import { isGet } from './evidence.ts';
import { echoesOf, heardOf, isTo } from './heard.ts';
import { between, exchangesOf } from './link-evidence.ts';
import { type Question, questionOf } from './question.ts';
import type { Place, RecordState } from './record.ts';
import { readOf } from './talk-evidence.ts';
import { type Telling, type TellingName, tell } from './telling.ts';

export interface StoryRow extends Place {
  /** Of the turn, from 1; null where the row tells of the connection. */
  readonly turn: number | null;
  /** From 1. */
  readonly conversation: number;
  readonly said: Telling;
  readonly answers: readonly Telling[];
  /** Null where the row tells of the connection. */
  readonly exchange: Exchange | null;
}

export function rowsOf({ conversation, deeds }: ToldConversation, number: number): readonly StoryRow[] {
  const { end, isOpened, openedMs, turns } = conversation;
  const rows: StoryRow[] = [];
  const state = (name: TellingName, place: Place): StoryRow => ({
    ...place,
    turn: null,
    conversation: number,
    said: tell(name),
    answers: [],
    exchange: null,
  });
  if (isOpened) rows.push(state('connected', { atMs: openedMs, at: null, line: null }));
  const echoes = echoesOf(conversation);
  for (const deed of deeds) {
    for (const turn of deed.turns) {
      const { at, atMs, line } = turn.sent ?? turn.received[0] ?? { at: null, atMs: null, line: null };
      const question = questionOf(turn);
      rows.push({
        at,
        atMs,
        line,
        turn: turn.number,
        conversation: number,
        said: saidOf(question, turn),
        answers: answersOf(conversation, deed, turn, question, echoes),
        exchange: exchangesOf([turn])[0] ?? null,
      });
    }
  }
  if (end !== null) rows.push(state(endNames[end.how], end));
  if (turns.length === 0 && !isOpened && end === null) return [];
  return rows;
}

const endNames = {
  FIN: 'far-end-closed',
  RST: 'far-end-reset',
  LOST: 'line-lost',
  closed: 'closed',
  refused: 'connect-refused',
  unreachable: 'connect-unreachable',
  'connect-timeout': 'connect-unanswered',
} as const satisfies Record<Exclude<RecordState, 'connected'>, string>;

function saidOf(question: Question, turn: Turn): Telling {
  switch (question.kind) {
    case 'nothing':
      return tell('came-unasked');
    case 'link':
      return tell(question.form === 'bare' ? 'ask-link-bare' : 'ask-link-parameters', who(question));
    case 'disc':
      return tell('disc', who(question));
    case 'ready':
      return tell('ready', { ...who(question), type: question.frame.control.type });
    case 'data':
      return question.opens
        ? tell(serviceOf(question.apdu), { ...who(question), ...objectOf(question.apdu) })
        : tell('segment', who(question));
    case 'wrapped':
      return tell(serviceOf(question.apdu), { ...who(question), ...objectOf(question.apdu) });
    case 'bad-frame': {
      const type = turn.sent?.items.find(({ kind }) => kind === 'hdlc')?.type ?? '?';
      return question.party === null
        ? tell('bad-frame', { type })
        : tell('bad-frame-to', { ...who(question.party), type });
    }
    case 'sign-on':
      return tell('sign-on');
    case 'other':
      return tell('other-bytes', { count: turn.sent?.bytes.length ?? 0 });
  }
}

function who({
  client,
  server,
}: {
  readonly client: number;
  readonly server: Parameters<typeof renderServerAddress>[0];
}) {
  return { client, server: renderServerAddress(server) };
}

const services: Readonly<Record<string, TellingName>> = {
  AARQ: 'ask-login',
  RLRQ: 'ask-release',
  'GET-Request': 'ask-get',
  'SET-Request': 'ask-set',
  'ACTION-Request': 'ask-action',
};

function serviceOf(octets: Uint8Array): TellingName {
  const { apdu } = parseApdu(octets);
  if (apdu.type === 'AARQ') {
    return apdu.authentication !== null && apdu.mechanism !== null && apdu.mechanism !== 'none'
      ? apdu.mechanism === 'LLS'
        ? 'ask-login-secret'
        : 'ask-login-hls'
      : 'ask-login';
  }
  if (apdu.type === 'GET-Request' && apdu.choice === 'next') return 'ask-next';
  return services[apdu.type] ?? 'ask-other';
}

function objectOf(octets: Uint8Array): Telling['values'] {
  const { apdu } = parseApdu(octets);
  const object = (name: string) => (name.length === 12 ? renderObis(name) : '?');
  if (apdu.type === 'GET-Request') {
    if (apdu.choice === 'normal')
      return { object: object(apdu.attribute.logicalName), attribute: apdu.attribute.attribute };
    if (apdu.choice === 'next') return { block: apdu.block };
    return { object: apdu.choice === 'with-list' ? `${apdu.attributes.length} ×` : '?', attribute: '–' };
  }
  if (apdu.type === 'SET-Request' && 'attribute' in apdu) {
    return { object: object(apdu.attribute.logicalName), attribute: apdu.attribute.attribute };
  }
  if (apdu.type === 'ACTION-Request' && 'method' in apdu)
    return { object: object(apdu.method.logicalName), attribute: apdu.method.method };
  return { object: '?', attribute: '–', service: apdu.type === 'unknown' ? (apdu.name ?? '?') : apdu.type };
}

const linkNames: Readonly<Record<string, TellingName>> = {
  UA: 'came-UA',
  DM: 'came-DM',
  FRMR: 'came-FRMR',
  RR: 'came-RR',
  RNR: 'came-RNR',
};

/** What came in a turn; for a client that asked, its own answers first. */
function answersOf(
  conversation: Conversation,
  deed: Deed,
  turn: Turn,
  question: Question,
  echoes: ReadonlySet<string>,
): readonly Telling[] {
  const client = 'client' in question ? question.client : null;
  const told: Telling[] = [];
  const after = (atMs: number | null): Telling['values'] => {
    const ms = between(turn.sent?.atMs, atMs);
    return ms === null ? {} : { ms };
  };
  for (const { frame, atMs } of framesOf(turn.sightings)) {
    if (client === null || !isTo(frame, client) || echoes.has(toHex(frame.octets))) continue;
    const { type } = frame.control;
    if (type === 'I') continue;
    const values = { ...after(atMs), type };
    const frmr = type === 'FRMR' ? parseFrmr(informationOf(frame)) : null;
    told.push(
      frmr === null
        ? tell(linkNames[type] ?? 'came-frame', values)
        : tell('came-FRMR-says', { ...values, rejected: frmr.rejected.type, reasons: frmr.reasons.join(', ') || '–' }),
    );
  }
  if (deed.kind === 'talk') told.push(...talkAnswers(deed, turn, client, echoes, after));
  const heard = heardOf(conversation, [turn], client, echoes);
  if (heard.text?.known != null)
    told.push(tell('came-gateway', { text: heard.text.text, device: heard.text.known.device }));
  else if (heard.text !== null) told.push(tell('came-text', { text: heard.text.text }));
  if (heard.telnet.length > 0) told.push(tell('came-telnet', { commands: heard.telnet.slice(0, 4).join(', ') }));
  if (heard.echo) told.push(tell('came-echo'));
  for (const { from, to, type } of heard.foreign.slice(0, 2)) {
    told.push(tell('came-foreign', { type, from: renderServerAddress(from), to: renderServerAddress(to) }));
  }
  if (heard.garbledBytes > 0) told.push(tell('came-garbage', { count: heard.garbledBytes }));
  if (heard.defects.length > 0) told.push(tell('came-damaged', { defects: heard.defects.join(', ') }));
  if (told.length > 0) return told;
  if (turn.received.length > 0) return [tell('came-bytes', { count: heard.clocks.bytes })];
  if (question.kind === 'nothing') return [];
  const waited = between(turn.sent?.atMs, turn.untilMs);
  return [waited === null ? tell('silence') : tell('silence-for', { ms: waited })];
}

function talkAnswers(
  deed: TalkDeed,
  turn: Turn,
  client: number | null,
  echoes: ReadonlySet<string>,
  after: (atMs: number | null) => Telling['values'],
): readonly Telling[] {
  const ends = deed.came.apdus.filter((one) => one.turn === turn.number);
  const told = ends.map(({ apdu, atMs }): Telling => {
    const values = after(atMs);
    if (apdu.type === 'AARE') {
      const diagnostic = apdu.diagnosticName ?? 'null';
      return tell(apdu.result === 0 && diagnostic === 'null' ? 'came-accepted' : 'came-rejected', {
        ...values,
        result: apdu.resultName ?? '?',
        diagnostic: diagnostic === 'unknown' ? `${apdu.diagnostic}` : diagnostic,
      });
    }
    if (apdu.type === 'exception-response')
      return tell('came-exception', { ...values, error: `${apdu.stateName}, ${apdu.serviceName}` });
    if (apdu.type === 'confirmed-service-error')
      return tell('came-exception', { ...values, error: `${apdu.serviceName}, ${apdu.valueName}` });
    if (apdu.type === 'GET-Response' && isGet(deed) && apdu.choice === 'normal') {
      const read = readOf(deed);
      if (read.result !== null) return tell('came-denied', { ...values, result: read.result.name });
      return read.value === null ? tell('came-data', values) : tell('came-value', { ...values, value: read.value });
    }
    return tell('came-apdu', { ...values, type: apdu.type === 'unknown' ? (apdu.name ?? '?') : apdu.type });
  });
  if (told.length > 0) return told;
  const segments = framesOf(turn.sightings).filter(
    ({ frame }) =>
      frame.control.type === 'I' && client !== null && isTo(frame, client) && !echoes.has(toHex(frame.octets)),
  );
  return segments.length === 0 ? [] : [tell('came-segments', { count: segments.length })];
}
