/** Where text of SQLite is printed as if its characters were of another width. */
import type { FunctionModel } from "../../model/function.ts";
import type { CallExpr, Expr, Span, StringExpr } from "../../syntax/ast.ts";
import type { CallEnvironment } from "../call-environment.ts";

export interface WidthMismatch {
  readonly call: CallExpr;
  /** The text that is printed. */
  readonly text: Expr;
  /** The conversion as written, "%ws", where it stands, and what it should be. */
  readonly written: string;
  readonly at: Span;
  readonly instead: string;
}

/** SQLite's functions whose result is UTF-8, or with `16` behind them UTF-16. */
const textFunctions =
  /^sqlite3_(?:errmsg|errstr|column_text|column_name|column_decltype|value_text|sql|db_filename|libversion|sourceid)(16)?$/;

/**
 * Texts among the arguments of a call that prints to the kernel's log.
 * @param utf8 names of the function that hold UTF-8: the parameter of SQLite's log
 */
export function widthMismatches(
  call: CallExpr,
  utf8: ReadonlySet<string>,
  fn: FunctionModel,
  { facts }: CallEnvironment,
): readonly WidthMismatch[] {
  const index = call.callee.kind === "name" ? facts.formatArgument(call.callee.name) : undefined;
  const format = index === undefined ? undefined : call.args[index];
  if (index === undefined || format?.kind !== "string") {
    return [];
  }
  const values = call.args.slice(index + 1);
  const found: WidthMismatch[] = [];
  let next = 0;
  for (const { text: written, at, takes } of conversions(format, fn)) {
    const value = values[next + takes - 1];
    next += takes;
    const width = value && widthOf(value, utf8);
    const isWide = /(?:w|l|L)s$|S$/.test(written);
    const isText = /[sS]$/.test(written);
    if (value !== undefined && width !== undefined && isText && isWide !== (width === 16)) {
      const instead = written.replace(/[wlLh]*[sS]$/, width === 16 ? "ws" : "s");
      found.push({ call, text: value, written, at, instead });
    }
  }
  return found;
}

interface Conversion {
  readonly text: string;
  readonly at: Span;
  /** How many arguments it takes, with those for `*`. */
  readonly takes: number;
}

/** The conversions of a format that is one literal; none of one whose places cannot be told. */
function* conversions(format: StringExpr, fn: FunctionModel): Iterable<Conversion> {
  const written = fn.text(format);
  const pattern = /%(?:%|[-+ #0]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:I64|I32|hh|ll|[hlLwIzjt])?[a-zA-Z])/g;
  for (const match of written.matchAll(pattern)) {
    const [text] = match;
    if (text !== "%%") {
      const start = format.start + match.index;
      const takes = 1 + (text.match(/\*/g)?.length ?? 0);
      yield { text, at: { start, end: start + text.length }, takes };
    }
  }
}

function widthOf(value: Expr, utf8: ReadonlySet<string>): 8 | 16 | undefined {
  if (value.kind === "cast") {
    // Whoever casts says what he takes it for: bytes stay bytes.
    return /\b(?:WCHAR|wchar_t|PWSTR|PCWSTR|LPWSTR|LPCWSTR)\b/.test(value.type.text)
      ? undefined
      : widthOf(value.operand, utf8);
  }
  if (value.kind === "name") {
    return utf8.has(value.name) ? 8 : undefined;
  }
  const name = value.kind === "call" && value.callee.kind === "name" ? textFunctions.exec(value.callee.name) : null;
  return name === null ? undefined : name[1] === undefined ? 8 : 16;
}
