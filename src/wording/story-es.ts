/** The words of a story that `meter decode` tells of a record, in Spanish. */
import type { StoryWords } from './story.ts';

export const storyEs: StoryWords = {
  title: {
    capture: 'Captura',
    document: 'Documento de una ejecución',
    log: 'Registro',
    counts: '{rows} intercambios en {conversations} conversaciones',
    one: '1 intercambio',
    single: '{rows} intercambios en una conversación',
  },
  headings: {
    story: 'Qué pasó',
    conversation: 'Conversación {number}',
    shown: 'Qué muestra el registro',
    notShown: 'Qué no muestra',
    notTried: 'Qué no se probó',
    claims: 'Qué concluye el registro',
    mistakes: 'Errores del cliente que lo escribió',
    left: 'Aún posible, lo más probable primero, con el experimento que lo dirá',
    next: 'Siguiente',
    limits: 'Límites de este relato',
  },
  times: '{times} veces, hasta {until}',
  timesOnly: '{times} veces',
  more: '… {count} líneas más; `--json` tiene todos los intercambios.',
  line: 'línea {line}',
  exchange: 'intercambio {turn}',
  often: '{count} veces',
  sentIs: 'enviado',
  cameIs: 'llegó',
  rightIs: 'correcto',
  notAsked: {
    title: 'No se preguntó nada que un medidor pudiera responder',
    means:
      'Todo lo enviado está mal por sus propios bytes. El silencio que sigue no muestra nada del medidor, ni de su dirección, ni de sus ajustes.',
  },
  noMistakes: 'En estos bytes no se ve ninguno.',
  standings: { refuted: 'refutado', 'not-shown': 'no mostrado', shown: 'mostrado' },
  tellings: {
    connected: 'Se abre la conexión.',
    'far-end-closed': 'El otro extremo cierra la conexión (FIN).',
    'far-end-reset': 'El otro extremo corta la conexión (RST).',
    'line-lost': 'La conexión se pierde.',
    closed: 'El cliente cierra la conexión.',
    'connect-refused': 'La conexión es rechazada.',
    'connect-unreachable': 'No hay ruta al otro extremo.',
    'connect-unanswered': 'El intento de conexión no halla respuesta.',

    'came-unasked': 'Antes de preguntar nada',
    'ask-link-bare': 'El cliente {client} pide un enlace al servidor {server} (SNRM simple)',
    'ask-link-parameters': 'El cliente {client} pide un enlace al servidor {server} (SNRM con parámetros)',
    disc: 'El cliente {client} cierra su enlace con el servidor {server} (DISC)',
    ready: 'El cliente {client} está listo para recibir más del servidor {server} ({type})',
    segment: 'El cliente {client} envía el siguiente segmento al servidor {server}',
    'ask-login': 'El cliente {client} pide al servidor {server} que lo admita, sin secreto (AARQ)',
    'ask-login-secret': 'El cliente {client} pide al servidor {server} que lo admita, con contraseña (AARQ, LLS)',
    'ask-login-hls': 'El cliente {client} pide al servidor {server} que lo admita, por desafío (AARQ, HLS)',
    'ask-release': 'El cliente {client} libera su asociación en el servidor {server} (RLRQ)',
    'ask-get': 'El cliente {client} lee {object}, atributo {attribute}, del servidor {server} (GET)',
    'ask-next': 'El cliente {client} pide al servidor {server} el bloque que sigue al {block} (GET)',
    'ask-set': 'El cliente {client} escribe {object}, atributo {attribute}, en el servidor {server} (SET)',
    'ask-action': 'El cliente {client} invoca {object}, método {attribute}, del servidor {server} (ACTION)',
    'ask-other': 'El cliente {client} envía al servidor {server} {service}',
    'bad-frame': 'El cliente envía una trama ({type}) que un medidor descarta',
    'bad-frame-to': 'El cliente {client} envía al servidor {server} una trama ({type}) que un medidor descarta',
    'sign-on': 'El cliente pide a un medidor que se identifique (IEC 62056-21)',
    'other-bytes': 'El cliente envía {count} bytes que no son una trama',

    'came-UA': 'UA{after}: sí',
    'came-DM': 'DM{after}: sin enlace',
    'came-FRMR': 'FRMR{after}: una protesta que no da motivo',
    'came-FRMR-says': 'FRMR{after}: una protesta contra {rejected} ({reasons})',
    'came-RR': 'RR{after}: recibido, aún sin respuesta',
    'came-RNR': 'RNR{after}: no está listo',
    'came-frame': '{type}{after}',
    'came-gateway': 'el gateway ({device}), no el medidor, dice "{text}"',
    'came-text': 'llega texto: "{text}"',
    'came-telnet': 'llegan órdenes de telnet: {commands}',
    'came-echo': 'vuelven los propios bytes del cliente',
    'came-foreign': 'pasa una trama ajena: {type} de {from} a {to}',
    'came-garbage': 'llegan {count} bytes que no son una trama',
    'came-damaged': 'llega una trama dañada ({defects})',
    'came-bytes': 'llegan {count} bytes',
    'came-segments': 'una parte de la respuesta ({count} tramas)',
    'came-accepted': 'admitido{after}',
    'came-rejected': '{result}{after}: {diagnostic}',
    'came-exception': 'un error{after}: {error}',
    'came-denied': 'negado{after}: {result}',
    'came-data': 'datos{after}',
    'came-value': '{value}{after}',
    'came-apdu': '{type}{after}',
    silence: 'no llega nada',
    'silence-for': 'no llega nada en {wait}',

    'connections-opened': 'El otro extremo aceptó la conexión: la red y el puerto están.',
    'gateway-said':
      '"{text}" es un texto de {device}, el servidor serie que está delante del medidor. Lo dijo el gateway, no el medidor.',
    'gateway-lives-and-is-held':
      'El gateway vive, y otro cliente ocupaba su puerto cuando lo dijo; a menudo es el propio servicio de recolección del operador.',
    'questions-wrong': '{wrong} de {all} preguntas enviadas están mal por sus propios bytes: véanse los errores.',
    'meter-answered': 'El medidor respondió: {count} tramas correctas.',
    'never-well-asked':
      'Que el medidor esté mudo: en todo el registro no hay ni una pregunta bien formada a una dirección probada.',
    'never-answered':
      'Por qué el medidor está mudo: {count} preguntas bien formadas no hallaron respuesta, en una dirección que nunca respondió.',
    'settings-unproven':
      'Que la dirección del servidor, su longitud en bytes, el SAP de cliente y los ajustes serie del gateway sean correctos: nunca llegó una respuesta que probara alguno.',
    'text-says-nothing-of-meter': 'Nada sobre el medidor por el texto del gateway: al medidor no se le preguntó.',
    'untried-bare': 'Un SNRM simple, sin bloque de parámetros.',
    'untried-lengths': 'Una pregunta bien formada a la misma dirección en sus otras longitudes: {widths} bytes.',
    'untried-disc': 'Un DISC: UA o DM a él prueba la dirección, y UA termina un enlace que quedó abierto.',
    'untried-public': 'El cliente público, 16, que no necesita secreto.',
    'untried-quiet':
      'Silencio durante el tiempo de inactividad (a menudo 180 s) con todos los clientes parados, y luego una sola pregunta.',

    'turned-round': 'Se escribió del lado del medidor: lo que llama recibido se cuenta como enviado por el cliente.',
    'no-times': 'El registro no tiene tiempos: no se sabe cuánto tardó nada, ni cuánto se esperó.',
    unread: 'Quedan fuera líneas con bytes cuya dirección nada indica, o con un dígito de menos: {count}.',
    'cut-at':
      'Desde la línea {line} no se leyó nada: el relato tiene tantos sucesos como se pueden contar. Corte el registro.',
    'left-out': 'De muchas preguntas se juzgaron las primeras y las últimas; {count} entre ellas no.',
  },
  after: ' a los {time}',
  claims: {
    'frames-right': 'Las tramas enviadas son correctas.',
    'meter-counts-sessions': 'El medidor nota varias conexiones y admite una.',
    'session-frozen': 'Una sesión del medidor está congelada o corrupta.',
    'firmware-blocked': 'El medidor, o su firmware, está bloqueado.',
    watchdog: 'Un watchdog del medidor no se ha recuperado.',
    'buffer-full': 'Un búfer del medidor está lleno.',
    'reset-needed': 'Solo sirve un reset físico.',
    'code-without-errors': 'El código del cliente no tiene errores.',
    'credentials-right': 'Las credenciales son correctas.',
  },
  against: {
    'frames-right': 'Sus propios bytes dicen lo contrario.',
    'meter-counts-sessions': 'El texto que lo dice es del gateway, no del medidor.',
    'session-frozen': 'Ningún byte del registro viene de una sesión del medidor.',
    'firmware-blocked': 'El silencio tiene una docena de causas, y aquí no se excluyó ninguna.',
    watchdog: 'Ningún byte puede mostrarlo.',
    'buffer-full': 'Ningún byte puede mostrarlo.',
    'reset-needed': 'Arriba está lo que no se probó; un reset viene después de todo ello.',
    'code-without-errors': 'Los errores están en la lista de abajo.',
    'credentials-right': 'Nunca se admitió un inicio de sesión.',
  },
  mistakes: {
    'check-wrong':
      'El {field} de este {frame} es incorrecto: se envió {found}, lo correcto es {expected}. Un medidor conforme descarta esa trama en silencio; el silencio que sigue no prueba nada.',
    'group-length':
      'La longitud del grupo de parámetros de este {frame} es incorrecta: dice {found} ({declared}), siguen {actual} octetos, lo correcto es {expected}. Sus códigos de control son correctos. A unos medidores no les importa, otros lo descartan: es un defecto de la trama, y no una causa probada del silencio.',
    'length-wrong': 'El campo de longitud de este {frame} no cuadra con sus octetos ({code}). Un medidor lo descarta.',
    'address-form':
      'Una dirección de este {frame} no tiene una forma de la norma ({code}): los servidores tienen 1, 2 o 4 bytes, los clientes 1. Un medidor lo descarta en silencio.',
    'parameters-wrong': 'Un parámetro de este {frame} es incorrecto ({code}: {found}).',
    'frame-wrong': 'Este {frame} es incorrecto ({code}: {found}).',
    'apdu-wrong': 'La APDU de este {frame} es incorrecta ({code}).',
    'cut-at-flag':
      'El lector cortó una trama en un 7E que está dentro de ella: su campo de longitud dice {declared}, este trozo tiene {actual}, y {pieces} trozos juntos son una trama correcta. Hay que leer por el campo de longitud, no hasta el siguiente 7E.',
    'cut-short':
      'Una trama se dio por terminada tras {actual} octetos, cuando su campo de longitud dice {declared}; su último octeto es 7E. Así corta un lector que toma el siguiente 7E por el final; bytes perdidos en el camino se ven igual.',
    'i-frame-repeated':
      'El cliente envió otra vez la misma trama I (N(S) {sent}). Una trama I no se repite nunca; se pregunta con RR y P.',
    'out-of-step':
      '{number} no lleva el paso: se envió {sent}, tocaba {expected} según el registro. Un medidor protesta (FRMR) o calla.',
    'segment-unanswered':
      'El medidor envió un segmento y esperaba RR; el cliente envió {instead}. Así el resto de la respuesta no llega nunca.',
    'no-snrm-after-frmr': 'Tras un FRMR el cliente siguió con {instead}. Solo un SNRM nuevo arregla el enlace.',
    'no-disc':
      'El enlace del cliente {client} con el servidor {server} no se cierra nunca: no hay DISC. Un medidor puede guardarlo hasta su tiempo de inactividad, y rechazar mientras tanto al siguiente cliente.',
    'password-to-public':
      'Se envió una contraseña de {octets} octetos como cliente 16, el público, que no tiene ninguna. Es de otro SAP de cliente.',
    'password-not-wanted':
      'Se envió una contraseña de {octets} octetos como cliente {client}, que este medidor admite sin ella.',
    'password-form':
      'La contraseña que se envió como cliente {client} ({octets} octetos) no es texto ASCII. Casi todas lo son: los caracteres 1111, no un número.',
    'gateway-for-meter': 'El registro llama respuesta del medidor al texto del gateway.',
    'late-answer':
      'Una respuesta a {asked} llegó cuando el cliente ya había pasado a otra cosa: espera menos de lo que el medidor necesita.',
    'keeps-knocking':
      '{count} preguntas al silencio en {seconds} s, con {gap} s entre ellas como mucho: cada una puede reiniciar el tiempo de inactividad del medidor, y un enlace que quedó abierto no se suelta nunca.',
  },
  experiments: {
    'address.length': 'la misma dirección en sus otras longitudes, simple: `meter probe {host} --only addresses`',
    'address.value':
      'los cuatro últimos dígitos del número de serie, dispositivo lógico 1: `meter probe {host} --serial NNNNNNNN`',
    'client.wrong': 'el cliente público y los usuales del fabricante: `meter probe {host} --only clients`',
    'link.negotiation': 'el mismo SNRM simple, y con longitudes correctas: `meter probe {host} --only negotiation`',
    'link.stale': 'primero un DISC; UA dice que había un enlace abierto: `meter recover {host}`',
    'line.serial-settings':
      'comparar el gateway con el medidor (RS-485: a menudo 9600 8N1), cuando ninguna dirección responde',
    'framing.wrapper': 'un AARQ en el wrapper: `meter probe {host} --only framing`',
    'meter.mode-e': 'un inicio de IEC 62056-21: `meter probe {host} --only signon`',
    'meter.slow-wakeup': 'la misma pregunta tres veces, repartida en segundos: `meter test {host}`',
    'gateway.busy': 'parar todo otro cliente del puerto, y preguntar otra vez: `meter test {host}`',
    'meter.push-only': 'escuchar un minuto: `meter probe {host}`',
    'meter.deaf': 'solo después de todo esto: el reset guiado, `meter recover {host}`',
  },
  steps: {
    right: 'Enviar esto en lugar del {frame} incorrecto: `meter probe {host} --frame "{right}"`',
    probe: '`meter probe {host}`',
    'test-again': '`meter test {host}`',
    'quiet-then-once': '`meter probe {host} --wait`',
    recover: '`meter recover {host}`',
    'try-wrapper': '`meter test wrapper://{host}`',
    'longer-timeout': '`meter test {host} --timeout 15`',
    'keep-address': '`meter test {host} --server {found}`',
  },
  noStory: 'En esta entrada no hay ninguna conversación.',
  noStoryHint:
    'Un relato necesita bytes con su dirección: una captura (`meter test … --trace FILE`), un registro con enviado y recibido, o un documento `--json`.',
};
