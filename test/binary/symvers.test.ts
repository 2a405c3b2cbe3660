import { describe, expect, test } from "vitest";
import { parseSymvers } from "../../server/src/binary/symvers.ts";

const entry = { crc: 0x12345678, module: "vmlinux", license: "EXPORT_SYMBOL", namespace: undefined };

describe("Module.symvers", () => {
  test("as kernels write it now", () => {
    const text = [
      "0x12345678\tkmalloc\tvmlinux\tEXPORT_SYMBOL\t",
      "0x00000000\tusb_stor\tdrivers/usb/storage/usb-storage\tEXPORT_SYMBOL_GPL\tUSB_STORAGE",
      "",
    ].join("\n");
    const { symbols, skipped } = parseSymvers(text);
    expect([...symbols]).toEqual([
      ["kmalloc", entry],
      [
        "usb_stor",
        { crc: 0, module: "drivers/usb/storage/usb-storage", license: "EXPORT_SYMBOL_GPL", namespace: "USB_STORAGE" },
      ],
    ]);
    expect(skipped).toBe(0);
  });

  test("of Linux 5.4, with the namespace before the module", () => {
    const text =
      "0x12345678\tkmalloc\t\tvmlinux\tEXPORT_SYMBOL\n0xff\tusb_stor\tUSB_STORAGE\tusb-storage\tEXPORT_SYMBOL_GPL\n";
    expect([...parseSymvers(text).symbols]).toEqual([
      ["kmalloc", entry],
      ["usb_stor", { crc: 255, module: "usb-storage", license: "EXPORT_SYMBOL_GPL", namespace: "USB_STORAGE" }],
    ]);
  });

  test("of older kernels, without namespaces, and with kinds of exports that are no more", () => {
    const text = [
      "0x12345678\tkmalloc\tvmlinux\tEXPORT_SYMBOL",
      "0x12345678\tfuture\tvmlinux\tEXPORT_SYMBOL_GPL_FUTURE",
      "0x12345678\tunused\tvmlinux\tEXPORT_UNUSED_SYMBOL",
      "0x12345678\tgpl\tvmlinux\tEXPORT_UNUSED_SYMBOL_GPL",
    ].join("\r\n");
    expect([...parseSymvers(text).symbols]).toEqual([
      ["kmalloc", entry],
      ["future", entry],
      ["unused", entry],
      ["gpl", { ...entry, license: "EXPORT_SYMBOL_GPL" }],
    ]);
  });

  test("the first of two of one name is taken", () => {
    const { symbols, skipped } = parseSymvers("0x1\ta\tvmlinux\tEXPORT_SYMBOL\t\n0x2\ta\tother\tEXPORT_SYMBOL_GPL\t\n");
    expect(symbols.get("a")).toMatchObject({ crc: 1, module: "vmlinux" });
    expect(skipped).toBe(0);
  });

  test.each([
    ["no number", "kmalloc\tkmalloc\tvmlinux\tEXPORT_SYMBOL\t"],
    ["a number that is too large", "0x123456789\tkmalloc\tvmlinux\tEXPORT_SYMBOL\t"],
    ["no name", "0x12345678\t\tvmlinux\tEXPORT_SYMBOL\t"],
    ["no module", "0x12345678\tkmalloc\t\tEXPORT_SYMBOL\t"],
    ["another kind", "0x12345678\tkmalloc\tvmlinux\tEXPORT_NOTHING\t"],
    ["fields too many", "0x12345678\tkmalloc\tvmlinux\tEXPORT_SYMBOL\t\t"],
    ["spaces", "0x12345678 kmalloc vmlinux EXPORT_SYMBOL"],
    ["half a line", "0x12345678\tkmal"],
    ["a line without an end", `0x12345678\t${"k".repeat(5000)}\tvmlinux\tEXPORT_SYMBOL\t`],
  ])("a line with %s is skipped and counted", (_, line) => {
    const { symbols, skipped } = parseSymvers(`${line}\n0x12345678\tgood\tvmlinux\tEXPORT_SYMBOL\t\n`);
    expect([...symbols.keys()]).toEqual(["good"]);
    expect(skipped).toBe(1);
  });

  test("names that objects of JavaScript have are names", () => {
    const text = "0x12345678\t__proto__\tvmlinux\tEXPORT_SYMBOL\t\n0x12345678\tconstructor\tvmlinux\tEXPORT_SYMBOL\t\n";
    expect([...parseSymvers(text).symbols.keys()]).toEqual(["__proto__", "constructor"]);
    expect(parseSymvers("").symbols.get("toString")).toBeUndefined();
  });

  test("no more is kept than a kernel can have", () => {
    const lines = Array.from({ length: 500_010 }, (_, index) => `0x1\ts${index}\tvmlinux\tEXPORT_SYMBOL\t`);
    const { symbols, skipped } = parseSymvers(lines.join("\n"));
    expect(symbols.size).toBe(500_000);
    expect(skipped).toBe(10);
  });
});
