/** Explains the bytes of one portion for `-vv`: what `meter decode` would say of them. */
import type { ChalkInstance } from 'chalk';
import { dissect } from '../dissect/index.ts';
import { renderDecodeText } from '../report/index.ts';
import type { Language } from '../wording/index.ts';

export interface ExplainOptions {
  readonly lang: Language;
  readonly columns: number;
  readonly chalk: ChalkInstance;
}

export function explainBytes(bytes: Uint8Array, { lang, columns, chalk }: ExplainOptions): string {
  return dissect(bytes)
    .map((item) => renderDecodeText({ item, direction: null, at: null }, { lang, columns, paint: chalk }))
    .join('');
}
