/** A collector with an HTTP interface: a real server on loopback, and everything that may answer in its place. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { namedUnit, readActionRequired } from '../../src/collector/action-required.ts';
import { httpCollector, newLines, readAnswer } from '../../src/collector/http-collector.ts';
import { httpExchange } from '../../src/collector/http-exchange.ts';
import type { LogLine } from '../../src/collector/index.ts';
import { type HttpCollector, startHttpCollector } from '../support/http-collector.ts';

const running: HttpCollector[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});
const never = new AbortController().signal;

async function start(): Promise<HttpCollector> {
  const server = await startHttpCollector();
  running.push(server);
  return server;
}

const failure = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { code?: string; detail?: string }) => ({ code: error.code, detail: error.detail }),
  );

async function all(lines: AsyncIterable<LogLine>): Promise<string[]> {
  const texts: string[] = [];
  for await (const { text } of lines) texts.push(text);
  return texts;
}

describe('a collector over HTTP', () => {
  it('is paused, resumed, restarted and asked by its own paths', async () => {
    const server = await start();
    const collector = httpCollector(server.base, 'm 02');
    expect(await collector.status(never)).toEqual({ state: 'running', says: 'as ever', unit: null });
    expect(await collector.stop(never)).toEqual({ says: 'meter m%2002 paused', actionRequired: null });
    expect((await collector.status(never)).state).toBe('paused');
    await collector.start(never);
    await collector.restart(never);
    expect(server.asked).toEqual([
      'm%2002 GET status',
      'm%2002 POST pause',
      'm%2002 GET status',
      'm%2002 POST resume',
      'm%2002 POST restart',
    ]);
  });

  it('gives the newest lines of its log, and follows it as it grows', async () => {
    const server = await start();
    server.log = ['one', 'two', 'two', 'three'];
    const collector = httpCollector(server.base, '2');
    const options = { since: null, signal: never };
    expect(await all(collector.logs({ ...options, lines: 2, follow: false }))).toEqual(['two', 'three']);
    expect(await all(collector.logs({ ...options, lines: 0, follow: false }))).toEqual([]);
    const stop = new AbortController();
    const seen: string[] = [];
    const followed = (async () => {
      for await (const { text } of collector.logs({ lines: 2, since: null, follow: true, signal: stop.signal })) {
        seen.push(text);
        if (text === 'three') server.log.push('three', 'four');
        if (text === 'four') stop.abort();
      }
    })();
    await expect(followed).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toEqual(['two', 'three', 'three', 'four']);
  });

  it.each<[string, string, (response: import('node:http').ServerResponse) => void]>([
    ['no JSON', 'answer-wrong', (response) => response.end('<html>')],
    ['nothing', 'answer-wrong', (response) => response.end()],
    ['a list', 'answer-wrong', (response) => response.end('[]')],
    ['no success', 'answer-wrong', (response) => response.end('{"message":"x"}')],
    ['a text for success', 'answer-wrong', (response) => response.end('{"success":"yes"}')],
    ['a strange wish', 'answer-wrong', (response) => response.end('{"success":true,"action_required":7}')],
    ['a refusal', 'refused', (response) => response.end('{"success":false,"message":"not now"}')],
    ['404', 'http-status', (response) => response.writeHead(404).end('no')],
    ['500 in JSON', 'http-status', (response) => response.writeHead(500).end('{"success":false,"message":"boom"}')],
    ['a redirect', 'http-redirect', (response) => response.writeHead(302, { location: 'http://192.0.2.1/' }).end()],
    ['a permanent redirect', 'http-redirect', (response) => response.writeHead(308, { location: '/x' }).end()],
    ['too much', 'answer-too-long', (response) => response.end(`{"success":true,"message":"${'x'.repeat(2 << 20)}"}`)],
    ['an end in the middle', 'unreachable', (response) => response.write('{"suc', () => response.destroy())],
    ['no HTTP at all', 'unreachable', (response) => response.socket?.end('SSH-2.0-x\r\n')],
  ])('that answers with %s is told as %s', async (_, code, how) => {
    const server = await start();
    server.misbehave('pause', (_request, response) => how(response));
    expect(await failure(httpCollector(server.base, '2').stop(never))).toMatchObject({ code });
    expect(server.asked).toEqual(['2 POST pause']);
  });

  it('says what the collector said: of a refusal, and of an error', async () => {
    const server = await start();
    server.misbehave('pause', (_, response) => response.end('{"success":false,"message":"not now"}'));
    server.misbehave('resume', (_, response) => response.writeHead(500).end('{"success":false,"message":"boom"}'));
    const collector = httpCollector(server.base, '2');
    expect(await failure(collector.stop(never))).toEqual({ code: 'refused', detail: 'not now' });
    expect(await failure(collector.start(never))).toEqual({ code: 'http-status', detail: '500: boom' });
  });

  it('that is not there, is said with the address and the reason', async () => {
    const server = await start();
    await server.stop();
    running.length = 0;
    const told = await failure(httpCollector(server.base, '2').status(never));
    expect(told).toMatchObject({
      code: 'unreachable',
      detail: expect.stringMatching(/^127\.0\.0\.1:\d+: ECONNREFUSED$/),
    });
  });

  it('that never ends is given up, drop by drop as well; Ctrl-C comes first', async () => {
    const server = createServer((_request, response) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.once('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    try {
      expect(await failure(httpExchange('GET', address, { timeoutMs: 200, signal: never }))).toMatchObject({
        code: 'timeout',
      });
      const stop = new AbortController();
      setTimeout(() => stop.abort('SIGINT'), 50);
      await expect(httpExchange('GET', address, { timeoutMs: 5000, signal: stop.signal })).rejects.toBe('SIGINT');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe('what a collector wants done', () => {
  it.each([
    [null, null],
    [undefined, null],
    ['', null],
    [false, null],
    ['restart_service', { text: 'restart_service', unit: null }],
    [
      'sudo systemctl restart dlms-multi-meter.service',
      {
        text: 'sudo systemctl restart dlms-multi-meter.service',
        unit: { verb: 'restart', scope: 'system', name: 'dlms-multi-meter.service' },
      },
    ],
    [
      { action: 'stop', unit: 'dlms.service' },
      { text: 'stop dlms.service', unit: { verb: 'stop', scope: 'system', name: 'dlms.service' } },
    ],
    [
      'systemctl --user start -- a.service',
      { text: 'systemctl --user start -- a.service', unit: { verb: 'start', scope: 'user', name: 'a.service' } },
    ],
    [{ action: 'call somebody' }, { text: 'call somebody', unit: null }],
    [7, undefined],
    [[], undefined],
    [{ unit: 'x.service' }, undefined],
  ])('%j', (field, wanted) => expect(readActionRequired(field)).toEqual(wanted));

  it.each([
    'start a.service or start b.service',
    'stop a.service, then start a.service',
    'enable a.service',
    'systemctl restart a.service, systemctl --user restart a.service',
    'restart -x.service',
    'restart *.service',
    'restart dlms@.service',
    'restart sshd',
    'restart; a.service',
  ])('%s names no unit', (text) => expect(namedUnit(text)).toBeNull());

  it('is one unit or none, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (before, name) => {
        const unit = namedUnit(`${before} restart ${name}.service`);
        if (unit !== null) expect(unit.name).toMatch(/^[A-Za-z0-9:_@][A-Za-z0-9:_@.-]*\.service$/);
      }),
    );
  });
});

it('reads an answer, or says that it is none, whatever comes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (json) => {
      const answer = readAnswer(json);
      if (answer !== null) expect(typeof answer.success).toBe('boolean');
    }),
  );
});

it('finds what is new in a growing log that is cut at both ends', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 30 }),
      fc.nat(10),
      fc.nat(10),
      (log, kept, added) => {
        const end = Math.max(1, log.length - added);
        const before = log.slice(0, end);
        const after = log.slice(Math.min(kept, end - 1));
        expect(newLines(before, after)).toEqual(log.slice(end));
      },
    ),
  );
  expect(newLines(['a', 'a'], ['a', 'a', 'a'])).toEqual([]);
  expect(newLines([], ['a'])).toEqual(['a']);
  expect(newLines(['a'], ['b', 'c'])).toEqual(['b', 'c']);
});
