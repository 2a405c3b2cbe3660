/** What the project's own templates become when they are built: drivers, modules, and the objects that these are made of. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { tool } from "../../binary/support/linux-files.ts";
import { generate, templateOf } from "../../scaffolds/support/generate.ts";
import { buildModules } from "../../scaffolds/support/linux/build.ts";
import { compileDriver, linkDriver, tool as mingw } from "../../scaffolds/support/mingw.ts";
import { folder } from "../../support/program.ts";

export interface TemplateFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const resource = `#include <winver.h>
1 VERSIONINFO
FILEVERSION 1,2,3,4
FILETYPE VFT_DRV
BEGIN
  BLOCK "StringFileInfo" BEGIN BLOCK "040904B0" BEGIN VALUE "FileDescription", "A driver" END END
  BLOCK "VarFileInfo" BEGIN VALUE "Translation", 0x409, 1200 END
END
101 RCDATA { "data", 1, 2L }
`;

const read = (path: string): TemplateFile => ({ name: basename(path), bytes: new Uint8Array(readFileSync(path)) });

/** A driver with symbols, debug information and resources, the same stripped of symbols, and its objects; for x64. */
export async function windowsTemplate(id: string, modules: readonly string[]): Promise<readonly TemplateFile[]> {
  const project = folder({ "resources.rc": resource });
  const files = await generate(templateOf(id), "DiskWatch", project);
  const sources = files.map(({ path }) => path).filter((path) => /^[^/]+\.c$/.test(path));
  const objects = compileDriver(
    sources.map((path) => join(project, path)),
    join(project, "objects"),
    { flags: ["-g"] },
  );
  mingw("windres", ["resources.rc", "resources.o"], project);
  const image = join(project, `${id}.sys`);
  await linkDriver([...objects, join(project, "resources.o")], image, { purpose: "as-shipped", modules });
  const stripped = join(project, `${id}-stripped.sys`);
  mingw("strip", ["-o", stripped, image]);
  return [image, stripped, ...objects].map(read);
}

/** A module with debug information, the same without, and its objects; for this machine. */
export async function linuxTemplate(id: string): Promise<readonly TemplateFile[]> {
  const project = folder({});
  const files = await generate(templateOf(id), "DiskWatch", project);
  const modules = await buildModules(project, ["KCFLAGS=-g"]);
  const stripped = modules.map((path) => path.replace(/\.ko$/, "-stripped.ko"));
  for (const [index, path] of modules.entries()) tool("strip", ["--strip-debug", "-o", stripped[index]!, path]);
  const objects = files
    .filter(({ path }) => /^[^/]+\.c$/.test(path))
    .map(({ path }) => join(project, path.replace(/\.c$/, ".o")));
  return [...modules, ...stripped, ...objects].map(read);
}
