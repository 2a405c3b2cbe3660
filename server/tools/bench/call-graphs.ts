/** What summaries cost against the size and the shape of a call graph: chains, fans and recursion, and one edit of each. */
import { performance } from "node:perf_hooks";
import { functionKey } from "../../src/analysis/calls/function-key.ts";
import type { SummaryAnalysis } from "../../src/analysis/summaries.ts";
import { type EngineParts, UnitSession } from "../../src/engine/unit-session.ts";
import type { DriverUnit } from "../../src/model/unit/types.ts";
import type { RuleContext } from "../../src/rules/context.ts";
import { defineRule, type Rule } from "../../src/rules/rule.ts";
import { percentile, round } from "./editor-latency.ts";

/** Milliseconds. */
export interface GraphCost {
  /** To read the files, without anything over them. */
  readonly read: number;
  /** To summarize all functions by an analysis that costs next to nothing: what is left is the engine's own. */
  readonly settle: number;
  /** An edit of the innermost function that no caller can tell, and one that all can; the median of several. */
  readonly quietEdit: number;
  readonly loudEdit: number;
}

/** Which functions the `index`-th of `count` calls, by their indexes; those with a greater index are further in. */
type Shape = (index: number, count: number) => readonly number[];

export const shapes: Readonly<Record<string, Shape>> = {
  chain: (index) => [index + 1],
  "many callers": (_, count) => [count - 1],
  "many callees": (index, count) => (index === 0 ? Array.from({ length: count - 1 }, (__, callee) => callee + 1) : []),
  ring: (index, count) => [(index + 1) % count],
  // Each calls the four others of its group and the first of the next.
  cliques: (index) => {
    const first = index - (index % 5);
    return [...[0, 1, 2, 3, 4].map((member) => first + member).filter((member) => member !== index), first + 5];
  },
};

/** @param engine gives facts and reader; its rules are not asked */
export function graphCost(shape: Shape, count: number, driver: DriverUnit, engine: EngineParts): GraphCost {
  const files = filesOf(shape, count);
  const unit = { ...driver, sources: files.map(({ path }) => path) };
  const opened = (rules: readonly Rule[]): { readonly session: UnitSession; readonly milliseconds: number } => {
    const started = performance.now();
    const session = UnitSession.open({ driver: unit, files, targetWindows: undefined }, { ...engine, rules });
    return { session, milliseconds: performance.now() - started };
  };
  const read = opened([]).milliseconds;
  const halting = haltingRule();
  const { session } = opened([halting.rule]);
  const settle = performance.now() - (halting.begun() ?? performance.now());
  const innermost = files.at(-1) ?? { path: "", text: "" };
  const times = (from: string, to: string): number => {
    const spent: number[] = [];
    for (let round = 0; round < 10; round++) {
      const [before, after] = round % 2 === 0 ? [from, to] : [to, from];
      const start = (session.text(innermost.path) ?? "").lastIndexOf(before);
      const started = performance.now();
      session.edit(innermost.path, { start, oldEnd: start + before.length, text: after });
      session.reading(innermost.path);
      spent.push(performance.now() - started);
    }
    return percentile(spent, 0.5);
  };
  return {
    read: round(read),
    settle: round(settle),
    quietEdit: times("int n;", "int m;"),
    loudEdit: times("Halt", "Stay"),
  };
}

/** The time to open a unit of this shape with rules over it. */
export function openingTime(shape: Shape, count: number, driver: DriverUnit, engine: EngineParts): number {
  const files = filesOf(shape, count);
  const unit = { ...driver, sources: files.map(({ path }) => path) };
  const started = performance.now();
  UnitSession.open({ driver: unit, files, targetWindows: undefined }, engine);
  return round(performance.now() - started);
}

const functionsPerFile = 500;

/** Files as drivers have them; the innermost function stands last and calls `Halt`. */
function filesOf(shape: Shape, count: number): readonly { readonly path: string; readonly text: string }[] {
  const texts: string[][] = [];
  for (let index = 0; index < count; index++) {
    const calls = shape(index, count).flatMap((callee) =>
      callee < count && callee !== index ? `    F${callee}();\n` : [],
    );
    const halt = index === count - 1 ? "    Halt();\n" : "";
    const file = Math.floor(index / functionsPerFile);
    texts[file] ??= [];
    texts[file].push(`void F${index}(void)\n{\n    int n;\n${calls.join("")}${halt}}\n\n`);
  }
  return texts.map((text, index) => ({ path: `file${index}.c`, text: text.join("") }));
}

/** A rule that finds nothing and keeps for every function whether it may come to call `Halt`. */
function haltingRule(): { readonly rule: Rule; begun(): number | undefined } {
  let begun: number | undefined;
  const halting: SummaryAnalysis<RuleContext, boolean> = {
    summarize: (fn, context) =>
      fn.calls.some(({ name }) => name === "Halt") ||
      calleesIn(fn.calls, context).some((key) => context.summary(halting, key)),
    callees(fn, context) {
      begun ??= performance.now();
      return calleesIn(fn.calls, context);
    },
    bottom: false,
    unknown: false,
    equal: (a, b) => a === b,
    sameReasons: () => true,
  };
  const rule = defineRule({
    id: "halting",
    severity: "hint",
    platforms: ["windows-kernel"],
    equivalents: [],
    docs: { summary: "", why: "", bad: "", good: "", references: [] },
    summaries: [halting],
  });
  return { rule, begun: () => begun };
}

const calleesIn = (calls: readonly { readonly name: string | undefined }[], { unit }: RuleContext): readonly string[] =>
  calls.flatMap(({ name = "" }) => unit.signatures(name).map((signature) => functionKey(signature)));
