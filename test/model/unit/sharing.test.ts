/** Files between units: shared headers, sources of two drivers, files that nothing lists, and the bounds of the walk. */
import { describe, expect, it } from "vitest";
import { discoverUnits } from "../../../server/src/model/unit/discover.ts";
import { APPLICATION, compile, KMDF, memoryTree, UMDF, vcxproj } from "./memory-tree.ts";

describe("files of several units", () => {
  const tree = memoryTree({
    "/w/sys/drv.vcxproj": vcxproj(KMDF, compile("drv.c", "..\\common\\core.c")),
    "/w/um/um.vcxproj": vcxproj(UMDF, compile("um.c", "..\\common\\core.c")),
    "/w/exe/app.vcxproj": vcxproj(APPLICATION, compile("app.cpp")),
    "/w/sys/drv.c": '#include "drv.h"\n#include "../common/public.h"\n',
    "/w/sys/drv.h": "",
    "/w/um/um.c": '#include "..\\common\\PUBLIC.H"\n',
    "/w/exe/app.cpp": '#include "..\\common\\public.h"\n#include <windows.h>\n',
    "/w/common/core.c": "",
    "/w/common/public.h": "",
  });
  const { files, units } = discoverUnits(tree, ["/w"]);

  it("a header of kernel and user mode is shared, and the reason names both", () => {
    expect(files.get("/w/common/public.h")).toMatchObject({
      kind: "shared",
      role: "header",
      reason:
        "drv (DriverType KMDF in drv.vcxproj) and app (ConfigurationType Application in app.vcxproj) both include it",
    });
    expect(files.get("/w/sys/drv.h")?.kind).toBe("windows-kernel");
  });

  it("a source that two drivers compile is checked with the kernel driver", () => {
    const core = files.get("/w/common/core.c");
    expect(core?.unit.id).toBe("/w/sys/drv.vcxproj");
    expect(core?.otherUnits.map((unit) => unit.id)).toEqual(["/w/um/um.vcxproj"]);
  });

  it("UMDF beside KMDF keeps its own mode", () => {
    expect(files.get("/w/um/um.c")?.kind).toBe("windows-user");
    expect(units.map((unit) => unit.frameworks)).toEqual([[], ["kmdf"], ["umdf"]]);
  });

  it("reads every file once and hands the texts on", () => {
    const { texts } = discoverUnits(tree, ["/w"]);
    const before = tree.reads.get("/w/common/public.h");
    expect(texts.get("/w/common/public.h").ok).toBe(true);
    expect(tree.reads.get("/w/common/public.h")).toBe(before);
    const fresh = memoryTree({ "/w/a.c": '#include "a.h"\n#include <ntddk.h>\n', "/w/a.h": "" });
    discoverUnits(fresh, ["/w"]);
    expect([...fresh.reads.values()]).toEqual([1, 1]);
  });
});

describe("files that nothing lists", () => {
  function kindsOf(files: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
    const found = discoverUnits(memoryTree(files), ["/w"]).files;
    return Object.fromEntries([...found].map(([path, file]) => [path.slice("/w/".length), file.kind]));
  }

  it.each([
    ["a WDM driver", "#include <wdm.h>\nDRIVER_INITIALIZE DriverEntry;\n", "windows-kernel"],
    ["a driver with a user-mode header by mistake", "#include <ntddk.h>\n#include <windows.h>\n", "windows-kernel"],
    [
      "a driver without its header",
      "NTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) {\n return 0; }\n",
      "windows-kernel",
    ],
    [
      "a UMDF driver",
      "#include <windows.h>\n#include <wdf.h>\nNTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) {}\n",
      "windows-user",
    ],
    [
      "a KMDF driver",
      "#include <wdf.h>\nNTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING p) {}\n",
      "windows-kernel",
    ],
    ["an application", "#include <windows.h>\nint main() { return 0; }\n", "windows-user"],
    [
      "a co-installer",
      "#include <setupapi.h>\nBOOL WINAPI DllMain(HINSTANCE h, DWORD r, void* p)\n{\n}\n",
      "windows-user",
    ],
    ["a Linux module", "#include <linux/module.h>\nmodule_init(start);\n", "linux-kernel"],
    ["a Linux program", "#include <linux/types.h>\n#include <unistd.h>\n", "linux-user"],
    [
      "a source for both modes",
      "#ifdef _KERNEL_MODE\n#include <ntddk.h>\n#else\n#include <windows.h>\n#endif\n",
      "unknown",
    ],
    ["a player with a video.h of its own", '#include <windows.h>\n#include "video.h"\n', "windows-user"],
    ["a video miniport", "#include <video.h>\n", "windows-kernel"],
    ["a source that says nothing", "int add(int a, int b) { return a + b; }\n", "unknown"],
    ["a mere mention", '// call DriverEntry(x) then { main() }\n#include "module.h"\n', "unknown"],
  ])("%s", (_name, text, kind) => {
    expect(kindsOf({ "/w/a.c": text })).toEqual({ "a.c": kind });
  });

  it("are judged through their local headers and by their neighbours", () => {
    const files = {
      "/w/d/main.c": '#include "pch.h"\n',
      "/w/d/pch.h": "#include <fltKernel.h>\n",
      "/w/d/util.c": "int f;\n",
    };
    expect(kindsOf(files)).toEqual({
      "d/main.c": "windows-kernel",
      "d/pch.h": "windows-kernel",
      "d/util.c": "windows-kernel",
    });
  });

  it("of both modes in one folder form two units, and a silent one stays unknown", () => {
    expect(kindsOf({ "/w/drv.c": "#include <wdm.h>\n", "/w/app.c": "#include <windows.h>\n", "/w/x.c": "" })).toEqual({
      "drv.c": "windows-kernel",
      "app.c": "windows-user",
      "x.c": "unknown",
    });
  });

  it("beside a project stay unknown where they cannot be compiled as its sources are", () => {
    const project = { "/w/d.vcxproj": vcxproj(KMDF, compile("d.c")), "/w/d.c": "#include <ntddk.h>\n" };
    expect(kindsOf({ ...project, "/w/ring3.c": "void test(void) { CloseHandle(0); }\n" })["ring3.c"]).toBe("unknown");
    expect(kindsOf({ ...project, "/w/more.c": '#include "d.h"\nvoid test(void) { }\n' })["more.c"]).toBe(
      "windows-kernel",
    );
  });

  it("beside a project join it unless they say otherwise", () => {
    const project = { "/w/d.vcxproj": vcxproj(KMDF, compile("d.c")), "/w/d.c": "" };
    const { units, files } = discoverUnits(
      memoryTree({ ...project, "/w/old.c": "int f;\n", "/w/tool.c": "#include <stdio.h>\nint main(void) { }\n" }),
      ["/w"],
    );
    expect(units.find((unit) => unit.origin === "vcxproj")?.unlisted).toEqual(["/w/old.c"]);
    expect(files.get("/w/old.c")?.kind).toBe("windows-kernel");
    expect(files.get("/w/tool.c")?.kind).toBe("windows-user");
  });

  it("a program that tries a driver out is no part of it, whatever it includes", () => {
    const kinds = kindsOf({
      "/w/d.c": "#include <ntddk.h>\n",
      "/w/test.c": "#include <windows.h>\n#include <ntddk.h>\nint main() { }\n",
      "/w/help.c": "int f;\n",
    });
    expect(kinds).toEqual({ "d.c": "windows-kernel", "test.c": "unknown", "help.c": "windows-kernel" });
  });

  it("a loose tool does not make the driver's headers shared", () => {
    const kinds = kindsOf({
      "/w/d.vcxproj": vcxproj(KMDF, compile("d.c")),
      "/w/d.c": '#include "d.h"\n',
      "/w/d.h": "",
      "/w/tool.c": '#include "d.h"\n#include <stdio.h>\n',
    });
    expect(kinds["d.h"]).toBe("windows-kernel");
  });

  it("between a driver and an application stay unknown, or what the setting says", () => {
    const tree = memoryTree({
      "/w/sys/d.vcxproj": vcxproj(KMDF, compile("d.c")),
      "/w/sys/d.c": "",
      "/w/exe/a.vcxproj": vcxproj(APPLICATION, compile("a.c")),
      "/w/exe/a.c": "",
      "/w/inc/unused.h": "",
    });
    expect(discoverUnits(tree, ["/w"]).files.get("/w/inc/unused.h")?.kind).toBe("unknown");
    const told = discoverUnits(tree, ["/w"], { unknownKind: "windows-kernel" });
    expect(told.files.get("/w/inc/unused.h")?.kind).toBe("windows-kernel");
  });

  it("in a folder of their own: a header goes by what lies around, a source stays unknown", () => {
    const kinds = kindsOf({
      "/w/sys/d.vcxproj": vcxproj(KMDF, compile("d.c")),
      "/w/sys/d.c": "",
      "/w/inc/unused.h": "",
      "/w/gen/tables.c": "int table[] = { 1 };\n",
    });
    expect(kinds).toEqual({ "sys/d.c": "windows-kernel", "inc/unused.h": "windows-kernel", "gen/tables.c": "unknown" });
  });

  it("two headers that include each other are not lost", () => {
    expect(Object.keys(kindsOf({ "/w/a.h": '#include "b.h"\n', "/w/b.h": '#include "a.h"\n' }))).toEqual([
      "a.h",
      "b.h",
    ]);
  });
});

describe("the walk", () => {
  it("passes over repositories, dependencies and build outputs, but not a project in one", () => {
    const { files } = discoverUnits(
      memoryTree({
        "/w/.git/a.c": "",
        "/w/node_modules/n/b.c": "",
        "/w/x64/Debug/gen.c": "",
        "/w/x64/drv/drv.vcxproj": vcxproj(KMDF, compile("in.c")),
        "/w/x64/drv/in.c": "",
        "/w/src/c.c": "",
      }),
      ["/w"],
    );
    expect([...files.keys()]).toEqual(["/w/src/c.c", "/w/x64/drv/in.c"]);
  });

  it("reports what is missing, unreadable, binary, too large or too much", () => {
    const tree = memoryTree({
      "/w/gone.c": undefined,
      "/w/binary.h": new Uint8Array([1, 0, 2, 0, 0, 0, 7]),
      "/w/huge.h": "x".repeat(2000),
      "/w/fine.c": "",
    });
    const { problems } = discoverUnits(tree, ["/w", "/nowhere"], { maxFileBytes: 1000 });
    expect(problems).toEqual([
      { path: "/nowhere", message: "There is no such file or folder, or it cannot be read." },
      { path: "/w/binary.h", message: "The file is not text; it was not looked at." },
      { path: "/w/gone.c", message: "The file cannot be read." },
      { path: "/w/huge.h", message: "The file is larger than 16 MB; it was not looked at." },
    ]);
    expect(discoverUnits(tree, ["/w"], { maxEntries: 2 }).problems.at(0)?.message).toContain("more than 2 files");
  });

  it("looks at nothing that is excluded", () => {
    const tree = memoryTree({ "/w/a/x.c": "", "/w/b/y.c": "", "/w/b/p.vcxproj": vcxproj(KMDF, compile("y.c")) });
    const { files, units } = discoverUnits(tree, ["/w"], { excluded: (path) => path === "/w/b" });
    expect([...files.keys()]).toEqual(["/w/a/x.c"]);
    expect(units).toHaveLength(1);
  });

  it("keeps no more text than it may", () => {
    const tree = memoryTree({ "/w/a.c": "x".repeat(100), "/w/b.c": "y".repeat(100) });
    const { texts } = discoverUnits(tree, ["/w"], { maxKeptText: 150 });
    const before = tree.reads.get("/w/b.c") ?? 0;
    texts.get("/w/a.c");
    texts.get("/w/b.c");
    expect(tree.reads.get("/w/a.c")).toBe(1);
    expect(tree.reads.get("/w/b.c")).toBe(before + 1);
  });
});
