/**
 * What an access mode allows (Blue Book, Association LN): up to version 2 of the class a number that counts the cases, from
 * version 3 on one whose bits add up.
 *
 *   0 none · 1 read · 2 write · 3 both · 4 to 6 the same with authentication        version 0 to 2
 *   bit 0 read · bit 1 write · bits 2 to 7 what protects request and response       version 3
 */
import type { ObjectList } from '../evidence/index.ts';

export interface Rights {
  readonly read: boolean;
  readonly write: boolean;
}

const byNumber: readonly Rights[] = [
  { read: false, write: false },
  { read: true, write: false },
  { read: false, write: true },
  { read: true, write: true },
  { read: true, write: false },
  { read: false, write: true },
  { read: true, write: true },
];

/** @param version of the association object; null where the list does not name it */
export function attributeRights(mode: number, version: number | null): Rights {
  if (version !== null && version >= 3) return { read: (mode & 1) !== 0, write: (mode & 2) !== 0 };
  return byNumber[mode] ?? { read: (mode & 1) !== 0, write: (mode & 2) !== 0 };
}

/** Whether a method may be invoked: in every version 0 says no, and the lowest bit is not always what says yes. */
export function mayInvoke(mode: number): boolean {
  return mode !== 0;
}

/** The version of the association object that lists the others; null where the list does not hold it. */
export function associationVersion({ objects }: ObjectList): number | null {
  return (
    objects.find(({ classId, logicalName }) => classId === 15 && logicalName === '0-0:40.0.0.255')?.version ?? null
  );
}
