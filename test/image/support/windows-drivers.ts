/** Small drivers that mingw-w64 makes for a test, with the imports, sections and headers that it asks for. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPe } from "../../../server/src/binary/pe.ts";
import { peChecksum } from "../../../server/src/binary/pe-checksum.ts";
import { bytesSource } from "../../../server/src/binary/source.ts";
import { machines, output } from "../../binary/support/toolchain.ts";
import { folder } from "../../support/program.ts";

export interface DriverShape {
  /** Names by module; "#7" is imported by its ordinal. */
  readonly imports?: Readonly<Record<string, readonly string[]>>;
  /** Further C. */
  readonly code?: string;
  /** For the linker. */
  readonly flags?: readonly string[];
  readonly machine?: "x64" | "x86";
  /** Of the linker's subsystem. */
  readonly subsystem?: string;
}

export function driverOf({ imports = {}, code = "", flags = [], machine = "x64", subsystem = "native" }: DriverShape) {
  const { prefix, is64 } = machines.find(({ name }) => name === machine)!;
  const symbolOf = (name: string): string => name.replace("#", "ordinal_");
  const names = [...new Set(Object.values(imports).flat())].map(symbolOf);
  const cwd = folder({
    "driver.c": `
${names.map((name) => `__declspec(dllimport) void ${name}(void);`).join("\n")}
${code}
long DriverEntry(void *object, void *path)
{
  (void)object;
  (void)path;
${names.map((name) => `  ${name}();`).join("\n")}
  return 0;
}
`,
  });
  const libraries = Object.entries(imports).map(([module, list]) => {
    const lines = list.map((name) => (name.startsWith("#") ? `${symbolOf(name)} @${name.slice(1)} NONAME` : name));
    writeFileSync(join(cwd, `${module}.def`), [`LIBRARY "${module}"`, "EXPORTS", ...lines, ""].join("\n"));
    output(`${prefix}dlltool`, ["-d", `${module}.def`, "-l", `${module}.a`], cwd);
    return `${module}.a`;
  });
  output(`${prefix}gcc`, ["-c", "-O1", "-w", "-fno-builtin", "driver.c", "-o", "driver.o"], cwd);
  output(
    `${prefix}gcc`,
    [
      ...[
        "-nostdlib",
        "-Wl,--dynamicbase",
        "-Wl,--nxcompat",
        "-Wl,--no-insert-timestamp",
        `-Wl,--subsystem,${subsystem}`,
      ],
      ...[`-Wl,--entry,${is64 ? "" : "_"}DriverEntry`, ...flags, "-o", "driver.sys", "driver.o", ...libraries],
    ],
    cwd,
  );
  return new Uint8Array(readFileSync(join(cwd, "driver.sys")));
}

/** What linkers do not write: changes headers, and then the checksum, that it is right again. */
export function changed(driver: Uint8Array, change: (view: DataView, header: number) => void): Uint8Array {
  const bytes = driver.slice();
  const view = new DataView(bytes.buffer);
  change(view, view.getUint32(60, true));
  const image = readPe(bytesSource(bytes))!;
  view.setUint32(image.checksumOffset, peChecksum(bytesSource(bytes), image), true);
  return bytes;
}

/** Where things are in the headers, from "PE\0\0" on, as "PE Format" (Microsoft Learn) has them. */
export const headerOffsets = {
  machine: 4,
  characteristics: 22,
  entryPoint: 24 + 16,
  sectionAlignment: 24 + 32,
  checksum: 24 + 64,
  subsystem: 24 + 68,
  dllCharacteristics: 24 + 70,
} as const;

/** Changes IMAGE_SCN_* of a section. */
export function withSectionFlags(driver: Uint8Array, section: string, to: (flags: number) => number): Uint8Array {
  const index = readPe(bytesSource(driver))!.sections.findIndex(({ name }) => name === section);
  if (index < 0) throw new Error(`no section ${section}`);
  return changed(driver, (view, header) => {
    const at = header + 24 + view.getUint16(header + 20, true) + index * 40 + 36;
    view.setUint32(at, to(view.getUint32(at, true)) >>> 0, true);
  });
}
