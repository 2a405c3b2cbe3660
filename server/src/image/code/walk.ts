/** What goes through code, instruction by instruction, and what it asks of the image around. Addresses are relative to it. */

/** A function of the kernel, and which of its arguments is a pool tag: of x86, which place on the stack. */
export interface TaggedFunction {
  readonly name: string;
  /** From 0 on. */
  readonly tagParameter: number;
}

export interface TaggedCall {
  /** Of the instruction that calls. */
  readonly address: number;
  readonly name: string;
  readonly tag: number;
}

/** What code may mean by an address. */
export interface CodeSurroundings {
  /** Of an entry of the import address table. */
  functionAtSlot(address: number): TaggedFunction | undefined;
  /** Of code that jumps through such an entry and does nothing else. */
  functionAt(address: number): TaggedFunction | undefined;
  /** Whether code elsewhere may jump there, with whatever it has in registers. */
  isTarget(address: number): boolean;
  /** Whether an instruction begins there for certain. */
  isStart(address: number): boolean;
  found(call: TaggedCall): void;
}

/** Goes through the pieces of a section in their order. What is known of registers goes on from one to the next. */
export interface Walker {
  /** @returns how many bytes it is through with: all but the beginning of an instruction, unless it is the last piece */
  walk(bytes: Uint8Array, address: number, isLast: boolean): number;
}
