/** `meter doctor`: whether this tool has what it needs around it. It only looks: nothing is made, moved or stopped. */
import { Chalk } from 'chalk';
import { lookAtHistory, lookAtSettings } from '../../meters/index.ts';
import { renderDoctor } from '../../report/index.ts';
import { doctorWords, type Language } from '../../wording/index.ts';
import { isUtf8 } from '../bar-style.ts';
import type { Context } from '../context.ts';
import type { DoctorCheck } from '../doctor-check.ts';
import { checkHistory, checkSetAside, checkSettings } from '../doctor-files.ts';
import {
  checkClock,
  checkNode,
  checkPrograms,
  checkSystemd,
  checkTerminal,
  hostSigns,
  isSynchronized,
} from '../doctor-host.ts';
import { checkCollectors, checkLocks, checkPorts } from '../doctor-lines.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { writeSafeJson } from './meter-output.ts';

/** @returns 0 where all is right, notes included; 1 where there is a problem */
export async function runDoctor(context: Context): Promise<ExitCode> {
  const { out, lang, signal } = context;
  const { env } = process;
  const settings = lookAtSettings(context.configDir);
  const history = lookAtHistory(context.configDir);
  const meters = settings.found.state === 'read' ? settings.found.settings.meters : [];
  const needing = meters.filter(({ collector }) => collector?.kind === 'systemd').map(({ name }) => name);
  const signs = hostSigns();
  const [synchronized, collectors, ports] = await Promise.all([
    signs.isBooted ? isSynchronized(signal) : null,
    checkCollectors(meters, signal),
    checkPorts(meters, signal),
  ]);
  signal.throwIfAborted();
  const now = Date.now();
  const steady = performance.timeOrigin + performance.now();
  const checks: readonly DoctorCheck[] = [
    checkSettings(settings),
    checkSetAside(settings),
    checkHistory(history),
    checkNode(process.version),
    checkPrograms(env.PATH ?? '', needing.length > 0),
    checkSystemd(signs, needing),
    collectors,
    ports,
    checkLocks(settings.path),
    checkClock({ now, steady, newestAt: history.newestAt, isSynchronized: synchronized }),
    checkTerminal(context, env),
  ];
  const isRight = checks.every(({ state }) => state !== 'problem');
  if (context.json) {
    // Sentences are English whatever the terminal's language, as in every document.
    const told = checks.map((check) => ({ ...rowOf(check, 'en'), facts: check.facts }));
    writeSafeJson(context, { schema: 'meter.doctor/1', ok: isRight, checks: told });
  } else {
    const chalk = new Chalk({ level: out.colourLevel });
    const rows = checks.map((check) => rowOf(check, lang));
    const style = isUtf8(env) ? 'utf8' : 'ascii';
    out.write(renderDoctor(rows, { lang, columns: out.columns, chalk, style }));
  }
  return isRight ? exitCode.ok : exitCode.fault;
}

function rowOf({ name, state, says, fixes }: DoctorCheck, lang: Language) {
  const words = doctorWords[lang];
  return { name, state, says: says.map((say) => say(words, lang)), fixes: fixes.map((say) => say(words, lang)) };
}
