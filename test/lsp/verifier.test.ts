/** What a client is told of the verifier's commands, of the driver that a document belongs to and of others. */
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type UnitSummary,
  unitsRequest,
  type VerifierAnswer,
  type VerifierParams,
  verifierRequest,
} from "../../server/src/lsp/protocol.ts";
import { Disk, Editor } from "./in-process.ts";

const project = `<Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
  <PropertyGroup><ConfigurationType>Driver</ConfigurationType><DriverType>WDM</DriverType></PropertyGroup>
  <ItemGroup><ClCompile Include="ring.c" /></ItemGroup>
</Project>
`;
const source = (body: string): string => `#include <ntddk.h>
DRIVER_INITIALIZE DriverEntry;
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    ${body}
    return STATUS_SUCCESS;
}
`;
const module = `#include <linux/module.h>
MODULE_LICENSE("GPL");
static int ring(void)
{
	mutex_lock(&lock);
	return 0;
}
module_init(ring);
`;

const locking = source("ExAcquireFastMutex(&mutex);");

async function start(): Promise<Editor> {
  const disk = new Disk();
  disk.set("/src/ring/ring.vcxproj", project).set("/src/ring/ring.c", locking);
  disk.set("/src/linux/Kbuild", "obj-m := ring.o\n").set("/src/linux/ring.c", module);
  const editor = await Editor.start({ disk, folders: ["/src"], settings: {} });
  onTestFinished(() => editor.end());
  await editor.idle();
  return editor;
}

const uri = "file:///src/ring/ring.c";

async function ask(editor: Editor, params: VerifierParams): Promise<VerifierAnswer | null> {
  const answer = editor.connection.sendRequest<VerifierAnswer | null>(verifierRequest, params);
  await editor.idle();
  return await answer;
}

const titles = (answer: VerifierAnswer | null): readonly string[] =>
  answer?.groups.flatMap(({ checks }) => checks.map(({ title }) => title)) ?? [];

describe("the verifier's commands", () => {
  it("are those of the document's driver as it is being edited", async () => {
    const editor = await start();
    await editor.tell("textDocument/didOpen", { textDocument: { uri, languageId: "c", version: 1, text: locking } });
    const before = await ask(editor, { uri });
    expect(before?.unit.name).toBe("ring");
    expect(before?.groups[0]?.commands[0]).toEqual({
      text: "verifier /flags 0x2000020 /driver ring.sys",
      note: "Windows 10 and later",
    });
    expect(before?.groups[0]?.checks[0]).toMatchObject({
      title: "Deadlock detection",
      names: "flag 0x20, rule class 6, standard, since Windows XP",
      because: ["it takes spin locks or mutexes: ExAcquireFastMutex; ring.c:5"],
    });
    expect(titles(before)).not.toContain("Force pending I/O requests");
    const text = source("IoCallDriver(device, irp);");
    await editor.tell("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges: [{ text }] });
    const after = titles(await ask(editor, { uri }));
    expect(after).toContain("Force pending I/O requests");
    expect(after).not.toContain("Deadlock detection");
  });

  it("are there for a driver of which nothing is open, and of Linux the kernel's options", async () => {
    const editor = await start();
    const units = await editor.connection.sendRequest<readonly UnitSummary[]>(unitsRequest, {});
    const [module, driver] = ["linux-kernel", "windows-kernel"].map((kind) => units.find((unit) => unit.kind === kind));
    expect(titles(await ask(editor, { unit: driver?.id ?? "" }))).toContain("Deadlock detection");
    const linux = await ask(editor, { unit: module?.id ?? "" });
    expect(titles(linux)).toContain("CONFIG_PROVE_LOCKING");
    expect(linux?.groups[0]?.commands).toContainEqual({ text: "CONFIG_PROVE_LOCKING=y", note: "" });
    expect(linux?.notes[0]).toContain("Driver Verifier is of Windows");
  });

  it("are null where there is no such driver", async () => {
    const editor = await start();
    expect(await ask(editor, { uri: "file:///src/none.c" })).toBeNull();
    expect(await ask(editor, { unit: "gone" })).toBeNull();
    expect(await ask(editor, {})).toBeNull();
  });
});
