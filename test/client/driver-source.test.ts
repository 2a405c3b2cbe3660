/** Which sources start the server: every driver's, and no application's that can be told apart at a glance. */
import { describe, expect, test } from "vitest";
import { formOf, mayBeDriverSource } from "../../client/src/driver-source.ts";

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

describe("in Rust", () => {
  test.each([
    "use wdk_sys::{NTSTATUS, DRIVER_OBJECT};\n",
    '    wdk::println!("x");\n',
    "extern crate wdk_panic;\n",
    "use windows_kernel_rs::prelude::*;\n",
    '#[link(name = "ntoskrnl")]\n',
    '#[unsafe(export_name = "DriverEntry")]\n',
    'unsafe extern "system" {\n    fn ExAllocatePool2(flags: u64, size: usize, tag: u32) -> *mut u8;\n}\n',
    '[dependencies]\nwdk-sys = "0.4"\n',
    '[dependencies.wdk]\npath = "../wdk"\n',
    "[target.'cfg(windows)'.dependencies.windows-kernel-rs]\n",
    '[package.metadata.wdk.driver-model]\ndriver-type = "KMDF"\n',
    "[workspace.metadata.wdk]\n",
  ])("a driver may say %j", (text) => {
    expect(mayBeDriverSource(text, "rust")).toBe(true);
  });

  test.each([
    "fn main() {}\n",
    "#![no_std]\nuse embedded_hal::digital::OutputPin;\n",
    "use windows::Win32::Foundation::NTSTATUS;\nfn f() -> NTSTATUS { g() }\n",
    "use windows_sys::Wdk::Storage::FileSystem::NtCreateFile;\n",
    'unsafe extern "system" {\n    fn RtlGetVersion(x: *mut u8) -> i32;\n}\n',
    "use kernel::prelude::*;\n",
    '[dependencies]\nwindows = "0.61"\nserde = "1"\n',
  ])("who does not says %j", (text) => {
    expect(mayBeDriverSource(text, "rust")).toBe(false);
  });
});

test("an INF of Windows, and one of firmware", () => {
  expect(mayBeDriverSource('; x\r\n[Version]\r\nSignature="$WINDOWS NT$"\r\n', "inf")).toBe(true);
  expect(mayBeDriverSource("[Defines]\n  INF_VERSION = 1.25\n", "inf")).toBe(false);
});

test.each([
  ["c", "c"],
  ["cpp", "c"],
  ["echo.vcxproj", "c"],
  ["rust", "rust"],
  ["lib.rs", "rust"],
  ["Cargo.toml", "rust"],
  ["inf", "inf"],
  ["ECHO.INX", "inf"],
])("%s is looked at as %s", (name, form) => {
  expect(formOf(name)).toBe(form);
});
