/** `meter add <name> <endpoint>`: puts a meter into the registry; unless told otherwise, with the field case's defaults. */
import { safeText } from '../../bytes/printable.ts';
import { renderEndpoint } from '../../evidence/index.ts';
import { addMeter, type MeterDraft, newMeter, shownMeter } from '../../meters/index.ts';
import { registryWords } from '../../wording/index.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { type Ask, askTerminal } from './ask.ts';
import { askSecrets } from './asked-secrets.ts';
import { readCollector } from './collector-values.ts';
import { applyCredentials, readCredentials, showedSecret, type TypedCredentials } from './credential-values.ts';
import { writeJson, writeMeter } from './meter-output.ts';
import type { AddOptions } from './registry-options.ts';
import { inWords, settingsOf } from './registry-settings.ts';
import { readEndpoint, readId, readServer } from './registry-values.ts';

/** @throws UsageError for nonsense, a taken name or id, and settings that cannot be changed */
export async function runAdd(
  context: Context,
  name: string,
  endpointText: string,
  options: AddOptions,
  ask: Ask = askTerminal(context),
): Promise<ExitCode> {
  const { lang } = context;
  const words = registryWords[lang];
  return await inWords(lang, async () => {
    const typed = readCredentials(options, lang);
    const collector = readCollector(options, undefined, lang) ?? null;
    const fixed = {
      ...(options.id === undefined ? {} : { id: readId(options.id, lang) }),
      name,
      endpoint: readEndpoint(endpointText, options.port, lang),
      server: options.server === undefined ? newMeter.server : readServer(options.server, lang),
      ...(options.note === undefined || options.note === '' ? {} : { note: options.note }),
      ...(collector === null ? {} : { collector }),
    };
    const draft = (credentials: TypedCredentials): MeterDraft => ({
      ...fixed,
      credentials: applyCredentials(typed.sets.length === 0 ? newMeter.credentials : [], credentials),
    });
    const settings = settingsOf(context, 'meter add');
    // Tried once without writing: nobody shall type a secret only to hear that the name is taken.
    if (typed.secrets.some(({ source }) => source === 'ask')) addMeter(await settings.read(), draft(typed));
    const complete = draft(await askSecrets(typed, ask, lang));
    const meter = await settings.update((before) => addMeter(before, complete));
    if (context.json) {
      writeJson(context, { schema: 'meter.add/1', meter: shownMeter(meter, context) });
    } else {
      context.out.write(`${words.added(safeText(meter.name), meter.id, renderEndpoint(meter.endpoint))}\n`);
      writeMeter(context, meter);
      context.err.write(`${words.next(`${meter.id}`)}\n`);
    }
    if (showedSecret(typed)) context.err.write(`${words.secretInHistory}\n`);
    return exitCode.ok;
  });
}
