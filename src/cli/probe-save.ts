/** `meter probe --save`: what was found goes into the registry entry, as far as it is beyond doubt. */
import { safeText } from '../bytes/printable.ts';
import { renderServerAddress } from '../evidence/index.ts';
import { editMeter, type MeterEntry } from '../meters/index.ts';
import type { Verdict } from '../verdict/index.ts';
import { fill, probeWords } from '../wording/index.ts';
import { inWords, settingsOf } from './commands/registry-settings.ts';
import type { Context } from './context.ts';
import type { MeterTarget } from './meter-target.ts';
import { keepCommand, sameServer } from './probe-commands.ts';

/** A field of an entry, as it was and as it is now. */
export interface SavedChange {
  readonly field: 'server' | 'transport' | 'client';
  /** Of a client: the name of its credential set. */
  readonly credential: string | null;
  readonly before: string;
  readonly after: string;
}

export interface Saved {
  readonly changed: readonly SavedChange[];
  /** A client SAP that works, and cannot be told to belong to a set. */
  readonly clientNotSaved: number | null;
}

const publicClient = 16;

/** What an entry would become. Pure. */
export function savedEntry(
  meter: MeterEntry,
  { found, causes }: Pick<Verdict, 'found' | 'causes'>,
): { readonly meter: MeterEntry; readonly saved: Saved } {
  if (found === null) return { meter, saved: { changed: [], clientNotSaved: null } };
  const changed: SavedChange[] = [];
  const change = (field: SavedChange['field'], credential: string | null, before: string, after: string) => {
    if (before !== after) changed.push({ field, credential, before, after });
  };
  change('server', null, renderServerAddress(meter.server), renderServerAddress(found.server));
  change('transport', null, meter.endpoint.transport, found.framing);
  const wrong = causes.find(({ code, because }) => code === 'client.wrong' && !because.startsWith('left-'));
  const isKnown = meter.credentials.some(({ client }) => client === found.client);
  const [only, ...more] = meter.credentials.filter(({ client }) => client !== publicClient);
  // The one set that is not the public client's must be it; of several, nobody can tell which.
  const isBeyondDoubt =
    wrong?.grade === 'proven' && !isKnown && found.client !== publicClient && only !== undefined && more.length === 0;
  if (isBeyondDoubt) change('client', only.name, `${only.client}`, `${found.client}`);
  const credentials = meter.credentials.map((set) =>
    isBeyondDoubt && set === only ? { ...set, client: found.client } : set,
  );
  return {
    meter: {
      ...meter,
      server: sameServer(found.server, meter.server) ? meter.server : found.server,
      endpoint: { ...meter.endpoint, transport: found.framing },
      credentials,
    },
    saved: {
      changed,
      clientNotSaved:
        wrong !== undefined && !isKnown && !isBeyondDoubt && found.client !== publicClient ? found.client : null,
    },
  };
}

/** Keeps it. Null where the meter has no entry. @throws UsageError where the settings cannot be changed */
export async function saveFound(
  context: Context,
  { id }: Pick<MeterTarget, 'id'>,
  verdict: Pick<Verdict, 'found' | 'causes'>,
): Promise<Saved | null> {
  if (id === null) return null;
  return await inWords(context.lang, async () =>
    settingsOf(context, 'meter probe').update((settings) => {
      const { meters } = settings;
      const entry = meters.find((one) => one.id === id);
      const { meter, saved } = entry === undefined ? { meter: null, saved: savedNothing } : savedEntry(entry, verdict);
      if (meter === null || saved.changed.length === 0) return { settings, result: saved };
      return { settings: editMeter(settings, `${id}`, () => meter).settings, result: saved };
    }),
  );
}

const savedNothing: Saved = { changed: [], clientNotSaved: null };

/** What was saved, in words. */
export function savedText(
  { lang }: Pick<Context, 'lang'>,
  target: Omit<MeterTarget, 'credentials'>,
  { found, causes }: Pick<Verdict, 'found' | 'causes'>,
  saved: Saved | null,
): readonly string[] {
  const { save } = probeWords[lang];
  if (found === null) return [save.nothingFound];
  if (saved === null) return [fill(save.noEntry, { command: keepCommand(target, found, lang)?.command ?? '' })];
  const meter = safeText(target.name ?? `${target.id}`);
  const told = saved.changed.map(({ field, credential, before, after }) =>
    fill(save.changed, { meter, field: fill(save.fields[field], { name: safeText(credential ?? '') }), before, after }),
  );
  const named = causes.filter(({ code }) => code === 'address.value' || code === 'address.length');
  const isSure = named.length === 0 || named.some(({ grade }) => grade === 'proven');
  if (!isSure && saved.changed.some(({ field }) => field === 'server')) told.push(save.likely);
  if (saved.clientNotSaved !== null)
    told.push(fill(save.clientNot, { client: saved.clientNotSaved, meter: `${target.id}` }));
  return told.length === 0 ? [fill(save.unchanged, { meter })] : told;
}
