/** The words of `meter health`, in both languages. */
import type { Language } from './language.ts';

export interface HealthWords {
  readonly columns: Readonly<Record<'id' | 'name' | 'verdict' | 'last' | 'day' | 'week' | 'silent' | 'state', string>>;
  readonly pausedFor: (time: string) => string;
  /** The collector runs and says itself that it leaves this meter alone. */
  readonly leftAlone: string;
  readonly neverTested: string;
  readonly summary: (ok: number, all: number) => string;
  readonly untested: (count: number) => string;
  readonly damaged: (lines: number) => string;
  readonly options: Readonly<Record<'sort', string>>;
}

const en: HealthWords = {
  columns: {
    id: 'Id',
    name: 'Name',
    verdict: 'Verdict',
    last: 'Ago',
    day: '24 h',
    week: '7 d',
    silent: 'Silent',
    state: 'Collector',
  },
  pausedFor: (time) => `paused ${time}`,
  leftAlone: 'leaves it',
  neverTested: 'never tested',
  summary: (ok, all) => `${ok} of ${all} ${all === 1 ? 'meter' : 'meters'}: last verdict ok.`,
  untested: (count) =>
    `${count} never tested: nothing is known of ${count === 1 ? 'it' : 'them'}, so ${count === 1 ? 'it does' : 'they do'} not count as ok. Next: meter test`,
  damaged: (lines) => `Damaged lines of the history that were passed over: ${lines}. See \`meter doctor\`.`,
  options: { sort: 'the worst first, instead of the order of the registry' },
};

const es: HealthWords = {
  columns: {
    id: 'Id',
    name: 'Nombre',
    verdict: 'Veredicto',
    last: 'Hace',
    day: '24 h',
    week: '7 d',
    silent: 'Mudo',
    state: 'Colector',
  },
  pausedFor: (time) => `pausado ${time}`,
  leftAlone: 'no lo lee',
  neverTested: 'nunca probado',
  summary: (ok, all) => `${ok} de ${all} ${all === 1 ? 'medidor' : 'medidores'}: último veredicto ok.`,
  untested: (count) =>
    count === 1
      ? '1 nunca se probó: de él no se sabe nada, así que no cuenta como ok. Siguiente: meter test'
      : `${count} nunca se probaron: de ellos no se sabe nada, así que no cuentan como ok. Siguiente: meter test`,
  damaged: (lines) => `Líneas dañadas del historial que se pasaron por alto: ${lines}. Vea \`meter doctor\`.`,
  options: { sort: 'los peores primero, en lugar del orden del registro' },
};

export const healthWords = { en, es } as const satisfies Record<Language, HealthWords>;
