/** Instructions of ARM64 as words: Arm Architecture Reference Manual for A-profile, C6.2. */

export const movz = (register: number, value: number, shift: 0 | 16 = 0): number =>
  (0x5280_0000 | ((shift / 16) << 21) | (value << 5) | register) >>> 0;
export const movk = (register: number, value: number, shift: 0 | 16): number =>
  (0x7280_0000 | ((shift / 16) << 21) | (value << 5) | register) >>> 0;
/** As compilers put 32 bits into a register. */
export const mov32 = (register: number, value: number): number[] => [
  movz(register, value & 0xffff),
  movk(register, value >>> 16, 16),
];
export const movRegister = (to: number, from: number): number => (0x2a00_03e0 | (from << 16) | to) >>> 0;
export const adrp = (register: number, at: number, target: number): number => {
  const pages = (target >> 12) - (at >> 12);
  return (0x9000_0000 | ((pages & 3) << 29) | (((pages >> 2) & 0x7_ffff) << 5) | register) >>> 0;
};
export const ldr = (register: number, base: number, offset: number): number =>
  (0xf940_0000 | ((offset / 8) << 10) | (base << 5) | register) >>> 0;
/** LDR of 32 bits, of what lies that many bytes on. */
export const ldrLiteral = (register: number, bytes: number): number =>
  (0x1800_0000 | (((bytes / 4) & 0x7_ffff) << 5) | register) >>> 0;
export const blr = (register: number): number => (0xd63f_0000 | (register << 5)) >>> 0;
export const br = (register: number): number => (0xd61f_0000 | (register << 5)) >>> 0;
export const bl = (bytes: number): number => (0x9400_0000 | ((bytes / 4) & 0x3ff_ffff)) >>> 0;
export const b = (bytes: number): number => (0x1400_0000 | ((bytes / 4) & 0x3ff_ffff)) >>> 0;
export const cbz = (register: number, bytes: number): number =>
  (0xb400_0000 | (((bytes / 4) & 0x7_ffff) << 5) | register) >>> 0;
/** STP of X19 and X20, as functions begin. */
export const prologue = 0xa9bf_53f3;
export const ret = 0xd65f_03c0;

export function words(list: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(list.length * 4);
  for (const [index, word] of list.entries()) bytes.writeUInt32LE(word >>> 0, index * 4);
  return bytes;
}

/** "Lens" as the number that it is. */
export const tagValue = (tag: string): number => Buffer.from(tag, "latin1").readUInt32LE(0);
