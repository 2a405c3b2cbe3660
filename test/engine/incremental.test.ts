/**
 * Random edits of real driver sources, with a seed: after each, a session that was edited says the same as one that was
 * opened on the text; and no text whatsoever makes the engine throw.
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, it } from "vitest";
import { ruleNames } from "../../server/src/engine/config/rule-names.ts";
import { judge } from "../../server/src/engine/judge.ts";
import type { Problem } from "../../server/src/engine/report.ts";
import { finish } from "../../server/src/engine/steps.ts";
import type { UnitSession } from "../../server/src/engine/unit-session.ts";
import type { FileModel } from "../../server/src/model/file.ts";
import type { FunctionModel } from "../../server/src/model/function.ts";
import type { UnitKind } from "../../server/src/model/unit/types.ts";
import type { RuleContext } from "../../server/src/rules/context.ts";
import type { Related, Severity } from "../../server/src/rules/finding.ts";
import { defineRule, type Rule } from "../../server/src/rules/rule.ts";
import { decodeSource } from "../../server/src/syntax/decode.ts";
import type { TextEdit } from "../../server/src/syntax/document.ts";
import { findingsOf, openUnit, parts, type SourceText, type UnitSettings } from "../support/engine.ts";
import { type Random, seeded } from "./random.ts";
import { randomEdit } from "./random-edits.ts";

const examples = new URL("../../examples/", import.meta.url);

const example = (name: string): readonly SourceText[] =>
  readdirSync(new URL(`${name}/`, examples))
    .filter((file) => /\.[ch]$/.test(file) && file !== "catalog.c")
    .map((file) => ({ path: file, text: readFileSync(new URL(`${name}/${file}`, examples), "utf8") }));

const fixture = (name: string): string => readFileSync(new URL(`../rules/${name}`, import.meta.url), "utf8");

/** Files of which each says something about the others' locks, and what pointers lead to. */
const sharing: readonly SourceText[] = [
  ...fixture("lock-order/orders.c")
    .split(/^(?=\/\/ (?:The adapter|Through calls))/m)
    .map((text, index) => ({ path: index === 0 ? "orders.h" : `orders${index}.c`, text })),
  { path: "pointers.c", text: fixture("irql-too-high/function-pointers.c") },
];

/** Files that configure SQLite, give it methods, call it from each other at levels, and define how it is compiled. */
const embedding: readonly SourceText[] = [
  ...fixture("sqlite-config-order/order.c")
    .split(/^(?=\/\* (?:Through functions|Once only))/m)
    .map((text, index) => ({ path: index === 0 ? "order.h" : `order${index}.c`, text })),
  ...["sqlite-at-raised-irql/windows.c", "sqlite-error-format/log.c", "sqlite-os-init-missing/no-functions/vfs.c"].map(
    (name) => ({ path: name.replaceAll("/", "-"), text: fixture(name) }),
  ),
  // Tables in one file, and what fills them in another.
  ...fixture("sqlite-method-missing/pointers.c")
    .split(/^(?=static void Fill)/m)
    .map((text, index) => ({ path: index === 0 ? "tables.h" : `fills${index}.c`, text })),
  ...["sqlite-method-missing/vfs.c", "sqlite-vfs-const/registered.c", "sqlite-alloc-size/headers.c"].map((name) => ({
    path: name.replaceAll("/", "-"),
    text: fixture(name),
  })),
  { path: "options.h", text: fixture("sqlite-build-profile/missing/options.h") },
];
/** How the project compiles it is no matter of edits. */
const embedded: SourceText = { path: "sqlite.c", text: fixture("sqlite-build-profile/missing/sqlite.c") };

/** Two rules that report no mistake but all that a rule can see; what depends on more than it may shows as a difference. */
const shared = { platforms: ["windows-kernel", "linux-kernel"], severity: "hint", equivalents: [] } as const;
const docs = { summary: "", why: "", bad: "", good: "", references: [] };

const functionMirror: Rule = defineRule({
  ...shared,
  id: "function-mirror",
  docs,
  *checkFunction(fn, context) {
    const message = describeFunction(fn, context);
    yield { at: fn.place(fn.definition), message, advice: "", related: placesOf(fn, context) };
  },
});

const fileMirror: Rule = defineRule({
  ...shared,
  id: "file-mirror",
  docs,
  *checkFile(file) {
    yield { at: { file: file.path, anchor: { start: 0 }, start: 0, end: 0 }, message: describeFile(file), advice: "" };
  },
});

/** Places elsewhere that an answer about a function holds: they move with the text there. */
function placesOf(fn: FunctionModel, { unit, resolve }: RuleContext): readonly Related[] {
  return fn.calls.flatMap(({ name = "", expr }) => [
    ...unit.functions(name).map((other) => ({ at: other.place(other.definition), message: "" })),
    ...unit.macros(name).map(({ file, macro }) => ({ at: { file, anchor: macro, start: 0, end: 1 }, message: "" })),
    ...expr.args.flatMap((arg) =>
      resolve(arg, fn).leaves.flatMap(({ via }) => via.map(({ at }) => ({ at, message: "" }))),
    ),
  ]);
}

function describeFunction(fn: FunctionModel, context: RuleContext): string {
  const calls = fn.calls.map((call) => {
    const values = call.expr.args.map((arg) => {
      const { leaves, complete } = context.resolve(arg, fn);
      const ends = leaves.map((leaf) => `${leaf.expr.kind}${leaf.via.map((step) => step.at.start).join("<")}`);
      return `${ends.join("|")}${complete ? "" : "?"}=${context.integer(arg, fn)}`;
    });
    const { name = "" } = call;
    const { unit } = context;
    const known = [
      unit.declares(name),
      unit.functions(name).length,
      unit.prototypes(name).length,
      unit.macros(name).length,
      unit.usedAsValue(name),
    ];
    return `${name}@${call.nameSpan.start}(${values.join(",")}) ${known} ${context.assumption(fn.place(call.expr))}`;
  });
  return JSON.stringify({
    name: fn.name,
    scope: fn.scope,
    isValue: context.unit.usedAsValue(fn.name),
    included: ["driver.h", "quirksctl.h", "sqlite3.h"].map((name) => context.unit.includes(name)),
    broken: fn.broken,
    definition: fn.definition,
    calls,
    uses: fn.uses.map(({ name, start }) => `${name}@${start}`),
    locals: [...fn.locals.keys()],
    parameters: [...fn.parameterNames],
    annotations: [fn.annotations, fn.attributes, fn.parameterAnnotations],
    text: fn.text(fn.definition),
  });
}

function describeFile(file: FileModel): string {
  return JSON.stringify({
    declarations: file.declarations.map(({ start, length, syntax, side, symbols, functions }) => ({
      start,
      length,
      syntax,
      side,
      names: Object.values(symbols).flatMap((ofKind) => ofKind.map((symbol: { name?: string }) => symbol.name)),
      functions: functions.map(({ name }) => name),
    })),
    macros: file.macros.map(({ start, end, name, nameStart, parameters, body, expression }) => ({
      ...{ start, end, name, nameStart, parameters, body, expression },
    })),
    includes: file.includes,
    pragmas: file.pragmas,
    assumptions: file.declarations.map(({ start }) => file.assumption(start)),
  });
}

const rules = [...parts.rules, functionMirror, fileMirror];

const names = ruleNames(rules);
const byId = new Map(rules.map((rule) => [rule.id, rule]));
const asTheyAre = { severityOf: (_: Rule, own: Severity) => own };

/** All that a session says of a file, one line a finding, and what suppressions make of it. */
function answer(session: UnitSession, path: string): readonly string[] {
  const found = findingsOf(session, path);
  const judged = judge(path, session.text(path) ?? "", found, asTheyAre, byId, names, session.lexed(path));
  return [...judged.findings, judged.unused, judged.problems, session.stats(path)].map((part) => JSON.stringify(part));
}

/** Where two answers part, with what stands around it. */
function firstDifference(edited: readonly string[], fresh: readonly string[]): string | undefined {
  for (let index = 0; index < Math.max(edited.length, fresh.length); index++) {
    const [a = "nothing", b = "nothing"] = [edited[index], fresh[index]];
    if (a !== b) {
      let at = 0;
      while (a[at] === b[at]) {
        at++;
      }
      const around = (text: string): string =>
        `${text.slice(0, 120)} ... ${text.slice(Math.max(0, at - 60), at + 140)}`;
      return `\n  edited: ${around(a)}\n  fresh:  ${around(b)}`;
    }
  }
  return undefined;
}

function failing({ message }: Problem): void {
  throw new Error(message);
}

/** A check that the next edit overtakes: told that it is dropped, or forgotten, or overtaken by another one. */
function dropHalfway(session: UnitSession, path: string, random: Random): void {
  const steps = session.checking(path, () => {});
  for (let step = random.upTo(20); step > 0 && steps.next().done !== true; step--) {
    // A little of it.
  }
  switch (random.upTo(3)) {
    case 0:
      steps.return([]);
      break;
    case 1:
      session.check(random.pick(session.paths), () => {});
      steps.next();
      break;
    case 2:
      // What is told at once, while the check waits.
      steps.return([]);
      finish(session.glancing(path, failing));
      break;
  }
}

/** One run: a session that is edited `edits` times, held against fresh ones after each round of a few edits. */
function editAndCompare(
  files: readonly SourceText[],
  edits: number,
  random: Random,
  kind?: UnitKind,
  beside: readonly SourceText[] = [],
): void {
  const settings: UnitSettings = { rules, ...(kind === undefined ? {} : { kind }) };
  const session = openUnit([...files, ...beside], settings);
  const log: (TextEdit & { path: string })[] = [];
  for (let done = 0; done < edits; ) {
    const touched = random.pick(files).path;
    for (let burst = random.upTo(3); burst >= 0 && done < edits; burst--, done++) {
      const edit = randomEdit(session.text(touched) ?? "", random);
      log.push({ path: touched, ...edit });
      session.edit(touched, edit);
      if (random.upTo(2) === 0) {
        dropHalfway(session, random.pick(files).path, random);
      }
    }
    const fresh = openUnit(
      session.paths.map((path) => ({ path, text: session.text(path) ?? "" })),
      settings,
    );
    // The file that was edited, and one that may only have heard of it.
    for (const path of new Set([touched, random.pick([...files, ...beside]).path])) {
      const difference = firstDifference(answer(session, path), answer(fresh, path));
      if (difference !== undefined) {
        const last = log.slice(-4).map((edit) => JSON.stringify(edit));
        throw new Error(`${path} after ${log.length} edits: ${difference}\nthe last edits: ${last.join("\n")}`);
      }
    }
  }
}

describe("an edited session equals a fresh one", () => {
  const wrong = example("sqlite-driver-wrong");
  const right = example("sqlite-driver-right");
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

  it.each(seeds)("through 150 edits of one file as C and 150 as C++, seed %i", (seed) => {
    const random = seeded(seed);
    const file = random.pick([...wrong, ...right]);
    editAndCompare([file], 150, random, seed % 4 === 0 ? "linux-kernel" : "windows-kernel");
    editAndCompare([{ ...file, path: `${file.path}.cpp` }], 150, random);
  });

  it.each(seeds)("through 60 edits of files that share locks and pointers to functions, seed %i", (seed) => {
    editAndCompare(sharing, 60, seeded(seed * 100));
  });

  it.each(seeds.slice(0, 2))("through 60 edits of files that have to do with SQLite, seed %i", (seed) => {
    editAndCompare(embedding, 60, seeded(seed * 10_000), undefined, [embedded]);
  });

  it.each(seeds)("through 60 edits of a unit, seed %i", (seed) => {
    editAndCompare(seed % 2 === 0 ? wrong : right, 60, seeded(seed * 1000));
  });
});

describe("no text makes the engine throw", () => {
  const texts = [...example("sqlite-driver-wrong"), ...example("sqlite-driver-right")];
  const check = (path: string, text: string): void => {
    findingsOf(openUnit([{ path, text }], { rules }), path);
  };

  it.each(["driver.h", "vfs.c", "history.c"])("cut off at every 97th offset: %s", (path) => {
    for (const { text } of texts.filter((candidate) => candidate.path === path)) {
      for (let end = 0; end < text.length; end += 97) {
        check(path, text.slice(0, end));
        check(path.replace(/\.\w+$/, ".cpp"), text.slice(end));
      }
    }
  });

  it.each([11, 12, 13, 14])("with random characters and NULs in it, seed %i", (seed) => {
    const random = seeded(seed);
    for (const { path, text } of texts) {
      const units = [...text];
      for (let count = 1 + random.upTo(30); count > 0; count--) {
        units[random.upTo(units.length - 1)] = random.pick([
          "\0",
          "\ud800",
          "\uffff",
          "\\",
          '"',
          "'",
          "/*",
          "{",
          "}",
          "#",
          ...units,
        ]);
      }
      check(path, units.join(""));
    }
  });

  it("made of random bytes", () => {
    const random = seeded(21);
    for (let round = 0; round < 200; round++) {
      const bytes = Uint8Array.from({ length: random.upTo(400) }, () => random.upTo(255));
      const path = random.pick(["a.c", "a.cpp", "a.h"]);
      check(path, String.fromCharCode(...bytes));
      check(path, decodeSource(bytes)?.text ?? "");
      check(path, `void f(void)\n{\n    ${String.fromCharCode(...bytes)}\n}\n`);
    }
  });
});
