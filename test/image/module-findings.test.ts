/** Each rule of kernel modules: a module that has the finding, and one like it that has not. */
import { describe, expect, test } from "vitest";
import { has, isNeeded } from "../binary/support/linux-files.ts";
import { type ModuleShape, moduleOf, symversOf, usualInfo } from "./support/modules.ts";
import { findingsOf, reportOfBytes, said } from "./support/report.ts";

const kernel = symversOf([
  "0x11111111\tmodule_layout\tvmlinux\tEXPORT_SYMBOL\t",
  "0x22222222\t_printk\tvmlinux\tEXPORT_SYMBOL\t",
  "0x33333333\tusb_register_driver\tdrivers/usb/core/usbcore\tEXPORT_SYMBOL_GPL\t",
  "0x44444444\tdma_buf_get\tvmlinux\tEXPORT_SYMBOL_GPL\tDMA_BUF",
  "0x55555555\tonly_for_them\tvmlinux\tEXPORT_SYMBOL_GPL\tmodule:them",
]);
const report = (shape: ModuleShape, symvers?: string) =>
  reportOfBytes(moduleOf(shape), "lens.ko", symvers === undefined ? {} : { symvers });
const found = (shape: ModuleShape, symvers?: string) => findingsOf(report(shape, symvers));
const license = (text: string) => [["license", text] as const, ...usualInfo.slice(1)];

describe.skipIf(!has("as") && !isNeeded)("kernel modules", () => {
  const whole: ModuleShape = {
    needs: ["_printk", "usb_register_driver"],
    weak: ["perhaps_there"],
    versions: { module_layout: 0x11111111, _printk: 0x22222222, usb_register_driver: 0x33333333 },
    info: [
      ["parm", "debug:level of messages"],
      ["parmtype", "debug:int"],
      ["depends", "usbcore"],
      ...license("Dual BSD/GPL"),
    ],
    exports: { lens_open: "", lens_close: "_gpl" },
  };

  test("that fit their kernel are told of, and nothing is wrong", () => {
    const told = report(whole, kernel);
    expect(told).toMatchObject({
      format: "elf",
      kind: "Kernel module for Linux, x86-64",
      isKernel: true,
      findings: [],
      notes: [],
    });
    expect(said(told, "module", "Name")).toBe("lens");
    expect(said(told, "module", "Licence")).toBe("Dual BSD/GPL");
    expect(said(told, "module", "Depends on")).toBe("usbcore");
    expect(said(told, "parameters", "debug")).toBe("int");
    expect(said(told, "signature", "Appended signature")).toBe("none");
    expect(told.imports).toEqual([
      { module: "vmlinux", isDelayed: false, functions: [{ name: "_printk", crc: "0x22222222" }] },
      { module: "usbcore", isDelayed: false, functions: [{ name: "usb_register_driver", crc: "0x33333333" }] },
      { module: "", isDelayed: false, functions: [{ name: "perhaps_there", isWeak: true }] },
    ]);
    expect(told.exports).toEqual([{ name: "lens_close", note: "GPL" }, { name: "lens_open" }]);
    expect(told.sections.find(({ name }) => name === ".init.text")).toMatchObject({
      access: "RX",
      traits: ["freed after init"],
    });
    // Without a kernel nobody knows who has what.
    expect(report(whole).imports.map(({ module }) => module)).toEqual([""]);
  });

  test("that need what the kernel does not have", () => {
    const needs = ["_printk", "nowhere_to_be_found", "_GLOBAL_OFFSET_TABLE_"];
    const told = report({ needs, weak: ["weak_one"] }, kernel);
    expect(findingsOf(told)).toEqual([
      "error image-unknown-symbol: nowhere_to_be_found is exported neither by the kernel nor by a module of the given Module.symvers",
    ]);
    expect(told.imports.find(({ module }) => module === "")?.functions).toContainEqual({
      name: "nowhere_to_be_found",
      finding: 0,
    });
    expect(found({ needs })).toEqual([]);
    // Another module, which was built elsewhere, may have it.
    const info = [...license("GPL"), ["depends", "usbcore,theirs"]] as const;
    expect(found({ needs, info }, kernel)).toEqual([]);
    expect(found({ needs, info: [...license("GPL"), ["depends", "usbcore"]] }, kernel)).toHaveLength(1);
  });

  test("are not held against a Module.symvers without a kernel", () => {
    const told = report({ needs: ["nowhere_to_be_found"] }, "0x1\tours\tours\tEXPORT_SYMBOL\t\n");
    expect(told.findings).toEqual([]);
    expect(told.notes).toEqual([expect.stringContaining("nothing of a kernel's own exports")]);
  });

  test("of another kernel", () => {
    expect(found({ needs: ["_printk"], versions: { module_layout: 1, _printk: 0x22222222 } }, kernel)).toEqual([
      "error image-symbol-version: module_layout has the version 0x00000001 in this module and 0x11111111 in the kernel",
    ]);
    const other = report({ needs: ["_printk"], versions: { _printk: 2 } }, kernel);
    expect(findingsOf(other)).toEqual([
      "error image-symbol-version: _printk has the version 0x00000002 in this module and 0x22222222 in vmlinux",
    ]);
    // The kernel says EINVAL of a symbol, and ENOEXEC of module_layout.
    expect(other.findings[0]?.why).toContain('insmod "Invalid parameters"');
    const info = [
      ["license", "GPL"],
      ["vermagic", "6.1.0 SMP mod_unload "],
    ] as const;
    expect(found({ needs: ["_printk"], info }, kernel)).toEqual([
      "error image-no-symbol-versions: The module was built without versions of symbols, and the kernel has them (CONFIG_MODVERSIONS)",
    ]);
    expect(found({ needs: ["_printk"], info }, kernel.replaceAll(/^0x\w+/gm, "0x00000000"))).toEqual([]);
  });

  test("under other licences", () => {
    const needs = ["_printk", "usb_register_driver"];
    const told = report({ needs, info: license("Proprietary") }, kernel);
    expect(findingsOf(told)).toEqual([
      'error image-gpl-symbol: usb_register_driver of usbcore is exported for modules under the GPL alone; the licence of this one is "Proprietary"',
    ]);
    expect(told.imports.find(({ module }) => module === "usbcore")?.functions[0]?.finding).toBe(0);
    for (const open of ["GPL v2", "Dual MIT/GPL", "GPL and additional rights"]) {
      expect(found({ needs, info: license(open) }, kernel)).toEqual([]);
    }
    expect(found({ needs, info: usualInfo.slice(1) })).toEqual([
      "warning image-no-licence: The module has no MODULE_LICENSE",
    ]);
  });

  test("that import no namespace", () => {
    const needs = ["dma_buf_get", "only_for_them"];
    expect(found({ needs }, kernel)).toEqual([
      "warning image-namespace: dma_buf_get of vmlinux is in the namespace DMA_BUF, which the module does not import",
    ]);
    expect(found({ needs, info: [...usualInfo, ["import_ns", "DMA_BUF"]] }, kernel)).toEqual([]);
  });

  test("that call what is of programs", () => {
    const needs = ["malloc", "_printk", "fopen"];
    const told = report({ needs });
    expect(findingsOf(told)).toEqual([
      expect.stringContaining("error image-user-space-symbol: malloc is a function of the C library (stdlib.h)"),
      expect.stringContaining("error image-user-space-symbol: fopen is a function of the C library (stdio.h)"),
    ]);
    expect(told.findings[0]?.instead).toContain("kmalloc");
    // Another module may have it, unless modpost found none that has.
    const info = [...license("GPL"), ["depends", "theirs"]] as const;
    expect(found({ needs: ["malloc"], info })).toEqual([]);
    expect(found({ needs: ["malloc"], info, versions: { module_layout: 1 } })).toHaveLength(1);
    // One that a kernel has all the same.
    expect(found({ needs: ["malloc"] }, `${kernel}0x00000000\tmalloc\tvmlinux\tEXPORT_SYMBOL\t\n`)).toEqual([]);
  });

  test("for which the compiler calls libgcc", () => {
    const rules = (needs: readonly string[], bits: 64 | 32) =>
      report({ needs, bits }).findings.map(({ import: one }) => one?.name);
    const needs = ["__udivdi3", "__adddf3", "__floatsidf", "__fixdfsi", "__divtf3", "__builtin_strange", "__ashldi3"];
    expect(rules(needs, 32)).toEqual(["__udivdi3", "__adddf3", "__floatsidf", "__fixdfsi", "__divtf3"]);
    const [finding] = report({ needs: ["__umoddi3"], bits: 32 }).findings;
    expect(finding).toMatchObject({ rule: "image-compiler-helper", severity: "error" });
    expect(finding?.instead).toContain("do_div");
    expect(
      found({ needs: ["__udivdi3"], bits: 32 }, `${kernel}0x00000000\t__udivdi3\tvmlinux\tEXPORT_SYMBOL\t\n`),
    ).toEqual([]);
  });
});
