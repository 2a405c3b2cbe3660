/** The data tab in a browser: a grid of many rows by mouse and by keyboard, and one cell in full. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Inspector, openInspector } from "../support/inspector.ts";
import { makeGridDatabase, manyColumns, manyRows } from "./sample.ts";

let inspector: Inspector;
let page: Page;
beforeAll(async () => {
  inspector = await openInspector({ database: await makeGridDatabase(), width: 1100, height: 600 });
  page = inspector.page;
  page.setDefaultTimeout(20_000);
});
afterAll(() => inspector.close());
beforeEach(() => inspector.forget());
afterEach(() => expect(inspector.troubles).toEqual([]));

const choose = (name: string) => page.getByRole("treeitem", { name, exact: true }).click();
const cell = (name: string | RegExp) => page.getByRole("gridcell", { name, exact: typeof name === "string" });
const head = (name: string) => page.getByRole("columnheader", { name });
const column = async (index: number): Promise<readonly string[]> => {
  const texts = await page.locator(`[role=gridcell][aria-colindex="${index + 2}"]`).allTextContents();
  return texts.slice(0, 5);
};
const focused = () =>
  page.evaluate(() => [
    document.activeElement?.getAttribute("role"),
    document.activeElement?.textContent,
    Number(document.activeElement?.closest("[role=row]")?.getAttribute("aria-rowindex")),
  ]);
const copied = async (): Promise<unknown> =>
  (await inspector.asked()).filter(({ kind }) => kind === "copy").at(-1)?.values[0];
/** Other work may have the machine. */
const soon = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: 20_000 });
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

describe("many rows", () => {
  test("by keyboard to the end and back, the focus always on a cell, few rows in the document", async () => {
    await choose("many");
    await cell("row 2").click();
    expect(await focused()).toEqual(["gridcell", "row 2", 3]);
    await press("Control+End");
    await cell(`row ${manyRows}`).waitFor();
    await press("Home", "ArrowRight");
    await soon(focused).toEqual(["gridcell", `row ${manyRows}`, expect.any(Number)]);
    expect(await page.locator("[role=row]").count()).toBeLessThan(50);
    await press("PageUp", "PageUp", "PageUp");
    await soon(async () => (await focused())[1]).toMatch(/^row 29\d\d\d$/);
    await press("Control+Home");
    await soon(focused).toEqual(["gridcell", "4", 2]);
    expect(await page.getByRole("grid").getAttribute("aria-colcount")).toBe("4");
  });

  test("by wheel and thumb; rows are side by side wherever one is", async () => {
    await choose("many");
    await cell("row 2").hover();
    await page.mouse.wheel(0, 220);
    await cell("row 11").waitFor();
    const bar = (await page.locator(".scroll-bar").boundingBox())!;
    await page.mouse.move(bar.x + 5, bar.y + 5);
    await page.mouse.down();
    await page.mouse.move(bar.x + 5, bar.y + bar.height / 2, { steps: 4 });
    await page.mouse.up();
    await soon(async () => Number((await column(1))[0]?.replace("row ", ""))).toBeGreaterThan(manyRows / 3);
    const rows = (await column(1)).map((text) => Number(text.replace("row ", "")));
    expect(rows).toEqual(rows.map((_, index) => rows[0]! + index));
  });

  test("a row is gone to by its number and by its rowid", async () => {
    await choose("many");
    await cell("row 2").click();
    await press("Control+g");
    // The field is there first, and has the keys then.
    await soon(() => page.evaluate(() => document.activeElement?.localName)).toBe("vscode-textfield");
    await page.keyboard.type("12,345");
    await press("Enter");
    await cell("row 12345").waitFor();
    await page.getByRole("combobox", { name: "Go to a row by" }).click();
    await page.getByRole("option", { name: "rowid" }).click();
    await page.getByRole("textbox", { name: "rowid" }).fill("60000");
    await press("Enter");
    await cell("row 20000").waitFor();
    await press("Escape");
    await soon(async () => (await focused())[0]).toBe("gridcell");
  });

  test("rows are counted when somebody asks", async () => {
    await choose("many");
    await cell("row 2").waitFor();
    const range = page.locator(".data-range");
    expect(await range.textContent()).toContain("~");
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe("-1");
    await page.getByRole("button", { name: "Count all rows" }).click();
    await soon(() => range.textContent()).toContain(`of ${manyRows.toLocaleString("en-US")}`);
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe(String(manyRows + 1));
  });
});

describe("columns", () => {
  test("sort by the mouse and by keys, one after another", async () => {
    await choose("many");
    await head("size").click();
    await soon(() => column(2)).toEqual(["0", "0", "0", "0", "0"]);
    expect(await head("size").getAttribute("aria-sort")).toBe("ascending");
    await press("Enter");
    await soon(() => column(2)).toEqual(["9", "9", "9", "9", "9"]);
    await press("ArrowLeft", "ArrowLeft", "Shift+Enter", "Shift+Enter");
    await soon(() => column(1)).toEqual([29999, 29989, 29979, 29969, 29959].map((row) => `row ${row}`));
    expect(await head("id").getAttribute("aria-sort")).toBe("descending");
  });

  test("are sized, moved and hidden by the mouse", async () => {
    const names = () => page.locator(".grid-name-text").allTextContents();
    await choose("many");
    await cell("row 2").waitFor();
    const before = (await head("name").boundingBox())!;
    await page.mouse.move(before.x + before.width, before.y + 10);
    await page.mouse.down();
    await page.mouse.move(before.x + before.width + 90, before.y + 10, { steps: 3 });
    await page.mouse.up();
    expect((await head("name").boundingBox())!.width).toBeCloseTo(before.width + 90, -1);
    await head("id").dragTo(head("size"), { targetPosition: { x: 80, y: 10 } });
    expect(await names()).toEqual(["name", "size", "id"]);
    await head("size").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Hide Column" }).click();
    expect(await names()).toEqual(["name", "id"]);
    // It is found again when the page is made anew.
    await page.reload();
    await cell("row 2").waitFor();
    expect(await names()).toEqual(["name", "id"]);
    await page.getByRole("button", { name: "Columns…" }).click();
    await page.getByRole("menuitemcheckbox", { name: "size" }).click();
    expect(await names()).toEqual(["name", "size", "id"]);
  });

  test("are moved and sized by keys", async () => {
    await choose("many");
    await cell("row 1").click();
    await press("ArrowUp");
    const { width } = (await head("name").boundingBox())!;
    await press("Alt+ArrowRight", "Alt+Shift+ArrowRight");
    await soon(async () => (await page.getByRole("columnheader").allTextContents()).at(-1)).toContain("name");
    expect((await head("name").boundingBox())!.width).toBe(width + 10);
  });

  test("of which there are very many are in the document where they are in view", async () => {
    await choose("wide");
    await cell("first").click();
    expect(await page.getByRole("columnheader").count()).toBeLessThan(30);
    await press("End");
    await soon(focused).toEqual(["gridcell", "last", 2]);
    expect(await page.getByRole("gridcell").count()).toBeLessThan(100);
    expect(await page.getByRole("grid").getAttribute("aria-colcount")).toBe(String(manyColumns + 1));
  });
});

describe("finding", () => {
  test("search, then a filter of a cell's value, then none", async () => {
    await choose("devices");
    await page.getByRole("textbox", { name: "Search all columns" }).fill("Device 49");
    await soon(() => column(2)).toEqual(["Device 491", "Device 492", "Device 493", "Device 494", "Device 495"]);
    await cell("Device 492").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Filter: Equal to This" }).click();
    await soon(() => column(2)).toEqual(["Device 492"]);
    await page.getByRole("combobox", { name: "Operator of filter 1" }).click();
    await page.getByRole("option", { name: "is null" }).click();
    await page.getByText("No row matches").waitFor();
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await soon(() => column(2)).toContain("Device 1");
  });

  test("what is typed is asked for once it rests", async () => {
    await choose("devices");
    await cell("Device 1").waitFor();
    const before = (await inspector.questions()).length;
    await page.getByRole("textbox", { name: "Search all columns" }).evaluate(async (field, text) => {
      const input = field as HTMLInputElement;
      for (const [index] of [...text].entries()) {
        input.value = text.slice(0, index + 1);
        input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        // The page draws itself, and no timer runs out, however slow the machine is.
        for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      }
    }, "Device 778");
    await soon(() => column(2)).toEqual(["Device 778"]);
    expect((await inspector.questions()).slice(before)).toEqual(["rows"]);
  });
});

describe("copies", () => {
  test("a cell, a range, rows, in each form", async () => {
    await choose("devices");
    await cell("Device 2").click();
    await press("Control+c");
    await soon(copied).toBe("Device 2");
    await press("ArrowLeft", "Shift+ArrowRight", "Shift+ArrowUp", "Control+c");
    await soon(copied).toBe("2\tDevice 1\n3\tDevice 2");
    await press("Control+Shift+c");
    await soon(copied).toBe("vendor\tname\n2\tDevice 1\n3\tDevice 2\n");
    await cell("Device 1").click();
    await press("Shift+ArrowDown");
    for (const [name, text] of [
      ["Copy as CSV", "name\r\nDevice 1\r\nDevice 2\r\n"],
      ["Copy as JSON", '[\n{"name":"Device 1"},\n{"name":"Device 2"}\n]\n'],
      ["Copy as SQL", /^BEGIN;\nINSERT INTO "devices" \("name"\) VALUES \('Device 1'\);\n/],
      ["Copy as C Initializer", /\{ "Device 1" \},\n\{ "Device 2" \},/],
    ] as const) {
      await cell("Device 1").click({ button: "right" });
      await page.getByRole("menuitem", { name }).click();
      await soon(copied).toEqual(typeof text === "string" ? text : expect.stringMatching(text));
    }
    await page.getByRole("rowheader", { name: "1", exact: true }).click();
    await press("Control+c");
    await soon(copied).toMatch(/^1\t2\tDevice 1\t\t9007199254740994\t0.25$/);
  });

  test("of values that the grid has a part of are whole, and of all rows there are", async () => {
    await choose("vals");
    await page.getByRole("gridcell", { name: /^long/ }).click();
    await press("Control+c");
    await soon(async () => String(await copied()).length).toBe(750_000);
    await choose("many");
    await cell("row 2").click();
    await press("Control+a", "Control+c");
    await soon(async () => String(await copied()).split("\n").length).toBe(manyRows);
  });
});

test("a menu that the mouse asked for has the keys, and gives them back to its cell", async () => {
  await choose("devices");
  await cell("Device 2").click();
  await cell("Device 3").click({ button: "right" });
  await soon(async () => (await focused())[0]).toBe("menuitem");
  await press("Escape");
  await soon(focused).toEqual(["gridcell", "Device 3", 4]);
  expect(await page.getByRole("menu").count()).toBe(0);
});

describe("a cell in full", () => {
  test("as a JSON tree, as bytes, as a picture", async () => {
    await choose("vals");
    await cell(/9007199254740993/).dblclick();
    const pane = page.getByRole("complementary", { name: "Cell" });
    await pane.getByRole("treeitem", { name: "id: 9007199254740993" }).waitFor();
    await pane.getByRole("button", { name: "As bytes" }).click();
    await pane.getByText("7B 22 69 64").waitFor();
    await press("Escape");
    await page.getByRole("gridcell", { name: /89 50 4e.*…/ }).click();
    await pane.getByRole("button", { name: "As a picture" }).click();
    await pane.getByText("PNG, 16 × 8").waitFor();
    const image = await pane.getByRole("img").evaluate((element) => (element as HTMLImageElement).src);
    expect(image).toMatch(/^blob:/);
    await page.getByRole("gridcell", { name: /195 KB/ }).click();
    await pane.getByText("0 to 65,535 of 200,000").waitFor();
    await pane.getByRole("button", { name: "Bytes after" }).click();
    await pane.getByText("65,536 to 131,071 of 200,000").waitFor();
    await pane.getByRole("button", { name: "Save to a file…" }).click();
    const saved = (await soon(async () => (await inspector.asked()).find(({ kind }) => kind === "save"))
      .toBeDefined()
      .then(inspector.asked)
      .then((asked) => asked.find(({ kind }) => kind === "save"))) as { values: readonly [string, object] };
    expect([saved.values[0], Object.keys(saved.values[1]).length]).toEqual(["value.bin", 200_000]);
  });

  test("that only begins like a picture says so", async () => {
    await choose("vals");
    await page.getByRole("gridcell", { name: /12 bytes/ }).dblclick();
    await page.getByText("It begins as a picture, and is damaged.").waitFor();
  });
});

describe("what does not end", () => {
  test("rows say that they are read, and are cancelled; other rows are shown then", async () => {
    await choose("never");
    await page.getByText("Reading rows…").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText("The rows: cancelled").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByText("Reading rows…").waitFor();
    await choose("devices");
    await cell("Device 1").waitFor();
    expect(await page.getByText("Reading rows…").count()).toBe(0);
  });

  test("a count says that it goes on, and is cancelled; the rows stay", async () => {
    await choose("endless");
    await cell("3").waitFor();
    await page.getByRole("button", { name: "Count all rows" }).click();
    await page.getByText("Counting rows…").waitFor();
    await page.getByRole("button", { name: "Cancel" }).click();
    await soon(() => page.getByText("Counting rows…").count()).toBe(0);
    expect(await cell("3").count()).toBe(1);
    await page.getByRole("button", { name: "Count all rows" }).waitFor();
  });
});

test("hostile names and values are text", async () => {
  await choose("<b onclick=x>");
  await cell(/<script>/).waitFor();
  await head("<img src=x onerror=alert(1)>").waitFor();
  expect(await page.locator("main img, main script, main b").count()).toBe(0);
  await choose("vals");
  await page.getByRole("gridcell", { name: "aU+202Eb" }).waitFor();
});

test("no rows, and rows that cannot be shown, say so", async () => {
  await choose("unused");
  await page.getByText("No rows", { exact: true }).first().waitFor();
  await choose("broken");
  await page.getByText(/no such table: main.nowhere/).waitFor();
});
