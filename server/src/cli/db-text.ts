/** What `driverlens db` says to a reader at a terminal. Names and values come from a file of anybody's: none steers the terminal. */
import { hexOf } from "../database/output/value.ts";
import type { CatalogObject, Cell, FitnessCheck, PlanNode, Result } from "../database/protocol.ts";
import { cellsOf, harmless, widthOf } from "./cells.ts";
import type { Colors } from "./colors.ts";
import { columns, type Field } from "./columns.ts";
import { grouped, quantity } from "./words.ts";
import { wrap } from "./wrap.ts";

export interface DbTextOptions {
  readonly colors: Colors;
  /** Of the terminal, for prose. */
  readonly width: number;
}

export function overviewText(
  title: string,
  overview: Result<"overview">,
  catalog: readonly CatalogObject[],
  { colors, width }: DbTextOptions,
): string {
  const { length, pageSize, pageCount, encoding, walFrames, notes } = overview;
  const lines = [
    `${colors.strong(harmless(title))}: ${quantity(length, "byte")}, ${quantity(pageCount, "page")} of ${grouped(pageSize)} bytes, ${encoding}`,
  ];
  if (walFrames > 0) lines.push(`  with ${quantity(walFrames, "frame")} of the write-ahead log beside it`);
  for (const note of notes) lines.push(...wrap(harmless(note), width, "  ", "  "));
  const shown = catalog.filter(({ isInternal }) => !isInternal);
  if (shown.length === 0) lines.push("  no tables");
  lines.push(
    ...columns(
      shown.map((one) => objectCells(one, colors)),
      "  ",
    ),
  );
  return `${lines.join("\n")}\n`;
}

function objectCells(object: CatalogObject, colors: Colors): Field[] {
  const { kind, name, table, estimate, problem } = object;
  const isOfTable = kind === "index" || kind === "trigger";
  const facts = [
    ...(isOfTable ? [`on ${harmless(table)}`] : [quantity(object.columns.length, "column")]),
    ...(estimate === undefined ? [] : [`about ${quantity(estimate, "row")}`]),
    ...(object.module === undefined ? [] : [`by ${harmless(object.module)}`]),
    ...(object.isWithoutRowid ? ["without rowid"] : []),
    ...(problem === undefined ? [] : [colors.severity.warning(harmless(problem))]),
  ];
  return [{ text: kind }, { text: harmless(name) }, { text: facts.join(", ") }];
}

/** Each statement as it was written, with its semicolon. */
export function schemaText(catalog: readonly CatalogObject[]): string {
  const statements = catalog.flatMap(({ sql }) => (sql === null ? [] : [`${visibleLines(sql)};\n`]));
  return statements.join("");
}

/** What failed and what is to be known, with reasons; of what passed, the titles. */
export function checkText(
  title: string,
  { checks, imageBytes }: Result<"fitness">,
  { colors, width }: DbTextOptions,
): string {
  const label = "warning".length;
  const indent = " ".repeat(label + 3);
  const lines = stateOrder.flatMap((state) => {
    const those = checks.filter((check) => check.state === state);
    const mark = `  ${paintOf(state, colors)(state.padEnd(label))} `;
    if (state === "pass") return wrap(those.map((check) => harmless(check.title)).join(", "), width, mark, indent);
    return those.flatMap((check) => [
      mark + colors.strong(harmless(check.title)),
      ...wrap(harmless(check.reason), width, indent, indent),
      ...(check.remedy === undefined ? [] : wrap(`fix: ${harmless(check.remedy)}`, width, indent, `${indent}     `)),
      ...(check.command?.split("\n") ?? []).map((line) => `${indent}     ${colors.code(harmless(line))}`),
    ]);
  });
  const counts = (["fail", "warning"] as const).flatMap((state) => {
    const count = checks.filter((check) => check.state === state).length;
    const text = state === "fail" ? `${grouped(count)} failed` : quantity(count, state);
    return count === 0 ? [] : [paintOf(state, colors)(text)];
  });
  const verdict = counts.length === 0 ? "fit for a driver" : counts.join(", ");
  const head = `${colors.strong(harmless(title))}: ${verdict}, ${quantity(imageBytes, "byte")} of its image`;
  return `${[head, ...lines].join("\n")}\n`;
}

const stateOrder = ["fail", "warning", "info", "pass"] as const;

function paintOf(state: FitnessCheck["state"], { state: paint }: Colors): (text: string) => string {
  return { pass: paint.done, warning: paint.missing, fail: paint.wrong, info: paint.unknown }[state];
}

export function pagesText(title: string, map: Result<"pageMap">, { colors }: DbTextOptions): string {
  const { owners, pageSize, pageCount, freePages, problems } = map;
  const rows = owners
    .map((owner) => ({ owner, pages: owner.leafPages + owner.interiorPages + owner.overflowPages }))
    .toSorted((a, b) => b.pages - a.pages);
  const head = ["", "", "pages", "%", "interior", "leaf", "overflow", "depth", "cells", "payload", "unused"];
  const lines = columns(
    [
      head.map((text, index) => ({ text: colors.dim(text), isNumber: index > 1 })),
      ...rows.map(({ owner, pages }): Field[] => [
        { text: owner.kind },
        { text: harmless(owner.name) },
        ...[
          grouped(pages),
          ((100 * pages) / Math.max(pageCount, 1)).toFixed(1),
          grouped(owner.interiorPages),
          grouped(owner.leafPages),
          grouped(owner.overflowPages),
          String(owner.depth),
          grouped(owner.cells),
          grouped(owner.payload),
          grouped(owner.unused),
        ].map((text) => ({ text, isNumber: true })),
      ]),
    ],
    "  ",
  );
  const found = problems.map(({ page, text }) => `  page ${page}: ${colors.severity.warning(harmless(text))}`);
  return [
    `${colors.strong(harmless(title))}: ${quantity(pageCount, "page")} of ${grouped(pageSize)} bytes, ${grouped(freePages)} free`,
    ...lines,
    ...found,
    "",
  ].join("\n");
}

export function pragmasText(pragmas: Result<"pragmas">, { colors, width }: DbTextOptions): string {
  const name = Math.max(...pragmas.map((one) => one.name.length)) + 4;
  const groups = [
    ["What the file says", "file"],
    ["How it is read here", "connection"],
  ] as const;
  const lines = groups.flatMap(([head, of]) => [
    colors.strong(head),
    ...pragmas
      .filter((one) => one.of === of)
      .flatMap((one) => {
        const indent = " ".repeat(name);
        const value = wrap(harmless(one.value), width, `  ${one.name}`.padEnd(name), indent);
        return [
          ...(value.length === 0 ? [`  ${one.name}`] : value),
          ...wrap(one.meaning, width, indent, indent).map(colors.dim),
        ];
      }),
  ]);
  return `${lines.join("\n")}\n`;
}

/** Results one below the other; of a failed statement what SQLite says goes elsewhere. */
export function queryText({ statements }: Result<"query">, { colors }: DbTextOptions): string {
  const texts = statements.map((statement) => {
    const lines = [...planLines(statement.plan)];
    if (statement.columns.length > 0) {
      const head = statement.columns.map((name) => ({ text: colors.strong(fitted(harmless(name), widest)) }));
      lines.push(...columns([head, ...statement.rows.map((row) => row.map((cell) => cellField(cell, colors)))], ""));
      const more = statement.isCut ? ", and there are more: --limit" : "";
      lines.push(colors.dim(`${quantity(statement.rows.length, "row")}${more}`));
    }
    return lines.map((line) => `${line}\n`).join("");
  });
  return texts.filter((text) => text !== "").join("\n");
}

/** Terminal columns of a value. */
const widest = 80;

function cellField(cell: Cell, colors: Colors): Field {
  if (cell === null) return { text: colors.dim("NULL") };
  switch (cell.type) {
    case "integer":
    case "real":
      return { text: cell.text, isNumber: true };
    case "text": {
      const text = fitted(harmless(cell.text), widest);
      return { text: cell.isWhole || text.endsWith("…") ? text : `${text}…` };
    }
    case "blob": {
      const hex = hexOf(cell.bytes.subarray(0, 16));
      return { text: cell.length <= 16 ? `x'${hex}'` : `x'${hex}…' (${quantity(cell.length, "byte")})` };
    }
  }
}

function fitted(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let shown = "";
  let used = 1;
  for (const cell of cellsOf(text)) {
    used += cell.width;
    if (used > width) break;
    shown += cell.shown;
  }
  return `${shown}…`;
}

/** What a statement reads, as a tree. */
function planLines(plan: readonly PlanNode[]): string[] {
  const depths = new Map<number, number>();
  return plan.map(({ id, parent, text }) => {
    const depth = (depths.get(parent) ?? -1) + 1;
    depths.set(id, depth);
    return `${"  ".repeat(Math.min(depth, 40))}${harmless(text)}`;
  });
}

/** A text of several lines, each harmless. */
export function visibleLines(text: string): string {
  return text
    .split("\n")
    .map((line) => harmless(line.replace(/\r$/, "")))
    .join("\n");
}
