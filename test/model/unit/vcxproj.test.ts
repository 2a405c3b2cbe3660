/** Driver units from Visual Studio projects: modes, settings, paths in any case, imports, conditions. */
import { describe, expect, it } from "vitest";
import { discoverUnits } from "../../../server/src/model/unit/discover.ts";
import type { DriverUnit } from "../../../server/src/model/unit/types.ts";
import { APPLICATION, compile, KMDF, memoryTree, UMDF, vcxproj } from "./memory-tree.ts";

function discover(files: Readonly<Record<string, string | Uint8Array | undefined>>) {
  return discoverUnits(memoryTree(files), ["/w"]);
}

/** The only unit of a tree with one project `/w/a.vcxproj` that compiles a.c. */
function unitOf(properties: Readonly<Record<string, string>>, body = "", source = ""): DriverUnit {
  const { units } = discover({ "/w/a.vcxproj": vcxproj(properties, compile("a.c") + body), "/w/a.c": source });
  expect(units).toHaveLength(1);
  return units[0] as DriverUnit;
}

describe("the mode of a project", () => {
  it.each([
    ["KMDF driver", KMDF, "windows-kernel", "DriverType KMDF in a.vcxproj"],
    ["UMDF driver", UMDF, "windows-user", "DriverType UMDF in a.vcxproj"],
    ["application", APPLICATION, "windows-user", "ConfigurationType Application in a.vcxproj"],
    [
      "kernel library",
      { ConfigurationType: "StaticLibrary", PlatformToolset: "WindowsKernelModeDriver10.0" },
      "windows-kernel",
      "PlatformToolset WindowsKernelModeDriver10.0 in a.vcxproj",
    ],
    [
      "framework driver for user mode whose type says KMDF",
      { ...KMDF, PlatformToolset: "WindowsUserModeDriver10.0" },
      "windows-user",
      "PlatformToolset WindowsUserModeDriver10.0 in a.vcxproj",
    ],
    [
      "tool of the driver kit",
      { ConfigurationType: "Application", PlatformToolset: "WindowsApplicationForDrivers10.0" },
      "windows-user",
      "PlatformToolset WindowsApplicationForDrivers10.0 in a.vcxproj",
    ],
    [
      "driver without a toolset",
      { ConfigurationType: "Driver" },
      "windows-kernel",
      "ConfigurationType Driver in a.vcxproj",
    ],
  ])("%s", (_name, properties, kind, reason) => {
    expect(unitOf(properties)).toMatchObject({ kind, reason, origin: "vcxproj" });
  });

  it("takes a native subsystem for a driver", () => {
    const body = "<ItemDefinitionGroup><Link><SubSystem>Native</SubSystem></Link></ItemDefinitionGroup>";
    expect(unitOf(APPLICATION, body)).toMatchObject({
      kind: "windows-kernel",
      reason: "SubSystem Native in a.vcxproj",
    });
  });

  it("lets the sources of a plain library decide, and stays unknown where they do not", () => {
    const library = { ConfigurationType: "StaticLibrary", PlatformToolset: "v143" };
    expect(unitOf(library, "", "#include <ntddk.h>\n")).toMatchObject({
      kind: "windows-kernel",
      reason: "a.c includes ntddk.h",
    });
    expect(unitOf(library, "", "#include <windows.h>\n")).toMatchObject({ kind: "windows-user" });
    expect(unitOf(library, "", "int x;\n")).toMatchObject({ kind: "unknown" });
  });

  it("lets DriverEntry overrule a plain DLL project, but not main", () => {
    const dll = { ConfigurationType: "DynamicLibrary", PlatformToolset: "v143" };
    const entry = "#include <ntddk.h>\nNTSTATUS DriverEntry(PDRIVER_OBJECT d, PUNICODE_STRING r)\n{ return 0; }\n";
    expect(unitOf(dll, "", entry).kind).toBe("windows-kernel");
    expect(unitOf(APPLICATION, "", "#include <ntddk.h>\nint main(void) { return 0; }\n").kind).toBe("windows-user");
  });

  it("makes no unit of a project that compiles nothing", () => {
    const { units } = discover({
      "/w/pkg.vcxproj": vcxproj({ ConfigurationType: "Utility", DriverType: "Package" }, ""),
    });
    expect(units).toEqual([]);
  });
});

describe("the settings of a project", () => {
  it("reads defines, drops inherited and unknown ones", () => {
    const body = `<ItemDefinitionGroup><ClCompile>
      <PreprocessorDefinitions>%(PreprocessorDefinitions);POOL_NX_OPTIN=1;DEPTH=(1+2);X=$(Nowhere);FLAG</PreprocessorDefinitions>
    </ClCompile></ItemDefinitionGroup>`;
    expect([...unitOf(KMDF, body).defines]).toEqual([
      ["POOL_NX_OPTIN", "1"],
      ["DEPTH", "(1+2)"],
      ["FLAG", "1"],
    ]);
  });

  it("prefers x64 for properties and keeps the sources of every configuration", () => {
    const project = vcxproj(
      {},
      `<PropertyGroup Condition="'$(Configuration)|$(Platform)'=='Release|Win32'"><ConfigurationType>Application</ConfigurationType></PropertyGroup>
       <PropertyGroup><Platform>Desktop</Platform></PropertyGroup>
       <PropertyGroup Condition="'$(Configuration)|$(Platform)'=='Debug|x64'"><ConfigurationType>Driver</ConfigurationType></PropertyGroup>
       <ItemGroup>
         <ClCompile Include="both.c" />
         <ClCompile Include="x86.c" Condition="'$(Platform)'=='Win32'" />
         <ClCompile Include="some.c"><ExcludedFromBuild Condition="'$(Platform)'=='x64'">true</ExcludedFromBuild></ClCompile>
         <ClCompile Include="never.c"><ExcludedFromBuild>true</ExcludedFromBuild></ClCompile>
       </ItemGroup>`,
    );
    const files = { "/w/a.vcxproj": project, "/w/both.c": "", "/w/x86.c": "", "/w/some.c": "", "/w/never.c": "" };
    const unit = discover(files).units[0];
    expect(unit?.kind).toBe("windows-kernel");
    expect(unit?.sources).toEqual(["/w/both.c", "/w/x86.c", "/w/some.c"]);
    expect(unit?.unlisted).toEqual(["/w/never.c"]);
  });

  it.each([
    ["TargetVersion", { ...KMDF }, "", "Windows10", "TargetVersion in a.vcxproj"],
    [
      "minimum platform",
      { ...KMDF, WindowsTargetPlatformMinVersion: "10.0.17763.0" },
      "",
      "10.0.17763.0",
      "WindowsTargetPlatformMinVersion in a.vcxproj",
    ],
    ["_NT_TARGET_VERSION", { ...KMDF, _NT_TARGET_VERSION: "0x0603" }, "", "0x0603", "_NT_TARGET_VERSION in a.vcxproj"],
    [
      "NTDDI_VERSION",
      { ...KMDF, WindowsTargetPlatformMinVersion: "10.0.17763.0" },
      "<ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>NTDDI_VERSION=0x06010000</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup>",
      "0x06010000",
      "NTDDI_VERSION in a.vcxproj",
    ],
    [
      "TargetVersion before a _WIN32_WINNT that applications share",
      { ...KMDF },
      "<ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>_WIN32_WINNT=0x0502</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup>",
      "Windows10",
      "TargetVersion in a.vcxproj",
    ],
    [
      "the oldest of the configurations",
      { ...KMDF },
      "<PropertyGroup Condition=\"'$(Configuration)'=='Win8'\"><TargetVersion>Windows8</TargetVersion></PropertyGroup>" +
        "<PropertyGroup Condition=\"'$(Configuration)'=='Win7'\"><TargetVersion>Windows7</TargetVersion></PropertyGroup>",
      "Windows7",
      "TargetVersion in a.vcxproj",
    ],
  ])("says the target from %s", (_name, properties, body, text, saidBy) => {
    expect(unitOf(properties, body).targetWindows).toEqual({ text, saidBy });
  });

  it.each([
    ["Win32", "Win32 in a.vcxproj"],
    ["x86", "Win32 in a.vcxproj"],
    ["ARM64", undefined],
  ])("knows whether it is built for x86: %s", (platform, saidBy) => {
    const project = vcxproj(KMDF, compile("a.c")).replaceAll("Win32", platform);
    expect(discover({ "/w/a.vcxproj": project, "/w/a.c": "" }).units[0]?.x86SaidBy).toBe(saidBy);
  });

  it("knows the frameworks from type and libraries", () => {
    const link = "$(DDK_LIB_PATH)\\fltmgr.lib;ndis.lib;%(AdditionalDependencies)";
    const body = `<ItemDefinitionGroup><Link><AdditionalDependencies>${link}</AdditionalDependencies></Link></ItemDefinitionGroup>`;
    expect(unitOf({ ...KMDF, DriverType: "WDM" }, body).frameworks).toEqual(["wdm", "minifilter", "ndis"]);
  });
});

describe("paths", () => {
  it("are found in any case and with backslashes, and come in the disk's spelling", () => {
    const body = `${compile("..\\SRC\\Main.C")}<ItemDefinitionGroup><ClCompile>
      <AdditionalIncludeDirectories>$(ProjectDir)..\\INC;$(DDK_INC_PATH);$(IntDir);.\\missing</AdditionalIncludeDirectories>
    </ClCompile></ItemDefinitionGroup>`;
    const { units, files, problems } = discover({
      "/w/Proj/drv.vcxproj": vcxproj(KMDF, body),
      "/w/src/main.c": '#include "..\\Inc\\Foo.H"\n#include <Bar.h>\n',
      "/w/inc/foo.h": '#include "deep\\Deep.h"\n',
      "/w/inc/bar.h": "",
      "/w/inc/deep/deep.h": "",
    });
    expect(problems).toEqual([]);
    expect(units[0]).toMatchObject({
      root: "/w/Proj",
      sources: ["/w/src/main.c"],
      headers: ["/w/inc/foo.h", "/w/inc/bar.h", "/w/inc/deep/deep.h"],
      includeDirectories: ["/w/inc"],
    });
    expect([...files.keys()]).toEqual(["/w/inc/bar.h", "/w/inc/deep/deep.h", "/w/inc/foo.h", "/w/src/main.c"]);
  });

  it("follow wildcards, the solution's folder and imported property sheets", () => {
    const { units } = discover({
      "/w/all.sln": "",
      "/w/drv/drv.vcxproj": vcxproj(
        KMDF,
        `<ImportGroup><Import Project="$(SolutionDir)build\\common.props" Condition="exists('..\\build\\common.props')" /></ImportGroup>
         ${compile("*.c", "sub\\**\\*.cpp")}`,
      ),
      "/w/build/common.props": `<Project>
        <Import Project="common.props" />
        <PropertyGroup><Inc>$(MSBuildThisFileDirectory)inc</Inc></PropertyGroup>
        <ItemDefinitionGroup><ClCompile><AdditionalIncludeDirectories>$(Inc)</AdditionalIncludeDirectories></ClCompile></ItemDefinitionGroup>
      </Project>`,
      "/w/build/inc/x.h": "",
      "/w/drv/a.c": "#include <x.h>\n",
      "/w/drv/sub/deep/b.cpp": "",
      "/w/Directory.Build.props":
        "<Project><ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>EVERYWHERE</PreprocessorDefinitions></ClCompile></ItemDefinitionGroup></Project>",
    });
    expect(units[0]?.sources).toEqual(["/w/drv/a.c", "/w/drv/sub/deep/b.cpp"]);
    expect(units[0]?.headers).toEqual(["/w/build/inc/x.h"]);
    expect(units[0]?.defines.get("EVERYWHERE")).toBe("1");
  });

  it("lead to a project above the folder that is checked", () => {
    const tree = memoryTree({
      "/w/drv/drv.vcxproj": vcxproj(KMDF, compile("src\\a.c")),
      "/w/drv/other.vcxproj": vcxproj(APPLICATION, compile("app.c")),
      "/w/drv/src/a.c": "",
      "/w/drv/app.c": "",
    });
    for (const root of ["/w/drv/src", "/w/drv/src/a.c", "/w/drv/src/"]) {
      const { units, files } = discoverUnits(tree, [root]);
      expect(units.map((unit) => unit.id)).toEqual(["/w/drv/drv.vcxproj"]);
      expect(files.get("/w/drv/src/a.c")?.kind).toBe("windows-kernel");
    }
  });
});

describe("bad projects", () => {
  it("are problems with the file's name, and their sources are judged as loose files", () => {
    const { units, problems, files } = discover({
      "/w/broken.vcxproj": "<Project><ItemGroup></Project>",
      "/w/empty.vcxproj": "",
      "/w/a.c": "#include <wdm.h>\n",
    });
    expect(problems.map((problem) => problem.path)).toEqual(["/w/broken.vcxproj", "/w/empty.vcxproj"]);
    expect(problems[0]?.message).toMatch(/^The project file cannot be read: .*ItemGroup|Project/);
    expect(units).toHaveLength(1);
    expect(files.get("/w/a.c")).toMatchObject({ kind: "windows-kernel", reason: "a.c includes wdm.h" });
  });

  it("do not expand entities", () => {
    const laughs = Array.from(
      { length: 12 },
      (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};&e${n};&e${n};&e${n};&e${n};&e${n};&e${n};">`,
    );
    const project = `<!DOCTYPE Project [<!ENTITY e0 "a.c"><!ENTITY secret SYSTEM "file:///etc/passwd">${laughs.join("")}]>
      <Project><PropertyGroup><ConfigurationType>Driver</ConfigurationType><X>&e12;&secret;</X></PropertyGroup>
      <ItemGroup><ClCompile Include="&e0;" /><ClCompile Include="a&#46;c" /></ItemGroup></Project>`;
    const { units } = discover({ "/w/p.vcxproj": project, "/w/a.c": "" });
    expect(units.every((unit) => unit.sources.join() === "/w/a.c")).toBe(true);
  });

  it("are read in UTF-16 and with a byte order mark", () => {
    const text = `\ufeff${vcxproj(KMDF, compile("a.c"))}`;
    const wide = new Uint8Array(new Uint16Array([...text].map((char) => char.charCodeAt(0))).buffer);
    for (const project of [wide, new TextEncoder().encode(text)]) {
      expect(discover({ "/w/p.vcxproj": project, "/w/a.c": "" }).units[0]?.kind).toBe("windows-kernel");
    }
  });

  it("end: values that grow, imports in a circle, conditions without sense, deep nesting", () => {
    const grow = Array.from({ length: 60 }, () => "<A>$(A)$(A)$(A)x</A>").join("");
    const project = `<Project><Import Project="b.props"/><PropertyGroup><A>x</A>${grow}
      <B Condition="((((('">1</B><ConfigurationType Condition="'$(Nothing)'==''">Driver</ConfigurationType></PropertyGroup>
      <ItemGroup><ClCompile Include="a.c"/><ClCompile Include="$(A)"/></ItemGroup></Project>`;
    const { units } = discover({
      "/w/p.vcxproj": project,
      "/w/b.props": '<Project><Import Project="c.props"/></Project>',
      "/w/c.props": '<Project><Import Project="b.props"/><Import Project="p.vcxproj"/></Project>',
      "/w/a.c": "",
      "/w/deep.vcxproj": "<a>".repeat(20_000) + "</a>".repeat(20_000),
    });
    expect(units.find((unit) => unit.id === "/w/p.vcxproj")).toMatchObject({
      kind: "windows-kernel",
      sources: ["/w/a.c"],
    });
  });
});
