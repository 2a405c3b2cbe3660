/**
 * Crates for Windows, built by Debian's Rust with a standard library made of its source: as Debian has none for Windows. The
 * target is x86_64-pc-windows-gnu, whose objects mingw-w64 links; for what drivers do it differs from Microsoft's by name.
 */
import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { makeProgram } from "./mingw.ts";

const target = "x86_64-pc-windows-gnu";
const cargoProgram = "/usr/bin/cargo";
const rustc = "/usr/bin/rustc";
/** Where the compiler of rustc-web looks for its library's source, which rust-web-src brings. */
const library = "/usr/lib/rustlib/src/rust/library";
/** Keeps the library that was made from one run to the next, by version of the compiler. */
const cache = join(import.meta.dirname, "../tools/node_modules/.cache");

/** Debian: rustc-web, rust-web-src, cargo-web, rustfmt-web, rust-web-clippy. */
export const rustInstalled =
  [rustc, cargoProgram, join(library, "Cargo.lock"), "/usr/bin/rustfmt", "/usr/bin/clippy-driver"].every(existsSync) &&
  version() !== undefined;

/** Fills a folder, which the caller removes, for what builds leave: the standard library is in it. */
export function makeTargetFolder(folder: string): void {
  // Times say to Cargo that what is there need not be made again.
  cpSync(standardLibrary(), folder, { recursive: true, preserveTimestamps: true });
}

/**
 * Runs Cargo for Windows in a package's folder, with nothing of the network; what it prints, of both outputs. It is quiet
 * unless something is wrong.
 *
 * @param args the subcommand and its arguments, without the target's; after "--" those of the compiler
 * @param targets filled by `makeTargetFolder`
 * @throws where it fails, with what it printed
 */
export function cargo(project: string, targets: string, args: readonly string[]): string {
  const [command = "", ...rest] = args;
  const compilers = rest.includes("--") ? rest.splice(rest.indexOf("--")) : [];
  const { status, stdout, stderr, error } = spawnSync(
    cargoProgram,
    [command, ...rest, ...configuration, "--target-dir", targets, ...compilers],
    { cwd: project, ...options() },
  );
  if (status !== 0) {
    throw error ?? new Error(`cargo ${args.join(" ")}\n${stdout}${stderr}`);
  }
  return stdout + stderr;
}

/**
 * Reads a package's library as a plain build for this machine does: with the standard library that the compiler comes with,
 * and nothing that only compilers of the developers of Rust may.
 *
 * @param targets filled with what it leaves
 * @throws where it fails, with what it printed
 */
export function checkAsStable(project: string, targets: string): void {
  const args = ["check", "--quiet", "--offline", "--lib", "--target-dir", targets];
  const { RUSTC_BOOTSTRAP: _, ...env } = options().env;
  const { status, stderr, error } = spawnSync(cargoProgram, args, { ...options(), cwd: project, env });
  if (status !== 0) {
    throw error ?? new Error(`cargo ${args.join(" ")}\n${stderr}`);
  }
}

/** Runs another of Debian's tools for Rust, or a program of this machine that one of them made; what it prints. */
export function rustTool(name: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(name, args, { cwd, ...options() });
  if (status !== 0) {
    throw error ?? new Error(`${name} ${args.join(" ")}\n${stdout}${stderr}`);
  }
  return stdout + stderr;
}

/** What a package's build script does and says with these variables, as Cargo runs it. */
export function runBuildScript(
  project: string,
  variables: Readonly<Record<string, string>>,
): { readonly code: number | null; readonly stdout: string; readonly stderr: string } {
  const script = join(project, "build-script");
  rustTool("rustc", ["--edition", "2024", "-o", script, "build.rs"], project);
  const { status, stdout, stderr } = spawnSync(script, [], { cwd: project, encoding: "utf8", env: variables });
  return { code: status, stdout, stderr };
}

/** A crate as a static library with all that it needs of Rust's; for `linkDriver`, among its archives. */
export function buildStaticLibrary(project: string, targets: string, name: string): string {
  cargo(project, targets, ["rustc", "--quiet", "--package", name, "--lib", "--crate-type", "staticlib"]);
  return join(targets, target, "debug", `lib${name.replaceAll("-", "_")}.a`);
}

/** Builds a package's programs into a folder, with what they need there to run in Wine. */
export function buildPrograms(project: string, targets: string, name: string, folder: string): void {
  cargo(project, targets, ["build", "--quiet", "--package", name]);
  const built = join(targets, target, "debug");
  for (const program of readdirSync(built).filter((each) => each.endsWith(".exe"))) {
    copyFileSync(join(built, program), join(folder, program));
  }
  const source = join(import.meta.dirname, "../rust/bcryptprimitives.c");
  makeProgram([source], join(folder, "bcryptprimitives.dll"), { flags: ["-shared", "-ladvapi32"] });
}

const configuration: readonly string[] = [
  ...["--offline", "--target", target],
  // Without what only backtraces and unwinding need.
  ...["-Zbuild-std=std,panic_abort", "-Zbuild-std-features="],
  ...[
    `source.crates-io.replace-with="debian"`,
    `source.debian.directory="${library}/vendor"`,
    // The library is made in half of the time so; a driver's own profile asks for more, and the library obeys its.
    "profile.dev.opt-level=0",
    "profile.dev.debug=false",
  ].flatMap((setting) => ["--config", setting]),
];

function options() {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:CARGO|RUST)/.test(name));
  const env = {
    ...Object.fromEntries(inherited),
    // Debian's, whatever else is on the machine.
    PATH: `/usr/bin:${process.env.PATH}`,
    CARGO_HOME: join(cache, "cargo-home"),
    RUSTC: rustc,
    // A library of one's own is made by compilers of the developers of Rust alone, or where this says so.
    RUSTC_BOOTSTRAP: "1",
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER: "x86_64-w64-mingw32-gcc",
    CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUSTFLAGS: "-C link-self-contained=no",
  };
  return { encoding: "utf8", timeout: 300_000, env } as const;
}

/** What Cargo leaves behind when it has made the standard library. */
function standardLibrary(): string {
  const folder = join(cache, `rust-${version()}`);
  if (existsSync(folder)) {
    return folder;
  }
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, "making-"));
  try {
    mkdirSync(join(work, "src"));
    writeFileSync(
      join(work, "Cargo.toml"),
      '[package]\nname = "nothing"\nedition = "2024"\n[profile.dev]\npanic = "abort"\n',
    );
    writeFileSync(join(work, "src/lib.rs"), "");
    cargo(work, join(work, "target"), ["build", "--quiet"]);
    // Two that make it at once make the same.
    if (!existsSync(folder)) {
      renameSync(join(work, "target"), folder);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/** "1.96.0", of a compiler that knows the edition of 2024; undefined where there is none. */
function version(): string | undefined {
  const text = spawnSync(rustc, ["--version"], { encoding: "utf8" }).stdout ?? "";
  const [, found, minor = ""] = /^rustc (1\.(\d+)\.\d+)/.exec(text) ?? [];
  return Number(minor) >= 85 ? found : undefined;
}
