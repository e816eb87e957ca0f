/** Objects as they are typed on the command line, and what can be wrong with them, in the user's words. */
import { type ObjectDefect, parseObject, type WantedObject } from '../objects/index.ts';
import { type Complaint, type Language, objectWords } from '../wording/index.ts';
import { usageError } from './commands/registry-settings.ts';
import type { Context } from './context.ts';

/** @throws UsageError where a text is no object, with names that are spelled alike */
export function wantedObject(
  { lang }: Context,
  text: string,
  members: 'attributes' | 'methods' = 'attributes',
): WantedObject {
  const wanted = parseObject(text, members);
  if ('code' in wanted) throw usageError(complaint(wanted, lang));
  return wanted;
}

function complaint(defect: ObjectDefect, lang: Language): Complaint {
  const words = objectWords[lang].object;
  switch (defect.code) {
    case 'object-empty':
      return words.empty;
    case 'name-unknown':
      return words.nameUnknown(defect.name, defect.nearest);
    case 'class-wrong':
      return words.classWrong(defect.text);
    case 'member-wrong':
      return words.memberWrong(defect.text);
    case 'member-unknown':
      return words.memberUnknown(defect.text, defect.className, defect.known);
    case 'obis-wrong': {
      const { text, defect: why } = defect;
      if (why.code === 'obis-out-of-range') return words.obisRange(text, why.group, why.value);
      return why.code === 'obis-group-count' ? words.obisCount(text, why.count) : words.obisWrong(text);
    }
  }
}
