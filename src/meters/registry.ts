/** The registry of meters: settings in, settings out. Pure; `settings-file.ts` reads and writes. */
import { limits, type MeterEntry } from './meter-entry.ts';
import { meterNameDefect, sameName, tidyName } from './meter-name.ts';
import { nearestNames } from './nearest-names.ts';
import { RegistryError } from './registry-error.ts';
import type { Change } from './settings-file.ts';
import type { Settings } from './settings-shape.ts';

/** A new meter; without an id it gets the next one. */
export type MeterDraft = Omit<MeterEntry, 'id'> & { readonly id?: number };

/**
 * Puts a meter into the registry.
 * @throws RegistryError for an id or a name that is taken or impossible, a note too long, a credential set named twice
 */
export function addMeter(settings: Settings, draft: MeterDraft): Change<MeterEntry> {
  const { id = nextId(settings.meters), ...rest } = draft;
  const meter = soundMeter({ id, ...rest }, settings.meters);
  return { settings: { ...settings, meters: inOrder([...settings.meters, meter]) }, result: meter };
}

/**
 * Replaces a meter by what `edit` makes of it.
 * @param wanted id or name
 * @throws RegistryError as `addMeter`, and for an unknown meter; whatever `edit` throws
 */
export function editMeter(
  settings: Settings,
  wanted: string,
  edit: (meter: MeterEntry) => MeterEntry,
): Change<{ readonly before: MeterEntry; readonly after: MeterEntry }> {
  const before = findMeter(settings.meters, wanted);
  const others = settings.meters.filter((meter) => meter !== before);
  const after = soundMeter(edit(before), others);
  return { settings: { ...settings, meters: inOrder([...others, after]) }, result: { before, after } };
}

/**
 * Takes a meter out, provided it is still the one that was shown to the user.
 * @throws RegistryError `meter-changed` where its id is gone or belongs to another name now
 */
export function removeMeter(settings: Settings, { id, name }: Pick<MeterEntry, 'id' | 'name'>): Change<MeterEntry> {
  const meter = settings.meters.find((one) => one.id === id && one.name === name);
  if (meter === undefined) throw new RegistryError({ code: 'meter-changed', name });
  return { settings: { ...settings, meters: settings.meters.filter((one) => one !== meter) }, result: meter };
}

/**
 * The meter with this id, or else with this name, whatever the case.
 * @throws RegistryError `meter-unknown`, with names that are spelled alike
 */
export function findMeter(meters: readonly MeterEntry[], wanted: string): MeterEntry {
  const id = /^\d{1,15}$/.test(wanted.trim()) ? Number(wanted) : null;
  const found = meters.find((meter) => meter.id === id) ?? meters.find(({ name }) => sameName(name, wanted));
  if (found !== undefined) return found;
  const names = meters.map(({ name }) => name);
  throw new RegistryError({
    code: 'meter-unknown',
    wanted,
    nearest: id === null ? nearestNames(wanted, names) : [],
    known: meters.length,
  });
}

/** One more than the greatest: an id that once meant a removed meter is not given to another one soon. */
function nextId(meters: readonly MeterEntry[]): number {
  const next = Math.max(0, ...meters.map(({ id }) => id)) + 1;
  if (next <= limits.id) return next;
  const taken = new Set(meters.map(({ id }) => id));
  let free = 1;
  while (taken.has(free)) free++;
  return free;
}

function soundMeter(meter: MeterEntry, others: readonly MeterEntry[]): MeterEntry {
  const { id, credentials, note } = meter;
  const name = tidyName(meter.name);
  const why = meterNameDefect(name);
  if (why !== null) throw new RegistryError({ code: 'name-wrong', name, why });
  if (!(Number.isSafeInteger(id) && id >= 1 && id <= limits.id)) {
    throw new RegistryError({ code: 'id-out-of-range', id, maximum: limits.id });
  }
  const sameId = others.find((one) => one.id === id);
  if (sameId !== undefined) throw new RegistryError({ code: 'id-taken', id, by: sameId.name });
  const namesake = others.find((one) => sameName(one.name, name));
  if (namesake !== undefined) throw new RegistryError({ code: 'name-taken', name: namesake.name, id: namesake.id });
  const twice = credentials.find((set, index) =>
    credentials.slice(0, index).some((one) => sameName(one.name, set.name)),
  );
  if (twice !== undefined) throw new RegistryError({ code: 'credential-twice', name: twice.name });
  if (note !== undefined && note.length > limits.note) {
    throw new RegistryError({ code: 'note-too-long', length: note.length, maximum: limits.note });
  }
  return { ...meter, name };
}

function inOrder(meters: readonly MeterEntry[]): readonly MeterEntry[] {
  return meters.toSorted((left, right) => left.id - right.id);
}
