/**
 * Every snippet for Windows drivers in Rust, with what it says where nobody changes a placeholder, and with each of its choices:
 * driverlens has nothing to say about it, rustfmt and clippy neither, and it compiles. The last three need Debian's rustc-web,
 * rustfmt-web and rust-web-clippy; without them they are skipped, and fail when CI=true.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { choicesIn } from "../../server/tools/snippets.ts";
import { findingsOf, loadRust, openSession } from "../support/engine.ts";
import { snippetsOf, sourceWith } from "./sources.ts";

/** Stands for the crate of windows-drivers-rs, whose names the snippets use. */
const wdkSys = join(import.meta.dirname, "../scaffolds/rust/wdk-sys/src/lib.rs");
/** Debian's, whatever else is on the machine. */
const tools = { rustc: "/usr/bin/rustc", rustfmt: "/usr/bin/rustfmt", clippy: "/usr/bin/clippy-driver" } as const;
const installed = Object.values(tools).every(existsSync);

const snippets = snippetsOf("rust");

/** As a module of a driver has it around it. */
const head = "use wdk_sys::ntddk::*;\nuse wdk_sys::*;\n";
/** What a driver keeps from its load to its unload, as `kd-driver-macro` wants it: any thread may use and drop it. */
const kept: Readonly<Record<string, string>> = {
  "device-link": "ControlDevice",
  dpc: "State",
  "spin-lock": "SpinLock<u32>",
  thread: "Worker",
  timer: "Ticker",
};
const keptBy = (name: string): string =>
  kept[name] === undefined ? "" : `\nconst _: () = super::kept::<${kept[name]}>();\n`;
/** A module for each choice that a snippet leaves: `ioctl_code`, `ioctl_code_1`. */
const modules = new Map(
  snippets.flatMap((each) =>
    Array.from({ length: choicesIn(each.body) }, (_, choice) => {
      const name = each.name.replaceAll("-", "_") + (choice === 0 ? "" : `_${choice}`);
      // Where the editor's cursor ends, rustfmt would have no line.
      return [name, sourceWith(each, head, choice).replace(/^ +\n/gm, "") + keptBy(each.name)] as const;
    }),
  ),
);

/** All of them as one driver. */
const root = [
  "//! Snippets, each in a module.\n",
  "#![no_std]",
  // Each is an idea, of which nobody makes use.
  "#![allow(dead_code, unused_imports, unused_macros)]",
  "#![deny(unsafe_op_in_unsafe_fn, clippy::undocumented_unsafe_blocks)]\n",
  "extern crate alloc;\n",
  ...[...modules.keys()].sort().map((name) => `mod ${name};`),
  "\nconst fn kept<T: Send + Sync>() {}",
  "",
].join("\n");

describe("snippets for drivers in Rust", () => {
  it("driverlens has nothing to say about them", async () => {
    await loadRust();
    const files = [
      {
        path: "/driver/Cargo.toml",
        text: '[package]\nname = "driver"\nedition = "2024"\n[dependencies]\nwdk-sys = "0.5"\n',
      },
      { path: "/driver/src/lib.rs", text: root },
      ...[...modules].map(([name, text]) => ({ path: `/driver/src/${name}.rs`, text })),
    ];
    const session = openSession(files);
    expect(files.flatMap(({ path }) => findingsOf(session, path))).toEqual([]);
  });

  describe.skipIf(!installed && process.env.CI !== "true")("for Rust's tools", () => {
    let folder = "";

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "driverlens-snippets-"));
      writeFileSync(join(folder, "lib.rs"), root);
      for (const [name, text] of modules) {
        writeFileSync(join(folder, `${name}.rs`), text);
      }
      run("rustc", ["--crate-name", "wdk_sys", ...metadata, "--cap-lints", "allow", wdkSys]);
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    // Of the machine's own target: nothing of it is linked.
    const metadata = ["--edition", "2024", "--crate-type", "rlib", "--emit", "metadata", "-C", "panic=abort"];

    /** What a tool has to say. */
    function run(tool: keyof typeof tools, args: readonly string[]): string {
      const { stdout, stderr, error } = spawnSync(tools[tool], args, { cwd: folder, encoding: "utf8" });
      return `${error ?? ""}${stdout}${stderr}`;
    }

    const compile = (source: string): string =>
      run("clippy", [...metadata, "--deny", "warnings", "--extern", "wdk_sys=libwdk_sys.rmeta", source]);

    it("all of them compile, without a word of clippy", () => {
      expect(modules.size).toBeGreaterThan(0);
      expect(compile("lib.rs")).toBe("");
    });

    it("all of them are as rustfmt writes them", () => {
      expect(run("rustfmt", ["--edition", "2024", "--check", "lib.rs"])).toBe("");
    });

    it("a mistake would be told", () => {
      writeFileSync(join(folder, "mistake.rs"), "#![no_std]\nfn mistake() { no_such_thing() }\n");
      expect(compile("mistake.rs")).toContain("no_such_thing");
      expect(run("rustfmt", ["--edition", "2024", "--check", "mistake.rs"])).toContain("+");
    });
  });
});
