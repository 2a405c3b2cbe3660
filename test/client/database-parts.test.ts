/** Names and addresses of databases inside files, histories, and whether a source is looked into: all that needs no VS Code. */
import { describe, expect, test } from "vitest";
import { mergeHistories } from "../../client/src/database/history.ts";
import { mayHoldDatabase } from "../../client/src/database/magic-text.ts";
import { addressOf, partAt, titleOf, whereOf } from "../../client/src/database/part-address.ts";
import { addressIn, queryOf } from "../../client/src/database/part-query.ts";
import { safeFileName } from "../../client/src/inspector/file-name.ts";
import { sizeText } from "../../client/src/inspector/size-text.ts";
import type { DatabasePart } from "../../server/src/database/find/part.ts";
import { arrayText } from "../../server/src/embed/c-source.ts";

const array = (name: string | undefined, line = 0): DatabasePart => ({
  ...{ kind: "array", name, line, start: line * 100, end: line * 100 + 90, bytes: 4096 },
});
const file = "file:///driver/quirks.c";

describe("a part's address", () => {
  test("leads to the same part when others have come before it, and to none when it has gone", () => {
    const first = [array("Other"), array("Quirks", 5), array("Quirks", 9), array(undefined, 12)];
    const address = addressOf(file, first, first[2]!);
    expect(address).toEqual({ file, name: "Quirks", number: 2 });
    const later = [array("New"), array("Quirks", 25), array("Quirks", 29)];
    expect(partAt(later, address)).toBe(later[2]);
    expect(partAt(later.slice(0, 2), address)).toBeUndefined();
    expect(addressOf(file, first, first[3]!)).toEqual({ file, number: 1 });
  });

  test("comes back from a query, and nothing else does", () => {
    const address = { file, name: 'a"b&c=d ü', number: 3 };
    expect(addressIn(queryOf(address))).toEqual(address);
    for (const other of [
      "",
      "{",
      "null",
      '{"file":1,"number":1}',
      '{"file":"a","number":0}',
      '{"file":"a","number":1.5}',
    ]) {
      expect(addressIn(other)).toBeUndefined();
    }
  });

  test("has a title that a tab can show, whatever a symbol is called", () => {
    expect(titleOf({ name: "QuirksDb", number: 1 }, "quirks.c")).toBe("QuirksDb in quirks.c");
    expect(titleOf({ number: 2 }, "driver.sys")).toBe("database 2 in driver.sys");
    const hostile = titleOf({ name: "../\u202ecod.exe\n", number: 1 }, "driver.sys");
    expect(hostile).not.toMatch(/[/\u202e\n]/);
    expect(titleOf({ name: "x".repeat(5000), number: 1 }, "a.o").length).toBeLessThan(120);
  });

  test("says where it is", () => {
    expect(whereOf(array("Quirks", 4))).toBe("line 5");
    expect(whereOf({ kind: "window", name: undefined, where: ".rdata", start: 0x1a40, length: 1 })).toBe(
      "at 0x1A40 in .rdata",
    );
  });
});

describe("a source is looked into", () => {
  const bytes = new Uint8Array(4096);
  bytes.set(new TextEncoder().encode("SQLite format 3\0"));
  const list = (format: (byte: number) => string): string =>
    `const unsigned char db[] = {\n${[...bytes].map(format).join(", ")}\n};\n`;
  const spelled: Readonly<Record<string, string>> = {
    hexadecimal: list((byte) => `0x${byte.toString(16).padStart(2, "0")}`),
    "hexadecimal with suffixes": list((byte) => `0X${byte.toString(16)}U`),
    decimal: list(String),
    octal: list((byte) => `0${byte.toString(8)}`),
    binary: list((byte) => `0b${byte.toString(2).padStart(8, "0")}`),
    characters: list((byte) => (byte >= 0x20 && byte < 0x7f ? `'${String.fromCharCode(byte)}'` : String(byte))),
    casts: list((byte) => `(UCHAR) /* next */ 0x${byte.toString(16)}`),
    "a string": `const char db[] = "SQLite format 3\\000\\020${"\\000".repeat(500)}";`,
    "an escaped string": `const char db[] = "${[...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}";`,
    "an octal string": `const char db[] = "${[...bytes].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")}";`,
    "words of 32 bits": `const ULONG db[] = { ${[...new Uint32Array(bytes.buffer)].map((word) => `0x${word.toString(16)}`).join(", ")} };`,
    "words of 64 bits": `const ULONG64 db[] = { ${[...new BigUint64Array(bytes.buffer)].map((word) => `${word}ULL`).join(", ")} };`,
    "what embed writes": arrayText(
      { ...{ bytes, symbol: "QuirksDb", source: "quirks.db", sha256: "" }, section: "nonpaged", shape: "" },
      "quirks.h",
    ),
  };

  test.each(Object.entries(spelled))("where a database stands in %s", (_, text) => {
    expect(mayHoldDatabase(`#include <ntddk.h>\n${text}`)).toBe(true);
  });

  test("and not where none does", () => {
    const table = list((byte) => `0x${((byte * 7 + 1) & 0xff).toString(16)}`);
    expect(mayHoldDatabase(table)).toBe(false);
    expect(mayHoldDatabase('#include <ntddk.h>\nstatic const char name[] = "SQL";\n'.repeat(50))).toBe(false);
    // SQLite's own source.
    const own = '# define SQLITE_FILE_HEADER "SQLite format 3"\n** Header string: "SQLite format 3\\000"\n';
    expect(mayHoldDatabase(own.repeat(20))).toBe(false);
    // Too short for a page.
    expect(mayHoldDatabase('const char magic[] = "SQLite format 3";')).toBe(false);
  });
});

test("a page's history goes before what others have run, without what was removed from it", () => {
  expect(mergeHistories(["c", "a"], ["a"], ["b", "a"])).toEqual(["c", "a", "b"]);
  expect(mergeHistories(["a"], ["c", "a"], ["d", "c", "a"])).toEqual(["a", "d"]);
  expect(mergeHistories([], ["b", "a"], ["b", "a"])).toEqual([]);
  expect(mergeHistories(["x".repeat(100_000), "a"], [], [])).toEqual(["a"]);
  const many = Array.from({ length: 500 }, (_, index) => `SELECT ${index}`);
  expect(mergeHistories(many, [], []).length).toBe(200);
});

test("names of files are made of any name", () => {
  expect(safeFileName("devices", "rows")).toBe("devices");
  expect(safeFileName("../../etc/passwd", "rows")).toBe("_.._etc_passwd");
  expect(safeFileName("a\u202egnp.exe", "rows")).toBe("a_gnp.exe");
  expect(safeFileName("con.csv", "rows")).toBe("_con.csv");
  expect(safeFileName("  . ", "rows")).toBe("rows");
  expect(safeFileName("\ud800", "rows")).toBe("_");
  expect([...safeFileName("名".repeat(300), "rows")].length).toBe(80);
});

test("sizes are short", () => {
  expect([0, 1, 812, 1024, 1536, 10_240, 1_048_575, 5 * 1024 ** 3, 3000 * 1024 ** 3].map(sizeText)).toEqual([
    ...["0 bytes", "1 byte", "812 bytes", "1 KB", "1.5 KB", "10 KB", "1 MB", "5 GB", "3000 GB"],
  ]);
});
