/** What people see of the packaged extension in VS Code's window, in both of its extension hosts. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { sharedEditor } from "./support/shared-editor.ts";
import { root } from "./support/tools.ts";
import { until } from "./support/until.ts";

const canRun = inject("vsix") !== "";

describe.skipIf(!canRun).each(["node", "web"] as const)("in the %s extension host", (host) => {
  const editor = sharedEditor({ host, workspace: join(root, "test/e2e/workspace") });
  const onDisk = (name: string): string => readFileSync(join(editor().workspace, name), "utf8");
  const write = (name: string, value: unknown): void => {
    const path = join(editor().workspace, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(value));
  };

  test("findings are underlined and listed in the Problems panel", async () => {
    const { workbench } = editor();
    await workbench.open("queue.c");
    await workbench.squiggles("warning").first().waitFor();
    await workbench.squiggles("error").first().waitFor();

    const problems = await workbench.problems();
    await problems.filter({ hasText: "queue is freed with the tag 'eueQ', but was allocated with 'ohcE'" }).waitFor();
    const deprecated = problems.filter({
      hasText: "ExAllocatePoolWithTag is deprecated since Windows 10, version 2004",
    });
    expect(await deprecated.count()).toBe(2);
    expect(await deprecated.first().textContent()).toMatch(/driverlens\s*\(?pool-deprecated/);
    // The place that explains the finding is listed below it.
    await problems.filter({ hasText: "It is allocated with 'ohcE' here" }).waitFor();
  });

  test("a hover on a finding says what is wrong, why it matters and what to do", async () => {
    const { workbench } = editor();
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    await workbench.goTo("Sleep");
    const hover = await workbench.hover();
    const text = hover.filter({ hasText: "Sleep is a user-mode function of kernel32.dll" });
    await text.filter({ hasText: "never kernel32.dll" }).filter({ hasText: "KeDelayExecutionThread" }).waitFor();
  });

  test("a hover on a kernel function says at which IRQL it may be called", async () => {
    const { workbench } = editor();
    await workbench.open("queue.c");
    await workbench.squiggles("error").waitFor();
    await workbench.goTo("InitializeListHead");
    const hover = await workbench.hover();
    await hover.filter({ hasText: "IRQL" }).filter({ hasText: "InitializeListHead" }).waitFor();
  });

  test("a quick fix mends the code, and what is saved is on the disk", async () => {
    const { workbench } = editor();
    await workbench.open("queue.c");
    await workbench.squiggles("error").waitFor();
    await workbench.goTo("'eueQ'");
    const fixes = await workbench.quickFixes();
    await fixes.filter({ hasText: "Free it with" }).first().click();
    await workbench.squiggles("error").waitFor({ state: "detached" });
    await workbench.save();
    expect(onDisk("queue.c")).toContain("ExFreePoolWithTag(queue, ECHO_TAG);");
  });

  test("findings go when their file is closed, and come when it is opened again", async () => {
    const { workbench } = editor();
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    const finding = (await workbench.problems()).filter({ hasText: "Sleep is a user-mode function" });
    await finding.waitFor();
    await workbench.closeAll();
    await finding.waitFor({ state: "detached" });
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    await finding.waitFor();
  });

  test("all fixes of a file are made at once", async () => {
    const { workbench } = editor();
    await workbench.open("queue.c");
    await workbench.squiggles("warning").first().waitFor();
    await workbench.run("driverlens: Fix All in File");
    await workbench.squiggles("warning").first().waitFor({ state: "detached" });
    await workbench.message(/Made \d fix(es)? in 1 file/).waitFor();
    await workbench.save();
    expect(onDisk("queue.c")).toContain("ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(ECHO_QUEUE), ECHO_TAG)");
    expect(onDisk("queue.c")).not.toContain("ExAllocatePoolWithTag");
  });

  test("a finding is silenced by a comment from the quick-fix menu", async () => {
    const { workbench } = editor();
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    await workbench.goTo("Sleep");
    const fixes = await workbench.quickFixes();
    await fixes.filter({ hasText: /Disable user-mode-api for this line/i }).click();
    await workbench.squiggles("error").waitFor({ state: "detached" });
    await workbench.save();
    expect(onDisk("driver.c")).toMatch(/^ {4}\/\/ driverlens-disable-next-line user-mode-api.*\n {4}Sleep\(10\);$/m);
  });

  test("a rule that is turned off in the settings is silent at once, and speaks when it is on again", async () => {
    const { workbench } = editor();
    await workbench.open("queue.c");
    await workbench.squiggles("warning").first().waitFor();
    write(".vscode/settings.json", { "driverlens.rules": { "pool-deprecated": "off" } });
    await workbench.squiggles("warning").first().waitFor({ state: "detached" });
    expect(await workbench.squiggles("error").count()).toBe(1);
    write(".vscode/settings.json", {});
    await workbench.squiggles("warning").first().waitFor();
  });

  test("a .driverlens.json is followed as soon as it is on the disk", async () => {
    const { workbench } = editor();
    await workbench.open("queue.c");
    await workbench.squiggles("error").waitFor();
    write(".driverlens.json", { rules: { "pool-tag-mismatch": "off" } });
    await workbench.squiggles("error").waitFor({ state: "detached" });
  });

  test("what is typed into a header changes the findings of another file", async () => {
    const { workbench } = editor();
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    const problems = await workbench.problems();
    const finding = problems.filter({ hasText: "Sleep is a user-mode function" });
    await finding.waitFor();

    await workbench.open("echo.h");
    await workbench.goTo("PECHO_QUEUE EchoCreateQueue");
    await workbench.typeLineAbove("VOID Sleep(ULONG Milliseconds);");
    await finding.waitFor({ state: "detached" });
    await workbench.revert();
    await finding.waitFor();
  });

  test("the status bar says how many findings there are, and more in its menu", async () => {
    const { workbench, page } = editor();
    await workbench.open("queue.c");
    const item = workbench.statusItem("driverlens: 3 findings");
    await item.click();
    const menu = page.locator(".quick-input-widget:visible");
    await menu.filter({ hasText: "Fix All in Workspace" }).filter({ hasText: "1 error, 2 warnings" }).waitFor();
    await page.keyboard.press("Escape");
    await workbench.open("echo.h");
    await workbench.statusItem(/driverlens$/).waitFor();
  });

  test("the whole workspace is checked on demand, with a summary", async () => {
    const { workbench } = editor();
    await workbench.open("echo.h");
    await workbench.statusItem("driverlens").waitFor();
    await workbench.run("driverlens: Check Workspace");
    await workbench.message("2 errors, 2 warnings").waitFor();
    const problems = await workbench.problems();
    await problems.filter({ hasText: "Sleep is a user-mode function" }).waitFor();
    await problems.filter({ hasText: "queue is freed with the tag" }).waitFor();
  });

  test("a rule is explained on its page beside the code", async () => {
    const { workbench, page } = editor();
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    await workbench.goTo("Sleep");
    await workbench.run("driverlens: Explain Rule...");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "user-mode-api" }).first().waitFor();
    await page.keyboard.press("Enter");
    const preview = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await preview.locator("h1", { hasText: "user-mode-api" }).waitFor();
  });

  test("the output channel tells of the server", async () => {
    const { workbench } = editor();
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    await (await workbench.output()).filter({ hasText: "server is ready" }).first().waitFor();
    // What was said of the source stays in view, though the output has the focus.
    await workbench.statusItem("driverlens: 1 finding").waitFor();
  });

  test("the walkthrough opens, and each of its steps shows a picture", async () => {
    const { workbench, page } = editor();
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    await workbench.run("driverlens: Open Walkthrough");
    const steps = page.locator(".getting-started-step");
    await steps.first().waitFor();
    // A driver was open before VS Code read the walkthrough.
    await page.locator('.codicon.complete[data-done-step-id$="#open"]').first().waitFor();
    const names = await steps.locator(".step-title").allInnerTexts();
    expect(names.length).toBeGreaterThanOrEqual(4);
    const pictures = new Set<string>();
    for (const [index, name] of names.entries()) {
      await workbench.openWalkthroughStep(name);
      await until(`"${name}" has a picture of its own`, async () => {
        pictures.add(await workbench.walkthroughPicture().innerHTML());
        return pictures.size === index + 1;
      });
    }
  });

  // A worker cannot be killed from outside.
  if (host === "node") {
    test("a server that dies is started again, with a message", async () => {
      const { workbench } = editor();
      await workbench.open("driver.c");
      await workbench.squiggles("error").waitFor();
      process.kill(serverProcess(editor().workspace), "SIGKILL");
      await workbench.message("stopped unexpectedly and was started again").waitFor();
      await workbench.squiggles("error").waitFor();
      // It is the new server that speaks: what is typed now has findings.
      await workbench.goTo("Sleep");
      await workbench.typeLineAbove("    free(NULL);");
      await until("there are two findings", async () => (await workbench.squiggles("error").count()) === 2);
      await workbench.revert();
      // The library's own words would deny it.
      const output = await workbench.output();
      await output.filter({ hasText: "The server is started again" }).first().waitFor();
      expect(await output.filter({ hasText: "will not be restarted" }).count()).toBe(0);
    });
  }

  test("the server is restarted on demand", async () => {
    const { workbench } = editor();
    await workbench.open("driver.c");
    await workbench.squiggles("error").waitFor();
    const starts = (await workbench.output()).filter({ hasText: "server is ready" });
    await starts.first().waitFor();
    const before = await starts.count();
    await workbench.run("driverlens: Restart Server");
    await until("there is another server", async () => (await starts.count()) === before + 1);
    await workbench.squiggles("error").waitFor();
  });

  test("it is active within 100 ms, by VS Code's own clock", async () => {
    const { workbench, page, server, workspace } = editor();
    const times: number[] = [];
    // Others may keep the machine busy, which only ever adds time: the best of some windows is what it takes.
    while (times.length < 8 && !times.some((time) => time < 100)) {
      await workbench.openFolder(server.url, workspace);
      // The window may bring back what was open in it a while ago.
      await workbench.closeAll();
      await workbench.open("driver.c");
      await workbench.squiggles("error").waitFor();
      await workbench.run("Developer: Show Running Extensions");
      const entry = page.locator(".runtime-extensions-editor .extension", { hasText: /^driverlens/ });
      const time = await entry.locator(".activation-time").textContent();
      times.push(Number(/Activation: (\d+)ms/.exec(time ?? "")?.[1]));
      await workbench.closeAll();
    }
    console.log(`activation in the ${host} host: ${times.join(", ")} ms`);
    expect(Math.min(...times)).toBeLessThan(100);
  });

  // Last: it looks back at all that was done in this window. As root the network was off, else requests are watched.
  test("nothing was asked of any other machine, and nothing went wrong unseen", () => {
    console.log(`network: ${editor().networkOff ? "off" : "on"}`);
    expect([...editor().foreignRequests]).toEqual([]);
    // What the test said that killed the server.
    const expected = /signal SIGKILL|connection to server (got closed|is erroring)|server stopped unexpectedly/i;
    expect(
      editor()
        .errors()
        .filter((error) => !expected.test(error)),
    ).toEqual([]);
  });
});

/** The process of the language server of the VS Code whose folders lie beside this workspace. */
function serverProcess(workspace: string): number {
  const server = join(workspace, "../home/extensions");
  const commandLine = (pid: string): string => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8");
    } catch {
      return "";
    }
  };
  const isServer = (line: string): boolean => line.includes(server) && line.includes("dist/server.js");
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && isServer(commandLine(name)));
  expect(pids).toHaveLength(1);
  return Number(pids[0]);
}
