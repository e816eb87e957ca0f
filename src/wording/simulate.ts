/** The words of `meter simulate`: every fault in one line, and what the command says while it runs. */
import type { Language } from './language.ts';

const faultsEn = {
  busy: 'Another client holds the port; the gateway says "Port already in use" and closes. =ms: until then',
  'busy-silent': 'Another client holds the port; the gateway accepts and stays silent. =ms: until then',
  'busy-close': 'Another client holds the port; the gateway accepts and closes without a word. =ms: until then',
  'busy-refuse': 'Another client holds the port; nobody listens meanwhile. =ms: until then',
  kick: 'A new client throws the old one out, without a word',
  'device-error': 'The gateway cannot open its serial port and says so',
  banner: 'The gateway sends a line of text as soon as a client is connected',
  heartbeat: 'The gateway puts text between the frames, every so many ms',
  crlf: 'CR LF after each frame',
  telnet: 'The gateway speaks telnet (RFC 2217): it negotiates, and takes FF for a command',
  'close-at-once': 'The gateway accepts and closes at once',
  'close-after': 'The gateway closes after so many ms',
  'close-on-question': 'The far end closes when it gets an HDLC frame, as a wrapper port may',
  'reset-at-once': 'The gateway accepts and resets the connection at once',
  'reset-after': 'The gateway resets the connection after so many ms',
  'reset-on-question': 'The far end resets the connection when it gets an HDLC frame',
  xonxoff: 'Software flow control eats 11 and 13 from the replies',
  echo: 'Our own bytes come back, then the reply if there is one (with `silent`: none)',
  garble: 'The gateway reads the meter at another speed: bytes that are no frame. =baud of the gateway',
  'garble-parity': 'The gateway takes the parity bit for data: bytes that are no frame',
  'wrong-fcs': 'One bit of each FCS is wrong',
  'wrong-hcs': 'One bit of each HCS is wrong, the FCS is right',
  'first-byte-lost': 'The first byte of each reply is lost',
  coalesced: 'Line noise follows each reply in the same piece',
  'shared-flag': "A second meter's frame follows each reply; one flag closes the first and opens the second",
  late: 'The reply comes after so many ms',
  slow: 'The reply comes byte by byte, with so many ms between two',
  split: 'The reply comes in so many pieces, 50 ms apart',
  pause: 'The reply stops half-way for so many ms',
  foreign: 'Another master talks on the line, a frame every so many ms',
  silent: 'The meter is mute',
  'mode-e': 'The meter waits for the sign-on of IEC 62056-21 (/?!) and ignores frames',
  'mode-e-spontaneous': 'The same, and it identifies itself unasked every so many ms',
  push: 'The meter sends on its own every so many ms, and answers nothing',
  wrapper: 'The meter speaks the wrapper of IEC 62056-47 and ignores frames',
  'wakes-up': 'The meter answers from this question on',
  'one-byte-address': 'The meter has the 1-byte address 1, whatever --server says',
  'other-address': 'The meter has the 4-byte address 1 with this physical device',
  'all-answer': 'The meter answers any address, from its own',
  'unknown-client-silent': 'The meter is silent to a client SAP it does not know (it is by default)',
  'unknown-client-dm': 'The meter answers DM to a client SAP it does not know',
  dm: 'The meter answers DM to everything',
  frmr: 'The meter answers FRMR to everything, with its reason',
  'frmr-bare': 'The meter answers FRMR to everything, without information',
  'frmr-no-address': 'The meter answers FRMR to everything, from address 0 to address 0',
  'rejects-information': 'The link opens, and the first I frame gets FRMR',
  'strict-parameters': 'The meter discards an SNRM whose parameters are malformed, in silence',
  'needs-parameters': 'The meter is silent to an SNRM without parameters',
  'needs-parameters-close': 'The meter closes the connection at an SNRM without parameters',
  'bare-only': 'The meter answers DM to an SNRM with parameters',
  'bare-ua': 'UA carries no parameters if SNRM carries none',
  'stale-link': "An earlier client's link is open: DISC gets UA, SNRM nothing until then",
  'forgets-link': 'A link ends with the TCP connection',
} as const;

const faultsEs: Record<keyof typeof faultsEn, string> = {
  busy: 'Otro cliente ocupa el puerto; el gateway dice "Port already in use" y cierra. =ms: hasta entonces',
  'busy-silent': 'Otro cliente ocupa el puerto; el gateway acepta y calla. =ms: hasta entonces',
  'busy-close': 'Otro cliente ocupa el puerto; el gateway acepta y cierra sin decir nada. =ms: hasta entonces',
  'busy-refuse': 'Otro cliente ocupa el puerto; mientras tanto nadie escucha. =ms: hasta entonces',
  kick: 'Un cliente nuevo expulsa al anterior, sin decir nada',
  'device-error': 'El gateway no puede abrir su puerto serie y lo dice',
  banner: 'El gateway envía una línea de texto en cuanto se conecta un cliente',
  heartbeat: 'El gateway mete texto entre las tramas, cada tantos ms',
  crlf: 'CR LF después de cada trama',
  telnet: 'El gateway habla telnet (RFC 2217): negocia, y toma FF por una orden',
  'close-at-once': 'El gateway acepta y cierra enseguida',
  'close-after': 'El gateway cierra después de tantos ms',
  'close-on-question': 'El otro extremo cierra al recibir una trama HDLC, como puede hacer un puerto wrapper',
  'reset-at-once': 'El gateway acepta y enseguida aborta la conexión (RST)',
  'reset-after': 'El gateway aborta la conexión (RST) después de tantos ms',
  'reset-on-question': 'El otro extremo aborta la conexión (RST) al recibir una trama HDLC',
  xonxoff: 'El control de flujo por software se come 11 y 13 de las respuestas',
  echo: 'Vuelven nuestros propios bytes, y luego la respuesta si la hay (con `silent`: ninguna)',
  garble: 'El gateway lee el medidor a otra velocidad: bytes que no son trama. =baudios del gateway',
  'garble-parity': 'El gateway toma el bit de paridad por dato: bytes que no son trama',
  'wrong-fcs': 'Un bit de cada FCS está mal',
  'wrong-hcs': 'Un bit de cada HCS está mal, el FCS está bien',
  'first-byte-lost': 'Se pierde el primer byte de cada respuesta',
  coalesced: 'Tras cada respuesta viene ruido de línea en el mismo trozo',
  'shared-flag': 'Tras cada respuesta viene la trama de otro medidor; un mismo flag cierra una y abre la otra',
  late: 'La respuesta llega después de tantos ms',
  slow: 'La respuesta llega byte a byte, con tantos ms entre dos',
  split: 'La respuesta llega en tantos trozos, cada 50 ms',
  pause: 'La respuesta se detiene a la mitad durante tantos ms',
  foreign: 'Otro maestro habla en la línea, una trama cada tantos ms',
  silent: 'El medidor está mudo',
  'mode-e': 'El medidor espera el saludo de IEC 62056-21 (/?!) e ignora las tramas',
  'mode-e-spontaneous': 'Lo mismo, y además se identifica sin que se le pregunte cada tantos ms',
  push: 'El medidor envía por su cuenta cada tantos ms, y no contesta nada',
  wrapper: 'El medidor habla el wrapper de IEC 62056-47 e ignora las tramas',
  'wakes-up': 'El medidor contesta a partir de esta pregunta',
  'one-byte-address': 'El medidor tiene la dirección 1 de 1 byte, diga lo que diga --server',
  'other-address': 'El medidor tiene la dirección 1 de 4 bytes con este dispositivo físico',
  'all-answer': 'El medidor contesta a cualquier dirección, desde la suya',
  'unknown-client-silent': 'El medidor calla ante un client SAP que no conoce (así es por defecto)',
  'unknown-client-dm': 'El medidor contesta DM a un client SAP que no conoce',
  dm: 'El medidor contesta DM a todo',
  frmr: 'El medidor contesta FRMR a todo, con su motivo',
  'frmr-bare': 'El medidor contesta FRMR a todo, sin información',
  'frmr-no-address': 'El medidor contesta FRMR a todo, de la dirección 0 a la dirección 0',
  'rejects-information': 'El enlace se abre, y la primera trama I recibe FRMR',
  'strict-parameters': 'El medidor descarta en silencio un SNRM con parámetros mal formados',
  'needs-parameters': 'El medidor calla ante un SNRM sin parámetros',
  'needs-parameters-close': 'El medidor cierra la conexión ante un SNRM sin parámetros',
  'bare-only': 'El medidor contesta DM a un SNRM con parámetros',
  'bare-ua': 'UA no lleva parámetros si SNRM no los lleva',
  'stale-link': 'Sigue abierto el enlace de un cliente anterior: DISC recibe UA, SNRM nada hasta entonces',
  'forgets-link': 'Un enlace termina con la conexión TCP',
};

export interface SimulateWords {
  readonly faults: Readonly<Record<keyof typeof faultsEn, string>>;
  readonly scenarios: Readonly<Record<'field-case', string>>;
  readonly options: Readonly<
    Record<'port' | 'server' | 'client' | 'maxConnections' | 'timeScale' | 'list' | 'once', string>
  >;
  readonly listHeading: string;
  readonly running: (endpoint: string) => string;
  readonly ended: (connections: number, linksLeftOpen: number) => string;
  readonly linksLeftOpen: (clients: string) => string;
  readonly connected: (peer: string) => string;
  readonly turnedAway: string;
  readonly sessionEnd: Readonly<
    Record<'client-fin' | 'client-reset' | 'closed' | 'reset' | 'kicked' | 'stopped', string>
  >;
  readonly linkOpened: (client: number, reason: string) => string;
  readonly linkClosed: (client: number, reason: string) => string;
  readonly associationLevels: Readonly<Record<'none' | 'lls' | 'hls', string>>;
  readonly associationOpened: (client: number, level: string) => string;
  readonly associationClosed: (client: number, reason: string) => string;
  readonly associationsLeftOpen: (clients: string) => string;
  readonly passwordTried: (client: number, accepted: boolean) => string;
  readonly serviceAsked: (client: number, service: string) => string;
  readonly faultUnknown: (name: string) => string;
  readonly faultNearest: (names: string) => string;
  readonly seeList: string;
  readonly takesNoValue: (name: string, value: string) => string;
  readonly valueMalformed: (name: string, value: string, minimum: number, maximum: number) => string;
  readonly optionHint: string;
  readonly optionMalformed: (option: string, value: string, expected: string) => string;
  readonly portInUse: (port: number) => string;
  readonly portInUseHint: string;
  readonly portForbidden: (port: number) => string;
}

export const simulateWords = {
  en: {
    faults: faultsEn,
    scenarios: {
      'field-case': 'A meter in order, and a service that holds its port and asks it malformed questions',
    },
    options: {
      port: 'TCP port on 127.0.0.1; 0 lets the system choose one',
      server: "the meter's address: 1, 1/17, 1/1234:4 (logical/physical:bytes)",
      client: 'the client SAPs that the meter knows, with commas between them',
      maxConnections: 'clients that the gateway grants its port to at the same time',
      timeScale: 'real seconds per simulated second: 0.1 makes everything ten times faster',
      list: 'show the faults and end',
      once: 'end when the first client has left',
    },
    listHeading: 'Faults (several can be on at once; the number is that of the cause):',
    running: (endpoint) => `Ctrl-C ends the simulator. Try in another terminal: meter test ${endpoint}`,
    ended: (connections, links) =>
      `The simulator has ended: ${connections} ${connections === 1 ? 'connection' : 'connections'}, ${
        links === 0 ? 'no link left open' : `left with an open link ${links === 1 ? 'once' : `${links} times`}`
      }.`,
    linksLeftOpen: (clients) => `the last client left without DISC; open links: client ${clients}`,
    connected: (peer) => `connected from ${peer}`,
    turnedAway: 'turned away: the serial port is held',
    sessionEnd: {
      'client-fin': 'the client closed (FIN)',
      'client-reset': 'the client reset (RST)',
      closed: 'closed by the simulator (FIN)',
      reset: 'reset by the simulator (RST)',
      kicked: 'thrown out for a newer client (FIN)',
      stopped: 'cut off: the simulator ends',
    },
    linkOpened: (client, reason) => `link of client ${client} opened (${reason})`,
    linkClosed: (client, reason) => `link of client ${client} closed (${reason})`,
    associationLevels: { none: 'without password', lls: 'with password (LLS)', hls: 'HLS, not proven yet' },
    associationOpened: (client, level) => `client ${client} associated ${level}`,
    associationClosed: (client, reason) => `association of client ${client} ended (${reason})`,
    associationsLeftOpen: (clients) => `the last client left without release; associated: client ${clients}`,
    passwordTried: (client, accepted) => `client ${client} gave ${accepted ? 'the right' : 'a wrong'} password`,
    serviceAsked: (client, service) => `client ${client}: ${service}`,
    faultUnknown: (name) => `There is no fault called "${name}".`,
    faultNearest: (names) => `Did you mean ${names}? All faults: meter simulate --list`,
    seeList: 'All faults: meter simulate --list',
    takesNoValue: (name, value) => `The fault "${name}" takes no number, but "${value}" was given.`,
    valueMalformed: (name, value, minimum, maximum) =>
      `The fault "${name}" takes a number from ${minimum} to ${maximum}, not "${value}".`,
    optionHint: 'See `meter simulate --help`.',
    optionMalformed: (option, value, expected) => `${option} takes ${expected}, not "${value}".`,
    portInUse: (port) => `Port ${port} on 127.0.0.1 is in use by another program.`,
    portInUseHint: 'Choose another with --port, or leave --port out: then the system chooses a free one.',
    portForbidden: (port) => `This user may not listen on port ${port}.`,
  },
  es: {
    faults: faultsEs,
    scenarios: {
      'field-case': 'Un medidor en orden, y un servicio que ocupa su puerto y le hace preguntas mal formadas',
    },
    options: {
      port: 'puerto TCP en 127.0.0.1; con 0 lo elige el sistema',
      server: 'la dirección del medidor: 1, 1/17, 1/1234:4 (lógica/física:bytes)',
      client: 'los client SAP que el medidor conoce, separados por comas',
      maxConnections: 'clientes a los que el gateway da su puerto al mismo tiempo',
      timeScale: 'segundos reales por segundo simulado: con 0.1 todo va diez veces más rápido',
      list: 'muestra los fallos y termina',
      once: 'termina cuando se va el primer cliente',
    },
    listHeading: 'Fallos (puede haber varios a la vez; el número es el de la causa):',
    running: (endpoint) => `Ctrl-C termina el simulador. Pruebe en otra terminal: meter test ${endpoint}`,
    ended: (connections, links) =>
      `El simulador ha terminado: ${connections} ${connections === 1 ? 'conexión' : 'conexiones'}, ${
        links === 0
          ? 'ningún enlace quedó abierto'
          : `${links} ${links === 1 ? 'vez' : 'veces'} quedó un enlace abierto`
      }.`,
    linksLeftOpen: (clients) => `el último cliente se fue sin DISC; enlaces abiertos: cliente ${clients}`,
    connected: (peer) => `conectado desde ${peer}`,
    turnedAway: 'rechazado: el puerto serie está ocupado',
    sessionEnd: {
      'client-fin': 'el cliente cerró (FIN)',
      'client-reset': 'el cliente abortó (RST)',
      closed: 'cerrado por el simulador (FIN)',
      reset: 'abortado por el simulador (RST)',
      kicked: 'expulsado por un cliente más nuevo (FIN)',
      stopped: 'cortado: el simulador termina',
    },
    linkOpened: (client, reason) => `enlace del cliente ${client} abierto (${reason})`,
    linkClosed: (client, reason) => `enlace del cliente ${client} cerrado (${reason})`,
    associationLevels: { none: 'sin contraseña', lls: 'con contraseña (LLS)', hls: 'HLS, aún sin probar' },
    associationOpened: (client, level) => `cliente ${client} asociado ${level}`,
    associationClosed: (client, reason) => `terminó la asociación del cliente ${client} (${reason})`,
    associationsLeftOpen: (clients) => `el último cliente se fue sin liberar; asociados: cliente ${clients}`,
    passwordTried: (client, accepted) =>
      `el cliente ${client} dio ${accepted ? 'la contraseña correcta' : 'una contraseña incorrecta'}`,
    serviceAsked: (client, service) => `cliente ${client}: ${service}`,
    faultUnknown: (name) => `No hay ningún fallo llamado "${name}".`,
    faultNearest: (names) => `¿Quiso decir ${names}? Todos los fallos: meter simulate --list`,
    seeList: 'Todos los fallos: meter simulate --list',
    takesNoValue: (name, value) => `El fallo "${name}" no lleva número, pero se dio "${value}".`,
    valueMalformed: (name, value, minimum, maximum) =>
      `El fallo "${name}" lleva un número de ${minimum} a ${maximum}, no "${value}".`,
    optionHint: 'Vea `meter simulate --help`.',
    optionMalformed: (option, value, expected) => `${option} lleva ${expected}, no "${value}".`,
    portInUse: (port) => `Otro programa usa el puerto ${port} de 127.0.0.1.`,
    portInUseHint: 'Elija otro con --port, o deje --port fuera: entonces el sistema elige uno libre.',
    portForbidden: (port) => `Este usuario no puede escuchar en el puerto ${port}.`,
  },
} as const satisfies Record<Language, SimulateWords>;
