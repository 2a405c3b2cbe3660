/** Which database of a file is meant, in words that outlive edits of the file: its name, and which of that name it is. */
import type { DatabasePart } from "../../../server/src/database/find/part.ts";

export interface PartAddress {
  /** Its URI. */
  readonly file: string;
  /** Of the array or symbol; absent where it has none. */
  readonly name?: string;
  /** From 1 on, among those of the file that have this name, or have none. */
  readonly number: number;
}

/** @param parts all of the file, in their order */
export function addressOf(file: string, parts: readonly DatabasePart[], part: DatabasePart): PartAddress {
  const number = parts.filter(({ name }) => name === part.name).indexOf(part) + 1;
  return part.name === undefined ? { file, number } : { file, name: part.name, number };
}

/** @returns undefined where the file has no such part any more */
export function partAt(parts: readonly DatabasePart[], { name, number }: PartAddress): DatabasePart | undefined {
  return parts.filter((part) => part.name === name)[number - 1];
}

/** What a tab says: "QuirksDb in quirks.c". */
export function titleOf({ name, number }: Pick<PartAddress, "name" | "number">, fileName: string): string {
  const own = name === undefined ? "database" : visible(name);
  return `${own}${number === 1 ? "" : ` ${number}`} in ${fileName}`;
}

/** Where a part lies, for a list of several. */
export function whereOf(part: DatabasePart): string {
  if (part.kind === "array") return `line ${part.line + 1}`;
  const at = `at 0x${part.start.toString(16).toUpperCase()}`;
  return part.where === undefined ? at : `${at} in ${part.where}`;
}

export const lengthOf = (part: DatabasePart): number => (part.kind === "array" ? part.bytes : part.length);

/** Symbols of an image are anybody's bytes: what would be a folder, be unseen or turn the text around is shown as a mark. */
function visible(name: string): string {
  const text = name.replace(/[/\\\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\u{fffd}");
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
