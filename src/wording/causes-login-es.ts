/** Causes in Spanish words: client, login, security, and what is left. */
import type { CauseWords } from './cause-words.ts';

export const causesLoginEs = {
  'client.wrong': {
    title: 'El medidor no atiende este client SAP',
    means:
      'El medidor está ahí: contesta en esta dirección de servidor. Para este client SAP no abre asociación, o ni siquiera un enlace.',
    possible: 'El medidor puede no conocer el client SAP configurado.',
    proof:
      'La misma pregunta desde otros client SAP (16, 1, 32, 48, 17, 100) lo decide: `meter probe`, o `meter test <medidor> --client 16`.',
    remedy: [
      'Use el client SAP que corresponde a la clave; pida la pareja al dueño del medidor.',
      'Guárdelo con `meter edit`, y póngalo en el colector.',
    ],
  },
  'login.secret': {
    title: 'La clave no es la correcta para este client SAP',
    means:
      'El propio medidor informa authentication-failure. La clave, su codificación o su pareja con el client SAP está mal; la trama no dice cuál.',
    possible:
      'El propio medidor dice authentication-failure: la clave, su codificación o su pareja con el client SAP puede estar mal, o el medidor está bloqueado.',
    proof:
      'La pareja de client SAP y clave del dueño, probada una vez tras el tiempo de bloqueo del fabricante, lo decide; se hace un intento por ejecución, porque más podrían bloquear el medidor.',
    remedy: [
      'No pruebe otras claves una tras otra: el medidor puede bloquearse.',
      'Pida al dueño del medidor la clave y su client SAP.',
      'Revise la codificación: el texto 11111111 son los bytes 31 31 31 31 31 31 31 31.',
    ],
  },
  'login.locked': {
    title: 'El medidor puede estar bloqueado por accesos fallidos',
    means:
      'Una clave que era correcta sigue rechazada después de intentos fallidos. Muchos medidores rechazan entonces toda clave por un tiempo; cada intento puede alargarlo.',
    possible: 'El medidor puede rechazar accesos por un tiempo después de intentos fallidos.',
    proof:
      'Ningún intento durante el tiempo de bloqueo del fabricante, y luego uno con la clave correcta: si se acepta, el bloqueo queda probado.',
    remedy: [
      'Detenga todo cliente que inicie sesión, también el colector.',
      'Espere el tiempo de bloqueo que indica el fabricante: de un minuto a horas.',
      'Después pruebe la clave correcta una sola vez.',
    ],
  },
  'login.context': {
    title: 'El medidor rechaza el contexto de aplicación',
    means:
      'El medidor rechaza lo que propone el AARQ: contexto de aplicación, conformance o tamaño de PDU. Esta respuesta no trata de la clave.',
    possible: 'El medidor puede querer otro contexto de aplicación, conformance o tamaño de PDU.',
    proof:
      'El diagnóstico o el initiateError del medidor nombra la parte; un AARQ público con cada contexto (LN, SN, cifrado) lo confirma.',
    remedy: [
      'Ponga el contexto que quiere el medidor: nombres lógicos (LN) o cortos (SN), sin cifrar o cifrado.',
      'Proponga un tamaño de PDU de 04B0 y un bloque de conformance menor.',
    ],
  },
  'login.mechanism': {
    title: 'El medidor quiere otro nivel de autenticación',
    means: 'El medidor informa que el mecanismo de autenticación falta o no lo conoce. La clave no fue juzgada.',
    possible: 'El medidor puede querer otro nivel de autenticación: ninguno, LLS o uno de HLS.',
    proof:
      'El diagnóstico del medidor en el AARE: 11 mecanismo no reconocido, 12 mecanismo requerido, 14 autenticación requerida.',
    remedy: [
      'Ponga el nivel de autenticación de este client SAP: ninguno, LLS o HLS.',
      'Pregunte al dueño del medidor qué nivel corresponde a este client SAP.',
    ],
  },
  'security.key': {
    title: 'El medidor no puede descifrar lo que enviamos',
    means:
      'El medidor informa un error de descifrado. Una llave, el system title o la suite de seguridad no coincide; la trama no dice cuál.',
    possible: 'Una llave o el system title pueden no coincidir con los del medidor.',
    proof:
      'Un error de descifrado enviado por el medidor lo prueba; un AARE grabado puede verificarse sin conexión contra las llaves.',
    remedy: [
      'Compare la llave de cifrado, la llave de autenticación y el system title con los del dueño.',
      'Revise la suite de seguridad y el client SAP al que pertenecen las llaves.',
      'No pruebe llaves al azar.',
    ],
  },
  'security.counter': {
    title: 'El contador de invocación es demasiado bajo',
    means: 'El medidor ya vio de este cliente un contador de invocación mayor y rechaza uno anterior.',
    possible: 'El contador de invocación de este cliente puede estar atrasado respecto del medidor.',
    proof:
      'La exception-response del medidor trae el contador que espera; el cliente público puede leer el objeto del contador.',
    remedy: [
      'Ponga el contador del cliente en el valor que el medidor espera.',
      'Lleve un contador por llave: dos clientes con la misma llave deben compartirlo.',
      'Haga que el cliente guarde su contador antes de enviar.',
    ],
  },
  'frame.malformed': {
    title: 'La trama ya estaba mal antes de enviarse',
    means:
      'Los bytes dados a mano traen un error. Un medidor puede descartar una trama así en silencio, de modo que la falta de respuesta no dice nada del medidor.',
    possible: 'La trama en uso puede estar mal formada.',
    proof: '`meter decode` recalcula la longitud, HCS y FCS y muestra los bytes que serían correctos.',
    remedy: [
      'Tome los bytes corregidos de `meter decode` y envíe esos.',
      'Corrija el programa o la tabla de donde salió la trama.',
      'Descarte toda conclusión sacada de la trama equivocada.',
    ],
  },
  'meter.deaf': {
    title: 'El medidor no contesta una pregunta ya comprobada',
    means:
      'Estos ajustes funcionaron antes, o toda otra causa conocida fue excluida con un experimento. La falla está en el medidor o en el cable hasta él.',
    possible: 'El medidor, o el cable hasta él, puede haber fallado.',
    proof:
      'Una persona junto al medidor revisa pantalla, alimentación y cableado; una respuesta tras el reinicio guiado de `meter recover` muestra que el reinicio sirvió.',
    remedy: [
      'Pida que alguien mire la pantalla, la alimentación y los bornes RS-485.',
      'Detenga el colector, deje la línea en silencio 180 segundos y pregunte una vez.',
      'Solo entonces reinicie: apague, espere 60 segundos, encienda, espere 3 minutos y repita la prueba.',
    ],
  },
  'link.silent': {
    title: 'Sin respuesta, y la razón aún no está probada',
    means:
      'El puerto se abrió y una pregunta válida quedó sin respuesta. El silencio tiene muchas causas; las no excluidas se listan, la más probable primero.',
    possible: 'El medidor puede callar por una razón que no se ensayó.',
    proof:
      '`meter probe` pregunta longitud y valor de la dirección, client SAP, formas de negociación, wrapper, modo E y eco, uno por uno.',
    remedy: [
      'Pruebe las otras longitudes de dirección: `meter test <medidor> --server 1`, luego `1/1`, luego `1/1:4`.',
      'Pruebe los valores usuales: `--server 1/17`, y los últimos cuatro dígitos del número de serie como `1/NNNN:4`.',
      'Revise velocidad y paridad en el gateway: 9600 8N1 es lo usual en RS-485.',
      'No reinicie el medidor con esta evidencia.',
    ],
  },
  inconclusive: {
    title: 'La evidencia no coincide con ningún patrón conocido',
    means: 'Llegaron bytes, pero ninguna regla los explica sin adivinar. No se nombra ninguna causa.',
    possible: 'La razón puede ser una que esta herramienta no conoce.',
    proof: 'Una segunda prueba con `--trace ARCHIVO` muestra si vuelven los mismos bytes.',
    remedy: [
      'Repita la prueba una vez con `--trace ARCHIVO`.',
      'Mire los bytes con `meter decode ARCHIVO`.',
      'Envíe el archivo a los autores de esta herramienta, después de revisar que no tenga claves.',
    ],
  },
} as const satisfies Record<string, CauseWords>;
