/** The short details of a login and a reading: how long it took, what the meter said, how its clock goes. */
import { safeText } from '../bytes/printable.ts';
import type { AnyEvidence, AssociationFacts, Evidence, ReadFacts } from '../evidence/index.ts';
import { fill, type TestWords } from '../wording/index.ts';

type Details = TestWords['details'];

export function talkDetails(evidence: readonly AnyEvidence[], credential: string, details: Details): readonly string[] {
  return evidence.flatMap((one) => {
    if (!('credential' in one.facts) || one.facts.credential !== credential) return [];
    if (one.experiment === 'association.open') return loginDetails(one, details);
    if (one.experiment === 'object.read') return readDetails(one, details);
    if (one.experiment === 'association.close' && one.outcome !== 'RLRE')
      return [fill(details.released ?? '', { answer: one.outcome })];
    return [];
  });
}

function loginDetails({ outcome, facts }: Evidence<'association.open'>, details: Details): readonly string[] {
  // A depth that was chosen needs no reason in every row.
  if (outcome === 'NOT-TRIED') return facts.notAsked === 'depth' ? [] : [details[`login-${facts.notAsked}`] ?? ''];
  if (outcome === 'ACCEPTED') {
    const names = facts.shortNames ? [details.shortNames ?? ''] : [];
    return [fill(details.login ?? '', { ms: facts.replyMs ?? 0 }), ...names];
  }
  const said = saidOf(facts);
  const told = said === null ? fill(details.loginMet ?? '', { outcome }) : fill(details.loginSaid ?? '', { said });
  const secret = facts.secretOctets === null ? [] : [fill(details.secretSent ?? '', { octets: facts.secretOctets })];
  return [told, ...brokenOff(facts, details), ...secret];
}

/** What the meter said of a login, in the words of the standard; null where it said nothing. */
function saidOf({ result, diagnostic, serviceError, exception, protest }: AssociationFacts): string | null {
  if (serviceError !== null) return `${serviceError.service.name}, ${serviceError.value.name}`;
  if (exception !== null) return `${exception.state.name}, ${exception.service.name}`;
  if (protest !== null) return `FRMR ${protest.rejected} ${protest.reasons.join(', ')}`.trim();
  if (result === null) return null;
  return diagnostic === null ? result.name : `${result.name}, ${diagnostic.name}`;
}

function readDetails({ outcome, facts }: Evidence<'object.read'>, details: Details): readonly string[] {
  if (outcome === 'NOT-TRIED') return [];
  const denied = facts.attempts.flatMap(({ object, result, exception }) => {
    const said = result?.name ?? exception?.service.name;
    return said === undefined ? [] : [fill(details.denied ?? '', { object: details[object] ?? object, said })];
  });
  const { reading } = facts;
  if (reading !== null) {
    const value = `${details[reading.object] ?? reading.object} ${clockText(reading.value)}`;
    return [...denied, [value, driftText(reading.aheadSeconds, details)].filter(Boolean).join(', ')];
  }
  if (denied.length > 0 && (outcome === 'DENIED' || outcome === 'EXCEPTION')) return denied;
  return [...denied, fill(details.readMet ?? '', { outcome }), ...brokenOff(facts, details)];
}

function brokenOff({ begun }: Pick<ReadFacts, 'begun'>, details: Details): readonly string[] {
  return begun === null ? [] : [fill(details.brokeOff ?? '', { octets: begun.octets, segments: begun.segments })];
}

/** An ISO instant without its zone and fraction: a cell is narrow. */
function clockText(value: string | null): string {
  if (value === null) return '–';
  const [, date, time] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)/.exec(value) ?? [];
  return date === undefined ? safeText(value) : `${date} ${time}`;
}

/** Below this a clock cannot be told from this host's: it shows whole seconds. */
const inStepSeconds = 1;

export function driftText(aheadSeconds: number | null, details: Details): string {
  if (aheadSeconds === null) return '';
  const seconds = Math.abs(aheadSeconds);
  if (seconds <= inStepSeconds) return details.inStep ?? '';
  const [size, unit] =
    seconds < 120 ? [1, 's'] : seconds < 7200 ? [60, 'min'] : seconds < 172_800 ? [3600, 'h'] : [86_400, 'd'];
  const amount = `${Math.round(seconds / size)} ${unit}`;
  return fill((aheadSeconds > 0 ? details.ahead : details.behind) ?? '', { amount });
}
