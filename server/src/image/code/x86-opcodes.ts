/**
 * How long instructions of x86 and x64 are, as Intel's manual has it (Software Developer's Manual, volume 2, appendix A):
 * which have a ModRM byte, and which constant follows.
 */

/** Of an opcode: no such instruction, or what comes behind it. */
export const form = {
  none: 0,
  /** Has a ModRM byte. */
  modRm: 1,
  /** One byte; two; two or four; as wide as the register; as wide as an address; what ENTER and far calls have. */
  byte: 2,
  word: 4,
  full: 8,
  register: 16,
  offset: 32,
  enter: 64,
  far: 128,
  invalid: 256,
  /** An instruction of 32 bits alone. */
  only32: 512,
} as const;

const { modRm, byte, word, full, register, offset, enter, far, invalid, only32 } = form;

type Rule = readonly [first: number, last: number, form: number];

function table(rules: readonly Rule[], otherwise: number): Uint16Array {
  const forms = new Uint16Array(256).fill(otherwise);
  for (const [first, last, value] of rules) forms.fill(value, first, last + 1);
  return forms;
}

/** ADD and its seven sisters: four with ModRM, two with a constant, two that only 32 bits have. */
const arithmetic: readonly Rule[] = Array.from({ length: 8 }, (_, index) => index * 8).flatMap((base): Rule[] => [
  [base, base + 3, modRm],
  [base + 4, base + 4, byte],
  [base + 5, base + 5, full],
  [base + 6, base + 7, only32],
]);

/** Without prefixes, which are told before. F6 and F7 have a constant in two of their eight forms. */
export const oneByte = table(
  [
    ...arithmetic,
    [0x60, 0x61, only32],
    [0x62, 0x62, modRm | only32],
    [0x63, 0x63, modRm],
    [0x68, 0x68, full],
    [0x69, 0x69, modRm | full],
    [0x6a, 0x6a, byte],
    [0x6b, 0x6b, modRm | byte],
    [0x70, 0x7f, byte],
    [0x80, 0x80, modRm | byte],
    [0x81, 0x81, modRm | full],
    [0x82, 0x82, modRm | byte | only32],
    [0x83, 0x83, modRm | byte],
    [0x84, 0x8f, modRm],
    [0x9a, 0x9a, far | only32],
    [0xa0, 0xa3, offset],
    [0xa8, 0xa8, byte],
    [0xa9, 0xa9, full],
    [0xb0, 0xb7, byte],
    [0xb8, 0xbf, register],
    [0xc0, 0xc1, modRm | byte],
    [0xc2, 0xc2, word],
    [0xc4, 0xc5, modRm | only32],
    [0xc6, 0xc6, modRm | byte],
    [0xc7, 0xc7, modRm | full],
    [0xc8, 0xc8, enter],
    [0xca, 0xca, word],
    [0xcd, 0xcd, byte],
    [0xce, 0xce, only32],
    [0xd0, 0xd3, modRm],
    [0xd4, 0xd5, byte | only32],
    [0xd6, 0xd6, invalid],
    [0xd8, 0xdf, modRm],
    [0xe0, 0xe7, byte],
    [0xe8, 0xe9, full],
    [0xea, 0xea, far | only32],
    [0xeb, 0xeb, byte],
    [0xf6, 0xf7, modRm],
    [0xfe, 0xff, modRm],
  ],
  0,
);

/** Behind 0F. */
export const twoBytes = table(
  [
    [0x04, 0x04, invalid],
    [0x05, 0x09, 0],
    [0x0a, 0x0a, invalid],
    [0x0b, 0x0b, 0],
    [0x0c, 0x0c, invalid],
    [0x0e, 0x0e, 0],
    [0x0f, 0x0f, modRm | byte],
    [0x24, 0x27, invalid],
    [0x30, 0x37, 0],
    [0x36, 0x36, invalid],
    [0x38, 0x3f, invalid],
    [0x70, 0x73, modRm | byte],
    [0x77, 0x77, 0],
    [0x7a, 0x7b, invalid],
    [0x80, 0x8f, full],
    [0xa0, 0xa2, 0],
    [0xa4, 0xa4, modRm | byte],
    [0xa6, 0xa7, invalid],
    [0xa8, 0xaa, 0],
    [0xac, 0xac, modRm | byte],
    [0xba, 0xba, modRm | byte],
    [0xc2, 0xc2, modRm | byte],
    [0xc4, 0xc6, modRm | byte],
    [0xc8, 0xcf, 0],
  ],
  modRm,
);
