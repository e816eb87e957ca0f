/** Shows on a terminal which question of a probe is waited for, and how much is left at most. */
import type { ProbePhase } from '../campaign/index.ts';
import { askedOfRow, renderDuration } from '../report/index.ts';
import { fill, probeWords, testWords } from '../wording/index.ts';
import { startActivity } from './activity.ts';
import type { Context } from './context.ts';

export interface ProbeProgress {
  readonly show: (phase: ProbePhase) => void;
  readonly stop: () => void;
}

export async function startProbeProgress(context: Context): Promise<ProbeProgress> {
  const { lang, verbosity, json, err } = context;
  const activity = await startActivity(context);
  const words = probeWords[lang].progress;
  const phases = testWords[lang].phases;
  const named = (phase: ProbePhase): string => {
    switch (phase.name) {
      case 'row': {
        const left = fill(words.left, { questions: phase.questionsLeft, duration: renderDuration(phase.mostMsLeft) });
        return fill(words.row, { asked: askedOfRow(phase.row, lang), left });
      }
      case 'quiet':
        return words.quiet;
      case 'freeing':
        return words.free;
      case 'hand':
        return words.hand;
      default:
        return fill(phases[phase.name] ?? phase.name, 'credential' in phase ? phase : {});
    }
  };
  return {
    show: (phase) => {
      // Frame by frame, each belongs to a question: that stands above it.
      if (verbosity > 0 && !json && phase.name === 'row') err.write(`-- ${askedOfRow(phase.row, lang)}\n`);
      activity.show(named(phase), phase.name === 'row' ? phase.row.mostMs : phase.forMs);
    },
    stop: activity.stop,
  };
}
