/** The words of the collector in Spanish. */
import type { CollectorWords } from './collector.ts';

const forms =
  'Escríbalo como systemd:UNIDAD, systemd-user:UNIDAD, http://HOST:PUERTO/base, http://HOST:PUERTO/base#ID o none; o indique líneas de comando: --collector-command pause=LÍNEA.';
const stays = 'No se cambió nada.';

export const collectorEs: CollectorWords = {
  labels: {
    collector: 'colector',
    commands: 'comandos',
    before: 'antes',
    paused: 'en pausa',
    why: 'motivo',
    port: 'puerto',
    says: 'dice',
    required: 'pide',
    quiet: 'también callan',
    lastLine: 'última línea',
    line: 'línea',
    asked: 'medidor',
    state: 'estado',
    id: 'Id',
    name: 'Nombre',
  },
  states: {
    running: 'en marcha',
    starting: 'arrancando',
    stopping: 'deteniéndose',
    stopped: 'detenido',
    failed: 'falló',
    paused: 'en marcha, y no toca este medidor',
    unknown: 'no dice si está en marcha',
  },
  noCollector: 'ninguno',
  notPaused: 'no',
  masked: 'enmascarada (masked): no se puede iniciar',
  pid: (pid) => `pid ${pid}`,
  restarts: (count) => (count === 1 ? 'reiniciado una vez' : `reiniciado ${count} veces`),
  ended: (result, exitStatus) => (exitStatus === null ? result : `${result}, estado de salida ${exitStatus}`),
  since: (at, ago) => `desde ${at} (hace ${ago})`,
  by: (user, host, pid, command) => `por ${user} en ${host} (pid ${pid}, ${command})`,
  runEnded: 'esa ejecución terminó sin reanudar',
  runGoesOn: 'esa ejecución sigue',
  undo: {
    start: 'al reanudar se vuelve a iniciar el colector',
    nothing: 'al reanudar no se inicia nada: el colector no estaba en marcha antes',
  },

  paused: (name, id) => `${name} (id ${id}) está en pausa.`,
  stillPaused: (name, id) => `${name} (id ${id}) ya estaba en pausa, y así sigue.`,
  pausedStopped: 'Su colector se detuvo.',
  pausedNothing: 'Su colector no estaba en marcha: no hubo nada que detener.',
  pausedNone: 'No tiene un colector que esta herramienta conozca: no se detuvo nada.',
  resumed: (name, id) => `${name} (id ${id}) ya no está en pausa.`,
  wasNotPaused: (name, id) => `${name} (id ${id}) no estaba en pausa; no se hizo nada.`,
  resumedStarted: 'Su colector se inició.',
  resumedRunning: 'Su colector ya estaba en marcha.',
  resumedNothing: 'Su colector no se inició: no estaba en marcha antes de la pausa.',
  heldBack: (names) =>
    `Su colector no se inició, porque también sirve a medidores que siguen en pausa: ${names}. Lo inicia el último que se reanude.`,
  staysPaused: (name, id) => `${name} (id ${id}) sigue en pausa.`,
  restarted: (name, id) => `El colector de ${name} (id ${id}) se reinició.`,
  notRestarted: (name, id) => `El colector de ${name} (id ${id}) no se reinició.`,
  notDone: (name, id) => `${name} (id ${id}) no se puso en pausa.`,
  declined: (name, id) => `${name} (id ${id}): no se hizo nada.`,
  answers: (outcome, client) => `responde (${outcome}, cliente ${client})`,
  mute: (code, title) => `sin respuesta: ${code}, ${title}`,
  nextAfterPause: (meter) => `Ahora: meter test ${meter}, y después: meter resume ${meter}`,
  nextAfterMute: (meter) =>
    `Para la historia completa: meter test ${meter}. Para reanudar un medidor que no responde: meter resume ${meter} --force`,
  nextHeldBack: (meter) => `Ahora: meter resume ${meter}`,
  nextStopped: (meter) => `Su colector no está en marcha. Para iniciarlo: meter restart ${meter}`,
  note: (name, since, by) => `${name} está en pausa desde ${since}, ${by}.`,
  noteResume: (meter) => `Para reanudarlo: meter resume ${meter}`,
  noteOrphan: (pid, command) => `La ejecución que lo puso en pausa (pid ${pid}, ${command}) terminó sin reanudarlo.`,
  staysMarked: (name, meter) => `${name} queda marcado como en pausa. Para reanudarlo: meter resume ${meter}`,
  takeOverAlready: (name) => `${name} ya estaba en pausa: sigue en pausa después de la prueba.`,
  takingOver: (name) => `${name}: se pone en pausa su colector para la prueba …`,
  givingBack: (name) => `${name}: se devuelve la línea a su colector …`,
  givenBack: (name) => `${name}: su colector tiene la línea otra vez.`,
  notGivenBack: (name, meter) =>
    `${name} sigue en pausa, porque su colector no se pudo iniciar. Pruebe: meter resume ${meter} --force`,
  busy: (pid, command) =>
    `Otra ejecución de esta herramienta trabaja con este colector: proceso ${pid}, ${command}. ${stays}`,
  busyUnnamed: `Otra ejecución de esta herramienta trabaja con este colector. ${stays}`,

  port: {
    FREE: 'libre: se nos dejó entrar, ningún proceso de este equipo lo ocupa y nadie habló durante {seconds} s',
    SELF: 'ocupado por otra ejecución de esta herramienta',
    HELD: 'no está libre: un proceso de este equipo tiene una conexión con él',
    BUSY: 'no está libre: el gateway nos rechaza con "{text}"',
    FOREIGN: 'no está libre: alguien más habla en la línea',
    GARBLED: 'no se sabe si está libre: llegaron bytes que no son tramas',
    CLOSED: 'no se sabe si está libre: se nos dejó entrar y se cerró la conexión',
    RESET: 'no se sabe si está libre: la conexión se cortó (reset)',
    REFUSED: 'no se puede mirar: se rechazan las conexiones ({system})',
    UNREACHABLE: 'no se puede mirar: no hay camino hasta el host ({system})',
    'CONNECT-TIMEOUT': 'no se puede mirar: nada respondió al intento de conexión',
    'UNKNOWN-HOST': 'no se puede mirar: el nombre de host no se resuelve ({system})',
    'NOT-TRIED': 'no se puede mirar: este equipo ni siquiera pudo intentarlo ({system})',
  },
  holder: (name, pid, unit) => `${name} (pid ${pid}${unit})`,
  holderUnit: (unit, user) => `un proceso de ${unit} (${user}; ejecute como root para ver su pid)`,
  holderUser: (user) => `un proceso de ${user} (ejecute como root para ver su pid)`,
  holderHidden: 'un proceso que el sistema no nombra a este usuario',
  inUnit: (unit) => `, ${unit}`,
  inUserUnit: (unit) => `, ${unit} del gestor del usuario`,
  ourRun: (pid, command) => `otra ejecución de esta herramienta (pid ${pid}, ${command})`,
  nobody: 'ningún proceso de este equipo tiene una conexión',
  justClosed: 'recién cerrada',
  justClosedNote: 'una conexión de este equipo se acaba de cerrar',
  unseen: {
    'no-ss': 'no se puede ver quién lo ocupa: no hay ss ni /proc/net',
    platform: 'en este sistema no se puede ver quién lo ocupa',
    name: 'no se puede ver quién lo ocupa: el nombre de host no se resuelve',
  },

  failures: {
    'no-systemd': () => ({
      message: 'En este equipo no corre systemd, así que no hay tal unidad ni journal.',
      hint: 'Ejecútelo donde corre el colector, o diga cómo se maneja: meter edit MEDIDOR --collector …',
    }),
    'no-program': (detail) => ({
      message: `El programa ${detail} no está instalado.`,
      hint: 'Instálelo, o diga cómo se maneja el colector: meter edit MEDIDOR --collector …',
    }),
    'no-bus': (detail) => ({
      message: `No hay un gestor de este usuario con el cual hablar (${detail}).`,
      hint: 'Una unidad del sistema se escribe systemd:UNIDAD; con sudo, el usuario no tiene gestor propio.',
    }),
    'unit-missing': (detail) => ({
      message: `No existe la unidad ${detail}.`,
      hint: 'Vea `systemctl list-units --type=service` y corrija el registro: meter edit MEDIDOR --collector systemd:UNIDAD',
    }),
    'unit-masked': (detail) => ({
      message: `La unidad ${detail} está enmascarada (masked), así que no se puede iniciar.`,
      hint: `Alguien la enmascaró. Para permitirla otra vez: sudo systemctl unmask ${detail}`,
    }),
    'no-permission': (detail) => ({
      message: `Este usuario no puede manejar ${detail}.`,
      hint: 'Ejecute el mismo comando con sudo y --config-dir CARPETA (la de sus ajustes), o pida permiso a un administrador.',
    }),
    'job-failed': (detail) => ({
      message: `El colector no arrancó, o no terminó: ${detail}.`,
      hint: 'Vea su registro: meter logs MEDIDOR',
    }),
    timeout: (detail) => ({
      message: `El colector no lo hizo a tiempo (${detail}).`,
      hint: 'Vea qué está haciendo: meter status MEDIDOR, meter logs MEDIDOR',
    }),
    'no-command': (detail) => ({
      message: `No hay una línea de comando registrada para "${detail}".`,
      hint: `Indique una: meter edit MEDIDOR --collector-command ${detail}=LÍNEA`,
    }),
    'command-failed': (detail) => ({
      message: `La línea de comando terminó con un error: ${detail}.`,
      hint: 'Pruébela a mano; véala con `meter show MEDIDOR`.',
    }),
    unreachable: (detail) => ({
      message: `No se puede llegar al colector: ${detail}.`,
      hint: '¿Está en marcha? ¿Es correcta su dirección? Vea `meter show MEDIDOR`.',
    }),
    'http-status': (detail) => ({
      message: `El colector responde con un error: HTTP ${detail}.`,
      hint: '404 suele significar que no conoce este medidor: indique su id como en http://HOST:PUERTO/base#ID.',
    }),
    'http-redirect': (detail) => ({
      message: `El colector responde con una redirección (HTTP ${detail}), que no se sigue.`,
      hint: 'Registre la dirección a la que apunta: meter edit MEDIDOR --collector http://…',
    }),
    'answer-wrong': (detail) => ({
      message: `Lo que responde en ${detail} no es un colector de este tipo: no es {"success", "message", "action_required"} en JSON.`,
      hint: '¿Es correcta la dirección? Vea `meter show MEDIDOR`.',
    }),
    'answer-too-long': () => ({
      message: 'La respuesta del colector es demasiado larga y se abandonó.',
      hint: 'Pida menos líneas: meter logs MEDIDOR -n 50',
    }),
    refused: (detail) => ({
      message: `El colector se niega: ${detail === '' ? 'no dice más' : detail}.`,
      hint: 'Vea su registro: meter logs MEDIDOR',
    }),
    unsupported: (detail) => ({
      message: `Un colector de este tipo no puede hacer eso (${detail}).`,
      hint: 'Solo el journal de una unidad de systemd conoce horas.',
    }),
    failed: (detail) => ({ message: `No funcionó: ${detail}.`, hint: 'Vea `meter status MEDIDOR`.' }),
  },
  required: {
    done: (text) => `${text} (hecho)`,
    left: (text) => `${text} (queda para usted)`,
    failed: (text) => `${text} (se intentó, y falló)`,
  },
  confirmRequired: (text, verb, unit) => `El colector pide: ${text}\n¿Se ejecuta systemctl ${verb} ${unit}? [s/N] `,
  doingRequired: (verb, unit) => `systemctl ${verb} ${unit} …`,
  confirmQuiet: (names) => `El mismo colector sirve a ${names}: también callarán. ¿Continuar? [s/N] `,
  quietNeedsYes: (names) => ({
    message: `El mismo colector sirve a otros medidores, que también callarían: ${names}.`,
    hint: 'Agregue --yes si está de acuerdo.',
  }),
  needsEntry: (text) => ({
    message: `"${text}" es un destino; solo un medidor registrado tiene colector.`,
    hint: 'Regístrelo: meter add NOMBRE HOST:PUERTO --collector systemd:UNIDAD',
  }),
  noCollectorTo: (name, meter) => ({
    message: `${name} no tiene un colector que esta herramienta conozca.`,
    hint: `Diga cómo se maneja: meter edit ${meter} --collector systemd:UNIDAD`,
  }),
  pausedCannotRestart: (names, meter) => ({
    message: `Un reinicio iniciaría el colector de medidores que están en pausa: ${names}.`,
    hint: `Reanude primero: meter resume ${meter}`,
  }),
  pausedCannotEdit: (name, meter) => ({
    message: `${name} está en pausa, y su colector debe iniciarse otra vez del modo en que se detuvo.`,
    hint: `Reanude primero: meter resume ${meter}. O renuncie a ello: meter edit ${meter} --collector none`,
  }),
  pausedCannotRemove: (name, meter) => ({
    message: `${name} está en pausa: si se quita ahora, nadie sabría que su colector debe iniciarse otra vez.`,
    hint: `Reanude primero: meter resume ${meter} (--force si no responde)`,
  }),
  givenUp: (collector) => `La pausa detuvo ${collector}; al reanudar ya no se iniciará.`,
  whyTooLong: (length, maximum) => ({
    message: `El motivo tiene ${length} caracteres.`,
    hint: `Puede tener ${maximum} como máximo.`,
  }),
  linesWrong: (text) => ({
    message: `"${text}" no es un número de líneas.`,
    hint: 'Indique un número de 0 a 100000, p. ej. -n 50.',
  }),
  sinceWrong: (text) => ({
    message: `"${text}" no es una hora.`,
    hint: 'Escríbala como 10:35, 2025-11-10, 2025-11-10 10:35, o como cuánto hace: 30m, 2h, 3d.',
  }),
  takeOverEndpoint: (text) => ({
    message: `"${text}" es un destino, y no tiene un colector cuya línea se pueda tomar.`,
    hint: 'Nombre un medidor registrado, u omita --take-over.',
  }),
  noLines: 'El registro no tiene tales líneas.',
  levels: ['emerg', 'alerta', 'crítico', 'error', 'aviso', 'nota', 'info', 'debug'],

  usage: {
    malformed: (text) => ({ message: `"${text}" no es un colector.`, hint: forms }),
    unit: (unit) => ({
      message: `"${unit}" no es el nombre de una unidad.`,
      hint: 'Una unidad se llama como dlms-multi-meter.service, sin patrones; una plantilla, con su instancia: dlms@2.service.',
    }),
    base: (base, why) => ({
      message:
        why === 'password'
          ? `La dirección de ${base} lleva un usuario o una contraseña, que se mostraría dondequiera que esté el colector.`
          : `"${base}" no es la dirección de un colector.`,
      hint: forms,
    }),
    meterId: (id) => ({
      message: `"${id}" no puede ser como un colector llama a un medidor.`,
      hint: 'Tiene letras, dígitos, puntos, guiones y guiones bajos, 64 como máximo.',
    }),
    command: (text, actions) => ({
      message: `"${text}" no es una línea de comando para un colector.`,
      hint: `Escríbala como ACCIÓN=LÍNEA; las acciones son ${actions}.`,
    }),
    commandTwice: (action) => ({
      message: `La línea de comando para "${action}" se indica dos veces.`,
      hint: 'Indíquela una vez.',
    }),
    both: {
      message: '--collector y --collector-command se excluyen.',
      hint: 'Un colector es una unidad, una dirección o un conjunto de líneas de comando.',
    },
    line: {
      'command-empty': (action) => ({
        message: `La línea de comando para "${action}" no nombra ningún programa.`,
        hint: `Escríbala como ${action}=PROGRAMA ARGUMENTOS.`,
      }),
      'quote-open': (action) => ({
        message: `Una comilla queda abierta en la línea de comando para "${action}".`,
        hint: 'Ciérrela, o escriba \\\' o \\" para el signo mismo.',
      }),
      'wants-shell': (action, sign) => ({
        message: `La línea de comando para "${action}" contiene "${sign}", que solo entiende un shell; no se usa ninguno.`,
        hint: 'Póngalo en un script y nombre ese, o escríbalo entre comillas si se quiere el signo mismo.',
      }),
      'command-too-long': (action) => ({
        message: `La línea de comando para "${action}" es demasiado larga.`,
        hint: 'Póngala en un script y nombre ese.',
      }),
    },
  },
  activity: {
    asking: 'se pregunta al colector',
    stopping: 'se detiene el colector',
    starting: 'se inicia el colector',
    restarting: 'se reinicia el colector',
    checking: 'se mira si el puerto está libre',
  },
  options: {
    why: 'por qué se pone en pausa, para que otros lo lean',
    quietYes: 'continúa aunque callen otros medidores del mismo colector; hace lo que el colector pida',
    requiredYes: 'hace lo que el colector pida, sin preguntar',
    force: 'reanuda sin preguntar antes al medidor',
    lines: 'cuántas líneas (20)',
    since: 'solo líneas desde entonces: 10:35, 2025-11-10, 2025-11-10 10:35, 30m, 2h, 3d',
    follow: 'sigue con las líneas a medida que llegan',
    takeOver: 'pone en pausa el colector mientras tanto y lo reanuda después, pase lo que pase',
  },
};
