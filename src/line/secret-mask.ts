/**
 * Keeps secrets out of what is kept of a conversation. Whoever sends a secret says how the bytes are to be shown; an
 * echoing line brings the same bytes back, in any portions, and they are masked as well: the secret, and the check
 * value over it, by which it could be guessed.
 *
 *   sent    … 82 07 6D 79 70 61 73 73 31 BE … FCS 7E
 *   shown   … 82 07 2A 2A 2A 2A 2A 2A 2A BE … fcs 7E        differing octets are the secret ones
 *
 * Received bytes are followed through the sent ones from the first secret octet on (Knuth, Morris, Pratt). A portion
 * that ends within the secret has its part of it masked: better an octet too many than one too few.
 *
 * A line that echoes may damage as well. So what stands right before the secret (AC 0C 80 0A) is looked for besides, and
 * behind it the places of the secret are masked whatever came there, and one more for an octet that was added.
 */
export const maskOctet = 0x2a;

/** Fewer secret octets than this are looked for together with what stands before them: alone they occur everywhere. */
const fewestOctets = 3;
const mostPatterns = 16;
/** Octets before a secret by which its place is known. */
const leadLength = 4;

interface Pattern {
  readonly bytes: Uint8Array;
  /** Which of them are secret. */
  readonly secret: readonly boolean[];
  /** So many in a row prove that it is the secret. */
  readonly proof: number;
  /** For each length that matched, the next shorter one that still does. */
  readonly shorter: readonly number[];
  matched: number;
  /** What stands right before the first secret octet; empty where too little does. */
  readonly lead: Uint8Array;
  /** Places of secret octets, counted from the first of them, which is so far behind the first one in `bytes`. */
  readonly places: ReadonlySet<number>;
  readonly lastPlace: number;
  readonly offset: number;
  /** The last octets received, as many as the lead has. */
  recent: readonly number[];
  /** How many octets came since the lead; null while it was not seen. */
  sinceLead: number | null;
}

export interface Masked {
  readonly bytes: Uint8Array;
  /** How many octets were masked; 0: `bytes` is what was given. */
  readonly octets: number;
}

export class SecretMask {
  readonly #patterns: Pattern[] = [];

  /** Learns what must not be kept: the octets in which `shownAs` differs from what was sent. */
  learn(sent: Uint8Array, shownAs: Uint8Array): void {
    const pattern = patternOf(sent, shownAs);
    if (pattern === null) return;
    this.#patterns.push(pattern);
    if (this.#patterns.length > mostPatterns) this.#patterns.shift();
  }

  /** A portion as it may be kept. Portions are taken as one stream. */
  hide(portion: Uint8Array): Masked {
    if (this.#patterns.length === 0) return { bytes: portion, octets: 0 };
    const hidden = new Set<number>();
    for (const pattern of this.#patterns) follow(pattern, portion, hidden);
    if (hidden.size === 0) return { bytes: portion, octets: 0 };
    const bytes = Uint8Array.from(portion);
    for (const at of hidden) bytes[at] = maskOctet;
    return { bytes, octets: hidden.size };
  }
}

function follow(pattern: Pattern, portion: Uint8Array, hidden: Set<number>): void {
  const { bytes, secret, proof, shorter } = pattern;
  const hide = (end: number, from: number, to: number) => {
    // Octets of the pattern in [from, to) stand before `end`; those of earlier portions are hidden already.
    for (let index = from; index < to; index++) {
      const at = end - (to - index);
      if (secret[index] === true && at >= 0) hidden.add(at);
    }
  };
  for (let at = 0; at < portion.length; at++) {
    let { matched } = pattern;
    if (matched === bytes.length) matched = shorter[matched] ?? 0;
    while (matched > 0 && bytes[matched] !== portion[at]) matched = shorter[matched] ?? 0;
    if (bytes[matched] === portion[at]) matched += 1;
    pattern.matched = matched;
    if (matched === proof) hide(at + 1, 0, matched);
    else if (matched > proof) hide(at + 1, matched - 1, matched);
    followLead(pattern, portion[at] as number, at, hidden);
  }
  if (pattern.matched < proof) hide(portion.length, 0, pattern.matched);
}

/** Masks by place behind the lead, whatever stands there. Where nothing is damaged, no octet more than the secret ones. */
function followLead(pattern: Pattern, octet: number, at: number, hidden: Set<number>): void {
  const { lead, places, lastPlace, offset, matched, sinceLead } = pattern;
  if (lead.length === 0) return;
  if (sinceLead !== null) {
    const isSound = matched === offset + sinceLead + 1;
    if (places.has(sinceLead) || (!isSound && places.has(sinceLead - 1))) hidden.add(at);
    pattern.sinceLead = sinceLead < lastPlace ? sinceLead + 1 : null;
  }
  pattern.recent = [...pattern.recent, octet].slice(-lead.length);
  if (pattern.recent.length === lead.length && lead.every((one, index) => one === pattern.recent[index])) {
    pattern.sinceLead = 0;
  }
}

function patternOf(sent: Uint8Array, shownAs: Uint8Array): Pattern | null {
  const differs = Array.from(sent, (octet, at) => octet !== shownAs[at]);
  const first = differs.indexOf(true);
  if (first < 0) return null;
  // A secret may hold the mask's own octet: it does not differ there, and goes on all the same.
  let runEnd = first;
  while (runEnd < sent.length && (differs[runEnd] === true || sent[runEnd] === maskOctet)) runEnd += 1;
  const from = runEnd - first < fewestOctets ? Math.max(0, first - fewestOctets) : first;
  const end = differs.lastIndexOf(true) + 1;
  const bytes = Uint8Array.from(sent.subarray(from, end));
  const places = new Set(
    differs.flatMap((isSecret, at) => (isSecret || (at >= first && at < runEnd) ? [at - first] : [])),
  );
  return {
    bytes,
    secret: differs.slice(from, end),
    proof: runEnd - from,
    shorter: fallbacks(bytes),
    matched: 0,
    lead: first < leadLength ? new Uint8Array() : Uint8Array.from(sent.subarray(first - leadLength, first)),
    places,
    lastPlace: Math.max(...places),
    offset: first - from,
    recent: [],
    sinceLead: null,
  };
}

/** For each matched length, the longest shorter beginning of the pattern that is also its end so far. */
function fallbacks(bytes: Uint8Array): readonly number[] {
  const shorter = [0, 0];
  let length = 0;
  for (let at = 1; at < bytes.length; at++) {
    while (length > 0 && bytes[length] !== bytes[at]) length = shorter[length] ?? 0;
    if (bytes[length] === bytes[at]) length += 1;
    shorter[at + 1] = length;
  }
  return shorter;
}
