/** What happens at the simulator, one line an event: `>` towards the meter, `<` from it, as in captures. */
import { toSpacedHex } from '../../bytes/hex.ts';
import { isPlainText, printable } from '../../bytes/printable.ts';
import type { SimulatorEvent } from '../../simulator/index.ts';
import type { SimulateWords } from '../../wording/index.ts';
import { type Covered, SecretCover } from './simulate-cover.ts';

/** Writes what happens, as it happens. */
export class SimulateLog {
  readonly #words: SimulateWords;
  readonly #verbosity: number;
  readonly #cover = new SecretCover();

  constructor(words: SimulateWords, verbosity: number) {
    this.#words = words;
    this.#verbosity = verbosity;
  }

  /** The line for an event, with its end of line; null for what is not shown at this verbosity. To be told every event. */
  render(event: SimulatorEvent): string | null {
    this.#cover.note(event);
    const says = sentence(event, this.#words, this.#verbosity, this.#cover);
    if (says === null) return null;
    const connection = 'connection' in event ? `#${event.connection}` : '';
    return `${(event.atMs / 1000).toFixed(3).padStart(9)}  ${connection.padEnd(4)}${says}\n`;
  }
}

function sentence(event: SimulatorEvent, words: SimulateWords, verbosity: number, cover: SecretCover): string | null {
  switch (event.type) {
    case 'connected':
      return words.connected(event.peer);
    case 'turned-away':
      return words.turnedAway;
    case 'granted':
      return null;
    case 'ended':
      return words.sessionEnd[event.how];
    case 'bytes-received':
      return `> ${renderCovered(cover.cover(event), words)}`;
    case 'bytes-sent':
      return `< ${renderCovered(cover.cover(event), words)}`;
    case 'frame-received': {
      const { control, defects } = event.frame;
      return `> ${[control.type, ...defects.map(({ code }) => code)].join(', ')}`;
    }
    case 'answered':
      // Shown before the line damages it: only for those who want to see the difference.
      return verbosity > 1 ? `< ${event.name ?? ''} ${renderBytes(event.bytes)}` : event.name && `< ${event.name}`;
    case 'link-opened':
      return words.linkOpened(event.client, event.reason);
    case 'link-closed':
      return words.linkClosed(event.client, event.reason);
    case 'links-left-open':
      return words.linksLeftOpen(event.clients.join(', '));
    case 'associations-left-open':
      return words.associationsLeftOpen(event.clients.join(', '));
    case 'association-opened':
      return words.associationOpened(event.client, words.associationLevels[event.level]);
    case 'association-closed':
      return words.associationClosed(event.client, event.reason);
    case 'password-tried':
      return words.passwordTried(event.client, event.accepted);
    case 'question-unknown':
      return words.questionUnknown(renderCovered(new SecretCover().cover({ ...event, type: 'bytes-received' }), words));
    case 'power':
      return words.powerIs[event.of][event.state];
    case 'faults-changed':
      return words.faultsAre(event.faults.join(', '));
    case 'service-asked':
      return words.serviceAsked(event.client, event.service);
  }
}

function renderCovered({ shown, hidden }: Covered, words: SimulateWords): string {
  if (hidden === 0) return renderBytes(shown);
  return `${toSpacedHex(shown)} ${words.octetsHidden(hidden)}`.trim();
}

function renderBytes(bytes: Uint8Array): string {
  return isPlainText(bytes) ? `"${printable(bytes)}"` : toSpacedHex(bytes);
}
