/** What was done otherwise than asked, in the user's words. */
import { safeText } from '../../bytes/printable.ts';
import type { ProfileNote } from '../../evidence/index.ts';
import { errorText } from '../../report/index.ts';
import { type Language, objectWords, type ProfileWords, profileWords } from '../../wording/index.ts';

export function noteText(note: ProfileNote, lang: Language): string {
  const { notes, head }: ProfileWords = profileWords[lang];
  const why = (error: string): string => safeText(errorText(error, objectWords[lang]));
  switch (note.code) {
    case 'clock-unknown':
      return notes.clockUnknown(why(note.why));
    case 'other-form':
      return notes.otherForm(why(note.why), note.form);
    case 'range-refused':
      return notes.rangeRefused(why(note.why));
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
