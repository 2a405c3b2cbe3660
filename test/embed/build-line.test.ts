/** What a project has to say of an embedded file, for each kind of project and form. */
import { expect, test } from "vitest";
import { buildLine, projectKindOf } from "../../server/src/embed/build-line.ts";

test.each([
  ["Driver.vcxproj", "vcxproj"],
  ["Driver.vcxproj.filters", undefined],
  ["Kbuild", "kbuild"],
  ["Makefile", "kbuild"],
  ["Makefile.am", undefined],
])("%s is a project of kind %s", (name, kind) => {
  expect(projectKindOf(name)).toBe(kind);
});

test.each([
  ["vcxproj", "array", "quirks.c", '<ClCompile Include="quirks.c" />'],
  ["vcxproj", "object", "quirks.obj", '<Object Include="quirks.obj" />'],
  ["vcxproj", "incbin", "quirks.S", undefined],
  ["kbuild", "incbin", "quirks.S", "disk-y += quirks.o\nasflags-y += -I$(src)"],
  ["kbuild", "array", "quirks.c", "disk-y += quirks.o"],
  ["kbuild", "object", "quirks.obj", undefined],
] as const)("in a %s an %s is the line %s", (kind, form, output, line) => {
  expect(buildLine(kind, form, output, "ccflags-y := -Wall\nobj-m += disk.o\ndisk-y := main.o\n")).toBe(line);
});

test("a module without a name is called one", () => {
  expect(buildLine("kbuild", "array", "a.c", "all:\n\tmake -C /lib\n")).toBe("module-y += a.o");
});
