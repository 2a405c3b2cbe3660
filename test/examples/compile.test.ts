/**
 * The driver done right and the IRQL lesson compile, without a warning, against the DDK headers of mingw-w64 and what
 * `test/support/kit` adds to them. Needs x86_64-w64-mingw32-gcc (Debian: mingw-w64) and sqlite3.h (libsqlite3-dev); without them the suite is
 * skipped, and fails when CI=true.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const compiler = "x86_64-w64-mingw32-gcc";
const sqliteHeader = "/usr/include/sqlite3.h";
const ddk = "/usr/x86_64-w64-mingw32/include/ddk";
/** Before the DDK, which its headers include. */
const kit = join(import.meta.dirname, "../support/kit");
const examples = join(import.meta.dirname, "../../examples");
const folder = join(examples, "sqlite-driver-right");
const sources = ["sqlite-driver-right", "irql-lesson"].flatMap((example) =>
  readdirSync(join(examples, example))
    .filter((name) => name.endsWith(".c"))
    .map((name) => `${example}/${name}`),
);

const installed =
  spawnSync(compiler, ["--version"], { stdio: "ignore" }).status === 0 && existsSync(sqliteHeader) && existsSync(ddk);

describe.skipIf(!installed && process.env.CI !== "true")("the examples for a compiler", () => {
  /** Holds sqlite3.h alone: the host's other headers are not for a driver. */
  let include = "";

  beforeAll(() => {
    include = mkdtempSync(join(tmpdir(), "driverlens-compile-"));
    copyFileSync(sqliteHeader, join(include, "sqlite3.h"));
  });

  afterAll(() => rmSync(include, { recursive: true, force: true }));

  it.each(sources)("compiles %s", (name) => {
    const result = spawnSync(
      compiler,
      [
        ...["-fsyntax-only", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror"],
        // Pool tags are multi-character constants; alloc_text is a pragma of Microsoft's compiler.
        ...["-Wno-multichar", "-Wno-unknown-pragmas"],
        ...["-I", include, "-isystem", kit, "-isystem", ddk],
        join(examples, name),
      ],
      { encoding: "utf8" },
    );
    expect(result.stderr).toBe("");
    expect(result.status).toBe(0);
  });

  it("would not compile with a mistake in it", () => {
    const flags = ["-fsyntax-only", "-I", include, "-isystem", kit, "-isystem", ddk];
    const compile = (body: string): string =>
      spawnSync(compiler, [...flags, "-include", "driver.h", "-I", folder, "-x", "c", "-"], {
        input: `NTSTATUS f(void) { ${body} }`,
        encoding: "utf8",
      }).stderr;
    expect(compile("return STATUS_SUCCESS;")).toBe("");
    expect(compile("return NoSuchThing;")).toContain("NoSuchThing");
  });
});
