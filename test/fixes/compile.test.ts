/**
 * What compiles before a fix of C or C++ compiles after it: all fixtures of rules that have golden results, with those in their
 * files' places, against the DDK headers of mingw-w64 and what `test/support/kit` adds to them. Needs x86_64-w64-mingw32-gcc and -g++
 * (Debian: mingw-w64), and sqlite3.h (libsqlite3-dev); without them the suite is skipped, and fails when CI=true.
 */
import { spawnSync } from "node:child_process";
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
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** How a fixture compiles as it is; undefined where it uses headers or names that mingw-w64 does not have. */
  const strictnesses = new Map<string, Strictness | undefined>();
  const strictnessOf = (fixture: Fixture): Strictness | undefined => {
    const { name } = fixture;
    if (!strictnesses.has(name)) {
      const compiles = (strictness: Strictness): boolean =>
        compile(join(folder, name, "before"), fixture, new Map(), strictness) === "";
      strictnesses.set(name, (["strict", "lenient"] as const).find(compiles));
    }
    return strictnesses.get(name);
  };

  it.each(goldens)("compile as before: $name", ({ name, fixture, texts }) => {
    const strictness = strictnessOf(fixture);
    if (strictness === undefined) {
      return;
    }
    expect(compile(join(folder, name, "after"), fixture, texts, strictness)).toBe("");
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
      expect(compile(join(folder, name, "cured"), fixture, texts, "strict")).toBe("");
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
    expect(first && compile(join(folder, "mistake"), first.fixture, wrong, "lenient")).toContain("NoSuchFunction");
  });
});

/** Lenient as Microsoft's compiler is about a pointer given for an integer, which a rule may be about. */
type Strictness = "strict" | "lenient";

const conversions: Readonly<Record<Strictness, readonly string[]>> = {
  strict: ["-Werror=int-conversion"],
  lenient: ["-Wno-int-conversion"],
};

/** Compiles a unit's sources with some texts in the place of its own; what the compiler complains about. */
function compile(
  folder: string,
  fixture: Fixture,
  instead: ReadonlyMap<string, string>,
  strictness: Strictness,
): string {
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
      const language = path.endsWith(".c")
        ? ["-std=gnu11", "-Werror=implicit-function-declaration", ...conversions[strictness]]
        : ["-std=gnu++17", "-fpermissive"];
      const systems = [kit, ddk, folder].flatMap((each) => ["-isystem", each]);
      const flags = ["-fsyntax-only", ...language, ...defines, ...systems];
      return spawnSync(compiler(path), [...flags, join(folder, path)], { encoding: "utf8" });
    })
    .map(({ status, stderr }) => (status === 0 ? "" : stderr.replaceAll(folder, "")))
    .join("");
}
