/**
 * Where a record lies: one file a month, meter and settings, so that a file's name says whose records it holds, under
 * which endpoint, framing and form of address they were asked, and when they may go.
 *
 *   2026-11_2_1-17_tcp_192.0.2.7%3A3333.jsonl      and, derived from it,  ….index
 *      │    │  │    └ endpoint
 *      │    │  └ server 1/17
 *      │    └ id; 0 where no registered meter was meant
 *      └ month, UTC
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settingsPath } from './conf-door.ts';
import type { HistoryRecord } from './history-record.ts';

export interface HistoryFile {
  readonly path: string;
  readonly indexPath: string;
  /** `2026-11` */
  readonly month: string;
  readonly id: number | null;
  /** Endpoint, framing and form of address: equal exactly where these are. */
  readonly settings: string;
}

/** The meter as the history knows it: by its id, and by where and how it is asked. */
export type HistoryMeter = Pick<HistoryRecord['meter'], 'id' | 'endpoint' | 'server'>;

/** A file name holds 255 bytes; a host name may be longer. */
const longestHost = 150;
const pattern = /^(\d{4}-\d\d)_(\d{1,9})_(.+)\.jsonl$/;

export function historyFolder(configDir: string | undefined): string {
  return join(dirname(settingsPath(configDir)), 'history');
}

/** `1-17_tcp_192.0.2.7%3A3333` */
export function settingsKey({ endpoint, server }: Pick<HistoryMeter, 'endpoint' | 'server'>): string {
  const [, scheme = '', rest = ''] = /^([a-z]+):(?:\/\/)?(.*)$/s.exec(endpoint) ?? [undefined, '', endpoint];
  // Host names are the same in any case; names of devices are not.
  const isHost = scheme === 'tcp' || scheme === 'wrapper';
  const encoded = encodeURIComponent(isHost ? rest.toLowerCase() : rest);
  const short = encoded.length <= longestHost ? encoded : `~${createHash('sha256').update(encoded).digest('hex')}`;
  return `${server.replace('/', '-').replace(':', '.')}_${scheme}_${short}`;
}

export function historyFile(folder: string, at: string, meter: HistoryMeter): HistoryFile {
  return fileOf(folder, at.slice(0, 7), meter.id, settingsKey(meter));
}

/** All files of the history, the oldest month first; none where there is no history. */
export function historyFiles(folder: string): readonly HistoryFile[] {
  return namesIn(folder)
    .toSorted()
    .flatMap((name) => {
      const [, month, id, settings] = pattern.exec(name) ?? [];
      if (month === undefined || id === undefined || settings === undefined) return [];
      return [fileOf(folder, month, id === '0' ? null : Number(id), settings)];
    });
}

/** Whether a file may hold records of this meter: kept under its id, or asked at its endpoint and address. */
export function isOf(meter: HistoryMeter): (file: HistoryFile) => boolean {
  const settings = settingsKey(meter);
  return (file) => (meter.id !== null && file.id === meter.id) || file.settings === settings;
}

export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function fileOf(folder: string, month: string, id: number | null, settings: string): HistoryFile {
  const stem = join(folder, `${month}_${id ?? 0}_${settings}`);
  return { path: `${stem}.jsonl`, indexPath: `${stem}.index`, month, id, settings };
}
