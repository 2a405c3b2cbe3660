/** Calls of tagged functions in code of x86 and x64, and the constant that was put where the tag belongs, in straight-line code. */

import type { CodeSurroundings, TaggedFunction, Walker } from "./walk.ts";
import { emptyInstruction, longestInstruction, type X86Instruction } from "./x86-decoder.ts";
import { apply, operandValue, type X86Place } from "./x86-effects.ts";
import { type Value, X86State } from "./x86-state.ts";
import { sizeAt } from "./x86-targets.ts";

/** @param relative an address in code of 32 bits, relative to the image */
export function x86CallWalker(
  is64: boolean,
  relative: (absolute: number) => number,
  { functionAtSlot, functionAt, isTarget, isStart, found }: CodeSurroundings,
): Walker {
  const instruction = emptyInstruction();
  const state = new X86State(is64);
  const place = { is64, end: 0, functionAt: functionAtSlot, relative };

  const tell = (address: number, target: Value, how: "call" | "jump"): void => {
    if (target === undefined || typeof target === "number") return;
    const tag = state.argument(target.tagParameter, how);
    if (typeof tag === "number") found({ address, name: target.name, tag: tag >>> 0 });
  };
  const step = (address: number): void => {
    const target = targetOf(instruction, state, place, functionAt);
    if (target === undefined) apply(instruction, state, place);
    else {
      tell(address, target.value, target.how);
      if (target.how === "call") state.forgetVolatile();
      else state.forget();
    }
  };
  return {
    walk(bytes, address, isLast) {
      const end = isLast ? bytes.length : bytes.length - longestInstruction;
      let at = 0;
      while (at < end) {
        if (isTarget(address + at) || isStart(address + at)) state.forget();
        const size = sizeAt(bytes, at, is64, instruction, (offset) => isStart(address + offset));
        if (size === 0) state.forget();
        else {
          place.end = address + at + size;
          step(address + at);
        }
        at += Math.max(size, 1);
      }
      return Math.min(at, bytes.length);
    },
  };
}

/** @returns undefined where the next instruction is what runs next */
function targetOf(
  instruction: X86Instruction,
  state: X86State,
  place: X86Place,
  functionAt: (address: number) => TaggedFunction | undefined,
): { readonly value: Value; readonly how: "call" | "jump" } | undefined {
  const { map, opcode, reg, immediate } = instruction;
  if (map !== 0) return undefined;
  const group = reg & 7;
  const isIndirect = opcode === 0xff && (group === 2 || group === 4);
  if (isIndirect) return { value: operandValue(instruction, state, place), how: group === 2 ? "call" : "jump" };
  if (opcode !== 0xe8 && opcode !== 0xe9 && opcode !== 0xeb) return undefined;
  return { value: functionAt(place.end + immediate), how: opcode === 0xe8 ? "call" : "jump" };
}
