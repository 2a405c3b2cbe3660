// The generated modules are those that the tables give, and the packing loses nothing.
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openTable } from "../../server/src/facts/packed.ts";
import { generatedFactsFolder, generateFacts } from "../../server/tools/facts/generate-facts.ts";
import { packTable } from "../../server/tools/facts/pack.ts";
import { parseTable } from "../../server/tools/facts/table.ts";
import { shippedTables } from "../../server/tools/facts/tables.ts";
import { readRows, readTsv } from "./data.ts";

describe("generateFacts", () => {
  const generated = generateFacts(readTsv);

  it("agrees with the committed files, and nothing else lies beside them", () => {
    for (const [path, content] of generated) expect(readFileSync(path, "utf8"), path).toBe(content);
    const files = readdirSync(generatedFactsFolder).map((file) => `${generatedFactsFolder}/${file}`);
    expect(files.sort()).toEqual([...generated.keys()].sort());
  });

  it("ships every table but the audit", () => {
    const tables = readdirSync("server/data").filter((file) => file.endsWith(".tsv"));
    const shipped = [...shippedTables.map((spec) => `${spec.file}.tsv`), "irql-raw-values.tsv"];
    expect(tables.sort()).toEqual(shipped.sort());
  });

  it.each(shippedTables.map((spec) => [spec.file, spec] as const))(
    "%s: every kept cell of every row",
    async (file, spec) => {
      const module = await import(`../../server/src/facts/generated/${file}.ts`);
      const table = openTable<string>(module[spec.constant]);
      const expected = readRows(file).map((row) =>
        [spec.key, ...spec.columns].map((column) => row[column] ?? "").join("\t"),
      );
      const actual = Array.from({ length: table.rows }, (_, row) => {
        const cells = spec.columns.map((column) =>
          column === "page"
            ? expandPage(table.cell(row, column), table.key(row), spec, (c) => table.cell(row, c))
            : table.cell(row, column),
        );
        return [table.key(row), ...cells].join("\t");
      });
      expect(actual.length).toBe(expected.length);
      expect(actual.sort()).toEqual(expected.sort());
    },
  );

  it("names the line of a row with too few cells", () => {
    expect(() => parseTable("broken", "a\tb\n1\t2\n3\n")).toThrow("broken.tsv:3: 1 cells, but the header has 2");
  });

  it("refuses a table without a column that it ships", () => {
    const spec = { file: "x", constant: "x", key: "a", columns: ["missing"] };
    expect(() => packTable(spec, parseTable("x", "a\n1\n"))).toThrow("x.tsv has no column missing");
  });
});

describe("packing", () => {
  it("keeps quotes, template characters and more values than one digit holds", async () => {
    const rows = Array.from(
      { length: 300 },
      (_, index) => `key${String(index).padStart(3, "0")}\t\`\${${index}}\\ "x"`,
    );
    const spec = { file: "odd", constant: "odd", key: "name", columns: ["value"] };
    const source = packTable(spec, parseTable("odd", `name\tvalue\n${rows.join("\n")}\n`));
    const body = source.slice(source.indexOf("= {") + 2, source.lastIndexOf(";"));
    const table = openTable<"value">(new Function(`return ${body}`)());
    for (let index = 0; index < 300; index++) {
      const row = table.find(`key${String(index).padStart(3, "0")}`);
      expect(table.cell(row, "value")).toBe(`\`\${${index}}\\ "x"`);
    }
    expect(table.find("key300")).toBe(-1);
    expect(table.find("")).toBe(-1);
  });

  it("finds all rows of a repeated key in the order of the data", () => {
    const packed = { rows: 4, keys: ["a\nb\nb\nc"], columns: { value: { width: 1, values: "x\ny", codes: '!"!!' } } };
    const table = openTable(packed);
    expect(table.findAll("b").map((row) => table.cell(row, "value"))).toEqual(["y", "x"]);
    expect(table.findAll("d")).toEqual([]);
    expect(table.findAll("")).toEqual([]);
  });

  it("finds a repeated key that starts a block, ends one, or fills more than one", () => {
    const keys = [...Array(63).fill("a"), ...Array(130).fill("b"), ...Array(63).fill("c")];
    const spec = { file: "blocks", constant: "blocks", key: "name", columns: ["value"] };
    const source = packTable(
      spec,
      parseTable("blocks", `name\tvalue\n${keys.map((key, row) => `${key}\t${row}`).join("\n")}\n`),
    );
    const table = openTable<"value">(
      new Function(`return ${source.slice(source.indexOf("= {") + 2, source.lastIndexOf(";"))}`)(),
    );
    expect(table.findAll("a").length).toBe(63);
    expect(table.findAll("b").map((row) => table.cell(row, "value"))).toEqual(
      Array.from({ length: 130 }, (_, n) => `${n + 63}`),
    );
    expect(table.findAll("c").length).toBe(63);
    for (const other of ["", "0", "ab", "bb", "d"]) expect(table.find(other), other).toBe(-1);
  });
});

function expandPage(
  template: string,
  name: string,
  spec: { readonly columns: readonly string[] },
  cell: (column: string) => string,
): string {
  const stem = spec.columns.includes("header") ? cell("header").replace(/\.h$/, "").toLowerCase() : "";
  return template.split("{h}").join(stem).split("{n}").join(name.toLowerCase());
}
