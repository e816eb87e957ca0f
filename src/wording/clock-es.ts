/** The words of `meter clock` in Spanish. */
import type { ClockWords } from './clock.ts';

export const clockEs: ClockWords = {
  title: (meter) => `Reloj de ${meter}`,
  labels: {
    meter: 'medidor',
    host: 'este equipo',
    drift: 'diferencia',
    deviation: 'desviación',
    status: 'estado',
    daylightSaving: 'horario de verano',
    base: 'base de tiempo',
    octets: 'octetos',
  },
  ahead: (drift) => `${drift}: el medidor va adelantado respecto a este equipo`,
  behind: (drift) => `${drift}: el medidor va atrasado respecto a este equipo`,
  level: (uncertainty) => `ninguna que se pueda distinguir: menos de ${uncertainty}`,
  driftUnknown: 'no se puede saber: el medidor deja abierta su fecha o su hora',
  byLocalTime:
    'El medidor no dice su desviación respecto a UTC: se comparó por hora local, como si estuviera en la zona horaria de este equipo.',
  measure: (roundTrip, uncertainty) =>
    `La respuesta tardó ${roundTrip}: lo que sigue a ± (${uncertainty}) es la mitad de eso, y la mitad de las cifras que el medidor no muestra. Aquí la medida es el reloj de este equipo; nadie ha probado que sea exacto.`,
  deviation: (minutes, offset) => `${minutes} min (la hora local es UTC${offset})`,
  noDeviation: 'sin especificar',
  noStatus: 'sin especificar',
  statusSound: 'sin novedad',
  status: {
    invalid: 'INVÁLIDO: el propio medidor dice que esta hora es incorrecta',
    doubtful: 'DUDOSO: el propio medidor dice que esta hora puede ser incorrecta',
    'different-base': 'funciona con otra base de tiempo que la configurada',
    'invalid-status': 'el estado mismo es inválido',
    dst: 'el horario de verano está activo',
  },
  daylightEnabled: 'habilitado',
  daylightDisabled: 'deshabilitado',
  daylightShift: (minutes) => `${minutes} min`,
  daylightFrom: (begins) => `desde ${begins}`,
  daylightTo: (ends) => `hasta ${ends}`,
  bases: {
    0: 'sin definir',
    1: 'cristal interno',
    2: 'frecuencia de red, 50 Hz',
    3: 'frecuencia de red, 60 Hz',
    4: 'GPS',
    5: 'controlado por radio',
  },
  remarks: {
    'one-hour':
      'Casi una hora entera: así se ve un horario de verano equivocado, o la hora de otra zona. No está probado.',
    'sign-swapped':
      'Si la desviación se contara al revés, de UTC a la hora local, casi no quedaría diferencia: algunos fabricantes la cuentan así.',
    'local-called-utc':
      'El medidor dice que su hora es UTC; si fuera la hora local de la zona de este equipo, casi no quedaría diferencia.',
  },
  defects: (codes) => `Los octetos no forman una fecha y hora correctas: ${codes}.`,
  refused: (meter, error) => `${meter} no entrega su reloj: ${error}.`,
  refusedHint: 'Pregunte como otro cliente: --credential, --client.',
  unreadable: (meter, error) => `La respuesta de ${meter} no contiene una fecha y hora legible: ${error}.`,
  unreadableHint: 'Ejecútelo otra vez con -vv para ver cada byte.',
  beyond: (limit) => `La diferencia supera ${limit} s, sea cual sea la incertidumbre.`,
  undecided: (limit) =>
    `El límite de ${limit} s cae dentro de la incertidumbre: con esta respuesta nadie puede decidirlo.`,
  driftNeeded: (limit) => `No se puede saber si la diferencia supera ${limit} s.`,
  maxDriftWrong: (text) => ({
    message: `--max-drift "${text}" no es un tiempo en segundos.`,
    hint: 'Indique segundos entre 0 y 31536000, p. ej. --max-drift 30.',
  }),
  options: { maxDrift: 'termina con 1 si el reloj difiere más que esto, en segundos' },
};
