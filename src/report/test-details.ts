/** The short details beside an outcome: counts, times, the text that came, the process that holds the port. */
import { safeText } from '../bytes/printable.ts';
import { type AnyEvidence, type Heard, type LinkTarget, renderServerAddress } from '../evidence/index.ts';
import { fill, type TestWords } from '../wording/index.ts';
import { talkDetails } from './talk-details.ts';

export function checkDetails(one: AnyEvidence, { details }: TestWords): string {
  switch (one.experiment) {
    case 'tcp.connect': {
      const { attempts, system } = one.facts;
      const ok = attempts.filter(({ outcome }) => outcome === 'OK').length;
      const sentence = ok > 0 ? details.series : details.failedSeries;
      return fill(sentence ?? '', { ok, all: attempts.length, ms: one.ms, system: safeText(system ?? one.outcome) });
    }
    case 'net.ping': {
      const { received, sent, why } = one.facts;
      if (why !== null) return why;
      return sent > 0 ? fill(details.series ?? '', { ok: received, all: sent, ms: one.ms }) : '';
    }
    case 'host.holder':
      return one.facts.holders
        .map(({ name, unit, pid }) => {
          const named = [name ?? '?', unit].filter(Boolean).join(', ');
          return fill(details.held ?? '', { name: safeText(named), pid: pid ?? '?' });
        })
        .join(', ');
    case 'own.lock':
      return `pid ${one.facts.pid ?? '?'}, ${safeText(one.facts.command ?? '?')}`;
    case 'line.listen':
    case 'gateway.second':
      return one.facts.heard === null ? '' : heardDetails(one.facts.heard, details);
    case 'link.again':
    case 'link.with-parameters':
    case 'link.found-address':
    case 'link.after-disc':
    case 'link.control':
    case 'association.control':
      return [
        `server ${renderServerAddress(one.facts.server)}`,
        one.facts.replyMs === null ? '' : `${one.facts.replyMs} ms`,
      ]
        .filter(Boolean)
        .join(', ');
    default:
      return '';
  }
}

/** What is worth saying about a credential set beside its outcome. */
export function credentialDetails(evidence: readonly AnyEvidence[], credential: string, words: TestWords): string {
  const { details } = words;
  const told: string[] = [];
  for (const one of evidence) {
    if (one.experiment !== 'link.open' || one.facts.credential !== credential) continue;
    const { facts, ms } = one;
    const answered = facts.answeredAfter;
    if (answered === null) {
      told.push(
        fill((facts.questions === 1 ? details.question : details.questions) ?? '', { count: facts.questions, ms }),
      );
    } else if (answered > 1) {
      told.push(
        fill((onlyWithParameters(evidence, facts) ? details.withParameters : details.afterQuestion) ?? '', {
          number: answered,
        }),
      );
    }
    if (facts.late) told.push(details.late ?? '');
    if (facts.source !== null && one.outcome === 'FOREIGN')
      told.push(fill(details.from ?? '', { server: renderServerAddress(facts.source) }));
    if (facts.protest !== null) {
      const reasons = facts.protest.reasons.join(', ') || '–';
      told.push(fill(details.protest ?? '', { rejected: facts.protest.rejected, reasons }));
    }
    told.push(heardDetails(facts.heard, details));
  }
  told.push(...talkDetails(evidence, credential, details));
  for (const one of evidence) {
    if (one.experiment === 'link.close' && one.facts.credential === credential)
      told.push(fill(details.closed ?? '', { answer: one.outcome }));
  }
  return [...new Set(told.filter(Boolean))].join('; ');
}

/** What came besides an answer, in few words. */
export function heardDetails(
  { text, telnet, foreign, garbledBytes, defects, end }: Heard,
  details: TestWords['details'],
): string {
  const told: string[] = [];
  if (text !== null) told.push(fill(details.text ?? '', { text: text.text }));
  if (telnet.length > 0) told.push(telnet.slice(0, 4).join(', ') + (telnet.length > 4 ? ' …' : ''));
  const [frame] = foreign;
  if (frame !== undefined) {
    told.push(
      fill(details.frames ?? '', {
        type: frame.type,
        from: renderServerAddress(frame.from),
        to: renderServerAddress(frame.to),
      }),
    );
  }
  if (garbledBytes > 0) told.push(fill(details.bytes ?? '', { count: garbledBytes }));
  if (defects.length > 0) told.push(defects.join(', '));
  if (end !== null) told.push(`${end.how} ${fill(details.closedAfter ?? '', { ms: end.afterMs })}`);
  return told.join('; ');
}

/** The bare question was asked once more after the parameters had opened the link, and failed again. */
function onlyWithParameters(evidence: readonly AnyEvidence[], facts: LinkTarget): boolean {
  const again = evidence.find(({ id }) => id === `link.again:${facts.credential}`);
  return again !== undefined && again.outcome !== 'UA';
}
