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

/** What a sign-on of IEC 62056-21 can turn out to be. */
export type SignOnOutcome =
  /** An identification came. */
  'IDENTIFIED' | 'TEXT' | 'BUSY' | 'ECHO' | 'GARBLED' | 'FOREIGN' | 'TIMEOUT' | 'CLOSED' | 'RESET';

/** What a frame written by hand met. */
export type HandOutcome =
  /** At least one sound frame came that answers the client it names, or, where it names none, any sound frame. */
  'ANSWERED' | 'BUSY' | 'TEXT' | 'ECHO' | 'GARBLED' | 'FOREIGN' | 'TIMEOUT' | 'CLOSED' | 'RESET';

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

  /** Does a meter answer at this other server address? */
  'address.ask': LinkOutcome;
  /** After an answer from another address: is the configured one still silent, asked in the same way? */
  'address.control': LinkOutcome;
  /** Does a link open for this other client SAP? Never anything but an SNRM. */
  'client.ask': LinkOutcome;
  /** After a link as another client: is the configured client still not served? */
  'client.control': LinkOutcome;
  /** Does a link open where the SNRM has this form? */
  'negotiation.ask': LinkOutcome;
  /** Does something answer an AARQ in the wrapper of IEC 62056-47, on a connection of its own? */
  'framing.wrapper': AssociationOutcome;
  /** Over the wrapper: does something answer an SNRM, on a connection of its own? */
  'framing.hdlc': LinkOutcome;
  /** Do two flags, which are no frame, come back? */
  'echo.ask': 'ECHO' | 'BUSY' | 'TEXT' | 'GARBLED' | 'FOREIGN' | 'TIMEOUT' | 'CLOSED' | 'RESET';
  /** Does a meter of IEC 62056-21 identify itself? */
  'signon.ask': SignOnOutcome;
  /** One question, and patience for several reply time-outs: is an answer late, does something come unasked? */
  'link.patient': LinkOutcome;
  /** After silence for the inactivity time-out, one question: was a link left to die, or was it our own knocking? */
  'link.after-quiet': LinkOutcome;
  /** Does the public client get in where its AARQ carries FF FF? */
  'association.ffff': AssociationOutcome;
  /** Does a long object arrive whole to the public client? */
  'object.long': ReadOutcome;
  /** A port that was busy: does it come free while nobody here holds it? */
  'gateway.free': 'FREE' | 'BUSY' | 'CLOSED' | 'RESET' | ConnectOutcome;
  /** What do exactly these bytes bring back? */
  'frame.hand': HandOutcome;
}
export type ExperimentName = keyof Outcomes;
