/** Where a file gets a new `#define` or declaration of its own: behind its includes, where every later line sees it. */
import type { FileModel } from "../model/file.ts";
import type { Anchor } from "../model/place.ts";
import type { FixEdit } from "./fix.ts";

/**
 * Inserts a line behind the file's last include that no condition (but an include guard) hangs on and that stands before
 * its first function; without includes, behind the include guard or before the first declaration. The same for every
 * caller of an unchanged file. Undefined for a file in which nothing is declared.
 */
export function definitionEdit(file: FileModel, line: string): FixEdit | undefined {
  const firstFunction = file.declarations.find(({ functions }) => functions.length > 0)?.start ?? file.text.length;
  const eol = file.text.includes("\r\n") ? "\r\n" : "\n";
  const plain = unconditionalDirectives(file.text.slice(0, firstFunction));
  const include = file.includes.filter(({ start }) => plain.has(start)).at(-1);
  const behind = include ?? file.macros.find(({ start, body }) => body === "" && plain.has(start));
  if (behind !== undefined) {
    // Behind the line's end, so that the line itself may go at the same time.
    const lineBreak = file.text.indexOf("\n", behind.end);
    const at = lineBreak < 0 ? file.text.length : lineBreak + 1;
    // The blank line that is behind the includes already comes behind the new line then.
    const text = `${lineBreak < 0 ? eol : ""}${eol}${line}${eol}`;
    return insertion(file, behind, at - behind.start, text);
  }
  const [first] = file.declarations;
  return first === undefined ? undefined : insertion(file, first, 0, `${line}${eol}${eol}`);
}

const insertion = (file: FileModel, anchor: Anchor, offset: number, text: string): FixEdit => ({
  at: { file: file.path, anchor, start: offset, end: offset },
  text,
});

/** Offsets of the directives that stand in no `#if` except the file's include guard. */
export function unconditionalDirectives(text: string): ReadonlySet<number> {
  const found = new Set<number>();
  const directives = directivesOf(text);
  let depth = hasGuard(directives) ? -1 : 0;
  for (const { start, word } of directives) {
    if (word.startsWith("if")) {
      depth++;
    } else if (word === "endif") {
      depth--;
    } else if (depth <= 0) {
      found.add(start);
    }
  }
  return found;
}

interface DirectiveWord {
  readonly start: number;
  readonly word: string;
  readonly rest: string;
}

function directivesOf(text: string): readonly DirectiveWord[] {
  // Comments become blanks of their length: what is commented out is no directive.
  const code = text.replace(/\/\*[\s\S]*?(?:\*\/|$)|\/\/.*|"(?:\\.|[^"\\\n])*"/g, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\n]/g, " "),
  );
  return [...code.matchAll(/^[ \t]*#[ \t]*(\w*)[ \t]*(.*)$/gm)].map((match) => ({
    start: match.index + match[0].indexOf("#"),
    word: match[1] ?? "",
    rest: match[2] ?? "",
  }));
}

/** `#ifndef DRIVER_H` with `#define DRIVER_H` right behind it, before anything but pragmas. */
function hasGuard(directives: readonly DirectiveWord[]): boolean {
  const [condition, definition] = directives.filter(({ word }) => word !== "pragma");
  const name = /^(?:!\s*defined\s*\(?\s*)?(\w+)/.exec(condition?.rest ?? "")?.[1];
  return (
    (condition?.word === "ifndef" || condition?.word === "if") &&
    name !== undefined &&
    definition?.word === "define" &&
    new RegExp(`^${name}\\b`).test(definition.rest)
  );
}
