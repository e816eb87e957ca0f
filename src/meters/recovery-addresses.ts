/** The server addresses at which a meter was ever answered, as its history tells: where a link of ours may still be open. */
import { readHistory } from './history.ts';
import type { HistoryMeter } from './history-place.ts';

const mostAddresses = 8;
/** `1`, `1-17`, `1-1.4`: how the name of a file of the history writes an address. */
const keyPattern = /^(\d{1,5})(?:-(\d{1,5}))?(?:\.(\d))?_tcp_/;

/** As `parseServerAddress` reads them: `1`, `1/17`, `1/1:4`; the one that was answered last stands first. */
export function answeredAddresses(configDir: string | undefined, meter: HistoryMeter): readonly string[] {
  const lastAt = new Map<string, number>();
  readHistory(configDir, meter).entries.each(({ at, clients, file }) => {
    if (!clients.includes('+')) return;
    lastAt.set(file.settings, Math.max(at, lastAt.get(file.settings) ?? 0));
  });
  const newestFirst = [...lastAt].toSorted(([, left], [, right]) => right - left);
  const written = newestFirst.flatMap(([settings]) => {
    const [whole, upper, lower, width] = keyPattern.exec(settings) ?? [];
    if (whole === undefined) return [];
    return [`${upper}${lower === undefined ? '' : `/${lower}`}${width === undefined ? '' : `:${width}`}`];
  });
  return [...new Set(written)].slice(0, mostAddresses);
}
