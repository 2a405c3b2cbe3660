/** Crates of Rust and INF files at the command line: found, checked, fixed and explained as all else is. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { driverlens, folder } from "../support/program.ts";

const LIB = `#![no_std]
mod pool;

use wdk_sys::ntddk::ExAllocatePool;

pub fn take() {
    // driverlens-disable-next-line rust-pool-deprecated -- known
    let first = unsafe { ExAllocatePool(1, 8) };
}
`;
const POOL = `pub fn take<'a>(text: &'a str) {
    let quote = r#"a " // driverlens-disable-line rust-pool-deprecated "#;
    let second = unsafe { wdk_sys::ntddk::ExAllocatePool(1, 8) };
}
`;
const FILES = {
  "drv/Cargo.toml": '[package]\nname = "drv"\nversion = "0.1.0"\nedition = "2021"\n[dependencies]\nwdk-sys = "0.4"\n',
  "drv/src/lib.rs": LIB,
  "drv/src/pool.rs": POOL,
  "drv/target/debug/gen.rs": POOL,
  "drv/drv.inx": '[Version]\nSignature = "$WINDOWS NT$"\n[DefaultInstall.NTamd64]\nCopyFiles = Missing.Files\n',
  "user/Cargo.toml": '[package]\nname = "user"\n',
  "user/src/main.rs": "fn main() {}\n",
};

interface Json {
  readonly findings: readonly { readonly path: string; readonly line: number; readonly rule: string }[];
}

const only = ["--rule", "rust-pool-deprecated", "--rule", "inf-unknown-section"];

function places(args: readonly string[], cwd: string): readonly string[] {
  const { stdout } = driverlens(["check", ...args, ...only, "--format", "json"], { cwd });
  return (JSON.parse(stdout) as Json).findings.map(({ path, line, rule }) => `${path}:${line} ${rule}`);
}

const all = ["drv/drv.inx:4 inf-unknown-section", "drv/src/pool.rs:3 rust-pool-deprecated"];

describe("check", () => {
  it("finds what there is in a folder, and lets build outputs and programs be", () => {
    expect(places([], folder(FILES))).toEqual(all);
  });

  it("finds the same on worker threads", () => {
    expect(places(["--jobs", "2"], folder(FILES))).toEqual(all);
  });

  it("takes a file, whose crate is looked for above it", () => {
    expect(places(["drv/src/pool.rs"], folder(FILES))).toEqual(all.slice(1));
    expect(places(["drv/drv.inx"], folder(FILES))).toEqual(all.slice(0, 1));
  });

  it("counts them by language", () => {
    const { stdout, stderr } = driverlens(["check", "--stats", "-v", ...only], { cwd: folder(FILES) });
    expect(stderr).toMatch(/^driver-package INF +1 /m);
    expect(stderr).toMatch(/^windows-kernel Rust +2 /m);
    expect(stderr).toMatch(/^windows-kernel TOML +1 /m);
    expect(stderr).toMatch(/^windows-user Rust +1 /m);
    expect(stdout).toMatch(/rust-pool-deprecated: .* suppressed by line 7 \(known\)/);
  });

  it("goes by the configuration", () => {
    const files = {
      ...FILES,
      ".driverlens.json": '{ "rules": { "rust-pool-deprecated": "off" }, "exclude": ["*.inx"] }',
    };
    expect(places([], folder(files))).toEqual([]);
  });

  it("says so where nothing is a driver", () => {
    const cwd = folder({ "Cargo.toml": FILES["user/Cargo.toml"], "src/main.rs": FILES["user/src/main.rs"] });
    const { code, stdout } = driverlens(["check"], { cwd });
    expect(stdout).toContain("1 file left out: user mode");
    expect(code).toBe(0);
  });

  it("gives SARIF", () => {
    const { stdout } = driverlens(["check", "--format", "sarif", ...only], { cwd: folder(FILES) });
    const { runs } = JSON.parse(stdout) as { runs: { results: { ruleId: string }[] }[] };
    expect(runs[0]?.results.map(({ ruleId }) => ruleId)).toContain("rust-pool-deprecated");
  });
});

it("fix mends a crate", () => {
  const cwd = folder({
    ...FILES,
    "drv/src/pool.rs": '#[no_mangle]\npub extern "system" fn f() {\n    let x: std::ffi::c_void;\n}\n',
  });
  const rule = "rust-std-in-no-std";
  expect(driverlens(["check", "--rule", rule, "drv"], { cwd }).stdout).toContain(`error ${rule}`);
  const { code } = driverlens(["fix", "--rule", rule, "drv"], { cwd });
  expect(readFileSync(join(cwd, "drv/src/pool.rs"), "utf8")).toContain("core::ffi::c_void");
  expect(code).toBe(0);
});

describe("explain", () => {
  it("says what language a rule speaks of, and how it is silenced there", () => {
    const rust = driverlens(["explain", "rust-pool-deprecated"]).stdout;
    expect(rust).toContain("For: Windows drivers in Rust\n");
    expect(rust).toContain("    // driverlens-disable-next-line rust-pool-deprecated -- why\n");
    const inf = driverlens(["explain", "inf-unknown-section"]).stdout;
    expect(inf).toContain("For: INF files\n");
    expect(inf).toContain("    ; driverlens-disable-next-line inf-unknown-section -- why\n");
  });
});
