/** Where jumps of x86 and x64 lead, and calls: what is known of registers before does not hold there. */

import type { Walker } from "./walk.ts";
import { decode, emptyInstruction, longestInstruction, type X86Instruction } from "./x86-decoder.ts";

/** @param isStart whether an instruction begins there for certain, whatever came before */
export function x86TargetWalker(
  is64: boolean,
  isStart: (address: number) => boolean,
  add: (address: number) => void,
): Walker {
  const instruction = emptyInstruction();
  return {
    walk(bytes, address, isLast) {
      const end = isLast ? bytes.length : bytes.length - longestInstruction;
      let at = 0;
      while (at < end) {
        const size = sizeAt(bytes, at, is64, instruction, (offset) => isStart(address + offset));
        if (size > 0 && isJump(instruction)) add(address + at + size + instruction.immediate);
        at += Math.max(size, 1);
      }
      return Math.min(at, bytes.length);
    },
  };
}

/** @returns 0 where there is no instruction, or one that would reach into what is one for certain */
export function sizeAt(
  bytes: Uint8Array,
  at: number,
  is64: boolean,
  instruction: X86Instruction,
  isStart: (offset: number) => boolean,
): number {
  if (!decode(bytes, at, is64, instruction)) return 0;
  for (let offset = at + 1; offset < at + instruction.length; offset++) if (isStart(offset)) return 0;
  return instruction.length;
}

/** JMP, Jcc, LOOP, JCXZ and CALL, to what stands in the instruction. */
function isJump({ map, opcode }: X86Instruction): boolean {
  if (map === 1) return opcode >= 0x80 && opcode <= 0x8f;
  return (
    map === 0 &&
    ((opcode >= 0x70 && opcode <= 0x7f) ||
      (opcode >= 0xe0 && opcode <= 0xe3) ||
      opcode === 0xe8 ||
      opcode === 0xe9 ||
      opcode === 0xeb)
  );
}
