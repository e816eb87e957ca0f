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

/** `scheme://` · host or bracketed IPv6 address · `:port` */
const spelling = /^(?:([a-z0-9+.-]+):\/\/)?(?:\[([^[\]]*)\]|([^\s:/?#@[\]]+))(?::([^:/?#]*))?\/?$/i;

/**
 * Reads an endpoint as a person writes it.
 * @param text `[scheme://]host[:port]`, IPv6 in brackets; without a scheme a port is required, unless
 * @param options `bareHost`: a host alone is enough (it gets port 3333), also an IPv6 address without brackets.
 */
export function parseEndpoint(text: string, options: { readonly bareHost?: boolean } = {}): Endpoint | EndpointDefect {
  const bareHost = options.bareHost === true;
  const match = spelling.exec(bareHost && isIpv6(text) ? `[${text}]` : text);
  if (match === null) return { code: 'endpoint-malformed' };
  const [, scheme, bracketed, name = '', portText] = match;
  const named = scheme?.toLowerCase();
  const transport = named === undefined || named === 'tcp' ? 'hdlc' : named;
  if (transport !== 'hdlc' && transport !== 'wrapper') return { code: 'transport-unknown', transport };
  if (bracketed === undefined ? !isHost(name) : !isIpv6(bracketed)) return { code: 'endpoint-malformed' };
  if (portText === undefined && scheme === undefined && !bareHost) return { code: 'endpoint-malformed' };
  const port = portText === undefined ? defaultPort[transport] : readPort(portText);
  if (port === null) return { code: 'port-out-of-range', port: portText ?? '' };
  return { transport, host: bracketed ?? name, port };
}

/** The canonical spelling, as JSON output shows it: `tcp://192.0.2.7:3333`, `wrapper://[::1]:4059`. */
export function renderEndpoint({ transport, host, port }: Endpoint): string {
  return `${transport === 'hdlc' ? 'tcp' : transport}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function readPort(text: string): number | null {
  const port = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : null;
}

/** A host name in any script, or an IPv4 address. Digits and dots alone are an address or a slip, never a name. */
function isHost(text: string): boolean {
  if (/^[\d.]+$/.test(text)) return isIpv4(text);
  return text.length <= 253 && /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}._-]*[\p{L}\p{M}\p{N}_])?\.?$/u.test(text);
}

function isIpv4(text: string): boolean {
  const octets = text.split('.');
  return octets.length === 4 && octets.every((octet) => /^\d{1,3}$/.test(octet) && Number(octet) <= 255);
}

function isIpv6(text: string): boolean {
  const [, address = '', tail] = /^([0-9a-f:]*?)((?<=:)[\d.]*\.[\d.]*)?(?:%[\w.-]+)?$/i.exec(text) ?? [];
  if (tail !== undefined && !isIpv4(tail)) return false;
  // An IPv4 address at the end takes the place of the last two groups.
  const whole = tail === undefined ? address : `${address}0:0`;
  const [left = '', right, ...more] = whole.split('::');
  const groups = [left, right ?? ''].filter((side) => side !== '').flatMap((side) => side.split(':'));
  const count = right === undefined ? groups.length === 8 : groups.length <= 7;
  return count && more.length === 0 && groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group));
}
