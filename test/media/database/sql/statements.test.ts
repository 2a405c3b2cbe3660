/** Statements of a text, held against what SQLite makes of it. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { errorIn, statementAt, statementsOf } from "../../../../media/database/sql/statements.ts";
import { openSqlite, type SqliteInMemory } from "../support/catalog.ts";

let sqlite: SqliteInMemory;
beforeAll(async () => {
  sqlite = await openSqlite(
    "CREATE TABLE vendors (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE devices (name TEXT)",
  );
});

const split = (sql: string): readonly string[] => statementsOf(sql).map(({ start, end }) => sql.slice(start, end));

const trigger = `CREATE TRIGGER t AFTER INSERT ON vendors BEGIN
  SELECT 1; -- END;
  UPDATE vendors SET name = 'END;';
END;`;

describe("statements", () => {
  it("end where SQLite ends them", () => {
    const statements = fc.constantFrom(
      "SELECT 1",
      "SELECT ';'",
      'SELECT 1 AS ";"',
      "SELECT 1 AS [a;b]",
      "SELECT /* ; */ 2",
      "SELECT 3 -- ;\n",
      trigger.slice(0, -1),
      trigger.replace("CREATE", "EXPLAIN CREATE TEMP").slice(0, -1),
      "VALUES (1), (2)",
      "  ",
      "-- nothing",
    );
    fc.assert(
      fc.property(fc.array(statements, { maxLength: 6 }), (parts) => {
        const sql = parts.join("\n;");
        const theirs: string[] = [];
        for (const statement of sqlite.iterateStatements(sql)) theirs.push(statement.getSQL().trim());
        const bare = (text: string): string => text.replace(/;$/, "").trim();
        expect(split(sql).map(bare)).toEqual(theirs.flatMap(split).map(bare));
      }),
      { seed: 20_261_122 },
    );
  });

  it("are one where a trigger has several in it", () => {
    expect(split(`${trigger} SELECT 2`)).toEqual([trigger, "SELECT 2"]);
  });
});

describe("the statement at the cursor", () => {
  const sql = "-- first\nSELECT 1;\n\nSELECT 2;   \n-- third\nSELECT 3";
  const at = (place: number): string => {
    const range = statementAt(sql, place);
    return range === undefined ? "" : sql.slice(range.start, range.end);
  };

  it("is the one that it is in, at the end of, or behind on its line", () => {
    expect(at(sql.indexOf("1"))).toBe("SELECT 1;");
    expect(at(sql.indexOf("1") + 2)).toBe("SELECT 1;");
    expect(at(sql.indexOf("2") + 4)).toBe("SELECT 2;");
    expect(at(sql.length)).toBe("SELECT 3");
  });

  it("is the next one where it stands above it, and the first above all", () => {
    expect(at(sql.indexOf("third"))).toBe("SELECT 3");
    expect(at(0)).toBe("SELECT 1;");
  });

  it("is none in an empty text", () => {
    expect(statementAt("  -- nothing", 3)).toBeUndefined();
  });
});

describe("the place of an error", () => {
  const markedIn = (statement: string): string | undefined => {
    try {
      sqlite.exec(statement);
    } catch (error) {
      const range = errorIn(statement, (error as Error).message);
      return range && statement.slice(range.start, range.end);
    }
    throw new Error("SQLite takes it");
  };

  it.each([
    ["SELECT * FORM vendors", "FORM"],
    ["SELECT nam FROM vendors", "nam"],
    ["SELECT v.nam FROM vendors v", "nam"],
    ["SELECT * FROM vendor", "vendor"],
    ['SELECT * FROM "vendor"', '"vendor"'],
    ["SELECT lenght(name) FROM vendors", "lenght"],
    ["SELECT vendors.name FROM vendors, devices WHERE name = ''", "name"],
    ["SELECT (1", "1"],
    ["SELECT #", "#"],
  ])("of %s is %s", (statement, token) => {
    expect(markedIn(statement)).toBe(token);
  });

  it("is not guessed where it may be one of several", () => {
    expect(markedIn("SELECT nam, nam FROM vendors")).toBeUndefined();
  });
});
