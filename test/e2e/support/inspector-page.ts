/** The page of the inspector in VS Code's window: what a person sees in it and does with it. */
import type { FrameLocator, Locator, Page } from "playwright-core";
import type { Editor } from "./editor.ts";
import { until } from "./until.ts";

/** Opens a file as a database. @param open what a person does for that */
export async function openInspector(
  { page, workbench }: Editor,
  name: string,
  open: () => Promise<void>,
): Promise<InspectorPage> {
  // Until the window knows the extension, it is a file that cannot be shown.
  const unknown = page.locator(".monaco-editor-pane-placeholder");
  await until("the file is opened as a database", async () => {
    await open();
    await workbench.activeTab(name).waitFor();
    await page.locator("iframe.webview.ready").filter({ visible: true }).or(unknown).first().waitFor();
    if (!(await unknown.isVisible())) return true;
    await workbench.closeAll();
    return false;
  });
  return new InspectorPage(page);
}

export class InspectorPage {
  readonly #page: Page;
  readonly frame: FrameLocator;

  /** The one that is in front. */
  constructor(page: Page) {
    this.#page = page;
    this.frame = page
      .locator("iframe.webview.ready")
      .filter({ visible: true })
      .contentFrame()
      .frameLocator("iframe#active-frame");
  }

  /** An object of the tree, by its name. */
  object(name: string): Locator {
    return this.frame
      .getByRole("treeitem")
      .filter({ has: this.frame.locator(".tree-name", { hasText: exactly(name) }) });
  }

  tab(name: string): Locator {
    return this.frame.getByRole("tab", { name });
  }

  get grid(): Locator {
    return this.frame.getByRole("grid").filter({ visible: true });
  }

  /** A cell of the grid that reads so. */
  cell(text: string): Locator {
    return this.grid.getByRole("gridcell").filter({ hasText: exactly(text) });
  }

  columnHead(name: string): Locator {
    return this.grid.getByRole("columnheader").filter({ hasText: name });
  }

  /** Puts SQL into the editor of the SQL tab and runs it. */
  async query(sql: string): Promise<void> {
    await this.tab("SQL").click();
    await this.frame.locator(".cm-content").click();
    await this.#page.keyboard.press("Control+A");
    // Over a selection the browser would type in its style, as an attribute that the page's policy refuses.
    await this.#page.keyboard.press("Delete");
    await this.#page.keyboard.insertText(sql);
    await this.#page.keyboard.press("Escape");
    await this.#page.keyboard.press("Control+Enter");
  }
}

const exactly = (text: string): RegExp => new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`);
