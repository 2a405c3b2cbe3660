/** Page map, sizes, fitness and PRAGMAs of a real file, from its bytes to what a person sees and does. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Inspector, openInspector } from "../support/inspector.ts";
import { makeDatabase, sampleSql } from "../support/sample.ts";

/** Rows with overflow, of which some are deleted. */
const sql = `${sampleSql};
CREATE TABLE manuals (id INTEGER PRIMARY KEY, body TEXT);
WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n WHERE i < 40) INSERT INTO manuals SELECT i, printf('manual %d ', i) || hex(randomblob(4000)) FROM n;
DELETE FROM manuals WHERE id % 4 = 0`;

let inspector: Inspector;
let page: Page;
beforeAll(async () => {
  inspector = await openInspector({ database: await makeDatabase(sql), width: 1400 });
  page = inspector.page;
});
afterAll(() => inspector.close());

const show = (tab: string): Promise<void> => page.getByRole("tab", { name: tab }).click();
const isInFront = (tab: string) => page.getByRole("tab", { name: tab, selected: true });
const goTo = async (number: number): Promise<void> => {
  await page.locator(".map-scroller").focus();
  await page.keyboard.type(String(number));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
};

test("keys lead from the map to what lies on a page, links to others, and rowids to rows", async () => {
  await show("Pages");
  await goTo(2);
  const second = page.getByRole("region", { name: "Page 2", exact: true });
  await second.getByText("table leaf of vendors").waitFor();
  await second.getByText("20 cells").waitFor();
  expect(await second.getByRole("row").nth(3).textContent()).toContain("Vendor 3");

  // A root, and below it a leaf that says which page leads to it.
  const root = (await rootOf("manuals")).toLocaleString("en-US");
  const interior = page.getByRole("region", { name: `Page ${root}`, exact: true });
  await interior.getByText("table interior of manuals").waitFor();
  await interior.locator(".page-values button").first().click();
  const path = page.getByRole("navigation", { name: "Pages that lead here" });
  await path.getByRole("button", { name: root, exact: true }).waitFor();
  const leaf = page.locator(".page-detail");
  await leaf.getByText("table leaf of manuals").waitFor();

  // The bytes of a cell stand out; the rest of the record is a link away.
  await leaf.locator(".page-cells tbody tr").first().getByTitle("Show its bytes").click();
  const marked = leaf.locator(".hex-ascii mark");
  await expect.poll(async () => (await marked.allTextContents()).join("")).toContain("manual");
  await leaf
    .getByRole("button", { name: /^overflow/ })
    .first()
    .click();
  await leaf.getByText("overflow of manuals").waitFor();

  await path.getByRole("button").last().click();
  await leaf.getByTitle("Show this row").first().click();
  await isInFront("Data").waitFor();
});

test("sizes are those of the file, sorted as they are asked for, and lead to pages and rows", async () => {
  await show("Pages");
  await page.getByRole("button", { name: /^Sizes/ }).click();
  const table = page.getByRole("table", { name: "Sizes of tables and indexes" });
  await table.waitFor();
  const pagesOf = async (): Promise<number[]> => {
    const texts = await table.locator("tbody td:nth-child(2)").allTextContents();
    return texts.map((text) => Number(text.replace(",", "")));
  };
  const sizes = await pagesOf();
  const total = Number((await table.locator("tfoot td").first().textContent())!.replace(",", ""));
  expect(sizes.reduce((sum, size) => sum + size)).toBe(total);
  expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
  const head = table.getByRole("columnheader", { name: "Pages" });
  await head.getByRole("button").click();
  await head.getByRole("button").click();
  expect(await head.getAttribute("aria-sort")).toBe("ascending");
  expect(await pagesOf()).toEqual([...sizes].sort((a, b) => a - b));
  const devices = table.getByRole("row", { name: /^devices table/ });
  expect(await devices.getByRole("cell").nth(3).textContent()).toBe("5,000");

  await table.getByRole("button", { name: "Show Free pages on the map" }).click();
  await page.locator(".legend-entry[aria-pressed=true]", { hasText: "freelist leaf" }).waitFor();
  await page.getByRole("button", { name: /^Sizes/ }).click();
  await table.getByRole("button", { name: "settings", exact: true }).click();
  await isInFront("Data").waitFor();
});

test("fitness says what is to be done, and does it", async () => {
  await show("Fitness");
  await page.getByRole("heading", { name: /^Fit to embed, with \d things? to consider/ }).waitFor();
  await page.getByText(/non-paged memory for as long as the driver is loaded/).waitFor();
  const free = page.getByRole("listitem").filter({ hasText: "Free pages" });
  expect(await free.getByText("Warning").count()).toBe(1);
  await free.getByRole("button", { name: "Copy the command" }).click();
  await page.getByRole("button", { name: "Embed in driver" }).click();
  await page.getByRole("button", { name: "Compact copy" }).click();
  await page.getByRole("button", { name: "Check again" }).click();
  await expect
    .poll(() => inspector.asked())
    .toEqual([
      { kind: "copy", values: ["VACUUM;"] },
      { kind: "embed", values: [] },
      { kind: "compact", values: [] },
    ]);
});

test("PRAGMAs of the file and of the connection are told apart, and found", async () => {
  await show("PRAGMAs");
  const file = page.getByRole("table", { name: /^In the file/ });
  await file.getByRole("row", { name: /^page_size 4096/ }).waitFor();
  await page
    .getByRole("table", { name: /^Of this connection/ })
    .getByRole("row", { name: /^query_only 1/ })
    .waitFor();
  await page.getByRole("textbox", { name: "Search names, values and meanings" }).fill("freelist count");
  await expect.poll(() => file.locator("tbody tr").count()).toBe(1);
  await page.getByText(/^1 of \d+ PRAGMAs$/).waitFor();
});

/** Goes there, too: by the table's place in the sizes. */
async function rootOf(name: string): Promise<number> {
  await page.getByRole("button", { name: /^Sizes/ }).click();
  await page.getByRole("button", { name: `Show ${name} on the map` }).click();
  const root = Number(await page.getByRole("textbox", { name: "Page" }).inputValue());
  await page.locator(".map-scroller").focus();
  await page.keyboard.press("Enter");
  return root;
}
