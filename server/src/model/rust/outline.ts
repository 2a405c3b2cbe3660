/**
 * What a Rust file says of its crate without being parsed: where its modules lie, whether the standard library is there, and
 * what only a driver has. Discovery reads thousands of files for it.
 */
import type { RustToken, RustTokenKind } from "../../syntax/rust/ast.ts";
import { cutItems } from "../../syntax/rust/cutter.ts";
import { RustCursor } from "../../syntax/rust/lexer.ts";
import { TokenKind } from "../../syntax/tokens.ts";
import { evaluate } from "./cfg.ts";
import type { ModuleDeclaration } from "./modules.ts";
import { noStdOf } from "./no-std.ts";

export interface RustOutline {
  /** `mod name;`, but for those that are left out of a driver. */
  readonly modules: readonly ModuleDeclaration[];
  /** As `CrateContext.isNoStd`, of the file's own inner attributes. */
  readonly isNoStd: boolean | undefined;
  /** What shows that it is a Windows driver's, as words that follow a file's name: "defines DriverEntry". */
  readonly driver: string | undefined;
  /** It defines the function that a driver begins with. */
  readonly hasEntry: boolean;
  /** The same for a module of Linux. */
  readonly linux: string | undefined;
}

export function outlineOf(text: string): RustOutline {
  const found = new Outline();
  found.read(text, 0, text.length, []);
  const { modules, entry, driver, linux, isNoStd } = found;
  return { modules, isNoStd, driver: entry ?? driver, hasEntry: entry !== undefined, linux };
}

/** Libraries that drivers link against. */
const KERNEL_LIBRARIES =
  /^"?(?:ntoskrnl|hal|fltmgr|ndis|wdmsec|fwpkclnt|netio|storport|ksecdd|wdfldr|wdfdriverentry)"?$/i;

/** Functions that only the kernel exports, by the prefix of their component; Rtl, Zw, Nt and DbgPrint are in user mode too. */
const KERNEL_FUNCTION = /^(?:Ex|Ke|Io|Mm|Ob|Ps|Po|Cm|Flt|Wdf)[A-Z]\w{3,}$/;

/** Attributes of items and tokens of blocks are looked through up to here, nested modules too. */
const maximumDepth = 16;

interface Attribute {
  readonly path: string;
  readonly isInner: boolean;
  readonly args: readonly RustToken[] | undefined;
  readonly value: string | undefined;
}

class Outline {
  readonly modules: ModuleDeclaration[] = [];
  entry: string | undefined;
  driver: string | undefined;
  linux: string | undefined;
  isNoStd: boolean | undefined = false;

  read(text: string, from: number, to: number, scope: readonly string[]): void {
    const inside = to === text.length ? text : text.slice(0, to);
    for (const { start, end } of cutItems(inside, from)) {
      // The first character of what matters: an attribute, or one of `pub`, `mod`, `extern`, `fn`, `use`, `unsafe`, `module!`.
      if (end - start > 4) {
        this.item(text, start, end, scope);
      }
    }
  }

  private item(text: string, start: number, end: number, scope: readonly string[]): void {
    const cursor = new RustCursor(text, start);
    const attributes: Attribute[] = [];
    let isThere = cursor.next();
    while (isThere && text[cursor.start] === "#" && cursor.start < end) {
      const attribute = readAttribute(cursor, end);
      if (attribute === undefined) {
        return;
      }
      attributes.push(attribute);
      isThere = cursor.next();
    }
    for (const { path, isInner, args } of attributes) {
      const said = scope.length > 0 ? undefined : noStdOf({ path, isInner, args, start: 0, end: 0 });
      this.isNoStd = said === undefined ? this.isNoStd : said.holds;
    }
    const isLeftOut = attributes.some(
      ({ path, args }) => path === "cfg" && args !== undefined && evaluate(args) === false,
    );
    if (!isThere || cursor.start >= end || isLeftOut) {
      return;
    }
    this.head(cursor, end, attributes, scope);
  }

  /** What stands behind the attributes. */
  private head(cursor: RustCursor, end: number, attributes: readonly Attribute[], scope: readonly string[]): void {
    const { text } = cursor;
    const word = (): string => text.slice(cursor.start, cursor.end);
    const isInside = (): boolean => cursor.next() && cursor.start < end;
    for (let count = 0; count < 24; count++) {
      const here = word();
      if (here === "mod") {
        this.module(cursor, end, attributes, scope);
        return;
      }
      if (here === "fn") {
        const name = isInside() ? word() : "";
        this.function(name, attributes);
        return;
      }
      if (here === "extern") {
        const link = attributes.find(
          ({ path, args }) => path === "link" && args?.some(({ text: arg }) => KERNEL_LIBRARIES.test(arg)) === true,
        );
        if (link !== undefined) {
          this.driver ??= "links a library of the kernel";
        }
        this.externs(cursor, end, attributes);
        return;
      }
      if (here === "use") {
        if (
          isInside() &&
          word() === "kernel" &&
          /^\s*::\s*(?:prelude\b|\{)/.test(text.slice(cursor.end, cursor.end + 40))
        ) {
          this.linux ??= "uses the kernel crate";
        }
        return;
      }
      if (
        here === "module" &&
        text[cursor.end] === "!" &&
        /\b(?:license|author|authors)\s*:/.test(text.slice(cursor.end, end))
      ) {
        this.linux ??= "has module!";
        return;
      }
      if (!isInside()) {
        return;
      }
    }
  }

  private function(name: string, attributes: readonly Attribute[]): void {
    const isExported = attributes.some(({ path }) => path === "no_mangle");
    const exported = attributes.find(({ path }) => path === "export_name")?.value ?? name;
    // Whoever tells the linker another name for the entry has it exported under that one.
    if (exported === "DriverEntry" || (exported === "driver_entry" && isExported)) {
      this.entry ??= `defines ${exported}`;
    }
  }

  /** The cursor is on `mod`. */
  private module(cursor: RustCursor, end: number, attributes: readonly Attribute[], scope: readonly string[]): void {
    const { text } = cursor;
    if (!cursor.next() || cursor.start >= end) {
      return;
    }
    const name = text.slice(cursor.start, cursor.end).replace(/^r#/, "");
    if (!cursor.next() || cursor.start >= end) {
      return;
    }
    if (text[cursor.start] === ";") {
      const path = attributes.find((attribute) => attribute.path === "path")?.value;
      this.modules.push({ name, scope, path });
    } else if (text[cursor.start] === "{" && scope.length < maximumDepth) {
      this.read(text, cursor.end, end - 1, [...scope, name]);
    }
  }

  /** The cursor is on `extern`: a block with declarations, or a function. */
  private externs(cursor: RustCursor, end: number, attributes: readonly Attribute[]): void {
    const { text } = cursor;
    let isBlock = false;
    let isName = false;
    while (cursor.next() && cursor.start < end) {
      const word = text.slice(cursor.start, cursor.end);
      if (isName && isBlock && KERNEL_FUNCTION.test(word)) {
        this.driver ??= `declares ${word}`;
        return;
      }
      if (isName && !isBlock) {
        this.function(word, attributes);
        return;
      }
      isBlock ||= word === "{";
      isName = word === "fn";
    }
  }
}

/** The cursor is on `#`, and is left on the closing bracket; undefined where there is none. */
function readAttribute(cursor: RustCursor, end: number): Attribute | undefined {
  const { text } = cursor;
  const tokens: RustToken[] = [];
  let isInner = false;
  let depth = 0;
  while (cursor.next() && cursor.start < end) {
    const word = text.slice(cursor.start, cursor.end);
    if (depth === 0 && word === "!") {
      isInner = true;
      continue;
    }
    depth += word === "[" ? 1 : word === "]" ? -1 : 0;
    if (depth === 0) {
      return word === "]" ? attributeOf(tokens.slice(1), isInner) : undefined;
    }
    tokens.push({ kind: kindOf(cursor.kind), text: word, start: cursor.start, end: cursor.end });
  }
  return undefined;
}

const kindOf = (kind: TokenKind): RustTokenKind =>
  kind === TokenKind.identifier ? "word" : kind === TokenKind.punctuator ? "punctuator" : "literal";

function attributeOf(tokens: readonly RustToken[], isInner: boolean): Attribute {
  const [first, next] = tokens;
  const isGroup = next?.text === "(" && tokens.at(-1)?.text === ")";
  const args = isGroup ? tokens.slice(2, -1) : undefined;
  if (first?.text === "unsafe" && args !== undefined) {
    return attributeOf(args, isInner);
  }
  const value = next?.text === "=" ? tokens[2]?.text : undefined;
  return { path: first?.text ?? "", isInner, args, value: value?.replace(/^"|"$/g, "") };
}
