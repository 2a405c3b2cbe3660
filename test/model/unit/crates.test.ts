/** Which crates of Rust are drivers, which files belong to them, and what is said of the others; and INF files. */
import { describe, expect, it } from "vitest";
import { discoveringUnits, discoverUnits } from "../../../server/src/model/unit/discover.ts";
import type { Discovery } from "../../../server/src/model/unit/types.ts";
import { memoryTree } from "./memory-tree.ts";

type Files = Readonly<Record<string, string>>;

const discover = (files: Files, roots: readonly string[] = ["/w"]): Discovery =>
  discoverUnits(memoryTree(files), roots);

/** "kind: reason" of the unit with this id. */
function verdict(files: Files, id = "/w/Cargo.toml"): string | undefined {
  const unit = discover(files).units.find((one) => one.id === id);
  return unit && `${unit.kind}: ${unit.reason}`;
}

const plain = '[package]\nname = "d"\n';
const wdk = `${plain}[dependencies]\nwdk-sys = "0.4"\n`;
const noStd = "#![no_std]\n";
const crate = (manifest: string, lib: string): Files => ({ "/w/Cargo.toml": manifest, "/w/src/lib.rs": lib });

describe("a crate is a driver", () => {
  it.each([
    [
      "with a driver model",
      `${plain}[package.metadata.wdk.driver-model]\ndriver-type = "KMDF"\n`,
      noStd,
      "driver-type KMDF in Cargo.toml",
    ],
    ["with metadata of the kit", `${plain}[package.metadata.wdk]\n`, noStd, "metadata.wdk in Cargo.toml"],
    ["with a crate of the kit", wdk, noStd, "wdk-sys in Cargo.toml"],
    [
      "with such a crate for a target",
      `${plain}[target.'cfg(windows)'.dependencies]\nwdk = "0.4"\n`,
      noStd,
      "wdk in Cargo.toml",
    ],
    [
      "with one under another name",
      `${plain}[dependencies]\nsys = { package = "wdk-sys", version = "0.4" }\n`,
      noStd,
      "wdk-sys in Cargo.toml",
    ],
    [
      "with another crate for drivers",
      `${plain}[dependencies.windows-kernel-rs]\nversion = "1"\n`,
      noStd,
      "windows-kernel-rs in Cargo.toml",
    ],
    ["where tests alone have a library", wdk, "#![cfg_attr(not(test), no_std)]\n", "wdk-sys in Cargo.toml"],
    [
      "that links ntoskrnl",
      plain,
      `${noStd}#[link(name = "ntoskrnl")]\nunsafe extern "system" {}\n`,
      "lib.rs links a library of the kernel",
    ],
    [
      "that declares its functions",
      plain,
      `${noStd}unsafe extern "system" { fn ExAllocatePool2(f: u64, n: usize, t: u32) -> *mut u8; }\n`,
      "lib.rs declares ExAllocatePool2",
    ],
    [
      "that defines DriverEntry",
      plain,
      `${noStd}#[unsafe(export_name = "DriverEntry")]\npub unsafe extern "system" fn entry() -> i32 { 0 }\n`,
      "lib.rs defines DriverEntry",
    ],
    [
      "that does so by name",
      plain,
      `${noStd}#[no_mangle]\npub extern "system" fn DriverEntry() -> i32 { 0 }\n`,
      "lib.rs defines DriverEntry",
    ],
    [
      "whose entry the linker is told of",
      plain,
      `${noStd}#[no_mangle]\npub extern "system" fn driver_entry() -> i32 { 0 }\n`,
      "lib.rs defines driver_entry",
    ],
    [
      "that forgot no_std",
      wdk,
      '#[no_mangle]\npub extern "system" fn DriverEntry() -> i32 { 0 }\n',
      "wdk-sys in Cargo.toml",
    ],
  ])("%s", (_name, manifest, lib, reason) => {
    expect(verdict(crate(manifest, lib))).toBe(`windows-kernel: ${reason}`);
  });

  it("by what a module of it says", () => {
    const files = {
      ...crate(plain, `${noStd}mod sys;\n`),
      "/w/src/sys.rs": '#[link(name = "ntoskrnl", kind = "raw-dylib")]\nextern "C" {}\n',
    };
    expect(verdict(files)).toBe("windows-kernel: sys.rs links a library of the kernel");
  });

  it("in a workspace whose root says so", () => {
    const files = {
      "/w/Cargo.toml":
        '[workspace]\nmembers = ["d"]\n[workspace.metadata.wdk.driver-model]\ndriver-type = "WDM"\n[profile.dev]\npanic = "abort"\n',
      "/w/d/Cargo.toml": wdk,
      "/w/d/src/lib.rs": noStd,
      "/w/target/debug/build/out/gen.rs": "fn generated() {}\n",
    };
    expect(verdict(files, "/w/d/Cargo.toml")).toBe("windows-kernel: driver-type WDM in Cargo.toml");
    const [unit, ...others] = discover(files).units;
    expect(others).toEqual([]);
    expect(unit?.headers).toEqual(["/w/d/Cargo.toml", "/w/Cargo.toml"]);
    expect(unit?.frameworks).toEqual(["wdm"]);
  });

  it("without Cargo.toml", () => {
    const text = `${noStd}mod io;\nextern "system" { fn IoCreateDevice() -> i32; }\n`;
    const { units, files } = discover({ "/w/drv.rs": text, "/w/io.rs": "fn f() {}\n" });
    expect(units.map(({ id, kind, sources }) => [id, kind, sources])).toEqual([
      ["/w/drv.rs", "windows-kernel", ["/w/drv.rs", "/w/io.rs"]],
    ]);
    expect(files.get("/w/io.rs")?.unit.id).toBe("/w/drv.rs");
  });
});

describe("a crate is no driver", () => {
  it.each([
    [
      "in user mode",
      `${wdk}[package.metadata.wdk.driver-model]\ndriver-type = "UMDF"\n`,
      noStd,
      "windows-user: driver-type UMDF in Cargo.toml",
    ],
    ["with the standard library", plain, "fn f() {}\n", "windows-user: lib.rs is built with the standard library"],
    [
      "with it beside the kit's crates",
      wdk,
      "pub fn f() {}\n",
      "windows-user: lib.rs is built with the standard library",
    ],
    ["for who knows what", plain, noStd, "unknown: neither Cargo.toml nor the files tell what the crate is for"],
    [
      "with user-mode functions",
      plain,
      `${noStd}extern "system" { fn ExitProcess(code: u32) -> !; fn RtlZeroMemory(); fn DbgPrint(); }\n`,
      "unknown: neither Cargo.toml nor the files tell what the crate is for",
    ],
    [
      "where signs are in comments",
      plain,
      `${noStd}// #[link(name = "ntoskrnl")]\n/* fn DriverEntry() {} */\nconst S: &str = "fn DriverEntry() {}";\n`,
      "unknown: neither Cargo.toml nor the files tell what the crate is for",
    ],
    [
      "where a function that nobody exports is called so",
      plain,
      `${noStd}pub fn driver_entry() -> i32 { 0 }\n`,
      "unknown: neither Cargo.toml nor the files tell what the crate is for",
    ],
    [
      "of Linux",
      plain,
      `${noStd}use kernel::prelude::*;\nmodule! { type: T, name: "t", license: "GPL" }\n`,
      "linux-kernel: lib.rs uses the kernel crate",
    ],
  ])("%s", (_name, manifest, lib, said) => {
    expect(verdict(crate(manifest, lib))).toBe(said);
  });
});

describe("the files of a package", () => {
  const files = {
    "/w/Cargo.toml": `${wdk}[[bin]]\nname = "tool"\npath = "tools/tool.rs"\n`,
    "/w/build.rs": "fn main() {}\n",
    "/w/src/lib.rs": `${noStd}mod a;\n#[path = "other/b.rs"]\nmod b;\nmod inline { mod c; }\n#[cfg(test)]\nmod tests;\n#[cfg(unix)]\nmod unix;\nmod missing;\n`,
    "/w/src/a.rs": "mod deep;\n",
    "/w/src/a/deep.rs": "",
    "/w/src/other/b.rs": "mod beside;\n",
    "/w/src/other/beside.rs": "",
    "/w/src/inline/c/mod.rs": "mod last;\n",
    "/w/src/inline/c/last.rs": "",
    "/w/src/tests.rs": "",
    "/w/src/unix.rs": "",
    "/w/src/left.rs": "",
    "/w/src/bin/user.rs": "fn main() {}\n",
    "/w/tools/tool.rs": "fn main() {}\n",
    "/w/tests/it.rs": "",
    "/w/target/debug/x.rs": "",
  };
  const { units, files: members } = discover(files);

  it("are those that its mods lead to", () => {
    expect(units.find(({ id }) => id === "/w/Cargo.toml")?.sources).toEqual(
      ["lib.rs", "a.rs", "other/b.rs", "inline/c/mod.rs", "a/deep.rs", "other/beside.rs", "inline/c/last.rs"].map(
        (name) => `/w/src/${name}`,
      ),
    );
  });

  it("have programs among them, which run elsewhere, and what nobody leads to", () => {
    expect(
      [...members].filter(([, { kind }]) => kind !== "windows-kernel").map(([path, { kind }]) => [path, kind]),
    ).toEqual([
      ["/w/build.rs", "windows-user"],
      ["/w/src/bin/user.rs", "windows-user"],
      ["/w/src/left.rs", "unknown"],
      ["/w/src/tests.rs", "unknown"],
      ["/w/src/unix.rs", "unknown"],
      ["/w/tests/it.rs", "windows-user"],
      ["/w/tools/tool.rs", "windows-user"],
    ]);
    expect(members.get("/w/src/left.rs")?.reason).toBe("no mod of a crate leads to it");
  });

  it("are found from one of them", () => {
    const { files: found } = discover(files, ["/w/src/a.rs"]);
    expect(found.get("/w/src/a.rs")?.unit.id).toBe("/w/Cargo.toml");
  });
});

it("a crate named kernel is not Linux's where Cargo.toml has one", () => {
  const manifest = `${plain}[dependencies]\nkernel = { path = "../kernel" }\n`;
  expect(verdict(crate(manifest, `${noStd}use kernel::{NTSTATUS};\n`))).toMatch(/^unknown:/);
});

it("a manifest that cannot be read is a problem, and its crate goes by its files", () => {
  const { problems, units } = discover(crate("[package\n", `${noStd}extern "C" { fn KeBugCheckEx(); }\n`));
  expect(problems.map(({ path }) => path)).toEqual(["/w/Cargo.toml"]);
  expect(units.map(({ kind }) => kind)).toEqual(["windows-kernel"]);
});

it("files that cannot be read are problems, and nothing is said of what they are", () => {
  const bytes = new Uint8Array([0, 1, 2, 0, 255]);
  const binary = {
    "/w/Cargo.toml": bytes,
    "/w/src/lib.rs": bytes,
    "/w/other/Cargo.toml": plain,
    "/w/other/src/lib.rs": bytes,
    "/w/d.inf": bytes,
  };
  const { problems, units } = discoverUnits(memoryTree(binary), ["/w"]);
  expect(problems.map(({ path }) => path)).toEqual(
    Object.keys(binary)
      .filter((path) => path !== "/w/other/Cargo.toml")
      .sort(),
  );
  expect(units.map(({ kind }) => kind)).toEqual(["unknown", "unknown", "unknown"]);
});

describe("files without a package", () => {
  it("that lead to each other in a ring are one crate", () => {
    const ring = { "/w/a.rs": `${noStd}mod b;\n`, "/w/b.rs": '#[path = "a.rs"]\nmod a;\n' };
    expect(discover(ring).units.map(({ id, sources }) => [id, sources])).toEqual([["/w/a.rs", ["/w/a.rs", "/w/b.rs"]]]);
  });

  it("that lead each to the next are looked through in no more than a few steps each", () => {
    const count = 1000;
    const chain = Array.from({ length: count }, (_, at) => [`/w/m${at}.rs`, `mod m${at - 1};\n`] as const);
    const steps = [...discoveringUnits(memoryTree(Object.fromEntries(chain)), ["/w"])];
    expect(steps.length).toBeLessThan(10 * count);
  });
});

describe("an INF", () => {
  const version = '[Version]\nSignature = "$WINDOWS NT$"\n';
  it.each([
    ["of a driver", version, "driver-package"],
    ["of older Windows", '[version]\nsignature="$CHICAGO$"\n', "driver-package"],
    ["that is being made", version.replaceAll("\n", "\r\n"), "driver-package"],
    ["of firmware", "[Defines]\n  INF_VERSION = 0x00010005\n", "unknown"],
    ["of a disk", "[autorun]\nopen=setup.exe\n", "unknown"],
  ])("%s", (_name, text, kind) => {
    const { files } = discover({ "/w/a.inf": text, "/w/b.inx": text });
    expect([...files.values()].map((file) => [file.kind, file.role])).toEqual([
      [kind, "source"],
      [kind, "source"],
    ]);
  });
});
