/**
 * Which registers instructions of x86 and x64 write, by opcode: Intel's manual, volume 2, appendix A. Of opcodes that are not
 * listed all may be written.
 */

/** The operand of ModRM that `reg` says, the other one; the registers that an opcode means by itself. */
export const write = {
  nothing: 0,
  reg: 1,
  operand: 2,
  /** Of 8 bits: the number may be that of another register's second byte. */
  byteReg: 4,
  byteOperand: 8,
  ax: 16,
  cx: 32,
  dx: 64,
  bx: 128,
  /** RSI and RDI. */
  strings: 256,
  /** The register whose number is part of the opcode. */
  named: 512,
  everything: 1024,
  /** By the number in `reg`: of groups, of which some compare. */
  group: 2048,
  /** A vector's or the FPU's number, which may go to memory. */
  vector: 4096,
} as const;

const { nothing, reg, operand, byteReg, byteOperand, ax, cx, dx, bx, strings, named, everything, group, vector } =
  write;

type Rule = readonly [first: number, last: number, write: number];

function table(rules: readonly Rule[]): Uint16Array {
  const writes = new Uint16Array(256).fill(everything);
  for (const [first, last, value] of rules) writes.fill(value, first, last + 1);
  return writes;
}

/** ADD to XOR; CMP writes nothing. */
const arithmetic: readonly Rule[] = Array.from({ length: 7 }, (_, index) => index * 8).flatMap((base): Rule[] => [
  [base, base, byteOperand],
  [base + 1, base + 1, operand],
  [base + 2, base + 2, byteReg],
  [base + 3, base + 3, reg],
  [base + 4, base + 5, ax],
]);

/** Moves of values that are followed, pushes, pops and calls are not asked for here. */
export const oneByteWrites = table([
  ...arithmetic,
  [0x38, 0x3d, nothing],
  // INC and DEC of 32 bits.
  [0x40, 0x4f, named],
  [0x63, 0x63, reg | operand],
  [0x69, 0x69, reg],
  [0x6b, 0x6b, reg],
  [0x70, 0x7f, nothing],
  [0x80, 0x80, byteOperand | group],
  [0x81, 0x81, operand | group],
  [0x82, 0x82, byteOperand | group],
  [0x83, 0x83, operand | group],
  [0x84, 0x85, nothing],
  [0x86, 0x86, byteReg | byteOperand],
  [0x87, 0x87, reg | operand],
  [0x88, 0x88, byteOperand],
  [0x89, 0x89, operand],
  [0x8a, 0x8a, byteReg],
  [0x8b, 0x8b, reg],
  [0x8c, 0x8c, operand],
  [0x8d, 0x8d, reg],
  [0x8e, 0x8e, nothing],
  // XCHG; with the register itself it is NOP.
  [0x90, 0x97, named | ax],
  [0x98, 0x98, ax],
  [0x99, 0x99, dx],
  [0x9b, 0x9b, nothing],
  [0x9e, 0x9e, nothing],
  [0x9f, 0xa1, ax],
  [0xa2, 0xa3, nothing],
  [0xa4, 0xa7, cx | strings],
  [0xa8, 0xa9, nothing],
  [0xaa, 0xaf, ax | cx | strings],
  [0xb0, 0xb7, byteReg],
  [0xb8, 0xbf, named],
  [0xc0, 0xc0, byteOperand],
  [0xc1, 0xc1, operand],
  [0xc6, 0xc6, byteOperand],
  [0xc7, 0xc7, operand],
  [0xd0, 0xd0, byteOperand],
  [0xd1, 0xd1, operand],
  [0xd2, 0xd2, byteOperand],
  [0xd3, 0xd3, operand],
  [0xd7, 0xd7, ax],
  [0xd8, 0xde, vector],
  // FNSTSW.
  [0xdf, 0xdf, ax | vector],
  [0xe0, 0xe2, cx],
  [0xe3, 0xe3, nothing],
  [0xe4, 0xe5, ax],
  [0xe6, 0xe7, nothing],
  [0xec, 0xed, ax],
  [0xee, 0xef, nothing],
  [0xf5, 0xf5, nothing],
  // TEST, NOT, NEG; MUL and DIV.
  [0xf6, 0xf6, byteOperand | ax],
  [0xf7, 0xf7, operand | ax | dx],
  [0xf8, 0xfd, nothing],
  [0xfe, 0xfe, byteOperand],
  // INC and DEC: what calls, jumps and pushes is told before.
  [0xff, 0xff, operand],
]);

/** Behind 0F. */
export const twoByteWrites = table([
  [0x02, 0x03, reg],
  [0x06, 0x06, nothing],
  [0x08, 0x09, nothing],
  [0x0d, 0x0d, nothing],
  // Of vectors, which have registers of their own.
  [0x10, 0x17, vector],
  [0x18, 0x1d, nothing],
  // RDSSP.
  [0x1e, 0x1e, operand],
  [0x1f, 0x1f, nothing],
  [0x20, 0x21, operand],
  [0x22, 0x23, nothing],
  [0x28, 0x2b, vector],
  [0x2c, 0x2d, reg],
  [0x2e, 0x2f, nothing],
  [0x30, 0x30, nothing],
  [0x31, 0x33, ax | dx],
  [0x40, 0x4f, reg],
  [0x50, 0x50, reg],
  [0x51, 0x77, nothing],
  // VMREAD.
  [0x78, 0x78, operand],
  [0x79, 0x7d, nothing],
  [0x7e, 0x7e, operand | vector],
  [0x7f, 0x7f, vector],
  [0x80, 0x8f, nothing],
  [0x90, 0x9f, byteOperand],
  [0xa2, 0xa2, ax | bx | cx | dx],
  [0xa3, 0xa3, nothing],
  [0xa4, 0xa5, operand],
  [0xab, 0xad, operand],
  [0xae, 0xae, operand | vector],
  [0xaf, 0xaf, reg],
  [0xb0, 0xb0, byteOperand | ax],
  [0xb1, 0xb1, operand | ax],
  [0xb3, 0xb3, operand],
  [0xb6, 0xb8, reg],
  [0xba, 0xbb, operand],
  [0xbc, 0xbf, reg],
  [0xc0, 0xc0, byteReg | byteOperand],
  [0xc1, 0xc1, reg | operand],
  [0xc2, 0xc4, nothing],
  [0xc5, 0xc5, reg],
  [0xc6, 0xc6, nothing],
  [0xc7, 0xc7, operand | vector | ax | dx],
  [0xc8, 0xcf, named],
  [0xd0, 0xd6, vector],
  [0xd7, 0xd7, reg],
  [0xd8, 0xfe, vector],
]);
