/** What `meter demo` tells between its screens. */
import type { Language } from './language.ts';

export interface DemoWords {
  readonly title: string;
  readonly story: string;
  readonly decode: string;
  readonly busy: string;
  readonly paused: string;
  readonly mended: string;
  readonly end: string;
}

const en: DemoWords = {
  title: 'The field case, played on this host: a simulated meter behind a simulated gateway',
  story:
    'A collecting service reads meter 2 and gets nothing. An operator tried three frames by hand, read "Port already in use", and concluded: meter blocked, physical reset mandatory, code without errors.',
  decode: 'First the frame that he sent by hand, explained byte by byte:',
  busy: 'Now the meter, while the collecting service runs:',
  paused: 'The service is paused; the same question again. The entry still has the two-byte address of the service:',
  mended: 'The likeliest cause first: the same meter, asked at its one-byte address:',
  end: 'No reset, no screwdriver: a wrong check value, a wrong address form, and a busy gateway. Next: `meter test HOST:PORT` with your own meter.',
};

const es: DemoWords = {
  title: 'El caso de campo, en este equipo: un medidor simulado tras un gateway simulado',
  story:
    'Un servicio colector lee el medidor 2 y no recibe nada. Un operador probó tres tramas a mano, leyó "Port already in use" y concluyó: medidor bloqueado, reset físico obligatorio, código sin errores.',
  decode: 'Primero la trama que envió a mano, explicada byte por byte:',
  busy: 'Ahora el medidor, con el servicio colector en marcha:',
  paused:
    'El servicio está en pausa; la misma pregunta otra vez. El registro aún tiene la dirección de dos bytes del servicio:',
  mended: 'La causa más probable primero: el mismo medidor, preguntado en su dirección de un byte:',
  end: 'Sin reset y sin destornillador: un valor de control erróneo, una forma de dirección equivocada y un gateway ocupado. Ahora: `meter test HOST:PUERTO` con su propio medidor.',
};

export const demoWords = { en, es } as const satisfies Record<Language, DemoWords>;
