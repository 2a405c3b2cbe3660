/** What an editor is told when it asks for a driver's call graph. */
import { describe, expect, it } from "vitest";
import { type CallGraph, callGraphRequest } from "../../server/src/lsp/protocol.ts";
import { Disk, Editor } from "./in-process.ts";

const driver = `#include <ntddk.h>
VOID Count(PVOID Context);
KDEFERRED_ROUTINE OnDpc;
VOID OnDpc(PKDPC Dpc, PVOID Context, PVOID A, PVOID B)
{
    Count(Context);
}
`;
const count = "#include <ntddk.h>\n\nVOID Count(PVOID Context)\n{\n}\n";
const project = `<Project DefaultTargets="Build" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <PropertyGroup><ConfigurationType>Driver</ConfigurationType><DriverType>WDM</DriverType></PropertyGroup>
  <ItemGroup><ClCompile Include="driver.c" /><ClCompile Include="count.c" /></ItemGroup>
</Project>`;

async function open(texts: Readonly<Record<string, string>>, file: string): Promise<Editor> {
  const disk = new Disk();
  for (const [name, text] of Object.entries(texts)) {
    disk.set(`/w/${name}`, text);
  }
  const editor = await Editor.start({ disk, folders: ["/w"], settings: {} });
  const textDocument = { uri: `file:///w/${file}`, languageId: "c", version: 1, text: texts[file] };
  await editor.tell("textDocument/didOpen", { textDocument });
  return editor;
}

async function ask(editor: Editor, file: string): Promise<CallGraph | null> {
  const answer = editor.connection.sendRequest<CallGraph | null>(callGraphRequest, { uri: `file:///w/${file}` });
  await editor.idle();
  return await answer;
}

describe("the call graph over the protocol", () => {
  it("names functions of all files of the driver, with levels, roles and places, and follows edits", async () => {
    const editor = await open({ "driver.c": driver, "count.c": count, "d.vcxproj": project }, "driver.c");
    // It is read first.
    const level = { text: "DISPATCH_LEVEL", mark: "dispatch", isCertain: true };
    const graph = await ask(editor, "driver.c");
    expect([graph?.unit, graph?.unitId]).toEqual(["d", "/w/d.vcxproj"]);
    expect(graph?.files).toEqual(["file:///w/driver.c", "file:///w/count.c"]);
    expect(graph?.functions).toEqual([
      {
        ...{ id: "OnDpc", name: "OnDpc", file: 0, line: 3, character: 5 },
        ...{ level, role: "KDEFERRED_ROUTINE", isEntryPoint: true, marks: ["dispatch"] },
      },
      {
        ...{ id: "Count", name: "Count", file: 1, line: 2, character: 5 },
        ...{ level, isEntryPoint: false, marks: ["dispatch"] },
      },
    ]);
    expect(graph?.calls).toEqual([{ from: 0, to: 1, level, isDirect: true, count: 1 }]);

    const start = { line: 3, character: 0 };
    await editor.tell("textDocument/didChange", {
      textDocument: { uri: "file:///w/driver.c", version: 2 },
      contentChanges: [{ range: { start, end: start }, text: "\n\n" }],
    });
    await editor.idle();
    expect((await ask(editor, "driver.c"))?.functions[0]?.line).toBe(5);
    editor.end();
  });

  it("is null for code that is no kernel's, and for documents that are not open", async () => {
    const editor = await open({ "main.c": "int main(void) { return 0; }\n" }, "main.c");
    await editor.idle();
    expect(await ask(editor, "main.c")).toBeNull();
    expect(await ask(editor, "other.c")).toBeNull();
    editor.end();
  });
});
