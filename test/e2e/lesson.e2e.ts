/** The walkthrough that teaches IRQL, in VS Code's window: its steps, their pictures, and the lesson that its buttons open. */
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";
import { root } from "./support/tools.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "";

describe.skipIf(!canRun).each(["node", "web"] as const)("in the %s extension host", (host) => {
  const editor = sharedEditor({ host, workspace: join(root, "test/e2e/workspace") });

  test("the walkthrough's steps have pictures, and the first button opens the lesson at its place", async () => {
    const { workbench, page } = editor();
    // Right after its start VS Code's palette may not know the commands of extensions yet.
    await workbench.open("driver.c");
    await workbench.squiggles("error").first().waitFor();
    await workbench.run("driverlens: Learn IRQL with an Example Driver");
    const steps = page.locator(".getting-started-step");
    await steps.first().waitFor();
    const names = await steps.locator(".step-title").allInnerTexts();
    expect(names).toHaveLength(6);
    const pictures = new Set<string>();
    for (const [index, name] of names.entries()) {
      await workbench.openWalkthroughStep(name);
      await until(`"${name}" has a picture of its own`, async () => {
        pictures.add(await workbench.walkthroughPicture().innerHTML());
        return pictures.size === index + 1;
      });
    }

    await workbench.openWalkthroughStep("What an IRQL is");
    await page.locator(".getting-started-step.expanded .monaco-button", { hasText: "Open the Lesson" }).click();
    await workbench.activeTab("irql-lesson.c").waitFor();
    await workbench.editor.locator(".view-line", { hasText: "VOID BeatDpcWrong(" }).waitFor();
    await workbench.squiggles("error").first().waitFor();
    await page.locator('.codicon.complete[data-done-step-id$="#level"]').first().waitFor();
    await workbench.discard();
  });

  test("the lesson is checked: every mistake is found, and a fix mends one", async () => {
    const { workbench, page } = editor();
    await workbench.run("driverlens: Open the IRQL Lesson");
    await workbench.activeTab("irql-lesson.c").waitFor();
    await workbench.statusItem("driverlens: 5 findings").waitFor();
    const problems = await workbench.problems();
    await problems.filter({ hasText: "KeWaitForSingleObject is called at DISPATCH_LEVEL" }).waitFor();

    // The last step leads to a finding that a quick fix mends.
    await workbench.run("driverlens: Learn IRQL with an Example Driver");
    await workbench.openWalkthroughStep("Mend it");
    await page.locator(".getting-started-step.expanded .monaco-button", { hasText: "Show the Finding" }).click();
    await workbench.activeTab("irql-lesson.c").waitFor();
    await workbench.squiggles("warning").first().waitFor();
    const fixes = await workbench.quickFixes();
    await fixes.filter({ hasText: "Release" }).first().click();
    await workbench.statusItem("driverlens: 4 findings").waitFor();
    await workbench.discard();
  });
});
