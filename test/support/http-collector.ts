/** A collector with an HTTP interface, on loopback: it keeps a state for each meter, and can be told to misbehave. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpCollector {
  readonly base: string;
  /** `POST pause`, `GET status`, in order, with the path's meter in front: `2 POST pause`. */
  readonly asked: string[];
  /** `running` until it is paused. */
  state(meter: string): 'running' | 'paused';
  /** Answers this instead of what it should, to requests that end in `action`. */
  misbehave(action: string, how: (request: IncomingMessage, response: ServerResponse) => void): void;
  log: string[];
  /** What it does when a meter is paused or resumed, before it answers. */
  onChange: (meter: string, state: 'running' | 'paused') => void | Promise<void>;
  actionRequired: unknown;
  stop(): Promise<void>;
}

export async function startHttpCollector(): Promise<HttpCollector> {
  const states = new Map<string, 'running' | 'paused'>();
  const strange = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://collector');
    const [, , , meter = '', action = ''] = url.pathname.split('/');
    collector.asked.push(`${meter} ${request.method} ${action}`);
    const how = strange.get(action);
    if (how !== undefined) return how(request, response);
    const answer = (more: object) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ success: true, message: '', action_required: collector.actionRequired, ...more }));
    };
    if (request.method === 'POST' && (action === 'pause' || action === 'resume' || action === 'restart')) {
      const state = action === 'pause' ? 'paused' : 'running';
      await collector.onChange(meter, state);
      states.set(meter, state);
      return answer({ message: `meter ${meter} ${state}` });
    }
    if (action === 'status')
      return answer({ state: collector.state(meter), message: 'as ever', action_required: null });
    if (action === 'logs') {
      const lines = Number(url.searchParams.get('lines'));
      return answer({ message: collector.log.slice(-lines).join('\n'), action_required: null });
    }
    response.statusCode = 404;
    response.end('no such thing');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const collector: HttpCollector = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    asked: [],
    state: (meter) => states.get(meter) ?? 'running',
    misbehave: (action, how) => void strange.set(action, how),
    log: [],
    onChange: () => {},
    actionRequired: null,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return collector;
}
