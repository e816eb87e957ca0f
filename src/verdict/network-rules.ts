/** The rules below the line: our own runs, the network, and what a gateway says in words. */
import type { AnyEvidence, GatewayMeaning } from '../evidence/index.ts';
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
  { because: 'connect-refused', code: 'tcp.refused', grade: 'proven', anyOf: { 'tcp.connect': ['REFUSED'] } },
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
    anyOf: { 'line.listen': ['BUSY'], 'link.open': ['BUSY'], 'association.open': ['BUSY'] },
    where: says('busy', 'kicked'),
  },
  {
    because: 'gateway-says-no-device',
    code: 'gateway.device-error',
    grade: 'proven',
    anyOf: { 'line.listen': ['BUSY'], 'link.open': ['BUSY'], 'association.open': ['BUSY'] },
    where: says('device-error'),
  },
  {
    because: 'gateway-says-no',
    code: 'inconclusive',
    grade: 'proven',
    anyOf: { 'line.listen': ['BUSY'], 'link.open': ['BUSY'], 'association.open': ['BUSY'] },
    where: says('not-allowed', 'closing'),
  },
] as const satisfies readonly Rule[];
