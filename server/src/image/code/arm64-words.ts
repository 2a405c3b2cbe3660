/** What single instructions of ARM64 say: Arm Architecture Reference Manual for A-profile, C4.1. */

/** Of B and BL, how far they go, in bytes. */
export const jump26 = (word: number): number => ((word << 6) >> 6) * 4;
/** Of B.cond, CBZ and CBNZ, and of LDR of a constant in the code. */
export const jump19 = (word: number): number => ((word << 8) >> 13) * 4;
/** Of TBZ and TBNZ. */
export const jump14 = (word: number): number => ((word << 13) >> 18) * 4;

/** The page that ADRP gives, at an address; undefined of all else. */
export function pageOf(word: number, address: number): number | undefined {
  if ((word & 0x9f00_0000) >>> 0 !== 0x9000_0000) return undefined;
  const pages = (((word << 8) >> 13) << 2) | ((word >>> 29) & 3);
  return address - (address % 0x1000) + pages * 0x1000;
}

/** Of LDR of 64 bits with a constant offset: that, in bytes; undefined of all else. */
export const loadOffset = (word: number): number | undefined =>
  (word & 0xffc0_0000) >>> 0 === 0xf940_0000 ? ((word >>> 10) & 0xfff) * 8 : undefined;

/** Of the same the number of the register to which the offset is added. */
export const loadBase = (word: number): number | undefined =>
  loadOffset(word) === undefined ? undefined : (word >>> 5) & 31;
