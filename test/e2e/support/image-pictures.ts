/** Pictures of the inspector of driver images for the README, of a driver that calls user mode. */
import type { Editor } from "./editor.ts";
import { compareInList, ImagePage } from "./image-page.ts";

type Make = (editor: Editor, path: string) => Promise<void>;

export const imagePictures: Readonly<Record<"view" | "call" | "comparison", Make>> = {
  view: async (editor, path) => {
    const { page, workbench } = editor;
    await page.setViewportSize({ width: 1400, height: 760 });
    // What the project says, the language server knows.
    await workbench.open("driver.c");
    await workbench.closeAll();
    const image = await show(editor);
    await image.frame.getByTitle("Which Windows its imports are held against").waitFor();
    await image.frame.getByText("Database at 0x").first().waitFor();
    await page.waitForTimeout(1000);
    await page.screenshot({ path });
  },
  call: async (editor, path) => {
    const { page, workbench } = editor;
    await page.setViewportSize({ width: 1720, height: 640 });
    await workbench.open("driver.c");
    await workbench.closeAll();
    const image = await show(editor);
    await image.tab("Imports").click();
    await image.line("HeapFree").click();
    await image.callSites("HeapFree").first().click();
    await workbench.activeTab("store.c").waitFor();
    await page.locator(".codelens-decoration a", { hasText: "HeapFree from KERNEL32.dll" }).waitFor();
    await page.waitForTimeout(1000);
    await page.screenshot({ path });
  },
  comparison: async (editor, path) => {
    const { page, workbench } = editor;
    await page.setViewportSize({ width: 1400, height: 640 });
    await workbench.run("View: Toggle Primary Side Bar Visibility");
    await compareInList(page, "quirks-before.sys", "quirks.sys");
    await workbench.activeTab("quirks-before.sys ↔ quirks.sys").waitFor();
    await new ImagePage(page).line("HeapFree").first().waitFor();
    await workbench.run("View: Toggle Primary Side Bar Visibility");
    await page.waitForTimeout(1000);
    await page.screenshot({ path });
  },
};

async function show(editor: Editor): Promise<ImagePage> {
  await editor.workbench.openFile("quirks.sys");
  const image = new ImagePage(editor.page);
  await image.frame.getByText("Kernel driver for Windows").first().waitFor();
  return image;
}
