/** Explains the bytes of one portion for `-vv`: what `meter decode` would say of them. */
import type { ChalkInstance } from 'chalk';
import { dissectEach, Joiner } from '../dissect/index.ts';
import { renderDecodeText } from '../report/index.ts';
import type { Language } from '../wording/index.ts';

export interface ExplainOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
}

/** Explains one portion after the other; an APDU whose parts come in several is explained behind the last of them. */
export function explainer({ lang, columns, chalk }: ExplainOptions): (bytes: Uint8Array) => string {
  const joiner = new Joiner();
  return (bytes) => {
    let text = '';
    for (const item of dissectEach(bytes, 0, joiner)) {
      text += renderDecodeText({ item, direction: null, at: null }, { lang, columns, paint: chalk });
    }
    return text;
  };
}
