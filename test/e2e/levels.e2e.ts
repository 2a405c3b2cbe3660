/** What is shown beside code in VS Code's window: letters in the gutter, hints at line ends, lenses above callbacks. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Locator } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";
import { root } from "./support/tools.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "";

describe.skipIf(!canRun).each(["node", "web"] as const)("beside code, in the %s extension host", (host) => {
  // All lines of the longest file are in view.
  const settings = { "editor.fontSize": 11, "editor.lineHeight": 16, "editor.scrollBeyondLastLine": false };
  const editor = sharedEditor({ host, workspace: join(root, "test/e2e/levels"), settings });

  const set = (settings: Readonly<Record<string, unknown>>): void => {
    const path = join(editor().workspace, ".vscode/settings.json");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(settings));
  };
  const glyphs = (): Locator => editor().workbench.editor.locator(".glyph-margin-widgets .cgmr");
  const lenses = (text: string | RegExp): Locator =>
    editor().workbench.editor.locator(".codelens-decoration", { hasText: text });
  const line = (text: string | RegExp): Locator => editor().workbench.editor.locator(".view-line", { hasText: text });

  /** The lines beside which a picture stands, with the letter that is drawn or with the bar. */
  const marked = (): Promise<readonly string[]> =>
    editor().workbench.editor.evaluate((shown) => {
      const topOf = (element: typeof shown): number => Math.round(element.getBoundingClientRect().top);
      const numbers = new Map<number, string>();
      for (const row of shown.querySelectorAll(".margin-view-overlays > div")) {
        numbers.set(topOf(row), row.querySelector(".line-numbers")?.textContent ?? "");
      }
      return [...shown.querySelectorAll(".glyph-margin-widgets .cgmr")]
        .map((glyph) => {
          const style = shown.ownerDocument.defaultView?.getComputedStyle(glyph);
          const backgroundImage = (style?.backgroundImage ?? "").replaceAll("\\", "");
          const picture = decodeURIComponent(backgroundImage);
          const shape = ["A", "D", "I", "H", "bar"].find((one) => picture.includes(`id="${one}"`));
          const isOutline = picture.includes('fill="none" stroke') || picture.includes("dasharray");
          return `${numbers.get(topOf(glyph))} ${shape} ${isOutline ? "outline" : "filled"}`;
        })
        .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
    });

  /** Lines from a first, each with its letter, or with "-" where no statement begins. */
  const run = (shapes: string, plate: string, first: number): readonly string[] =>
    [...shapes].map((shape, index) => `${first + index} ${shape === "-" ? "bar" : shape} ${plate}`);
  const everyMark = [
    ...run("II-I-II-", "filled", 4),
    ...run("DD-", "filled", 14),
    ...run("DD-DDDD-", "filled", 19),
    ...run("DD", "filled", 34),
    ...run("AA-", "outline", 41),
  ];

  test("letters mark the statements that run above PASSIVE_LEVEL, a bar goes on between them, and they follow what is typed", async () => {
    const { workbench } = editor();
    await workbench.open("ring.c");
    await glyphs().first().waitFor();
    await until("the lines are marked", async () => (await marked()).length === everyMark.length);
    expect(await marked()).toEqual(everyMark);

    await workbench.goTo("KeReleaseSpinLock");
    await workbench.typeLineAbove("    used++;");
    await until("the new line is marked", async () => (await marked()).includes("36 D filled"));
    await workbench.revert();
    await until("it is gone again", async () => (await marked()).length === everyMark.length);
  });

  test("what is only possible, or everything, can be turned off", async () => {
    const { workbench } = editor();
    await workbench.open("ring.c");
    await until("all is marked", async () => (await marked()).length === everyMark.length);
    set({ "driverlens.gutter": "certain" });
    const certain = everyMark.filter((mark) => mark.endsWith("filled"));
    await until("what is possible is not", async () => (await marked()).length === certain.length);
    expect(await marked()).toEqual(certain);
    set({ "driverlens.gutter": "off", "driverlens.inlayHints": false, "driverlens.codeLens": false });
    await glyphs().first().waitFor({ state: "detached" });
    await lenses("KDEFERRED_ROUTINE").waitFor({ state: "detached" });
    await line("DISPATCH_LEVEL").first().waitFor({ state: "detached" });
  });

  test("the status bar says at which level the cursor's line runs", async () => {
    const { workbench } = editor();
    await workbench.open("ring.c");
    await glyphs().first().waitFor();
    await workbench.goTo("used = Ring->Used");
    const item = workbench.statusItem(/^DISPATCH_LEVEL$/);
    await item.waitFor();
    const label = await item.locator("[aria-label]").first().getAttribute("aria-label");
    expect(label).toContain("Line 34 runs at DISPATCH_LEVEL");
    await workbench.goTo("return used");
    await item.waitFor({ state: "detached" });
    await workbench.goTo("Ring->Used = 0");
    await workbench.statusItem("APC_LEVEL or below").waitFor();
  });

  test("hints stand behind calls that change the level, and at heads of functions without a lens", async () => {
    const { workbench } = editor();
    await workbench.open("ring.c");
    await line(/KeAcquireSpinLock\(.*\);.*DISPATCH_LEVEL$/).waitFor();
    await line(/RingConsume\(.*\).*runs.+at.+DISPATCH_LEVEL$/).waitFor();
    // A lens says it, or the annotation above.
    expect(await line(/VOID.+RingDpc\(.*\)$/).count()).toBe(1);
    expect(await line(/VOID.+RingReset\(.*\)$/).count()).toBe(1);
  });

  test("a lens leads to where the callback is registered, or lets one choose", async () => {
    const { workbench, page } = editor();
    await workbench.open("ring.c");
    await lenses("KSERVICE_ROUTINE · DIRQL").waitFor();
    const lens = lenses("KDEFERRED_ROUTINE · DISPATCH_LEVEL · registered at 2 places");
    await lens.locator("a").click();
    const peek = page.locator(".peekview-widget");
    await peek.waitFor();
    await peek.locator(".ref-tree .monaco-list-row", { hasText: "RingDpc, NULL" }).first().waitFor();
    await page.keyboard.press("Escape");
    await peek.waitFor({ state: "detached" });

    await workbench.open("init.c");
    await workbench.goTo("    KeInitializeDpc(&Ring->Dpc, RingDpc, NULL)");
    await page.keyboard.press("Control+Shift+K");
    await workbench.open("ring.c");
    await lenses("registered at init.c:6").locator("a").click();
    await workbench.activeTab("init.c").waitFor();
    await workbench.statusItem("Ln 6, Col 33").waitFor();
    await workbench.revert();
  });
});
