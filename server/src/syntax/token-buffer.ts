/** Growing flat arrays of tokens with a splice, so that an edit moves numbers and makes no objects. */
import type { TokenKind, Tokens } from "./tokens.ts";

/** Tokens that can grow and be spliced. */
export class TokenBuffer implements Tokens {
  starts: Int32Array;
  ends: Int32Array;
  kinds: Uint8Array;
  /** 1 for a token in a branch that is not compiled; kept here so that it moves with its token. */
  dead: Uint8Array;
  count = 0;

  constructor(capacity: number) {
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.kinds = new Uint8Array(capacity);
    this.dead = new Uint8Array(capacity);
  }

  push(start: number, end: number, kind: TokenKind): void {
    if (this.count === this.starts.length) {
      this.grow(this.count * 2);
    }
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.kinds[this.count] = kind;
    this.dead[this.count] = 0;
    this.count++;
  }

  /** Index of the first token whose end is at or behind `offset`; `count` where none is. */
  firstEndingAtOrAfter(offset: number): number {
    return lowerBound(this.ends, this.count, offset);
  }

  /** Index of the first token that starts at or behind `offset`; `count` where none does. */
  firstStartingAtOrAfter(offset: number): number {
    return lowerBound(this.starts, this.count, offset);
  }

  /** Replaces tokens `[first, end)` by `fresh` and moves what follows by `delta` units of text. */
  splice(first: number, end: number, fresh: TokenBuffer, delta: number): void {
    const tail = this.count - end;
    const newEnd = first + fresh.count;
    const newCount = newEnd + tail;
    if (newCount > this.starts.length) {
      this.grow(Math.max(newCount, this.starts.length * 2));
    }
    this.starts.copyWithin(newEnd, end, this.count);
    this.ends.copyWithin(newEnd, end, this.count);
    this.kinds.copyWithin(newEnd, end, this.count);
    this.dead.copyWithin(newEnd, end, this.count);
    this.starts.set(fresh.starts.subarray(0, fresh.count), first);
    this.ends.set(fresh.ends.subarray(0, fresh.count), first);
    this.kinds.set(fresh.kinds.subarray(0, fresh.count), first);
    this.dead.fill(0, first, newEnd);
    this.count = newCount;
    if (delta !== 0) {
      const { starts, ends } = this;
      for (let index = newEnd; index < newCount; index++) {
        starts[index] = (starts[index] as number) + delta;
        ends[index] = (ends[index] as number) + delta;
      }
    }
  }

  private grow(capacity: number): void {
    const starts = new Int32Array(capacity);
    const ends = new Int32Array(capacity);
    const kinds = new Uint8Array(capacity);
    const dead = new Uint8Array(capacity);
    starts.set(this.starts);
    ends.set(this.ends);
    kinds.set(this.kinds);
    dead.set(this.dead);
    this.starts = starts;
    this.ends = ends;
    this.kinds = kinds;
    this.dead = dead;
  }
}

/** The first index below `count` whose value is not below `value`. */
export function lowerBound(sorted: Int32Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
