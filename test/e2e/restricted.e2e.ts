/** A workspace that nobody has said to trust, and one without a driver in it. */
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";
import { root } from "./support/tools.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "";

describe.skipIf(!canRun)("in Restricted Mode", () => {
  const editor = sharedEditor({ workspace: join(root, "test/e2e/workspace"), workspaceTrust: true });

  test("findings, fixes and hovers are there", async () => {
    const { workbench } = editor();
    await workbench.statusItem("Restricted Mode").waitFor();
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    await workbench.goTo("Sleep");
    await (await workbench.hover()).filter({ hasText: "Sleep is a user-mode function" }).waitFor();
    await (await workbench.quickFixes()).first().waitFor();
    expect(editor().errors()).toEqual([]);
  });
});

describe.skipIf(!canRun)("beside code that is no driver", () => {
  const editor = sharedEditor({ workspace: join(root, "test/e2e/application") });

  test("no server is started and nothing is said, until somebody writes a driver", async () => {
    const { workbench } = editor();
    await workbench.open("hello.c");
    await workbench.output();
    const log = (): string => editor().extensionLog();
    expect(log()).toBe("");
    expect(await workbench.statusItem("driverlens").count()).toBe(0);

    await workbench.open("hello.c");
    await workbench.goTo("int main");
    await workbench.typeLineAbove("#include <ntddk.h>");
    await workbench.statusItem("driverlens").waitFor();
    await until("there is a server", () => log().includes("server is ready"));
    await workbench.revert();
  });
});
