/**
 * What compiles before a fix of C or C++ compiles after it: all fixtures of rules that have golden results, with those in their
 * files' places, against the DDK headers of mingw-w64 and what `test/support/kit` adds to them. Needs x86_64-w64-mingw32-gcc and -g++
 * (Debian: mingw-w64), and sqlite3.h (libsqlite3-dev); without them the suite is skipped, and fails when CI=true.
 */
import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findingsOf, openUnit } from "../support/engine.ts";
import { type Fixture, readFixtures } from "../support/fixtures.ts";

const ddk = "/usr/x86_64-w64-mingw32/include/ddk";
const sqliteHeader = "/usr/include/sqlite3.h";
const kit = join(import.meta.dirname, "../support/kit");
const compiler = (path: string): string => `x86_64-w64-mingw32-${path.endsWith(".c") ? "gcc" : "g++"}`;
const installed =
  ["a.c", "a.cpp"].every((path) => spawnSync(compiler(path), ["--version"], { stdio: "ignore" }).status === 0) &&
  existsSync(ddk) &&
  existsSync(sqliteHeader);

/** A golden result of a fixture: the one of its preferred fixes, or of the others by number. */
interface Golden {
  readonly name: string;
  readonly fixture: Fixture;
  readonly texts: ReadonlyMap<string, string>;
}

const goldens: readonly Golden[] = readFixtures(join(import.meta.dirname, "../rules"))
  .filter(({ files }) => files.some(({ path }) => /\.(?:c|cc|cpp|cxx)$/.test(path)))
  .filter(({ settings }) => settings.kind === undefined || settings.kind === "windows-kernel")
  .flatMap((fixture) =>
    [[0, fixture.fixed] as const, ...fixture.alternatives].flatMap(([number, texts]) =>
      texts.size === 0 ? [] : { name: number === 0 ? fixture.name : `${fixture.name}, ${number}`, fixture, texts },
    ),
  );

describe.skipIf(!installed && process.env.CI !== "true")("fixed files", () => {
  let folder = "";

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-fixes-"));
    for (const path of ["a.c", "a.cpp"]) precompile(path, folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** How a fixture compiles as it is; undefined where it uses headers or names that mingw-w64 does not have. */
  const strictnesses = new Map<string, Strictness | undefined>();
  const strictnessOf = (fixture: Fixture): Strictness | undefined => {
    const { name } = fixture;
    if (!strictnesses.has(name)) {
      const compiles = (strictness: Strictness): boolean =>
        compile(folder, join(name, "before"), fixture, new Map(), strictness) === "";
      strictnesses.set(name, (["strict", "lenient"] as const).find(compiles));
    }
    return strictnesses.get(name);
  };

  it.each(goldens)("compile as before: $name", ({ name, fixture, texts }) => {
    const strictness = strictnessOf(fixture);
    if (strictness === undefined) {
      return;
    }
    expect(compile(folder, join(name, "after"), fixture, texts, strictness)).toBe("");
  });

  /** Rules about names that kernel code does not have: their fixtures compile when nothing of it is left. */
  const aboutNames = /^(?:user-mode-api|user-mode-header|strsafe-in-kernel|deprecated-api)\//;

  it.each(goldens.filter(({ fixture }) => aboutNames.test(fixture.name)))(
    "compile once cured: $name",
    ({ name, fixture, texts }) => {
      const files = fixture.files.map(({ path, text }) => ({ path, text: texts.get(path) ?? text }));
      const session = openUnit(files, fixture.settings);
      const left = session.paths
        .flatMap((path) => findingsOf(session, path))
        .filter(({ severity }) => severity !== "hint");
      expect(left.map(({ message }) => message)).toEqual([]);
      expect(compile(folder, join(name, "cured"), fixture, texts, "strict")).toBe("");
    },
  );

  it("are compared for all fixtures of the pool rules", () => {
    const ofPool = new Set(goldens.flatMap(({ fixture }) => (/^pool-/.test(fixture.name) ? fixture.name : [])));
    expect([...ofPool].filter((name) => strictnesses.get(name) === undefined)).toEqual([]);
  });

  it("are compared for all fixtures of the rules about SQLite's methods", () => {
    const ofMethods = /^sqlite-(?:alloc|method|user-mode|vfs)/;
    const names = new Set(goldens.flatMap(({ fixture }) => (ofMethods.test(fixture.name) ? fixture.name : [])));
    expect([...names].filter((name) => strictnesses.get(name) === undefined)).toEqual([]);
  });

  it("would not compile with a mistake in them", () => {
    const [first] = goldens.filter(
      ({ fixture: { name } }) => name.endsWith(".c") && strictnesses.get(name) === "strict",
    );
    const [[path, text] = ["", ""]] = [...(first?.texts ?? [])];
    const wrong = new Map([[path, `${text}\nVOID Mistaken(VOID) { NoSuchFunction(1); }\n`]]);
    expect(first && compile(folder, "mistake", first.fixture, wrong, "lenient")).toContain("NoSuchFunction");
  });

  it.each(["a.c", "a.cpp"])("have the kernel's header before them as it is, precompiled, in %s", (path) => {
    writeFileSync(join(folder, path), "#include <ntddk.h>\n");
    const { status, stderr } = syntaxOf(folder, folder, path, ["-Winvalid-pch", "-H"]);
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^! .*ntddk\.h\.gch$/m)]);
  });
});

/** Lenient as Microsoft's compiler is about a pointer given for an integer, which a rule may be about. */
type Strictness = "strict" | "lenient";

const conversions: Readonly<Record<Strictness, readonly string[]>> = {
  strict: ["-Werror=int-conversion"],
  lenient: ["-Wno-int-conversion"],
};

/** By the ending of a file: what the language is, and where most of the compiler's time goes, once instead of each time. */
const precompiledFolder = (path: string, folder: string): string =>
  join(folder, "precompiled", path.endsWith(".c") ? "c" : "cpp");
const standard = (path: string): readonly string[] =>
  path.endsWith(".c") ? ["-std=gnu11"] : ["-std=gnu++17", "-fpermissive"];

/** The compiler takes it where a source begins with this header and defines nothing else, and reads the header elsewhere. */
function precompile(path: string, folder: string): void {
  const target = precompiledFolder(path, folder);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "all.h"), "#include <ntddk.h>\n");
  const language = path.endsWith(".c") ? "c-header" : "c++-header";
  const systems = [kit, ddk].flatMap((each) => ["-isystem", each]);
  const files = ["-o", join(target, "ntddk.h.gch"), join(target, "all.h")];
  const made = spawnSync(compiler(path), ["-x", language, ...standard(path), ...systems, ...files], {
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(made.stderr);
}

/** What the compiler says of a source, without making anything of it; `top` is where the header has been precompiled. */
function syntaxOf(top: string, folder: string, path: string, flags: readonly string[]): SpawnSyncReturns<string> {
  const systems = [precompiledFolder(path, top), kit, ddk, folder].flatMap((each) => ["-isystem", each]);
  const source = join(folder, path);
  return spawnSync(compiler(path), ["-fsyntax-only", ...standard(path), ...flags, ...systems, source], {
    encoding: "utf8",
  });
}

/** Compiles a unit's sources, in a folder below `top`, with some texts in the place of its own; the compiler's complaints. */
function compile(
  top: string,
  name: string,
  fixture: Fixture,
  instead: ReadonlyMap<string, string>,
  strictness: Strictness,
): string {
  const folder = join(top, name);
  for (const { path, text } of fixture.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), instead.get(path) ?? text);
  }
  // The host's other headers are not for a driver.
  copyFileSync(sqliteHeader, join(folder, "sqlite3.h"));
  const defines = [...(fixture.settings.defines ?? [])].map(([name, value]) => `-D${name}=${value}`);
  return fixture.files
    .filter(({ path }) => !/\.(?:h|hpp|inl)$/.test(path))
    .map(({ path }) => {
      const strict = path.endsWith(".c") ? ["-Werror=implicit-function-declaration", ...conversions[strictness]] : [];
      return syntaxOf(top, folder, path, [...strict, ...defines]);
    })
    .map(({ status, stderr }) => (status === 0 ? "" : stderr.replaceAll(folder, "")))
    .join("");
}
