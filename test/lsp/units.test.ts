/** What happens to other files of a unit, and when files, projects and settings change. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TextDocumentEdit, TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { folder } from "../support/program.ts";
import { Client, type ClientOptions, uriOf } from "./client.ts";

const PROJECT = (
  files: readonly string[],
) => `<Project ToolsVersion="12.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <PropertyGroup><ConfigurationType>Driver</ConfigurationType><DriverType>WDM</DriverType></PropertyGroup>
  <ItemGroup>${files.map((file) => `<ClCompile Include="${file}" />`).join("")}</ItemGroup>
</Project>
`;
const HEADER = "#pragma once\n#include <ntddk.h>\nVOID Wait(VOID);\n";
const WAIT = '#include "driver.h"\nVOID Wait(VOID)\n{\n    Sleep(1);\n}\n';
const MAIN = '#include "driver.h"\nVOID Main(VOID)\n{\n    Wait();\n    Sleep(2);\n}\n';
const FILES = { "drv.vcxproj": PROJECT(["main.c", "wait.c"]), "driver.h": HEADER, "wait.c": WAIT, "main.c": MAIN };

async function start(
  options: ClientOptions = {},
  files: Readonly<Record<string, string>> = FILES,
): Promise<{ client: Client; root: string; uri: (name: string) => string }> {
  const root = folder(files);
  const client = await Client.start({ folders: [root], ...options });
  return { client, root, uri: (name) => uriOf(join(root, name)) };
}

const codes = (client: Client, uri: string): readonly string[] => client.shown(uri).map(({ code }) => String(code));

describe("a unit's other files", () => {
  it("are reported anew when an edit changes what they see", async () => {
    const { client, uri } = await start();
    await client.open(uri("main.c"), MAIN);
    await client.open(uri("driver.h"), HEADER);
    await client.until(() => codes(client, uri("main.c")).includes("user-mode-api"));
    // A function of the driver's own of that name is not the user-mode one.
    const line = { line: 3, character: 0 };
    await client.change(uri("driver.h"), { range: { start: line, end: line }, text: "VOID Sleep(ULONG Time);\n" });
    await client.until(() => codes(client, uri("main.c")).length === 0);
    await client.change(uri("driver.h"), { range: { start: line, end: { line: 4, character: 0 } }, text: "" });
    await client.until(() => codes(client, uri("main.c")).includes("user-mode-api"));
  });

  it("are reported without being open where the settings say so, until the last open one is closed", async () => {
    const { client, uri } = await start({ settings: { scope: "driver-unit" } });
    await client.open(uri("main.c"), MAIN);
    await client.until(() => codes(client, uri("wait.c")).includes("user-mode-api"));
    await client.open(uri("wait.c"), WAIT);
    await client.diagnostics(uri("wait.c"), 1);
    await client.close(uri("wait.c"));
    await client.open(uri("driver.h"), HEADER);
    await client.diagnostics(uri("driver.h"), 1);
    expect(codes(client, uri("wait.c"))).toEqual(["user-mode-api"]);
    await client.close(uri("driver.h"));
    await client.close(uri("main.c"));
    await client.until(() => codes(client, uri("wait.c")).length === 0 && codes(client, uri("main.c")).length === 0);
  });

  it("are not reported unless asked for", async () => {
    const { client, uri } = await start();
    await client.open(uri("main.c"), MAIN);
    await client.diagnostics(uri("main.c"), 1);
    await client.actions(uri("main.c"), { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } });
    expect(client.published.filter((params) => params.uri === uri("wait.c"))).toEqual([]);
  });
});

describe("changes on the disk", () => {
  const changed = (client: Client, uri: string, type: 1 | 2 | 3) =>
    client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type }] });

  it("of a header that is not open are seen", async () => {
    const { client, root, uri } = await start();
    await client.open(uri("main.c"), MAIN);
    await client.until(() => codes(client, uri("main.c")).includes("user-mode-api"));
    writeFileSync(join(root, "driver.h"), `${HEADER}VOID Sleep(ULONG Time);\n`);
    await changed(client, uri("driver.h"), 2);
    await client.until(() => codes(client, uri("main.c")).length === 0);
  });

  it("such as a new project are seen: a file is what the project says", async () => {
    const { client, root, uri } = await start({}, { "main.c": "VOID Main(VOID)\n{\n    Sleep(2);\n}\n" });
    await client.open(uri("main.c"), "VOID Main(VOID)\n{\n    Sleep(2);\n}\n");
    expect(await client.diagnostics(uri("main.c"), 1)).toEqual([]);
    writeFileSync(join(root, "drv.vcxproj"), PROJECT(["main.c"]));
    await changed(client, uri("drv.vcxproj"), 1);
    await client.until(() => codes(client, uri("main.c")).includes("user-mode-api"));
    rmSync(join(root, "drv.vcxproj"));
    await changed(client, uri("drv.vcxproj"), 3);
    await client.until(() => codes(client, uri("main.c")).length === 0);
  });

  it("of a project are offered as fixes, whose places are the project's, and cure what they were offered for", async () => {
    const main = '#include <ntddk.h>\n#include "sqlite3.h"\nVOID Main(VOID)\n{\n}\n';
    const project = PROJECT(["main.c", "sqlite3.c"]);
    const { client, root, uri } = await start({}, { "drv.vcxproj": project, "main.c": main });
    await client.open(uri("main.c"), main);
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 1 } };
    let text = project;
    for (let left = 2; left > 0; left--) {
      await client.until(
        () => codes(client, uri("main.c")).filter((code) => code === "sqlite-build-profile").length === left,
      );
      const action = (await client.actions(uri("main.c"), range)).find(({ title }) => / in drv\.vcxproj$/.test(title));
      const [change, ...others] = (action?.edit?.documentChanges ?? []) as TextDocumentEdit[];
      expect([change?.textDocument.uri, others]).toEqual([uri("drv.vcxproj"), []]);
      const document = TextDocument.create(uri("drv.vcxproj"), "xml", 1, text);
      text = TextDocument.applyEdits(document, (change?.edits ?? []) as TextEdit[]);
      writeFileSync(join(root, "drv.vcxproj"), text);
      await changed(client, uri("drv.vcxproj"), 2);
    }
    await client.until(() => codes(client, uri("main.c")).length === 0);
    expect(text).toContain('<ClCompile Include="sqlite3.c">');
  });

  it("of a configuration are seen, and its mistakes are told where they stand", async () => {
    const { client, root, uri } = await start();
    await client.open(uri("main.c"), MAIN);
    await client.until(() => client.shown(uri("main.c"))[0]?.severity === 1);
    writeFileSync(join(root, ".driverlens.json"), '{ "rules": { "user-mode-api": "hint" } }');
    await changed(client, uri(".driverlens.json"), 1);
    await client.until(() => client.shown(uri("main.c"))[0]?.severity === 3);
    writeFileSync(join(root, ".driverlens.json"), '{\n  "rulez": {}\n}');
    await changed(client, uri(".driverlens.json"), 2);
    await client.until(() => client.shown(uri("main.c"))[0]?.severity === 1);
    const [mistake] = await client.until(
      () => client.shown(uri(".driverlens.json")).length > 0 && client.shown(uri(".driverlens.json")),
    );
    expect(mistake?.message).toContain("rulez");
    expect(mistake?.range.start).toEqual({ line: 1, character: 2 });
  });

  it("that take a reported file away take its diagnostics away", async () => {
    const { client, root, uri } = await start();
    await client.execute("driverlens.checkWorkspace");
    expect(codes(client, uri("wait.c"))).toEqual(["user-mode-api"]);
    rmSync(join(root, "wait.c"));
    await changed(client, uri("wait.c"), 3);
    await client.until(() => codes(client, uri("wait.c")).length === 0);
  });
});

describe("folders", () => {
  it("that are opened and closed later count: a file's unit may lie in another folder", async () => {
    const root = folder({
      "src/main.c": "VOID Main(VOID)\n{\n    Sleep(2);\n}\n",
      "build/drv.vcxproj": PROJECT(["..\\src\\main.c"]),
    });
    const client = await Client.start({ folders: [join(root, "src")] });
    const uri = uriOf(join(root, "src/main.c"));
    await client.open(uri, "VOID Main(VOID)\n{\n    Sleep(2);\n}\n");
    expect(await client.diagnostics(uri, 1)).toEqual([]);
    const build = { uri: uriOf(join(root, "build")), name: "build" };
    const changed = (event: object) =>
      client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    await changed({ added: [build], removed: [] });
    await client.until(() => codes(client, uri).includes("user-mode-api"));
    await changed({ added: [], removed: [build] });
    await client.until(() => codes(client, uri).length === 0);
  });
});

describe("settings", () => {
  const settle = (client: Client) =>
    client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });

  it("take effect at once, and the project's configuration goes before them", async () => {
    const { client, root, uri } = await start({ settings: { rules: { "*": "off" } } });
    await client.open(uri("main.c"), MAIN);
    expect(await client.diagnostics(uri("main.c"), 1)).toEqual([]);
    client.settings = { rules: { C28719: "off", "user-mode-api": "warning" } };
    await settle(client);
    await client.until(() => client.shown(uri("main.c"))[0]?.severity === 2);
    writeFileSync(join(root, ".driverlens.json"), '{ "rules": { "user-mode-api": "error" } }');
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uri(".driverlens.json"), type: 1 }],
    });
    await client.until(() => client.shown(uri("main.c"))[0]?.severity === 1);
  });

  it("can switch everything off and on", async () => {
    const { client, uri } = await start();
    await client.open(uri("main.c"), MAIN);
    await client.until(() => codes(client, uri("main.c")).length === 1);
    client.settings = { enable: false };
    await settle(client);
    await client.until(() => codes(client, uri("main.c")).length === 0);
    client.settings = {};
    await settle(client);
    await client.until(() => codes(client, uri("main.c")).length === 1);
  });

  it("that make no sense are left out", async () => {
    const settings = { rules: { "user-mode-api": "loud", nonsense: 3 }, exclude: "x", defines: [1, null] } as never;
    const { client, uri } = await start({ settings });
    await client.open(uri("main.c"), MAIN);
    await client.until(() => codes(client, uri("main.c")).includes("user-mode-api"));
  });

  it("may come with the start, for clients that cannot be asked", async () => {
    const { client, uri } = await start({
      capabilities: {},
      initializationOptions: { settings: { rules: { "user-mode-api": "hint" } } },
    });
    await client.open(uri("main.c"), MAIN);
    await client.until(() => client.shown(uri("main.c"))[0]?.severity === 3);
  });
});
