/** Calls of tagged functions in code of ARM64, and the constant that was put into the tag's register, in straight-line code. */
import { Arm64State, type Arm64Value } from "./arm64-state.ts";
import { jump14, jump19, jump26 } from "./arm64-words.ts";
import type { CodeSurroundings, Walker } from "./walk.ts";

/** Arguments are in X0 to X7. */
const argumentRegisters = 8;

export function arm64CallWalker({ functionAtSlot, functionAt, isTarget, found }: CodeSurroundings): Walker {
  const state = new Arm64State(functionAtSlot);
  const tell = (address: number, target: Arm64Value): void => {
    if (typeof target !== "object" || !("name" in target) || target.tagParameter >= argumentRegisters) return;
    const tag = state.get(target.tagParameter);
    if (typeof tag === "number") found({ address, name: target.name, tag: tag >>> 0 });
  };
  const step = (word: number, address: number, literal: (address: number) => number | undefined): void => {
    const isDirect = isJump(word);
    if (isDirect || isJumpToRegister(word)) {
      // A call at a function's end becomes a jump.
      tell(address, isDirect ? functionAt(address + jump26(word)) : state.get((word >>> 5) & 31));
      const isCall = isDirect ? word >>> 31 === 1 : (word & 0x20_0000) !== 0;
      if (isCall) state.forgetVolatile();
      else state.forget();
    } else if (!isBranch(word) && !isTest(word)) state.apply(word, address, literal);
  };
  return {
    walk(bytes, start, isLast) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const literal = (address: number): number | undefined => {
        const offset = address - start;
        return offset >= 0 && offset + 4 <= bytes.length ? view.getUint32(offset, true) : undefined;
      };
      let at = 0;
      for (; at + 4 <= bytes.length; at += 4) {
        if (isTarget(start + at)) state.forget();
        step(view.getUint32(at, true), start + at, literal);
      }
      return isLast ? bytes.length : at;
    },
  };
}

/** Where jumps and calls lead that stand in the code. */
export const arm64TargetWalker = (add: (address: number) => void): Walker => ({
  walk(bytes, start, isLast) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = 0;
    for (; at + 4 <= bytes.length; at += 4) {
      const word = view.getUint32(at, true);
      const address = start + at;
      if (isJump(word)) add(address + jump26(word));
      else if (isBranch(word)) add(address + jump19(word));
      else if (isTest(word)) add(address + jump14(word));
    }
    return isLast ? bytes.length : at;
  },
});

/** B and BL. */
const isJump = (word: number): boolean => (word & 0x7c00_0000) === 0x1400_0000;
/** BR and BLR. */
const isJumpToRegister = (word: number): boolean => (word & 0xffdf_fc1f) >>> 0 === 0xd61f_0000;
/** B.cond, CBZ and CBNZ. */
const isBranch = (word: number): boolean =>
  (word & 0xff00_0000) >>> 0 === 0x5400_0000 || (word & 0x7e00_0000) === 0x3400_0000;
/** TBZ and TBNZ. */
const isTest = (word: number): boolean => (word & 0x7e00_0000) === 0x3600_0000;
