// Packs a table into strings that need no parsing at start: sorted keys in blocks, and per column a dictionary with fixed-width codes.
import { keysPerBlock } from "../../src/facts/packed.ts";
import { columnIndex, type TextTable } from "./table.ts";
import type { ShippedTable } from "./tables.ts";

/** Characters that stand for themselves in a template literal; `codeBase` digits are made of them. */
const digits = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index))
  .filter((char) => !"`\\$".includes(char))
  .join("");

/** The generated TypeScript of one table. Rows with equal keys keep the order that they have in the data. */
export function packTable(spec: ShippedTable, table: TextTable): string {
  const key = columnIndex(spec.file, table, spec.key);
  const rows = table.rows
    .map((cells, order) => ({ cells, order, key: cells[key] ?? "" }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.order - b.order));
  const header = table.columns.indexOf("header");
  const columns = spec.columns.map((column) => {
    const index = columnIndex(spec.file, table, column);
    const cells = rows.map((row) => {
      const cell = row.cells[index] ?? "";
      return column === "page" ? pageTemplate(cell, row.key, row.cells[header] ?? "") : cell;
    });
    return `    ${column}: ${packColumn(cells)},`;
  });
  return [
    `// Generated from server/data/${spec.file}.tsv by server/tools/generate.ts; do not edit.`,
    'import type { PackedTable } from "../packed.ts";',
    "",
    `export const ${spec.constant}: PackedTable<${spec.columns.map((column) => JSON.stringify(column)).join(" | ")}> = {`,
    `  rows: ${rows.length},`,
    "  keys: [",
    ...blocks(rows.map((row) => row.key)).map((block) => `    ${literal(block)},`),
    "  ],",
    "  columns: {",
    ...columns,
    "  },",
    "};",
    "",
  ].join("\n");
}

/**
 * A reference page mostly repeats its header and its function: {h} stands for the header without `.h`, {n} for the
 * name in lower case, so that thousands of pages share one dictionary entry.
 */
function pageTemplate(page: string, name: string, header: string): string {
  const stem = header.replace(/\.h$/, "").toLowerCase();
  let template = page;
  if (name !== "" && template.endsWith(`-${name.toLowerCase()}`)) {
    template = `${template.slice(0, -name.length)}{n}`;
  }
  return stem === "" ? template : template.split(stem).join("{h}");
}

function blocks(keys: readonly string[]): readonly string[] {
  const count = Math.ceil(keys.length / keysPerBlock);
  return Array.from({ length: count }, (_, index) =>
    keys.slice(index * keysPerBlock, (index + 1) * keysPerBlock).join("\n"),
  );
}

function packColumn(cells: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const values = [...counts.keys()].sort((a, b) => (a < b ? -1 : 1));
  const width = values.length <= digits.length ? 1 : 2;
  if (values.length > digits.length ** 2)
    throw new Error(`a column has ${values.length} values, too many for two digits`);
  const codeOf = new Map(values.map((value, index) => [value, code(index, width)]));
  const codes = cells.map((cell) => codeOf.get(cell) ?? "").join("");
  return `{ width: ${width}, values: ${literal(values.join("\n"))}, codes: ${literal(codes)} }`;
}

function code(index: number, width: number): string {
  const low = digits[index % digits.length] ?? "";
  return width === 1 ? low : `${digits[Math.floor(index / digits.length)] ?? ""}${low}`;
}

function literal(text: string): string {
  return `\`${text.replace(/[`\\]|\$(?=\{)/g, "\\$&")}\``;
}
