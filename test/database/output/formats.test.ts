/** Values and rows in each form, and what reads them back. */
import { describe, expect, test } from "vitest";
import { formatRows, formatValue, outputFormats } from "../../../server/src/database/output/formats.ts";
import { hexOf, isWhole, type Value, wholeValue } from "../../../server/src/database/output/value.ts";

const text = (value: string): Value => ({ type: "text", text: value });
const integer = (value: string): Value => ({ type: "integer", text: value });
const real = (value: string): Value => ({ type: "real", text: value });
const blob = (...bytes: number[]): Value => ({ type: "blob", bytes: Uint8Array.from(bytes) });
const noUtf8 = wholeValue("text", Uint8Array.of(0x61, 0xff));
const shape = { name: "devices", columns: ["id", "name"] };

test("a value is whole where all of it is there", () => {
  expect(isWhole(null)).toBe(true);
  expect(isWhole({ type: "text", text: "a", length: 5, isWhole: false })).toBe(false);
  expect(isWhole({ type: "blob", bytes: new Uint8Array(2), length: 3 })).toBe(false);
  expect(isWhole({ type: "blob", bytes: new Uint8Array(3), length: 3 })).toBe(true);
});

test("bytes of a value become it", () => {
  expect(wholeValue("null", new Uint8Array())).toBeNull();
  expect(wholeValue("integer", new TextEncoder().encode("-5"))).toEqual(integer("-5"));
  expect(wholeValue("text", new TextEncoder().encode("\ufeffé\0"))).toEqual(text("\ufeffé\0"));
  expect(noUtf8).toEqual({ type: "text", text: "a\ufffd", bytes: Uint8Array.of(0x61, 0xff) });
  const long = Uint8Array.from({ length: 100_000 }, (_, index) => index);
  expect(hexOf(long)).toBe(Buffer.from(long).toString("hex"));
});

describe("CSV", () => {
  test.each<[Value, string]>([
    [null, ""],
    [text(""), '""'],
    [text("a"), "a"],
    [text(" a"), '" a"'],
    [text('say "a", b'), '"say ""a"", b"'],
    [text("a\r\nb"), '"a\r\nb"'],
    [text("a;b"), '"a;b"'],
    [integer("-9223372036854775808"), "-9223372036854775808"],
    [real("1.0e+100"), "1.0e+100"],
    [blob(0, 255), "x'00ff'"],
    [noUtf8, "x'61ff'"],
  ])("%j is %s", (value, expected) => expect(formatValue("csv", value)).toBe(expected));

  test.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1", "\t=1", "\n=1"])(
    "%j is no formula",
    (formula) => {
      const field = formatValue("csv", text(formula));
      expect(field.replace(/^"/, "")[0]).toBe("'");
    },
  );
  test("numbers with a sign stay", () => {
    expect(formatValue("csv", text("-12.5e3"))).toBe("-12.5e3");
    expect(formatValue("csv", text("+49"))).toBe("+49");
  });
  test("names of columns are no formulas either", () => {
    expect(formatRows("csv", { name: "t", columns: ["=a", "b,c"] }, [])).toBe('\'=a,"b,c"\r\n');
  });
  test("rows end with CRLF", () => {
    expect(
      formatRows("csv", shape, [
        [integer("1"), null],
        [integer("2"), text("")],
      ]),
    ).toBe('id,name\r\n1,\r\n2,""\r\n');
  });
});

describe("JSON", () => {
  test("has every digit, and values that no text is taken for", () => {
    const rows = [
      [integer("9223372036854775807"), text('"\u2028\ud800')],
      [real("-Inf"), blob(10, 11)],
      [null, noUtf8],
    ];
    const json = formatRows("json", shape, rows);
    expect(json).toContain('{"id":9223372036854775807,');
    expect(JSON.parse(json)).toEqual([
      { id: 2 ** 63, name: '"\u2028\ud800' },
      { id: Number.NEGATIVE_INFINITY, name: { hex: "0a0b" } },
      { id: null, name: { textHex: "61ff" } },
    ]);
  });
  test("tells columns of one name apart, and is an array without rows too", () => {
    expect(JSON.parse(formatRows("json", { name: "", columns: ["a", "a", "a:1"] }, [[null, null, null]]))).toEqual([
      { a: null, "a:1": null, "a:1:1": null },
    ]);
    expect(JSON.parse(formatRows("json", shape, []))).toEqual([]);
  });
  test("keeps a column that is called __proto__", () => {
    expect(formatRows("json", { name: "", columns: ["__proto__"] }, [[integer("1")]])).toContain('{"__proto__":1}');
  });
});

describe("text", () => {
  test("of one value has nothing around it", () => {
    expect(formatValue("text", null)).toBe("");
    expect(formatValue("text", text('a\t"b"\n'))).toBe('a\t"b"\n');
    expect(formatValue("text", blob(0xca, 0xfe))).toBe("cafe");
  });
  test("of rows has a tab between cells, which no value takes apart", () => {
    expect(formatRows("text", shape, [[text("a\tb"), text('"q"')]])).toBe('id\tname\n"a\tb"\t"""q"""\n');
  });
});

describe("SQL", () => {
  test.each<[Value, string]>([
    [null, "NULL"],
    [real("Inf"), "9e999"],
    [real("-Inf"), "-9e999"],
    [text("it's"), "'it''s'"],
    [text("a\0b"), "('a'||char(0)||'b')"],
    [blob(), "x''"],
    [noUtf8, "CAST(x'61ff' AS TEXT)"],
  ])("%j is %s", (value, expected) => expect(formatValue("sql", value)).toBe(expected));
  test("rows are INSERTs of one transaction", () => {
    expect(formatRows("sql", { name: 'a"b', columns: ["select"] }, [[integer("1")]])).toBe(
      'BEGIN;\nINSERT INTO "a""b" ("select") VALUES (1);\nCOMMIT;\n',
    );
  });
});

describe("C", () => {
  test.each<[Value, string]>([
    [null, "NULL"],
    [integer("2147483647"), "2147483647"],
    [integer("2147483648"), "2147483648LL"],
    [integer("-2147483648"), "(-2147483647 - 1)"],
    [integer("-9223372036854775808"), "(-9223372036854775807LL - 1)"],
    [real("1.5"), "1.5"],
    [real("-Inf"), "-INFINITY"],
    [text(""), '""'],
    [text('a"\\?\t'), '"a\\"\\\\\\?\\t"'],
    [text("é1"), '"\\303\\2511"'],
    [text("\u00001"), '"\\0001"'],
    [noUtf8, '"a\\377"'],
    [blob(), "{ 0 }"],
    [blob(1, 255), "{ 0x01, 0xff }"],
  ])("%j is %s", (value, expected) => expect(formatValue("c", value)).toBe(expected));
  test("long texts are several literals, each of which MSVC takes", () => {
    const literals = formatValue("c", text("é".repeat(20_000)))
      .split("\n")
      .map((line) => line.trim());
    expect(Math.max(...literals.map((literal) => literal.length))).toBeLessThan(1100);
    expect(literals.map((literal) => literal.slice(1, -1)).join("")).toBe("\\303\\251".repeat(20_000));
  });
  test("names in the comment do not end it", () => {
    expect(formatRows("c", { name: "t", columns: ["a*/b\nc"] }, [[integer("1")]])).toBe("/* a* /b c */\n{ 1 },\n");
  });
});

test.each(outputFormats)("%s of no rows", (format) => {
  expect(formatRows(format, shape, [])).toBe(
    { text: "id\tname\n", csv: "id,name\r\n", json: "[\n]\n", sql: "BEGIN;\nCOMMIT;\n", c: "/* id, name */\n" }[format],
  );
});
