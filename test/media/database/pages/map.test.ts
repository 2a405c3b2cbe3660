/** The picture of pages in a browser, of files that are made for it: millions of pages, and damage. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStage, type Stage } from "../support/stage.ts";
import { leastDistance } from "./eyes.ts";
import { syntheticMap } from "./synthetic.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const map = (page: Page) => page.locator(".map-scroller");
const goTo = (page: Page) => page.getByRole("textbox", { name: "Page" });

describe("millions of pages", () => {
  const pages = 1_310_720;

  test("all of them are in view at first, and keys go to each", async () => {
    const page = await stage.open({ tab: "pages", map: { pages, owners: 40 } });
    await map(page).waitFor();
    await page.getByText("1,310,720 pages of 4 KB, 5 GB").waitFor();
    const before = await stage.probe("elements");
    expect(before).toBeLessThan(1000);
    expect(await map(page).evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)).toBe(true);

    await map(page).focus();
    await page.keyboard.press("End");
    await page.getByRole("status").getByText("Page 1,310,720, ").waitFor({ state: "attached" });
    // From many pages a cell to one: the same page is in view, and still nothing in the document stands for pages.
    for (let steps = 0; steps < 20; steps++) await page.keyboard.press("+");
    await stage.probe("drawn");
    const { scrollTop, scrollHeight, clientHeight } = await map(page).evaluate((element) => ({
      ...{ scrollTop: element.scrollTop, scrollHeight: element.scrollHeight, clientHeight: element.clientHeight },
    }));
    expect(scrollHeight).toBeGreaterThan(100 * clientHeight);
    expect(scrollTop).toBe(scrollHeight - clientHeight);
    expect(await stage.probe("elements")).toBeLessThan(before + 20);

    await page.keyboard.press("Home");
    await expect.poll(() => map(page).evaluate((element) => element.scrollTop)).toBe(0);
    await page.keyboard.press("PageDown");
    await expect.poll(() => goTo(page).inputValue()).not.toBe("1");
    const after = Number(await goTo(page).inputValue());
    expect(after).toBeGreaterThan(100);
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => goTo(page).inputValue()).toBe(String(after - 1));
  });

  test("a number that is typed is gone to; one that there is not is not", async () => {
    const page = await stage.open({ tab: "pages", map: { pages, owners: 40 } });
    await map(page).focus();
    await page.keyboard.type("999999");
    await page.keyboard.press("Enter");
    await expect.poll(() => goTo(page).inputValue()).toBe("999999");
    expect(await page.locator(".map-scroller:focus").count()).toBe(1);
    await page.keyboard.type("2000000");
    await page.keyboard.press("Enter");
    expect(await goTo(page).getAttribute("aria-invalid")).toBe("true");
    await page.keyboard.press("Escape");
    await expect.poll(() => goTo(page).inputValue()).toBe("999999");
  });

  test("the list shows the same pages, row by row", async () => {
    const page = await stage.open({ tab: "pages", map: { pages, owners: 40 } });
    await page.getByRole("button", { name: /^List/ }).click();
    const grid = page.getByRole("grid", { name: "Pages" });
    await grid.waitFor();
    await page.getByRole("button", { name: /^freelist trunk/ }).click();
    const trunks = [...syntheticMap({ pages, owners: 40 }).kinds].filter((kind) => kind === 6).length;
    expect(trunks).toBeGreaterThan(0);
    await expect.poll(async () => Number(await grid.getAttribute("aria-rowcount"))).toBe(trunks + 1);
  });
});

describe("a few pages", () => {
  // Rows of 32 pixels from the corner of the picture.
  const middleOf = (cell: number, columns: number): readonly [number, number] => [
    (cell % columns) * 32 + 28,
    Math.floor(cell / columns) * 32 + 29,
  ];

  test("what is not wanted is dim, while an entry is pointed at and when it is chosen", async () => {
    const made = syntheticMap({ pages: 200, owners: 3 });
    const page = await stage.open({ tab: "pages", map: { pages: 200, owners: 3 } });
    await map(page).waitFor();
    await stage.probe("drawn");
    const columns = await map(page).evaluate((element) => Math.floor(element.clientWidth / 32));
    const own = made.owner.findIndex((owner, cell) => owner === 1 && cell > 1);
    const other = made.owner.findIndex((owner, cell) => owner === 2 && cell > 1);
    const points = [own, other].map((cell) => middleOf(cell, columns));
    const before = await stage.probe("colorsAt", points);
    const entry = page.getByRole("button", { name: /^A\s*table0/ });
    await entry.hover();
    await stage.probe("drawn");
    const pointed = await stage.probe("colorsAt", points);
    expect(pointed[0]).toBe(before[0]);
    expect(pointed[1]).not.toBe(before[1]);
    await page.mouse.move(0, 0);
    await stage.probe("drawn");
    expect(await stage.probe("colorsAt", points)).toEqual(before);
    await entry.click();
    await page.mouse.move(0, 0);
    await entry.blur();
    await stage.probe("drawn");
    expect(await entry.getAttribute("aria-pressed")).toBe("true");
    expect(await stage.probe("colorsAt", points)).toEqual(pointed);
    await page.getByRole("button", { name: "Show all pages" }).click();
    await page.mouse.move(0, 0);
    await stage.probe("drawn");
    expect(await stage.probe("colorsAt", points)).toEqual(before);
  });

  test("the mouse is told what lies under it, and a click shows it", async () => {
    const page = await stage.open({ tab: "pages", map: { pages: 200, owners: 3 } });
    await map(page).hover({ position: { x: 32 + 10, y: 10 } });
    await page.locator(".tip").getByText("Page 2", { exact: true }).waitFor();
    await map(page).click({ position: { x: 64 + 10, y: 10 } });
    await page.getByRole("region", { name: "Page 3" }).waitFor();
    // No answer to what lies on it was made: that is said, and may be tried again.
    await page.getByRole("alert").waitFor();
    await page.getByRole("button", { name: "Next page" }).click();
    const fourth = page.getByRole("region", { name: "Page 4" });
    await fourth.waitFor();
    await page.keyboard.press("Escape");
    await fourth.waitFor({ state: "detached" });
    expect(await page.locator(".map-scroller:focus").count()).toBe(1);
  });

  test("problems lead to their pages", async () => {
    const problems = [
      { page: 37, text: "cell 3 points outside of the page" },
      { page: 5000, text: "there is no such page" },
    ];
    const page = await stage.open({ tab: "pages", map: { pages: 200, owners: 3, problems } });
    await page.getByText(/2 problems: the file is damaged/).waitFor();
    expect(await page.getByRole("button", { name: "Page 5,000" }).count()).toBe(0);
    await page.getByRole("button", { name: "Page 37", exact: true }).click();
    const region = page.getByRole("region", { name: "Page 37" });
    await region.getByText("cell 3 points outside of the page").waitFor();
  });

  test("hostile names are text, and their marks are seen", async () => {
    const names = ["<img src=x onerror=alert(1)>", "a\u202eb"];
    const page = await stage.open({ tab: "pages", map: { pages: 50, owners: 2, names } });
    await page.locator(".legend-name", { hasText: "<img src=x onerror=alert(1)>" }).waitFor();
    expect(await page.locator(".legend-name .mark").textContent()).toBe("U+202E");
    expect(await page.locator("img").count()).toBe(0);
  });
});

test("what takes long says how far it is, and can be cancelled and tried again", async () => {
  const page = await stage.open({ tab: "pages", map: { pages: 50 }, isHeld: true });
  await page.getByText("Reading the pages… 25 %").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("The page map: cancelled").waitFor();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Reading the pages… 25 %").waitFor();
  await stage.probe("answer");
  await map(page).waitFor();
});

test("another tab can send somebody to a table's pages, or to a page", async () => {
  const page = await stage.open({ tab: "pages", map: { pages: 500, owners: 6 } });
  await map(page).waitFor();
  await stage.send({ tab: "pages", object: "table0" });
  const pressed = page.locator(".legend-entry[aria-pressed=true] .legend-name");
  await expect
    .poll(async () => (await pressed.allTextContents()).sort())
    .toEqual(["table0", "table0_by_1", "table0_by_2"]);
  await stage.send({ tab: "pages", object: "table0_by_1" });
  await expect.poll(() => pressed.allTextContents()).toEqual(["table0_by_1"]);
  await stage.send({ tab: "pages", page: 77 });
  await page.getByRole("region", { name: "Page 77" }).waitFor();
});

test("families differ for all eyes, in each theme", async () => {
  for (const theme of ["dark", "light", "contrast"] as const) {
    await stage.open({ tab: "pages", map: { pages: 10 } }, { theme });
    const families = Array.from({ length: 6 }, (_, family) =>
      stage.probe("colorOf", ".pages", `--map-family-${family}`),
    );
    expect(leastDistance(await Promise.all(families)), theme).toBeGreaterThan(0.06);
  }
});
