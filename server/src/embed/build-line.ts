/** What a driver's project has to say so that an embedded file is part of it: lines for people to put there. */
import type { Form } from "./forms.ts";

/** What builds a driver, by the name of its file. */
export type ProjectKind = "vcxproj" | "kbuild";

export function projectKindOf(fileName: string): ProjectKind | undefined {
  if (/\.vcxproj$/i.test(fileName)) return "vcxproj";
  return /^(?:Kbuild|Makefile)$/.test(fileName) ? "kbuild" : undefined;
}

/**
 * An item of MSBuild ("Common MSBuild Project Items", Microsoft Learn) or a line of kbuild ("Linux Kernel Makefiles").
 * Undefined where it cannot build the form: an object of Windows is nothing for Linux, and Visual C++ reads no gas.
 * @param project text of the Kbuild or Makefile, in which the module's name is looked for
 */
export function buildLine(kind: ProjectKind, form: Form, output: string, project = ""): string | undefined {
  if (kind === "vcxproj") {
    if (form === "incbin") return undefined;
    return form === "object" ? `<Object Include="${output}" />` : `<ClCompile Include="${output}" />`;
  }
  if (form === "object") return undefined;
  const module = /^[ \t]*obj-m[ \t]*[:+]?=[ \t]*([\w-]+)\.o/m.exec(project)?.[1] ?? "module";
  const line = `${module}-y += ${output.replace(/\.[^.]*$/, "")}.o`;
  // The assembler reads the file by a path from the source's folder.
  return form === "incbin" ? `${line}\nasflags-y += -I$(src)` : line;
}
