/** Names spelled nearly like a wanted one, for "did you mean". */

/** At most three, the nearest first: one that begins with it, or differs from it by at most a third of its letters. */
export function nearestNames(wanted: string, names: readonly string[]): readonly string[] {
  const key = wanted.trim().toLowerCase();
  const most = Math.max(1, Math.floor(key.length / 3));
  return names
    .map((name) => ({ name, far: name.toLowerCase().startsWith(key) ? 0 : distance(key, name.toLowerCase()) }))
    .filter(({ far }) => far <= most)
    .toSorted((left, right) => left.far - right.far)
    .slice(0, 3)
    .map(({ name }) => name);
}

/** Letters to add, drop or replace (Levenshtein). */
function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
