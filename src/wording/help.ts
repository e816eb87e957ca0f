/** What `--help` says, and what the command parser says when it is used wrongly. */
import type { Language } from './language.ts';

export interface HelpWords {
  readonly program: string;
  readonly commands: Readonly<Record<string, string>>;
  readonly arguments: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  readonly titles: Readonly<Record<'Usage:' | 'Arguments:' | 'Options:' | 'Commands:' | 'Global Options:', string>>;
  readonly defaultValue: string;
  readonly examples: string;
  readonly usage: Readonly<Record<string, (name: string) => string>>;
  /** `[options]`, `[command]` in a usage line. */
  readonly placeholders: Readonly<Record<'[options]' | '[command]', string>>;
  readonly choices: (known: string) => string;
  readonly seeHelp: string;
  readonly outputFailed: (why: string) => string;
  readonly fault: (what: string) => string;
}

const en: HelpWords = {
  program: 'Says why a DLMS/COSEM meter does not answer: what is proven, what is not, and what to do next.',
  commands: {
    test: 'why does this meter not answer? network, gateway, link, credential set by credential set',
    probe:
      'the deeper questions to a meter that does not answer: address, client SAP, framing, negotiation, echo, sign-on; no password is sent',
    report: 'one file with everything: verdict, evidence, every frame, history, next steps; Markdown or HTML',
    read: 'read objects: OBIS code, class:OBIS:attribute, or a name; values with scaler and unit. Exit 5: the meter refused them all; 1: some could not be read',
    follow: 'live with one meter: readings, latency, success rate, changes of verdict; or the log of its collector',
    clock: 'the clock of a meter, beside the one of this host',
    profile: 'the load profile of a meter, or another one, as table, CSV, JSON or plot',
    browse: 'show the objects a meter has, what may be done with them, and with --values what they say',
    set: 'write one attribute of an object; without --yes only show what would be sent',
    act: 'invoke a method of an object; without --yes only show what would be sent',
    decode:
      'explain bytes: frames, texts; and tell the story of a capture or a log. Arguments, a file, or standard input',
    add: 'add a meter to the registry',
    edit: 'change a meter of the registry',
    remove: 'remove a meter from the registry',
    list: 'list the registered meters',
    show: 'show one meter of the registry',
    pause: 'stop the collecting of a meter, and look whether its port is free',
    resume: 'ask a paused meter whether it answers, and start its collecting again',
    recover:
      'bring a mute meter back, step by step: DISC, silence, a guided reset, five checks; --plan shows the steps',
    restart: 'restart the collector of a meter',
    status: 'collector, pause, and who of this host holds the port, of one meter or of all; nothing is sent',
    logs: 'the log of the collector of a meter',
    history: 'what earlier tests came to: success rate, since when no answer, whether these settings ever worked',
    health: 'all registered meters at a glance: last verdict, success rate, since when no answer',
    doctor: 'check the surroundings of this tool: settings, programs, clock, locks, who holds which port here',
    simulate: 'run a simulated meter behind a simulated gateway on this host, with scenarios and faults of your choice',
    help: 'help for a command',
    demo: 'play the field case: busy, mute, and what was really wrong',
  },
  arguments: {
    profile: 'profile, by OBIS code or name (1-0:99.1.0)',
    meter: 'id or name of a registered meter, or an endpoint such as 192.0.2.7:3333',
    registered: 'id or name of a registered meter',
    objects: '1-0:1.8.0, 3:1-0:1.8.0:2 (class:OBIS:attribute), energy, clock:time_zone …; none: the usual ones',
    filter: 'only objects with this in their OBIS code, name or class name',
    object: '[class:]OBIS[:attribute], or a name such as clock; the attribute by number or name',
    value: 'of the type that is there now: 5, true, hello; or with its type: long-unsigned:5, octet-string:AABB',
    method: '[class:]OBIS:method, e.g. clock:adjust_to_minute',
    parameter: 'with its type: integer:0 (the default), long:5, octet-string:AABB; none for no parameter',
    bytes: 'bytes in hexadecimal, in any dress; a file; - for standard input',
    name: 'name of the meter',
    endpoint: 'host, host:port, hdlc://host:port',
    fault: 'scenarios and faults by name (see --list), a scenario in FILE.json, or a capture in FILE.cap',
  },
  options: {
    timeout: 'how long an answer may take, in seconds (5)',
    connectTimeout: 'how long connecting may take, in seconds (5)',
    server: 'server address: 1, 1/17 (logical/physical), 1/1234:4 (with its number of bytes)',
    client: 'ask only as this client SAP',
    credential: 'use only this credential set',
    depth: 'how deep to test: link, login or read (default read)',
    trace: 'keep the whole conversation in this file',
    pcap: 'keep it as pcapng too, for Wireshark',
    json: 'one JSON document on standard output',
    lang: 'language: en or es (from LC_ALL, LC_MESSAGES, LANG)',
    verbose: 'show each frame; twice: explain each byte',
    noColor: 'no colours',
    configDir: 'where settings are kept',
    showSecrets: 'show secrets in clear text',
    help: 'this help',
    version: 'the version',
    file: 'read the bytes from this file',
    story: 'tell the story of the conversation in the input, also where it does not look like one',
    frames: 'explain frame by frame, also where the input is the record of a conversation',
  },
  titles: {
    'Usage:': 'Usage:',
    'Arguments:': 'Arguments:',
    'Options:': 'Options:',
    'Commands:': 'Commands:',
    'Global Options:': 'Common options:',
  },
  defaultValue: 'default',
  examples: 'Examples:',
  usage: {
    'commander.unknownCommand': (name) => `There is no command "${name}".`,
    'commander.unknownOption': (name) => `There is no option "${name}".`,
    'commander.missingArgument': (name) => `The argument <${name}> is missing.`,
    'commander.optionMissingArgument': (name) => `The option "${name}" needs a value.`,
    'commander.excessArguments': () => 'There are too many arguments.',
    'commander.invalidArgument': (name) => `"${name}" is not a value that is understood.`,
  },
  placeholders: { '[options]': '[options]', '[command]': '[command]' },
  choices: (known) => `Choose one of: ${known}.`,
  seeHelp: 'See `meter --help`.',
  outputFailed: (why) => `the result could not be written to standard output (${why}).`,
  fault: (what) =>
    `meter: a fault of this tool: ${what}\nPlease report it with the command you typed; run it again with DEBUG=meter for the details.`,
};

const es: HelpWords = {
  program: 'Dice por qué un medidor DLMS/COSEM no responde: qué está probado, qué no, y qué hacer después.',
  commands: {
    test: '¿por qué no responde este medidor? red, gateway, enlace, credencial por credencial',
    probe:
      'las preguntas más hondas a un medidor que no responde: dirección, client SAP, framing, negociación, eco, inicio; no se envía ninguna contraseña',
    report: 'un archivo con todo: veredicto, evidencia, cada trama, historial, próximos pasos; Markdown o HTML',
    read: 'lee objetos: código OBIS, clase:OBIS:atributo o un nombre; valores con escala y unidad. Salida 5: el medidor los rechazó todos; 1: algunos no se pudieron leer',
    follow: 'sigue a un medidor: lecturas, latencia, tasa de éxito, cambios de veredicto; o el log de su colector',
    clock: 'el reloj de un medidor, junto al de este equipo',
    profile: 'el perfil de carga de un medidor, u otro, como tabla, CSV, JSON o gráfica',
    browse: 'muestra los objetos de un medidor, qué se puede hacer con ellos y, con --values, qué dicen',
    set: 'escribe un atributo de un objeto; sin --yes solo muestra lo que se enviaría',
    act: 'invoca un método de un objeto; sin --yes solo muestra lo que se enviaría',
    decode:
      'explica bytes: tramas, textos; y cuenta el relato de una captura o un registro. Argumentos, un archivo o la entrada estándar',
    add: 'agrega un medidor al registro',
    edit: 'cambia un medidor del registro',
    remove: 'quita un medidor del registro',
    list: 'lista los medidores registrados',
    show: 'muestra un medidor del registro',
    pause: 'detiene la recolección de un medidor y mira si su puerto está libre',
    resume: 'pregunta a un medidor en pausa si responde y reanuda su recolección',
    recover:
      'recupera un medidor mudo, paso a paso: DISC, silencio, un reinicio guiado, cinco verificaciones; --plan muestra los pasos',
    restart: 'reinicia el colector de un medidor',
    status: 'colector, pausa y quién de este equipo ocupa el puerto, de un medidor o de todos; no se envía nada',
    logs: 'el registro (log) del colector de un medidor',
    history: 'qué dieron las pruebas anteriores: tasa de éxito, desde cuándo no responde, si estos ajustes funcionaron',
    health: 'todos los medidores de un vistazo: último veredicto, tasa de éxito, desde cuándo no responden',
    doctor: 'revisa el entorno de esta herramienta: ajustes, programas, reloj, bloqueos, quién ocupa los puertos aquí',
    simulate:
      'ejecuta en este equipo un medidor simulado tras un gateway simulado, con los escenarios y fallos que elija',
    help: 'ayuda de un comando',
    demo: 'reproduce el caso de campo: ocupado, mudo, y qué pasaba de verdad',
  },
  arguments: {
    profile: 'perfil, por código OBIS o nombre (1-0:99.1.0)',
    meter: 'id o nombre de un medidor registrado, o un destino como 192.0.2.7:3333',
    registered: 'id o nombre de un medidor registrado',
    objects: '1-0:1.8.0, 3:1-0:1.8.0:2 (clase:OBIS:atributo), energía, reloj:time_zone …; ninguno: los usuales',
    filter: 'solo objetos con esto en su código OBIS, nombre o nombre de clase',
    object: '[clase:]OBIS[:atributo], o un nombre como reloj; el atributo por número o nombre',
    value: 'del tipo que hay ahora: 5, true, hola; o con su tipo: long-unsigned:5, octet-string:AABB',
    method: '[clase:]OBIS:método, p. ej. clock:adjust_to_minute',
    parameter: 'con su tipo: integer:0 (por omisión), long:5, octet-string:AABB; none si no lleva parámetro',
    bytes: 'bytes en hexadecimal, con cualquier formato; un archivo; - para la entrada estándar',
    name: 'nombre del medidor',
    endpoint: 'host, host:puerto, hdlc://host:puerto',
    fault: 'escenarios y fallos por su nombre (vea --list), un escenario en ARCHIVO.json, o una captura en ARCHIVO.cap',
  },
  options: {
    timeout: 'cuánto puede tardar una respuesta, en segundos (5)',
    connectTimeout: 'cuánto puede tardar la conexión, en segundos (5)',
    server: 'dirección de servidor: 1, 1/17 (lógica/física), 1/1234:4 (con su número de bytes)',
    client: 'pregunta solo como este client SAP',
    credential: 'usa solo este juego de credenciales',
    depth: 'hasta dónde probar: link, login o read (por defecto read)',
    trace: 'guarda toda la conversación en este archivo',
    pcap: 'la guarda también como pcapng, para Wireshark',
    json: 'un documento JSON en la salida estándar',
    lang: 'idioma: en o es (de LC_ALL, LC_MESSAGES, LANG)',
    verbose: 'muestra cada trama; dos veces: explica cada byte',
    noColor: 'sin colores',
    configDir: 'dónde se guardan los ajustes',
    showSecrets: 'muestra los secretos en texto claro',
    help: 'esta ayuda',
    version: 'la versión',
    file: 'lee los bytes de este archivo',
    story: 'cuenta el relato de la conversación de la entrada, aunque no lo parezca',
    frames: 'explica trama por trama, aunque la entrada sea el registro de una conversación',
  },
  titles: {
    'Usage:': 'Uso:',
    'Arguments:': 'Argumentos:',
    'Options:': 'Opciones:',
    'Commands:': 'Comandos:',
    'Global Options:': 'Opciones comunes:',
  },
  defaultValue: 'por omisión',
  examples: 'Ejemplos:',
  usage: {
    'commander.unknownCommand': (name) => `No existe el comando "${name}".`,
    'commander.unknownOption': (name) => `No existe la opción "${name}".`,
    'commander.missingArgument': (name) => `Falta el argumento <${name}>.`,
    'commander.optionMissingArgument': (name) => `La opción "${name}" necesita un valor.`,
    'commander.excessArguments': () => 'Hay demasiados argumentos.',
    'commander.invalidArgument': (name) => `"${name}" no es un valor que se entienda.`,
  },
  placeholders: { '[options]': '[opciones]', '[command]': '[comando]' },
  choices: (known) => `Elija entre: ${known}.`,
  seeHelp: 'Vea `meter --help`.',
  outputFailed: (why) => `no se pudo escribir el resultado en la salida estándar (${why}).`,
  fault: (what) =>
    `meter: una falla de esta herramienta: ${what}\nPor favor repórtela con el comando que escribió; ejecútelo otra vez con DEBUG=meter para ver los detalles.`,
};

export const helpWords = { en, es } as const satisfies Record<Language, HelpWords>;
