/**
 * Golden screens: what a command shows, word for word and place for place, kept in `test/golden/`. A screen that is
 * missing is a failure; `UPDATE_GOLDEN=1` writes them anew, for a person to read before they are committed.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Ended } from './run-meter.ts';

const folder = join(import.meta.dirname, '..', 'golden');

/**
 * Takes out what differs from run to run, and keeps every place on the screen: a time becomes `#`, in a table with as many
 * blanks behind it as it had more digits (also where the unit went to the next line); the port becomes `PPPPP`.
 */
export function masked(text: string, port: number): string {
  return text
    .replaceAll(`${port}`, 'P'.repeat(`${port}`.length))
    .split('\n')
    .map((line) =>
      line.startsWith('│')
        ? line.replace(/\b[\d.]+ ms|(?<=, |login |acceso )\d+(?= +│)/g, (time) =>
            `#${time.endsWith(' ms') ? ' ms' : ''}`.padEnd(time.length),
          )
        : line.replace(/\b[\d.]+(?= ms)/g, '#'),
    )
    .join('\n');
}

/** Takes out the instants of a meter whose clock is this host's. */
function withoutInstants(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d/g, 'YYYY-MM-DD')
    .replace(/\d\d:\d\d:\d\d/g, 'HH:MM:SS')
    .replace(/(?<=HH:MM:SS)\.\d\d[+-]\d\d:\d\d/g, '.hh+HH:MM');
}

/**
 * @param command as a person types it, with the port masked
 * @param instants `hidden` where the meter's clock is this host's
 */
export function expectGolden(
  name: string,
  command: string,
  ended: Ended,
  port: number,
  instants: 'shown' | 'hidden' = 'shown',
): void {
  const printed = `$ ${masked(command, port)}\n${masked(ended.stdout, port)}${masked(ended.stderr, port)}exit ${ended.code}\n`;
  const shown = instants === 'hidden' ? withoutInstants(printed) : printed;
  const file = join(folder, name);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, shown);
  expect(existsSync(file), `${file} is missing; UPDATE_GOLDEN=1 writes it`).toBe(true);
  expect(shown).toBe(readFileSync(file, 'utf8'));
}

export interface StandIns {
  /** To be put before the other folders of PATH. */
  readonly path: string;
  remove(): void;
}

/** `ping` and `ss` that say the same on every host, whether it has them, permits them, or is loaded. */
export function standIns(): StandIns {
  const path = mkdtempSync(join(tmpdir(), 'meter-stand-ins-'));
  const ping = [1, 2, 3].map((n) => `64 bytes from 127.0.0.1: icmp_seq=${n} ttl=64 time=0.04 ms`);
  const statistics = '3 packets transmitted, 3 received, 0% packet loss, time 402ms';
  const script = (...lines: readonly string[]) => `#!/bin/sh\ncat <<END\n${lines.join('\n')}\nEND\n`;
  writeFileSync(join(path, 'ping'), script(...ping, statistics), { mode: 0o755 });
  writeFileSync(join(path, 'ss'), '#!/bin/sh\n', { mode: 0o755 });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
