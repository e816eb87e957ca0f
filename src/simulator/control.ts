/**
 * The control port of a running simulator: lines on a TCP port of loopback, each answered by one line (`orders.ts`
 * has them). A line that is too long, or a client that does not read its answers, is cut off.
 */
import type { Socket } from 'node:net';
import { Listener, type LoopbackHost } from './listener.ts';
import { obey } from './orders.ts';
import type { Simulator } from './start.ts';

export interface ControlOptions {
  readonly host?: LoopbackHost;
  /** 0, the default, lets the system choose one. */
  readonly port?: number;
  /** Called when somebody says `quit`. */
  readonly onQuit?: () => void;
}

export interface Control {
  readonly port: number;
  /** Stops listening and cuts every client off. */
  stop(): Promise<void>;
}

/** Octets of the longest line. */
const longestLine = 512;
/** Octets of answers that may wait for a client to read them. */
const longestWait = 65_536;
const mostClients = 8;

/**
 * Listens for what a simulator is to be told.
 * @throws RangeError where the host is not loopback; the system's error where the port cannot be had (EADDRINUSE)
 */
export async function startControl(simulator: Simulator, options: ControlOptions = {}): Promise<Control> {
  const { host = '127.0.0.1', port = 0, onQuit = () => {} } = options;
  const clients = new Set<Socket>();
  const listener = new Listener(host, port, (socket) => {
    socket.on('error', () => {});
    if (clients.size >= mostClients) {
      socket.destroy();
      return;
    }
    clients.add(socket);
    socket.once('close', () => clients.delete(socket));
    attend(socket, simulator, onQuit);
  });
  await listener.open();
  return {
    port: listener.port,
    async stop() {
      listener.close();
      await Promise.all([...clients].map(ended));
    },
  };
}

/** Lets the last answer out, and no more. */
function ended(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    if (socket.destroyed) resolve();
    socket.end(() => socket.destroy());
    setTimeout(() => socket.destroy(), 200).unref();
  });
}

function attend(socket: Socket, simulator: Simulator, onQuit: () => void): void {
  let rest = '';
  const say = (answer: string): void => {
    socket.write(`${answer}\n`);
    if (socket.writableLength > longestWait) socket.destroy();
  };
  socket.setNoDelay(true);
  // One character for each octet: a line is ASCII, and anything else is no order.
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (socket.destroyed || line.length > longestLine) break;
      if (line.trim() === '') continue;
      const { answer, quit } = obey(simulator, line);
      say(answer);
      if (quit) onQuit();
    }
    if (rest.length <= longestLine && lines.every((line) => line.length <= longestLine)) return;
    say('error line-too-long');
    socket.end();
    rest = '';
    socket.pause();
  });
}
