/** Where a recovery is shown while it goes on: lines and a countdown on a terminal, one line an event elsewhere. */
import { Chalk } from 'chalk';
import {
  hang,
  type RecoverStepName,
  type RecoverStepTimes,
  recoverEventText,
  recoverStepNames,
  renderDuration,
  renderRecoverStep,
} from '../report/index.ts';
import { fill, recoverWords } from '../wording/index.ts';
import { startActivity } from './activity.ts';
import type { Context } from './context.ts';
import { localTime } from './instants.ts';

export interface RecoverScreen {
  step(step: RecoverStepName, values: RecoverStepTimes & { readonly most: string }): void;
  /** Something was done or seen. */
  tell(step: RecoverStepName, seen: { readonly at: string; readonly name: string; readonly values: Values }): void;
  /** What is waited for, counted down; null where nobody knows how long. */
  wait(name: string, forMs: number | null): void;
  /** Takes the countdown away: a question is asked. */
  stop(): void;
}

type Values = Readonly<Record<string, string | number>>;

const tickMs = 1000;
const widest = 110;

export async function recoverScreen(context: Context): Promise<RecoverScreen> {
  const { err, lang } = context;
  const activity = await startActivity(context);
  const chalk = new Chalk({ level: err.colourLevel });
  let timer: NodeJS.Timeout | null = null;
  const stop = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    activity.stop();
  };
  const line = (text: string) => {
    activity.stop();
    err.write(`${text}\n`);
  };
  return {
    step(step, values) {
      const text = renderRecoverStep(step, values, { lang, columns: err.columns, chalk }, err.isTerminal);
      line(err.isTerminal ? `\n${text}` : `${clock(new Date().toISOString())} ${text}`);
    },
    tell(step, seen) {
      const text = recoverEventText(seen, lang);
      if (err.isTerminal) line(hang('  · ', text, Math.min(err.columns, widest)));
      else line(`${clock(seen.at)} ${recoverStepNames.indexOf(step) + 1} ${step}: ${text}`);
    },
    wait(name, forMs) {
      if (timer !== null) clearInterval(timer);
      timer = null;
      if (forMs === null) return activity.show(name, null);
      const until = performance.now() + forMs;
      const draw = () => {
        const left = leftText(Math.max(0, until - performance.now()));
        activity.show(fill(recoverWords[lang].left, { name, left }), null);
      };
      draw();
      timer = setInterval(draw, tickMs).unref();
    },
    stop,
  };
}

/** `12 s`, `2 min 5 s` */
function leftText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 60 ? `${seconds} s` : renderDuration(seconds * 1000);
}

function clock(at: string): string {
  return localTime(at).slice(-8);
}
