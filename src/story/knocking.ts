/**
 * Questions into silence that never leave the meter alone: each one that reaches it may start its inactivity time-out
 * anew (IEC 62056-46 §6.4.4.10.2), so that a link left open is never let go.
 */
import type { Conversation } from './conversation.ts';
import type { Mistakes } from './mistake.ts';
import type { Place } from './record.ts';

/** The shortest inactivity time-out that is usual, ms: 120 s; others have 180 s. */
export const inactivityMs = 120_000;
const fewestQuestions = 3;

export function findKnocking(conversations: readonly Conversation[], mistakes: Mistakes): void {
  let run: { place: Place; turn: number; count: number; lastMs: number; longestGap: number } | null = null;
  const finish = (): void => {
    if (run === null || run.place.atMs === null) return;
    const lasted = run.lastMs - run.place.atMs;
    if (run.count >= fewestQuestions && lasted >= inactivityMs) {
      const values = { count: run.count, seconds: Math.round(lasted / 1000), gap: Math.round(run.longestGap / 1000) };
      mistakes.add({ name: 'keeps-knocking', values, place: run.place, turn: run.turn, bytes: null, right: null });
    }
    run = null;
  };
  for (const { turns } of conversations) {
    for (const { number, received, sent } of turns) {
      if (sent === null || sent.atMs === null) continue;
      if (received.length > 0) {
        finish();
        continue;
      }
      const { at, atMs, line } = sent;
      const gap: number = run === null ? 0 : atMs - run.lastMs;
      if (gap >= inactivityMs) finish();
      if (run === null) run = { place: { at, atMs, line }, turn: number, count: 0, lastMs: atMs, longestGap: 0 };
      run.count += 1;
      run.longestGap = Math.max(run.longestGap, gap);
      run.lastMs = atMs;
    }
  }
  finish();
}
