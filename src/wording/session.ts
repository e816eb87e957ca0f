/** Why there is no session with a meter, or no longer one, in a sentence: what a reading command says before it ends. */
import type { Language } from './language.ts';

export type SessionTroubleName = keyof typeof troublesEn;

export interface SessionWords {
  /** `{name}` stands for a value. */
  readonly troubles: Readonly<Record<SessionTroubleName, string>>;
  readonly wholeStory: string;
  /** In the place of a cause's title, where there is none. */
  readonly oneAttempt: string;
}

const troublesEn = {
  'held-by-us': '{meter} is held by another run of this tool: process {pid}, {command}. Nothing was sent.',
  'held-by-us-unnamed': '{meter} is held by another run of this tool. Nothing was sent.',
  'connect-refused': '{meter} refuses connections ({system}).',
  unreachable: '{meter} cannot be reached ({system}).',
  'connect-timeout': '{meter} did not answer the connection attempt ({seconds} s).',
  'unknown-host': 'The host name of {meter} does not resolve ({system}).',
  'connect-reset': '{meter} broke the connection while it was being made ({system}).',
  'cannot-connect': 'This host could not open a connection to {meter} ({system}).',
  'gateway-text': 'The gateway of {meter} answered instead of the meter: "{text}".',
  text: 'Plain text came from {meter} instead of frames: "{text}".',
  'link-refused': '{meter} refuses the link (DM) for client {client}.',
  'link-protest': '{meter} protests against the request for a link (FRMR), client {client}.',
  'link-silent': '{meter} did not answer the request for a link (SNRM), client {client}.',
  'link-elsewhere': 'Another server address than the one that was asked opened a link at {meter}: {source}.',
  'link-garbled': 'Bytes came from {meter}, and none of them was a valid frame for us ({bytes} bytes).',
  'closed-on-us': 'The connection to {meter} was closed before a session was open.',
  'broken-on-us': 'The connection to {meter} was broken before a session was open.',
  'login-rejected': '{meter} rejects the login of client {client} ({credential}): {result}, {diagnostic}.',
  'login-hls':
    '{meter} wants high-level security (HLS) of client {client} ({credential}), which this version does not speak.',
  'login-exception': '{meter} answers the login of client {client} ({credential}) with an error: {answer}.',
  'login-dm': '{meter} opened the link and denies it (DM) at the login of client {client} ({credential}).',
  'login-protest': '{meter} protests against the login of client {client} ({credential}) (FRMR).',
  'short-names': '{meter} speaks with short names (SN referencing), which this version does not.',
  'login-silent': '{meter} left the login (AARQ) of client {client} ({credential}) without an answer.',
  'login-garbled': '{meter} answered the login of client {client} ({credential}) with something that cannot be read.',
  'lost-silent': '{meter} stopped answering.',
  'lost-silent-in-answer': '{meter} fell silent in the middle of an answer, after {bytes} bytes of it.',
  'lost-late': '{meter} answered, but later than the time-out.',
  'lost-closed': 'The connection to {meter} was closed by the far end.',
  'lost-broken': 'The connection to {meter} broke.',
  'lost-link': '{meter} says that the link is no longer open (DM).',
  'lost-protest': '{meter} protests against a frame (FRMR).',
  'lost-garbled': 'Something came from {meter}, and no valid frame for us.',
  'lost-endless': 'An answer of {meter} went beyond every limit and was given up.',
  'lost-sequence': 'The sequence numbers of {meter} did not come back into step.',
} as const;

const en: SessionWords = {
  troubles: troublesEn,
  wholeStory: 'For the whole story: meter test {meter}',
  oneAttempt: 'One attempt does not show why',
};

const es: SessionWords = {
  troubles: {
    'held-by-us': 'Otra ejecución de esta herramienta ocupa {meter}: proceso {pid}, {command}. No se envió nada.',
    'held-by-us-unnamed': 'Otra ejecución de esta herramienta ocupa {meter}. No se envió nada.',
    'connect-refused': '{meter} rechaza las conexiones ({system}).',
    unreachable: 'No se puede llegar a {meter} ({system}).',
    'connect-timeout': '{meter} no respondió al intento de conexión ({seconds} s).',
    'unknown-host': 'El nombre de host de {meter} no se resuelve ({system}).',
    'connect-reset': '{meter} cortó la conexión mientras se establecía ({system}).',
    'cannot-connect': 'Este equipo no pudo abrir una conexión con {meter} ({system}).',
    'gateway-text': 'El gateway de {meter} respondió en lugar del medidor: "{text}".',
    text: 'De {meter} llegó texto en vez de tramas: "{text}".',
    'link-refused': '{meter} rechaza el enlace (DM) para el cliente {client}.',
    'link-protest': '{meter} protesta contra la petición de enlace (FRMR), cliente {client}.',
    'link-silent': '{meter} no respondió a la petición de enlace (SNRM), cliente {client}.',
    'link-elsewhere': 'En {meter} abrió un enlace otra dirección de servidor que la preguntada: {source}.',
    'link-garbled': 'Llegaron bytes de {meter}, y ninguno era una trama válida para nosotros ({bytes} bytes).',
    'closed-on-us': 'La conexión con {meter} se cerró antes de abrirse una sesión.',
    'broken-on-us': 'La conexión con {meter} se rompió antes de abrirse una sesión.',
    'login-rejected':
      '{meter} rechaza el inicio de sesión del cliente {client} ({credential}): {result}, {diagnostic}.',
    'login-hls':
      '{meter} exige seguridad de nivel alto (HLS) al cliente {client} ({credential}), que esta versión no habla.',
    'login-exception':
      '{meter} contesta al inicio de sesión del cliente {client} ({credential}) con un error: {answer}.',
    'login-dm': '{meter} abrió el enlace y lo niega (DM) al iniciar sesión el cliente {client} ({credential}).',
    'login-protest': '{meter} protesta contra el inicio de sesión del cliente {client} ({credential}) (FRMR).',
    'short-names': '{meter} habla con nombres cortos (referencias SN), que esta versión no habla.',
    'login-silent': '{meter} dejó sin respuesta el inicio de sesión (AARQ) del cliente {client} ({credential}).',
    'login-garbled': '{meter} contestó al inicio de sesión del cliente {client} ({credential}) con algo ilegible.',
    'lost-silent': '{meter} dejó de responder.',
    'lost-silent-in-answer': '{meter} enmudeció en medio de una respuesta, tras {bytes} bytes de ella.',
    'lost-late': '{meter} respondió, pero después del tiempo de espera.',
    'lost-closed': 'El otro extremo cerró la conexión con {meter}.',
    'lost-broken': 'La conexión con {meter} se rompió.',
    'lost-link': '{meter} dice que el enlace ya no está abierto (DM).',
    'lost-protest': '{meter} protesta contra una trama (FRMR).',
    'lost-garbled': 'Algo llegó de {meter}, pero ninguna trama válida para nosotros.',
    'lost-endless': 'Una respuesta de {meter} superó todos los límites y se abandonó.',
    'lost-sequence': 'Los números de secuencia de {meter} no volvieron a coincidir.',
  },
  wholeStory: 'Para la historia completa: meter test {meter}',
  oneAttempt: 'Un solo intento no muestra por qué',
};

export const sessionWords = { en, es } as const satisfies Record<Language, SessionWords>;
