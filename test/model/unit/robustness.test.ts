/** Discovery over damaged and hostile project files: it ends soon, throws nothing, and loses no source file. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { discoverUnits } from "../../../server/src/model/unit/discover.ts";
import { compile, KMDF, memoryTree, vcxproj } from "./memory-tree.ts";

const SEEDS: Readonly<Record<string, string>> = {
  "/w/a/a.vcxproj": vcxproj(
    KMDF,
    `<Import Project="a.props" Condition="exists('a.props') and '$(X)'!=''" />${compile("x.c", "*.c", "..\\inc\\y.c")}
     <ItemDefinitionGroup><ClCompile><PreprocessorDefinitions>A=1;%(PreprocessorDefinitions)</PreprocessorDefinitions>
     <AdditionalIncludeDirectories>$(SolutionDir)inc;..\\inc</AdditionalIncludeDirectories></ClCompile></ItemDefinitionGroup>`,
  ),
  "/w/a/a.props": "<Project><PropertyGroup><X>$(X)$(X)1</X></PropertyGroup></Project>",
  "/w/b/CMakeLists.txt":
    'set(S x.c)\nif(A)\nlist(APPEND S "y.c;z.c")\nendif()\nfile(GLOB_RECURSE G *.c)\nadd_library(l @{S} @{G})\nadd_subdirectory(../c)\n'.replaceAll(
      "@",
      "$",
    ),
  "/w/c/Makefile": "obj-m := m.o\nm-objs := x.o \\\n y.o\nccflags-y += -I$(src)/../inc -DX=$(Y)\ninclude ../b/k.mk\n",
  "/w/b/k.mk": "Y := $(Z)\nZ := $(Y) $(Y)\ninclude k.mk\n",
  "/w/d/sources":
    "TARGETNAME=d\nTARGETTYPE=DRIVER\nC_DEFINES=$(C_DEFINES) -DA\n!include ..\\b\\k.mk\nSOURCES=x.c \\\n  y.c\n",
  "/w/e/compile_commands.json": '[{"directory":"/w/e","file":"x.c","command":"cc -DA -I../inc -c x.c"}]',
};
const CODE: Readonly<Record<string, string>> = Object.fromEntries([
  ...["a", "b", "c", "d", "e"].flatMap((folder) =>
    ["x.c", "y.c"].map((name) => [`/w/${folder}/${name}`, '#include "y.h"\n']),
  ),
  ["/w/inc/y.h", '#include "y.h"\n#include <wdm.h>\n'],
]);

/** Pieces that mean something in one of the formats, to be put in anywhere. */
const PIECES = [
  "$(",
  ")",
  "${",
  "}",
  "<",
  ">",
  "/>",
  '"',
  "'",
  "\\",
  "\n",
  "&",
  "&#x",
  "<!--",
  "]]>",
  "..\\",
  "/../",
  "%(",
  ";",
  "**\\*",
  "#[[",
  "\0",
];

describe("damaged projects", () => {
  it("lose no source and throw nothing", () => {
    const paths = Object.keys(SEEDS);
    const edit = fc.record({
      at: fc.nat(2000),
      cut: fc.nat(40),
      put: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 6 })),
    });
    const change = fc.record({
      path: fc.constantFrom(...paths),
      edits: fc.array(edit, { minLength: 1, maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const files: Record<string, string> = { ...SEEDS, ...CODE };
        for (const { path, edits } of changes) {
          for (const { at, cut, put } of edits) {
            const text = files[path] ?? "";
            const start = at % (text.length + 1);
            files[path] = text.slice(0, start) + put + text.slice(start + cut);
          }
        }
        const { files: found, units } = discoverUnits(memoryTree(files), ["/w"]);
        for (const path of Object.keys(CODE)) expect(found.has(path), path).toBe(true);
        expect(new Set(units.map((unit) => unit.id)).size).toBe(units.length);
      }),
      { seed: 20_240_601, numRuns: 3000 },
    );
  });
});

describe("hostile files", () => {
  const size = 1_500_000;
  const cases: readonly (readonly [string, string])[] = [
    ["CMakeLists.txt", "a".repeat(size)],
    ["CMakeLists.txt", `set(X "${"x".repeat(size)}`],
    ["CMakeLists.txt", `set(X ${"x".repeat(size)})`],
    ["CMakeLists.txt", "set(".repeat(size / 4)],
    ["CMakeLists.txt", '"'.repeat(size)],
    ["CMakeLists.txt", "#[[".repeat(size / 3)],
    ["Makefile", `obj-m := ${"$(".repeat(size / 2)}`],
    ["Makefile", `obj-m := ${" ".repeat(size)}#`],
    ["Makefile", `obj-m := a.o\n${"A := $(A)$(A)\n".repeat(50_000)}B = $(A)\n`],
    ["sources", "\n".repeat(size)],
    ["sources", `TARGETTYPE=DRIVER\nSOURCES=${"x.c ".repeat(size / 4)}`],
    ["p.vcxproj", "<a ".repeat(size / 3)],
    ["p.vcxproj", "<a>".repeat(size / 3)],
    ["p.vcxproj", `<Project><ItemGroup Condition="${"!(".repeat(size / 2)}"/></Project>`],
    ["p.vcxproj", `<Project><ItemGroup><ClCompile Include="${"**\\*".repeat(1000)}"/></ItemGroup></Project>`],
    ["p.vcxproj", `<Project>${"&amp;".repeat(size / 5)}</Project>`],
    ["compile_commands.json", "[".repeat(size)],
    ["compile_commands.json", `[{"file":"x.c","command":"${"a ".repeat(size / 2)}"}]`],
    ["h.h", "#include <".repeat(size / 10)],
    ["h.h", "main(".repeat(size / 5)],
    ["h.h", `#include "${"../".repeat(size / 3)}x"`],
    ["h.h", "# ".repeat(size / 2)],
    ["h.h", "\n".repeat(size)],
  ];
  it.each(cases.map(([name, text], at) => ({ name, text, label: `${at}: ${name} ${text.slice(0, 12).trim()}` })))(
    "$label is read or refused soon",
    ({ name, text }) => {
      const { files } = discoverUnits(memoryTree({ [`/w/${name}`]: text, "/w/x.c": "#include <wdm.h>\n" }), ["/w"]);
      expect(files.has("/w/x.c")).toBe(true);
    },
  );
});
