/** What a recovery sees on the line, told as it happens. */
import type { RecoverSight } from '../campaign/index.ts';
import { renderServerAddress, type ServerAddress, sameDevice } from '../evidence/index.ts';
import { renderDuration } from '../report/index.ts';
import type { RecoverRun } from './recover-run.ts';

/** What somebody else says on the line while we are silent. */
const others: readonly string[] = ['FOREIGN', 'GARBLED'];

/** @param quietMs how long nothing was to be sent; 0 where half a second of listening was no silence */
export function tellSight(run: RecoverRun, sight: RecoverSight, quietMs: number): void {
  switch (sight.what) {
    case 'listened':
      if (quietMs > 0 && others.includes(sight.outcome)) {
        run.tell('quiet-broken', { outcome: sight.outcome, text: sight.text ?? '' });
      }
      return;
    case 'silence':
      if (quietMs > 0 && sight.isKept) {
        run.tell(sight.wasHeld ? 'quiet-kept' : 'quiet-unheard', { duration: renderDuration(sight.forMs) });
      }
      return;
    case 'no-disc':
      run.tell('no-disc');
      return;
    case 'disc':
      tellDisc(run, sight);
      return;
    case 'link': {
      const { credential, client, server } = sight.target;
      run.tell('asked', { server: renderServerAddress(server), client, credential, outcome: sight.outcome });
    }
  }
}

function tellDisc(run: RecoverRun, { server, client, answer, source }: Extract<RecoverSight, { what: 'disc' }>): void {
  const values = { server: renderServerAddress(server), client };
  if (answer === null) return;
  if (source !== null && isElsewhere(source, server)) {
    run.tell('disc-other', { ...values, answer, source: renderServerAddress(source) });
  } else run.tell(answer === 'UA' ? 'disc-UA' : 'disc-DM', values);
}

function isElsewhere(source: ServerAddress, asked: ServerAddress): boolean {
  return source.upper !== 0 && !sameDevice(source, asked);
}
