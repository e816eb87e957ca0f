/** What ping and ss print, read: answers, silence, refusals, and what the system does not tell. */
import { describe, expect, it } from 'vitest';
import { readSs } from '../../src/line/local-holder.ts';
import { readPing } from '../../src/line/ping.ts';

describe('ping', () => {
  const answers =
    '64 bytes from 192.0.2.7: icmp_seq=1 ttl=64 time=14.2 ms\n64 bytes from 192.0.2.7: icmp_seq=3 ttl=64 time<1 ms\n';
  it('that answered, wholly or in part', () => {
    expect(readPing(null, `${answers}3 packets transmitted, 2 received`, '')).toEqual({
      outcome: 'answered',
      sent: 3,
      received: 2,
      rttMs: [14.2, 1],
    });
    // Called off early there is no last line: what came counts.
    expect(readPing({ name: 'AbortError' }, answers, '')).toMatchObject({ outcome: 'answered', sent: 2, received: 2 });
  });
  it.each([
    [{ name: 'AbortError' }, '', '', { outcome: 'unavailable', why: 'stopped' }],
    [{ code: 'ENOENT' }, '', '', { outcome: 'unavailable', why: 'no-ping' }],
    [{ code: 'EACCES' }, '', '', { outcome: 'unavailable', why: 'not-permitted' }],
    [{ code: 'EPERM' }, '', '', { outcome: 'unavailable', why: 'not-permitted' }],
    [{ code: 2 }, '', 'ping: connect: Network is unreachable', { outcome: 'unreachable' }],
    [{ code: 2 }, '', 'ping: x: Name or service not known', { outcome: 'unknown-host' }],
    [{ code: 2 }, '', 'ping: socket: Operation not permitted', { outcome: 'unavailable', why: 'not-permitted' }],
    [{ code: 1 }, '3 packets transmitted, 0 received, 100% packet loss', '', { outcome: 'silent', sent: 3 }],
    [{ code: 2 }, '', 'what?', { outcome: 'unavailable', why: 'failed' }],
  ])('%o %j %j', (error, stdout, stderr, result) => expect(readPing(error, stdout, stderr)).toEqual(result));
});

it('ss names the process where it may, and the connection where it may not', () => {
  const rows = '0 0 127.0.0.1:1 127.0.0.1:2 users:(("python3",pid=77,fd=3))\n\n0 0 127.0.0.1:3 127.0.0.1:2\n';
  expect(readSs(rows)).toEqual([
    { pid: 77, name: 'python3' },
    { pid: null, name: null },
  ]);
});
