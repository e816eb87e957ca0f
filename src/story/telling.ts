/** What a story tells: names and values. Every name has its sentence in every language; the compiler of the report says so. */

export const tellingNames = [
  'connected',
  'far-end-closed',
  'far-end-reset',
  'line-lost',
  'closed',
  'connect-refused',
  'connect-unreachable',
  'connect-unanswered',

  'came-unasked',
  'ask-link-bare',
  'ask-link-parameters',
  'disc',
  'ready',
  'segment',
  'ask-login',
  'ask-login-secret',
  'ask-login-hls',
  'ask-release',
  'ask-get',
  'ask-next',
  'ask-set',
  'ask-action',
  'ask-other',
  'bad-frame',
  'bad-frame-to',
  'sign-on',
  'other-bytes',

  'came-UA',
  'came-DM',
  'came-FRMR',
  'came-FRMR-says',
  'came-RR',
  'came-RNR',
  'came-frame',
  'came-gateway',
  'came-text',
  'came-telnet',
  'came-echo',
  'came-foreign',
  'came-garbage',
  'came-damaged',
  'came-bytes',
  'came-segments',
  'came-accepted',
  'came-rejected',
  'came-exception',
  'came-denied',
  'came-data',
  'came-value',
  'came-apdu',
  'silence',
  'silence-for',

  'connections-opened',
  'gateway-said',
  'gateway-lives-and-is-held',
  'questions-wrong',
  'meter-answered',
  'never-well-asked',
  'never-answered',
  'settings-unproven',
  'text-says-nothing-of-meter',
  'untried-bare',
  'untried-lengths',
  'untried-disc',
  'untried-public',
  'untried-quiet',

  'turned-round',
  'no-times',
  'unread',
  'cut-at',
  'left-out',
] as const;
export type TellingName = (typeof tellingNames)[number];

/** A thing to be told: its sentence stands in the wording, with these values filled in. */
export interface Telling {
  readonly name: TellingName;
  readonly values: Readonly<Record<string, string | number>>;
}

export function tell(name: TellingName, values: Telling['values'] = {}): Telling {
  return { name, values };
}
