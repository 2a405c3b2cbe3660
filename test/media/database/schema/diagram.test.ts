/** Tables, foreign keys and boxes of a diagram. */
import { describe, expect, it } from "vitest";
import { boxesOf, layoutInputOf, routesOf } from "../../../../media/database/schema/diagram/boxes.ts";
import { graphOf, partAround, searchTables } from "../../../../media/database/schema/diagram/graph.ts";
import { nearest } from "../../../../media/database/schema/diagram/walk.ts";
import { aroundOf, referencesOf, referenceText, scriptOf } from "../../../../media/database/schema/relations.ts";
import { layOut } from "../../../../media/drawing/layout.ts";
import { column, object, openSqlite } from "../support/catalog.ts";

const key = (columns: readonly string[], table: string, parentColumns: readonly string[] = []) => ({
  ...{ columns: [...columns], table, parentColumns: [...parentColumns], onUpdate: "NO ACTION", onDelete: "CASCADE" },
});
const id = column("id", { primaryKey: 1, type: "INTEGER" });
const vendors = object("Vendors", { columns: [id, column("name")] });
const devices = object("devices", { columns: [id, column("vendor")], foreignKeys: [key(["vendor"], "vendors")] });
const ports = object("ports", {
  columns: [column("device", { primaryKey: 1 }), column("number", { primaryKey: 2 }), column("peer")],
  foreignKeys: [key(["device"], "devices", ["id"]), key(["peer", "number"], "ports"), key(["peer"], "nowhere")],
});
const index = object("by_vendor", { kind: "index", table: "devices" });
const settings = object("settings");
const own = object("sqlite_sequence", { isInternal: true });
const catalog = [devices, index, ports, settings, own, vendors];

describe("foreign keys", () => {
  it("lead to tables whatever the case of their names, and to primary keys where no column is named", () => {
    const [first] = referencesOf(catalog);
    expect(first).toMatchObject({ from: devices, to: vendors, parentColumns: ["id"] });
    expect(referenceText(first!)).toBe("vendor → vendors (id)");
  });

  it("to tables that do not exist lead nowhere", () => {
    const missing = referencesOf(catalog).find(({ toName }) => toName === "nowhere");
    expect(missing).toMatchObject({ to: undefined, parentColumns: [] });
  });

  it("belong to both tables, and a table has its indexes", () => {
    const around = aroundOf(catalog, devices);
    expect(around.references.map(({ to }) => to)).toEqual([vendors]);
    expect(around.referencedBy.map(({ from }) => from)).toEqual([ports]);
    expect(around.indexes).toEqual([index]);
    expect(aroundOf(catalog, index)).toEqual({ references: [], referencedBy: [], indexes: [], triggers: [] });
  });
});

describe("the SQL of everything", () => {
  it("makes the same schema again", async () => {
    const script = `CREATE TABLE a (b); CREATE INDEX c ON a (b); CREATE VIEW d AS SELECT * FROM a;
      CREATE TRIGGER e AFTER INSERT ON a BEGIN SELECT 1; END`;
    const schemaOf = async (sql: string) => {
      const [result] = (await openSqlite(sql)).exec("SELECT type, name, sql FROM sqlite_schema ORDER BY name DESC");
      return result?.values ?? [];
    };
    const rows = await schemaOf(script);
    const objects = rows.map(([kind, name, sql]) => object(String(name), { kind: kind as "table", sql: String(sql) }));
    expect(await schemaOf(scriptOf(objects))).toEqual(rows);
  });
});

describe("the graph", () => {
  const graph = graphOf(catalog);
  it("has tables that are not SQLite's own, and foreign keys between them", () => {
    expect(graph.tables).toEqual([devices, ports, settings, vendors]);
    expect(graph.references.map(({ from, to }) => `${from.name} ${to.name}`)).toEqual([
      "devices Vendors",
      "ports devices",
      "ports ports",
    ]);
  });

  it("around a table has what is so many foreign keys away, whatever their direction", () => {
    expect(partAround(graph, vendors, 1).tables).toEqual([devices, vendors]);
    expect(partAround(graph, vendors, 2).tables).toEqual([devices, ports, vendors]);
    expect(partAround(graph, settings, 2)).toEqual({ tables: [settings], references: [] });
  });

  it("is searched by names of tables first, then of columns", () => {
    expect(searchTables(graph, "VENDOR")).toEqual([vendors, devices]);
    expect(searchTables(graph, "ports peer")).toEqual([ports]);
    expect(searchTables(graph, " ")).toEqual([]);
  });
});

describe("boxes", () => {
  const graph = graphOf(catalog);
  const measure = { title: (text: string) => text.length * 8, row: (text: string) => text.length * 7 };
  it("say which columns are keys", () => {
    const marks = boxesOf(graph, "all", measure).map(({ table, rows }) => [table.name, rows.map(({ mark }) => mark)]);
    expect(Object.fromEntries(marks)).toEqual({
      ...{ devices: ["PK", "FK"], ports: ["PF", "PF", "FK"], settings: [], Vendors: ["PK", ""] },
    });
    expect(boxesOf(graph, "keys", measure).map(({ rows }) => rows.length)).toEqual([2, 3, 0, 1]);
  });

  it("of two thousand columns are not as tall", () => {
    const wide = object("wide", { columns: Array.from({ length: 2000 }, (_, at) => column(`column_${at}`)) });
    const [box] = boxesOf(graphOf([wide]), "all", measure);
    expect(box?.rows.length).toBe(24);
    expect(box?.rows.at(-1)?.name).toBe("… 1977 more");
  });

  it("show what is invisible in names, and no more of a long one than there is room for", () => {
    const [box] = boxesOf(graphOf([object(`a\u202e${"b".repeat(1000)}`)]), "all", measure);
    expect(box?.title).toMatch(/^a⟨U\+202E⟩b+…$/);
    expect(box?.width).toBeLessThan(400);
  });

  it("are met by foreign keys at the rows of their columns", () => {
    const boxes = boxesOf(graph, "all", measure);
    const layout = layOut(layoutInputOf(boxes, graph.references));
    const [route] = routesOf(boxes, graph.references, layout);
    const [start, end] = [route?.[0], route?.at(-1)];
    const placeOf = (name: string) => layout.nodes[boxes.findIndex(({ table }) => table.name === name)]!;
    const boxOf = (name: string) => boxes.find(({ table }) => table.name === name)!;
    expect(start?.x).toBeCloseTo(placeOf("devices").x + boxOf("devices").width / 2);
    expect(end?.x).toBeCloseTo(placeOf("Vendors").x - boxOf("Vendors").width / 2);
    // `vendor` is the second row, `id` the first.
    expect(start!.y - (placeOf("devices").y - boxOf("devices").height / 2)).toBeCloseTo(28 + 1.5 * 19);
    expect(end!.y - (placeOf("Vendors").y - boxOf("Vendors").height / 2)).toBeCloseTo(28 + 0.5 * 19);
  });
});

describe("arrows", () => {
  const places = [
    { x: 0, y: 0 },
    { x: 100, y: 10 },
    { x: 60, y: 100 },
    { x: 300, y: 0 },
  ];
  it("lead to the nearest box in their direction", () => {
    expect(nearest(places, 0, "right")).toBe(1);
    expect(nearest(places, 1, "right")).toBe(3);
    expect(nearest(places, 0, "down")).toBe(2);
    expect(nearest(places, 3, "left")).toBe(1);
  });

  it("lead nowhere where nothing lies", () => {
    expect(nearest(places, 0, "up")).toBeUndefined();
    expect(nearest(places, -1, "up")).toBeUndefined();
  });
});
