/** Questions that somebody may begin with are ones that SQLite answers, and columns in sight are those of the statement. */
import { describe, expect, it } from "vitest";
import { columnsInSight } from "../../../../media/database/sql/columns-in-sight.ts";
import { examplesOf } from "../../../../media/database/sql/examples.ts";
import { column, object, openSqlite } from "../support/catalog.ts";

const id = column("id", { type: "INTEGER", primaryKey: 1 });
const vendors = object('the "vendors"', { columns: [id, column("order")] });
const devices = object("devices", {
  columns: [id, column("vendor")],
  foreignKeys: [
    { columns: ["vendor"], table: 'THE "vendors"', parentColumns: [], onUpdate: "NO ACTION", onDelete: "NO ACTION" },
  ],
  estimate: 12,
});

describe("examples", () => {
  it("run, whatever tables are called", async () => {
    const sqlite = await openSqlite(
      `CREATE TABLE "the ""vendors""" (id INTEGER PRIMARY KEY, "order"); CREATE TABLE devices (id INTEGER PRIMARY KEY, vendor REFERENCES "the ""vendors""")`,
    );
    for (const chosen of [undefined, vendors, devices]) {
      const examples = examplesOf([vendors, devices], chosen);
      expect(examples.length).toBe(4);
      for (const { sql } of examples) expect(() => sqlite.exec(sql)).not.toThrow();
    }
  });

  it("are about the table that is chosen, else about the largest", () => {
    expect(examplesOf([vendors, devices], undefined)[0]?.sql).toContain("FROM devices");
    expect(examplesOf([vendors, devices], vendors)[0]?.sql).toContain('FROM "the ""vendors"""');
  });

  it("are about the schema alone where no table can be read", () => {
    const broken = object("broken", { problem: "needs FTS5", columns: [id] });
    expect(examplesOf([broken], broken).map(({ sql }) => sql)).toEqual([expect.stringContaining("sqlite_schema")]);
  });
});

describe("columns in sight", () => {
  const tables = [vendors, devices];
  it("are those of tables that the statement at the cursor names", () => {
    const sql = `SELECT 1; SELECT  FROM "The ""vendors""" v; SELECT 2 FROM devices`;
    expect(columnsInSight(sql, sql.indexOf("  FROM") + 1, tables).map(({ name }) => name)).toEqual(["id", "order"]);
    expect(columnsInSight(sql, 3, tables)).toEqual([]);
  });

  it("are each there once", () => {
    const sql = `SELECT  FROM devices, "the ""vendors"""`;
    expect(columnsInSight(sql, 7, tables).map(({ name }) => name)).toEqual(["id", "order", "vendor"]);
  });
});
