/** What an experiment came to beside its outcome, read off its facts whatever version wrote them. */
import { type CaseDetails, noDetails } from './case-facts.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, serverOf, textOf, textsOf } from './case-fields.ts';

const mostListed = 8;

/** @param facts of one experiment, as its evidence or a document has them */
export function detailsOf(facts: unknown): CaseDetails {
  if (!isFields(facts)) return noDetails;
  const heard = fieldsOf(facts.heard);
  const reading = fieldsOf(facts.reading);
  return {
    text: textOf(fieldsOf(heard.text).text),
    telnet: textsOf(heard.telnet, mostListed),
    holders: listOf(facts.holders, mostListed)
      .map(fieldsOf)
      .map(({ name, unit, pid }) => ({ name: textOf(name), unit: textOf(unit), pid: numberOf(pid) })),
    counted: countedOf(facts),
    source: serverOf(facts.source),
    replyMs: numberOf(facts.replyMs),
    value: textOf(reading.value),
    says: saidOf(facts),
    identification: textOf(fieldsOf(facts.identification).text),
    ended: textOf(fieldsOf(heard.end).how),
    why: textOf(facts.why),
  };
}

function countedOf({ sent, received, attempts }: Fields): CaseDetails['counted'] {
  const [all, ok] = [numberOf(sent), numberOf(received)];
  if (all !== null && ok !== null) return all === 0 ? null : { ok, all };
  const outcomes = listOf(attempts, 1000).map((one) => fieldsOf(one).outcome);
  if (outcomes.length === 0 || outcomes.some((one) => typeof one !== 'string')) return null;
  return { ok: outcomes.filter((one) => one === 'OK').length, all: outcomes.length };
}

/** Results, diagnostics, exceptions and protests, by their standard names. */
function saidOf({ result, diagnostic, exception, serviceError, protest, attempts }: Fields): readonly string[] {
  const named = [
    result,
    diagnostic,
    ...(isFields(exception) ? [exception.state, exception.service] : []),
    ...(isFields(serviceError) ? [serviceError.service, serviceError.kind, serviceError.value] : []),
    ...listOf(attempts, mostListed).map((one) => fieldsOf(one).result),
  ].map((one) => textOf(fieldsOf(one).name));
  const reasons = isFields(protest) ? textsOf(protest.reasons, mostListed) : [];
  return [...named.filter((one) => one !== null), ...reasons];
}
