/** Statements that were run before. */
import { describe, expect, it } from "vitest";
import { remembering, searching, type Walk, walked } from "../../../../media/database/sql/history.ts";

describe("the history", () => {
  it("has the newest first and each once", () => {
    expect(remembering(["b", "a"], " a\n")).toEqual(["a", "b"]);
  });

  it("forgets what is old, what is empty and what is a file", () => {
    const full = Array.from({ length: 200 }, (_, index) => String(index));
    expect(remembering(full, "new")).toEqual(["new", ...full.slice(0, 199)]);
    expect(remembering(["a"], "  ")).toEqual(["a"]);
    expect(remembering(["a"], "x".repeat(20_001))).toEqual(["a"]);
  });

  it("is searched for all words, whatever their case", () => {
    const all = ["SELECT name FROM vendors", "SELECT 1"];
    expect(searching(all, "VENDORS select")).toEqual([all[0]]);
    expect(searching(all, "")).toEqual(all);
  });
});

describe("who walks through it", () => {
  const history = ["c", "b", "a"];
  const walk = (draft: string, directions: readonly ("older" | "newer")[]): readonly string[] => {
    let [text, at]: [string, Walk | undefined] = [draft, undefined];
    return directions.map((direction) => {
      const next = walked(history, at, text, direction);
      if (next !== undefined) [text, at] = [next.text, next];
      return text;
    });
  };

  it("comes back to what he had written", () => {
    expect(walk("draft", ["older", "older", "newer", "newer"])).toEqual(["c", "b", "c", "draft"]);
  });

  it("stays at the ends", () => {
    expect(walk("draft", ["newer", "older", "older", "older", "older"])).toEqual(["draft", "c", "b", "a", "a"]);
  });

  it("goes on behind the newest where that is what stands there", () => {
    expect(walk("c", ["older", "newer"])).toEqual(["b", "c"]);
  });

  it("begins anew where he has changed what he was led to", () => {
    const first = walked(history, undefined, "", "older");
    expect(walked(history, first, "c, but other", "older")).toEqual({ at: 0, draft: "c, but other", text: "c" });
  });
});
