/** The words of `meter profile` in Spanish. */
import type { ProfileWords } from './profile.ts';

export const profileEs: ProfileWords = {
  head: {
    title: (profile, meter) => `Perfil ${profile} de ${meter}`,
    period: (every) => (every === null ? 'una fila cuando ocurre algo' : `una fila cada ${every}`),
    entries: (inUse, of) => (of === null ? `${inUse} filas en el medidor` : `${inUse} de ${of} filas en el medidor`),
    orders: {
      fifo: 'primero la más antigua',
      lifo: 'primero la más reciente',
      largest: 'ordenadas por el valor mayor',
      smallest: 'ordenadas por el valor menor',
      'nearest-to-zero': 'ordenadas por cercanía a cero',
      'farthest-from-zero': 'ordenadas por distancia a cero',
    },
    columnsUnknown: (error) => `El medidor no dice cuáles son sus columnas (${error}): van numeradas.`,
    column: (number) => `columna ${number}`,
  },
  foot: {
    rows: (count) => (count === 1 ? '1 fila.' : `${count} filas.`),
    noRows: 'El medidor no entregó filas para esta selección.',
    noRowsHint: (inUse) => `Tiene ${inUse} filas: vea las últimas con --last-entries 10, o elija otro intervalo.`,
    derived: '* El medidor omitió esta hora: es la anterior más un período de captura.',
    invalid: '! El reloj era inválido según su propio estado cuando se capturó esta fila.',
    doubtful: '? El reloj era dudoso según su propio estado cuando se capturó esta fila.',
    leftOut: (columns) =>
      `Se omiten por falta de ancho: ${columns}. Para verlas: --columns, --csv, --json o un terminal más ancho.`,
    unscaled: (columns) => `No se pudo leer la escala de ${columns}: son los números tal como los guarda el medidor.`,
    otherLength: (rows) =>
      rows === 1
        ? '1 fila tiene otro número de valores que columnas tiene el perfil; no se sabe qué valor corresponde a qué columna.'
        : `${rows} filas tienen otro número de valores que columnas tiene el perfil; no se sabe qué valor corresponde a qué columna.`,
  },
  otherLength: (cells, columns) =>
    cells === 1 ? `1 valor en lugar de ${columns}:` : `${cells} valores en lugar de ${columns}:`,
  notes: {
    clockUnknown: (why) => `El medidor no da su hora (${why}): el intervalo se cuenta desde la hora de este equipo.`,
    otherForm: (why, form) =>
      form === 'unspecified'
        ? `El medidor rechazó el intervalo con su desviación respecto a UTC (${why}); sin ella responde.`
        : `El medidor rechazó el intervalo sin desviación respecto a UTC (${why}); con ella responde.`,
    rangeRefused: (why) => `El medidor rechaza los intervalos de tiempo, con y sin desviación respecto a UTC (${why}).`,
    noClock: 'Ninguna columna de este perfil es un reloj: el medidor no puede seleccionar por tiempo.',
    byEntries: (from, to) =>
      `Se pidieron en su lugar las filas ${from} a ${to} por número, contadas con el período de captura; las filas fuera del intervalo se omiten. Si el medidor capturó más a menudo, pueden faltar las primeras filas del intervalo.`,
    sortedOutHere: 'Se lee todo el perfil; las filas fuera del intervalo se omiten aquí.',
    order: (order) => `El medidor guarda este perfil así: ${order}.`,
  },
  ends: {
    refused: (profile, error) => ({
      message: `El medidor no entrega el perfil ${profile}: ${error}.`,
      hint: 'Pregunte como otro cliente (--credential, --client), o vea qué hay: meter browse.',
    }),
    unreadable: (profile, error) => ({
      message: `No se puede leer la respuesta del perfil ${profile}: ${error}.`,
      hint: 'Ejecútelo otra vez con -vv para ver cada byte, o con --trace ARCHIVO para guardarlos.',
    }),
    entriesUnknown: {
      message: 'El medidor no dice cuántas filas tiene, así que las últimas no tienen número con que pedirlas.',
      hint: 'Indique sus números (--entries 1..100), un intervalo de tiempo (--last 24h) o --all.',
    },
    noSelection: {
      message: 'El medidor no ofrece acceso selectivo a este cliente: solo puede entregar el perfil entero.',
      hint: 'Léalo entero, tarde lo que tarde: --all. Con --last o --from, las filas de fuera se omiten aquí.',
    },
    rangeRefused: {
      message: 'No se pueden pedir las filas de ese tiempo.',
      hint: 'Pídalas por número (--entries 1..100 o --last-entries 10), o lea todo: --all.',
    },
    soFar: (rows) => (rows === 1 ? 'Antes llegó 1 fila.' : `Antes llegaron ${rows} filas.`),
    interrupted: (rows) => `Interrumpido tras ${rows === 1 ? '1 fila' : `${rows} filas`}.`,
  },
  plot: {
    title: (column, unit) => (unit === '' ? column : `${column}, ${unit}`),
    summary: (count, minimum, maximum) => `${count} valores, de ${minimum} a ${maximum}.`,
    nothing: (column) => `No hay ningún número que dibujar en ${column}.`,
  },
  usage: {
    lastWrong: (text) => ({
      message: `--last "${text}" no es un lapso de tiempo.`,
      hint: 'Escríbalo como 90m, 24h, 7d o 2w.',
    }),
    timeWrong: (option, text) => ({
      message: `${option} "${text}" no es una fecha ni una hora.`,
      hint: 'Escríbala como 2026-11-24, 2026-11-24T14:30 (como la muestra el reloj del medidor) o 2026-11-24T14:30+01:00.',
    }),
    fromAfterTo: { message: '--from es posterior a --to.', hint: 'Intercámbielos.' },
    entriesWrong: (text) => ({
      message: `--entries "${text}" no es un rango de filas.`,
      hint: 'Escríbalo como 1..100 o 7; las filas se cuentan desde 1, la más antigua.',
    }),
    lastEntriesWrong: (text) => ({
      message: `--last-entries "${text}" no es un número de filas.`,
      hint: 'Indique un número entero desde 1, p. ej. --last-entries 10.',
    }),
    conflict: (one, other) => ({ message: `${one} y ${other} se excluyen.`, hint: 'Elija uno de los dos.' }),
    columnUnknown: (text, known) => ({
      message: `Este perfil no tiene la columna "${text}".`,
      hint: `Sus columnas: ${known}.`,
    }),
    notNumeric: (column) => ({
      message: `La columna ${column} no se puede dibujar: no es una magnitud.`,
      hint: 'Nombre otra: --plot energia.',
    }),
    noProfile: (typed, classId) => ({
      message: `"${typed}" no es un perfil: tiene la clase ${classId}, los perfiles tienen la clase 7.`,
      hint: `Léalo con: meter read MEDIDOR ${typed}`,
    }),
    memberGiven: (typed) => ({
      message: `"${typed}" nombra un atributo; un perfil se lee entero.`,
      hint: 'Nombre solo el objeto: 1-0:99.1.0, o perfil.',
    }),
  },
  activity: {
    opening: 'leyendo de qué consta el perfil',
    rows: (rows, of, rate) =>
      `leyendo filas, ${of === null ? rows : `${rows} de ${of}`}${rate === null ? '' : `, ${rate} por segundo`}`,
  },
  options: {
    last: 'filas de los últimos 90m, 24h, 7d, 2w, según el reloj del medidor (24h)',
    from: 'filas desde esta hora: 2026-11-24, 2026-11-24T14:30, con desplazamiento o como la muestra el reloj del medidor',
    to: 'filas hasta esta hora; una fecha sola incluye ese día',
    entries: 'filas por número, 1 es la primera: 1..100',
    lastEntries: 'las últimas filas, tantas',
    all: 'lee el perfil entero, sin pedirle al medidor que seleccione',
    columns: 'solo estas columnas: nombres, códigos OBIS o números, separados por comas',
    csv: 'valores separados por comas (RFC 4180)',
    plot: 'dibuja una columna; la primera magnitud si no se nombra',
  },
};
