/** The command lines that a test or a probe tells its user to type: for a next step, and to keep what was found. */
import { renderEndpoint, renderServerAddress, type ServerAddress } from '../evidence/index.ts';
import type { Found } from '../verdict/index.ts';
import { type Language, probeWords } from '../wording/index.ts';
import type { MeterTarget } from './meter-target.ts';

export interface ProbedMeter {
  readonly lang: Language;
  readonly target: Omit<MeterTarget, 'credentials'>;
  /** The server address as it was typed; undefined where it is the meter's own. */
  readonly server: string | undefined;
  /** The right bytes in place of malformed ones that were given; null where there are none to tell. */
  readonly right: string | null;
}

/** The command lines for a step of the verdict; none where a step is no command. */
export function stepCommands(
  { lang, target, server, right }: ProbedMeter,
  found: Found | null,
): (step: string) => readonly string[] {
  const { id, endpoint } = target;
  const { placeholders } = probeWords[lang];
  const meter = meterWord(target);
  const same = server === undefined ? '' : ` --server ${server}`;
  const other = (transport: 'hdlc' | 'wrapper') =>
    `meter test ${renderEndpoint({ ...endpoint, transport }).replace(/^tcp:/, 'hdlc:')}`;
  const at = found === null || sameServer(found.server, target.server) ? same : serverOption(found.server);
  const keep = keepCommand(target, found, lang);
  const lines: Readonly<Record<string, readonly string[]>> = {
    // Of an address that only answered late nothing is sure enough to be typed.
    'keep-address':
      found === null ? [] : id === null ? [`meter test ${meter}${at}`] : keep === null ? [] : [keep.command],
    'test-again': [`meter test ${meter}${at}`],
    // Without a collector there is nothing that this tool could stop.
    pause: id === null || target.collector == null ? [] : [`meter pause ${id}`],
    'try-wrapper': [other('wrapper')],
    'try-hdlc': [other('hdlc')],
    'longer-timeout': [`meter test ${meter}${at} --timeout 15`],
    'quiet-then-once': [`meter probe ${meter}${same} --wait`],
    'wait-inactivity': [`meter probe ${meter}${same} --wait`],
    recover: id === null ? [] : [`meter recover ${id}`],
    report: [`meter report ${meter}`],
    'check-client': [`meter probe ${meter}${at} --only clients`],
    'keep-found': keep === null ? [] : [keep.command],
    'ask-wider': [
      `meter probe ${meter}${same} --serial ${placeholders.number}`,
      `meter probe ${meter}${same} --only addresses --from 1 --to 127`,
    ],
    'mend-frame': right === null ? [] : [`meter probe ${meter}${same} --frame "${right}"`],
    probe: [`meter probe ${meter}${same}`],
  };
  return (step) => lines[step] ?? [];
}

/** What to type to keep what was found; null where nothing was, or the entry holds it already. */
export function keepCommand(
  target: Omit<MeterTarget, 'credentials'>,
  found: Found | null,
  lang: Language,
): { readonly how: 'keep' | 'addIt'; readonly command: string } | null {
  if (found === null) return null;
  const { id, endpoint, server } = target;
  const option = serverOption(found.server);
  const transport = found.framing === 'hdlc' ? 'hdlc' : 'wrapper';
  const where = `${transport}://${renderEndpoint(endpoint).replace(/^\w+:\/\//, '')}`;
  if (id === null)
    return { how: 'addIt', command: `meter add ${probeWords[lang].placeholders.name} ${where}${option}` };
  const changes = [
    sameServer(found.server, server) ? '' : option,
    transport === endpoint.transport ? '' : ` --endpoint ${where}`,
  ].join('');
  return changes === '' ? null : { how: 'keep', command: `meter edit ${id}${changes}` };
}

/** How this meter is named on a command line. */
export function meterWord({ id, endpoint }: Omit<MeterTarget, 'credentials'>): string {
  return id === null ? renderEndpoint(endpoint).replace(/^tcp:\/\//, '') : `${id}`;
}

function serverOption(server: ServerAddress): string {
  return ` --server ${renderServerAddress(server)}`;
}

export function sameServer(one: ServerAddress, other: ServerAddress): boolean {
  return renderServerAddress(one) === renderServerAddress(other);
}
