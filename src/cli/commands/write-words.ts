/** What can be wrong with a value or a method, in the user's words; shared by `meter set` and `meter act`. */
import type { ValueDefect, WriteDefect } from '../../objects/index.ts';
import { type Complaint, objectWords } from '../../wording/index.ts';
import type { Context, UsageError } from '../context.ts';
import { usageError } from './registry-settings.ts';

/** @param object as it was typed */
export function writeError(
  { lang }: Context,
  object: string,
  text: string,
  defect: ValueDefect | WriteDefect,
): UsageError {
  return usageError(complaint(objectWords[lang].write, object, text, defect));
}

function complaint(
  words: (typeof objectWords)['en']['write'],
  object: string,
  text: string,
  defect: ValueDefect | WriteDefect,
): Complaint {
  switch (defect.code) {
    case 'type-needed':
      return words.typeNeeded(object);
    case 'type-unknown':
      return words.typeUnknown(defect.type, defect.known);
    case 'value-malformed':
      return words.valueMalformed(text, defect.type);
    case 'value-range':
      return words.valueRange(text, defect.type, defect.minimum, defect.maximum);
    case 'scale-inexact':
      return words.scaleInexact(text, defect.scaler);
    case 'scale-unknown':
      return words.scaleUnknown(object);
    case 'attribute-unknown':
      return words.attributeUnknown(object);
    case 'method-unknown':
      return words.methodUnknown(object);
    case 'class-unknown':
      return words.classUnknown(object);
    case 'secret':
      return words.secret(object);
  }
}
