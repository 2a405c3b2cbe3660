/** The checklist of SQLite in words: for who hears it, and for a review. */
import { describe, expect, test } from "vitest";
import { checklistText, countText, reasonsText, spokenStep } from "../../client/src/sqlite-profile/checklist-text.ts";
import type { SqliteProfileAnswer, SqliteStep } from "../../server/src/lsp/protocol.ts";

const at = (line: number) => ({
  uri: "file:///src/my%20driver/memory.c",
  range: { start: { line, character: 4 }, end: { line, character: 9 } },
});

const step = (more: Partial<SqliteStep>): SqliteStep => ({
  id: "allocator",
  title: "Allocator",
  state: "done",
  sentence: "SQLite allocates through Methods.",
  details: [],
  at: at(6),
  evidence: [{ text: "Methods", at: at(6) }, { text: "SQLITE_ZERO_MALLOC" }],
  findings: [],
  ...more,
});

const wrong = step({
  id: "vfs",
  title: "VFS",
  state: "wrong",
  sentence: "xOpen of Vfs is NULL.",
  details: ["Vfs is not used."],
  at: at(19),
  findings: [
    {
      key: "1",
      rule: "sqlite-method-missing",
      severity: "error",
      message: "xOpen of Vfs is NULL",
      at: at(19),
      fixes: [],
    },
  ],
});

const unit = { id: "a", name: "quirks", kind: "windows-kernel", frameworks: [], folder: "file:///src", files: 2 };
const answer: SqliteProfileAnswer = { unit, embedsSqlite: true, steps: [step({}), wrong] };
const nameOf = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));

describe("the checklist", () => {
  test("says its state first to who hears it", () => {
    expect(spokenStep(step({}))).toBe("Allocator: done. SQLite allocates through Methods.");
    expect(spokenStep(step({ state: "unknown", title: "Validation", sentence: "It runs or not." }))).toBe(
      "Validation: cannot be seen from the sources. It runs or not.",
    );
  });

  test("is counted by what is left to do", () => {
    expect(countText(answer.steps)).toBe("1 of 2 done, 1 wrong");
    expect(countText([step({}), step({ state: "missing" }), step({ state: "unknown" })])).toBe(
      "1 of 3 done, 1 missing, 1 cannot be seen",
    );
  });

  test("says what a step was ticked from", () => {
    expect(reasonsText(step({}))).toBe(
      "SQLite allocates through Methods.\nSeen: Methods (memory.c:7)\nSeen: SQLITE_ZERO_MALLOC",
    );
  });

  test("is copied as a text, whole or a step of it", () => {
    expect(checklistText(answer, nameOf)).toBe(
      [
        "SQLite in quirks: 1 of 2 done, 1 wrong",
        "",
        "[x] Allocator: done. SQLite allocates through Methods. (memory.c:7)",
        "[!] VFS: wrong. xOpen of Vfs is NULL. (memory.c:20)",
        "    Vfs is not used.",
        "    sqlite-method-missing: xOpen of Vfs is NULL (memory.c:20)",
      ].join("\n"),
    );
    expect(checklistText(answer, nameOf, step({}))).toBe(
      "[x] Allocator: done. SQLite allocates through Methods. (memory.c:7)",
    );
  });
});
