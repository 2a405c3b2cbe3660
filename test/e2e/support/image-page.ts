/** The page of a driver's image in VS Code's window: what a person sees in it and does with it. */
import type { FrameLocator, Locator, Page } from "playwright-core";
import type { Editor } from "./editor.ts";
import { InspectorPage, openInspector } from "./inspector-page.ts";

/** As somebody does who picks it in the list of files. */
export async function openImage(editor: Editor, name: string): Promise<ImagePage> {
  const row = editor.page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).first();
  await openInspector(editor, name, () => row.dblclick());
  return new ImagePage(editor.page);
}

/** Selects two files in the list of files, and compares them by its menu. */
export async function compareInList(page: Page, one: string, other: string): Promise<void> {
  const row = (name: string): Locator => page.locator(".explorer-folders-view .monaco-list-row", { hasText: name });
  await row(one).click();
  await row(other).click({ modifiers: ["Control"] });
  await row(one).click({ button: "right" });
  const item = page.locator(".context-view .action-item", { hasText: "Compare Driver Images..." });
  await item.hover();
  await item.and(page.locator(".focused")).waitFor();
  await page.keyboard.press("Enter");
}

export class ImagePage {
  readonly frame: FrameLocator;

  /** The one that is in front. */
  constructor(page: Page) {
    this.frame = new InspectorPage(page).frame;
  }

  tab(name: string): Locator {
    return this.frame.getByRole("tab", { name });
  }

  /** A line of the table in front, by a text in it. */
  line(text: string | RegExp): Locator {
    return this.frame.getByRole("treegrid").filter({ visible: true }).getByRole("row").filter({ hasText: text });
  }

  /** Findings that are in sight, by their sentence. */
  finding(message: string | RegExp): Locator {
    return this.frame.locator(".finding").filter({ visible: true, hasText: message });
  }

  /** What leads to the calls that cause an import, in the finding that is in sight. */
  callSites(message: string | RegExp): Locator {
    return this.finding(message).locator(".finding-sites button");
  }
}
