/** The schema tab in a browser: an object, the diagram by mouse and keyboard, and all SQL. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Inspector, openInspector } from "../support/inspector.ts";
import { makeDatabase, sampleSql } from "../support/sample.ts";

const script = `${sampleSql};
CREATE TABLE ports (device INTEGER NOT NULL REFERENCES devices, number INTEGER DEFAULT 1, peer REFERENCES gone (id), PRIMARY KEY (device, number)) WITHOUT ROWID;
CREATE TABLE "<img src=x onerror=alert(1)>\u202e" (a)`;
const hostile = "<img src=x onerror=alert(1)>";

let inspector: Inspector;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  inspector = await openInspector({ database: await makeDatabase(script) });
  ({ page } = inspector);
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.getByRole("tab", { name: "Schema" }).click();
});
afterAll(() => inspector.close());

const choose = (name: string): Promise<void> =>
  page
    .getByRole("tree", { name: /^Tables, views/ })
    .getByRole("treeitem")
    .filter({ hasText: name })
    .first()
    .click();

describe("an object", () => {
  it("has its columns with keys, and foreign keys both ways that lead to the other table", async () => {
    await choose("devices");
    const vendor = page.getByRole("row", { name: /^vendor / });
    await vendor.waitFor();
    expect(await vendor.textContent()).toBe("vendorINTEGERvendors (id)not null");
    expect(await page.getByText("Referenced by").locator("..").textContent()).toContain("ports (device) → id");
    expect(await page.getByText("Indexes").last().locator("..").textContent()).toContain(
      "devices_by_vendor (vendor, name)",
    );

    await vendor.getByRole("button", { name: "vendors" }).click();
    await page.getByRole("heading", { name: "vendors" }).waitFor();
    await choose("ports");
    await page.getByText("WITHOUT ROWID").first().waitFor();
    expect(await page.getByRole("row", { name: /^peer / }).textContent()).toContain("which does not exist");
  });

  it("has its SQL, which is copied as it is", async () => {
    await choose("settings");
    const sql = "CREATE TABLE settings (key TEXT PRIMARY KEY, value) WITHOUT ROWID";
    await expect.poll(() => page.getByRole("document", { name: "SQL of settings" }).textContent()).toContain(sql);
    await page.getByRole("button", { name: "Copy the SQL" }).click();
    expect((await inspector.asked()).at(-1)).toEqual({ kind: "copy", values: [sql] });
  });
});

describe("the diagram", () => {
  const picture = (): Locator => page.getByRole("application", { name: /^Diagram of/ });
  const table = (name: string): Locator => picture().getByRole("img", { name: new RegExp(`^${name}, table`) });
  const selected = (): Promise<string | null> => picture().locator(".table.selected").getAttribute("data-table");

  beforeAll(async () => {
    await choose("vendors");
    await page.getByRole("button", { name: "All tables and their foreign keys as a diagram" }).click();
    await table("vendors").waitFor();
  });

  it("draws tables and foreign keys, and says them", async () => {
    expect(await table("devices").getAttribute("aria-label")).toBe(
      "devices, table, 6 columns, references vendors, referenced by ports",
    );
    expect(await picture().locator(".reference").count()).toBe(2);
    expect(await selected()).toBe("vendors");
  });

  it("takes the selection along to the tree, and from it", async () => {
    await table("devices").click();
    await expect.poll(selected).toBe("devices");
    const chosen = page.getByRole("tree", { name: /^Tables, views/ }).locator('[aria-selected="true"]');
    expect(await chosen.textContent()).toContain("devices");
    await choose("settings");
    await expect.poll(selected).toBe("settings");
  });

  it("is walked by arrows, moved with Shift and zoomed by keys", async () => {
    await table("devices").click();
    await expect.poll(selected).toBe("devices");
    await page.keyboard.press("ArrowRight");
    await expect.poll(selected).toBe("vendors");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("data-table"))).toBe("vendors");
    const camera = (): Promise<string | null> => picture().locator("> g").getAttribute("transform");
    const before = await camera();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("+");
    expect(await camera()).not.toBe(before);
    await page.keyboard.press("0");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.getByRole("tab", { name: "Data" }).getAttribute("aria-selected")).toBe("true");
    await page.getByRole("tab", { name: "Schema" }).click();
  });

  it("finds tables and columns", async () => {
    const field = page.getByRole("textbox", { name: "Find tables and columns" });
    await field.fill("firmware");
    await page.keyboard.press("Enter");
    await expect.poll(selected).toBe("devices");
    expect(await picture().locator(".table.hit").count()).toBe(1);
    await field.fill("");
  });

  it("has the same in words", async () => {
    await page.getByRole("button", { name: "The same as a list" }).click();
    const tree = page.getByRole("tree", { name: "Tables, columns and foreign keys" });
    await tree.getByRole("treeitem", { name: /^ports/ }).click();
    await expect.poll(selected).toBe("ports");
    await page.keyboard.press("ArrowRight");
    const lines = await tree.locator('[aria-level="2"]').evaluateAll((all) => all.map((line) => line.ariaLabel));
    expect(lines).toEqual([
      "device, INTEGER, primary key, foreign key",
      "number, INTEGER, primary key",
      "peer",
      "References device → devices (id)",
    ]);
  });

  it("shows names as text, with what is invisible in them", async () => {
    const box = picture().locator(".table .title").filter({ hasText: hostile });
    expect(await box.textContent()).toBe(`${hostile}⟨U+202E⟩`);
    expect(await page.locator("img").count()).toBe(0);
  });
});

describe("the page", () => {
  it("has the SQL of everything, marked where it is invisible", async () => {
    await page.getByRole("button", { name: "The SQL of all objects" }).click();
    const text = page.getByRole("document", { name: "SQL of all objects" });
    await expect.poll(() => text.textContent()).toContain("CREATE TRIGGER no_blank");
    expect(await text.locator(".mark").first().textContent()).toBe("U+202E");
    await page.getByRole("button", { name: "Copy the SQL of all objects" }).click();
    const [copied] = (await inspector.asked()).at(-1)!.values as [string];
    expect(copied).toMatch(
      /^CREATE TABLE [\s\S]*;\n\nCREATE VIEW [\s\S]*;\n\nCREATE INDEX [\s\S]*;\n\nCREATE TRIGGER [\s\S]*;\n$/,
    );
  });

  it("is as its content security policy has it", () => {
    expect(complaints).toEqual([]);
  });
});
