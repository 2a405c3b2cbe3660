/** Bytes that an initialiser gives, in an array that grows; as soon as they cannot be a database they are not taken. */
import { magic } from "../../../embed/sqlite-header.ts";

/** What no driver embeds. */
const maximum = 512 * 1024 * 1024;

export class ByteSink {
  /** None as long as nothing has come: most that is tried is no database. */
  private bytes: Uint8Array | undefined;
  /** How many there are. */
  length = 0;
  /** Where the next goes: at the end, unless a designator says otherwise. */
  position = 0;

  /** @returns whether this may still be a database */
  put(byte: number): boolean {
    const at = this.position;
    if (at < magic.length && byte !== magic[at]) return false;
    const bytes = this.bytes === undefined || at >= this.bytes.length ? this.grown(at + 1) : this.bytes;
    if (bytes === undefined) return false;
    bytes[at] = byte;
    this.position = at + 1;
    if (this.position > this.length) this.length = this.position;
    return true;
  }

  /** Numbers lie in memory with their lowest byte first, on all machines that the drivers run on. */
  putNumber(low: number, high: number, width: number): boolean {
    for (let index = 0; index < width; index++) {
      const half = index < 4 ? low : high;
      if (!this.put((half >>> (8 * (index & 3))) & 0xff)) return false;
    }
    return true;
  }

  taken(): Uint8Array {
    return this.bytes?.slice(0, this.length) ?? new Uint8Array(0);
  }

  private grown(least: number): Uint8Array | undefined {
    if (least > maximum) return undefined;
    const larger = new Uint8Array(Math.min(Math.max(2 * (this.bytes?.length ?? 32), least), maximum));
    if (this.bytes !== undefined) larger.set(this.bytes);
    this.bytes = larger;
    return larger;
  }
}
