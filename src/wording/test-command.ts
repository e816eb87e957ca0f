/** What `meter test` says when it is used wrongly, or cannot do its work. */
import type { Language } from './language.ts';

export interface TestCommandWords {
  readonly serverWrong: (text: string) => string;
  readonly serverHint: string;
  readonly portWrong: (text: string) => string;
  readonly portHint: string;
  readonly transportWrong: (text: string) => string;
  readonly endpointWrong: (text: string) => string;
  readonly endpointHint: string;
  readonly credentialUnknown: (text: string) => string;
  readonly credentialHint: (known: string) => string;
  readonly clientWrong: (text: string) => string;
  readonly clientHint: string;
  readonly secondsWrong: (option: string, text: string) => string;
  readonly secondsHint: string;
  readonly depthWrong: (text: string) => string;
  readonly depthHint: string;
  readonly noLink: string;
  readonly noLinkHint: string;
  readonly noCredentials: (name: string) => string;
  readonly noCredentialsHint: string;
  readonly traceFailed: (file: string, why: string) => string;
  readonly traceHint: string;
  readonly sameFile: (file: string) => string;
  /** `why`: the system's name for it. */
  readonly notKept: (why: string) => string;
}

const en: TestCommandWords = {
  serverWrong: (text) => `"${text}" is no server address.`,
  serverHint: 'Write it as 1 (one byte), 1/17 (logical/physical), or 1/1234:4 (with its number of bytes: 2 or 4).',
  portWrong: (text) => `"${text}" is no TCP port.`,
  portHint: 'Ports go from 1 to 65535.',
  transportWrong: (text) => `"${text}" is no transport of this tool.`,
  endpointWrong: (text) => `"${text}" is no endpoint.`,
  endpointHint: 'Write it as host:3333, hdlc://host:3333, wrapper://host:4059, or [::1]:3333.',
  credentialUnknown: (text) => `There is no credential set "${text}".`,
  credentialHint: (known) => `Known here: ${known}.`,
  clientWrong: (text) => `"${text}" is no client SAP.`,
  clientHint: 'Client SAPs go from 0 to 127; 16 is the public client.',
  secondsWrong: (option, text) => `${option} "${text}" is no time in seconds.`,
  secondsHint: 'Give seconds between 0.1 and 600, e.g. --timeout 5.',
  depthWrong: (text) => `"${text}" is no depth.`,
  depthHint: 'Depths are link, login and read.',
  noLink: 'The wrapper has no link: the first question over it is the login.',
  noLinkHint: 'Say --depth login, or leave --depth out.',
  noCredentials: (name) => `Meter "${name}" has no credential set, so there is no client SAP to ask with.`,
  noCredentialsHint: 'Add one with `meter edit`, or give --client 16.',
  traceFailed: (file, why) => `The trace cannot be written to ${file}: ${why}.`,
  traceHint: 'Choose a file in a folder that you may write to.',
  sameFile: (file) => `--trace and --pcap cannot both be written to ${file}.`,
  notKept: (why) => `This result could not be added to the history (${why}); \`meter doctor\` says more.`,
};

const es: TestCommandWords = {
  serverWrong: (text) => `"${text}" no es una dirección de servidor.`,
  serverHint: 'Escríbala como 1 (un byte), 1/17 (lógica/física) o 1/1234:4 (con su número de bytes: 2 o 4).',
  portWrong: (text) => `"${text}" no es un puerto TCP.`,
  portHint: 'Los puertos van de 1 a 65535.',
  transportWrong: (text) => `"${text}" no es un transporte de esta herramienta.`,
  endpointWrong: (text) => `"${text}" no es un destino.`,
  endpointHint: 'Escríbalo como host:3333, hdlc://host:3333, wrapper://host:4059 o [::1]:3333.',
  credentialUnknown: (text) => `No hay juego de credenciales "${text}".`,
  credentialHint: (known) => `Aquí se conocen: ${known}.`,
  clientWrong: (text) => `"${text}" no es un client SAP.`,
  clientHint: 'Los client SAP van de 0 a 127; 16 es el cliente público.',
  secondsWrong: (option, text) => `${option} "${text}" no es un tiempo en segundos.`,
  secondsHint: 'Indique segundos entre 0.1 y 600, p. ej. --timeout 5.',
  depthWrong: (text) => `"${text}" no es una profundidad.`,
  depthHint: 'Las profundidades son link, login y read.',
  noLink: 'El wrapper no tiene enlace: su primera pregunta es el acceso.',
  noLinkHint: 'Indique --depth login, u omita --depth.',
  noCredentials: (name) =>
    `El medidor "${name}" no tiene credenciales, así que no hay client SAP con el cual preguntar.`,
  noCredentialsHint: 'Agregue un juego con `meter edit`, o indique --client 16.',
  traceFailed: (file, why) => `No se puede escribir la traza en ${file}: ${why}.`,
  traceHint: 'Elija un archivo en una carpeta donde pueda escribir.',
  sameFile: (file) => `--trace y --pcap no pueden escribirse ambos en ${file}.`,
  notKept: (why) => `Este resultado no se pudo agregar al historial (${why}); \`meter doctor\` dice más.`,
};

export const testCommandWords = { en, es } as const satisfies Record<Language, TestCommandWords>;
