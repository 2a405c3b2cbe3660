/**
 * Where a text holds the words that suppressions are written with, kept through edits: most of a large text has none,
 * and nobody looks through it for them at each keystroke.
 */
import { firstIndex } from "../../syntax/search.ts";
import type { Steps } from "../steps.ts";

/** Every suppression holds one of them; `ragma` is that of `#pragma`, `__pragma` and `_Pragma`. */
export const suppressionWords = ["driverlens-", "lgtm", "codeql", "gsl::suppress", "ragma"] as const;

export type SuppressionWord = (typeof suppressionWords)[number];

/** What is looked through at once: about a millisecond. */
const sliceLength = 1 << 20;

/** Offsets of the words in one text. */
export class WordPlaces {
  private readonly places: Record<SuppressionWord, number[]> = {
    "driverlens-": [],
    lgtm: [],
    codeql: [],
    "gsl::suppress": [],
    ragma: [],
  };

  private constructor() {}

  /** Looks through a whole text. */
  static *in(text: string): Steps<WordPlaces> {
    const found = new WordPlaces();
    for (let from = 0; from < text.length; from += sliceLength) {
      for (const word of suppressionWords) {
        append(found.places[word], placesIn(text, word, from, from + sliceLength));
      }
      yield;
    }
    return found;
  }

  get isEmpty(): boolean {
    return suppressionWords.every((word) => this.places[word].length === 0);
  }

  /** Ascending. */
  of(word: SuppressionWord): readonly number[] {
    return this.places[word];
  }

  /** Follows an edit that made `text`, in which `[start, newEnd)` stands for what was `[start, oldEnd)`. */
  edit(text: string, start: number, oldEnd: number, newEnd: number): void {
    const delta = newEnd - oldEnd;
    for (const word of suppressionWords) {
      const places = this.places[word];
      // Words that reach into the edit may have gone, others may have come.
      const first = firstIndex(places, (place) => place > start - word.length);
      const behind = firstIndex(places, (place) => place >= oldEnd);
      const fresh = placesIn(text, word, Math.max(0, start - word.length + 1), newEnd);
      for (let index = behind; delta !== 0 && index < places.length; index++) {
        places[index] = (places[index] as number) + delta;
      }
      // An ordinary keystroke has neither.
      if (first < behind || fresh.length > 0) {
        const kept = places.splice(first);
        append(places, fresh);
        append(places, kept.slice(behind - first));
      }
    }
  }
}

/** Where a word begins in `[from, to)`, whether or not it ends there. */
function placesIn(text: string, word: string, from: number, to: number): readonly number[] {
  const places: number[] = [];
  const window = text.slice(from, to + word.length - 1);
  for (let at = window.indexOf(word); at >= 0; at = window.indexOf(word, at + 1)) {
    places.push(from + at);
  }
  return places;
}

/** Not by spreading, which is limited by the stack. */
function append(list: number[], more: readonly number[]): void {
  for (const value of more) {
    list.push(value);
  }
}
