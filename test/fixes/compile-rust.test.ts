/**
 * What compiles before a fix of Rust compiles after it, and so do the examples of the rules' pages: the fixtures with golden
 * results, against what stands for the crates of windows-drivers-rs. Needs rustc (Debian: rustc-web); without it the suite is
 * skipped, and fails when CI=true.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rules } from "../../server/src/rules/index.ts";
import { type Fixture, readFixtures } from "../support/fixtures.ts";

/** Debian's, whatever else is on the machine. */
const rustc = "/usr/bin/rustc";
const wdkSys = join(import.meta.dirname, "../scaffolds/rust/wdk-sys/src/lib.rs");
const installed = existsSync(rustc);

const goldens = readFixtures(join(import.meta.dirname, "../rules"))
  .filter(({ files }) => files.some(({ path }) => path.endsWith(".rs")))
  .flatMap((fixture) =>
    [fixture.fixed, ...fixture.alternatives.values()].flatMap((texts, index) =>
      texts.size === 0 ? [] : { name: index === 0 ? fixture.name : `${fixture.name}, ${index}`, fixture, texts },
    ),
  );

const examples = rules.filter(({ docs }) => docs.language === "rust").map(({ id, docs }) => ({ id, ...docs }));

/** The rule about names that no driver has: before it is cured nothing of it compiles. */
const aboutNames = "rust-std-in-no-std";

describe.skipIf(!installed && process.env.CI !== "true")("Rust", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-rust-fixes-"));
    writeFileSync(join(folder, "wdk_panic.rs"), "#![no_std]\n");
    expect(compile("wdk_panic", join(folder, "wdk_panic.rs"), "2024")).toBe("");
    expect(compile("wdk_sys", wdkSys, "2024")).toBe("");
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(goldens)("compiles as before: $name", ({ name, fixture, texts }) => {
    const before = name.startsWith(aboutNames) ? "" : compileUnit(fixture, new Map());
    expect([before, compileUnit(fixture, texts)]).toEqual(["", ""]);
  });

  it.each(examples)("compiles in the page of $id", ({ id, bad, good }) => {
    expect(compileText(good)).toBe("");
    expect(id === aboutNames ? "" : compileText(bad)).toBe("");
  });

  it("would not compile with a mistake in it", () => {
    expect(goldens.length).toBeGreaterThan(0);
    expect(compileText("fn mistake() { no_such_function() }\n")).toContain("no_such_function");
  });

  function compileUnit({ files }: Fixture, instead: ReadonlyMap<string, string>): string {
    const manifest = files.find(({ path }) => path.endsWith(".toml"))?.text ?? "";
    const sources = files.filter(({ path }) => path.endsWith(".rs"));
    for (const { path, text } of sources) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), instead.get(path) ?? text);
    }
    const [first] = sources;
    const root = sources.find(({ path }) => path.endsWith("/lib.rs")) ?? first;
    const edition = /^edition = "(\d+)"/m.exec(manifest)?.[1] ?? "2024";
    return compile("fixture", join(folder, root?.path ?? ""), edition, drivers);
  }

  function compileText(text: string): string {
    const path = join(folder, "example.rs");
    writeFileSync(path, text.includes("#![no_std]") ? text : `#![no_std]\n${text}`);
    return compile("example", path, "2024", drivers);
  }

  const drivers = ["wdk_panic", "wdk_sys"];

  /** As a library of the machine's own target, of which nothing is linked; what the compiler complains about. */
  function compile(name: string, path: string, edition: string, crates: readonly string[] = []): string {
    const kind = [
      "--crate-name",
      name,
      "--edition",
      edition,
      "--crate-type",
      "rlib",
      "--emit",
      "metadata",
      "-C",
      "panic=abort",
    ];
    const places = ["--out-dir", folder, "-L", folder, ...crates.flatMap((crate) => ["--extern", crate])];
    const { status, stderr, error } = spawnSync(rustc, [...kind, ...places, "--cap-lints", "allow", path], {
      encoding: "utf8",
    });
    return status === 0 ? "" : `${error ?? ""}${stderr}`;
  }
});
