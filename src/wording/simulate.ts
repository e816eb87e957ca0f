/** The words of `meter simulate`: what the command says while it runs. Its faults have files of their own. */
import type { Language } from './language.ts';
import { faultsEn } from './simulate-faults-en.ts';
import { faultsEs } from './simulate-faults-es.ts';

export interface SimulateWords {
  readonly faults: Readonly<Record<keyof typeof faultsEn, string>>;
  readonly options: Readonly<
    Record<
      | 'port'
      | 'server'
      | 'client'
      | 'maxConnections'
      | 'timeScale'
      | 'password'
      | 'clientPassword'
      | 'maxPdu'
      | 'informationLength'
      | 'window'
      | 'profileRows'
      | 'blockTransfer'
      | 'initialisation'
      | 'wrapper'
      | 'control'
      | 'list'
      | 'once',
      string
    >
  >;
  readonly powerIs: Readonly<Record<'meter' | 'gateway', Readonly<Record<'on' | 'off' | 'starting', string>>>>;
  readonly faultsAre: (names: string) => string;
  readonly controlOn: (endpoint: string) => string;
  readonly listHeading: string;
  readonly scenariosHeading: string;
  readonly listEnd: string;
  readonly asked: (endpoint: string, options: string) => string;
  readonly plays: (questions: number) => string;
  readonly questionUnknown: (bytes: string) => string;
  readonly fileUnreadable: (file: string, why: string) => string;
  readonly fileTooLong: (file: string) => string;
  readonly scenarioNoJson: (file: string) => string;
  readonly scenarioMalformed: (file: string, path: string) => string;
  readonly scenarioHint: string;
  readonly captureLine: (file: string, line: number) => string;
  readonly captureEmpty: (file: string) => string;
  readonly captureHint: string;
  readonly captureAlone: (file: string) => string;
  readonly running: string;
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
  readonly octetsHidden: (count: number) => string;
  readonly faultUnknown: (name: string) => string;
  readonly faultNearest: (names: string) => string;
  readonly seeList: string;
  readonly takesNoValue: (name: string, value: string) => string;
  readonly valueMalformed: (name: string, value: string, minimum: number, maximum: number) => string;
  readonly optionHint: string;
  readonly optionMalformed: (option: string, value: string, expected: string) => string;
  readonly faultNeedsGateway: (name: string) => string;
  readonly portInUse: (port: number) => string;
  readonly portInUseHint: string;
  readonly portForbidden: (port: number) => string;
}

export const simulateWords = {
  en: {
    faults: faultsEn,
    options: {
      port: 'TCP port on 127.0.0.1; 0 lets the system choose one',
      server: "the meter's address: 1, 1/17, 1/1234:4 (logical/physical:bytes)",
      client: 'the client SAPs that the meter knows, with commas between them',
      maxConnections: 'clients that the gateway grants its port to at the same time',
      timeScale: 'real seconds per simulated second: 0.1 makes everything ten times faster',
      password: 'password of client 1 (LLS)',
      clientPassword: 'passwords of other clients: 32=text,48=text',
      maxPdu: 'longest APDU that the meter takes or sends, in octets: 12 to 65535',
      informationLength: 'longest information field of a frame, in octets: 16 to 2030',
      window: 'I frames in a row: 1 to 7',
      profileRows: 'rows of the load profile: 0 to 1000000',
      blockTransfer: 'long answers may not come in blocks',
      initialisation: 'simulated seconds from the power of the meter to its first answer',
      wrapper: 'a meter that speaks the wrapper (IEC 62056-47), without a gateway',
      control: 'TCP port on 127.0.0.1 for power, faults and state, a line each; with 0 the system chooses one',
      list: 'show the scenarios and faults and end',
      once: 'end when the first client has left',
    },
    powerIs: {
      meter: { on: 'the meter is ready', off: 'the meter has no power', starting: 'the meter has power and starts' },
      gateway: {
        on: 'the gateway is ready',
        off: 'the gateway has no power',
        starting: 'the gateway has power and starts',
      },
    },
    faultsAre: (names) => `faults now: ${names === '' ? 'none' : names}`,
    controlOn: (endpoint) => `Control: ${endpoint} (power off, power on, fault NAME, clear NAME, state, quit)`,
    listHeading: 'Faults (several can be on at once; the number is that of the cause):',
    scenariosHeading: 'Scenarios (several can be named at once, and faults with them):',
    listEnd: 'A file of your own: meter simulate FILE.json; a recorded capture: meter simulate FILE.cap',
    asked: (endpoint, options) => `Try in another terminal: meter test ${endpoint}${options}`,
    plays: (questions) =>
      `Plays a capture of ${questions} ${questions === 1 ? 'question' : 'questions'}; a question that is not in it gets no answer.`,
    questionUnknown: (bytes) => `not in the capture, no answer: ${bytes}`,
    fileUnreadable: (file, why) => `${file} cannot be read: ${why}.`,
    fileTooLong: (file) => `${file} is larger than 16 MB.`,
    scenarioNoJson: (file) => `${file} is no JSON.`,
    scenarioMalformed: (file, path) => `${file} is no scenario: "${path}" is missing, unknown or out of its range.`,
    scenarioHint: 'Scenarios as they are written: meter simulate --list --json',
    captureLine: (file, line) => `${file} is no capture: line ${line} cannot be read.`,
    captureEmpty: (file) => `${file} holds nothing to play.`,
    captureHint: 'A capture is what --trace keeps.',
    captureAlone: (file) => `${file} is played as it was recorded: no fault and no scenario goes with it.`,
    running: 'Ctrl-C ends the simulator.',
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
    octetsHidden: (count) => `[${count} ${count === 1 ? 'octet' : 'octets'} not shown: a password]`,
    faultUnknown: (name) => `There is no fault called "${name}".`,
    faultNearest: (names) => `Did you mean ${names}? All faults: meter simulate --list`,
    seeList: 'All faults: meter simulate --list',
    takesNoValue: (name, value) => `The fault "${name}" takes no number, but "${value}" was given.`,
    valueMalformed: (name, value, minimum, maximum) =>
      `The fault "${name}" takes a number from ${minimum} to ${maximum}, not "${value}".`,
    optionHint: 'See `meter simulate --help`.',
    optionMalformed: (option, value, expected) => `${option} takes ${expected}, not "${value}".`,
    faultNeedsGateway: (name) => `The fault "${name}" is one of the gateway, and with --wrapper there is none.`,
    portInUse: (port) => `Port ${port} on 127.0.0.1 is in use by another program.`,
    portInUseHint: 'Choose another with --port, or leave --port out: then the system chooses a free one.',
    portForbidden: (port) => `This user may not listen on port ${port}.`,
  },
  es: {
    faults: faultsEs,
    options: {
      port: 'puerto TCP en 127.0.0.1; con 0 lo elige el sistema',
      server: 'la dirección del medidor: 1, 1/17, 1/1234:4 (lógica/física:bytes)',
      client: 'los client SAP que el medidor conoce, separados por comas',
      maxConnections: 'clientes a los que el gateway da su puerto al mismo tiempo',
      timeScale: 'segundos reales por segundo simulado: con 0.1 todo va diez veces más rápido',
      password: 'contraseña del cliente 1 (LLS)',
      clientPassword: 'contraseñas de otros clientes: 32=texto,48=texto',
      maxPdu: 'la APDU más larga que el medidor recibe o envía, en octetos: 12 a 65535',
      informationLength: 'el campo de información más largo de una trama, en octetos: 16 a 2030',
      window: 'tramas I seguidas: 1 a 7',
      profileRows: 'filas del perfil de carga: 0 a 1000000',
      blockTransfer: 'las respuestas largas no pueden llegar en bloques',
      initialisation: 'segundos simulados desde que el medidor recibe alimentación hasta su primera respuesta',
      wrapper: 'un medidor que habla el wrapper (IEC 62056-47), sin gateway',
      control:
        'puerto TCP en 127.0.0.1 para alimentación, fallos y estado, una línea cada vez; con 0 lo elige el sistema',
      list: 'muestra los escenarios y fallos y termina',
      once: 'termina cuando se va el primer cliente',
    },
    powerIs: {
      meter: {
        on: 'el medidor está listo',
        off: 'el medidor no tiene alimentación',
        starting: 'el medidor tiene alimentación y arranca',
      },
      gateway: {
        on: 'el gateway está listo',
        off: 'el gateway no tiene alimentación',
        starting: 'el gateway tiene alimentación y arranca',
      },
    },
    faultsAre: (names) => `fallos ahora: ${names === '' ? 'ninguno' : names}`,
    controlOn: (endpoint) => `Control: ${endpoint} (power off, power on, fault NOMBRE, clear NOMBRE, state, quit)`,
    listHeading: 'Fallos (puede haber varios a la vez; el número es el de la causa):',
    scenariosHeading: 'Escenarios (se pueden nombrar varios a la vez, y fallos con ellos):',
    listEnd: 'Un archivo propio: meter simulate ARCHIVO.json; una captura grabada: meter simulate ARCHIVO.cap',
    asked: (endpoint, options) => `Pruebe en otra terminal: meter test ${endpoint}${options}`,
    plays: (questions) =>
      `Reproduce una captura de ${questions} ${questions === 1 ? 'pregunta' : 'preguntas'}; una pregunta que no está en ella no recibe respuesta.`,
    questionUnknown: (bytes) => `no está en la captura, sin respuesta: ${bytes}`,
    fileUnreadable: (file, why) => `No se puede leer ${file}: ${why}.`,
    fileTooLong: (file) => `${file} ocupa más de 16 MB.`,
    scenarioNoJson: (file) => `${file} no es JSON.`,
    scenarioMalformed: (file, path) =>
      `${file} no es un escenario: "${path}" falta, no se conoce o está fuera de su rango.`,
    scenarioHint: 'Los escenarios como están escritos: meter simulate --list --json',
    captureLine: (file, line) => `${file} no es una captura: no se puede leer la línea ${line}.`,
    captureEmpty: (file) => `${file} no contiene nada que reproducir.`,
    captureHint: 'Una captura es lo que guarda --trace.',
    captureAlone: (file) => `${file} se reproduce como se grabó: no lleva fallos ni escenarios.`,
    running: 'Ctrl-C termina el simulador.',
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
    octetsHidden: (count) =>
      `[${count} ${count === 1 ? 'octeto que no se muestra' : 'octetos que no se muestran'}: una contraseña]`,
    faultUnknown: (name) => `No hay ningún fallo llamado "${name}".`,
    faultNearest: (names) => `¿Quiso decir ${names}? Todos los fallos: meter simulate --list`,
    seeList: 'Todos los fallos: meter simulate --list',
    takesNoValue: (name, value) => `El fallo "${name}" no lleva número, pero se dio "${value}".`,
    valueMalformed: (name, value, minimum, maximum) =>
      `El fallo "${name}" lleva un número de ${minimum} a ${maximum}, no "${value}".`,
    optionHint: 'Vea `meter simulate --help`.',
    optionMalformed: (option, value, expected) => `${option} lleva ${expected}, no "${value}".`,
    faultNeedsGateway: (name) => `El fallo "${name}" es del gateway, y con --wrapper no hay ninguno.`,
    portInUse: (port) => `Otro programa usa el puerto ${port} de 127.0.0.1.`,
    portInUseHint: 'Elija otro con --port, o deje --port fuera: entonces el sistema elige uno libre.',
    portForbidden: (port) => `Este usuario no puede escuchar en el puerto ${port}.`,
  },
} as const satisfies Record<Language, SimulateWords>;
