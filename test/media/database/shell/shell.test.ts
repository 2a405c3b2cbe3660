/** The inspector around its tabs, in a browser: tabs, objects, panes, what is kept, and what happens when the file changes. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Inspector, openInspector } from "../support/inspector.ts";
import { makeDatabase, sampleSql } from "../support/sample.ts";

let inspector: Inspector;
let page: Page;
let database: Uint8Array;
beforeAll(async () => {
  database = await makeDatabase();
  inspector = await openInspector({ database, width: 1000, height: 600 });
  page = inspector.page;
  page.setDefaultTimeout(20_000);
});
afterAll(() => inspector.close());
beforeEach(async () => {
  await inspector.change(database);
  await page.setViewportSize({ width: 1000, height: 600 });
  await inspector.forget();
  await page.getByRole("gridcell", { name: "Device 1", exact: true }).waitFor();
});
afterEach(() => expect(inspector.troubles).toEqual([]));

/** Other work may have the machine. */
const soon = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: 20_000 });
const object = (name: string) => page.getByRole("treeitem", { name, exact: true });
const focusedName = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
const panels = () => page.getByRole("tabpanel");

test("tabs are walked with arrows and opened with Enter; one panel is in sight, and asks", async () => {
  expect(
    await page.getByRole("tab").evaluateAll((all) => all.filter((tab) => (tab as HTMLElement).tabIndex === 0).length),
  ).toBe(1);
  await page.getByRole("tab", { name: "Data" }).focus();
  await page.keyboard.press("End");
  const last = page.getByRole("tab", { selected: false }).last();
  const title = await last.textContent();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(title);
  expect(await panels().count()).toBe(1);
  await page.keyboard.press("Enter");
  await soon(() => page.getByRole("tabpanel", { name: title! }).count()).toBe(1);
  expect(await panels().count()).toBe(1);
  await page.keyboard.press("ArrowRight");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Data");
});

test("objects by keyboard: groups, columns, letters, a filter", async () => {
  await object("devices").click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  expect(await focusedName()).toBe("id");
  await page.keyboard.press("ArrowLeft");
  expect(await focusedName()).toBe("devices");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("v");
  expect(await focusedName()).toBe("vendors");
  await page.keyboard.press("Enter");
  await page.getByRole("gridcell", { name: "Vendor 1", exact: true }).waitFor();
  expect(await object("vendors").getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  expect(await object("vendors").count()).toBe(0);
  await page.getByRole("textbox", { name: "Filter objects" }).fill("vend");
  await soon(() => page.getByRole("treeitem").allTextContents()).toEqual([
    ...[expect.stringContaining("Tables"), expect.stringContaining("vendors")],
    ...[expect.stringContaining("Indexes"), expect.stringContaining("devices_by_vendor")],
  ]);
  await page.keyboard.press("Escape");
  await soon(() => object("no_blank").count()).toBe(1);
});

test("an index has no rows, and leads to those of its table", async () => {
  await object("devices_by_vendor").click();
  await page.getByText("An index has no rows of its own").waitFor();
  await page.getByRole("button", { name: "Show the rows of its table" }).click();
  await page.getByRole("gridcell", { name: "Device 1", exact: true }).waitFor();
  await object("devices").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Copy Name" }).click();
  expect((await inspector.asked()).at(-1)).toEqual({ kind: "copy", values: ["devices"] });
});

test("the panes' line is moved by keys and by the mouse, and found again with the rest", async () => {
  const line = page.getByRole("separator", { name: "Width of the objects" });
  await line.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  expect(await line.getAttribute("aria-valuenow")).toBe("300");
  const box = (await line.boundingBox())!;
  await page.mouse.move(box.x, 300);
  await page.mouse.down();
  await page.mouse.move(box.x - 50, 300, { steps: 3 });
  await page.mouse.up();
  expect(await line.getAttribute("aria-valuenow")).toBe("250");
  await object("vendors").click();
  await page.getByRole("gridcell", { name: "Vendor 20", exact: true }).waitFor();
  await page.reload();
  await page.getByRole("gridcell", { name: "Vendor 20", exact: true }).waitFor();
  expect(await line.getAttribute("aria-valuenow")).toBe("250");
});

test("400 pixels wide, the objects are a drawer; at twice the size nothing is out of reach", async () => {
  await page.setViewportSize({ width: 400, height: 600 });
  await soon(() => page.getByRole("tree").count()).toBe(0);
  await page.getByRole("button", { name: "Show the objects" }).click();
  await object("vendors").click();
  await page.getByRole("gridcell", { name: "Vendor 1", exact: true }).waitFor();
  expect(await page.getByRole("tree").count()).toBe(0);
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await overflow()).toBe(0);
  // Twice the size is half the pixels.
  await page.setViewportSize({ width: 500, height: 300 });
  expect(await overflow()).toBe(0);
  for (const tab of await page.getByRole("tab").all()) {
    const box = (await tab.boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(500);
  }
});

test("a file that has changed is read again where one is; what is hidden asks when it is in sight", async () => {
  await page.getByRole("gridcell", { name: "Device 2", exact: true }).click();
  await page.keyboard.press("Control+g");
  // The field is there first, and has the keys then.
  await soon(() => page.evaluate(() => document.activeElement?.localName)).toBe("vscode-textfield");
  await page.keyboard.type("3001");
  await page.keyboard.press("Enter");
  await page.getByRole("gridcell", { name: "Device 3001", exact: true }).waitFor();
  const changed = `${sampleSql};\nUPDATE devices SET name = name || ' anew';\nCREATE TABLE added (a)`;
  await inspector.change(await makeDatabase(changed));
  await page.getByRole("gridcell", { name: "Device 3001 anew", exact: true }).waitFor();
  await object("added").waitFor();
  await page.getByRole("tab").last().click();
  const before = (await inspector.questions()).length;
  await inspector.change(database);
  await soon(() => object("added").count()).toBe(0);
  expect((await inspector.questions()).slice(before)).not.toContain("rows");
  await page.getByRole("tab", { name: "Data" }).click();
  await page.getByRole("gridcell", { name: "Device 3001", exact: true }).waitFor();
});

test("what is no database says so, and what may be done", async () => {
  await inspector.change(new TextEncoder().encode("No database, but a text that is longer than a header. ".repeat(40)));
  await page.getByRole("button", { name: "Try again" }).first().waitFor();
  await page.getByRole("button", { name: "Open with another editor" }).click();
  expect((await inspector.asked()).at(-1)).toEqual({ kind: "openWith", values: [] });
  await inspector.change(database);
  await page.getByRole("gridcell", { name: "Device 1", exact: true }).waitFor();
});
