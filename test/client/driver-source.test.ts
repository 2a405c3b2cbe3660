/** Which sources start the server: every driver's, and no application's that can be told apart at a glance. */
import { describe, expect, test } from "vitest";
import { mayBeDriverSource } from "../../client/src/driver-source.ts";

describe("may be a driver's", () => {
  test.each([
    "#include <ntddk.h>\n",
    '#include "wdm.h"\r\n',
    "  #  include <fltKernel.h>",
    "/* x */\n#include <wdfusb.h>\n",
    "#include <linux/module.h>\n",
    '#include "precomp.h"\n\nNTSTATUS\nEchoStart(PDEVICE_OBJECT Device)\n{\n}\n',
    '#include "driver.h"\nstatic void f(void) { p = ExAllocatePool2(POOL_FLAG_PAGED, 4, TAG); }\n',
    "_IRQL_requires_max_(DISPATCH_LEVEL)\nvoid f(void);\n",
    'MODULE_LICENSE("GPL");\n',
    "<PropertyGroup><DriverType>KMDF</DriverType></PropertyGroup>",
    "obj-m += echo.o\n",
    "TARGETNAME=echo\nTARGETTYPE=DRIVER\n",
  ])("%j", (text) => {
    expect(mayBeDriverSource(text)).toBe(true);
  });
});

describe("is none", () => {
  test.each([
    "",
    "#include <stdio.h>\nint main(void) { return 0; }\n",
    "#include <vector>\nstd::vector<int> wdf;\n",
    "#include <windows.h>\nint WINAPI WinMain(HINSTANCE a, HINSTANCE b, LPSTR c, int d) { return 0; }\n",
    '#include "ndis_parser.hpp"\n',
    "<PropertyGroup><ConfigurationType>Application</ConfigurationType></PropertyGroup>",
    "all: echo.o\n\tcc -o echo echo.o\n",
    "// printk is what the kernel prints with\nint f(void);\n",
  ])("%j", (text) => {
    expect(mayBeDriverSource(text)).toBe(false);
  });
});

test("looks at no more than the beginning of a huge file", () => {
  const filler = "int table[] = { 1, 2, 3 };\n".repeat(100_000);
  expect(mayBeDriverSource(`#include <ntddk.h>\n${filler}`)).toBe(true);
  expect(mayBeDriverSource(`${filler}#include <ntddk.h>\n`)).toBe(false);
});
