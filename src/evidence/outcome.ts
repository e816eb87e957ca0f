/**
 * Every way a link attempt can turn out. Stable codes, never renamed. Silence is not one of them in disguise: refused,
 * unreachable, open but mute, closed, garbled and busy are different from here on.
 */
export const linkOutcomes = [
  'UA',
  'DM',
  'FRMR',
  'BUSY',
  'TEXT',
  'ECHO',
  'GARBLED',
  'FOREIGN',
  'TIMEOUT',
  'CLOSED',
  'RESET',
  'REFUSED',
  'UNREACHABLE',
  'CONNECT-TIMEOUT',
  'UNKNOWN-HOST',
  'SELF',
] as const;
export type LinkOutcome = (typeof linkOutcomes)[number];

/** What a credential set comes to: a link outcome, how its login or reading went, or that it was not tried. */
export const credentialOutcomes = [
  ...linkOutcomes,
  'LOGIN-OK',
  'LOGIN-REJECTED',
  'READ-OK',
  'READ-DENIED',
  'NOT-TRIED',
] as const;
export type CredentialOutcome = (typeof credentialOutcomes)[number];

/** What a connect attempt, or a series of them, can turn out to be. LOSS: some of a series did not connect. */
export type ConnectOutcome =
  | 'OK'
  | 'LOSS'
  | 'REFUSED'
  | 'UNREACHABLE'
  | 'CONNECT-TIMEOUT'
  | 'UNKNOWN-HOST'
  | 'RESET'
  /** This host could not even try: no permission, no free port, too many open files. */
  | 'NOT-TRIED';

/** What was heard without having asked. */
export type ListenOutcome = 'QUIET' | 'BUSY' | 'TEXT' | 'TELNET' | 'FOREIGN' | 'GARBLED' | 'CLOSED' | 'RESET';

/** How a DISC can turn out. */
export type LinkEndOutcome = 'UA' | 'DM' | 'TIMEOUT' | 'CLOSED' | 'RESET';

/** What an AARQ can turn out to be. */
export type AssociationOutcome =
  | 'ACCEPTED'
  /** Accepted so far: the meter waits for the second half of an HLS authentication. */
  | 'HLS-PENDING'
  | 'REJECTED'
  /** An error instead of an AARE: exception-response or confirmed-service-error. */
  | 'EXCEPTION'
  | 'DM'
  | 'FRMR'
  | 'BUSY'
  | 'TEXT'
  | 'ECHO'
  | 'GARBLED'
  | 'TIMEOUT'
  | 'CLOSED'
  | 'RESET'
  | 'NOT-TRIED';

/** What a GET can turn out to be. */
export type ReadOutcome =
  | 'READ'
  /** A data-access-result other than success. */
  | 'DENIED'
  /** An error instead of an answer to GET. */
  | 'EXCEPTION'
  /** An APDU came that is no answer to GET, or that cannot be read. */
  | 'MALFORMED'
  | 'DM'
  | 'FRMR'
  | 'GARBLED'
  /** Frames went on coming, out of sequence or without end. */
  | 'SEQUENCE'
  | 'ENDLESS'
  | 'TIMEOUT'
  | 'CLOSED'
  | 'RESET'
  | 'NOT-TRIED';

/** Every experiment, with every way it can turn out. */
export interface Outcomes {
  /** Does another run of this tool hold the line? */
  'own.lock': 'FREE' | 'SELF';
  /** Did these very settings (endpoint, framing, form of address, client SAP) ever have a link? NONE: nobody ever asked. */
  'history.past': 'WORKED' | 'NEVER' | 'NONE';
  /** Does a process of this host hold a connection to the endpoint? */
  'host.holder': 'NONE' | 'HELD' | 'NOT-TRIED';
  'net.ping': 'OK' | 'LOSS' | 'TIMEOUT' | 'UNREACHABLE' | 'UNKNOWN-HOST' | 'NOT-TRIED';
  'tcp.connect': ConnectOutcome;
  /** What comes before anything was said? */
  'line.listen': ListenOutcome;
  /** Does a link open at this server address for this client SAP? */
  'link.open': LinkOutcome;
  /** The same, asked again after a link that took more than one question: was it the waking up? */
  'link.again': LinkOutcome;
  /** The same with a parameter block in the SNRM. */
  'link.with-parameters': LinkOutcome;
  /** The same at the address from which an unexpected answer came. */
  'link.found-address': LinkOutcome;
  /** Is the link closed again? */
  'link.close': LinkEndOutcome;
  /** After silence: does a DISC find a link that is still open? */
  'link.disc': LinkEndOutcome;
  /** And does a link open after that DISC? */
  'link.after-disc': LinkOutcome;
  /** After another client's AARQ met no answer, or an exception: does a link still open for the public client? */
  'link.control': LinkOutcome;
  /** Does the meter let this client in? */
  'association.open': AssociationOutcome;
  /** And does it still let the public client in, asked once more? */
  'association.control': AssociationOutcome;
  /** Is the association released? */
  'association.close': 'RLRE' | 'REFUSED' | 'TIMEOUT' | 'CLOSED';
  /** Does it read its clock to this client, or else its logical device name? */
  'object.read': ReadOutcome;
  /** What does a second connection get while the first is open? */
  'gateway.second': ListenOutcome | ConnectOutcome;
}
export type ExperimentName = keyof Outcomes;
