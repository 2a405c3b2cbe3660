/**
 * Random edits of units of many functions, with a seed: after each few, a session that was edited says of every function
 * what one says that was opened on the texts, for summaries and for registrations; work that is dropped halfway included.
 */
import { describe, expect, it } from "vitest";
import { finish } from "../../../server/src/engine/steps.ts";
import type { UnitSession } from "../../../server/src/engine/unit-session.ts";
import { defineRule } from "../../../server/src/rules/rule.ts";
import type { TextEdit } from "../../../server/src/syntax/document.ts";
import { findingsOf, openUnit } from "../../support/engine.ts";
import { type Random, seeded } from "../random.ts";
import { reachAnalysis } from "./reach.ts";

const [nearest, first] = [reachAnalysis("nearest"), reachAnalysis("first")];

/** Says of every function what registers it, with the places. */
const registered = defineRule({
  ...nearest.rule,
  id: "registered",
  summaries: [],
  *checkFunction(fn, context) {
    const roles = context.registrations(fn, "roles").map(({ roleType, by }) => `${roleType} ${by}`);
    const reasons = context.registrations(fn, "reasons");
    const related = reasons.map(({ place, within }) => ({ at: place, message: within?.name ?? "" }));
    yield { at: fn.place(fn.definition.nameSpan), message: roles.join(), advice: "", related };
  },
});

const rules = [nearest.rule, first.rule, registered];
const paths = ["a.c", "b.cpp", "c.c", "d.h"];

function randomFunction(random: Random, names: number): string {
  const calls = Array.from({ length: random.upTo(3) }, () => {
    const name = `F${random.upTo(names)}`;
    return random.pick([
      `    ${name}();\n`,
      `    ${name}();\n`,
      `    if (n) ${name}(1);\n`,
      `    KeInitializeDpc(&d, ${name}, 0);\n`,
    ]);
  });
  const halts = random.upTo(names) === 0 ? "    Halt();\n" : "";
  const storage = random.pick(["", "", "", "static "]);
  const parameters = random.pick(["void", "void", "int n"]);
  return `${storage}void F${random.upTo(names)}(${parameters})\n{\n${calls.join("")}${halts}}\n\n`;
}

function randomText(random: Random, functions: number, names: number): string {
  const table = `KDEFERRED_ROUTINE F${random.upTo(names)};\nPKDEFERRED_ROUTINE slot = F${random.upTo(names)};\n`;
  return `${table}${Array.from({ length: functions }, () => randomFunction(random, names)).join("")}`;
}

function randomEdit(text: string, random: Random, names: number): TextEdit {
  const at = random.upTo(text.length);
  const line = text.lastIndexOf("\n", at - 1) + 1;
  const lineEnd = text.indexOf("\n", line) + 1 || text.length;
  const between = Math.max(0, text.indexOf("\n\n", at) + 2 || text.length);
  const insert = (start: number, added: string): TextEdit => ({ start, oldEnd: start, text: added });
  switch (random.upTo(9)) {
    case 0:
    case 1:
    case 2:
      return { start: line, oldEnd: lineEnd, text: `    F${random.upTo(names)}();\n` };
    case 3:
      return insert(line, `    F${random.upTo(names)}();\n`);
    case 4:
      return { start: line, oldEnd: lineEnd, text: random.pick(["", "    Halt();\n", "    int x;\n"]) };
    case 5:
      return insert(at, random.pick([..."{}();#/*\n", "x", "static "]));
    case 6:
      return { start: at, oldEnd: Math.min(text.length, at + 1), text: "" };
    case 7:
      return insert(between, randomFunction(random, names));
    case 8:
      return { start: line, oldEnd: Math.min(text.length, between), text: "" };
    default:
      return insert(line, random.pick(["#if A\n", "#endif\n", "#define F1 F2\n", "    KeInitializeDpc(&d, F1, 0);\n"]));
  }
}

/** A check that the next edit overtakes, somewhere on its way. */
function dropHalfway(session: UnitSession, random: Random): void {
  const steps = session.checking(random.pick(session.paths), () => {});
  for (let step = random.upTo(60); step > 0 && steps.next().done !== true; step--) {
    // A little of it.
  }
  if (random.upTo(1) === 0) {
    steps.return([]);
    finish(session.glancing(random.pick(session.paths), () => {}));
  }
}

function editAndCompare(random: Random, functions: number, names: number, edits: number): void {
  const files = paths.map((path) => ({ path, text: randomText(random, functions, names) }));
  const session = openUnit(files, { rules });
  for (let done = 0; done < edits; done++) {
    for (let burst = random.upTo(2); burst >= 0; burst--) {
      const path = random.pick(paths);
      session.edit(path, randomEdit(session.text(path) ?? "", random, names));
      if (random.upTo(1) === 0) {
        dropHalfway(session, random);
      }
    }
    if (random.upTo(3) === 0) {
      continue;
    }
    const texts = session.paths.map((path) => ({ path, text: session.text(path) ?? "" }));
    const fresh = openUnit(texts, { rules });
    for (const path of paths) {
      const [edited, opened] = [session, fresh].map((one) =>
        findingsOf(one, path).map((finding) => JSON.stringify(finding)),
      );
      expect(edited, `${path} after ${done + 1} edits`).toEqual(opened);
      expect(session.functionCounts(path)).toEqual(fresh.functionCounts(path));
    }
  }
}

describe("an edited unit says of all its functions what a fresh one says", () => {
  it.each([1, 2, 3, 4, 5, 6])("with few calls, seed %i", (seed) => {
    editAndCompare(seeded(seed), 8, 40, 40);
  });

  it.each([11, 12, 13, 14, 15, 16])("with circles of many functions, seed %i", (seed) => {
    editAndCompare(seeded(seed), 10, 16, 40);
  });
});
