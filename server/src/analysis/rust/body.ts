/** What a function of Rust does, read from its body alone: whom it calls, where it may panic, what it brings into scope. */
import { isLeftOut } from "../../model/rust/cfg.ts";
import type { RustFunctionAnalysis, RustFunctionModel } from "../../model/rust/crate.ts";
import type { Span } from "../../syntax/ast.ts";
import type {
  RustAttribute,
  RustBlock,
  RustCall,
  RustExpr,
  RustImport,
  RustMacroCall,
  RustPath,
  RustStmt,
} from "../../syntax/rust/ast.ts";
import { rustChildren } from "../../syntax/rust/walk.ts";

/** A call by path: `f(x)`, and what the framework's macro calls, whose arguments are tokens. */
export interface RustCallSite {
  readonly node: RustCall | RustMacroCall;
  /** Whom it calls. */
  readonly path: RustPath;
  /** Undefined where they are a macro's tokens. */
  readonly args: readonly RustExpr[] | undefined;
  /** Its value goes nowhere: it is a statement, or the end of a block that is one. `let _ =` is no such thing. */
  readonly isDropped: boolean;
  /** It stands in a closure, which somebody else may call. */
  readonly inClosure: boolean;
}

/** A place that panics, or does where a value is not what it should be. */
export interface RustPanic {
  /** `macro`: `panic!` and its kin; `abort`: handle_alloc_error; `index`: of a slice or array by what is not constant. */
  readonly kind: "macro" | "unwrap" | "abort" | "index";
  /** As people write it: `panic!`, `unwrap`, `handle_alloc_error`; for an index its text is better. */
  readonly name: string;
  readonly span: Span;
  readonly node: RustExpr;
  readonly inClosure: boolean;
}

export interface RustBody {
  readonly calls: readonly RustCallSite[];
  /** The few of them whose name the kernel's functions could have: `KeSetEvent`, and no `push_entry`, `Some`. */
  readonly kernelCalls: readonly RustCallSite[];
  readonly panics: readonly RustPanic[];
  /** Of `use`s inside the function. */
  readonly imports: readonly RustImport[];
  /** Everything that is compiled, in source order, closures included and inner functions not. */
  readonly nodes: readonly RustExpr[];
}

/** Worked out once while the function stays as it is. */
export const rustBody: RustFunctionAnalysis<RustBody> = { run: (fn) => readBody(fn) };

function readBody(fn: RustFunctionModel): RustBody {
  const reader = new BodyReader();
  if (fn.syntax.body !== undefined) {
    reader.expr(fn.syntax.body, false);
  }
  return reader;
}

/** Macros that panic when they are reached. */
const panicMacros: ReadonlySet<string> = new Set(["panic", "todo", "unimplemented", "unreachable"]);
/** Macros that panic unless what they ask for holds; debug_assert! does in debug builds only. */
const assertMacros: ReadonlySet<string> = new Set(["assert", "assert_eq", "assert_ne"]);
/** How windows-drivers-rs calls functions of the framework: the first argument names the function. */
const frameworkMacros: ReadonlySet<string> = new Set(["call_unsafe_wdf_function_binding", "call_unsafe_wdf_function"]);

class BodyReader implements RustBody {
  readonly calls: RustCallSite[] = [];
  readonly kernelCalls: RustCallSite[] = [];
  readonly panics: RustPanic[] = [];
  readonly imports: RustImport[] = [];
  readonly nodes: RustExpr[] = [];
  private closures = 0;
  /** Names that `for` counts with: an index by one of them has been thought of. */
  private readonly counters: string[] = [];

  expr(node: RustExpr, isDropped: boolean): void {
    this.nodes.push(node);
    switch (node.kind) {
      case "block":
        this.block(node, isDropped);
        return;
      case "if":
        this.expr(node.condition, false);
        this.expr(node.whenTrue, isDropped);
        this.optional(node.whenFalse, isDropped);
        return;
      case "match":
        this.expr(node.value, false);
        for (const arm of node.arms) {
          if (!isLeftOut(arm.attributes)) {
            this.optional(arm.guard, false);
            this.expr(arm.value, isDropped);
          }
        }
        return;
      case "loop": {
        this.optional(node.condition, false);
        const counters = node.loop === "for" ? (node.pattern?.names ?? []) : [];
        this.counters.push(...counters);
        this.expr(node.body, false);
        this.counters.length -= counters.length;
        return;
      }
      case "closure":
        this.closures++;
        this.expr(node.body, false);
        this.closures--;
        return;
      case "call":
        this.call(node, isDropped);
        break;
      case "method-call":
        if ((node.name === "unwrap" && node.args.length === 0) || (node.name === "expect" && node.args.length === 1)) {
          this.panic("unwrap", node.name, node.nameSpan, node);
        }
        break;
      case "index":
        if (this.mayFail(node.index)) {
          this.panic("index", "indexing", node, node);
        }
        break;
      case "macro-call":
        this.macro(node, isDropped);
        break;
    }
    for (const child of rustChildren(node)) {
      // Statements stand in blocks alone, which are read above.
      this.expr(child as RustExpr, false);
    }
  }

  private block(node: RustBlock, isDropped: boolean): void {
    for (const statement of node.statements) {
      if (!isLeftOut(attributesOf(statement))) {
        this.statement(statement);
      }
    }
    this.optional(node.tail, isDropped && node.mode !== "async");
  }

  private statement(statement: RustStmt): void {
    switch (statement.kind) {
      case "let":
        this.optional(statement.init, false);
        this.optional(statement.otherwise, false);
        return;
      case "expr":
        this.expr(statement.expr, true);
        return;
      case "item":
        if (statement.item.kind === "use") {
          this.imports.push(...statement.item.imports);
        }
        return;
      case "empty":
        return;
    }
  }

  private call(node: RustCall, isDropped: boolean): void {
    if (node.callee.kind !== "path") {
      return;
    }
    const { path } = node.callee;
    this.add({ node, path, args: node.args, isDropped, inClosure: this.closures > 0 });
    if (path.segments.at(-1) === "handle_alloc_error") {
      this.panic("abort", "handle_alloc_error", path.nameSpan, node);
    }
  }

  private macro(node: RustMacroCall, isDropped: boolean): void {
    const name = node.path.segments.at(-1) ?? "";
    if (panicMacros.has(name) || assertMacros.has(name)) {
      this.panic("macro", `${name}!`, node.path, node);
    }
    const [first] = node.tokens;
    if (frameworkMacros.has(name) && first?.kind === "word") {
      const { start, end, text } = first;
      const path = { start, end, segments: [text], isGlobal: false, qualified: undefined, nameSpan: { start, end } };
      this.add({ node, path, args: undefined, isDropped, inClosure: this.closures > 0 });
    }
  }

  private add(site: RustCallSite): void {
    this.calls.push(site);
    if (/^[A-Z][A-Za-z]*[a-z][A-Z]/.test(site.path.segments.at(-1) ?? "")) {
      this.kernelCalls.push(site);
    }
  }

  private panic(kind: RustPanic["kind"], name: string, { start, end }: Span, node: RustExpr): void {
    this.panics.push({ kind, name, span: { start, end }, node, inClosure: this.closures > 0 });
  }

  private optional(node: RustExpr | undefined, isDropped: boolean): void {
    if (node !== undefined) {
      this.expr(node, isDropped);
    }
  }

  /** Whether an index hangs on what the program computes: the compiler checks constant ones of arrays. */
  private mayFail(index: RustExpr): boolean {
    if (index.kind === "range") {
      const bounds = [index.from, index.to].filter((bound) => bound !== undefined);
      return bounds.some((bound) => this.mayFail(bound));
    }
    if (index.kind === "path") {
      const name = index.path.segments.at(-1) ?? "";
      return index.path.segments.length === 1 && /^[a-z]/.test(name) && !this.counters.includes(name);
    }
    if (index.kind === "literal") {
      return false;
    }
    if (index.kind === "cast" || index.kind === "unary") {
      return this.mayFail(index.operand);
    }
    if (index.kind === "binary") {
      // `x % LEN` and `x & MASK` are how an index is kept inside.
      const isBounded = index.op === "%" || index.op === "&";
      return !isBounded && (this.mayFail(index.left) || this.mayFail(index.right));
    }
    return index.kind === "field" || index.kind === "call" || index.kind === "method-call";
  }
}

const attributesOf = (statement: RustStmt): readonly RustAttribute[] =>
  statement.kind === "let" || statement.kind === "expr"
    ? statement.attributes
    : statement.kind === "item"
      ? statement.item.attributes
      : [];
