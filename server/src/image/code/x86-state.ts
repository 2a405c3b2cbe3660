/** What is known of registers and of the stack's top in straight-line code of x86 and x64. */
import type { TaggedFunction } from "./walk.ts";

/** A constant, of 64 bits the lower half; a function's address; undefined where nobody knows. */
export type Value = number | TaggedFunction | undefined;

export const stackPointer = 4;
const framePointer = 5;

/** Those that a function that is called may change, by the conventions of Windows. */
const volatile64 = [0, 1, 2, 8, 9, 10, 11];
const volatile32 = [0, 1, 2];
const mostPlaces = 256;
/** RCX, RDX, R8, R9. */
const argumentRegisters = [1, 2, 8, 9];

export class X86State {
  /** Of a push, in bytes. */
  readonly width: number;
  private readonly registers: Value[] = [];
  /** By how far above `depth` = 0 they lie, negative: places of the stack do not move when its pointer does. */
  private readonly stack = new Map<number, Value>();
  /** How far the stack pointer is below where it was when the stack was last forgotten. */
  private depth = 0;

  constructor(is64: boolean) {
    this.width = is64 ? 8 : 4;
  }

  get(register: number): Value {
    return this.registers[register];
  }

  /** Whatever is written to the stack pointer is not followed. */
  set(register: number, value: Value): void {
    if (register === stackPointer) this.forgetStack();
    else this.registers[register] = value;
  }

  /** Relative to the stack pointer. */
  load(displacement: number): Value {
    return this.stack.get(displacement - this.depth);
  }

  /** @param size of what is written, in bytes; a value that is known begins there */
  store(displacement: number, value: Value, size = 4): void {
    // What is no code pushes without end.
    if (this.stack.size >= mostPlaces) this.forgetStack();
    const place = displacement - this.depth;
    for (let near = place - 3; near < place + size; near++) this.stack.delete(near);
    if (value !== undefined) this.stack.set(place, value);
  }

  push(value: Value): void {
    this.depth += this.width;
    this.store(0, value, this.width);
  }

  /** Downwards where it is positive. */
  moveStack(size: number): void {
    this.depth += size;
  }

  forget(): void {
    this.registers.length = 0;
    this.forgetStack();
  }

  /** What a function that was called has left alone. */
  forgetVolatile(): void {
    for (const register of this.width === 8 ? volatile64 : volatile32) this.registers[register] = undefined;
    this.forgetStack();
  }

  leave(): void {
    this.registers[framePointer] = undefined;
    this.forgetStack();
  }

  /** What is given to a function that is called or jumped to now; the first is 0. */
  argument(index: number, how: "call" | "jump"): Value {
    const register = this.width === 8 ? argumentRegisters[index] : undefined;
    if (register !== undefined) return this.get(register);
    // Who jumps has the address to return to on the stack.
    return this.load((how === "jump" ? index + 1 : index) * this.width);
  }

  private forgetStack(): void {
    this.stack.clear();
    this.depth = 0;
  }
}
