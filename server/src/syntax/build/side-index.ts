/** The records of a side table that change what is built, by the offset at which the builders ask for them. */
import type { Span } from "../ast.ts";
import type { SehRecord, SideTable } from "../side-table.ts";

export interface SideIndex {
  /** The text of the type that the name `T` stands for there. */
  typeArgument(start: number): string | undefined;
  /** The macro that became `while` there. */
  loop(start: number): string | undefined;
  /** The record of the SEH keyword in front of the block that begins there. */
  seh(block: number): SehRecord | undefined;
  /** The assembly that an empty statement with its `;` at `start` stands for. */
  assembly(start: number): Span | undefined;
  /** Whether something was left out between the two offsets. */
  elided(start: number, end: number): boolean;
}

/** The side table by offset, for what the builders ask of it. */
export function indexSide(side: SideTable, text: string): SideIndex {
  const typeArguments = new Map<number, string>();
  const loops = new Map<number, string>();
  const blocks = new Map<number, SehRecord>();
  const assembly: Span[] = [];
  const elided: Span[] = [];
  for (const record of side) {
    if (record.kind === "type-argument") {
      typeArguments.set(record.start, record.text);
    } else if (record.kind === "loop") {
      loops.set(record.start, record.name);
    } else if (record.kind === "seh") {
      blocks.set(record.block, record);
    } else if (record.kind === "asm") {
      assembly.push(record);
    } else if (record.kind === "elided") {
      elided.push(record);
    }
  }
  return {
    typeArgument: (start) => typeArguments.get(start),
    loop: (start) => loops.get(start),
    seh: (block) => blocks.get(block),
    assembly(start) {
      const last = assembly.findLast((record) => record.start <= start);
      const stands = last !== undefined && (last.start === start || text.slice(last.end, start).trim() === "");
      return stands ? last : undefined;
    },
    elided: (start, end) => elided.some((record) => record.start >= start && record.end <= end),
  };
}
