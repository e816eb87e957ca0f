/** What happens at the simulator, one line an event: `>` towards the meter, `<` from it, as in captures. */
import { toSpacedHex } from '../../bytes/hex.ts';
import { isPlainText, printable } from '../../bytes/printable.ts';
import type { SimulatorEvent } from '../../simulator/index.ts';
import type { SimulateWords } from '../../wording/index.ts';

/** The line for an event, with its end of line; null for what is not shown at this verbosity. */
export function renderSimulatorEvent(event: SimulatorEvent, words: SimulateWords, verbosity: number): string | null {
  const says = sentence(event, words, verbosity);
  if (says === null) return null;
  const connection = 'connection' in event ? `#${event.connection}` : '';
  return `${(event.atMs / 1000).toFixed(3).padStart(9)}  ${connection.padEnd(4)}${says}\n`;
}

function sentence(event: SimulatorEvent, words: SimulateWords, verbosity: number): string | null {
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
      return `> ${renderBytes(event.bytes)}`;
    case 'bytes-sent':
      return `< ${renderBytes(event.bytes)}`;
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
    case 'service-asked':
      return words.serviceAsked(event.client, event.service);
  }
}

function renderBytes(bytes: Uint8Array): string {
  return isPlainText(bytes) ? `"${printable(bytes)}"` : toSpacedHex(bytes);
}
