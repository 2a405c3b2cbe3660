/**
 * Modules of our own as kbuild makes them. What that needs (Debian: linux-image-amd64, linux-headers-amd64) is skipped where it is
 * not, and fails when CI=true.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { sectionNamed } from "../../server/src/binary/elf.ts";
import { elfDebug } from "../../server/src/binary/elf-debug.ts";
import { modInfo } from "../../server/src/binary/elf-modinfo.ts";
import { exportedSymbols, moduleName, undefinedSymbols } from "../../server/src/binary/elf-module.ts";
import { lifeOf } from "../../server/src/binary/module-sections.ts";
import { moduleSignature } from "../../server/src/binary/module-signature.ts";
import { parseSymvers } from "../../server/src/binary/symvers.ts";
import { linuxInstalled } from "../scaffolds/support/linux/kernel.ts";
import { kbuiltModules } from "./support/kbuilt-modules.ts";
import { readElfFile } from "./support/read-elf-file.ts";
import { modInfos } from "./support/readelf.ts";

describe.skipIf(!linuxInstalled && process.env.CI !== "true")("modules of our own", () => {
  let path = "";
  const file = (name: string) => join(path, name);

  beforeAll(async () => {
    path = await kbuiltModules();
  }, 240_000);

  test("what they export, as modpost wrote it down; debug information makes no difference", () => {
    const { symbols } = parseSymvers(readFileSync(file("Module.symvers"), "utf8"));
    expect([...symbols.keys()].sort()).toEqual(["giver_data", "giver_gpl", "giver_in_namespace", "giver_plain"]);
    for (const name of ["giver.ko", "stripped.ko"]) {
      const { reader, image } = readElfFile(file(name));
      const exported = exportedSymbols(reader, image);
      expect(exported.map(({ name }) => name)).toEqual([...symbols.keys()].sort());
      for (const { name, ...rest } of exported) {
        const { module: _, ...known } = symbols.get(name)!;
        expect([name, rest]).toEqual([name, known]);
      }
      expect(symbols.get("giver_in_namespace")).toMatchObject({
        namespace: "GIVERS_OWN",
        license: "EXPORT_SYMBOL_GPL",
      });
      expect(elfDebug(reader, image).dwarf.length > 0).toBe(name === "giver.ko");
    }
  });

  test("what they import, with the checksums of whom they import it from", () => {
    const { symbols } = parseSymvers(readFileSync(file("Module.symvers"), "utf8"));
    const { reader, image } = readElfFile(file("my-taker.ko"));
    const imports = new Map(undefinedSymbols(reader, image).map((one) => [one.name, one]));
    expect(imports.get("giver_plain")).toEqual({
      name: "giver_plain",
      isWeak: false,
      crc: symbols.get("giver_plain")?.crc,
    });
    expect(imports.get("nobody_has_it")).toMatchObject({ isWeak: true, crc: undefined });
    expect(moduleName(reader, image)).toBe("my_taker");
    expect(elfDebug(reader, image).compilers.join()).toMatch(/^GCC: /);
  });

  test("what they say of themselves, as modinfo says it, in every language", () => {
    const { reader, image, source } = readElfFile(file("giver.ko"));
    const said = modInfo(reader, image);
    const value = (key: string) => said.filter((one) => one.key === key).map((one) => one.value);
    expect(value("author")).toEqual(["J\u00f6rg \u0141ukasz <joerg@example.org>"]);
    expect(value("description")).toEqual(["A module that gives,\nin two lines"]);
    expect(value("parm")).toEqual(["label:What it is called"]);
    expect(value("parmtype").sort()).toEqual(["count:array of int", "label:charp"]);
    const printed = modInfos([file("giver.ko")])[0]!.filter((line) => !line.startsWith("parm:"));
    const plain = said.filter(({ key }) => key !== "parm" && key !== "parmtype");
    expect(plain.map(({ key, value }) => `${key}=${value}`)).toEqual(
      printed.map((line) => Buffer.from(line, "latin1").toString("utf8")),
    );
    expect(moduleSignature(source)).toBeUndefined();
  });

  test("what becomes of their sections", () => {
    const { image } = readElfFile(file("giver.ko"));
    const lives = Object.fromEntries(
      [
        ...[".init.text", ".init.data", ".exit.text", ".exit.data", ".data..ro_after_init", ".data..percpu"],
        ...[".text", ".data", ".bss", "__ksymtab", ".modinfo", "__versions", ".comment", ".debug_info", ".symtab"],
      ].flatMap((name) => {
        const section = sectionNamed(image, name);
        return section === undefined ? [] : [[name, lifeOf(section)]];
      }),
    );
    expect(lives).toEqual({
      ".init.text": "init",
      ".init.data": "init",
      ".exit.text": "exit",
      ".exit.data": "exit",
      ".data..ro_after_init": "ro-after-init",
      ".data..percpu": "per-cpu",
      ".text": "module",
      ".data": "module",
      ".bss": "module",
      __ksymtab: "module",
      ".modinfo": "not-loaded",
      __versions: "not-loaded",
      ".comment": "not-loaded",
      ".debug_info": "not-loaded",
      ".symtab": "not-loaded",
    });
  });
});

test("tables of 32-bit ARM for unwinding go with the code that they are of", () => {
  const life = (name: string) => lifeOf({ name, flags: 2 });
  expect([".ARM.exidx.init.text", ".ARM.extab.init.text", ".ARM.exidx.exit.text", ".ARM.exidx"].map(life)).toEqual([
    ...["init", "init", "exit", "module"],
  ]);
});
