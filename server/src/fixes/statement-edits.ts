/** Statements put before another one, or in its place: with braces around them where it stands alone behind a condition. */
import type { FileModel } from "../model/file.ts";
import type { FunctionModel } from "../model/function.ts";
import type { DriverUnit } from "../model/unit/types.ts";
import type { Node, ReturnStmt } from "../syntax/ast.ts";
import type { FixEdit } from "./fix.ts";
import { indentationAt, indentStep, lineEnd } from "./lines.ts";

/** Where the edit is made; of the unit, how its code is laid out. */
export interface EditedCode {
  readonly file: FileModel;
  readonly driver: Pick<DriverUnit, "kind">;
}

/**
 * A statement before a `return`.
 * @param last what comes in the place of the `return`; undefined where that stays
 */
export function putBefore(
  statement: ReturnStmt,
  added: string,
  last: string | undefined,
  fn: FunctionModel,
  code: EditedCode,
): FixEdit {
  const parent = fn.parentOf(statement);
  if (parent?.kind !== "block" && parent?.kind !== "case") {
    return braced([added, last ?? fn.text(statement)], statement, parent, fn, code);
  }
  const { file } = code;
  const at = fn.place(statement);
  const indentation = indentationAt(at, file);
  const start = at.anchor.start + at.start;
  const isFirst = file.text.slice(start - indentation.length, start) === indentation;
  const others = isFirst || parent.kind === "case" ? undefined : oneLine(parent.statements, parent, fn);
  if (others !== undefined) {
    const statements = others.flatMap((text, index) =>
      parent.statements[index] === statement ? [added, last ?? text] : text,
    );
    return { at: fn.place(parent), text: block(statements, indentation, indentation + indentStep(indentation), file) };
  }
  const between = isFirst ? `${lineEnd(file)}${indentation}` : " ";
  return { at: last === undefined ? { ...at, end: at.start } : at, text: `${added}${between}${last ?? ""}` };
}

/** The statements of a block that stands on one line and has nothing else in it: `{ return; }`. */
function oneLine(statements: readonly Node[], parent: Node, fn: FunctionModel): readonly string[] | undefined {
  const texts = statements.map((each) => fn.text(each));
  const text = fn.text(parent);
  const isAll = text.replace(/\s/g, "") === `{${texts.join("")}}`.replace(/\s/g, "");
  return isAll && !text.includes("\n") ? texts : undefined;
}

/** A block in place of a statement that stands alone; where that has a line of its own, a comment behind it stays there. */
function braced(
  statements: readonly string[],
  statement: Node,
  parent: Node | undefined,
  fn: FunctionModel,
  { file, driver }: EditedCode,
): FixEdit {
  const at = fn.place(statement);
  const own = indentationAt(at, file);
  const outer = parent === undefined ? own : indentationAt(fn.place(parent), file);
  const start = at.anchor.start + at.start;
  if (file.text.slice(start - own.length, start) !== own || own === outer) {
    return { at, text: block(statements, outer, outer + indentStep(outer), file) };
  }
  const end = at.anchor.start + at.end;
  const comment = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/)(?=[ \t]*(?:\r?\n|$))/.exec(
    file.text.slice(end, end + 400),
  );
  const behind = comment?.[0] ?? "";
  const text = block([...statements.slice(0, -1), `${statements.at(-1) ?? ""}${behind}`], outer, own, file);
  const head = driver.kind === "linux-kernel" || opensOnTheLine(fn) ? headBefore(start, file) : undefined;
  return head === undefined
    ? { at: { ...at, start: at.start - own.length, end: at.end + behind.length }, text: `${outer}${text}` }
    : {
        at: { ...at, start: head.end - at.anchor.start, end: at.end + behind.length },
        text: ` {${head.comment}${text.slice(1)}`,
      };
}

function block(statements: readonly string[], outer: string, inner: string, file: FileModel): string {
  const eol = lineEnd(file);
  return `{${eol}${statements.map((each) => `${inner}${each}${eol}`).join("")}${outer}}`;
}

/** Whether the function's blocks begin behind their conditions, on the same line. */
function opensOnTheLine(fn: FunctionModel): boolean {
  const text = fn.text(fn.definition.body);
  return /(?:\)|\belse|\bdo)[ \t]*\{[ \t]*\r?$/m.test(text) && !/^[ \t]+\{[ \t]*\r?$/m.test(text);
}

interface Head {
  /** Where it ends, in the file. */
  readonly end: number;
  /** Behind it, with the blanks before it; empty where there is none. */
  readonly comment: string;
}

/** A condition, `else` or `do` that ends in the line before; undefined where that line ends with anything else. */
function headBefore(offset: number, { text }: FileModel): Head | undefined {
  const line = /([^\n]*?(?:\)|\belse|\bdo))([ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n*]*\*\/))?[ \t]*\r?\n[ \t]*$/.exec(
    text.slice(Math.max(0, offset - 1000), offset),
  );
  const [all = "", head = "", comment = ""] = line ?? [];
  // What looks like a comment may be in a string, and what looks like a condition in a comment.
  const isPlain = !/\/\/|\/\*|^[ \t]*#/.test(head) && (comment === "" || !/["']/.test(head));
  return head !== "" && isPlain ? { end: offset - all.length + head.length, comment } : undefined;
}
