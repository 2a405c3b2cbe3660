/** Control-flow graphs, written as text: each block with its steps, and where control goes from it. */
import { describe, expect, test } from "vitest";
import { buildCfg } from "../../../server/src/analysis/flow/build-cfg.ts";
import type { Block, Cfg, CfgQuestions, Guard, Step } from "../../../server/src/analysis/flow/cfg.ts";
import type { FunctionDefinition, Span } from "../../../server/src/syntax/ast.ts";
import { SourceDocument } from "../../../server/src/syntax/document.ts";
import { parts } from "../../support/engine.ts";

const questions: CfgQuestions = {
  constant: (expr) =>
    expr.kind === "number" && expr.value !== undefined
      ? expr.value !== 0
      : expr.kind === "name" && (expr.name === "TRUE" || expr.name === "FALSE")
        ? expr.name === "TRUE"
        : undefined,
  noReturn: (call) => call.callee.kind === "name" && call.callee.name === "KeBugCheck",
  assumed: (call) => (call.callee.kind === "name" && call.callee.name === "NT_ASSERT" ? call.args[0] : undefined),
};

function functionIn(text: string, language: "c" | "cpp"): FunctionDefinition {
  const environment = { lookup: () => undefined };
  const document = SourceDocument.open(text, { language, dialect: "windows", environment }, parts.reader);
  for (const { syntax } of document.declarations) {
    for (const decl of syntax.decls) {
      if (decl.kind === "function") {
        return decl;
      }
    }
  }
  throw new Error("there is no function in the text");
}

/** The graph of the first function of a text, a line a block: `1: f(x) -> 2 [x], 3 [!x], !4`. Empty blocks are passed over. */
function graph(body: string, language: "c" | "cpp" = "c"): string {
  const text = `void fn(int a, int b)\n{\n${body}\n}\n`;
  const cfg = buildCfg(functionIn(text, language), questions, language === "cpp" ? "observed" : "ignored");
  return cfg === undefined ? "none" : print(cfg, text);
}

function print(cfg: Cfg, text: string): string {
  const names = new Map<Block, string>();
  const shown = cfg.blocks.filter((block) => block === cfg.exit || block === cfg.unwind || !isEmpty(block));
  let count = 0;
  for (const block of shown) {
    names.set(block, block === cfg.exit ? "exit" : block === cfg.unwind ? "unwind" : `${++count}`);
  }
  const at = ({ start, end }: Span): string => text.slice(start, end).replace(/\s+/g, " ");
  const lines = shown
    .filter((block) => block !== cfg.exit && block !== cfg.unwind)
    .map((block) => {
      const steps = block.steps.flatMap((step) => stepText(step, at) ?? []).join("; ");
      const edges = block.edges
        .flatMap(({ to, guard, exceptional }) => {
          const target = names.get(landing(to, names));
          return target === undefined ? [] : `${exceptional ? "!" : ""}${target}${guardText(guard, at)}`;
        })
        .join(", ");
      return `${names.get(block)}: ${steps}${edges === "" ? "" : ` -> ${edges}`}`;
    });
  return lines.join("\n");
}

const isEmpty = (block: Block): boolean =>
  block.edges.length === 1 && block.steps.every(({ kind }) => kind === "statement");

function landing(block: Block, names: ReadonlyMap<Block, string>): Block {
  let at = block;
  for (let hops = 0; !names.has(at) && hops < 100; hops++) {
    at = at.edges[0]?.to ?? at;
  }
  return at;
}

function stepText(step: Step, at: (span: Span) => string): string | undefined {
  switch (step.kind) {
    case "statement":
      return undefined;
    case "declare":
      return `declare ${step.node.name}`;
    case "end":
      return `end ${step.node.name}`;
    case "return":
      return "return";
    default:
      return at(step.node);
  }
}

function guardText(guard: Guard | undefined, at: (span: Span) => string): string {
  switch (guard?.kind) {
    case undefined:
      return "";
    case "condition":
      return guard.holds ? ` [${at(guard.expr)}]` : ` [!${at(guard.expr)}]`;
    case "case":
      return ` [= ${at(guard.value)}]`;
    case "default":
      return " [else]";
  }
}

describe("a control-flow graph", () => {
  test("if and else", () => {
    expect(graph("if (a) f(); else g(); h();")).toBe(
      ["1:  -> 2 [a], 3 [!a]", "2: f() -> 4", "3: g() -> 4", "4: h() -> exit"].join("\n"),
    );
  });

  test("&& and || decide one operand at a time", () => {
    expect(graph("if (a && (b || f())) g();")).toBe(
      ["1:  -> 2 [a], exit [!a]", "2:  -> 4 [b], 3 [!b]", "3: f() -> 4 [f()], exit [!f()]", "4: g() -> exit"].join(
        "\n",
      ),
    );
  });

  test("a call that may not happen in a value", () => {
    expect(graph("int ok = a && f();")).toBe(
      ["1:  -> 2 [a], 3 [!a]", "2: f() -> 3 [f()], 3 [!f()]", "3: declare ok -> exit"].join("\n"),
    );
  });

  test("loops, break and continue", () => {
    expect(graph("while (a) { if (b) continue; if (f()) break; g(); } h();")).toBe(
      [
        "1:  -> 2 [a], 5 [!a]",
        "2:  -> 1 [b], 3 [!b]",
        "3: f() -> 5 [f()], 4 [!f()]",
        "4: g() -> 1",
        "5: h() -> exit",
      ].join("\n"),
    );
  });

  test("while (TRUE) ends with its break alone", () => {
    expect(graph("while (TRUE) { if (a) break; f(); } g();")).toBe(
      ["1:  -> 2 [a], 3 [!a]", "2: g() -> exit", "3: f() -> 1"].join("\n"),
    );
  });

  test("do and for", () => {
    expect(graph("for (i = 0; i < a; i++) { do f(); while (b); }")).toBe(
      ["1: i = 0 -> 2", "2:  -> 3 [i < a], exit [!i < a]", "3: f() -> 4", "4:  -> 3 [b], 5 [!b]", "5: i++ -> 2"].join(
        "\n",
      ),
    );
  });

  test("do { } while (0) is no loop", () => {
    expect(graph("do { f(); if (a) break; g(); } while (0);")).toBe(
      ["1: f() -> exit [a], 2 [!a]", "2: g() -> exit"].join("\n"),
    );
  });

  test("switch falls through", () => {
    expect(graph("switch (a) { case 1: f(); case 2: g(); break; default: h(); }")).toBe(
      ["1:  -> 2 [= 1], 3 [= 2], 4 [else]", "2: f() -> 3", "3: g() -> exit", "4: h() -> exit"].join("\n"),
    );
  });

  test("a switch without default may do nothing", () => {
    expect(graph("switch (a) { case 1: return; } f();")).toBe(
      ["1:  -> 2 [= 1], 3 [else]", "2: return -> exit", "3: f() -> exit"].join("\n"),
    );
  });

  test("goto forward and back", () => {
    expect(graph("again: f(); if (a) goto done; if (b) goto again; g(); done: h();")).toBe(
      ["1: f() -> 4 [a], 2 [!a]", "2:  -> 1 [b], 3 [!b]", "3: g() -> 4", "4: h() -> exit"].join("\n"),
    );
  });

  test("what does not return ends its path", () => {
    expect(graph("if (a) KeBugCheck(1); f();")).toBe(
      ["1:  -> 2 [a], 3 [!a]", "2: KeBugCheck(1)", "3: f() -> exit"].join("\n"),
    );
  });

  test("an assertion leaves the way on which it holds", () => {
    expect(graph("NT_ASSERT(a > 1); f();")).toBe(["1: NT_ASSERT(a > 1) -> 2 [a > 1]", "2: f() -> exit"].join("\n"));
  });

  test("an exception may come at each step inside of __try", () => {
    expect(graph("__try { f(); g(); } __except (EXCEPTION_EXECUTE_HANDLER) { h(); } i();")).toBe(
      ["1: f() -> !3, 2", "2: g() -> !3, 4", "3: h() -> 4", "4: i() -> exit"].join("\n"),
    );
  });

  test("__finally runs on every way out", () => {
    expect(graph("__try { if (a) return; f(); if (b) __leave; g(); } __finally { h(); } i();")).toMatchInlineSnapshot(`
      "1:  -> !10, 2 [a], 4 [!a]
      2: return -> !10, 3
      3: h() -> exit
      4:  -> !10, 5
      5: f() -> !10, 6
      6:  -> !10, 7 [b], 8 [!b]
      7:  -> !10, 11
      8:  -> !10, 9
      9: g() -> !10, 11
      10: h() -> unwind
      11: h() -> 12
      12: i() -> exit"
    `);
  });

  test("destructors run where a scope is left", () => {
    expect(graph("{ Lock l(&a); if (b) return; f(); } g();", "cpp")).toBe(
      ["1: declare l -> 2 [b], 3 [!b]", "2: return; end l -> exit", "3: f(); end l; g() -> exit"].join("\n"),
    );
  });

  test("a computed goto, a label that is not there: no graph", () => {
    expect(graph("goto nowhere;")).toBe("none");
    expect(graph("goto *a;")).toBe("none");
  });

  test("a chain of 20,000 else-ifs has one", () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => `if (a == ${index}) f${index}();`).join(" else ");
    expect(graph(chain).length).toBeGreaterThan(100);
  });
});
