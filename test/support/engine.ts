/** The engine's parts as the tests use them, and shortcuts that check a text as a driver unit of its own. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { CheckSession } from "../../server/src/engine/check-session.ts";
import { lateParser } from "../../server/src/engine/grammars.ts";
import { openingSession } from "../../server/src/engine/open-session.ts";
import type { Problem, ReportedFinding } from "../../server/src/engine/report.ts";
import { finish } from "../../server/src/engine/steps.ts";
import { type EngineParts, UnitSession } from "../../server/src/engine/unit-session.ts";
import { loadFacts, parseWindowsVersion } from "../../server/src/facts/index.ts";
import type { DriverUnit, Framework, UnitKind } from "../../server/src/model/unit/types.ts";
import type { TargetWindows } from "../../server/src/rules/context.ts";
import { rules } from "../../server/src/rules/index.ts";
import type { Rule } from "../../server/src/rules/rule.ts";
import { maskDeclaration } from "../../server/src/syntax/mask/mask.ts";
import { createDeclarationParser } from "../../server/src/syntax/parser.ts";
import { createRustParser } from "../../server/src/syntax/rust/parser.ts";

const require = createRequire(import.meta.url);
const wasmOf = (module: string, file: string): Uint8Array =>
  new Uint8Array(readFileSync(join(dirname(require.resolve(module)), file)));

const parser = await createDeclarationParser({
  runtime: wasmOf("web-tree-sitter", "web-tree-sitter.wasm"),
  c: wasmOf("tree-sitter-c/package.json", "tree-sitter-c.wasm"),
  cpp: wasmOf("tree-sitter-cpp/package.json", "tree-sitter-cpp.wasm"),
});

/** Facts, parser, mask and all rules, made once a test file. */
export const parts: EngineParts = {
  facts: loadFacts(),
  rules,
  reader: { mask: maskDeclaration, parse: (masked, language) => parser.parse(masked, language) },
  rust: lateParser(() =>
    createRustParser({
      runtime: wasmOf("web-tree-sitter", "web-tree-sitter.wasm"),
      rust: wasmOf("tree-sitter-rust/package.json", "tree-sitter-rust.wasm"),
    }),
  ),
};

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** What the made-up project of a test says. */
export interface UnitSettings {
  /** windows-kernel unless told. */
  readonly kind?: UnitKind;
  /** The oldest Windows, as a project writes it: "10.0.19041", "NTDDI_WIN10_RS5". */
  readonly target?: string;
  readonly defines?: ReadonlyMap<string, string>;
  readonly frameworks?: readonly Framework[];
  /** Built for 32-bit x86 as well. */
  readonly processor?: "x86";
  /** All rules unless told. */
  readonly rules?: readonly Rule[];
}

/** A session over the files as one driver unit; files that end in .h are its headers. */
export function openUnit(files: readonly SourceText[], settings: UnitSettings = {}): UnitSession {
  const driver = driverOf(files, settings);
  const input = { driver, files, targetWindows: targetWindows(settings.target) };
  return UnitSession.open(input, { ...parts, rules: settings.rules ?? parts.rules });
}

function driverOf(files: readonly SourceText[], settings: UnitSettings): DriverUnit {
  const target = targetWindows(settings.target);
  const isHeader = (path: string): boolean => /\.(?:h|hpp|inl)$/i.test(path);
  const paths = files.map(({ path }) => path);
  return {
    id: "test.vcxproj",
    name: "test",
    root: ".",
    origin: "vcxproj",
    projectFile: "test.vcxproj",
    kind: settings.kind ?? "windows-kernel",
    reason: "the test says so",
    sources: paths.filter((path) => !isHeader(path)),
    headers: paths.filter(isHeader),
    unlisted: [],
    includeDirectories: [],
    defines: settings.defines ?? new Map(),
    targetWindows: target && { text: settings.target ?? "", saidBy: target.saidBy },
    frameworks: settings.frameworks ?? [],
    ...(settings.processor === undefined ? {} : { x86SaidBy: "Win32 in test.vcxproj" }),
    ...sqliteBuild(files, settings),
  };
}

/** What a project says of a source that includes SQLite's amalgamation: the definitions that it has for all. */
function sqliteBuild(
  files: readonly SourceText[],
  { defines = new Map() }: UnitSettings,
): Pick<DriverUnit, "sqliteBuild"> {
  const wrapper = files.find(({ text }) => /^\s*#\s*include\s+"sqlite3\.c"/m.test(text));
  const definitions = [...defines].map(([name, value]) => ({ name, value }));
  return wrapper === undefined
    ? {}
    : {
        sqliteBuild: {
          source: wrapper.path,
          isThere: true,
          configurations: [{ definitions }],
          preludes: [],
        },
      };
}

/** Loads the grammar of Rust, which whoever opens sessions over crates has to do once. */
export async function loadRust(): Promise<void> {
  await parts.rust.load();
}

/**
 * As `openUnit`, of what the files are written in: a crate of Rust where one ends in .rs, whose root is lib.rs or main.rs or
 * else the first; an INF where one ends in .inf or .inx.
 */
export function openSession(files: readonly SourceText[], settings: UnitSettings = {}): CheckSession {
  const paths = files.map(({ path }) => path);
  const ofParts = { ...parts, rules: settings.rules ?? parts.rules };
  const open = (unit: Partial<DriverUnit> & Pick<DriverUnit, "sources" | "headers">): CheckSession => {
    const driver = { ...driverOf(files, settings), ...unit };
    // A session takes a unit's files in the unit's order.
    const order = [...unit.sources, ...unit.headers];
    const inOrder = [...files].sort((a, b) => order.indexOf(a.path) - order.indexOf(b.path));
    return finish(openingSession({ driver, files: inOrder, targetWindows: targetWindows(settings.target) }, ofParts));
  };
  if (paths.some((path) => path.endsWith(".rs"))) {
    const isRoot = (path: string): boolean => /(?:^|\/)(?:lib|main)\.rs$/.test(path);
    const rust = paths.filter((path) => path.endsWith(".rs"));
    const sources = [...rust.filter(isRoot), ...rust.filter((path) => !isRoot(path))];
    const headers = paths.filter((path) => !path.endsWith(".rs"));
    return open({ language: "rust", origin: "cargo", sources, headers });
  }
  return paths.some((path) => /\.in[fx]$/i.test(path))
    ? open({ language: "inf", origin: "folder", kind: "driver-package", sources: paths, headers: [] })
    : openUnit(files, settings);
}

/** A file's findings; a rule that throws fails the test with its stack. */
export function findingsOf(session: CheckSession, path: string): readonly ReportedFinding[] {
  const problems: Problem[] = [];
  const findings = finish(session.checking(path, (problem) => problems.push(problem)));
  if (problems.length > 0) {
    throw new Error(problems.map(({ message }) => `${path}: ${message}`).join("\n"));
  }
  return findings;
}

/** The findings of a text that is a driver unit of one file, a crate of one file or an INF, as its path says. */
export function checkText(
  text: string,
  settings: UnitSettings & { readonly path?: string } = {},
): readonly ReportedFinding[] {
  const path = settings.path ?? "driver.c";
  return findingsOf(openSession([{ path, text }], settings), path);
}

function targetWindows(text: string | undefined): TargetWindows | undefined {
  if (text === undefined) {
    return undefined;
  }
  const version = parseWindowsVersion(text);
  if (version === undefined) {
    throw new Error(`${text} is no Windows version`);
  }
  return { version, saidBy: "WindowsTargetPlatformMinVersion in test.vcxproj" };
}
