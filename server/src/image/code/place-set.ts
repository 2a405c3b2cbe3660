/** A set of addresses within one range: a bit each. */

export class PlaceSet {
  readonly start: number;
  private readonly size: number;
  private readonly bits: Uint32Array;

  constructor(start: number, size: number) {
    this.start = start;
    this.size = size;
    this.bits = new Uint32Array((size + 31) >>> 5);
  }

  /** What is outside is left out. */
  add(address: number): void {
    const offset = address - this.start;
    if (offset >= 0 && offset < this.size) this.bits[offset >>> 5]! |= 1 << (offset & 31);
  }

  has(address: number): boolean {
    const offset = address - this.start;
    return offset >= 0 && offset < this.size && (this.bits[offset >>> 5]! & (1 << (offset & 31))) !== 0;
  }
}
