/** What is known of the registers of ARM64 in straight-line code: Arm Architecture Reference Manual for A-profile, C4.1. */
import { jump19, loadOffset, pageOf } from "./arm64-words.ts";
import type { CodeSurroundings, TaggedFunction } from "./walk.ts";

/** A constant, of 64 bits the lower half; a function; an address relative to the image; undefined where nobody knows. */
export type Arm64Value = number | TaggedFunction | { readonly address: number } | undefined;

const zeroRegister = 31;
/** X0 to X18, and the one that has the address to return to. */
const lastVolatile = 18;
const linkRegister = 30;

export class Arm64State {
  private readonly registers: Arm64Value[] = [];
  private readonly functionAtSlot: CodeSurroundings["functionAtSlot"];

  constructor(functionAtSlot: CodeSurroundings["functionAtSlot"]) {
    this.functionAtSlot = functionAtSlot;
  }

  get(register: number): Arm64Value {
    return this.registers[register];
  }

  forget(): void {
    this.registers.length = 0;
  }

  /** What a function that was called has left alone. */
  forgetVolatile(): void {
    for (let register = 0; register <= lastVolatile; register++) this.set(register, undefined);
    this.set(linkRegister, undefined);
  }

  /**
   * All but jumps and calls.
   * @param literal the four bytes at an address of the code, where they are at hand
   */
  apply(word: number, address: number, literal: (address: number) => number | undefined): void {
    const moved = this.moved(word, address, literal);
    if (moved !== undefined) this.set(word & 31, moved.value);
    else this.applyOther(word);
  }

  private set(register: number, value: Arm64Value): void {
    if (register !== zeroRegister) this.registers[register] = value;
  }

  /** What gets into the destination; undefined where it is not known what the instruction is. */
  private moved(
    word: number,
    address: number,
    literal: (address: number) => number | undefined,
  ): { readonly value: Arm64Value } | undefined {
    const half = (word >>> 5) & 0xffff;
    const shift = ((word >>> 21) & 3) * 16;
    // MOVZ, MOVN and MOVK: beyond 32 bits is what no tag has.
    const kind = word & 0x7f80_0000;
    if (kind === 0x5280_0000) return { value: shift < 32 ? (half << shift) >>> 0 : 0 };
    if (kind === 0x1280_0000) return { value: shift < 32 ? ~(half << shift) >>> 0 : 0xffff_ffff };
    if (kind === 0x7280_0000) {
      const before = this.get(word & 31);
      if (typeof before !== "number") return { value: undefined };
      return { value: shift < 32 ? ((before & ~(0xffff << shift)) | (half << shift)) >>> 0 : before };
    }
    // MOV, which is ORR with zero.
    if ((word & 0x7fe0_ffe0) === 0x2a00_03e0) return { value: this.get((word >>> 16) & 31) };
    const page = pageOf(word, address);
    if (page !== undefined) return { value: { address: page } };
    const base = this.get((word >>> 5) & 31);
    const from = typeof base === "object" && "address" in base ? base.address : undefined;
    // ADD of 64 bits with a constant.
    if ((word & 0xff80_0000) >>> 0 === 0x9100_0000) {
      const constant = ((word >>> 10) & 0xfff) * ((word & 0x40_0000) === 0 ? 1 : 0x1000);
      return { value: from === undefined ? undefined : { address: from + constant } };
    }
    const offset = loadOffset(word);
    if (offset !== undefined) return { value: from === undefined ? undefined : this.functionAtSlot(from + offset) };
    // LDR of a constant that lies in the code.
    return (word & 0xbf00_0000) === 0x1800_0000 ? { value: literal(address + jump19(word)) } : undefined;
  }

  /** What is written is unknown; where nobody knows what that is, all is. */
  private applyOther(word: number): void {
    const group = (word >>> 25) & 15;
    // Data processing with constants and with registers; vectors, some of which are moved to registers.
    const isProcessing = (group & 14) === 8 || (group & 7) === 5 || (group & 7) === 7;
    // Hints, barriers, and what reads and writes the system's registers.
    const isOfSystem = (word & 0xffc0_0000) >>> 0 === 0xd500_0000;
    if (isProcessing || isOfSystem) this.set(word & 31, undefined);
    else if ((group & 5) === 4) for (const register of writtenByMemory(word)) this.set(register, undefined);
    else this.forget();
  }
}

/** Of loads and stores. */
function writtenByMemory(word: number): readonly number[] {
  const [rt, rn, rt2, rs] = [word & 31, (word >>> 5) & 31, (word >>> 10) & 31, (word >>> 16) & 31];
  const isOfVectors = (word & 0x0400_0000) !== 0;
  switch ((word >>> 27) & 7) {
    // LDP and STP: bit 22 says which, bit 23 whether the base is written.
    case 5:
      return [
        ...((word & 0x40_0000) !== 0 && !isOfVectors ? [rt, rt2] : []),
        ...((word & 0x80_0000) !== 0 ? [rn] : []),
      ];
    // One register, bits 22 and 23 say to where. Without a constant that is scaled the base may be written; of atomic ones two are.
    case 7: {
      const isLoad = (word & 0xc0_0000) !== 0 && !isOfVectors;
      const isOther = (word & 0x0100_0000) === 0;
      return [...(isLoad || (isOther && (word & 0x20_0000) !== 0) ? [rt] : []), ...(isOther ? [rn] : [])];
    }
    default:
      return [rt, rt2, rn, rs];
  }
}
