/**
 * The real ser2net in front of a simulated meter, on loopback:
 *
 *   client ── TCP ── ser2net ── pty ── socat ── TCP ── meter port of the simulator
 *
 * Everything is started and stopped by its own process id. A pty has no speed, so pauses between bytes are not
 * covered. The file that keeps the pty open stands in for a cable that stays plugged in: without it socat ends when
 * ser2net closes the device.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, closeSync, constants, existsSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Ser2netOptions {
  /** The TCP port of a simulator started with `listener: 'meter'`. */
  readonly meterPort: number;
  readonly accepter?: 'tcp' | 'telnet' | 'telnet(rfc2217)';
  /** With ser2net's own escapes: `\\r`, `\\n`, `\\d` for the device, `\\B` for its settings. */
  readonly banner?: string;
  readonly maxConnections?: number;
  readonly kickOldUser?: boolean;
  /** Idle time after which ser2net closes a session, s. */
  readonly timeout?: number;
}

export interface Ser2net {
  /** Where ser2net listens, on 127.0.0.1. */
  readonly port: number;
  readonly devicePath: string;
  /** Takes the serial device away, as when a USB cable is pulled. */
  loseDevice(): Promise<void>;
  stop(): Promise<void>;
}

const wait = { stepMs: 10, longestMs: 5000 } as const;

/** What of ser2net and socat is not installed: empty where these tests can run. */
export function missingPrograms(): readonly string[] {
  return ['ser2net', 'socat'].filter((program) => findProgram(program) === null);
}

function findProgram(name: string): string | null {
  // A user's PATH often leaves out the folders of system programs.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts socat and ser2net; resolves when ser2net listens. */
export async function startSer2net(options: Ser2netOptions): Promise<Ser2net> {
  const folder = await mkdtemp(join(tmpdir(), 'meter-ser2net-'));
  // Locks are named after the device: a name of its own for each run.
  const devicePath = join(folder, `ttyMeter${process.pid}x${Date.now() % 100_000}`);
  const configuration = join(folder, 'ser2net.yaml');
  const started: ChildProcess[] = [];
  let keptOpen: number | null = null;
  const letGo = () => {
    if (keptOpen !== null) closeSync(keptOpen);
    keptOpen = null;
  };
  const stop = async () => {
    letGo();
    await Promise.all(started.map(end));
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const socat = start('socat', [`pty,raw,echo=0,link=${devicePath}`, `tcp:127.0.0.1:${options.meterPort}`]);
    started.push(socat);
    await until(() => existsSync(devicePath), 'socat to make the pty');
    keptOpen = openSync(devicePath, constants.O_RDWR | constants.O_NOCTTY);
    const port = await freePort();
    await writeFile(configuration, configurationText(options, port, devicePath));
    started.push(start('ser2net', ['-n', '-d', '-c', configuration]));
    await until(() => isListening(port), `ser2net to listen on port ${port}`);
    const loseDevice = async () => {
      letGo();
      await end(socat);
      await until(() => !existsSync(devicePath), 'the pty to go');
    };
    return { port, devicePath, loseDevice, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

function configurationText(options: Ser2netOptions, port: number, devicePath: string): string {
  const { accepter = 'tcp', banner, maxConnections, kickOldUser, timeout } = options;
  const layers = accepter === 'tcp' ? 'tcp' : `${accepter},tcp`;
  const settings = [
    ...(banner === undefined ? [] : [`banner: '${banner.replaceAll("'", "''")}'`]),
    ...(maxConnections === undefined ? [] : [`max-connections: ${maxConnections}`]),
    ...(kickOldUser === undefined ? [] : [`kickolduser: ${kickOldUser}`]),
  ];
  return [
    '%YAML 1.1',
    '---',
    'connection: &meter',
    `  accepter: ${layers},127.0.0.1,${port}`,
    '  enable: on',
    ...(timeout === undefined ? [] : [`  timeout: ${timeout}`]),
    `  connector: serialdev,${devicePath},9600n81,local`,
    ...(settings.length === 0 ? [] : ['  options:', ...settings.map((setting) => `    ${setting}`)]),
    '',
  ].join('\n');
}

function start(program: string, args: readonly string[]): ChildProcess {
  const child = spawn(findProgram(program) ?? program, args, { stdio: 'ignore' });
  // Should the tests end without stopping it, it must not outlive them.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  // A program that cannot be started shows as a wait that never comes true.
  child.once('error', () => {});
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const isGone = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  if (isGone()) return;
  child.kill('SIGTERM');
  await until(isGone, 'a process to end').catch(async () => {
    child.kill('SIGKILL');
    await until(isGone, 'a process to be killed');
  });
}

async function until(isTrue: () => boolean, what: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < wait.longestMs; waitedMs += wait.stepMs) {
    if (isTrue()) return;
    await pause(wait.stepMs);
  }
  throw new Error(`waited ${wait.longestMs} ms for ${what}`);
}

/** A port that nobody listens on just now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return address.port;
}

/** Read from the kernel's table: connecting to find out would take the one session that ser2net grants. */
function isListening(port: number): boolean {
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const listening = '0A';
  return readFileSync('/proc/net/tcp', 'latin1')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .some((fields) => fields[1] === local && fields[3] === listening);
}
