import { expect, test } from "vitest";
import { nameOf, nextNamed, parentOf, treeItems } from "../../../../media/database/objects/tree-items.ts";
import type { CatalogObject } from "../../../../server/src/database/protocol.ts";

const object = (kind: CatalogObject["kind"], name: string, more: Partial<CatalogObject> = {}): CatalogObject => ({
  ...{ kind, name, table: name, sql: null, foreignKeys: [], isWithoutRowid: false, isStrict: false },
  ...{ isUnique: false, isInternal: false },
  columns: ["id", "value"].map((column) => ({
    ...{ name: column, type: "TEXT", isNotNull: false, primaryKey: 0, default: null },
    ...{ isGenerated: false, isHidden: false },
  })),
  ...more,
});
const catalog = [
  object("table", "devices"),
  object("index", "by_name", { columns: [] }),
  object("table", "vendors"),
  object("table", "sqlite_sequence", { isInternal: true }),
  object("trigger", "devices", { columns: [] }),
];
const shown = (state: { filter?: string; withInternal?: boolean; toggled?: readonly string[] } = {}) =>
  treeItems(catalog, {
    filter: state.filter ?? "",
    withInternal: state.withInternal ?? false,
    toggled: new Set(state.toggled),
  });
const outline = (items: ReturnType<typeof shown>): readonly string[] =>
  items.map((item) => `${"  ".repeat(item.level - 1)}${nameOf(item)} ${item.place}/${item.siblings}`);

test("groups in their order, objects by their names, SQLite's own where they are wanted", () => {
  expect(outline(shown())).toEqual([
    ...["Tables 1/3", "  devices 1/2", "  vendors 2/2"],
    ...["Indexes 2/3", "  by_name 1/1", "Triggers 3/3", "  devices 1/1"],
  ]);
  expect(outline(shown({ withInternal: true }))).toContain("  sqlite_sequence 3/3");
});

test("numbers in names count, and a name that nobody would see stands in quotes", () => {
  const named = ["t_10", "t_9", " ", "T_1"].map((name) => object("table", name));
  const items = treeItems(named, { filter: "", withInternal: false, toggled: new Set() });
  expect(items.map(nameOf)).toEqual(["Tables", '" "', "T_1", "t_9", "t_10"]);
});

test("groups close, objects open onto their columns, and what is found is in sight", () => {
  const open = shown({ toggled: ["table vendors", "group trigger"] });
  expect(outline(open)).toEqual([
    ...["Tables 1/3", "  devices 1/2", "  vendors 2/2", "    id 1/2", "    value 2/2"],
    ...["Indexes 2/3", "  by_name 1/1", "Triggers 3/3"],
  ]);
  expect(outline(shown({ filter: "DEV", toggled: ["group trigger"] }))).toEqual([
    ...["Tables 1/2", "  devices 1/1", "Triggers 2/2", "  devices 1/1"],
  ]);
  expect(shown({ filter: "%" })).toEqual([]);
});

test("arrows go to the parent, letters to the next name", () => {
  const items = shown({ toggled: ["table vendors"] });
  const at = (name: string): number => items.findIndex((item) => nameOf(item) === name);
  expect(parentOf(items, at("value"))).toBe(at("vendors"));
  expect(parentOf(items, at("vendors"))).toBe(0);
  expect(nextNamed(items, at("vendors"), "D")).toBe(items.length - 1);
  expect(nextNamed(items, items.length - 1, "d")).toBe(at("devices"));
  expect(nextNamed(items, 0, "zz")).toBe(undefined);
});
