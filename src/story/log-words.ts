/** What the words of a log say beside its bytes: which way they went, what became of the connection, what is concluded. */
import type { ClaimName, RecordState } from './record.ts';

const sentWords =
  /(?:^|[^\p{L}\d])(?:tx|sen[dt]|sending|sendall|transmit\p{L}*|wr[io]te|writing|request|outgoing|enviad[oa]s?|enviando|env[ií]o|escrit[oa]|petici[oó]n|solicitud)(?=$|[^\p{L}\d])|(?:^|\s)(?:>{1,3}|-{1,2}>|=>|→|⇒)(?=\s)/giu;
const receivedWords =
  /(?:^|[^\p{L}\d])(?:rx|recv|receiv\p{L}*|read|reading|response|reply|answer\p{L}*|incoming|got|recibid[oa]s?|recibiendo|respuesta|responde|contesta)(?=$|[^\p{L}\d])|(?:^|\s)(?:<{1,3}|<-{1,2}|<=|←|⇐)(?=\s)/giu;

/** Which way the bytes went, by the last word before them that says it; null where none does. */
export function wordedDirection(text: string): 'sent' | 'received' | null {
  const near = text.slice(-256);
  const last = (pattern: RegExp) => Math.max(-1, ...Array.from(near.matchAll(pattern), ({ index }) => index));
  const [sent, received] = [last(sentWords), last(receivedWords)];
  return sent === received ? null : sent > received ? 'sent' : 'received';
}

/** In this order, the first that fits counts: a connection that was closed by its peer is not one that was made. */
const stateRows: readonly { readonly state: RecordState; readonly fits: RegExp }[] = [
  { state: 'RST', fits: /reset by peer|connection reset|ECONNRESET|conexi[oó]n (?:reiniciada|restablecida)/i },
  { state: 'refused', fits: /connection refused|ECONNREFUSED|conexi[oó]n (?:rechazada|rehusada)/i },
  { state: 'unreachable', fits: /no route to host|unreachable|EHOSTUNREACH|ENETUNREACH|inalcanzable/i },
  { state: 'connect-timeout', fits: /connect(?:ion)? (?:attempt )?timed? ?out|ETIMEDOUT/i },
  {
    state: 'FIN',
    fits: /closed by (?:the )?(?:peer|remote|server|gateway|meter)|(?:peer|remote|server) closed|cerrad[ao] por (?:el )?(?:otro|remoto|servidor|gateway|medidor)|\bEOF\b/i,
  },
  {
    state: 'closed',
    fits: /disconnect(?:ed|ing)\b|connection closed|clos(?:ed|ing) (?:the )?(?:connection|socket|port)|sock(?:et)?\.close\(|desconect(?:ado|ando)|conexi[oó]n cerrada|cerrando/i,
  },
  {
    state: 'connected',
    fits: /(?<!not |no |dis|re)\bconnected\b|connection (?:established|opened|open\b)|opened (?:the )?(?:connection|socket)|sock(?:et)?\.connect\(|(?<!no |des)\bconectado\b|conexi[oó]n (?:establecida|abierta)/i,
  },
];

/** What a line without bytes says of the connection; null where it says nothing. */
export function wordedState(line: string): RecordState | null {
  return stateRows.find(({ fits }) => fits.test(line))?.state ?? null;
}

/** Conclusions as people write them. A row says that somebody claims it, never that it is so. */
const claimRows: readonly { readonly name: ClaimName; readonly fits: RegExp }[] = [
  { name: 'frames-right', fits: /\b(?:tramas?|frames?)\b.{0,40}\b(?:correct[ao]?s?|v[aá]lid[ao]?s?|right)\b/iu },
  {
    name: 'meter-counts-sessions',
    fits: /m[uú]ltiples conexiones|(?:multiple|several) connections|\buna sesi[oó]n\b.{0,40}(?:activa|a la vez)|one session at a time/iu,
  },
  {
    name: 'session-frozen',
    fits: /(?:sesi[oó]n|session).{0,40}(?:congelad|corrupt|colgad|frozen|stuck|hung)/iu,
  },
  {
    name: 'firmware-blocked',
    fits: /(?:firmware|medidor|meter)\b.{0,40}(?:bloquead|colgad|blocked|locked.up|crash|frozen|hung)/iu,
  },
  { name: 'watchdog', fits: /watchdog/i },
  { name: 'buffer-full', fits: /b(?:[uú]f|uff)er.{0,40}(?:llen[oa]|full|overflow|error)/iu },
  {
    name: 'reset-needed',
    fits: /(?:reset|reinicio) f[ií]sico|physical reset|(?:no puede|no se puede|cannot|can't).{0,40}(?:recuper|recover)/iu,
  },
  {
    name: 'code-without-errors',
    fits: /(?:c[oó]digo|code)\b.{0,20}(?:sin errores|correct|without errors|no errors|is fine)/iu,
  },
  {
    name: 'credentials-right',
    fits: /(?:credenciales|credentials)\b.{0,40}(?:correct|right)/iu,
  },
];

/** The conclusions that stand on a line. */
export function claimsOn(line: string): readonly ClaimName[] {
  return claimRows.filter(({ fits }) => fits.test(line)).map(({ name }) => name);
}

/** Whether a line calls what came an answer of the meter. */
export function callsItMeter(line: string): boolean {
  return /(?:medidor|meter).{0,30}(?:respond|contest|answer|repl|said|says|dice|dijo)/iu.test(line);
}

/** `192.0.2.7:3333` or `tcp://host:3333`, and what a shell writes for it. */
export function endpointIn(line: string): string | null {
  const plain = /(?<![\d.])(\d{1,3}(?:\.\d{1,3}){3}):(\d{2,5})(?![\d:.])/.exec(line);
  const named = /\b(?:tcp|hdlc):\/\/([A-Za-z0-9.-]{1,100}):(\d{1,5})/.exec(line);
  const shell = /\/dev\/tcp\/([A-Za-z0-9.-]{1,100})\/(\d{1,5})/.exec(line);
  const found = named ?? plain ?? shell;
  return found === null ? null : `${found[1]}:${found[2]}`;
}
