/** What the registry's commands print: a JSON document, or a sentence and the meter. */
import { Chalk } from 'chalk';
import { type MeterEntry, shownMeter } from '../../meters/index.ts';
import { renderMeter, safeJson } from '../../report/index.ts';
import type { Context } from '../context.ts';
import { clockOf } from '../instants.ts';

/** @param document its first field is `schema` */
export function writeJson(
  { out }: Context,
  document: { readonly schema: string; readonly [field: string]: unknown },
): void {
  out.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** The same where collectors had a say: on a terminal, too, nothing of it acts. */
export function writeSafeJson(
  { out }: Context,
  document: { readonly schema: string; readonly [field: string]: unknown },
): void {
  out.write(`${safeJson(document, 2)}\n`);
}

/** Writes a meter as text, secrets masked unless the user wants to see them. */
export function writeMeter({ out, lang, showSecrets }: Context, meter: MeterEntry): void {
  const chalk = new Chalk({ level: out.colourLevel });
  out.write(renderMeter(shownMeter(meter, { showSecrets }), { lang, columns: out.columns, chalk, clock: clockOf() }));
}
