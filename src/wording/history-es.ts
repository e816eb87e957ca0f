/** The words of `meter history` in Spanish. */
import type { HistoryWords } from './history.ts';

export const historyEs: HistoryWords = {
  allMeters: 'Todos los medidores',
  since: (when) => `desde ${when}`,
  empty: 'Todavía no hay nada guardado de esto.',
  emptySince: (when) => `No hay nada guardado de esto desde ${when}.`,
  emptyHint: 'Cada `meter test` deja aquí un registro; ejecute uno y vuelva.',
  labels: {
    rate: 'tasa de éxito',
    firstSuccess: 'primer éxito',
    lastSuccess: 'último éxito',
    silent: 'sin respuesta desde',
    settings: 'estos ajustes',
  },
  rate: (percent, successes, attempts) =>
    `${percent} (${successes} de ${attempts} ${attempts === 1 ? 'ejecución' : 'ejecuciones'})`,
  noAttempts: 'ninguna ejecución llegó a la línea',
  ownRuns: (count) =>
    count === 1
      ? 'sin contar 1 que encontró otra ejecución de esta herramienta'
      : `sin contar ${count} que encontraron otra ejecución de esta herramienta`,
  never: 'nunca',
  ago: (when, duration) => `${when}, hace ${duration}`,
  silent: (when, attempts) => `${when} (${attempts} ${attempts === 1 ? 'ejecución' : 'ejecuciones seguidas'})`,
  client: (credential, client) => `${credential}, cliente ${client}`,
  worked: (who, last, successes, attempts) =>
    `${who}: funcionaron, por última vez ${last} (${successes} de ${attempts})`,
  neverWorked: (who, attempts) =>
    `${who}: nunca funcionaron, en ${attempts} ${attempts === 1 ? 'intento' : 'intentos'}`,
  neverAsked: (who) => `${who}: nunca se intentó con estos ajustes`,
  days: (from, to) => `Tasa de éxito por día, ${from} a ${to}`,
  legend: (none, failed) => `${failed} ningún éxito ese día   ${none} ninguna ejecución ese día`,
  columns: { when: 'Cuándo', meter: 'Medidor', kind: 'Tipo', verdict: 'Veredicto', sets: 'Credenciales', took: 'Duró' },
  kinds: { test: 'prueba', probe: 'sondeo', follow: 'seguimiento', recover: 'recuperación' },
  damaged: (lines) =>
    lines === 1
      ? 'Se pasó por alto 1 línea dañada del historial; `meter doctor` dice dónde.'
      : `Se pasaron por alto ${lines} líneas dañadas del historial; \`meter doctor\` dice dónde.`,
  pruned: (files) =>
    files === 1
      ? 'Se quitó 1 archivo del historial; tenía un mes.'
      : `Se quitaron ${files} archivos del historial; cada uno tenía un mes.`,
  usage: {
    since: (text) => ({
      message: `--since "${text}" no es un tiempo.`,
      hint: 'Indique un lapso como 24h, 7d o 4w, o una hora local como 2026-11-24 o "2026-11-24 14:30".',
    }),
    number: (text) => ({
      message: `-n "${text}" no es un número de registros.`,
      hint: 'Indique un número entero de 0 a 1000000.',
    }),
    prune: (text) => ({
      message: `--prune "${text}" no es un número de días.`,
      hint: 'Indique un número entero de días de 1 a 36500, p. ej. --prune 400.',
    }),
    both: (one, other) => ({ message: `${one} y ${other} se excluyen.`, hint: 'Indique uno de los dos.' }),
  },
  options: {
    number: 'muestra esta cantidad de registros (10); con --csv: todos',
    since: 'solo lo ocurrido desde entonces: 24h, 7d, 4w, 2026-11-24',
    csv: 'los registros como valores separados por comas',
    prune: 'quita los registros con más de estos días, por meses enteros (por sí solo: 400)',
  },
};
