/** What a person does in VS Code's window and sees there. Each step waits for its outcome, never for a time to pass. */
import { errors, type Locator, type Page } from "playwright-core";
import { PATIENCE, until } from "./until.ts";

export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE);
  }

  /** Opens a folder of the server's disk and waits for its files to be listed. */
  async openFolder(serverUrl: string, folder: string): Promise<void> {
    await this.page.goto(`${serverUrl}/?folder=${encodeURIComponent(folder)}`);
    await this.page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  }

  /** Runs a command by its title in the command palette. */
  async run(title: string): Promise<void> {
    await this.#pick(`>${title}`, title);
  }

  /** Opens a file of the workspace by its name, in whatever editor it has. */
  async openFile(name: string): Promise<void> {
    await this.#pick(name, name);
    await this.activeTab(name).waitFor();
  }

  /** Opens a file of the workspace by its name and waits until its text is there. */
  async open(name: string): Promise<void> {
    await this.openFile(name);
    await this.editor.locator(".view-line").first().waitFor();
  }

  /** Puts the cursor before the first `text` that is in view in the active editor. */
  async goTo(text: string): Promise<void> {
    const place = await this.#placeOf(text);
    await this.goToLine(place.line, place.column);
  }

  /** Both are counted from 1. */
  async goToLine(line: number, column: number): Promise<void> {
    await this.#pick(`:${line}:${column}`, undefined);
    await this.statusItem(`Ln ${line}, Col ${column}`).waitFor();
  }

  /** Types a line of its own above the line that the cursor is in. */
  async typeLineAbove(line: string): Promise<void> {
    await this.run("Insert Line Above");
    await this.page.keyboard.insertText(line);
    await this.editor.locator(".view-line", { hasText: line }).waitFor();
  }

  /** Gives up what was typed into the active editor since it was saved. */
  async revert(): Promise<void> {
    await this.run("File: Revert File");
    await this.page.locator(".editor-group-container.active .tab.active:not(.dirty)").waitFor();
  }

  /** Closes the active editor and gives up what is in it. */
  async discard(): Promise<void> {
    await this.run("View: Revert and Close Editor");
  }

  /** Opens the list of fixes at the cursor. */
  async quickFixes(): Promise<Locator> {
    const menu = this.page.locator(".action-widget:not(.action-list-submenu-panel)");
    // Right after a change there may be no answer yet, and a widget that says so instead of a menu.
    await until("there is a quick-fix menu", async () => {
      await this.page.keyboard.press("Control+.");
      await menu.or(this.page.locator(".monaco-editor-overlaymessage")).first().waitFor();
      return menu.isVisible();
    });
    return menu.locator(".monaco-list-row.action");
  }

  /** Shows the hover at the cursor and waits until it says something. */
  async hover(): Promise<Locator> {
    const hover = this.page.locator(".monaco-resizable-hover:not(.hidden) .monaco-hover:not(.hidden)");
    await this.run("Show or Focus Hover");
    await hover.waitFor();
    return hover;
  }

  async save(): Promise<void> {
    await this.page.keyboard.press("Control+S");
    await this.page.locator(".editor-group-container.active .tab.active:not(.dirty)").waitFor();
  }

  /** Shows the extension's output; its lines. */
  async output(): Promise<Locator> {
    await this.run("driverlens: Show Output");
    const output = this.page.locator(".output-view");
    await output.locator(".monaco-editor.focused").waitFor();
    return output.locator(".view-line");
  }

  /** An editor that opens just then, the answer to what was done before, stays: it is closed with the next attempt. */
  async closeAll(): Promise<void> {
    const tabs = this.page.locator(".tab");
    for (let attempt = 1; attempt < 3; attempt++) {
      await this.run("View: Close All Editors");
      const isDone = await tabs
        .first()
        .waitFor({ state: "detached", timeout: 10_000 })
        .then(
          () => true,
          () => false,
        );
      if (isDone) {
        return;
      }
    }
    await this.run("View: Close All Editors");
    await tabs.first().waitFor({ state: "detached" });
  }

  /** The rows of the Problems panel. */
  async problems(): Promise<Locator> {
    await this.run("Problems: Focus on Problems View");
    const panel = this.page.locator(".markers-panel");
    await panel.waitFor();
    return panel.locator(".monaco-list-row");
  }

  /** Opens a step of the walkthrough that is shown, and waits for its picture. */
  async openWalkthroughStep(title: string): Promise<void> {
    const step = this.page.locator(".getting-started-step", { hasText: title }).first();
    await step.click();
    await step.and(this.page.locator(".expanded")).waitFor();
    await this.walkthroughPicture().waitFor();
  }

  walkthroughPicture(): Locator {
    const media = this.page.frameLocator(".getting-started-media iframe").frameLocator("iframe#active-frame");
    return media.locator("svg").first();
  }

  get editor(): Locator {
    return this.page.locator(".editor-group-container.active .editor-instance .monaco-editor").first();
  }

  /** Underlines of findings in the active editor. */
  squiggles(severity: "error" | "warning"): Locator {
    return this.editor.locator(`.squiggly-${severity}`);
  }

  activeTab(name: string | RegExp): Locator {
    return this.page.locator(".editor-group-container.active .tab.active", { hasText: name });
  }

  /** An item of the status bar that has this text. */
  statusItem(text: string | RegExp): Locator {
    return this.page.locator(".statusbar-item", { hasText: text });
  }

  /** A message at the window's lower right. */
  message(text: string | RegExp): Locator {
    return this.page.locator(".notification-toast", { hasText: text });
  }

  /** Types into the quick input, waits until the first row is the wanted one and takes it. */
  async #pick(text: string, row: string | undefined): Promise<void> {
    const input = this.page.locator(".quick-input-widget:visible input.input");
    const focused = this.page.locator(".quick-input-list .monaco-list-row.focused");
    const wanted = row === undefined ? focused : focused.filter({ hasText: row });
    // Undefined where it is closed: that happens by itself when something else takes the focus, late.
    const typed = async (): Promise<string | undefined> =>
      (await input.isVisible()) ? within(1_000, (limit) => input.inputValue(limit)) : undefined;
    await until(`"${text}" can be picked`, async () => {
      const now = await typed();
      if (now === undefined) {
        await this.page.keyboard.press("F1");
        await within(10_000, (limit) => input.waitFor(limit));
      } else if (now !== text) {
        await within(1_000, (limit) => input.fill(text, limit));
      }
      return now === text && (await wanted.first().isVisible());
    });
    await this.page.keyboard.press("Enter");
    // It is closed, or serves the command for another question.
    await until(`"${text}" is taken`, async () => (await typed()) !== text);
  }

  /** Where `text` is, both counted from 1. */
  async #placeOf(text: string): Promise<{ line: number; column: number }> {
    let place = { line: 0, column: 0 };
    await until(`${text} is in view`, async () => {
      // All at once: lines are moved and used again while VS Code draws. What stands beside a line at its height is its
      // number: between lines there may be other things.
      const places = await this.editor.evaluate((editor, wanted) => {
        const topOf = (element: typeof editor): string =>
          /top:\s*([\d.]+)px/.exec(element.getAttribute("style") ?? "")?.[1] ?? "";
        const numbers = new Map<string, number>();
        for (const row of editor.querySelectorAll(".margin-view-overlays > div")) {
          numbers.set(topOf(row), Number(row.querySelector(".line-numbers")?.textContent));
        }
        return [...editor.querySelectorAll(".view-line")].flatMap((row) => {
          const column = (row.textContent ?? "").replaceAll("\u00a0", " ").indexOf(wanted) + 1;
          const line = numbers.get(topOf(row)) ?? 0;
          return column > 0 && line > 0 ? [{ line, column }] : [];
        });
      }, text);
      const [first] = places.sort((one, other) => one.line - other.line);
      place = first ?? place;
      return first !== undefined;
    });
    return place;
  }
}

/** What comes of an action; undefined where it took longer. */
async function within<Result>(
  milliseconds: number,
  action: (limit: { timeout: number }) => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await action({ timeout: milliseconds });
  } catch (error) {
    if (error instanceof errors.TimeoutError) {
      return undefined;
    }
    throw error;
  }
}
