/** The words of `meter test`: headings, outcomes, and the sentences that go with statements, rules and next steps. */
import type { Language } from './language.ts';

/** `{name}` in a sentence stands for a value. */
export interface TestWords {
  readonly headings: Readonly<
    Record<
      'verdict' | 'excluded' | 'because' | 'proven' | 'notProven' | 'notTested' | 'left' | 'also' | 'next' | 'more',
      string
    >
  >;
  readonly columns: Readonly<
    Record<'check' | 'outcome' | 'details' | 'credential' | 'client' | 'server' | 'reply', string>
  >;
  readonly checks: Readonly<Record<string, string>>;
  readonly grades: Readonly<Record<'proven' | 'likely' | 'untested', string>>;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly details: Readonly<Record<string, string>>;
  readonly statements: Readonly<Record<string, string>>;
  readonly because: Readonly<Record<string, string>>;
  readonly next: Readonly<Record<string, string>>;
  readonly phases: Readonly<Record<string, string>>;
  readonly page: string;
}

const en: TestWords = {
  headings: {
    verdict: 'Verdict',
    because: 'because',
    proven: 'Proven',
    notProven: 'Not proven',
    notTested: 'Not tested',
    left: 'Still possible, likeliest first',
    also: 'Also noticed',
    excluded: 'Excluded by this test',
    next: 'Next',
    more: 'more',
  },
  columns: {
    check: 'check',
    outcome: 'outcome',
    details: 'details',
    credential: 'credential',
    client: 'client',
    server: 'server',
    reply: 'reply',
  },
  checks: {
    'own.lock': 'our own runs',
    'host.holder': 'this host',
    'net.ping': 'ping',
    'tcp.connect': 'TCP connect',
    'line.listen': 'listening first',
    'link.open': 'link',
    'link.again': 'link, asked again',
    'link.with-parameters': 'link, with parameters',
    'link.found-address': 'link, address found',
    'link.close': 'closing',
    'gateway.second': 'second connection',
  },
  grades: { proven: 'proven', likely: 'likely', untested: 'not tested' },
  outcomes: {
    UA: 'link open',
    DM: 'refused',
    FRMR: 'protest',
    BUSY: 'refusal by the gateway',
    TEXT: 'plain text',
    ECHO: 'our own bytes came back',
    GARBLED: 'bytes that are no valid frame',
    FOREIGN: 'a frame for or from somebody else',
    TIMEOUT: 'silence',
    CLOSED: 'closed on us',
    RESET: 'reset on us',
    REFUSED: 'connection refused',
    UNREACHABLE: 'no route',
    'CONNECT-TIMEOUT': 'no answer to the connect',
    'UNKNOWN-HOST': 'name does not resolve',
    SELF: 'another run of this tool holds the line',
    'NOT-TRIED': 'not tried',
    OK: 'yes',
    LOSS: 'with losses',
    QUIET: 'nothing came',
    TELNET: 'telnet negotiation',
    NONE: 'no connection from here',
    HELD: 'a local process is connected',
    FREE: 'none',
  },
  details: {
    series: '{ok} of {all}, {ms} ms',
    failedSeries: '{ok} of {all} ({system})',
    questions: '{count} questions, {ms} ms',
    question: '1 question, {ms} ms',
    afterQuestion: 'after question {number}',
    withParameters: 'only with parameters',
    late: 'after the time-out',
    text: '"{text}"',
    closedAfter: 'after {ms} ms',
    bytes: '{count} bytes',
    from: 'from {server}',
    held: '{name} (pid {pid})',
    why: '{why}',
    negotiated: 'information {size}, window {window}',
    protest: 'rejects {rejected}: {reasons}',
    defects: '{defects}',
    frames: '{type} {from} → {to}',
    closed: 'closed again: {answer}',
    lineGone: 'the line was lost and did not open again ({outcome})',
  },
  statements: {
    'host-pings': 'The host answers ping: {received} of {sent}, {ms} ms.',
    'port-accepts': 'The port accepts TCP connections: {times} of {times}, {ms} ms.',
    'port-accepts-sometimes': 'The port accepts some TCP connections: {connected} of {times}.',
    'host-refuses': 'The host is up: it refused the connection within {ms} ms. Nobody listens on this port.',
    'held-by-process': 'A process of this host is connected to the port: {name}, pid {pid}.',
    'held-on-this-host':
      'A process of this host is connected to the port; which one, the system does not tell this user.',
    'own-run': 'Another run of this tool holds the line: pid {pid}, {command}.',
    'gateway-speaks': 'The gateway spoke, not the meter: "{text}" is a text of {device}.',
    'text-came': 'Plain text came over the line: "{text}".',
    'gateway-lives': 'The gateway lives and counts its clients: a second connection got "{text}" while ours was open.',
    'gateway-counts': 'The gateway counts its clients: a second connection got {outcome} while ours was open.',
    'first-thrown-out': 'A second connection throws out the first: this gateway serves the newest client.',
    'path-to-line-works': 'The path as far as the serial line works: our own bytes came back from there.',
    'frames-of-others': 'Frames of others are on the line: {type} from {from} to {to}.',
    'link-opens': 'Server {server} opens a link for client {client} ({credential}) within {ms} ms.',
    'meter-answers':
      'Server {server} answers client {client} ({credential}) with {outcome} within {ms} ms: wiring, speed and address are right.',
    'answers-from-elsewhere': 'A question to server {asked} was answered by server {server} within {ms} ms.',
    'address-right': 'That the server address {server} and its number of bytes are right: no answer ever came to it.',
    'client-known': 'That the meter knows these client SAPs.',
    'serial-side': 'That the serial side of the gateway (speed, parity, wiring) is right.',
    'meter-defect': 'That the meter is locked up, or needs a reset: silence alone does not show it.',
    'meter-state': 'How the meter is: no question has reached it.',
    'ping-unavailable': 'Ping ({why}).',
    'holder-unknown': 'Which local process holds the port ({why}).',
    'links-not-asked': 'The link, the login and the readings: the line could not be used.',
    'login-without-link': 'Login and readings: they need an open link first.',
    'login-and-reading': 'Login and readings: this test went as deep as the link.',
  },
  because: {
    'own-run-holds-line': 'the lock of that run names its process, and the process lives.',
    'name-does-not-resolve': 'the name service has no address for this name.',
    'connect-refused': 'the host itself answered that nobody listens on this port.',
    'refused-while-held': 'some gateways refuse connections while another client holds the port.',
    'no-route': 'the network answered that it cannot reach this host.',
    'connect-unanswered':
      'neither an acceptance nor a refusal came within the time-out: host down, filtered, or a gateway that lets further clients wait.',
    'gateway-says-busy':
      'the gateway says so in plain text. The text is the gateway’s, not the meter’s: of the meter it says nothing.',
    'gateway-says-no-device': 'the gateway says in plain text that it cannot open its serial port.',
    'gateway-says-no': 'the gateway refuses in plain text, for a reason that is not another client.',
    'parameters-needed': 'the bare SNRM got no UA, twice; the same SNRM with a parameter block got one.',
    'answers-when-awake':
      'the first question met silence, a later one was answered, and once awake the first question is answered.',
    'answer-after-time-out': 'a valid answer to our question came after the reply time-out.',
    'answer-from-another-address':
      'a valid answer to our client SAP came from another server address than the one asked.',
    'meter-says-disconnected':
      'DM is a valid frame addressed to us: wiring, speed and server address are right, and the meter declines the link.',
    'meter-protests': 'FRMR is a valid frame addressed to us: the meter is there and protests against a frame.',
    'other-frames-on-line': 'valid frames arrived that belong to a conversation of others.',
    'pushes-and-is-mute': 'unasked UI frames arrive, and no question was answered. A longer watch would prove it.',
    'sign-on-text': 'a mode E identification stands in the text, and HDLC got no answer.',
    'readout-unasked':
      'a data readout in plain text comes unasked, and HDLC got no answer: so do customer ports. A longer watch would prove it.',
    'banner-known': 'this text is known as the banner of a serial device server.',
    'text-instead-of-frames':
      'plain text that no table knows came, and no frame. A gateway’s banner, heartbeat or debug output would look like that; so would a device that speaks another protocol.',
    'telnet-commands':
      'telnet commands (FF …) came over the line: this port is in telnet mode, and 0xFF does not pass it unchanged.',
    'text-between-frames': 'plain text came over the line besides the meter’s valid frames.',
    'garbage-around-answer': 'bytes that are neither frame nor text came besides a valid answer.',
    'own-bytes-come-back': 'what came back is, byte for byte, what was sent.',
    'frames-arrive-damaged':
      'frames arrive with wrong check values: something answers, and the line damages it. Speed or parity would do that, noise too.',
    'bytes-are-no-frame':
      'something answers our question in bytes that are no frame, as a wrong speed or parity makes them.',
    'bytes-missing-in-frames':
      'a frame began right and stopped short: bytes get lost on the way, as flow control (0x11, 0x13) does it.',
    'closed-without-a-word':
      'the connection was accepted and closed before anything was asked; gateways with one client do that while another one holds the port.',
    'closed-device-lost': 'a gateway that loses, or cannot open, its serial port closes like that too.',
    'closed-on-question':
      'the line was closed on an HDLC question, with or without parameters; a port that speaks the wrapper does that.',
    'thrown-out': 'a gateway that serves the newest client throws the older one out like that.',
    'held-here-and-silent':
      'a process of this host is connected to the same port, and some gateways let a second client wait in silence.',
    'one-client-opens-another-not':
      'the link opens for one client SAP and not for another, on the same line within the same minute.',
  },
  next: {
    'wait-for-own-run': 'Wait for that run to end, or stop it.',
    'check-service': 'Start the tunnel or serial device server that should listen there.',
    'check-port': 'Check the port number.',
    'check-route': 'Check route, VPN and gateway of this host.',
    'check-power-and-route': 'Check that the device has power and network.',
    'check-firewall': 'Ask whether a firewall drops connections to this port.',
    'check-name': 'Check the spelling of the host name, or use the address.',
    pause: 'Stop the other client of this port (usually the collecting service).',
    'test-again': 'Then run `meter test` again.',
    'shorten-alive-check': 'Shorten the gateway’s alive check, and close connections properly.',
    'check-gateway-device': 'Look at the gateway: its serial port is missing, locked, or wrongly named.',
    'one-master': 'Let one master at a time use the line.',
    'switch-texts-off': 'Switch banner, heartbeat and debug output off in the gateway.',
    'raw-mode': 'Set the port to raw TCP (ser2net: `tcp`, not `telnet`).',
    'flow-control-off': 'Switch XON/XOFF flow control off at the gateway.',
    'echo-off': 'Switch the echo off: the adapter should not receive while it sends.',
    probe:
      'Ask other server addresses and lengths, e.g. `--server 1`, `--server 1/1`, `--server 1/17`, `--server 1/NNNN:4` with the last four digits of the serial number.',
    'check-serial': 'Compare the gateway’s serial settings with the meter’s: 9600 8N1 is usual on RS-485.',
    'sign-on': 'Use the optical head’s sign-on (IEC 62056-21), or a port that speaks HDLC directly.',
    'listen-only': 'Listen for a minute: this port may only push.',
    'repeat-question': 'Let the collector repeat its first question, or pause before it.',
    'keep-address': 'Use the address that answered: `meter edit … --server {found}`.',
    'try-wrapper': 'Try the wrapper: `wrapper://host:port`.',
    'try-hdlc': 'Try HDLC: `hdlc://host:port`.',
    'wait-inactivity': 'Leave the line silent for the inactivity time-out (often 180 s), then ask once.',
    'send-parameters': 'Let the collector send its SNRM with a parameter block.',
    'longer-timeout': 'Use a longer time-out: `--timeout 15`.',
    report: 'Keep the trace (`--trace FILE`) and send it.',
    'check-client': 'Compare the client SAP with the meter’s documents; 16 is the public client.',
    'check-secret': 'Check the secret.',
    'wait-lock': 'Wait until the lock is over; do not try again meanwhile.',
    'check-level': 'Check the authentication level.',
    'check-keys': 'Check keys and system title.',
    'read-counter': 'Read the invocation counter with the public client.',
    'mend-frame': 'Send the corrected frame.',
    recover: 'Only now: the guided reset.',
    'quiet-then-once':
      'Stop every client, leave the line silent for 180 s, and test once: each retry restarts the meter’s inactivity timer.',
  },
  phases: {
    connecting: 'connecting',
    listening: 'listening before speaking',
    asking: 'waiting for UA, client {client} ({credential})',
    'second-connection': 'trying a second connection',
    closing: 'closing the link',
    measuring: 'measuring the path',
    of: '{name}, {seconds} of {all} s',
  },
  page: 'docs/verdicts/{code}.md',
};

const es: TestWords = {
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
    reply: 'respuesta',
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
    'gateway.second': 'segunda conexión',
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
    lineGone: 'la línea se perdió y no volvió a abrirse ({outcome})',
  },
  statements: {
    'host-pings': 'El equipo remoto responde al ping: {received} de {sent}, {ms} ms.',
    'port-accepts': 'El puerto acepta conexiones TCP: {times} de {times}, {ms} ms.',
    'port-accepts-sometimes': 'El puerto acepta algunas conexiones TCP: {connected} de {times}.',
    'host-refuses': 'El equipo remoto está encendido: rechazó la conexión en {ms} ms. Nadie escucha en este puerto.',
    'held-by-process': 'Un proceso de este equipo está conectado al puerto: {name}, pid {pid}.',
    'held-on-this-host':
      'Un proceso de este equipo está conectado al puerto; el sistema no le dice a este usuario cuál.',
    'own-run': 'Otra ejecución de esta herramienta ocupa la línea: pid {pid}, {command}.',
    'gateway-speaks': 'Habló el gateway, no el medidor: "{text}" es un texto de {device}.',
    'text-came': 'Llegó texto plano por la línea: "{text}".',
    'gateway-lives':
      'El gateway vive y cuenta sus clientes: una segunda conexión recibió "{text}" con la nuestra abierta.',
    'gateway-counts': 'El gateway cuenta sus clientes: una segunda conexión recibió {outcome} con la nuestra abierta.',
    'first-thrown-out': 'Una segunda conexión expulsa a la primera: este gateway atiende al cliente más nuevo.',
    'path-to-line-works': 'El camino hasta la línea serie funciona: desde allí volvieron nuestros propios bytes.',
    'frames-of-others': 'Hay tramas de otros en la línea: {type} de {from} a {to}.',
    'link-opens': 'El servidor {server} abre un enlace para el cliente {client} ({credential}) en {ms} ms.',
    'meter-answers':
      'El servidor {server} responde al cliente {client} ({credential}) con {outcome} en {ms} ms: cableado, velocidad y dirección son correctos.',
    'answers-from-elsewhere': 'A una pregunta al servidor {asked} respondió el servidor {server} en {ms} ms.',
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
    'login-and-reading': 'Acceso y lecturas: esta prueba llegó hasta el enlace.',
  },
  because: {
    'own-run-holds-line': 'el bloqueo de esa ejecución nombra su proceso, y el proceso vive.',
    'name-does-not-resolve': 'el servicio de nombres no tiene dirección para este nombre.',
    'connect-refused': 'el propio equipo remoto respondió que nadie escucha en este puerto.',
    'refused-while-held': 'algunos gateways rechazan conexiones mientras otro cliente ocupa el puerto.',
    'no-route': 'la red respondió que no puede llegar a ese equipo.',
    'connect-unanswered':
      'no llegó ni aceptación ni rechazo dentro del tiempo límite: equipo apagado, filtrado, o un gateway que deja esperar a otros clientes.',
    'gateway-says-busy':
      'el gateway lo dice en texto plano. El texto es del gateway, no del medidor: del medidor no dice nada.',
    'gateway-says-no-device': 'el gateway dice en texto plano que no puede abrir su puerto serie.',
    'gateway-says-no': 'el gateway se niega en texto plano, por una razón que no es otro cliente.',
    'parameters-needed': 'el SNRM sin parámetros no obtuvo UA, dos veces; el mismo SNRM con bloque de parámetros sí.',
    'answers-when-awake':
      'la primera pregunta encontró silencio, una posterior tuvo respuesta, y ya despierto responde a la primera.',
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
      'llegaron comandos telnet (FF …): este puerto está en modo telnet, y 0xFF no lo atraviesa sin cambio.',
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
    'test-again': 'Luego ejecute `meter test` otra vez.',
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
    'try-wrapper': 'Pruebe el wrapper: `wrapper://host:port`.',
    'try-hdlc': 'Pruebe HDLC: `hdlc://host:port`.',
    'wait-inactivity':
      'Deje la línea en silencio durante el tiempo de inactividad (a menudo 180 s), y pregunte una vez.',
    'send-parameters': 'Haga que el colector envíe su SNRM con bloque de parámetros.',
    'longer-timeout': 'Use un tiempo límite mayor: `--timeout 15`.',
    report: 'Guarde la traza (`--trace FILE`) y envíela.',
    'check-client': 'Compare el client SAP con los documentos del medidor; 16 es el cliente público.',
    'check-secret': 'Revise el secreto.',
    'wait-lock': 'Espere a que pase el bloqueo; no lo intente de nuevo mientras tanto.',
    'check-level': 'Revise el nivel de autenticación.',
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
    'second-connection': 'probando una segunda conexión',
    closing: 'cerrando el enlace',
    measuring: 'midiendo el camino',
    of: '{name}, {seconds} de {all} s',
  },
  page: 'docs/verdicts/{code}.md',
};

export const testWords = { en, es } as const satisfies Record<Language, TestWords>;

/** Fills `{name}` places; a place without a value stays as it is, so that it is seen. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => `${values[name] ?? place}`);
}
