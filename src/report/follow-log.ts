/**
 * What a line of a collector's log says about success and latency, where it says so in a form that cannot be taken for
 * anything else:
 *
 *   Success Rate: 97.5%      tasa de éxito = 97,5 %      latency 212 ms      latencia: 1.2 s
 */

export interface LogFigures {
  /** 0 to 1. */
  readonly successRate: number | null;
  readonly latencyMs: number | null;
}

/** What stands further behind is not looked at. */
const longest = 4000;
const rate =
  /\b(?:success[ _-]?rate|tasa de [ée]xito)["*]{0,3}\s{0,3}[:=]?["*]{0,3}\s{0,3}(\d{1,3}(?:[.,]\d{1,6})?)\s?%/i;
const latency =
  /\b(?:latency|latencia)(?:_ms)?["*]{0,3}\s{0,3}[:=]?["*]{0,3}\s{0,3}~?(\d{1,7}(?:[.,]\d{1,6})?)\s?(ms|s|seg|sec)\b/i;

export function logFigures(text: string): LogFigures {
  const plain = text.slice(0, longest).replace(/\u001b\[[0-9;]{0,20}m/g, '');
  const percent = numberOf(rate.exec(plain)?.[1]);
  const [, amount, unit] = latency.exec(plain) ?? [];
  const time = numberOf(amount);
  return {
    successRate: percent === null || percent > 100 ? null : percent / 100,
    latencyMs: time === null ? null : unit?.toLowerCase() === 'ms' ? time : time * 1000,
  };
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text.replace(',', '.'));
}
