/** Names and statements as they are written, held against SQLite. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { keywords, oneLine, quoted } from "../../../../media/database/code/names.ts";
import { openSqlite, type SqliteInMemory } from "../support/catalog.ts";

let sqlite: SqliteInMemory;
beforeAll(async () => {
  sqlite = await openSqlite();
});

describe("a name", () => {
  it("is quoted so that SQLite reads the same name", () => {
    const names = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom("a b", 'a"b', "]", "é", "rowid", "1a", "a$"),
      fc.constantFrom(...keywords),
    );
    fc.assert(
      fc.property(
        names.filter((name) => !name.includes("\0")),
        (name) => {
          const [result] = sqlite.exec(`WITH t(${quoted(name)}) AS (SELECT 1) SELECT * FROM t`);
          expect(result?.columns).toEqual([name]);
        },
      ),
      { seed: 20_261_122 },
    );
  });
});

describe("one line", () => {
  it("has no comments and no line breaks outside of strings", () => {
    expect(oneLine("SELECT a, -- the first\n  /* b */ c\nFROM t")).toBe("SELECT a, c FROM t");
    expect(oneLine("SELECT '--x'")).toBe("SELECT '--x'");
  });

  it("is the same statement", () => {
    for (const sql of ["SELECT 1 - -1 AS a", "SELECT/**/2", "SELECT x'00' || 'a''b', \"c\" FROM (SELECT 3 AS c)"]) {
      expect(sqlite.exec(oneLine(sql))).toEqual(sqlite.exec(sql));
    }
  });
});
