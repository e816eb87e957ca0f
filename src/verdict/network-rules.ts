/** The rules below the line: our own runs, the network, and what a gateway says in words. */
import { type AnyEvidence, evidenceOf, type GatewayMeaning } from '../evidence/index.ts';
import type { Rule } from './rule.ts';

const textOf = ({ facts }: AnyEvidence) => ('heard' in facts ? facts.heard?.text : undefined);
/** The gateway's text is known, and means one of these. */
export const says =
  (...meanings: readonly GatewayMeaning[]) =>
  (evidence: AnyEvidence) => {
    const meaning = textOf(evidence)?.known?.meaning;
    return meaning !== undefined && meanings.includes(meaning);
  };
/** The name service did not answer at all. */
const isUnanswered = ({ facts }: AnyEvidence) => 'system' in facts && facts.system === 'EAI_AGAIN';
/**
 * Something was asked before on this run, or came back, or the line was lost: what is refused now may be refused because of
 * our own last connection. Having listened in silence is nothing of the kind.
 */
const wasConnectedBefore = (one: AnyEvidence, all: readonly AnyEvidence[]) =>
  all.slice(0, all.indexOf(one)).some((earlier) => {
    const heard = 'heard' in earlier.facts ? earlier.facts.heard : null;
    if (heard == null || heard.text !== null) return false;
    return earlier.experiment !== 'line.listen' || heard.clocks.bytes > 0 || heard.end !== null;
  });
/** A process of this host holds a connection to the endpoint. */
const isHeldHere = (all: readonly AnyEvidence[]) =>
  evidenceOf(all, 'host.holder').some(({ outcome }) => outcome === 'HELD');

const inWords = {
  'line.listen': ['BUSY'],
  'link.open': ['BUSY'],
  'association.open': ['BUSY'],
  'frame.hand': ['BUSY'],
} as const;

export const networkRules = [
  { because: 'own-run-holds-line', code: 'self.busy', grade: 'proven', anyOf: { 'own.lock': ['SELF'] } },

  {
    because: 'name-does-not-resolve',
    code: 'tcp.unknown-host',
    grade: 'proven',
    anyOf: { 'tcp.connect': ['UNKNOWN-HOST'] },
    where: (one) => !isUnanswered(one),
  },
  {
    because: 'name-service-silent',
    code: 'tcp.unknown-host',
    grade: 'likely',
    anyOf: { 'tcp.connect': ['UNKNOWN-HOST'] },
    where: (one) => isUnanswered(one),
  },
  {
    because: 'host-cannot-connect',
    code: 'tcp.unreachable',
    grade: 'likely',
    anyOf: { 'tcp.connect': ['NOT-TRIED'] },
  },
  {
    because: 'refused-while-held-here',
    code: 'gateway.busy',
    grade: 'likely',
    anyOf: { 'tcp.connect': ['REFUSED', 'CONNECT-TIMEOUT'] },
    allOf: { 'host.holder': ['HELD'] },
  },
  // That nobody listens is one reading of a refusal: gateways with one place refuse like that while it is taken.
  { because: 'connect-refused', code: 'tcp.refused', grade: 'likely', anyOf: { 'tcp.connect': ['REFUSED'] } },
  { because: 'refused-while-held', code: 'gateway.busy', grade: 'likely', anyOf: { 'tcp.connect': ['REFUSED'] } },
  { because: 'no-route', code: 'tcp.unreachable', grade: 'proven', anyOf: { 'tcp.connect': ['UNREACHABLE'] } },
  {
    because: 'connect-unanswered',
    code: 'tcp.timeout',
    grade: 'proven',
    anyOf: { 'tcp.connect': ['CONNECT-TIMEOUT'] },
  },

  {
    because: 'gateway-says-busy',
    code: 'gateway.busy',
    grade: 'proven',
    anyOf: inWords,
    where: (one, all) =>
      says('kicked')(one) || (says('busy')(one) && (isHeldHere(all) || !wasConnectedBefore(one, all))),
  },
  {
    because: 'gateway-says-busy-later',
    code: 'gateway.busy',
    grade: 'likely',
    anyOf: {
      ...inWords,
      'framing.wrapper': ['BUSY'],
      'framing.hdlc': ['BUSY'],
      'echo.ask': ['BUSY'],
      'signon.ask': ['BUSY'],
    },
    where: says('busy'),
  },
  {
    because: 'gateway-says-no-device',
    code: 'gateway.device-error',
    grade: 'proven',
    anyOf: inWords,
    where: says('device-error'),
  },
  {
    because: 'gateway-says-no',
    code: 'inconclusive',
    grade: 'likely',
    anyOf: inWords,
    where: says('not-allowed', 'closing'),
  },
] as const satisfies readonly Rule[];
