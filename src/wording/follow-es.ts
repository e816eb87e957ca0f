import type { FollowWords } from './follow.ts';

const example = 'Por ejemplo: 30s, 5m, 2h, o un número de segundos.';

const times = (count: number) => (count === 1 ? 'una vez' : `${count} veces`);

export const followEs: FollowWords = {
  options: {
    every: 'segundos de una consulta a la siguiente (10)',
    register: 'objeto que se consulta; repita la opción para varios (los usuales que tiene el medidor)',
    via: 'meter o collector; si no se dice: el registro (log) de un colector activo, o si no el medidor',
    for: 'termina después de este tiempo: 30s, 5m, 2h',
    count: 'termina después de tantas consultas o intentos, o líneas del registro (log)',
    inactivity: 'tras cuánto silencio suelta el medidor un enlace, en segundos (180)',
  },
  usage: {
    everyWrong: (text) => ({
      message: `"${text}" no es un intervalo para --every.`,
      hint: 'Dé segundos de 0.2 a 100: un medidor suelta el enlace que calla por más tiempo.',
    }),
    everyTooLong: (every, inactivity) => ({
      message: `Con una consulta cada ${every} s el medidor suelta el enlace entre una y otra (a los ${inactivity} s).`,
      hint: 'Dé un --every más corto, o el --inactivity correcto.',
    }),
    viaWrong: (text) => ({
      message: `"${text}" no es un modo de seguir a un medidor.`,
      hint: 'Elija --via meter o --via collector.',
    }),
    forWrong: (text) => ({ message: `"${text}" no es una duración.`, hint: example }),
    countWrong: (text) => ({ message: `"${text}" no es una cantidad.`, hint: 'Dé un número entero de 1 a 999999999.' }),
    inactivityWrong: (text) => ({
      message: `"${text}" no es un tiempo de inactividad.`,
      hint: 'Dé segundos de 1 a 3600; la mayoría de los medidores tiene 120 o 180.',
    }),
    noCollector: (meter) => ({
      message: `No se conoce ningún colector de "${meter}", así que no hay registro (log) que seguir.`,
      hint: 'Quite --via collector, o diga cómo se maneja el colector: meter edit … --collector',
    }),
  },
  ways: { meter: 'el medidor mismo', collector: 'el registro (log) de su colector' },
  reasons: {
    asked: 'como usted pidió',
    running: 'su colector está activo y ocupa la línea',
    paused: 'su recolección está en pausa',
    stopped: 'su colector no está activo',
    none: 'no tiene colector',
    unasked: 'no se le puede preguntar a su colector',
  },
  every: (seconds) => `cada ${seconds} s`,
  client: (client, credential) => `cliente ${client} (${credential})`,
  collectorRuns:
    'El colector de este medidor está activo: un gateway que acepta un cliente a la vez dirá que está ocupado.',
  givenUp: 'Esto no se intenta otra vez: repetir un inicio de sesión con contraseña puede bloquear un medidor.',
  event: {
    connected: (took) => `sesión abierta tras ${took}`,
    verdict: (to) => `veredicto ${to}`,
    verdictAfter: (from, to, lasted) => `veredicto ${to}; antes ${from}, durante ${lasted}`,
    reconnect: {
      growing: (seconds) => `nuevo intento en ${seconds} s`,
      inactivity: (seconds) =>
        `nuevo intento en ${seconds} s: puede quedar un enlace abierto en el medidor, y cada pregunta lo mantendría abierto`,
    },
    paused: (by) => `la recolección de este medidor está en pausa, ${by}`,
    resumed: 'la recolección de este medidor ya no está en pausa',
    registry: {
      removed: 'este medidor ya no está en el registro; se sigue con lo que se sabía de él',
      unreadable: 'ahora no se pueden leer los ajustes; se sigue con lo que se sabía de este medidor',
      collector: 'ahora hay otro colector registrado para este medidor',
    },
    latency: (median, slowest) => `respuestas ${median}, la más lenta ${slowest}`,
    nothingReadable: 'este cliente no puede leer ninguno de los objetos usuales',
  },
  view: {
    opening: 'abriendo una sesión',
    waiting: 'esperando a que otra ejecución de esta herramienta suelte la línea',
    polls: (polls) => `consultas ${polls}`,
    answered: (percent) => `respondidas ${percent}`,
    latency: (now, median, max) => `latencia ${now} (mediana ${median}, máxima ${max})`,
    since: (time, lasted) => `desde ${time}, ${lasted}`,
    changes: 'Cambios de veredicto',
    more: (lines) => `… ${lines} líneas más; agrande la terminal`,
    stop: 'Ctrl-C termina',
    inLog: { rate: 'tasa de éxito en el registro (log)', latency: 'latencia en el registro (log)' },
    logLines: (count) => `líneas ${count}`,
  },
  summary: {
    meter: (duration, polls, answered, percent) =>
      `Seguido durante ${duration}: preguntado ${times(polls)}, respondió ${times(answered)} (${percent}).`,
    latency: (median, max) => `Latencia: mediana ${median}, máxima ${max}.`,
    reconnects: (count) => `Sesiones abiertas de nuevo: ${count}.`,
    log: (duration, lines) =>
      `Registro (log) del colector seguido durante ${duration}: ${lines} ${lines === 1 ? 'línea' : 'líneas'}.`,
    verdict: (verdict) => `Último veredicto: ${verdict}.`,
  },
};
