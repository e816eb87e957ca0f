/**
 * How every reading command gets its session: which meter, which credential set, the lock of its endpoint, what is
 * kept of the conversation; and the orderly end of all that on every way out.
 */

import { joinBytes } from '../bytes/join.ts';
import { type CaptureEvent, openTcp, recordingOpen } from '../line/index.ts';
import { accessOf, type Lost, type ObjectAccess } from '../objects/index.ts';
import { openSession } from '../session/index.ts';
import { objectWords } from '../wording/index.ts';
import { type Activity, startActivity } from './activity.ts';
import { type ChosenMeter, chooseMeter, type MeterOptions, meterDocument } from './choose-meter.ts';
import type { Context } from './context.ts';
import { holdEndpoint } from './endpoint-lock.ts';
import type { ExitCode } from './exit-code.ts';
import { type KeepEvent, showEvents, startRecords } from './trace.ts';

/** What runs. */
export interface MeterCommand {
  /** Shown to a run that waits for us, and at the head of a trace: `meter read`. */
  readonly name: string;
  /** Of its JSON document: `meter.read/1`. A session that does not open gives the same one, with `failure` in it. */
  readonly schema: string;
}

/** A meter whose association is open. */
export interface OpenMeter extends ChosenMeter {
  /** What `src/objects` reads over. */
  readonly access: ObjectAccess;
  /** Says on a terminal what is waited for; silent elsewhere. */
  readonly activity: Activity;
  /**
   * The line or the link died in the middle: says so on standard error, and gives the exit code. In JSON the command's
   * own document carries `failure`; one that has no document to give says its schema here, and gets one.
   */
  readonly showLost: (lost: Lost, schema?: string) => Promise<ExitCode>;
}

/** Opens a session, does the work, and closes the session on every way out. @throws UsageError, the signal's reason */
export async function withMeter(
  context: Context,
  meter: string,
  options: MeterOptions,
  command: MeterCommand,
  work: (open: OpenMeter) => Promise<ExitCode>,
): Promise<ExitCode> {
  return await withChosenMeter(context, await chooseMeter(context, meter, options), command, work);
}

/** The same for a meter that was chosen already. */
export async function withChosenMeter(
  context: Context,
  chosen: ChosenMeter,
  command: MeterCommand,
  work: (open: OpenMeter) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { target, credential, login, replyMs, connectTimeoutMs } = chosen;
  const { endpoint, server } = target;
  const { signal } = context;
  const failures = () => import('./session-failure.ts');
  const lock = holdEndpoint(endpoint, command.name);
  try {
    if (lock.evidence.outcome === 'SELF') {
      return (await failures()).showHeld(context, chosen, command, lock.evidence.facts);
    }
    const words = objectWords[context.lang].activity;
    const activity = await startActivity(context);
    try {
      activity.show(words.opening, connectTimeoutMs + replyMs);
      const keep = await keeperOf(context, chosen, command);
      const heard = new FirstWords();
      const opened = await openSession(
        recordingOpen(openTcp, clock(), (event) => {
          keep(event);
          heard.hear(event);
        }),
        { ...endpoint, client: credential.client, server },
        login,
        { connectTimeoutMs, replyMs, signal },
      );
      if (opened.type === 'failure') {
        activity.stop();
        return (await failures()).showFailure(context, chosen, command, opened, heard.bytes);
      }
      try {
        if (opened.association.referencing === 'short-names') {
          activity.stop();
          return (await failures()).showShortNames(context, chosen, command);
        }
        return await work({
          ...chosen,
          access: accessOf(opened, { replyMs, signal }),
          activity,
          showLost: async (lost, schema) => {
            activity.stop();
            return (await failures()).showLost(context, chosen, lost, schema);
          },
        });
      } finally {
        activity.stop();
        await opened.close();
      }
    } finally {
      activity.stop();
    }
  } finally {
    lock.release();
  }
}

/** Milliseconds from now on. */
function clock(): () => number {
  const started = performance.now();
  return () => performance.now() - started;
}

/** Keeps the conversation as the user wants it: frames on the screen, a trace file, both. @throws UsageError */
export async function keeperOf(
  context: Context,
  chosen: ChosenMeter,
  { name }: Pick<MeterCommand, 'name'>,
): Promise<KeepEvent> {
  const shows = `${name} ${meterDocument(chosen).endpoint}`;
  const keepers: readonly KeepEvent[] = [await showEvents(context), ...startRecords(context, chosen, shows)];
  return (event) => {
    for (const keep of keepers) keep(event);
  };
}

/** The first bytes that came: where no session opens, a gateway may have said why. */
export class FirstWords {
  #bytes = new Uint8Array();

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  hear(event: CaptureEvent): void {
    if (event.kind !== 'received' || this.#bytes.length >= mostHeard) return;
    this.#bytes = joinBytes([this.#bytes, event.bytes]).slice(0, mostHeard);
  }
}

const mostHeard = 512;
