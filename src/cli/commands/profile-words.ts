/** What was done otherwise than asked, in the user's words. */
import { safeText } from '../../bytes/printable.ts';
import type { ProfileNote } from '../../evidence/index.ts';
import { type Language, type ProfileWords, profileWords } from '../../wording/index.ts';

export function noteText(note: ProfileNote, lang: Language): string {
  const { notes, head }: ProfileWords = profileWords[lang];
  switch (note.code) {
    case 'clock-unknown':
      return notes.clockUnknown(safeText(note.why));
    case 'other-form':
      return notes.otherForm(safeText(note.why), note.form);
    case 'range-refused':
      return notes.rangeRefused(safeText(note.why));
    case 'no-clock':
      return notes.noClock;
    case 'by-entries':
      return notes.byEntries(note.from, note.to);
    case 'sorted-out-here':
      return notes.sortedOutHere;
    case 'order':
      return notes.order(head.orders[note.order]);
  }
}
