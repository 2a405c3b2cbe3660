/** What the page makes of hostile names, of themes and of little room; and two images beside each other. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Theme } from "../../support/themes.ts";
import { calls, comparison, databases, driverReport, hostileName, hostileReport } from "../support/reports.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
afterEach(() => expect(stage.troubles).toEqual([]));

const tabs = ["Overview", "Imports", "Exports", "Sections", "Resources", "Strings", "Pool Tags"];

test("hostile names are text, with what nobody sees marked; a megabyte of one is counted", async () => {
  const text = hostileName.repeat(2);
  const page = await stage.open({
    ...{ report: hostileReport(), name: hostileName },
    tags: [{ tag: hostileName, uses: [{ function: hostileName, address: hostileName, section: hostileName }] }],
    databases: [{ name: hostileName, where: hostileName, start: 2 ** 50, length: 2 ** 50 }],
    strings: [{ offset: 2 ** 50, text, length: 2 ** 40, encoding: "ascii", section: hostileName }],
    told: [
      { kind: "calls", calls: [{ name: hostileName, sites: [{ file: hostileName, line: 1, caller: hostileName }] }] },
    ],
  });
  for (const name of tabs) {
    await page.getByRole("tab", { name }).click();
    await page.getByRole("tabpanel").getByText("U+202E").first().waitFor();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.evaluate(() => document.body.textContent?.length)).toBeLessThan(100_000);
  }
  expect(await page.title()).toBe("Driver Image");
  await page.getByRole("tab", { name: "Imports" }).click();
  await page.getByRole("tabpanel").getByText("(1,048,576 characters)").first().waitFor({ state: "attached" });
  await page
    .getByRole("row", { name: /^<img src/ })
    .first()
    .click();
  await page.keyboard.press("Control+c");
  expect((await stage.posted()).at(-1)).toMatchObject({ kind: "copy", text: expect.stringContaining(hostileName) });
});

test("of very many properties, findings and sections a part is in the document, and the rest is asked for", async () => {
  const { findings, sections } = driverReport();
  const many = <T>(one: T, change: (index: number) => Partial<T>) =>
    Array.from({ length: 2000 }, (_, index) => ({ ...one, ...change(index) }));
  const report = driverReport({
    findings: many(findings[5]!, (index) => ({ message: `Finding ${index}` })),
    sections: many(sections[0]!, (index) => ({ name: `.text$${index}` })),
    groups: [
      {
        id: "parameters",
        title: "Parameters",
        properties: many({ name: "p", value: "" }, (index) => ({ value: `${index}` })),
      },
    ],
  });
  const page = await stage.open({ report });
  const elements = () => page.evaluate(() => document.querySelectorAll("*").length);
  expect(await elements()).toBeLessThan(2000);
  expect(await page.getByRole("article").count()).toBe(50);
  await page.getByText("Show 50 of 1,950 more findings").click();
  await page.getByText("Show 50 of 1,900 more findings").waitFor();
  expect(await page.getByRole("article").count()).toBe(100);
  await page.getByRole("button", { name: "Show 1,940 more" }).click();
  await page.getByRole("cell", { name: "1999", exact: true }).waitFor();
  await stage.open({ report });
  await page.getByRole("tab", { name: "Sections" }).click();
  await page.getByRole("row", { name: /text\$3 / }).waitFor();
  expect(await elements()).toBeLessThan(3500);
});

/** Of text against what is behind it, as WCAG counts; colors as a browser writes them. */
function contrast(one: string, other: string): number {
  const light = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = color.match(/[\d.]+/g)!.map((part) => {
      const value = Number(part) / 255;
      return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

test.each<Theme>(["dark", "light", "contrast", "contrastLight"])(
  "in %s every color is the theme's, and text can be read",
  async (theme) => {
    const page = await stage.open({ report: driverReport(), told: [calls], databases }, { theme });
    const colors = () =>
      page.evaluate(() => {
        const behind = getComputedStyle(document.documentElement).backgroundColor;
        const texts = [
          ...document.querySelectorAll("h1, h3, p, th, td, [role=tab], [role=gridcell], .link, .finding-severity"),
        ];
        return {
          behind,
          texts: texts.map((text) => getComputedStyle(text).color).filter((color) => !color.includes("0.")),
        };
      });
    for (const name of ["Overview", "Imports", "Sections"]) {
      await page.getByRole("tab", { name }).click();
      const { behind, texts } = await colors();
      expect(texts.length).toBeGreaterThan(10);
      for (const color of new Set(texts)) expect(contrast(color, behind), `${name}: ${color}`).toBeGreaterThan(4.5);
    }
    await page.getByRole("row", { name: /PAGEwx/ }).click();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowDown");
    const line = await page.getByRole("row", { name: /PAGEwx/ }).evaluate((row) => getComputedStyle(row).outlineStyle);
    expect(line).not.toBe("none");
  },
);

test("400 pixels wide, and at twice the size, nothing is out of reach", async () => {
  const page = await stage.open({ report: driverReport(), told: [calls] }, { width: 400, height: 600 });
  for (const name of tabs) {
    await page.getByRole("tab", { name }).click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBe(0);
  }
  for (const button of await page.getByRole("toolbar", { name: "What may be done" }).getByRole("button").all()) {
    const box = (await button.boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(400);
  }
});

test("two images: what came, went and changed, in words; filtered, hidden, copied", async () => {
  const page = await stage.open({ told: [{ kind: "comparison", comparison }] });
  await page.getByRole("heading", { name: "NewDriver.sys (1.3) compared with NewDriver.sys (1.4)" }).waitFor();
  expect(await stage.questions()).not.toContain("tags");
  const rows = () =>
    page
      .getByRole("row")
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent?.trim()).join("|")));
  expect(await rows()).toEqual([
    "Name|Change|Before|After|Bytes",
    "Imports 2 differences, 41 the same||||",
    "ExAllocatePool2|Added||ntoskrnl.exe|",
    "ExAllocatePoolWithTag|Removed|ntoskrnl.exe||",
    "Sections 2 differences, 5 the same||||",
    ".text|Changed|31,232 bytes|31,744 bytes|+512",
    "INIT|Changed|4,096 bytes|3,584 bytes|-512",
  ]);
  await page.getByRole("button", { name: "Show what is changed" }).click();
  await page.getByText("2 of 4 differences").waitFor();
  await page.getByRole("textbox", { name: "Filter differences" }).fill("withtag");
  await page.getByText("1 of 4 differences").waitFor();
  await page.getByRole("row", { name: /WithTag/ }).click();
  await page.keyboard.press("Control+c");
  expect((await stage.posted()).at(-1)).toEqual({ kind: "copy", text: "ExAllocatePoolWithTag\tRemoved\tntoskrnl.exe" });
  const details = page.getByRole("region", { name: "Details" });
  await details.getByRole("heading", { name: "Removed: ExAllocatePoolWithTag" }).waitFor();
  expect(await details.getByRole("definition").allTextContents()).toEqual(["ntoskrnl.exe", "not there"]);
  await page.getByRole("button", { name: "Copy all differences" }).click();
  expect((await stage.posted()).at(-1)).toMatchObject({ text: expect.stringContaining("INIT\tChanged\t4,096 bytes") });
  const same = { ...comparison, groups: comparison.groups.map((group) => ({ ...group, rows: [] })) };
  await stage.tell({ kind: "comparison", comparison: same });
  await page.getByText("They are alike in everything that was compared").waitFor();
});
