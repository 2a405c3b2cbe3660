/**
 * Debian's kernel modules, as kmod and Module.symvers tell of them. Without linux-image-amd64, linux-headers-amd64 and kmod it
 * is skipped, and fails when CI=true. DRIVERLENS_MODULES=all reads all modules, not a few of each kind.
 */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { modInfo } from "../../server/src/binary/elf-modinfo.ts";
import { exportedSymbols, moduleName, undefinedSymbols } from "../../server/src/binary/elf-module.ts";
import { parseSymvers } from "../../server/src/binary/symvers.ts";
import { inBatches, modulesToRead, tell } from "./support/debian-modules.ts";
import { has, isNeeded, modulesFolder, symversOf } from "./support/linux-files.ts";
import { type ElfFile, readElfFile } from "./support/read-elf-file.ts";
import { modInfos } from "./support/readelf.ts";

/** What modinfo makes of the section: parameters come last and backwards, their type behind their description. */
function asModInfo({ reader, image }: ElfFile): string[] {
  const all = modInfo(reader, image);
  const parameters = new Map<string, { text?: string; type?: string }>();
  for (const { key, value } of all) {
    if (key !== "parm" && key !== "parmtype") continue;
    const colon = value.indexOf(":");
    const name = value.slice(0, colon);
    const rest = value.slice(colon + 1);
    parameters.set(name, { ...parameters.get(name), ...(key === "parm" ? { text: rest } : { type: rest }) });
  }
  const lines = all
    .filter(({ key }) => key !== "parm" && key !== "parmtype")
    .map(({ key, value }) => `${key}=${value}`);
  const described = [...parameters]
    .reverse()
    .map(([name, { text, type }]) =>
      text === undefined
        ? `parm:           ${name}:${type}`
        : `parm:           ${name}:${text}${type === undefined ? "" : ` (${type})`}`,
    );
  return [...lines, ...described];
}

/** The bytes that kmod printed as they are, each a character. */
const asBytes = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

const folder = modulesFolder();
const symversFile = folder === undefined ? undefined : symversOf(folder);
const isInstalled = folder !== undefined && symversFile !== undefined && has("modinfo");

describe.skipIf(!isInstalled && !isNeeded)("Debian's kernel modules", () => {
  const paths = modulesToRead();

  test("modinfo says the same", { timeout: 600_000 }, () => {
    expect(paths.length).toBeGreaterThan(20);
    let compared = 0;
    for (const batch of inBatches(paths)) {
      for (const [index, said] of modInfos(batch).entries()) {
        const path = batch[index]!;
        // What is of the signature is not in the section.
        const expected = said.filter((line) => !/^(sig_id|signer|sig_key|sig_hashalgo|signature)=/.test(line));
        expect([path, ...asModInfo(readElfFile(path)).map(asBytes)]).toEqual([path, ...expected]);
        compared += expected.length;
      }
    }
    tell(`${paths.length} modules, ${compared} lines of modinfo`);
  });

  test("what they import is in Module.symvers with the same checksum, and what they export too", {
    timeout: 600_000,
  }, () => {
    const { symbols, skipped } = parseSymvers(readFileSync(symversFile!, "latin1"));
    expect(skipped).toBe(0);
    expect(symbols.size).toBeGreaterThan(10_000);
    let [imports, exports] = [0, 0];
    for (const path of paths) {
      const { reader, image } = readElfFile(path);
      const wanted = undefinedSymbols(reader, image);
      const missing = wanted.filter(({ name, isWeak, crc }) => {
        const known = symbols.get(name);
        // 0 where the kernel has no versions.
        return known === undefined ? !isWeak : (crc ?? 0) !== known.crc;
      });
      expect([path, missing]).toEqual([path, []]);
      const module = path.slice(folder!.length + 1).replace(/\.ko$/, "");
      const given = exportedSymbols(reader, image);
      const wrong = given.filter(({ name, license, namespace, crc }) => {
        const known = symbols.get(name);
        return (
          `${known?.module} ${known?.license} ${known?.namespace} ${known?.crc}` !==
          `${module} ${license} ${namespace} ${crc ?? 0}`
        );
      });
      expect([path, wrong]).toEqual([path, []]);
      const listed = [...symbols].filter(([, known]) => known.module === module);
      expect([path, given.length]).toEqual([path, listed.length]);
      expect(moduleName(reader, image)).toBe(basename(path, ".ko").replaceAll("-", "_"));
      imports += wanted.length;
      exports += given.length;
    }
    expect(imports).toBeGreaterThan(paths.length * 20);
    expect(exports).toBeGreaterThan(500);
    tell(`${paths.length} modules, ${imports} imports, ${exports} exports`);
  });
});
