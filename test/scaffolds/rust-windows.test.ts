/**
 * A driver made from the template `rust-windows` is compiled, linked, loaded and used: by its own program, and by one that
 * asks for what nobody should. What stands below it is asked for more than the driver asks, and panics.
 */
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findingsOf, reportOfBytes } from "../image/support/report.ts";
import { generate, templateOf, templatesFolder } from "./support/generate.ts";
import { importsOf, notOfKernel } from "./support/imports.ts";
import { compileDriver, linkDriver, mingwInstalled, tool } from "./support/mingw.ts";
import {
  buildPrograms,
  buildStaticLibrary,
  cargo,
  checkAsStable,
  makeTargetFolder,
  runBuildScript,
  rustInstalled,
  rustTool,
} from "./support/rust.ts";
import { LoadError, startWine, type Wine, wineInstalled } from "./support/wine.ts";

const name = "DiskWatch";
const installed = mingwInstalled && wineInstalled && rustInstalled;
const ours = join(import.meta.dirname, "rust");

describe.skipIf(!installed && process.env.CI !== "true")("a driver from rust-windows", () => {
  let folder = "";
  let targets = "";
  let wine: Wine;
  const file = (path: string): string => join(folder, path);
  const client = (...args: readonly string[]) => wine.run(file("diskwatch-client.exe"), args);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-rust-"));
    targets = file("target");
    makeTargetFolder(targets);
    await generate(templateOf("rust-windows"), name, folder);
    // Written, as the template is, for a driver called NewDriver.
    const edges = readFileSync(join(ours, "edges-program.rs"), "utf8").replaceAll("newdriver", "diskwatch");
    mkdirSync(file("client/src/bin"));
    writeFileSync(file("client/src/bin/edges.rs"), edges);
    const archives = [buildStaticLibrary(folder, targets, "diskwatch")];
    await linkDriver([], file("shipped.sys"), { purpose: "as-shipped", archives });
    await linkDriver([], file("tested.sys"), { purpose: "for-wine", archives });
    buildPrograms(folder, targets, "diskwatch-client", folder);
    wine = await startWine();
  }, 400_000);

  afterAll(async () => {
    await wine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("imports what the kernel has", () => {
    const imports = importsOf(file("shipped.sys"));
    expect(notOfKernel(imports)).toEqual([]);
    expect([...imports.keys()]).toEqual(["ntoskrnl.exe"]);
    expect(imports.get("ntoskrnl.exe")).toContain("ExAllocatePool2");
    expect(findingsOf(reportOfBytes(readFileSync(file("shipped.sys"))))).toEqual([]);
  });

  it("does what its program asks for, and leaves nothing", async () => {
    const driver = await wine.load(name, file("tested.sys"));
    expect(await client("write", "first message")).toEqual({ code: 0, stdout: "", stderr: "" });
    await client("write", "second");
    expect((await client("status")).stdout).toBe(
      "2 messages of 19 bytes wait\n2 written, 0 taken, 0 refused\n1 handles\n",
    );
    expect((await client("list")).stdout).toMatch(/^\d+\.\d{3} s ago: first message\n\d+\.\d{3} s ago: second\n$/);
    expect((await client("read")).stdout).toBe("first message\n");
    expect((await client("limit", "3")).stdout).toBe("it was 64\n");
    expect(await client("limit", "65")).toMatchObject({ code: 1, stderr: expect.stringContaining("os error 87") });
    expect((await client("clear")).code).toBe(0);
    expect(await client("read")).toEqual({ code: 1, stdout: "", stderr: "no message waits\n" });
    expect(await client("write", "x".repeat(1025))).toMatchObject({ code: 1 });
    expect(await client("write")).toMatchObject({ code: 2, stderr: expect.stringContaining("prints all messages") });
    await client("write", "for the unload to free");

    // One for the queue, one for each message.
    expect(await driver.unload()).toEqual({ allocations: 0, made: 4, devices: 0, complaints: [] });
    expect(driver.printed()[0]).toBe(
      String.raw`diskwatch: loaded, \Registry\Machine\System\CurrentControlSet\Services\DiskWatch`,
    );
    expect(driver.printed().at(-1)).toBe("diskwatch: unloaded");
    expect(driver.printed()).toContain("diskwatch: opened, 1 handles");
    // The device and its link are gone.
    expect(await client("status")).toMatchObject({ code: 1, stderr: expect.stringContaining("os error 2)") });
  });

  it("withstands what nobody should ask for", async () => {
    const driver = await wine.load(name, file("tested.sys"));
    const { code, stdout, stderr } = await wine.run(file("edges.exe"));
    expect(stdout.trim().split("\n")).toEqual([
      "fresh: Status { messages: 0, bytes: 0, handles: 2, refused: 0, written: 0, taken: 0 }",
      "query nothing: error 122",
      "query too small: error 122",
      "query larger: error 0, 32 bytes",
      "unknown code: error 1",
      "known function, method 1: error 1",
      "known function, method 2: error 1",
      "known function, method 3: error 1",
      "write without access: error 5",
      "read when empty: error 0, 0 bytes, good",
      "peek when empty: 0 bytes, 0 records, good",
      "write nothing: error 0, 0 bytes",
      "write the most: error 0, 1024 bytes",
      "write too much: error 1784",
      "read nothing: error 0, 0 bytes, good",
      "read too small: error 122, good",
      "read: error 0, 1024 bytes, good",
      "write when full: error 1816",
      "full: Status { messages: 64, bytes: 2080, handles: 2, refused: 1, written: 65, taken: 1 }",
      "peek nothing: 0 bytes, 0 records, good, more",
      "peek less than one: 0 bytes, 0 records, good, more",
      "peek one: 13 bytes, 1 records, good, more",
      "peek almost two: 13 bytes, 1 records, good, more",
      "peek two: 27 bytes, 2 records, good, more",
      "peek all: 2848 bytes, 64 records, good",
      "limit without input: error 1784",
      "limit with too much input: error 1784",
      "limit without room: error 122",
      "limit of none: error 87",
      "limit of too many: error 87",
      "limit: it was [64, 0, 0, 0]",
      "clear: error 0, 0 bytes",
      "first of two: error 0, 5 bytes",
      "second of two: error 0, 6 bytes",
      "third of two: error 1816",
      "at the end: Status { messages: 2, bytes: 11, handles: 2, refused: 2, written: 67, taken: 1 }",
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(await driver.unload()).toMatchObject({ allocations: 0, devices: 0, complaints: [] });
    expect(wine.failures()).toEqual([]);
  });

  it("goes on where memory is short, and does not come where it has none to begin with", async () => {
    const driver = await wine.load(name, file("tested.sys"), { failingAllocation: 2 });
    expect(await client("write", "lost")).toMatchObject({ code: 1, stderr: expect.stringContaining("os error 1450") });
    expect(await client("write", "kept")).toMatchObject({ code: 0 });
    expect(await driver.unload()).toMatchObject({ allocations: 0, made: 3, devices: 0, complaints: [] });

    const failed = await wine.load(name, file("tested.sys"), { failingAllocation: 1 }).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(LoadError);
    expect(failed).toMatchObject({ error: 1450, left: { allocations: 0, made: 1, devices: 0, complaints: [] } });
    expect((failed as LoadError).printed).toContain("diskwatch: not loaded, status 0xC000009A");
  });

  it("does not load twice", async () => {
    const driver = await wine.load(name, file("tested.sys"));
    const second = await wine.load("Another", file("tested.sys")).catch((error: unknown) => error);
    expect(second).toBeInstanceOf(LoadError);
    expect((second as LoadError).left).toMatchObject({ allocations: 0, devices: 0 });
    expect(await driver.unload()).toMatchObject({ allocations: 0, devices: 0 });
  });

  it("stands on what does what it says, and tells where it panicked", async () => {
    const project = file("edges-driver");
    await generate(templateOf("rust-windows"), "RustEdges", project);
    const source = readFileSync(join(ours, "edges-driver.rs"), "utf8");
    writeFileSync(join(project, "src/lib.rs"), source);
    const archive = buildStaticLibrary(project, targets, "rustedges");
    tool("objcopy", ["--redefine-sym", "DriverEntry=PanickingEntry", archive]);
    const objects = compileDriver([join(ours, "bug-check.c")], project);
    await linkDriver(objects, file("edges.sys"), { purpose: "for-wine", archives: [archive] });
    const failed = await wine.load("RustEdges", file("edges.sys")).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(LoadError);
    const { left, printed } = failed as LoadError;
    // Where it is, from 1.
    const [before = ""] = source.split('panic!("');
    const at = { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
    const path = String.raw`\Registry\Machine\System\CurrentControlSet\Services\RustEdges`;
    expect(printed.filter((text) => !text.startsWith("under test: "))).toEqual([
      `path ${path}, ${path}`,
      // Aligned, and zeroed where that was asked for.
      ...["1 at 1", "40 at 16", "40 at 32", "4096 at 64", "5000 at 4096", "1 at 4096"].map(
        (each) => `${each}: true true`,
      ),
      "1 at 8192: none, true",
      "boxed: true 7",
      "grown: 3000 true",
      "huge: Err(0xC000009A)",
      // No buffer, a length of none, and half a unit.
      ...Array.from({ length: 3 }, () => "string: , Ok(0)"),
      "string: H, Ok(1)",
      "string: H?, Ok(5)",
      "string: H??i, Err(0xC0000162)",
      "made: 8 8 7",
      "too long: Err(0xC0000106)",
      String.raw`literal: \Device\Edge 0`,
      ...Array.from({ length: 3 }, () => "status: Ok(())"),
      "status: Err(0x80000005)",
      "status: Err(0xC0000001)",
      "no end",
      "%s %d %n??",
      "0".repeat(255),
      `${"0".repeat(44)}1`,
      "locked: 2",
      "create: 0xC0000010",
      "read: 0 in, 6 out",
      "read of nothing: 0 in, 0 out",
      "unbuffered read: 0xC0000010",
      "write: 6 in, 0 out",
      "unbuffered write: 0xC0000010",
      "control, method 0: 5 in, 8 out",
      ...[1, 2, 3].map((method) => `control, method ${method}: 0xC0000010`),
      `rustedges: panicked at src/lib.rs:${at.line}:${at.column}: told and 42`,
      `bug check e0525354: told and 42, line ${at.line} of src/lib.rs`,
    ]);
    expect(left).toMatchObject({ allocations: 0, devices: 0, complaints: [] });
  });

  it("has sources that rustfmt and clippy leave alone, and tests of its protocol that pass", () => {
    const sources = ["src/lib.rs", "protocol/src/lib.rs", "client/src/main.rs", "build.rs", "build-wdk.rs"];
    rustTool("rustfmt", ["--check", "--edition", "2024", ...sources], join(templatesFolder, "rust-windows"));
    cargo(folder, targets, ["clippy", "--quiet", "--workspace", "--", "--deny", "warnings"]);
    const tests = file("protocol-tests");
    rustTool("rustc", ["--test", "--edition", "2024", "-o", tests, "protocol/src/lib.rs"], folder);
    expect(rustTool(tests, [], folder)).toContain("test result: ok. 3 passed");
    // A mistake would be told.
    const mistaken = { path: file("src/store.rs"), mistake: "fn unsafe_and_unused() { unsafe {} }" };
    appendFileSync(mistaken.path, mistaken.mistake);
    expect(() => rustTool("rustfmt", ["--check", "--edition", "2024", mistaken.path], folder)).toThrow("rustfmt");
    expect(() => cargo(folder, targets, ["clippy", "--quiet", "--lib"])).toThrow("unsafe");
  });

  it("is written in stable Rust", async () => {
    const project = file("stable");
    await generate(templateOf("rust-windows"), name, project);
    checkAsStable(project, join(project, "target"));
    // What is not stable would be told.
    const root = join(project, "src/lib.rs");
    writeFileSync(root, readFileSync(root, "utf8").replace("#![no_std]", "#![no_std]\n#![feature(allocator_api)]"));
    expect(() => checkAsStable(project, join(project, "target"))).toThrow("E0554");
  });

  it("takes the declarations of windows-drivers-rs as well", async () => {
    const project = file("of-crates");
    // Whatever the driver is called: the template has a type of this name.
    await generate(templateOf("rust-windows"), "Output", project, { bindings: "wdk-sys" });
    const patches = ["wdk-sys", "wdk-build"].flatMap((crate) => [
      "--config",
      `patch.crates-io.${crate}.path="${join(ours, crate)}"`,
    ]);
    cargo(project, targets, ["check", "--quiet", "--lib", ...patches]);
  });

  it("tells Microsoft's linker what a driver is, and finds the newest kit", () => {
    const kit = file("kit");
    for (const version of ["10.0.9.0", "10.0.26100.0", "10.0.22621.0"]) {
      mkdirSync(join(kit, "Lib", version, "km/x64"), { recursive: true });
      writeFileSync(join(kit, "Lib", version, "km/x64/ntoskrnl.lib"), "");
    }
    const target = { CARGO_CFG_TARGET_ENV: "msvc", CARGO_CFG_TARGET_ARCH: "x86_64" };
    const told = runBuildScript(folder, { ...target, WDKContentRoot: kit });
    expect(told.stdout).toContain(`cargo::rustc-link-search=native=${kit}/Lib/10.0.26100.0/km/x64\n`);
    expect(told.stdout).toContain("cargo::rustc-cdylib-link-arg=/ENTRY:DriverEntry\n");
    // Who only checks the sources needs none.
    const arm = runBuildScript(folder, { ...target, CARGO_CFG_TARGET_ARCH: "aarch64", WDKContentRoot: kit });
    expect(arm).toMatchObject({ code: 0, stdout: expect.stringContaining("cargo::warning=no Windows Driver Kit") });
    expect(runBuildScript(folder, { CARGO_CFG_TARGET_ENV: "gnu" }).stdout).not.toContain("link");
  });
});
