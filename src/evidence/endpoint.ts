/**
 * Where a meter is reached. Written `host:3333`, `hdlc://host:3333`, `wrapper://host:4059`, `[::1]:3333`; a bare
 * `host:port` is HDLC over raw TCP, as a serial device server offers it.
 */
export interface Endpoint {
  /** What the bytes on the connection are: HDLC frames, or the wrapper of IEC 62056-47. */
  readonly transport: 'hdlc' | 'wrapper';
  /** Host name, IPv4 or IPv6 address, without brackets. */
  readonly host: string;
  /** 1 to 65535. */
  readonly port: number;
}

export type EndpointDefect =
  | { readonly code: 'endpoint-malformed' }
  | { readonly code: 'port-out-of-range'; readonly port: string }
  | { readonly code: 'transport-unknown'; readonly transport: string };

const defaultPort = { hdlc: 3333, wrapper: 4059 } as const;

/**
 * Reads an endpoint as a person writes it.
 * @param text `[scheme://]host[:port]`, IPv6 in brackets; without a scheme a port is required.
 */
export function parseEndpoint(text: string): Endpoint | EndpointDefect {
  const match = /^(?:([a-z0-9+.-]+):\/\/)?(\[[0-9A-Fa-f:.]+(?:%[\w.-]+)?\]|[^\s:/?#@[\]]+)(?::([^:/?#]*))?\/?$/.exec(
    text,
  );
  if (match === null) return { code: 'endpoint-malformed' };
  const [, scheme, bracketed = '', portText] = match;
  const transport = scheme === undefined || scheme === 'tcp' ? 'hdlc' : scheme;
  if (transport !== 'hdlc' && transport !== 'wrapper') return { code: 'transport-unknown', transport };
  if (portText === undefined && scheme === undefined) return { code: 'endpoint-malformed' };
  const port =
    portText === undefined ? defaultPort[transport] : /^\d{1,6}$/.test(portText) ? Number(portText) : Number.NaN;
  if (!(port >= 1 && port <= 65535)) return { code: 'port-out-of-range', port: portText ?? '' };
  return { transport, host: bracketed.replace(/^\[|\]$/g, ''), port };
}

/** The canonical spelling, as JSON output shows it: `tcp://192.0.2.7:3333`, `wrapper://[::1]:4059`. */
export function renderEndpoint({ transport, host, port }: Endpoint): string {
  return `${transport === 'hdlc' ? 'tcp' : transport}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
