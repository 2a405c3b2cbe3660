/** The SQL tab in a browser: what is typed, run, cancelled, explained and found again. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Inspector, openInspector } from "../support/inspector.ts";
import { makeDatabase } from "../support/sample.ts";

let inspector: Inspector;
let page: Page;
let editor: Locator;
/** What the content security policy would not have, and what the page threw. */
const complaints: string[] = [];

beforeAll(async () => {
  inspector = await openInspector({ database: await makeDatabase() });
  ({ page } = inspector);
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.getByRole("tab", { name: "SQL" }).click();
  editor = page.getByRole("textbox", { name: "SQL" });
  await editor.waitFor();
});
afterAll(() => inspector.close());

beforeEach(() => write(""));

async function write(text: string): Promise<void> {
  await editor.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  if (text !== "") await page.keyboard.insertText(text);
}

const results = (): Locator => page.getByRole("region", { name: /^Result/ });
const facts = (result: Locator): Promise<string | null> => result.locator(".result-facts").textContent();
const histories = async () => (await inspector.asked()).filter(({ kind }) => kind === "history");

describe("running", () => {
  it("answers the statement at the cursor with Ctrl+Enter, the selection, and all of them with Shift", async () => {
    await write("SELECT 9007199254740993 AS big;\nSELECT 2 AS two");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("gridcell", { name: "2", exact: true }).waitFor();
    expect(await results().count()).toBe(1);

    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Shift+End");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("gridcell", { name: "9007199254740993" }).waitFor();
    expect(await results().count()).toBe(1);

    await page.keyboard.press("Control+Shift+Enter");
    await results().nth(1).waitFor();
    expect(await facts(results().first())).toMatch(/^1 row · 1 column · [\d.]+ ms$/);
  });

  it("says that there are more rows, shows more, and exports all", async () => {
    await write("SELECT * FROM devices");
    await page.keyboard.press("Control+Enter");
    await page.getByText("first 1,000 rows of more").waitFor();
    await page.getByRole("button", { name: "Export all rows" }).click();
    expect((await inspector.asked()).at(-1)).toEqual({
      kind: "export",
      values: [{ kind: "query", sql: "SELECT * FROM devices" }, undefined],
    });
    await page.getByRole("button", { name: "Show ten times as many rows" }).click();
    await page.getByText("5,000 rows · 6 columns").waitFor();
  });

  it("copies values whole or not at all", async () => {
    await write("SELECT printf('%.*c', 5000, 'x') AS long, printf('%.*c', 70000, 'x') AS longer");
    await page.keyboard.press("Control+Enter");
    const cells = page.getByRole("gridcell").filter({ hasText: "xxx" });
    await cells.first().click();
    await page.keyboard.press("Control+c");
    await expect
      .poll(async () => (await inspector.asked()).at(-1))
      .toEqual({ kind: "copy", values: ["x".repeat(5000)] });
    await cells.nth(1).click();
    await page.keyboard.press("Control+c");
    await page.getByText("Not copied: a value is longer").waitFor();
  });

  it("shows a value in full: all of it, or its beginning where no more is held", async () => {
    await write(`SELECT '{"a":[1]}' AS json, printf('%.*c', 70000, 'x') AS longer`);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("gridcell", { name: '{"a":[1]}' }).dblclick();
    const pane = page.getByRole("complementary", { name: "Cell" });
    await pane.getByRole("treeitem", { name: "a: [1]" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await pane.getByText("text, the first 64 KB").waitFor();
    await pane.getByRole("button", { name: "Save to a file…" }).click();
    await pane.getByText("Only its beginning is held here").waitFor();
    await pane.getByRole("button", { name: "Close the cell" }).click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("gridcell");
  });

  it("what is typed over a selection takes its place, or stands around it where it is a quote", async () => {
    await write("first");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("'");
    expect(await editor.textContent()).toBe("'first'");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("SELECT 2");
    expect(await editor.textContent()).toBe("SELECT 2");
    await page.keyboard.press("Control+z");
    expect(await editor.textContent()).toBe("'first'");
    expect(complaints).toEqual([]);
  });

  it("keeps what was run, newest first", async () => {
    await write("SELECT 'first'");
    await page.keyboard.press("Control+Enter");
    await write("SELECT 'second'");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("gridcell", { name: "second" }).waitFor();
    const [statements] = (await histories()).at(-1)!.values as [readonly string[]];
    expect(statements.slice(0, 2)).toEqual(["SELECT 'second'", "SELECT 'first'"]);

    await page.keyboard.press("Alt+ArrowUp");
    expect(await editor.textContent()).toBe("SELECT 'first'");
    await page.keyboard.press("Alt+ArrowDown");
    expect(await editor.textContent()).toBe("SELECT 'second'");
  });
});

describe("a file that is another one now", () => {
  it("leaves what was run, says so, and is asked again", async () => {
    await write("SELECT count(*) AS n FROM devices");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("gridcell", { name: "5000" }).waitFor();
    await page.evaluate(() => window.postMessage({ kind: "changed" }));
    await page.getByRole("button", { name: "Run it again" }).click();
    await expect.poll(() => page.getByRole("button", { name: "Run it again" }).count()).toBe(0);
    await page.getByRole("gridcell", { name: "5000" }).waitFor();
  });
});

describe("what does not end", () => {
  it("shows its clock and is cancelled at once; the next question is answered", async () => {
    await write("WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("timer").waitFor();
    await page.getByRole("button", { name: "Cancel (Escape)" }).click();
    await page.getByText(/^Cancelled after/).waitFor();
    await write("SELECT 'alive'");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("gridcell", { name: "alive" }).waitFor();
  });

  it("is cancelled with Escape", async () => {
    await write("WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n");
    await page.keyboard.press("Control+Enter");
    await page.getByRole("timer").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText(/^Cancelled after/).waitFor();
  });
});

describe("what fails", () => {
  it("is underlined where it stands, until it is edited", async () => {
    await write("SELECT 1;\nSELECT nam FROM vendors");
    await page.keyboard.press("Control+Shift+Enter");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.textContent()).toContain("no such column: nam");
    const mark = page.locator(".cm-sqlError");
    expect(await mark.textContent()).toBe("nam");
    expect(await mark.getAttribute("title")).toContain("no such column: nam");
    await mark.dblclick();
    await page.keyboard.insertText("name");
    await expect.poll(() => mark.count()).toBe(0);
  });

  it.each(["DELETE FROM vendors", "ATTACH 'x' AS y", "CREATE TABLE z (a)"])(
    "tells why %s is not run, and leaves the database as it is",
    async (sql) => {
      await write(sql);
      await page.keyboard.press("Control+Enter");
      await expect.poll(() => page.getByRole("alert").textContent()).toContain(`${sql.split(" ")[0]} is not run: `);
      await write("SELECT count(*) AS n FROM vendors");
      await page.keyboard.press("Control+Enter");
      await page.getByRole("gridcell", { name: "20", exact: true }).waitFor();
    },
  );
});

describe("a plan", () => {
  it("is a tree that arrows walk, and says which step reads all of a table", async () => {
    await write("SELECT (SELECT name FROM vendors WHERE id = vendor) FROM devices ORDER BY watts");
    await page.keyboard.press("Control+Alt+Enter");
    const tree = page.getByRole("tree", { name: "Plan of Result" });
    await tree.waitFor();
    const steps = tree.getByRole("treeitem");
    expect(await steps.allInnerTexts()).toEqual([
      expect.stringContaining("full scan"),
      expect.stringContaining("runs for each row"),
      expect.stringContaining("by key"),
      expect.stringContaining("sorts"),
    ]);
    expect(await steps.nth(2).getAttribute("aria-level")).toBe("2");
    await steps.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowLeft");
    expect(await steps.count()).toBe(3);
    expect(await steps.nth(1).getAttribute("aria-expanded")).toBe("false");
  });
});

describe("completion", () => {
  /** What is offered in the end: while letters come, it is what fits fewer of them. */
  const expectOffered = async (text: string, offered: unknown): Promise<void> => {
    const space = text.lastIndexOf(" ") + 1;
    await write(text.slice(0, space));
    await page.keyboard.type(text.slice(space));
    await expect.poll(() => page.getByRole("option").allInnerTexts(), { timeout: 20_000 }).toEqual(offered);
  };

  it("knows tables, columns of those that are named, and columns of an alias", async () => {
    await expectOffered("SELECT * FROM dev", expect.arrayContaining([expect.stringMatching(/^devices\s/)]));
    await expectOffered(
      "SELECT 1 FROM devices WHERE wat",
      expect.arrayContaining([expect.stringMatching(/^watts\s+REAL · devices/)]),
    );
    await expectOffered("SELECT 1 FROM vendors v, devices WHERE v.", [
      expect.stringMatching(/^id\s+INTEGER/),
      expect.stringMatching(/^name\s+TEXT/),
    ]);
  });
});

describe("the page", () => {
  it("finds text again when it is made anew", async () => {
    await write("SELECT 'kept'");
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem("state"))).toContain("SELECT 'kept'");
    await page.reload();
    await editor.waitFor();
    expect(await editor.textContent()).toBe("SELECT 'kept'");
  });

  it("asks something of the database to begin with", async () => {
    await page.getByRole("button", { name: "Rows of devices" }).click();
    await page.getByText("100 rows · 6 columns").waitFor();
  });

  it("is as its content security policy has it", () => {
    expect(complaints).toEqual([]);
  });
});
