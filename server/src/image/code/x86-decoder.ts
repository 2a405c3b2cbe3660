/** One instruction of x86 or x64 after the other: how long it is, and what of it shows where values come from. */
import { form, oneByte, twoBytes } from "./x86-opcodes.ts";

/** Filled anew by each `decode`: code has millions of instructions. */
export interface X86Instruction {
  /** In bytes. */
  length: number;
  /** 0: one byte; 1: behind 0F; 2 and 3: behind 0F 38 and 0F 3A; 4: of VEX and EVEX, of which the length alone is known. */
  map: 0 | 1 | 2 | 3 | 4;
  opcode: number;
  /** Works on 64 bits. */
  isWide: boolean;
  /** Works on 16 bits: prefix 66. */
  isShort: boolean;
  /** Prefix F3. */
  isRepeated: boolean;
  /** FS, GS: what it reads is elsewhere. */
  hasSegment: boolean;
  hasModRm: boolean;
  /** Numbers of registers with what REX adds; of an opcode without ModRM, `rm` is the register in it. */
  reg: number;
  rm: number;
  isMemory: boolean;
  /** Number of a register; -1: none, -2: the end of the instruction, -3: more than one. */
  base: number;
  displacement: number;
  /** Sign-extended; of 64 bits the lower half. */
  immediate: number;
}

export const noBase = -1;
export const instructionPointer = -2;
const severalRegisters = -3;

export const emptyInstruction = (): X86Instruction => ({
  ...{ length: 0, map: 0, opcode: 0, isWide: false, isShort: false, isRepeated: false, hasSegment: false },
  ...{ hasModRm: false, reg: 0, rm: 0, isMemory: false, base: noBase, displacement: 0, immediate: 0 },
});

export const longestInstruction = 15;

/** @returns whether there is a whole instruction at that place; `out` tells of it alone */
export function decode(bytes: Uint8Array, start: number, is64: boolean, out: X86Instruction): boolean {
  let at = start;
  let rex = 0;
  let isShortAddress = false;
  out.isShort = false;
  out.isRepeated = false;
  out.hasSegment = false;
  let opcode = bytes[at++];
  for (; opcode !== undefined; opcode = bytes[at++]) {
    if (at - start > longestInstruction) return false;
    if (opcode === 0x66) out.isShort = true;
    else if (opcode === 0x67) isShortAddress = true;
    else if (opcode === 0xf3) out.isRepeated = true;
    else if (opcode === 0x64 || opcode === 0x65) out.hasSegment = true;
    else if (opcode !== 0xf2 && opcode !== 0xf0 && (opcode & 0xe7) !== 0x26) {
      if (!is64 || (opcode & 0xf0) !== 0x40) break;
      rex = opcode;
      continue;
    }
    // Only what stands directly before the opcode counts.
    rex = 0;
  }
  if (opcode === undefined) return false;

  out.isWide = (rex & 8) !== 0;
  out.map = 0;
  let flags = oneByte[opcode]!;
  const next = bytes[at] ?? 0;
  if ((opcode === 0xc4 || opcode === 0xc5 || opcode === 0x62) && (is64 || next >= 0xc0)) {
    const size = opcode === 0xc5 ? 1 : opcode === 0xc4 ? 2 : 3;
    const map = opcode === 0xc5 ? 1 : next & (opcode === 0xc4 ? 0x1f : 7);
    at += size;
    opcode = bytes[at++];
    if (opcode === undefined || map === 0 || map > 6 || map === 4) return false;
    flags = map === 1 ? twoBytes[opcode]! & ~form.full : form.modRm | (map === 3 ? form.byte : 0);
    if (map === 1 && opcode === 0x77) flags = 0;
    out.map = 4;
    // What REX adds to register numbers is not told.
    rex = 0;
  } else if (opcode === 0x0f) {
    opcode = bytes[at++];
    if (opcode === undefined) return false;
    out.map = 1;
    flags = twoBytes[opcode]!;
    if (opcode === 0x38 || opcode === 0x3a) {
      out.map = opcode === 0x38 ? 2 : 3;
      flags = form.modRm | (opcode === 0x3a ? form.byte : 0);
      opcode = bytes[at++];
      if (opcode === undefined) return false;
    }
  }
  if ((flags & form.invalid) !== 0 || (is64 && (flags & form.only32) !== 0)) return false;

  out.opcode = opcode;
  out.hasModRm = (flags & form.modRm) !== 0;
  out.isMemory = false;
  out.reg = 0;
  out.rm = (opcode & 7) | ((rex & 1) << 3);
  if (out.hasModRm) {
    const after = readModRm(bytes, at, { rex, is64, is16: isShortAddress && !is64 }, out);
    if (after === undefined) return false;
    at = after;
    // Behind POP lies what AMD once had for vectors.
    if (out.map === 0 && opcode === 0x8f && (out.reg & 7) !== 0) return false;
    // TEST, of the group that NOT and NEG are in too.
    if (out.map === 0 && (opcode & 0xfe) === 0xf6 && (out.reg & 6) === 0)
      flags |= opcode === 0xf6 ? form.byte : form.full;
  }
  const size = constantSize(flags, out, is64, isShortAddress);
  // What a shorter constant means is never asked for.
  out.immediate = size === 1 ? ((bytes[at] ?? 0) << 24) >> 24 : size >= 4 ? int32(bytes, at) : 0;
  at += size;
  out.length = at - start;
  return at <= bytes.length && out.length <= longestInstruction;
}

function constantSize(
  flags: number,
  { isWide, isShort }: X86Instruction,
  is64: boolean,
  isShortAddress: boolean,
): number {
  if ((flags & form.byte) !== 0) return 1;
  if ((flags & form.word) !== 0) return 2;
  // Jumps and calls of 64 bits have four bytes whatever the prefix; nobody writes it.
  if ((flags & form.full) !== 0) return isShort && !isWide ? 2 : 4;
  if ((flags & form.register) !== 0) return isWide ? 8 : isShort ? 2 : 4;
  if ((flags & form.offset) !== 0) return (is64 ? 8 : 4) / (isShortAddress ? 2 : 1);
  if ((flags & form.enter) !== 0) return 3;
  if ((flags & form.far) !== 0) return isShort ? 4 : 6;
  return 0;
}

/** @returns where it ends */
function readModRm(
  bytes: Uint8Array,
  start: number,
  { rex, is64, is16 }: { readonly rex: number; readonly is64: boolean; readonly is16: boolean },
  out: X86Instruction,
): number | undefined {
  let at = start;
  const modRm = bytes[at++];
  if (modRm === undefined) return undefined;
  // Moves to and from control and debug registers have registers alone, whatever is written there.
  const mod = out.map === 1 && out.opcode >= 0x20 && out.opcode <= 0x23 ? 3 : modRm >> 6;
  const low = modRm & 7;
  out.reg = ((modRm >> 3) & 7) | ((rex & 4) << 1);
  out.rm = low | ((rex & 1) << 3);
  out.isMemory = mod !== 3;
  out.base = noBase;
  out.displacement = 0;
  if (mod === 3) return at;
  if (is16) {
    out.base = severalRegisters;
    return at + (mod === 1 ? 1 : mod === 2 || low === 6 ? 2 : 0);
  }
  out.base = out.rm;
  let hasFull = mod === 2;
  if (low === 4) {
    const sib = bytes[at++];
    if (sib === undefined) return undefined;
    const index = ((sib >> 3) & 7) | ((rex & 2) << 2);
    out.base = (sib & 7) | ((rex & 1) << 3);
    if ((sib & 7) === 5 && mod === 0) {
      out.base = noBase;
      hasFull = true;
    }
    if (index !== 4) out.base = severalRegisters;
  } else if (low === 5 && mod === 0) {
    out.base = is64 ? instructionPointer : noBase;
    hasFull = true;
  }
  if (mod === 1) out.displacement = ((bytes[at] ?? 0) << 24) >> 24;
  else if (hasFull) out.displacement = int32(bytes, at);
  return at + (mod === 1 ? 1 : hasFull ? 4 : 0);
}

/** What is beyond the end is told by the length. */
const int32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
