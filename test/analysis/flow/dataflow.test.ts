/** The solver with small lattices of its own: where ways meet, loops, guards, exceptions, and analyses without an end. */
import { expect, test } from "vitest";
import { buildCfg } from "../../../server/src/analysis/flow/build-cfg.ts";
import type { Cfg, CfgQuestions } from "../../../server/src/analysis/flow/cfg.ts";
import { type Flow, solve } from "../../../server/src/analysis/flow/dataflow.ts";
import { SourceDocument } from "../../../server/src/syntax/document.ts";
import { parts } from "../../support/engine.ts";

const questions: CfgQuestions = { constant: () => undefined, noReturn: () => false, assumed: () => undefined };

function graphOf(body: string): Cfg {
  const environment = { lookup: () => undefined };
  const options = { language: "c", dialect: "windows", environment } as const;
  const document = SourceDocument.open(`void fn(int a)\n{\n${body}\n}\n`, options, parts.reader);
  const [fn] = document.declarations.flatMap(({ syntax }) => syntax.decls);
  const cfg = fn?.kind === "function" ? buildCfg(fn, questions, "ignored") : undefined;
  if (cfg === undefined) {
    throw new Error("there is no graph");
  }
  return cfg;
}

/** The names of the functions that may have been called. */
const mayCall: Flow<ReadonlySet<string>> = {
  entry: new Set(),
  transfer: (step, before) =>
    step.kind === "call" && step.node.callee.kind === "name" ? new Set([...before, step.node.callee.name]) : before,
  assume: (_, state) => state,
  join: (a, b) => new Set([...a, ...b]),
  equal: (a, b) => a.size === b.size && [...a].every((name) => b.has(name)),
};

function called(body: string, flow: Flow<ReadonlySet<string>> = mayCall): string {
  const cfg = graphOf(body);
  const result = solve(cfg, flow);
  const end = cfg.exit === undefined ? undefined : result?.before(cfg.exit);
  return end === undefined ? "nothing is known" : [...end].sort().join(" ");
}

test("ways meet", () => {
  expect(called("f(); if (a) g(); else h(); i();")).toBe("f g h i");
});

test("loops go round until nothing is new", () => {
  expect(called("while (a) { if (b) f(); else { g(); continue; } h(); }")).toBe("f g h");
});

test("a way on which a guard cannot hold is not taken", () => {
  const neverTrue: Flow<ReadonlySet<string>> = {
    ...mayCall,
    assume: (guard, state) => (guard.kind === "condition" && guard.holds ? undefined : state),
  };
  expect(called("if (a) f(); else g();", neverTrue)).toBe("g");
});

test("an exception leaves with what was before its step", () => {
  const cfg = graphOf("__try { f(); g(); } __except (1) { h(); }");
  const seen = new Map<string, string>();
  solve(cfg, mayCall)?.eachStep((step, before) => {
    if (step.kind === "call" && step.node.callee.kind === "name") {
      seen.set(step.node.callee.name, [...before].sort().join(" "));
    }
  });
  expect(Object.fromEntries(seen)).toEqual({ f: "", g: "f", h: "f" });
});

test("what control cannot reach has no state", () => {
  const cfg = graphOf("return; f();");
  const steps: string[] = [];
  solve(cfg, mayCall)?.eachStep((step) => steps.push(step.kind));
  expect(steps).not.toContain("call");
});

test("an analysis that climbs for ever is given up", () => {
  const endless: Flow<number> = {
    entry: 0,
    transfer: (_, before) => before + 1,
    assume: (_, state) => state,
    join: Math.max,
    equal: (a, b) => a === b,
  };
  expect(solve(graphOf("while (a) f();"), endless)).toBeUndefined();
});
