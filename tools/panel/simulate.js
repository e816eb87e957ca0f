// `meter simulate` as it is built, run in this process: a process for each row would cost more than its questions.
import { createRequire } from 'node:module';

const { runSimulate } = createRequire(import.meta.url)('../../dist/simulate.cjs');

/** Every scenario, as `meter simulate --list --json` has them. */
export async function listedScenarios() {
  const { written, context } = contextOf(new AbortController().signal);
  await runSimulate(context, undefined, { list: true });
  return JSON.parse(written.text).scenarios;
}

/** Starts a meter with what is named. @throws where a name is unknown */
export async function simulate(names, timeScale) {
  const abort = new AbortController();
  const { written, context, first } = contextOf(abort.signal);
  const over = runSimulate(context, names, { timeScale: `${timeScale}` });
  await Promise.race([first, over]);
  return {
    endpoint: JSON.parse(written.text).endpoint,
    async stop() {
      abort.abort('SIGTERM');
      await over;
    },
  };
}

/** What a command may know of the process it runs in, with its output kept. */
function contextOf(signal) {
  const written = { text: '' };
  const quiet = { write() {}, isTerminal: false, columns: 80, colourLevel: 0 };
  let tell;
  const first = new Promise((resolve) => {
    tell = resolve;
  });
  const write = (text) => {
    written.text += text;
    tell();
  };
  const context = {
    out: { ...quiet, write },
    err: quiet,
    lang: 'en',
    json: true,
    verbosity: 0,
    showSecrets: false,
    configDir: undefined,
    signal,
  };
  return { written, context, first };
}
