/**
 * A real systemd user manager and a real journal for a test (`with-systemd.sh`), and this project's executable run where
 * they are: in the same mount namespace, entered with nsenter.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Ended, type Running, runMeter, startMeter } from './run-meter.ts';

const script = join(import.meta.dirname, 'with-systemd.sh');
const service = join(import.meta.dirname, 'collector-service.js');

export interface Systemd {
  /** Runs a program in there, to its end. @returns what it printed; `exit` where it failed */
  run(program: string, ...args: readonly string[]): { readonly stdout: string; readonly exit: number };
  meter(args: readonly string[], configDir: string): Promise<Ended>;
  startMeter(args: readonly string[], configDir: string): Running;
  /** Makes a unit of the user and lets the manager know. `[Service]` lines. */
  unit(name: string, lines: readonly string[]): void;
  /** `ActiveState` of a unit. */
  state(unit: string): string;
  stop(): Promise<void>;
}

/** Why these tests cannot run on this host; null where they can. */
export function systemdMissing(): string | null {
  try {
    execFileSync('nsenter', ['--version'], { stdio: 'pipe' });
    execFileSync(script, ['true'], { stdio: 'pipe', timeout: 60_000 });
    return null;
  } catch (error) {
    const { stderr, code } = error as { readonly stderr?: Buffer; readonly code?: string };
    return `${stderr ?? ''}`.trim().split('\n')[0] || (code ?? 'systemd does not start here');
  }
}

/** The line that starts the collector of the tests: it holds the port and prints what it does. */
export function collectorLine(port: number, ...manners: readonly string[]): string {
  return `ExecStart=${process.execPath} ${service} ${port} 200 ${manners.join(' ')}`.trimEnd();
}

export async function startSystemd(): Promise<Systemd> {
  // It lives as long as its standard input is open.
  const inside = 'echo "$$ $XDG_RUNTIME_DIR $HOME"; exec cat >/dev/null';
  const child = spawn(script, ['sh', '-c', inside], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const first = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString()));
    child.once('close', (code) => reject(new Error(`with-systemd.sh ended with ${code}`)));
  });
  const [pid = '', runtime = '', home = ''] = first.trim().split(' ');
  const by = ['nsenter', `--mount=/proc/${pid}/ns/mnt`, `--wdns=${process.cwd()}`];
  const env = { XDG_RUNTIME_DIR: runtime, HOME: home };
  const systemd: Systemd = {
    run(program, ...args) {
      try {
        const [enter = '', ...how] = by;
        const options = { env: { ...process.env, ...env, LC_ALL: 'C' }, stdio: 'pipe', timeout: 60_000 } as const;
        return { stdout: execFileSync(enter, [...how, program, ...args], options).toString(), exit: 0 };
      } catch (error) {
        const { stdout, stderr, status } = error as { stdout?: Buffer; stderr?: Buffer; status?: number };
        return { stdout: `${stdout ?? ''}${stderr ?? ''}`, exit: status ?? -1 };
      }
    },
    meter: (args, configDir) => runMeter(args, { by, env, configDir }),
    startMeter: (args, configDir) => startMeter(args, { by, env, configDir }),
    unit(name, lines) {
      const folder = join(home, '.config/systemd/user');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, name), ['[Service]', ...lines, ''].join('\n'));
      systemd.run('systemctl', '--user', 'daemon-reload');
    },
    state: (unit) => systemd.run('systemctl', '--user', 'show', '-p', 'ActiveState', '--value', unit).stdout.trim(),
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
  return systemd;
}
