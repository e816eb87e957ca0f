/** The one door to conf: it knows where settings belong on this system, and writes them whole or not at all. */
import { constants } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import envPaths from 'env-paths';

export interface ConfFile {
  readonly path: string;
  /** Replaces the file's content: written beside it with mode 0600, flushed, renamed. */
  write(value: object): void;
}

const configName = 'config';

const projectName = 'dlms-meter';

/**
 * The settings file in a folder, or where this system keeps settings. Reading needs no more than this: env-paths is
 * what conf itself asks, and a test holds the two to the same answer.
 */
export function settingsPath(folder: string | undefined): string {
  return resolve(folder ?? envPaths(projectName, { suffix: '' }).config, `${configName}.json`);
}

/** Loads conf, which costs some 30 ms: only for changes. */
export async function openConf(folder: string | undefined): Promise<ConfFile> {
  const { Conf } = await withoutSignalHandlers(() => import('./conf-class.ts'));

  // conf reads the file as soon as it is made, creates its folder with a mode of its own, and fails with errors that
  // name neither. Reading and folders are done in `settings-file.ts`; what is used of conf is the place and the pen.
  class Pen extends Conf<Record<string, unknown>> {
    override get store(): Record<string, unknown> {
      return {};
    }
    override set store(value: Record<string, unknown>) {
      super.store = value;
    }
  }

  const pen = new Pen({
    projectName,
    projectSuffix: '',
    configName,
    configFileMode: 0o600,
    serialize: (value) => `${JSON.stringify(value, null, 2)}\n`,
    ...(folder === undefined ? {} : { cwd: folder }),
  });
  return {
    path: pen.path,
    write(value) {
      withoutSnap(() => {
        pen.store = { ...value };
      });
    },
  };
}

/**
 * conf's writer handles signals: it sweeps its drafts and sends the signal once more, which a command that is closing
 * its line would take for a second Ctrl-C, and end at once. Drafts are swept here (`removeDrafts`), so its handlers go.
 */
async function withoutSignalHandlers<Loaded>(load: () => Promise<Loaded>): Promise<Loaded> {
  const names = Object.keys(constants.signals) as NodeJS.Signals[];
  const before = new Map(names.map((name) => [name, process.rawListeners(name)]));
  const loaded = await load();
  for (const [name, kept] of before) {
    for (const listener of process.rawListeners(name)) {
      if (!kept.includes(listener)) process.off(name, listener as NodeJS.SignalsListener);
    }
  }
  return loaded;
}

/**
 * Where SNAP is set (any terminal opened from a program that came as a snap), conf would write in place: not atomic,
 * and with the old mode. We are no snap ourselves.
 */
function withoutSnap(work: () => void): void {
  const { SNAP: snap } = process.env;
  delete process.env.SNAP;
  try {
    work();
  } finally {
    if (snap !== undefined) process.env.SNAP = snap;
  }
}
