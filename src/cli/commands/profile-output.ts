/**
 * Writes a profile as its rows come, in one of four forms. No more than a few rows are held; whoever reads our output
 * slowly slows the reading of the meter down.
 */
import { Chalk } from 'chalk';
import type { ProfileNote, ProfileRow, ProfileShape } from '../../evidence/index.ts';
import type { Lost, ProfileEnd } from '../../objects/index.ts';
import {
  ProfileCsv,
  ProfilePlot,
  ProfileTable,
  profileJsonEnd,
  profileJsonHead,
  profileJsonRows,
} from '../../report/index.ts';
import { profileWords } from '../../wording/index.ts';
import { meterDocument } from '../choose-meter.ts';
import type { Context } from '../context.ts';
import type { OpenMeter } from '../open-meter.ts';

export interface ProfileForm {
  readonly form: 'table' | 'csv' | 'json' | 'plot';
  /** Numbers of the columns wanted, from 0; null for all. */
  readonly columns: readonly number[] | null;
  /** The column of a plot. */
  readonly plotted: number | null;
  /** How a person calls the meter. */
  readonly meter: string;
}

export interface ProfileWriter {
  /** Rows that were written. */
  readonly count: number;
  /** Comes back when there is room for more. */
  rows(rows: readonly ProfileRow[], came: { readonly rows: number; readonly of: number | null }): Promise<void>;
  end(end: ProfileEnd, notes: readonly ProfileNote[]): Promise<void>;
  /** Closes what was begun: what was written so far stays readable. */
  interrupted(notes: readonly ProfileNote[]): Promise<void>;
}

/** The part of each form that makes text. */
interface TextMaker {
  rows(rows: readonly ProfileRow[]): string;
  /** Null where it was interrupted. */
  end(end: ProfileEnd | null, notes: readonly ProfileNote[], count: number): Promise<string>;
}

/** Text is written when it is this long: a write for a few rows would cost more than the rows. */
const chunkLength = 16_384;

export async function profileWriter(
  context: Context,
  open: OpenMeter,
  shape: ProfileShape,
  form: ProfileForm,
): Promise<ProfileWriter> {
  return new Writer(context, open, makerOf(context, open, shape, form), form.form);
}

class Writer implements ProfileWriter {
  readonly #context: Context;
  readonly #open: OpenMeter;
  readonly #maker: TextMaker;
  readonly #showsProgress: boolean;
  readonly #began = performance.now();
  /** On a terminal every row is shown at once. */
  readonly #chunk: number;
  #waiting = '';
  count = 0;

  constructor(context: Context, open: OpenMeter, maker: TextMaker, form: ProfileForm['form']) {
    this.#context = context;
    this.#open = open;
    this.#maker = maker;
    this.#chunk = context.out.isTerminal ? 1 : chunkLength;
    // Rows that run over a terminal are progress enough, and a second line there would only tear them apart.
    this.#showsProgress = !context.out.isTerminal || form === 'plot';
  }

  async rows(rows: readonly ProfileRow[], came: { readonly rows: number; readonly of: number | null }): Promise<void> {
    this.count += rows.length;
    const text = this.#maker.rows(rows);
    if (this.#showsProgress) this.#show(came);
    else if (text !== '') this.#open.activity.stop();
    await this.#write(text);
  }

  async end(end: ProfileEnd, notes: readonly ProfileNote[]): Promise<void> {
    await this.#finish(await this.#maker.end(end, notes, this.count));
  }

  async interrupted(notes: readonly ProfileNote[]): Promise<void> {
    await this.#finish(await this.#maker.end(null, notes, this.count));
  }

  #show({ rows, of }: { readonly rows: number; readonly of: number | null }): void {
    const { lang } = this.#context;
    const seconds = (performance.now() - this.#began) / 1000;
    const rate = seconds < 1 ? null : Math.round(rows / seconds);
    this.#open.activity.show(profileWords[lang].activity.rows(rows, of, rate), null);
  }

  async #write(text: string): Promise<void> {
    this.#waiting += text;
    if (this.#waiting.length < this.#chunk) return;
    const { out } = this.#context;
    out.write(this.#waiting);
    this.#waiting = '';
    await this.#drained();
  }

  async #finish(text: string): Promise<void> {
    if (this.#waiting + text !== '') this.#context.out.write(this.#waiting + text);
    this.#waiting = '';
  }

  /** A reader that takes nothing must not keep Ctrl-C from closing the line. */
  async #drained(): Promise<void> {
    const { out, signal } = this.#context;
    const drained = out.drained?.();
    if (drained === undefined) return;
    let onAbort = (): void => {};
    const aborted = new Promise<void>((resolve) => {
      onAbort = resolve;
    });
    signal.addEventListener('abort', onAbort, { once: true });
    await Promise.race([drained, aborted]);
    signal.removeEventListener('abort', onAbort);
    signal.throwIfAborted();
  }
}

function makerOf(context: Context, open: OpenMeter, shape: ProfileShape, form: ProfileForm): TextMaker {
  const { out, lang } = context;
  switch (form.form) {
    case 'csv':
      return csvMaker(new ProfileCsv(shape, form.columns));
    case 'json':
      return jsonMaker(open, shape, form.columns);
    case 'plot': {
      const chalk = new Chalk({ level: out.colourLevel });
      const style = hasBraille(process.env.TERM) ? 'braille' : 'ascii';
      const { meter } = form;
      const plot = new ProfilePlot(shape, form.plotted ?? 0, { lang, columns: out.columns, chalk, meter, style });
      return {
        rows: (rows) => {
          plot.add(rows);
          return '';
        },
        end: async (end) => (isEmptyFailure(end) ? '' : plot.end()),
      };
    }
    case 'table': {
      const chalk = new Chalk({ level: out.colourLevel });
      const table = new ProfileTable(shape, form.columns, { lang, columns: out.columns, chalk, meter: form.meter });
      return { rows: (rows) => table.add(rows), end: async (end) => (isEmptyFailure(end) ? '' : table.end()) };
    }
  }
}

/** Nothing came, and why is said elsewhere. */
function isEmptyFailure(end: ProfileEnd | null): boolean {
  return end !== null && end.type !== 'done' && end.rows === 0;
}

/** Terminals of old, and the console of Linux, have no braille letters. */
function hasBraille(term: string | undefined): boolean {
  return term !== 'dumb' && term !== 'linux';
}

/** The head waits for the first rows: they say how many columns there are where the meter does not. */
function csvMaker(csv: ProfileCsv): TextMaker {
  let begun = false;
  const head = (rows: readonly ProfileRow[]): string => {
    if (begun) return '';
    begun = true;
    return csv.head(rows);
  };
  return {
    rows: (rows) => (rows.length === 0 ? '' : head(rows) + csv.rows(rows)),
    end: async (end) => (isEmptyFailure(end) ? '' : head([])),
  };
}

function jsonMaker(open: OpenMeter, shape: ProfileShape, columns: readonly number[] | null): TextMaker {
  let begun = false;
  let count = 0;
  const head = (): string => {
    if (begun) return '';
    begun = true;
    return profileJsonHead(shape, columns, askedOf(open));
  };
  return {
    rows: (rows) => {
      const text = head() + profileJsonRows(rows, columns, count);
      count += rows.length;
      return text;
    },
    end: async (end, notes, rowCount) =>
      head() +
      profileJsonEnd({
        rowCount,
        complete: end?.type === 'done',
        notes,
        ...(end === null ? { interrupted: true } : {}),
        ...(end?.type === 'error' ? { error: end.error } : {}),
        ...(end?.type === 'impossible' ? { error: end.why } : {}),
        ...(end?.type === 'lost' ? { failure: await failureOf(open, end.lost) } : {}),
      }),
  };
}

/** The document of a profile that could not even be opened. */
export async function writeProfileFailure(
  { out }: Context,
  open: OpenMeter,
  trouble: { readonly type: 'error'; readonly error: string } | { readonly type: 'lost'; readonly lost: Lost },
): Promise<void> {
  const why = trouble.type === 'lost' ? { failure: await failureOf(open, trouble.lost) } : { error: trouble.error };
  out.write(`${JSON.stringify({ schema: 'meter.profile/1', ...askedOf(open), ...why }, null, 2)}\n`);
}

function askedOf(open: OpenMeter): object {
  const { client, name: credential } = open.credential;
  return { meter: meterDocument(open), client, credential };
}

async function failureOf(open: OpenMeter, lost: Lost): Promise<object> {
  return (await import('../session-failure.ts')).lostDocument(open, lost);
}
