/** Driver units from Kbuild files, `sources` files, CMake and compile_commands.json. */
import { describe, expect, it } from "vitest";
import { discoverUnits } from "../../../server/src/model/unit/discover.ts";
import { memoryTree } from "./memory-tree.ts";

function discover(files: Readonly<Record<string, string | Uint8Array | undefined>>) {
  return discoverUnits(memoryTree(files), ["/w"]);
}

describe("Kbuild", () => {
  it("reads modules, their objects, flags, continuations and conditionals", () => {
    const { units } = discover({
      "/w/Makefile": [
        "# out-of-tree module",
        "ifneq ($(KERNELRELEASE),)",
        "include $(src)/flags.mk",
        "NAME := my",
        "\tobj-m := $(NAME)drv.o single.o",
        "mydrv-objs := core.o \\",
        "  sub/io.o",
        "mydrv-$(CONFIG_DEBUG_FS) += debug.o",
        "else",
        "all:",
        "\tmake -C /lib/modules/x/build M=$(PWD) obj-m=none.o",
        "endif",
      ].join("\n"),
      "/w/flags.mk": "ccflags-y := -I$(src)/include -DDEBUG -DLEVEL=2\n",
      "/w/core.c": '#include "my.h"\n#include <shared/wire.h>\n',
      "/w/sub/io.c": "",
      "/w/debug.c": "",
      "/w/single.c": "",
      "/w/my.h": "",
      "/w/include/shared/wire.h": "",
    });
    expect(units.map((unit) => unit.name)).toEqual(["mydrv", "single"]);
    expect(units[0]).toMatchObject({
      id: "/w/Makefile#mydrv",
      origin: "kbuild",
      kind: "linux-kernel",
      reason: "obj-m += mydrv.o in Makefile",
      sources: ["/w/core.c", "/w/sub/io.c", "/w/debug.c"],
      headers: ["/w/my.h", "/w/include/shared/wire.h"],
    });
    expect([...(units[0]?.defines ?? [])]).toEqual([
      ["__KERNEL__", "1"],
      ["MODULE", "1"],
      ["DEBUG", "1"],
      ["LEVEL", "2"],
    ]);
  });

  it("takes obj-$(CONFIG_X) for the kernel unless the source is a program", () => {
    const { files } = discover({
      "/w/a/Kbuild": "obj-$(CONFIG_A) += a.o\n",
      "/w/a/a.c": "",
      "/w/b/Makefile": "obj-$(CONFIG_B) += b.o\n",
      "/w/b/b.c": "#include <unistd.h>\n#include <stdio.h>\n",
      "/w/c/Makefile": "all:\n\tcc c.c\n",
      "/w/c/c.c": "#include <unistd.h>\n",
    });
    expect([...files.values()].map((file) => file.kind)).toEqual(["linux-kernel", "linux-user", "linux-user"]);
  });
});

describe("sources files", () => {
  const driver = [
    "TARGETNAME=toaster",
    "TARGETTYPE=DRIVER",
    "!include ..\\common.inc",
    "INCLUDES=$(INCLUDES);..\\INC;$(DDK_INC_PATH)",
    "C_DEFINES=$(C_DEFINES) -DPOOL_NX_OPTIN=1 /DNAME",
    "TARGETLIBS=$(DDK_LIB_PATH)\\fltMgr.lib",
    "SOURCES= toaster.rc \\",
    "         Main.c   \\",
    "         ..\\shared\\io.c",
  ].join("\r\n");

  it("read targets, includes, defines and libraries", () => {
    const { units } = discover({
      "/w/sys/sources": driver,
      "/w/common.inc": "_NT_TARGET_VERSION=$(_NT_TARGET_VERSION_WIN7)\r\nC_DEFINES=-DCOMMON\r\n",
      "/w/sys/main.c": "#include <toaster.h>\n",
      "/w/shared/io.c": "",
      "/w/inc/Toaster.h": "",
    });
    expect(units).toHaveLength(1);
    expect(units[0]).toMatchObject({
      name: "toaster",
      origin: "sources",
      kind: "windows-kernel",
      reason: "TARGETTYPE DRIVER in sources",
      sources: ["/w/sys/main.c", "/w/shared/io.c"],
      headers: ["/w/inc/Toaster.h"],
      includeDirectories: ["/w/inc"],
      frameworks: ["minifilter"],
      targetWindows: { text: "$(_NT_TARGET_VERSION_WIN7)", saidBy: "_NT_TARGET_VERSION in sources" },
    });
    expect([...(units[0]?.defines.keys() ?? [])]).toEqual(["COMMON", "POOL_NX_OPTIN", "NAME"]);
  });

  it.each([
    ["TARGETTYPE=PROGRAM\nUMTYPE=console", "windows-user"],
    ["TARGETTYPE=DYNLINK\nUMDF_VERSION_MAJOR=1", "windows-user"],
    ["TARGETTYPE=GDI_DRIVER", "windows-kernel"],
    ["TARGETTYPE=DRIVER_LIBRARY", "windows-kernel"],
    ["TARGETTYPE=LIBRARY\nKMDF_VERSION_MAJOR=1", "windows-kernel"],
    ["TARGETTYPE=LIBRARY", "unknown"],
  ])("%s is %s", (settings, kind) => {
    const { units } = discover({ "/w/sources": `TARGETNAME=x\n${settings}\nSOURCES=a.c\n`, "/w/a.c": "" });
    expect(units.map((unit) => unit.kind)).toEqual([kind]);
  });

  it("of another meaning are left alone", () => {
    expect(discover({ "/w/sources": "http://example.org a.c\n", "/w/a.c": "" }).units[0]?.origin).toBe("folder");
  });
});

describe("CMake", () => {
  it("reads targets with variables, globs, subdirectories and driver flags", () => {
    const { units } = discover({
      "/w/CMakeLists.txt": `
        cmake_minimum_required(VERSION 3.20) # a ) comment
        project(drivers)
        set(COMMON_INC "\${CMAKE_CURRENT_SOURCE_DIR}/inc")
        add_compile_definitions(EVERYWHERE=1)
        add_subdirectory(sys)
        if(WIN32)
          set(APP_SRC app/win.c)
        else()
          set(APP_SRC app/posix.c)
        endif()
        add_executable(app WIN32 app/main.c \${APP_SRC})
        function(unused) add_executable(never app/main.c) endfunction()`,
      "/w/sys/CMakeLists.txt": `
        file(GLOB SRCS *.c)
        list(APPEND SRCS lib/extra.c)
        wdk_add_driver(drv KMDF 1.15 \${SRCS})
        target_include_directories(drv PRIVATE \${COMMON_INC})
        target_compile_definitions(drv PRIVATE POOL_NX_OPTIN=1 -DOLD)
        target_link_libraries(drv WDK::FLTMGR)
        #[[ add_executable(commented a.c) ]]
        add_library(plain STATIC lib/extra.c)
        target_compile_options(plain PRIVATE /W4 /kernel)
        add_library(both OBJECT lib/other.c)`,
      "/w/sys/a.c": "#include <drv.h>\n",
      "/w/sys/lib/extra.c": "",
      "/w/sys/lib/other.c": "",
      "/w/inc/drv.h": "",
      "/w/app/main.c": "#include <windows.h>\n",
      "/w/app/win.c": "",
      "/w/app/posix.c": "",
    });
    const byName = new Map(units.map((unit) => [unit.name, unit]));
    expect([...byName.keys()].sort()).toEqual(["app", "both", "drv", "plain"]);
    expect(byName.get("drv")).toMatchObject({
      kind: "windows-kernel",
      reason: "wdk_add_driver(drv) in CMakeLists.txt",
      root: "/w/sys",
      sources: ["/w/sys/a.c", "/w/sys/lib/extra.c"],
      headers: ["/w/inc/drv.h"],
      frameworks: ["kmdf", "minifilter"],
    });
    expect([...(byName.get("drv")?.defines.keys() ?? [])].sort()).toEqual(["EVERYWHERE", "OLD", "POOL_NX_OPTIN"]);
    expect(byName.get("app")).toMatchObject({
      kind: "windows-user",
      sources: ["/w/app/main.c", "/w/app/win.c", "/w/app/posix.c"],
    });
    expect(byName.get("plain")).toMatchObject({
      kind: "windows-kernel",
      reason: "/kernel of target plain in CMakeLists.txt",
    });
    expect(byName.get("both")?.kind).toBe("unknown");
  });

  it("survives nonsense", () => {
    const nonsense = [
      "set(",
      'add_library(a "',
      "#[==[",
      `set(X ${"$"}{X} ${"$"}{X})\n`.repeat(100),
      `add_library(${"$"}{a${"$"}{b} x.c)`,
      "\\ ) ) (",
    ];
    for (const text of nonsense) {
      const { files } = discover({ "/w/CMakeLists.txt": text, "/w/x.c": "#include <wdm.h>\n" });
      expect(files.get("/w/x.c")?.kind).toBe("windows-kernel");
    }
  });
});

describe("compile_commands.json", () => {
  it("makes a unit of each target, with the flags of its commands", () => {
    const commands = [
      {
        directory: "/w/build",
        command:
          'cl.exe /nologo -D"NAME=\\"x y\\"" /DNTDDI_VERSION=0x0A000007 /I..\\inc /kernel /FoCMakeFiles\\drv.dir\\a.obj /c ..\\src\\a.c',
        file: "..\\src\\a.c",
      },
      {
        directory: "/w/build",
        arguments: ["cc", "-D__KERNEL__", "-I", "../inc", "-c", "../lin/m.c"],
        file: "../lin/m.c",
      },
      { directory: "/w/build", arguments: ["cc", "-c", "../app/p.c"], file: "../app/p.c" },
      { directory: "/w/build", file: "../gone.c" },
      "nonsense",
    ];
    const { units } = discover({
      "/w/build/compile_commands.json": JSON.stringify(commands),
      "/w/src/a.c": "#include <a.h>\n",
      "/w/lin/m.c": "",
      "/w/app/p.c": "#include <unistd.h>\n",
      "/w/inc/a.h": "",
    });
    expect(units.map((unit) => [unit.name, unit.kind])).toEqual([
      ["app", "linux-user"],
      ["lin", "linux-kernel"],
      ["drv", "windows-kernel"],
    ]);
    const driver = units[2];
    expect(driver).toMatchObject({ reason: "/kernel in compile_commands.json", headers: ["/w/inc/a.h"] });
    expect(driver?.defines.get("NAME")).toBe('"x y"');
    expect(driver?.targetWindows?.text).toBe("0x0A000007");
  });

  it.each(["{", "{}", '"x"', "[1,", ""])("reports %j with the file's name", (text) => {
    const { problems } = discover({ "/w/compile_commands.json": text, "/w/a.c": "" });
    expect(problems).toHaveLength(1);
    expect(problems[0]?.path).toBe("/w/compile_commands.json");
  });
});
