/** "Did you mean": names that resemble a misspelt one. */

/**
 * Up to three of `names`, nearest first, that are a third of the word's length or less away from it, then those that
 * hold it as a part; case is ignored.
 */
export function nearest(word: string, names: Iterable<string>): readonly string[] {
  const wanted = word.toLowerCase().slice(0, MAX_WORD);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const ranked: { readonly name: string; readonly distance: number }[] = [];
  for (const name of names) {
    const lower = name.toLowerCase();
    const distance = editDistance(wanted, lower, limit);
    if (distance <= limit) ranked.push({ name, distance });
    else if (wanted.length >= 3 && lower.includes(wanted)) ranked.push({ name, distance: limit + 1 });
  }
  ranked.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return ranked.slice(0, 3).map((entry) => entry.name);
}

/** The names of one file, that many words are held against: a file where that would take long has nothing alike any more. */
export interface AlikeNames {
  /** As `nearest`. */
  nearest(word: string): readonly string[];
  /** Whether who wrote the word may well have meant one of them: two letters differ at most, fewer in short words. */
  hasSlipOf(word: string): boolean;
}

export function alikeNames(names: readonly string[]): AlikeNames {
  let left = MAX_COMPARISONS;
  const mayCompare = (): boolean => {
    left -= names.length;
    return left >= 0;
  };
  return {
    nearest: (word) => (mayCompare() ? nearest(word, names) : []),
    hasSlipOf: (word) => mayCompare() && names.some((name) => isSlip(word, name)),
  };
}

/** Each takes some microseconds. */
const MAX_COMPARISONS = 40_000;

function isSlip(word: string, name: string): boolean {
  const [a, b] = [word.toLowerCase().slice(0, MAX_WORD), name.toLowerCase()];
  const limit = Math.min(2, Math.floor(a.length / 4));
  return editDistance(a, b, limit) <= limit;
}

/** `; did you mean "x" or "y"?` to end a message with, or nothing. */
export function didYouMean(word: string, names: Iterable<string>): string {
  const close = nearest(word, names).map((name) => `"${name}"`);
  return close.length === 0 ? "" : `; did you mean ${close.join(" or ")}?`;
}

/** A longer word in a comment is no misspelt name, and would cost time. */
const MAX_WORD = 80;

/** Insertions, deletions, replacements and swaps of neighbours; anything above `limit` where it is more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    // No row below has less than the least of this one.
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
