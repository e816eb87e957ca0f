/** Causes in Spanish words: the line and what talks on it. */
import type { CauseWords } from './cause-words.ts';

export const causesLineEs = {
  'line.second-master': {
    title: 'Alguien más habla en la misma línea',
    means:
      'Llegaron tramas que son de otro cliente. Dos maestros en una línea se estorban, así que el silencio no prueba nada aquí.',
    possible: 'Un segundo cliente puede hablar en la misma línea y estorbar a este.',
    proof: 'Escuchar un período completo de lectura sin enviar muestra cada client SAP en uso en la línea.',
    remedy: [
      'Encuentre el otro cliente y deténgalo; no envíe DISC mientras trabaja.',
      'Limite el gateway a un cliente.',
      'Repita la prueba con la línea en calma.',
    ],
  },
  'gateway.inserts-bytes': {
    title: 'Llegan bytes de más alrededor de las tramas',
    means:
      'Junto con las respuestas llegan bytes que no son de ninguna trama: un texto de bienvenida, un latido, texto de depuración o fines de línea. Un cliente estricto falla con ellos.',
    possible: 'El gateway puede agregar bytes propios a los datos del medidor.',
    proof: 'Escuchar antes de enviar, y comparar los bytes de más de tres respuestas, muestra qué se agrega y cuándo.',
    remedy: [
      'Desactive en el gateway el texto de bienvenida, el paquete de registro, el latido o la salida de depuración.',
      'Mientras tanto use un cliente que salte bytes hasta una trama válida.',
    ],
  },
  'gateway.telnet': {
    title: 'El gateway trata el byte FF como una orden',
    means:
      'El puerto habla telnet. Las tramas sin FF pasan; una trama que contiene FF, como muchos AARQ, llega dañada y se ignora.',
    possible: 'Un equipo en el camino puede perder o duplicar el byte FF.',
    proof:
      'El mismo AARQ con tamaño máximo de PDU 04B0 y con FFFF, una vez cada uno: si solo se contesta el primero, FF se pierde.',
    remedy: [
      'Configure el puerto como TCP directo (raw) en lugar de telnet o RFC 2217.',
      'En ser2net use el accepter `tcp,PUERTO` sin `telnet`.',
      'Mientras tanto proponga un tamaño máximo de PDU sin FF, por ejemplo 04B0.',
    ],
  },
  'gateway.flow-control': {
    title: 'Los bytes 11 y 13 se pierden en el camino',
    means:
      'Las tramas llegan cortas, y reponer el 11 o el 13 que falta repara su FCS. Hay control de flujo por software (XON/XOFF) activo en algún punto.',
    possible: 'El control de flujo por software del lado serie puede quitar los bytes 11 y 13.',
    proof:
      'Reponer 11 o 13 en dos o más tramas cortas con HCS correcto, y obtener cada vez un FCS correcto, lo prueba.',
    remedy: [
      'Desactive XON/XOFF en el puerto serie del gateway.',
      'Repita la prueba y compare las longitudes de las tramas.',
    ],
  },
  'line.echo': {
    title: 'Regresan nuestros propios bytes',
    means:
      'Lo enviado volvió sin cambios. El camino funciona hasta el punto que hace eco; el eco no muestra si el medidor oyó.',
    possible: 'La línea puede devolver lo enviado y ocultar la respuesta del medidor a un cliente estricto.',
    proof: 'Dos bytes de bandera (7E 7E) no son trama: si también regresan, es un eco; `meter probe` lo pregunta.',
    remedy: [
      'Desactive el eco, o el receptor durante el envío, en el gateway o en el cabezal óptico.',
      'Use un cliente que descarte su propio eco.',
      'Si nada sigue al eco, continúe con dirección, ajustes serie y modo E.',
    ],
  },
  'line.serial-settings': {
    title: 'Llegan bytes que no son trama: revise la velocidad',
    means:
      'Algo contesta, pero no con tramas válidas. La razón usual es velocidad o paridad; ruido, polaridad invertida y choques de emisores se ven igual.',
    possible: 'La velocidad o la paridad serie del gateway pueden no ser las del medidor.',
    proof: 'Cambie velocidad y paridad en el gateway y repita: la primera trama válida prueba el ajuste correcto.',
    remedy: [
      'Compare velocidad, paridad y bits de datos del gateway con la hoja de datos del medidor.',
      'Para HDLC directo por RS-485 pruebe primero 9600 8N1.',
      'Revise la polaridad (A y B), la terminación y el cable.',
    ],
  },
  'meter.mode-e': {
    title: 'El medidor pide primero el saludo IEC 62056-21',
    means:
      'El puerto contesta el saludo `/?!` con una identificación. HDLC empieza solo después de ese saludo y de un cambio de velocidad.',
    possible: 'El medidor puede esperar el saludo IEC 62056-21 antes de atender HDLC.',
    proof:
      'El saludo `/?!` a la velocidad de inicio del puerto, por lo general 300 7E1, se contesta o no; `meter probe` lo pregunta.',
    remedy: [
      'Use un puerto del medidor que hable HDLC directo, por lo general RS-485.',
      'O use un gateway que pueda cambiar velocidad y paridad después del saludo.',
      'O ponga el puerto del medidor en HDLC directo con el programa del fabricante.',
    ],
  },
  'meter.push-only': {
    title: 'El puerto envía por sí solo y no contesta nada',
    means:
      'El medidor envía tramas que nadie pidió y dejó nuestras preguntas sin respuesta. Así se comporta un puerto de cliente (P1 o HAN).',
    possible: 'El puerto puede ser un puerto de cliente que solo envía.',
    proof:
      'Escuchar 30 segundos sin enviar muestra los envíos; las preguntas de `meter probe` muestran si alguna se contesta.',
    remedy: [
      'Lea este puerto escuchando, no preguntando.',
      'Para preguntar, use otro puerto del medidor: óptico, RS-485 o su módulo de comunicación.',
    ],
  },
  'meter.slow-wakeup': {
    title: 'El medidor contesta solo la segunda o tercera pregunta',
    means:
      'La misma trama primero quedó sin respuesta y después fue contestada. El medidor, el gateway o el radioenlace necesita un momento, o pierde la primera trama.',
    possible: 'La primera trama puede perderse mientras el medidor o la línea despierta.',
    proof:
      'El mismo SNRM a los 0, 1 y 3 segundos, repetido tras un descanso: el mismo patrón dos veces excluye una pérdida al azar.',
    remedy: [
      'Haga que el colector repita su primera trama a los 1 y 3 segundos.',
      'Haga que el colector espere un segundo entre la conexión y la primera trama.',
    ],
  },
} as const satisfies Record<string, CauseWords>;
