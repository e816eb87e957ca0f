/** `meter show <meter>`: one meter of the registry. */
import { findMeter, shownMeter } from '../../meters/index.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { writeJson, writeMeter } from './meter-output.ts';
import { inWords, settingsOf } from './registry-settings.ts';

/** @throws UsageError for an unknown meter, and for settings that cannot be read */
export async function runShow(context: Context, wanted: string): Promise<ExitCode> {
  return await inWords(context.lang, async () => {
    const { meters } = await settingsOf(context, 'meter show').read();
    const meter = findMeter(meters, wanted);
    if (context.json) writeJson(context, { schema: 'meter.show/1', meter: shownMeter(meter, context) });
    else writeMeter(context, meter);
    return exitCode.ok;
  });
}
