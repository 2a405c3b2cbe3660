/** Code that does nothing but jump on: where it leads in the end. Linkers make it for functions that are not declared as imported. */
import { fileOffset, type PeImage } from "../../binary/pe.ts";
import type { ImageReader } from "../../binary/record.ts";
import { jump26, loadBase, loadOffset, pageOf } from "./arm64-words.ts";
import type { CodeSurroundings, TaggedFunction } from "./walk.ts";
import { decode, emptyInstruction } from "./x86-decoder.ts";
import { fixedAddress } from "./x86-effects.ts";

/** One jump on: to another address, or to a function of the import address table. */
type Step = (bytes: Uint8Array, address: number) => number | TaggedFunction | undefined;

/** Linkers that link again what has changed jump to jumps. */
const mostJumps = 3;
/** In bytes: all that a jump takes, with what may stand before it. */
const longest = 16;
/** What was looked up is kept: it is called from many places. */
const mostKept = 100_000;

/** @returns the lookup by the address, relative to the image */
export function thunkLookup(reader: ImageReader, image: PeImage, step: Step): CodeSurroundings["functionAt"] {
  const kept = new Map<number, TaggedFunction | undefined>();
  return (start) => {
    if (kept.has(start)) return kept.get(start);
    let next: number | TaggedFunction | undefined = start;
    for (let jumps = 0; jumps < mostJumps && typeof next === "number"; jumps++) {
      const offset = fileOffset(image, next);
      const bytes = offset === undefined ? undefined : reader.bytes(offset, Math.min(longest, reader.length - offset));
      next = bytes === undefined ? undefined : step(bytes, next);
    }
    const found = typeof next === "object" ? next : undefined;
    if (kept.size >= mostKept) kept.clear();
    kept.set(start, found);
    return found;
  };
}

/** @param relative an address in code of 32 bits, relative to the image */
export function x86Step(
  is64: boolean,
  relative: (absolute: number) => number,
  functionAtSlot: CodeSurroundings["functionAtSlot"],
): Step {
  const instruction = emptyInstruction();
  return (bytes, address) => {
    // ENDBR64 and ENDBR32 may stand before it.
    const start = bytes[0] === 0xf3 && bytes[1] === 0x0f && bytes[2] === 0x1e && bytes[3]! >= 0xfa ? 4 : 0;
    if (!decode(bytes, start, is64, instruction) || instruction.map !== 0) return undefined;
    const end = address + start + instruction.length;
    const { opcode, reg, immediate } = instruction;
    if (opcode === 0xe9 || opcode === 0xeb) return end + immediate;
    if (opcode !== 0xff || (reg & 7) !== 4) return undefined;
    const slot = fixedAddress(instruction, { is64, end, relative, functionAt: functionAtSlot });
    return slot === undefined ? undefined : functionAtSlot(slot);
  };
}

/** `adrp x16, page; ldr x16, [x16, #offset]; br x16`, and B. */
export function arm64Step(functionAtSlot: CodeSurroundings["functionAtSlot"]): Step {
  return (bytes, address) => {
    if (bytes.length < 4) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const first = view.getUint32(0, true);
    if ((first & 0xfc00_0000) === 0x1400_0000) return address + jump26(first);
    const page = pageOf(first, address);
    if (page === undefined || bytes.length < 12) return undefined;
    const [load, jump] = [view.getUint32(4, true), view.getUint32(8, true)];
    const register = first & 31;
    const isThunk = loadBase(load) === register && (load & 31) === register && jump === branchTo(register);
    return isThunk ? functionAtSlot(page + loadOffset(load)!) : undefined;
  };
}

/** BR. */
const branchTo = (register: number): number => (0xd61f_0000 | (register << 5)) >>> 0;
