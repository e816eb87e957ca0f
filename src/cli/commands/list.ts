/** `meter list`: all meters of the registry. */
import { Chalk } from 'chalk';
import { shownMeter } from '../../meters/index.ts';
import { renderMeterList } from '../../report/index.ts';
import { registryWords } from '../../wording/index.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { clockOf } from '../instants.ts';
import { writeJson } from './meter-output.ts';
import { inWords, settingsOf } from './registry-settings.ts';

/** @throws UsageError for settings that cannot be read */
export async function runList(context: Context): Promise<ExitCode> {
  const { out, err, lang } = context;
  const words = registryWords[lang];
  return await inWords(lang, async () => {
    const { meters } = await settingsOf(context, 'meter list').read();
    const shown = meters.map((meter) => shownMeter(meter, context));
    if (context.json) {
      writeJson(context, { schema: 'meter.list/1', meters: shown });
    } else if (shown.length === 0) {
      err.write(`${words.noMeters}\n${words.firstMeter}\n`);
    } else {
      const chalk = new Chalk({ level: out.colourLevel });
      out.write(renderMeterList(shown, { lang, columns: out.columns, chalk, clock: clockOf() }));
    }
    return exitCode.ok;
  });
}
