/** What a screen reader is told of the page of an image: the browser's own accessibility tree, tab by tab. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { calls, comparison, databases, driverReport, moduleReport, tags } from "../support/reports.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

interface Node {
  readonly role: string;
  readonly name: string;
  readonly properties: ReadonlyMap<string, unknown>;
}

/** As the browser hands it to whatever reads it aloud; what nobody is told is left out. */
async function told(): Promise<Node[]> {
  const session = await stage.page.context().newCDPSession(stage.page);
  try {
    const { nodes } = await session.send("Accessibility.getFullAXTree");
    return nodes
      .filter(({ ignored }) => !ignored)
      .map(({ role, name, properties = [] }) => ({
        role: String(role?.value ?? ""),
        name: String(name?.value ?? "").trim(),
        properties: new Map(properties.map((one) => [one.name, one.value.value])),
      }));
  } finally {
    await session.detach();
  }
}

const controls =
  /^(?:button|link|tab|tabpanel|textbox|searchbox|checkbox|combobox|treegrid|grid|toolbar|region|progressbar|splitter|separator|menuitem)$/;

/** Controls and areas that a listener could not tell from others. */
const unnamed = (nodes: readonly Node[]): string[] =>
  nodes.filter(({ role, name }) => controls.test(role) && name === "").map(({ role }) => role);

describe("of an image", () => {
  test.each([
    ["a driver", driverReport()],
    ["a module", moduleReport()],
  ])("everything that can be reached has a name: %s", async (_, report) => {
    const page = await stage.open({ report, told: [calls], databases, tags, strings: [] });
    await page.getByRole("tab").first().waitFor();
    for (const [index, name] of (await page.getByRole("tab").allTextContents()).entries()) {
      await page.getByRole("tab").nth(index).click();
      await page.getByRole("tabpanel").waitFor();
      const nodes = await told();
      expect([name, unnamed(nodes)]).toEqual([name, []]);
      const reached = nodes.filter(({ properties }) => properties.get("focusable") === true);
      expect(reached.length).toBeGreaterThan(5);
      // A cell may have nothing in it.
      const silent = reached.filter((one) => one.name === "" && !/^(?:generic|gridcell)$/.test(one.role));
      expect([name, silent.map(({ role }) => role)]).toEqual([name, []]);
    }
  });

  test("imports are a tree with levels, what is open, and what is wrong in words", async () => {
    const page = await stage.open({ report: driverReport(), told: [calls] });
    await page.getByRole("tab", { name: "Imports" }).click();
    await page.getByRole("row", { name: "HeapAlloc" }).waitFor();
    const rows = (await told()).filter(({ role }) => role === "row");
    const module = rows.find(({ name }) => /KERNEL32/i.test(name));
    const heap = rows.find(({ name }) => /^HeapAlloc/.test(name));
    expect(module?.properties.get("level")).toBe(1);
    expect(module?.properties.get("expanded")).toBe(true);
    expect(heap?.properties.get("level")).toBe(2);
    expect(heap?.name).toMatch(/error/i);
  });
});

test("of two images everything that can be reached has a name too", async () => {
  const page = await stage.open({ told: [{ kind: "comparison", comparison }] });
  await page.getByRole("treegrid").waitFor();
  expect(unnamed(await told())).toEqual([]);
});
