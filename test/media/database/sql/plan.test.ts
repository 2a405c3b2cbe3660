/** Plans of real queries, by the SQLite that the inspector has. */

import { beforeAll, describe, expect, it } from "vitest";
import { hintOf, type PlanStep, planOf } from "../../../../media/database/sql/plan.ts";
import type { PlanNode } from "../../../../server/src/database/protocol.ts";
import { object, openSqlite, type SqliteInMemory } from "../support/catalog.ts";

let sqlite: SqliteInMemory;
beforeAll(async () => {
  sqlite = await openSqlite(`
    CREATE TABLE vendors (id INTEGER PRIMARY KEY, name TEXT);
    CREATE TABLE devices (id INTEGER PRIMARY KEY, vendor INTEGER, name TEXT, watts REAL);
    CREATE TABLE settings (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE INDEX by_vendor ON devices (vendor, name);
    CREATE VIRTUAL TABLE notes USING fts4(text);
  `);
});

const nodesOf = (sql: string): readonly PlanNode[] =>
  (sqlite.exec(`EXPLAIN QUERY PLAN ${sql}`)[0]?.values ?? []).map(([id, parent, , text]) => ({
    ...{ id: Number(id), parent: Number(parent), text: String(text) },
  }));
const flat = (steps: readonly PlanStep[]): readonly PlanStep[] =>
  steps.flatMap((step) => [step, ...flat(step.children)]);
const labelsOf = (sql: string): readonly (string | undefined)[] =>
  flat(planOf(nodesOf(sql), [])).map(({ hint }) => hint?.label);

describe("a plan", () => {
  it.each<[string, readonly (string | undefined)[]]>([
    ["SELECT * FROM devices WHERE watts > 1", ["full scan"]],
    ["SELECT * FROM devices d WHERE watts > 1", ["full scan"]],
    ["SELECT * FROM devices WHERE id = 1", ["by key"]],
    ["SELECT * FROM settings WHERE key = 'a'", ["by key"]],
    ["SELECT * FROM devices WHERE vendor = 1", ["by index"]],
    ["SELECT name FROM devices WHERE vendor = 1", ["by index"]],
    ["SELECT vendor FROM devices", ["index scan"]],
    ["SELECT * FROM devices ORDER BY vendor, name", ["full scan"]],
    ["SELECT * FROM devices ORDER BY watts", ["full scan", "sorts"]],
    ["SELECT * FROM devices JOIN vendors ON vendors.name = devices.name", ["full scan", undefined, "builds an index"]],
    ["SELECT (SELECT name FROM vendors WHERE id = vendor) FROM devices", ["index scan", "runs for each row", "by key"]],
    ["SELECT * FROM notes WHERE text MATCH 'a'", ["virtual table"]],
    ["SELECT * FROM (SELECT DISTINCT name FROM devices)", ["row by row", "index scan", "sorts", undefined]],
    ["SELECT 1", [undefined]],
    ["VALUES (1), (2)", [undefined]],
    ["WITH n AS MATERIALIZED (SELECT 1 AS i) SELECT * FROM n", ["kept", undefined, undefined]],
  ])("of %s is marked as %j", (sql, labels) => {
    expect(labelsOf(sql)).toEqual(labels);
  });

  it("has what is within a step below it", () => {
    const [, outer] = planOf(nodesOf("SELECT (SELECT name FROM vendors WHERE id = vendor) FROM devices"), []);
    expect(outer?.text).toMatch(/^CORRELATED SCALAR SUBQUERY/);
    expect(outer?.children.map(({ text }) => text)).toEqual([expect.stringMatching(/^SEARCH vendors/)]);
  });

  it("says how many rows a scan reads, where that is known", () => {
    const hint = hintOf("SCAN devices", [object("devices", { estimate: 5000 })]);
    expect(hint?.text).toContain("about 5,000.");
  });

  it("of a file that lies ends all the same", () => {
    const circle = [
      { id: 1, parent: 2, text: "a" },
      { id: 2, parent: 1, text: "b" },
      { id: 3, parent: 3, text: "c" },
      { id: 4, parent: 0, text: "d" },
    ];
    expect(planOf(circle, []).map(({ text }) => text)).toEqual(["c", "d"]);
  });
});
