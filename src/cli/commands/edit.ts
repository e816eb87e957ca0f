/** `meter edit <meter>`: changes what the options name, and nothing else. */
import { isDeepStrictEqual } from 'node:util';
import { safeText } from '../../bytes/printable.ts';
import { editMeter, type MeterEntry, shownMeter } from '../../meters/index.ts';
import { collectorWords, registryWords } from '../../wording/index.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { type Ask, askTerminal } from './ask.ts';
import { askSecrets } from './asked-secrets.ts';
import { givenUp, readCollector, withCollector } from './collector-values.ts';
import { applyCredentials, readCredentials, showedSecret, type TypedCredentials } from './credential-values.ts';
import { writeJson, writeMeter } from './meter-output.ts';
import { type EditOptions, registryCommands } from './registry-options.ts';
import { inWords, settingsOf, usageError } from './registry-settings.ts';
import { readEndpoint, readId, readPort, readServer } from './registry-values.ts';

/** Options that change something: the parser's object also holds the common ones. */
const changing = registryCommands.edit.options.map(({ key }) => key);

/** @throws UsageError for nonsense, an unknown meter, a taken name or id, and settings that cannot be changed */
export async function runEdit(
  context: Context,
  wanted: string,
  options: EditOptions,
  ask: Ask = askTerminal(context),
): Promise<ExitCode> {
  const { lang } = context;
  const words = registryWords[lang];
  if (!changing.some((key) => options[key] !== undefined)) throw usageError(words.usage.nothingToChange);
  return await inWords(lang, async () => {
    const typed = readCredentials(options, lang);
    const settings = settingsOf(context, 'meter edit');
    const editWith = (credentials: TypedCredentials) => (meter: MeterEntry) =>
      edited(meter, options, credentials, context);
    // Tried once without writing: an unknown meter is said before anybody types a secret.
    editMeter(await settings.read(), wanted, editWith(typed));
    const complete = await askSecrets(typed, ask, lang);
    const { before, after } = await settings.update((found) => {
      const change = editMeter(found, wanted, editWith(complete));
      const isSame = isDeepStrictEqual(change.result.before, change.result.after);
      return isSame ? { settings: found, result: change.result } : change;
    });
    const changed = !isDeepStrictEqual(before, after);
    if (context.json) {
      writeJson(context, { schema: 'meter.edit/1', changed, meter: shownMeter(after, context) });
    } else {
      const say = changed ? words.edited : words.unchanged;
      context.out.write(`${say(safeText(after.name), after.id)}\n`);
      writeMeter(context, after);
    }
    if (showedSecret(typed)) context.err.write(`${words.secretInHistory}\n`);
    const lost = givenUp(before, after);
    if (lost !== null) context.err.write(`${safeText(collectorWords[lang].givenUp(lost))}\n`);
    return exitCode.ok;
  });
}

function edited(meter: MeterEntry, options: EditOptions, credentials: TypedCredentials, { lang }: Context): MeterEntry {
  const { name, id, server, endpoint, port, note } = options;
  const { note: oldNote, ...rest } = meter;
  const newNote = note ?? oldNote;
  const changed = {
    ...rest,
    id: id === undefined ? meter.id : readId(id, lang),
    name: name ?? meter.name,
    endpoint:
      endpoint !== undefined
        ? readEndpoint(endpoint, port, lang, meter.endpoint)
        : port === undefined
          ? meter.endpoint
          : { ...meter.endpoint, port: readPort(port, lang) },
    server: server === undefined ? meter.server : readServer(server, lang),
    credentials: applyCredentials(meter.credentials, credentials),
    ...(newNote === undefined || newNote === '' ? {} : { note: newNote }),
  };
  return withCollector(changed, readCollector(options, meter.collector, lang), lang);
}
