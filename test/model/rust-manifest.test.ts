/** What is read of Cargo.toml, in the ways in which people write it. */
import { describe, expect, it } from "vitest";
import type { CrateManifest } from "../../server/src/model/rust/manifest.ts";
import { type ReadManifest, readManifest } from "../../server/src/model/rust/read-manifest.ts";

function read(text: string, workspace?: ReadManifest): ReadManifest {
  const reading = readManifest("Cargo.toml", text, workspace);
  if (!reading.ok) throw new Error(reading.message);
  return reading.manifest;
}

/** The text of a value's place. */
const at = (text: string, value: { readonly place: { readonly start: number; readonly end: number } } | undefined) =>
  value && text.slice(value.place.start, value.place.end);

describe("Cargo.toml", () => {
  it("has values with their places", () => {
    const text = `[package]
name = "drv" # a comment
edition = "2024"
[lib]
crate-type = ["cdylib"]
[profile.dev]
panic = "abort"
[profile]
release = { panic = 'unwind', opt-level = 2 }
`;
    const { name, edition, crateTypes, profiles } = read(text);
    expect([name?.value, at(text, name), edition]).toEqual(["drv", '"drv"', "2024"]);
    expect([crateTypes?.value, at(text, crateTypes)]).toEqual([["cdylib"], '["cdylib"]']);
    expect(profiles.map((one) => [one.name, one.panic?.value, at(text, one.panic)])).toEqual([
      ["dev", "abort", '"abort"'],
      ["release", "unwind", "'unwind'"],
    ]);
    expect(at(text, profiles[0])).toBe("profile.dev");
  });

  it("has dependencies however they are written, and none of tests and build scripts", () => {
    const text = `[dependencies]
plain = "1"
table-like = { version = "1", optional = true }
other = { package = "wdk-sys", version = "0.4" }
dotted.version = "1"
inherited.workspace = true
[dependencies.header]
path = "../header"
[target.'cfg(windows)'.dependencies]
for-windows = "1"
[dev-dependencies]
dev = "1"
[build-dependencies]
wdk-build = "0.4"
`;
    expect(read(text).dependencies.map((one) => [one.package, one.name, one.isOptional])).toEqual([
      ["plain", "plain", false],
      ["table-like", "table_like", true],
      ["wdk-sys", "other", false],
      ["dotted", "dotted", false],
      ["inherited", "inherited", false],
      ["header", "header", false],
      ["for-windows", "for_windows", false],
    ]);
  });

  it("has targets", () => {
    const { lib, bins, findsBins } = read(
      '[lib]\nname = "l"\npath = "l.rs"\n[[bin]]\nname = "a"\npath = "a.rs"\n[[bin]]\nname = "b"\n[package]\nautobins = false\n',
    );
    expect(lib).toEqual({ name: "l", path: "l.rs" });
    expect(bins).toEqual([
      { name: "a", path: "a.rs" },
      { name: "b", path: undefined },
    ]);
    expect(findsBins).toBe(false);
  });

  it("inherits from its workspace what it says it does, and its profiles", () => {
    const root = read(
      '[workspace.package]\nedition = "2021"\n[workspace.metadata.wdk.driver-model]\ndriver-type = "KMDF"\n[profile.dev]\npanic = "abort"\n',
    );
    const member: CrateManifest = read(
      '[package]\nname = "m"\nedition.workspace = true\n[profile.dev]\npanic = "unwind"\n',
      root,
    );
    expect(member.edition).toBe("2021");
    expect(member.profiles.map(({ panic }) => panic?.value)).toEqual(["abort"]);
    expect([member.driverModel?.value, member.hasWdkMetadata]).toEqual(["KMDF", true]);
    expect(read("[package]\n", root).edition).toBe("2015");
  });

  it.each([
    ["half a header", "[pack"],
    ["a key twice", "a = 1\na = 2\n"],
    ["brackets", "a = ".padEnd(100_000, "[")],
    ["nested arrays", `a = ${"[".repeat(50_000)}${"]".repeat(50_000)}\n`],
    ["nested tables", `a = ${"{b=".repeat(20_000)}1${"}".repeat(20_000)}\n`],
    ["no text", "\0\0\0"],
  ])("of %s is told of, or read", (_name, text) => {
    const reading = readManifest("Cargo.toml", text);
    expect(reading.ok ? reading.manifest.isPackage : reading.message.length > 0).toBe(!reading.ok);
  });

  it("has names that objects have too", () => {
    expect(read('[dependencies]\n__proto__ = "1"\nconstructor = "1"\n').dependencies.map(({ name }) => name)).toEqual([
      "__proto__",
      "constructor",
    ]);
  });
});
