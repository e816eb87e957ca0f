/**
 * A port that does not answer a connect at all, without a firewall: a process that listens with the shortest queue, is
 * then stopped, and whose queue is filled. The kernel drops every further SYN.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { until } from './run-meter.ts';

export interface DeafListener {
  readonly port: number;
  readonly endpoint: string;
  /** Whether somebody is trying to connect to it now, as the kernel's table tells. */
  isKnockedAt(): boolean;
  stop(): Promise<void>;
}

const listening = `
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => console.log(server.address().port));
  setTimeout(() => process.exit(), 60_000);
`;
const synSent = '02';

export async function startDeafListener(): Promise<DeafListener> {
  const child = spawn(process.execPath, ['-e', listening], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const waiting: Socket[] = [];
  const stop = async () => {
    for (const socket of waiting) socket.destroy();
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended;
  };
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  try {
    let said = '';
    child.stdout.on('data', (text: Buffer) => {
      said += text.toString();
    });
    await until(() => said.endsWith('\n'), 'the listener to say its port');
    const port = Number(said);
    child.kill('SIGSTOP');
    await until(
      () => readFileSync(`/proc/${child.pid}/stat`, 'latin1').includes(') T '),
      'the listener to stand still',
    );
    // Three find room with a queue of one; more than that are left knocking themselves.
    let letIn = 0;
    for (let count = 0; count < 6; count++) {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      waiting.push(socket.on('connect', () => letIn++));
    }
    await until(() => letIn < 6 && letIn + knocks(port) === 6, 'the queue to be full');
    const ours = knocks(port);
    return { port, endpoint: `127.0.0.1:${port}`, isKnockedAt: () => knocks(port) > ours, stop };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** How many connects to this port of loopback are unanswered. */
function knocks(port: number): number {
  const remote = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return readFileSync('/proc/net/tcp', 'latin1')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[2] === remote && fields[3] === synSent).length;
}
