/**
 * Does a meter of IEC 62056-21 identify itself (§6.3)? `/?!` CR LF, to whoever is there. It is not acknowledged: a meter
 * that hears nothing more goes back to waiting, and the change of speed that would follow a fixed line cannot make.
 *
 *   2F 3F 21 0D 0A ──▶      ◀── /AAAZ\2ident CR LF
 */
import { sameBytes } from '../bytes/join.ts';
import { printable } from '../bytes/printable.ts';
import type { Evidence, SignOnFacts, SignOnOutcome } from '../evidence/index.ts';
import type { Conversation } from '../session/index.ts';
import { type Identification, parseSignOn } from '../signon/index.ts';
import { unansweredOutcome } from './link-open.ts';
import { type RawAsked, type RawOptions, rawAsk } from './raw-ask.ts';

const request = Uint8Array.of(0x2f, 0x3f, 0x21, 0x0d, 0x0a);

/** @throws the signal's reason */
export async function signonAsk(conversation: Conversation, options: RawOptions): Promise<Evidence<'signon.ask'>> {
  const asked = await rawAsk(conversation, request, options, (received) => identificationIn(received) !== null);
  const { exchanges, heard, ms, received } = asked;
  const found = identificationIn(received);
  return {
    id: 'signon',
    experiment: 'signon.ask',
    outcome: outcomeOf(asked, found),
    ms,
    exchanges,
    facts: {
      identification: found === null ? null : identificationFacts(found, withoutEcho(received)),
      timeoutMs: Math.round(options.waitMs),
      heard: { ...heard, echo: heard.echo || startsWithEcho(received) },
    },
  };
}

function outcomeOf({ heard, received }: RawAsked, found: Identification | null): SignOnOutcome {
  if (found !== null) return 'IDENTIFIED';
  if (sameBytes(received, request)) return 'ECHO';
  return unansweredOutcome(heard);
}

/** The first text that is an identification; our own request may have come back before it. */
function identificationIn(received: Uint8Array): Identification | null {
  const found = parseSignOn(withoutEcho(received));
  return found?.kind === 'identification' ? found : null;
}

function identificationFacts(found: Identification, received: Uint8Array): SignOnFacts['identification'] {
  const bytes = received.subarray(found.at, found.at + found.length);
  const text = found.parityInBit7 ? bytes.map((byte) => byte & 0x7f) : bytes;
  return {
    maker: found.manufacturer,
    text: printable(text),
    baud: found.speeds.modeC,
    modeE: found.modeE,
  };
}

function startsWithEcho(received: Uint8Array): boolean {
  return sameBytes(received.subarray(0, request.length), request);
}

function withoutEcho(received: Uint8Array): Uint8Array {
  return startsWithEcho(received) ? received.subarray(request.length) : received;
}
