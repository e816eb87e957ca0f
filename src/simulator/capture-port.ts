/**
 * A recorded conversation played as a meter: what comes in through the port is answered with what was recorded after
 * the same question, at the same distance in time. A question that is not in it gets nothing, as from a meter that it
 * was not meant for.
 */
import { parseFrame } from '../hdlc/index.ts';
import type { CaptureEvent } from '../line/index.ts';
import { type Conversation, conversationOf, type Played, turnFor } from './capture-turns.ts';
import { Door } from './door.ts';
import type { EventLog } from './events.ts';
import type { LoopbackHost } from './listener.ts';
import type { Session } from './session.ts';
import type { SimulatedTime } from './simulated-time.ts';

const flagOctet = 0x7e;
/** Octets that are waited for until they are a frame. */
const longestQuestion = 4096;

export class CapturePort {
  readonly #door: Door;
  readonly #conversation: Conversation;
  readonly #time: SimulatedTime;
  readonly #events: EventLog;
  #connections = 0;
  #next = 0;

  constructor(
    place: { readonly host: LoopbackHost; readonly port: number },
    recorded: readonly CaptureEvent[],
    time: SimulatedTime,
    events: EventLog,
  ) {
    this.#conversation = conversationOf(recorded);
    this.#time = time;
    this.#events = events;
    this.#door = new Door(place, events, (session) => this.#welcome(session));
  }

  get port(): number {
    return this.#door.port;
  }

  start(): Promise<void> {
    return this.#door.open();
  }

  async power(on: boolean): Promise<void> {
    if (on) await this.#door.open();
    else this.#door.clear();
  }

  /** A recording has no faults that could change. */
  changed(): void {}

  stop(): Promise<void> {
    return this.#door.shut();
  }

  #welcome(session: Session): void {
    const { greetings, turns } = this.#conversation;
    const undo: (() => void)[] = [];
    session.onEnd = () => {
      for (const step of undo) step();
    };
    this.#events.add({ type: 'granted', connection: session.id });
    const play = (answers: readonly Played[]): void => {
      for (const { afterMs, what } of answers) undo.push(this.#time.after(afterMs, () => perform(session, what)));
    };
    play(greetings[Math.min(this.#connections++, greetings.length - 1)] ?? []);
    let kept = new Uint8Array();
    session.serve((bytes) => {
      const { questions, rest } = questionsIn(Uint8Array.from([...kept, ...bytes]));
      kept = rest;
      for (const question of questions) {
        const frame = parseFrame(question.subarray(1, -1));
        if (!('code' in frame)) this.#events.add({ type: 'frame-received', frame, bytes: question });
        const at = turnFor(question, turns, this.#next);
        if (at < 0) this.#events.add({ type: 'question-unknown', connection: session.id, bytes: question });
        else {
          this.#next = at + 1;
          play(turns[at]?.answers ?? []);
        }
      }
    });
  }
}

function perform(session: Session, what: Played['what']): void {
  if (what === 'FIN') session.close('closed');
  else if (what === 'RST') session.reset();
  else session.write(what);
}

/** Cuts frames by their lengths; whatever does not begin with a flag is a question as it came. */
function questionsIn(bytes: Uint8Array): {
  readonly questions: readonly Uint8Array[];
  readonly rest: Uint8Array<ArrayBuffer>;
} {
  const questions: Uint8Array[] = [];
  let at = 0;
  while (bytes[at] === flagOctet) {
    const length = (((bytes[at + 1] ?? 0) & 0x07) << 8) + (bytes[at + 2] ?? 0) + 2;
    const waits = at + length > bytes.length && bytes.length - at < Math.min(length, longestQuestion);
    if (waits && isFrameHead(bytes.subarray(at))) return { questions, rest: Uint8Array.from(bytes.subarray(at)) };
    if (!isFrameHead(bytes.subarray(at))) break;
    questions.push(bytes.slice(at, at + length));
    at += length;
  }
  if (at < bytes.length) questions.push(bytes.slice(at));
  return { questions, rest: new Uint8Array() };
}

/** Flag and frame format of type 3, as far as they are there. */
function isFrameHead(bytes: Uint8Array): boolean {
  return bytes.length === 1 || ((bytes[1] ?? 0) & 0xf0) === 0xa0;
}
