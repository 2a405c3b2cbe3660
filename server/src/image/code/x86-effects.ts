/** What instructions of x86 and x64 leave of what is known: constants that are moved are followed, all else is unknown. */
import { instructionPointer, noBase, type X86Instruction } from "./x86-decoder.ts";
import { stackPointer, type Value, type X86State } from "./x86-state.ts";
import { oneByteWrites, twoByteWrites, write } from "./x86-writes.ts";

/** Whose code it is. */
export interface X86Place {
  readonly is64: boolean;
  /** Of the instruction's end, relative to the image. */
  readonly end: number;
  /** What an entry of the import address table is, by its address relative to the image. */
  functionAt(address: number): Value;
  /** An absolute address, as code of 32 bits has them, relative to the image. */
  relative(absolute: number): number;
}

/** The address that a memory operand names by itself; undefined where registers decide. */
export function fixedAddress(instruction: X86Instruction, { is64, end, relative }: X86Place): number | undefined {
  const { isMemory, base, displacement, hasSegment } = instruction;
  if (!isMemory || hasSegment) return undefined;
  if (base === instructionPointer) return end + displacement;
  return base === noBase && !is64 ? relative(displacement) : undefined;
}

/** What an operand in a register or in memory has. */
export function operandValue(instruction: X86Instruction, state: X86State, place: X86Place): Value {
  const { isMemory, rm, base, displacement, hasSegment } = instruction;
  if (!isMemory) return state.get(rm);
  if (base === stackPointer && !hasSegment) return state.load(displacement);
  const address = fixedAddress(instruction, place);
  return address === undefined ? undefined : place.functionAt(address);
}

/** Of all that goes on with the next instruction; calls, jumps and returns are the walker's. */
export function apply(instruction: X86Instruction, state: X86State, place: X86Place): void {
  const { map, opcode, isShort } = instruction;
  if (map === 0 && ((!isShort && isMoved(instruction, state, place)) || isOfStack(instruction, state, place))) return;
  forget(map === 0 && opcode === 0x63 && place.is64 ? write.reg : writesOf(instruction), instruction, state);
}

/** Moves of 32 and 64 bits. @returns whether it is one */
function isMoved(instruction: X86Instruction, state: X86State, place: X86Place): boolean {
  const { opcode, reg, rm, isWide, immediate } = instruction;
  if (opcode >= 0xb8 && opcode <= 0xbf) state.set(rm, immediate);
  else if (opcode === 0x89) setOperand(instruction, state, state.get(reg));
  else if (opcode === 0x8b) state.set(reg, operandValue(instruction, state, place));
  // Of 64 bits the upper half is the sign: no tag.
  else if (opcode === 0xc7) setOperand(instruction, state, isWide && immediate < 0 ? undefined : immediate);
  // Of 64 bits the address is longer than what is read of it.
  else if (opcode === 0xa1 && !place.is64) state.set(0, place.functionAt(place.relative(immediate)));
  else return false;
  return true;
}

/** What pushes, pops and moves the stack pointer. @returns whether it does */
function isOfStack(instruction: X86Instruction, state: X86State, place: X86Place): boolean {
  const { opcode, reg, rm, isMemory, isShort, immediate, base, displacement } = instruction;
  const group = reg & 7;
  const isPush = opcode === 0x68 || opcode === 0x6a || opcode === 0x9c || (opcode >= 0x50 && opcode < 0x58);
  const isPushOperand = opcode === 0xff && group === 6;
  const isPop = (opcode >= 0x58 && opcode < 0x60) || opcode === 0x8f || opcode === 0x9d;
  // Half a place of the stack: nobody's compiler writes it.
  if (isShort && (isPush || isPushOperand || isPop)) state.forget();
  else if (opcode === 0x9c) state.push(undefined);
  else if (isPush) state.push(opcode < 0x58 ? state.get(rm) : immediate);
  else if (isPushOperand) state.push(operandValue(instruction, state, place));
  else if (isPop) {
    const value = state.load(0);
    state.moveStack(-state.width);
    if (opcode === 0x8f) setOperand(instruction, state, undefined);
    else if (opcode !== 0x9d) state.set(rm, value);
  } else if (opcode === 0xc9) state.leave();
  else if ((opcode === 0x81 || opcode === 0x83) && !isMemory && rm === stackPointer && (group === 0 || group === 5)) {
    state.moveStack(group === 5 ? immediate : -immediate);
  } else if (opcode === 0x8d && reg === stackPointer && base === stackPointer) state.moveStack(-displacement);
  else return false;
  return true;
}

function setOperand(instruction: X86Instruction, state: X86State, value: Value): void {
  const { isMemory, rm, base, displacement, hasSegment, isWide } = instruction;
  if (!isMemory) state.set(rm, value);
  else if (base === stackPointer && !hasSegment) state.store(displacement, value, isWide ? 8 : 4);
}

function writesOf({ map, opcode, reg, rm, isRepeated }: X86Instruction): number {
  switch (map) {
    case 0: {
      const writes = oneByteWrites[opcode]!;
      // Far calls and jumps, of the group of INC and DEC.
      if (opcode === 0xff && (reg & 7) > 1) return write.everything;
      if (opcode === 0x90 && rm === 0) return write.nothing;
      // CMP, of the groups of arithmetic with a constant.
      return (writes & write.group) !== 0 && (reg & 7) === 7 ? write.nothing : writes;
    }
    case 1:
      // MOVQ between vectors.
      return opcode === 0x7e && isRepeated ? write.nothing : twoByteWrites[opcode]!;
    case 2:
      // MOVBE, CRC32 and ADCX; all others are of vectors.
      return opcode >= 0xf0 ? write.reg | write.operand : write.nothing;
    case 3:
      // PEXTRB to EXTRACTPS.
      return opcode >= 0x14 && opcode <= 0x17 ? write.operand : write.nothing;
    case 4:
      return write.everything;
  }
}

/** In bytes, without VEX; numbers of the FPU have ten. */
const largestVector = 16;

function forget(writes: number, instruction: X86Instruction, state: X86State): void {
  if (writes === write.nothing) return;
  const { opcode, map, reg, rm } = instruction;
  if ((writes & write.everything) !== 0) {
    state.forget();
    return;
  }
  const isIn = (kind: number): boolean => (writes & kind) !== 0;
  if (isIn(write.reg)) state.set(reg, undefined);
  if (isIn(write.operand)) setOperand(instruction, state, undefined);
  if (isIn(write.vector) && instruction.isMemory && instruction.base === stackPointer) {
    state.store(instruction.displacement, undefined, largestVector);
  }
  // Of MOV with a constant the register is in the opcode.
  if (isIn(write.byteReg)) forgetByte(map === 0 && opcode >= 0xb0 ? rm : reg, state);
  if (isIn(write.byteOperand)) {
    if (instruction.isMemory) setOperand(instruction, state, undefined);
    else forgetByte(rm, state);
  }
  if (isIn(write.named)) state.set(map === 0 && opcode < 0x50 ? opcode & 7 : rm, undefined);
  if (isIn(write.ax)) state.set(0, undefined);
  if (isIn(write.cx)) state.set(1, undefined);
  if (isIn(write.dx)) state.set(2, undefined);
  if (isIn(write.bx)) state.set(3, undefined);
  if (isIn(write.strings)) {
    state.set(6, undefined);
    state.set(7, undefined);
  }
}

/** Where no prefix says otherwise, 4 to 7 are the second bytes of 0 to 3. */
function forgetByte(register: number, state: X86State): void {
  if (register !== stackPointer) state.set(register, undefined);
  state.set(register & 3, undefined);
}
