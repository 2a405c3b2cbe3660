/** The names of the tables by how they begin. */
import { describe, expect, it } from "vitest";
import { loadFacts } from "../../server/src/facts/index.ts";

const facts = loadFacts();

describe("names by how they begin", () => {
  it("are all of the table's, whatever the case of letters", () => {
    const found = facts.functionsFrom("zwclo");
    expect(found).toContain("ZwClose");
    expect(found.every((name) => name.toLowerCase().startsWith("zwclo"))).toBe(true);
    expect(facts.functionsFrom("ZWCLO")).toEqual(found);
    const all = facts.functionsFrom("");
    expect(all.length).toBeGreaterThan(5000);
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((name) => facts.functionContract(name) !== undefined)).toBe(true);
  });

  it("are sorted without regard to case, and none where none begins so", () => {
    const found = facts.functionsFrom("Ex").map((name) => name.toLowerCase());
    expect(found.length).toBeGreaterThan(50);
    expect(found).toEqual([...found].sort());
    expect(facts.functionsFrom("~")).toEqual([]);
    expect(facts.functionsFrom("NoSuchName")).toEqual([]);
    const last = facts.functionsFrom("").at(-1) ?? "";
    expect(facts.functionsFrom(last)).toContain(last);
  });

  it("of Linux are those that are called, once each", () => {
    expect(facts.linuxFunctionsFrom("kmall")).toContain("kmalloc");
    expect(facts.linuxFunctionsFrom("request_ir").filter((name) => name === "request_irq")).toHaveLength(1);
    expect(facts.linuxFunctionsFrom("GFP_")).toEqual([]);
  });
});
