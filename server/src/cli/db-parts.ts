/** The databases of a file by the names that people call them: `quirks.c:Quirks`, `driver.sys:RCDATA 101`, `tables.c:120`. */
import type { DatabasePart } from "../database/find/part.ts";
import { harmless } from "./cells.ts";
import { grouped, quantity } from "./words.ts";

/** A database of a file; `part` is undefined where the file is the database. */
export interface FoundDatabase {
  readonly part: DatabasePart | undefined;
  /** What `driverlens db` takes for it, and what it is told as. */
  readonly title: string;
}

/** @param path as it was given */
export function titled(path: string, parts: readonly DatabasePart[]): readonly FoundDatabase[] {
  return parts.map((part) => ({ part, title: `${path}:${selectorOf(part, parts)}` }));
}

/** The first that means this one alone. */
function selectorOf(part: DatabasePart, parts: readonly DatabasePart[]): string {
  const all = namesOf(part);
  return all.find((name) => parts.filter((other) => namesOf(other).includes(name)).length === 1) ?? all.at(-1)!;
}

/** All that somebody may call it: its name, where it lies or its line, from 1 on, and its offset as a hexadecimal number. */
function namesOf(part: DatabasePart): readonly string[] {
  const where = part.kind === "array" ? String(part.line + 1) : part.where;
  return [part.name, where, `0x${part.start.toString(16)}`].filter((name) => name !== undefined);
}

/** Those that a name means; a sentence where that is not one. */
export function selected(path: string, parts: readonly DatabasePart[], name: string): FoundDatabase | string {
  const meant = parts.filter((part) => namesOf(part).includes(name));
  const [part] = meant;
  if (part !== undefined && meant.length === 1) return { part, title: `${path}:${name}` };
  if (meant.length > 1) return `${path} has ${meant.length} databases called "${name}": ${choice(path, meant)}`;
  return `${path} has no database called "${name}"${parts.length === 0 ? "" : `: ${choice(path, parts)}`}`;
}

/** What may be said in place of a file's name alone. */
export function choice(path: string, parts: readonly DatabasePart[]): string {
  const names = parts.slice(0, 5).map((part) => `${path}:${selectorOf(part, parts)}`);
  return `${names.join(", ")}${parts.length > 5 ? ` and ${parts.length - 5} more (--list)` : ""}`;
}

/** One line for each. */
export function listText(path: string, parts: readonly DatabasePart[]): string {
  const lines = parts.map((part) => {
    const size = part.kind === "array" ? part.bytes : part.length;
    const name = harmless(part.name ?? "without a name");
    if (part.kind === "array") return `${harmless(path)}:${part.line + 1}: ${name}, ${quantity(size, "byte")}`;
    const where = part.where === undefined ? "" : ` in ${harmless(part.where)}`;
    return `${harmless(path)}: ${name}${where}, ${quantity(size, "byte")} at ${grouped(part.start)}`;
  });
  return `${lines.join("\n")}\n`;
}
