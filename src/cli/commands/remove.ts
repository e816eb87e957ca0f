/** `meter remove <meter>`: takes a meter out of the registry, after asking where somebody can answer. */
import { safeText } from '../../bytes/printable.ts';
import { renderEndpoint } from '../../evidence/index.ts';
import { findMeter, removeMeter, shownMeter } from '../../meters/index.ts';
import { collectorWords, registryWords } from '../../wording/index.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { type Ask, askTerminal } from './ask.ts';
import { writeJson } from './meter-output.ts';
import type { RemoveOptions } from './registry-options.ts';
import { inWords, settingsOf, usageError } from './registry-settings.ts';

/** @throws UsageError for an unknown meter, without a terminal and `--yes`, and for settings that cannot be changed */
export async function runRemove(
  context: Context,
  wanted: string,
  options: RemoveOptions,
  ask: Ask = askTerminal(context),
): Promise<ExitCode> {
  const words = registryWords[context.lang];
  return await inWords(context.lang, async () => {
    const settings = settingsOf(context, 'meter remove');
    const meter = findMeter((await settings.read()).meters, wanted);
    const name = safeText(meter.name);
    if (meter.paused !== undefined) {
      throw usageError(collectorWords[context.lang].pausedCannotRemove(name, `${meter.id}`));
    }
    let removed = true;
    if (options.yes !== true) {
      if (!ask.canAsk) throw usageError(words.usage.needsYes);
      const answer = await ask.line(words.confirmRemove(name, meter.id, renderEndpoint(meter.endpoint)));
      removed = words.yes.test(answer.trim());
    }
    // By what was shown, not by what was typed: the question may have stood there for an hour.
    if (removed) {
      await settings.update((found) => {
        const change = removeMeter(found, meter);
        if (change.result.paused === undefined) return change;
        throw usageError(collectorWords[context.lang].pausedCannotRemove(name, `${meter.id}`));
      });
    }
    if (context.json) {
      writeJson(context, { schema: 'meter.remove/1', removed, meter: shownMeter(meter, context) });
    } else {
      context.out.write(`${removed ? words.removed(name, meter.id) : words.kept(name)}\n`);
    }
    return exitCode.ok;
  });
}
