/** The picture of a driver's calls as people see and use it in VS Code's window, in both of its extension hosts. */
import { join } from "node:path";
import type { FrameLocator, Locator, Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";
import { root } from "./support/tools.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "";

describe.skipIf(!canRun).each(["node", "web"] as const)("the call graph in the %s extension host", (host) => {
  const editor = sharedEditor({ host, workspace: join(root, "test/e2e/timer") });

  /** Opens the picture from a file, the cursor at a text if one is given; complaints of the page's policy come with it. */
  async function openGraph(file: string, at?: string): Promise<{ readonly graph: Graph; readonly refused: string[] }> {
    const { workbench, page } = editor();
    const refused: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy|Refused to/.test(message.text())) refused.push(message.text());
    });
    await workbench.open(file);
    // The unit has been read when its findings are there, or there are none.
    await workbench.statusItem(/driverlens/).waitFor();
    if (at !== undefined) await workbench.goTo(at);
    await workbench.run("driverlens: Show Call Graph");
    const graph = new Graph(page);
    await graph.functions.first().waitFor();
    return { graph, refused };
  }

  test("functions are drawn with letter, level and role, calls between them, and the page's policy refuses nothing", async () => {
    const { graph, refused } = await openGraph("timer.c");
    await until("all are drawn", async () => (await graph.functions.count()) === 6);
    const dpc = await graph.labelled("TimerDpc");
    expect(dpc).toMatch(/runs at DISPATCH_LEVEL, called by the system as KDEFERRED_ROUTINE/);
    expect(await graph.fn("TimerDpc").locator(".letter").textContent()).toBe("D");
    expect(await graph.fn("DriverEntry").locator(".letter").textContent()).toBe("P");
    expect(await graph.fn("TimerDpc").locator(".entry").count()).toBe(1);
    expect(await graph.fn("TimerNote").locator(".entry").count()).toBe(0);
    expect(await graph.frame.locator("path.call").count()).toBe(5);
    const calls = await graph.frame.locator("path.call title").allTextContents();
    expect(calls).toContain("TimerReset calls TimerNote, at DISPATCH_LEVEL");
    await graph.frame.getByText("All 6 functions").waitFor();
    // Colours are those that this extension gives the theme.
    expect(await styleOf(graph.fn("TimerDpc").locator(".badge"), "fill")).toBe("rgb(154, 82, 0)");
    expect(refused).toEqual([]);
    expect(editor().errors()).toEqual([]);
  });

  test("the function at the cursor is selected, arrow keys go along calls and Enter opens the source beside", async () => {
    const { workbench, page } = editor();
    const { graph } = await openGraph("timer.c", "KeFlushQueuedDpcs");
    await graph.selection("TimerUnload").waitFor();
    await graph.fn("TimerUnload").focus();
    await page.keyboard.press("ArrowRight");
    await graph.selection("TimerReset").waitFor();
    await page.keyboard.press("ArrowRight");
    await graph.selection("TimerNote").waitFor();
    await page.keyboard.press("ArrowLeft");
    const focused = graph.frame.locator("g.function:focus");
    expect(await focused.getAttribute("aria-label")).toMatch(/^Timer(?:Reset|Count), /);
    expect(await styleOf(focused.locator(".ring"), "stroke-width")).toBe("3px");

    await graph.fn("TimerReset").click();
    await page.keyboard.press("Enter");
    await workbench.activeTab("device.c").waitFor();
    await workbench.statusItem("Ln 15, Col 6").waitFor();
    // Both are in view.
    await graph.fn("TimerReset").waitFor();
  });

  test("a search marks what it finds, Enter goes from hit to hit, and Escape ends it", async () => {
    const { page } = editor();
    const { graph } = await openGraph("timer.c");
    await graph.fn("TimerDpc").click();
    await page.keyboard.press("Control+F");
    await page.keyboard.type("driver_");
    await graph.frame.getByText("2", { exact: true }).waitFor();
    expect(await graph.frame.locator("g.function.hit").count()).toBe(2);
    await page.keyboard.press("Enter");
    await graph.frame.getByText("1 of 2").waitFor();
    await graph.selection(/TimerUnload|DriverEntry/).waitFor();
    await page.keyboard.press("Enter");
    await graph.frame.getByText("2 of 2").waitFor();
    await page.keyboard.press("Escape");
    expect(await graph.frame.locator("g.function.hit").count()).toBe(0);
  });

  test("the outline has the same functions and calls, and its selection is the picture's", async () => {
    const { page } = editor();
    const { graph } = await openGraph("timer.c", "KeFlushQueuedDpcs");
    await graph.selection("TimerUnload").waitFor();
    await graph.frame.getByRole("button", { name: "Show the same graph as a list" }).click();
    const row = (name: string): Locator => graph.frame.getByRole("treeitem", { name: new RegExp(`^${name},`) });
    await row("TimerUnload").and(graph.frame.locator(":focus")).waitFor();
    await page.keyboard.press("ArrowRight");
    await row("TimerReset").first().waitFor();
    await page.keyboard.press("ArrowRight");
    await graph.selection("TimerReset").waitFor();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await graph.selection("TimerNote").waitFor();
    const said = await row("TimerNote").first().getAttribute("aria-label");
    expect(said).toMatch(/called at DISPATCH_LEVEL$/);
    expect(await graph.fn("TimerNote").getAttribute("class")).toContain("selected");

    await graph.frame.getByRole("button", { name: /^Fit/ }).click();
    await graph.fn("TimerDpc").click();
    await graph.frame.locator('[role="treeitem"][aria-selected="true"]', { hasText: "TimerDpc" }).waitFor();
  });

  test("a level shows what can run at it, and a function what is around it", async () => {
    const { graph } = await openGraph("timer.c", "KeFlushQueuedDpcs");
    await graph.selection("TimerUnload").waitFor();
    await graph.frame.getByRole("button", { name: /can run at DISPATCH_LEVEL/ }).click();
    await graph.fn("TimerUnload").waitFor({ state: "detached" });
    expect(await graph.names()).toEqual(["TimerCount", "TimerDpc", "TimerNote", "TimerReset"]);
    await graph.frame.getByText("4 of 6 functions, by level").waitFor();
    await graph.frame.getByRole("button", { name: /can run at DISPATCH_LEVEL/ }).click();
    await graph.fn("TimerUnload").waitFor();

    await graph.fn("TimerUnload").click();
    await graph.frame.getByLabel("Around the selected function").selectOption("1");
    await graph.fn("TimerDpc").waitFor({ state: "detached" });
    expect(await graph.names()).toEqual(["TimerReset", "TimerUnload"]);
    await graph.frame.getByLabel("Around the selected function").selectOption("0");
    await graph.fn("TimerDpc").waitFor();
  });

  test("it zooms and moves by wheel, drag and keys, and fits again", async () => {
    const { page } = editor();
    const { graph } = await openGraph("timer.c");
    const scene = graph.frame.locator("g.scene");
    const camera = async (): Promise<string> => (await scene.getAttribute("transform")) ?? "";
    const scale = async (): Promise<number> => Number(/scale\(([\d.]+)\)/.exec(await camera())?.[1]);
    await graph.frame.locator("svg.picture").click({ position: { x: 5, y: 5 } });
    await page.keyboard.press("0");
    const [fitted, before] = [await camera(), await scale()];
    await page.keyboard.press("+");
    expect(await scale()).toBeGreaterThan(before);
    await page.keyboard.press("-");
    await page.keyboard.press("-");
    expect(await scale()).toBeLessThan(before);
    await page.keyboard.press("0");
    expect(await camera()).toBe(fitted);
    await page.mouse.wheel(0, -200);
    await until("the wheel has zoomed", async () => (await scale()) > before);
    await page.keyboard.press("0");
    await page.keyboard.press("ArrowLeft");
    await until("an arrow key has moved it", async () => (await camera()) !== fitted && (await scale()) === before);
    await page.keyboard.press("0");
    const box = await graph.frame.locator("svg.picture").boundingBox();
    const [x, y] = [(box?.x ?? 0) + 5, (box?.y ?? 0) + 5];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 40, y + 30, { steps: 4 });
    await page.mouse.up();
    await until("dragging has moved it", async () => (await camera()) !== fitted && (await scale()) === before);
  });

  test("it follows edits, and what is selected stays selected where it is", async () => {
    const { workbench } = editor();
    const { graph } = await openGraph("device.c", "Extension->Ticks++");
    await graph.selection("TimerNote").waitFor();
    const before = await graph.fn("TimerNote").boundingBox();
    await workbench.run("View: Focus First Editor Group");
    await workbench.goTo("static VOID TimerNote");
    await workbench.typeLineAbove("static VOID TimerAdded(VOID) { TimerReset(TimerExtension); }");
    await graph.fn("TimerAdded").waitFor();
    await graph.selection("TimerNote").waitFor();
    const after = await graph.fn("TimerNote").boundingBox();
    expect(Math.abs((after?.x ?? 0) - (before?.x ?? 99))).toBeLessThan(2);
    expect(Math.abs((after?.y ?? 0) - (before?.y ?? 99))).toBeLessThan(2);
    // Whoever types goes on typing.
    await workbench.revert();
    await graph.fn("TimerAdded").waitFor({ state: "detached" });
  });

  test("it is there again when the window is", async () => {
    const { workbench, page } = editor();
    const { graph } = await openGraph("timer.c", "KeFlushQueuedDpcs");
    await graph.selection("TimerUnload").waitFor();
    // VS Code writes down what panels keep every few seconds, and nobody can see when.
    await page.waitForTimeout(8_000);
    await page.reload();
    await workbench.activeTab("Call Graph").waitFor();
    await graph.selection("TimerUnload").waitFor();
    expect(await graph.functions.count()).toBe(6);
  });
});

/** Of an element as it is shown. The tests know no DOM but this much. */
function styleOf(locator: Locator, property: string): Promise<string> {
  type Window = { getComputedStyle(element: unknown): { getPropertyValue(name: string): string } };
  return locator.evaluate(
    (element, name) => (globalThis as unknown as Window).getComputedStyle(element).getPropertyValue(name),
    property,
  );
}

/** The page in the panel. */
class Graph {
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.frame = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  get functions(): Locator {
    return this.frame.locator("g.function");
  }

  fn(name: string): Locator {
    return this.frame.locator("g.function", { has: this.frame.locator(".name", { hasText: new RegExp(`^${name}$`) }) });
  }

  async labelled(name: string): Promise<string> {
    return (await this.fn(name).getAttribute("aria-label")) ?? "";
  }

  async names(): Promise<readonly string[]> {
    return (await this.functions.locator(".name").allTextContents()).sort();
  }

  /** What is said of the selected function, below the picture. */
  selection(name: string | RegExp): Locator {
    return this.frame.locator(".selection strong", { hasText: name });
  }
}
