/** The words of `meter test` in Spanish. */
import type { TestWords } from './test.ts';

export const testEs: TestWords = {
  headings: {
    verdict: 'Veredicto',
    because: 'porque',
    proven: 'Probado',
    notProven: 'No probado',
    notTested: 'Sin comprobar',
    left: 'Lo que sigue siendo posible, lo más probable primero',
    also: 'También se observó',
    excluded: 'Excluido por esta prueba',
    next: 'Siguiente paso',
    more: 'más',
  },
  columns: {
    check: 'control',
    outcome: 'resultado',
    details: 'detalles',
    credential: 'credencial',
    client: 'cliente',
    server: 'servidor',
    reply: 'tiempo',
  },
  checks: {
    'own.lock': 'nuestras ejecuciones',
    'host.holder': 'este equipo',
    'net.ping': 'ping',
    'tcp.connect': 'conexión TCP',
    'line.listen': 'escucha previa',
    'link.open': 'enlace',
    'link.again': 'enlace, otra vez',
    'link.with-parameters': 'enlace, con parámetros',
    'link.found-address': 'enlace, dirección hallada',
    'link.close': 'cierre',
    'link.disc': 'DISC tras el silencio',
    'link.after-disc': 'enlace, tras DISC',
    'link.control': 'enlace, público otra vez',
    'association.open': 'acceso',
    'association.control': 'acceso, público otra vez',
    'association.close': 'liberación',
    'object.read': 'lectura',
    'gateway.second': 'segunda conexión',
  },
  denies: {
    title: 'El medidor habla, y niega la lectura a este cliente',
    means:
      'Línea, enlace y acceso están en orden. Lo que se pidió no le toca leerlo a este cliente: lo dijo el propio medidor, con su código.',
  },
  grades: { proven: 'probado', likely: 'probable', untested: 'sin comprobar' },
  outcomes: {
    UA: 'enlace abierto',
    DM: 'rechazado',
    FRMR: 'protesta',
    BUSY: 'rechazo del gateway',
    TEXT: 'texto plano',
    ECHO: 'volvieron nuestros bytes',
    GARBLED: 'bytes que no son trama válida',
    FOREIGN: 'trama de otro o para otro',
    TIMEOUT: 'silencio',
    CLOSED: 'nos cerró la conexión',
    RESET: 'nos cortó la conexión',
    REFUSED: 'conexión rechazada',
    UNREACHABLE: 'sin ruta',
    'CONNECT-TIMEOUT': 'la conexión no tuvo respuesta',
    'UNKNOWN-HOST': 'el nombre no se resuelve',
    SELF: 'otra ejecución de esta herramienta ocupa la línea',
    'NOT-TRIED': 'no se intentó',
    OK: 'sí',
    LOSS: 'con pérdidas',
    QUIET: 'no llegó nada',
    TELNET: 'negociación telnet',
    NONE: 'sin conexión desde aquí',
    HELD: 'hay un proceso local conectado',
    FREE: 'ninguna',
    'LOGIN-OK': 'acceso concedido',
    'LOGIN-REJECTED': 'acceso no concedido',
    'READ-OK': 'accede y lee',
    'READ-DENIED': 'accede, lectura negada',
  },
  details: {
    series: '{ok} de {all}, {ms} ms',
    failedSeries: '{ok} de {all} ({system})',
    questions: '{count} preguntas, {ms} ms',
    question: '1 pregunta, {ms} ms',
    afterQuestion: 'tras la pregunta {number}',
    withParameters: 'solo con parámetros',
    late: 'después del tiempo límite',
    text: '"{text}"',
    closedAfter: 'a los {ms} ms',
    bytes: '{count} bytes',
    from: 'desde {server}',
    held: '{name} (pid {pid})',
    why: '{why}',
    negotiated: 'información {size}, ventana {window}',
    protest: 'rechaza {rejected}: {reasons}',
    defects: '{defects}',
    frames: '{type} {from} → {to}',
    closed: 'cerrado de nuevo: {answer}',
    login: 'acceso {ms} ms',
    loginSaid: 'acceso: {said}',
    loginMet: 'acceso: {outcome}',
    secretSent: 'se envió una clave de {octets} octetos, una vez',
    shortNames: 'nombres cortos: esta versión no los lee',
    'login-no-secret': 'sin clave no hay acceso',
    'login-depth': 'sin acceso: la prueba debía llegar hasta el enlace',
    'login-rejected-before': 'sin acceso: el medidor ya rechazó la autenticación de este client SAP',
    'login-echo-damaged': 'sin acceso: la línea hace eco, y daña lo que vuelve',
    clock: 'reloj',
    'logical-device-name': 'nombre del dispositivo lógico',
    denied: '{object}: {said}',
    readMet: 'lectura: {outcome}',
    brokeOff: 'se cortó tras {octets} octetos, {segments} segmentos',
    inStep: 'a la par de este equipo',
    ahead: 'adelanta {amount} a este equipo',
    behind: 'atrasa {amount} respecto de este equipo',
    released: 'liberación: {answer}',
    inUse: 'otro maestro está usando este client SAP',
    lineGone: 'la línea se perdió y no volvió a abrirse ({outcome})',
  },
  statements: {
    'host-pings': 'El equipo remoto responde al ping: {received} de {sent}, {ms} ms.',
    'port-accepts': 'El puerto acepta conexiones TCP: {times} de {times}, {ms} ms.',
    'port-accepts-sometimes': 'El puerto acepta algunas conexiones TCP: {connected} de {times}.',
    'host-refuses': 'El equipo remoto, o un cortafuegos delante de él, rechazó la conexión en {ms} ms.',
    'held-by-process': 'Un proceso de este equipo está conectado al puerto: {process}, pid {pid}.',
    'held-on-this-host':
      'Un proceso de este equipo está conectado al puerto; el sistema no le dice a este usuario cuál.',
    'own-run': 'Otra ejecución de esta herramienta ocupa la línea: pid {pid}, {command}.',
    'settings-worked':
      'Estos ajustes funcionaron antes: el cliente {client} tuvo enlace por última vez en {at} ({successes} de {attempts} preguntas anteriores).',
    'settings-never-worked':
      'Que estos ajustes sean los correctos para el cliente {client}: aquí nunca tuvieron enlace. Intentos anteriores: {attempts}.',
    'gateway-speaks': 'Habló el gateway, no el medidor: "{text}" es un texto de {device}.',
    'text-came': 'Llegó texto plano por la línea: "{text}".',
    'gateway-lives':
      'El gateway vive y cuenta sus clientes: una segunda conexión recibió "{text}" con la nuestra abierta.',
    'gateway-counts': 'El gateway cuenta sus clientes: una segunda conexión recibió {outcome} con la nuestra abierta.',
    'first-thrown-out': 'Una segunda conexión expulsa a la primera: este gateway atiende al cliente más nuevo.',
    'path-to-line-works': 'El camino hasta el punto que hace eco funciona: volvieron nuestros propios bytes.',
    'frames-of-others': 'Hay tramas de otros en la línea: {type} de {from} a {to}.',
    'link-opens': 'El servidor {server} abre un enlace para el cliente {client} ({credential}) en {ms} ms.',
    'protest-without-address': 'Algo en el otro extremo protesta con {outcome}, en una trama sin direcciones.',
    'meter-answers':
      'El servidor {server} responde al cliente {client} ({credential}) con {outcome} en {ms} ms: cableado, velocidad y dirección son correctos.',
    'answers-from-elsewhere': 'A una pregunta al servidor {asked} respondió el servidor {server} en {ms} ms.',
    'answers-disc':
      'El medidor responde a un DISC del cliente {client} ({credential}) con {outcome}: línea, velocidad y dirección son correctas.',
    'let-in':
      'El medidor admite al cliente {client} ({credential}), sin clave, en {ms} ms: contexto {context}, tamaño de PDU {pdu}.',
    'let-in-with-secret':
      'El medidor admite al cliente {client} ({credential}), con su clave de {octets} octetos, en {ms} ms: contexto {context}, tamaño de PDU {pdu}.',
    'says-of-login': 'El medidor responde al acceso del cliente {client} ({credential}) con {result}, {diagnostic}.',
    'errs-on-login': 'El medidor responde al acceso del cliente {client} ({credential}) con un error: {error}.',
    'secret-sent-once':
      'Se envió una clave de {octets} octetos como cliente {client} ({credential}), una vez; esta ejecución no la envía de nuevo.',
    reads: 'El cliente {client} ({credential}) lee {object} en {ms} ms: {value}.',
    denies: 'El medidor niega {object} al cliente {client} ({credential}): {result}.',
    'address-right':
      'Que la dirección de servidor {server} y su número de bytes sean correctos: nunca llegó respuesta a ella.',
    'client-known': 'Que el medidor conozca estos client SAP.',
    'serial-side': 'Que el lado serie del gateway (velocidad, paridad, cableado) sea correcto.',
    'meter-defect': 'Que el medidor esté bloqueado o necesite un reset: el silencio solo no lo demuestra.',
    'meter-state': 'Cómo está el medidor: ninguna pregunta le ha llegado.',
    'ping-unavailable': 'Ping ({why}).',
    'holder-unknown': 'Qué proceso local ocupa el puerto ({why}).',
    'links-not-asked': 'El enlace, el acceso y las lecturas: no se pudo usar la línea.',
    'login-without-link': 'Acceso y lecturas: antes hace falta un enlace abierto.',
    'as-deep-as-link': 'Acceso y lecturas: esta prueba debía llegar hasta el enlace.',
    'as-deep-as-login': 'Lecturas: esta prueba debía llegar hasta el acceso.',
    'no-secret': 'Acceso y lectura como cliente {client} ({credential}): el juego no tiene clave.',
    'rejected-before':
      'Acceso como cliente {client} ({credential}): el medidor ya rechazó la autenticación de este client SAP, y un segundo intento podría bloquearlo.',
    'echo-damaged':
      'Acceso como cliente {client} ({credential}): la línea devuelve nuestros propios bytes y los daña, así que una clave no podría ocultarse en lo que se muestra.',
    'short-names': 'Lectura como cliente {client} ({credential}): esta versión no lee por nombres cortos.',
    'reading-without-login': 'Lecturas: antes hace falta el acceso.',
  },
  because: {
    'worked-before':
      'el mismo destino, dirección de servidor, client SAP y forma de trama tuvieron enlace antes; esta vez la línea está abierta y no llega nada. Un cable cortado, un gateway cambiado u otro medidor callarían igual.',
    'own-run-holds-line': 'el bloqueo de esa ejecución nombra su proceso, y el proceso vive.',
    'name-does-not-resolve': 'el servicio de nombres no tiene dirección para este nombre.',
    'host-cannot-connect':
      'este equipo ni siquiera pudo intentar conectarse a esa dirección; la razón del sistema figura junto al control.',
    'name-service-silent': 'el servicio de nombres no respondió, así que nadie dijo que el nombre no exista.',
    'other-answers-on-line':
      'llegaron respuestas que aquí nadie pidió: tardías, para un cliente que ya se fue, o de otro maestro.',
    'connect-refused':
      'la conexión se rechazó de inmediato: ahora nada acepta conexiones allí, o un cortafuegos las rechaza.',
    'refused-while-held': 'algunos gateways rechazan conexiones mientras otro cliente ocupa el puerto.',
    'no-route': 'la red respondió que no puede llegar a ese equipo.',
    'connect-unanswered':
      'no llegó ni aceptación ni rechazo dentro del tiempo límite: equipo apagado, filtrado, o un gateway que deja esperar a otros clientes.',
    'gateway-says-busy':
      'el gateway lo dice en texto plano. El texto es del gateway, no del medidor: del medidor no dice nada.',
    'gateway-says-no-device': 'el gateway dice en texto plano que no puede abrir su puerto serie.',
    'gateway-says-no': 'el gateway se niega en texto plano, por una razón que no es otro cliente.',
    'parameters-needed':
      'el SNRM sin parámetros no obtuvo UA, más de una vez; el mismo SNRM con bloque de parámetros sí. Preguntar de ambas formas, por turnos y varias veces, lo probaría.',
    'answers-when-awake':
      'la primera pregunta encontró silencio, una posterior tuvo respuesta, y preguntado otra vez responde enseguida. Una sola trama perdida se ve igual; verlo dos veces lo probaría.',
    'answer-after-time-out': 'llegó una respuesta válida a nuestra pregunta después del tiempo límite.',
    'answer-from-another-address':
      'una respuesta válida a nuestro client SAP vino de otra dirección de servidor que la preguntada.',
    'meter-says-disconnected':
      'DM es una trama válida dirigida a nosotros: cableado, velocidad y dirección son correctos, y el medidor declina el enlace.',
    'meter-protests': 'FRMR es una trama válida dirigida a nosotros: el medidor está ahí y protesta contra una trama.',
    'other-frames-on-line': 'llegaron tramas válidas que pertenecen a una conversación de otros.',
    'pushes-and-is-mute':
      'llegan tramas UI sin pedirlas, y ninguna pregunta tuvo respuesta. Observar más tiempo lo probaría.',
    'sign-on-text': 'en el texto hay una identificación de modo E, y HDLC no tuvo respuesta.',
    'readout-unasked':
      'llega sin pedirla una lectura de datos en texto plano, y HDLC no tuvo respuesta: así hacen los puertos de cliente. Observar más tiempo lo probaría.',
    'banner-known': 'este texto se conoce como banner de un servidor serie.',
    'text-instead-of-frames':
      'llegó texto plano que ninguna tabla conoce, y ninguna trama. Así se verían un banner, un latido o mensajes de depuración del gateway; también un equipo que habla otro protocolo.',
    'telnet-commands':
      'llegaron comandos telnet (FF …) sin pedirlos: este puerto está en modo telnet, donde el byte FF significa más que sí mismo.',
    'text-between-frames': 'llegó texto plano por la línea, además de las tramas válidas del medidor.',
    'garbage-around-answer': 'llegaron bytes que no son trama ni texto, además de una respuesta válida.',
    'own-bytes-come-back': 'lo que volvió es, byte por byte, lo que se envió.',
    'frames-arrive-damaged':
      'las tramas llegan con valores de control erróneos: algo responde, y la línea lo daña. Velocidad o paridad harían eso; el ruido también.',
    'bytes-are-no-frame':
      'algo responde a nuestra pregunta en bytes que no son trama, como los produce una velocidad o paridad equivocada.',
    'bytes-missing-in-frames':
      'una trama empezó bien y quedó corta: se pierden bytes en el camino, como lo hace el control de flujo (0x11, 0x13).',
    'closed-without-a-word':
      'la conexión se aceptó y se cerró antes de preguntar nada; así actúan gateways de un solo cliente mientras otro ocupa el puerto.',
    'closed-device-lost': 'así cierra también un gateway que pierde, o no puede abrir, su puerto serie.',
    'closed-on-question':
      'la línea se cerró ante una pregunta HDLC, con y sin parámetros; así actúa un puerto que habla el wrapper.',
    'thrown-out': 'así expulsa al cliente anterior un gateway que atiende al más nuevo.',
    'held-here-and-silent':
      'un proceso de este equipo está conectado al mismo puerto, y algunos gateways dejan esperar en silencio al segundo cliente.',
    'answer-after-time-out-or-disc':
      'llegó una respuesta válida cuando ya no se la esperaba; también puede ser la respuesta al DISC que siguió.',
    'disc-found-link':
      'SNRM encontró silencio más de una vez, un DISC se confirmó con UA, y el SNRM siguiente abrió el enlace. Lo que mejor encaja es un enlace abierto de un cliente anterior; uno nuestro, abierto sin que lo supiéramos, se ve igual.',
    'disc-confirmed':
      'un DISC se confirmó con UA después de que SNRM encontrara silencio: el medidor daba un enlace por abierto. Algunos medidores dicen UA a todo DISC.',
    'meter-says-authentication-failure':
      'el propio medidor dice authentication-failure sobre la clave enviada. No dice cuál de las tres está mal: clave, codificación o client SAP.',
    'rejected-for-now': 'el medidor llama transitorio a su rechazo: el mismo acceso puede aceptarse más tarde.',
    'meter-names-mechanism':
      'el diagnóstico del propio medidor dice que el mecanismo de autenticación falta, o que no lo conoce.',
    'meter-waits-for-hls':
      'el medidor aceptó hasta ahí y pide más (authentication-required): espera la segunda mitad de una autenticación HLS.',
    'authentication-failure-without-secret':
      'el medidor dice authentication-failure aunque no se envió clave: parece querer una para este client SAP.',
    'meter-names-context': 'el diagnóstico del propio medidor dice que no admite este contexto de aplicación.',
    'initiate-error': 'el initiate error del propio medidor nombra lo que no acepta de la propuesta.',
    'other-error-to-aarq': 'el medidor respondió al AARQ con un error que no trata ni de la clave ni del mecanismo.',
    'answers-with-short-names':
      'el medidor aceptó, y su AARE dice que nombra sus objetos por nombres cortos (SN, VAA name FA00).',
    'possible-after-disc':
      'el medidor dijo que ahora no es posible una asociación; después de un DISC aceptó el mismo AARQ.',
    'not-possible-now':
      'el medidor dijo que ahora no es posible una asociación (excepción 1, 1). Así hablan los medidores mientras guardan la asociación de un cliente anterior, y se pasa solo al cabo de un tiempo.',
    'aarq-not-allowed': 'el medidor respondió al AARQ de este client SAP con una excepción: así no lo atiende.',
    'rejected-without-reason':
      'el medidor rechazó la asociación de este client SAP y no dio razón que trate de clave, mecanismo o contexto.',
    'telnet-port-and-ff-unanswered':
      'el puerto negoció telnet, donde FF inicia una orden; una pregunta con FF quedó sin respuesta, y una sin FF la tuvo.',
    'ff-unanswered':
      'una pregunta con FF quedó sin respuesta, y las que no lo llevan la tuvieron. Así actúa un equipo que se traga FF; preguntar dos veces cada una lo probaría.',
    'protest-too-long':
      'el FRMR del medidor dice information-too-long de nuestra trama I: acepta menos de lo que concedió su propio UA.',
    'protest-numbers': 'en el FRMR del medidor, el número de la trama I rechazada es otro que el que espera.',
    'first-frame-rejected':
      'el medidor confirmó el enlace y protesta con FRMR contra la primera trama I, cuyos números son correctos.',
    'protest-in-conversation': 'el medidor protesta con FRMR contra una trama I; de los números no dice nada más.',
    'answer-broke-off':
      'la respuesta empezó, en segmentos o bloques, y no terminó. Un objeto corto y uno largo, pedidos dos veces cada uno, lo probarían.',
    'numbers-out-of-step': 'llegaron tramas del medidor con números que no siguen, y no recuperaron el paso.',
    'one-client-served-another-not':
      'el medidor admitió a otro client SAP, en la misma línea y el mismo minuto, y a este no le dio respuesta.',
    'link-lost': 'el medidor confirmó el enlace y luego dice DM: no hay enlace abierto.',
    'closed-on-aarq': 'la línea se cerró ante una pregunta por el wrapper; así puede actuar un puerto que habla HDLC.',
    'answer-unreadable':
      'llegó una respuesta en tramas sanas, y su contenido no es un APDU que conteste la pregunta, o no se puede leer.',
    'left-login.locked': 'un bloqueo por accesos fallidos anteriores da los mismos bytes.',
    'one-client-opens-another-not':
      'el enlace se abre para un client SAP y no para otro, en la misma línea y el mismo minuto.',
  },
  next: {
    'wait-for-own-run': 'Espere a que termine esa ejecución, o deténgala.',
    'check-service': 'Inicie el túnel o servidor serie que debería escuchar allí.',
    'check-port': 'Revise el número de puerto.',
    'check-route': 'Revise la ruta, la VPN y la puerta de enlace de este equipo.',
    'check-power-and-route': 'Revise que el equipo remoto tenga energía y red.',
    'check-firewall': 'Pregunte si un cortafuegos descarta conexiones a este puerto.',
    'check-name': 'Revise cómo está escrito el nombre, o use la dirección.',
    pause: 'Detenga al otro cliente de este puerto (por lo general el servicio colector).',
    'test-again': 'Ejecute `meter test` otra vez.',
    'shorten-alive-check': 'Acorte la verificación de vida del gateway, y cierre bien las conexiones.',
    'check-gateway-device': 'Revise el gateway: su puerto serie falta, está bloqueado o mal nombrado.',
    'one-master': 'Deje que un solo maestro a la vez use la línea.',
    'switch-texts-off': 'Desactive banner, latido y mensajes de depuración en el gateway.',
    'raw-mode': 'Ponga el puerto en TCP puro (ser2net: `tcp`, no `telnet`).',
    'flow-control-off': 'Desactive el control de flujo XON/XOFF en el gateway.',
    'echo-off': 'Desactive el eco: el adaptador no debe recibir mientras envía.',
    probe:
      'Pregunte a otras direcciones y longitudes, p. ej. `--server 1`, `--server 1/1`, `--server 1/17`, `--server 1/NNNN:4` con los últimos cuatro dígitos del número de serie.',
    'check-serial': 'Compare los ajustes serie del gateway con los del medidor: 9600 8N1 es lo usual en RS-485.',
    'sign-on': 'Use el inicio de sesión óptico (IEC 62056-21), o un puerto que hable HDLC directamente.',
    'listen-only': 'Escuche un minuto: puede que este puerto solo envíe.',
    'repeat-question': 'Haga que el colector repita su primera pregunta, o que espere antes de ella.',
    'keep-address': 'Use la dirección que respondió: `meter edit … --server {found}`.',
    'try-wrapper': 'Pregunte por el wrapper (usual en TCP 4059): `meter test wrapper://host:port`.',
    'try-hdlc': 'Pregunte por HDLC: `meter test hdlc://host:port`.',
    'wait-inactivity':
      'Deje la línea en silencio durante el tiempo de inactividad (a menudo 180 s), y pregunte una vez.',
    'send-parameters': 'Haga que el colector envíe su SNRM con bloque de parámetros.',
    'longer-timeout': 'Use un tiempo límite mayor: `--timeout 15`.',
    report: 'Guarde la traza (`--trace ARCHIVO`) y envíela.',
    'check-client': 'Compare el client SAP con los documentos del medidor; 16 es el cliente público.',
    'check-secret':
      'Compare client SAP y clave con la lista del dueño. No pruebe claves una tras otra: el medidor puede bloquearse.',
    'wait-lock': 'Espere a que pase el bloqueo; no lo intente de nuevo mientras tanto.',
    'check-level': 'Compare el nivel de autenticación de este client SAP con la lista del dueño: ninguno, LLS o HLS.',
    'check-keys': 'Revise claves y system title.',
    'read-counter': 'Lea el contador de invocación con el cliente público.',
    'mend-frame': 'Envíe la trama corregida.',
    recover: 'Solo ahora: el reset guiado.',
    'quiet-then-once':
      'Detenga a todos los clientes, deje la línea en silencio 180 s y pruebe una vez: cada reintento reinicia el temporizador de inactividad del medidor.',
  },
  phases: {
    connecting: 'conectando',
    listening: 'escuchando antes de hablar',
    asking: 'esperando UA, cliente {client} ({credential})',
    'logging-in': 'esperando AARE, cliente {client} ({credential})',
    reading: 'leyendo, cliente {client} ({credential})',
    'second-connection': 'probando una segunda conexión',
    closing: 'cerrando el enlace',
    measuring: 'midiendo el camino',
    of: '{name}, {seconds} de {all} s',
  },
  page: 'docs/verdicts/{code}.md',
};
