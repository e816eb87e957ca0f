/** What ping and ss print, read: answers, silence, refusals, and what the system does not tell. */
import { spawn } from 'node:child_process';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { unitOfCgroup, unitOfProcess } from '../../src/line/cgroup-unit.ts';
import { localHolders, readSs } from '../../src/line/local-holder.ts';
import { readPing } from '../../src/line/ping.ts';
import { procSockets, readTable, remotesOf } from '../../src/line/proc-sockets.ts';

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

describe('ss', () => {
  const tail = 'sk:11be cgroup:/system.slice/dlms.service <->';
  it('names the process and its unit where it may, the unit and the user where it may not', () => {
    const rows = [
      `ESTAB 0 0 127.0.0.1:1 127.0.0.1:2 users:(("python3",pid=77,fd=3)) ino:5 ${tail}`,
      '',
      `ESTAB 0 0 127.0.0.1:3 127.0.0.1:2 uid:1000 ino:6 ${tail}`,
      'ESTAB 0 0 127.0.0.1:4 127.0.0.1:2',
    ];
    expect(readSs(rows.join('\n'))).toEqual({
      holders: [
        { pid: 77, name: 'python3', unit: 'dlms.service', scope: 'system', uid: 0 },
        { pid: null, name: null, unit: 'dlms.service', scope: 'system', uid: 1000 },
        { pid: null, name: null, unit: null, scope: null, uid: null },
      ],
      justClosed: 0,
    });
  });

  it('tells connections that nobody holds any more apart', () => {
    const rows = [
      'TIME-WAIT 0 0 127.0.0.1:55310 127.0.0.1:3999 timer:(timewait,58sec,0) ino:0 sk:11be',
      'FIN-WAIT-2 0 0 127.0.0.1:55311 127.0.0.1:3999',
      'SYN-SENT 0 1 127.0.0.1:55312 127.0.0.1:3999 users:(("node",pid=9,fd=3))',
    ];
    expect(readSs(rows.join('\n'))).toEqual({ holders: [], justClosed: 2 });
  });

  it('is not led astray by the name of a process', () => {
    const [holder] = readSs(
      'ESTAB 0 0 127.0.0.1:1 127.0.0.1:2 users:(("x cgroup:/a.service",pid=77,fd=3)) uid:1 ino:5 sk:1 <->',
    ).holders;
    expect(holder).toEqual({ pid: 77, name: 'x cgroup:/a.service', unit: null, scope: null, uid: 1 });
  });
});

it.each([
  ['/system.slice/dlms.service', { name: 'dlms.service', scope: 'system' }],
  ['/system.slice/system-dlms.slice/dlms@2.service', { name: 'dlms@2.service', scope: 'system' }],
  ['/system.slice/docker-4711.scope/payload', { name: 'docker-4711.scope', scope: 'system' }],
  ['/user.slice/user-1000.slice/user@1000.service/app.slice/dlms.service', { name: 'dlms.service', scope: 'user' }],
  ['/user.slice/user-1000.slice/user@1000.service/init.scope', null],
  ['/user.slice/user-1000.slice/session-3.scope', null],
  ['/init.scope', null],
  ['/', null],
  ['', null],
])('the unit of %s is %o', (path, unit) => {
  expect(unitOfCgroup(path)).toEqual(unit);
  expect(unitOfProcess(`12:cpu:/elsewhere.service\n0::${path}\n`)).toEqual(unit);
  expect(unitOfProcess(`1:name=systemd:${path}\n0::/\n`)).toEqual(unit);
});

describe('the table of the kernel', () => {
  it('writes an endpoint in its own way', () => {
    expect(remotesOf('127.0.0.1', 3333, 'LE')).toEqual(['0100007F:0D05', '0000000000000000FFFF00000100007F:0D05']);
    expect(remotesOf('127.0.0.1', 3333, 'BE')).toEqual(['7F000001:0D05', '00000000000000000000FFFF7F000001:0D05']);
    expect(remotesOf('2001:db8::7', 80, 'LE')).toEqual(['B80D0120000000000000000007000000:0050']);
    expect(remotesOf('::1', 80, 'LE')).toEqual(['00000000000000000000000001000000:0050']);
    expect(remotesOf('fe80::1%eth0', 80, 'LE')).toEqual(['000080FE000000000000000001000000:0050']);
  });

  it('tells state, user and inode of who talks to it', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:D80E 0100007F:0D05 01 00000000:00000000 00:00000000 00000000  1000        0 212062 1 0 20 4 1 10 -1',
      '   1: 0100007F:0D05 0100007F:D80E 01 00000000:00000000 00:00000000 00000000     0        0 212063 1 0 20 4 1 10 -1',
    ].join('\n');
    expect(readTable(table, remotesOf('127.0.0.1', 3333, 'LE'))).toEqual([{ state: '01', uid: 1000, inode: '212062' }]);
  });

  it('gives the same answer as ss, of a connection that another process holds', async () => {
    if (process.platform !== 'linux') return;
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const accepted = new Promise((resolve) => server.once('connection', resolve));
    const program = `require('node:net').connect(${port}, '127.0.0.1'); setInterval(() => {}, 1000)`;
    const child = spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
    try {
      await accepted;
      const byTable = procSockets('127.0.0.1', port);
      expect(byTable?.holders.map(({ pid }) => pid)).toEqual([child.pid]);
      expect(byTable?.holders[0]?.uid).toBe(process.getuid?.());
      const found = await localHolders('127.0.0.1', port);
      expect(found).toMatchObject({ outcome: 'read', holders: [{ pid: child.pid, uid: process.getuid?.() }] });
    } finally {
      child.kill('SIGKILL');
      server.close();
    }
  });
});
