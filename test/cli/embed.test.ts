/** `driverlens embed` as a process: what it writes where, what it leaves alone, what it refuses. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { describe, expect, test } from "vitest";
import { colors } from "../../server/src/cli/colors.ts";
import { type ParseArgs, parseCommandLine } from "../../server/src/cli/command-line.ts";
import { helpText } from "../../server/src/cli/help.ts";
import { EMBED } from "../../server/src/cli/options.ts";
import { databaseOf } from "../embed/sample.ts";
import { driverlens, folder } from "../support/program.ts";

const small = databaseOf();
const large = databaseOf({ pageSize: 65_536, pages: 5 });

/** The bytes of a generated array. */
const bytesOf = (source: string): Uint8Array => Uint8Array.from(source.match(/0x[\da-f]{2}(?=,)/g) ?? [], Number);

describe("a database", () => {
  test("becomes an array and a header beside it", () => {
    const cwd = folder({ "data/device-quirks.db": small });
    const { code, stdout, stderr } = driverlens(["embed", "data/device-quirks.db"], { cwd });
    const sha256 = createHash("sha256").update(small).digest("hex");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(
      "device-quirks.c  DeviceQuirks, 1,024 bytes, as an array in C\n" +
        "device-quirks.h  declares DeviceQuirks and DeviceQuirksSize\n" +
        `  2 pages of 512 bytes, SHA-256 ${sha256}\n` +
        "  DeviceQuirks is constant: in a Windows driver it lies in .rdata, which is non-paged memory as long as the driver is loaded.\n",
    );
    const source = readFileSync(join(cwd, "device-quirks.c"), "utf8");
    expect(bytesOf(source)).toEqual(small);
    expect(source).toContain(
      `device-quirks.db, 2 pages of 512 bytes.\n * SHA-256 ${sha256} */\n#include "device-quirks.h"\n`,
    );
    expect(readFileSync(join(cwd, "device-quirks.h"), "utf8")).toContain(
      "extern const unsigned char DeviceQuirks[];\n",
    );
  });

  test("that is larger becomes an object, for the machine that is asked for", () => {
    const cwd = folder({ "catalog.db": large });
    expect(driverlens(["embed", "catalog.db"], { cwd }).stdout).toContain(
      "catalog.obj  Catalog, 327,680 bytes, as an object for x64",
    );
    expect(readFileSync(join(cwd, "catalog.obj")).readUInt16LE(0)).toBe(0x8664);
    const arm = driverlens(["embed", "catalog.db", "--machine", "arm64", "-o", "out/arm.obj", "--name", "g_Catalog"], {
      cwd,
    });
    expect(arm.code).toBe(0);
    expect(readFileSync(join(cwd, "out/arm.obj")).readUInt16LE(0)).toBe(0xaa64);
    expect(readFileSync(join(cwd, "out/arm.h"), "utf8")).toContain("g_Catalog[]");
    expect(driverlens(["embed", "catalog.db", "-o", "all.c"], { cwd }).stdout).toContain("as an array in C");
    expect(bytesOf(readFileSync(join(cwd, "all.c"), "utf8"))).toEqual(large);
  });

  test("is read by the assembler or the compiler where that is asked for, by its path from the source", () => {
    const cwd = folder({ "data/catalog.db": large });
    const assembled = driverlens(["embed", "data/catalog.db", "-o", "drv/catalog.S"], { cwd });
    expect(assembled.stdout).toContain("drv/catalog.S  Catalog, 327,680 bytes, as an assembly source\n");
    expect(assembled.stdout).toContain("keep it where it is");
    expect(readFileSync(join(cwd, "drv/catalog.S"), "utf8")).toContain('.incbin "../data/catalog.db"\n');
    expect(driverlens(["embed", "data/catalog.db", "-f", "embed"], { cwd }).code).toBe(0);
    expect(readFileSync(join(cwd, "catalog.c"), "utf8")).toContain('#embed "data/catalog.db"\n');
  });

  test("is paged where that is asked for, and what it means is said", () => {
    const cwd = folder({ "a.db": small });
    expect(driverlens(["embed", "a.db", "--section", "paged"], { cwd }).stdout).toContain("below DISPATCH_LEVEL alone");
    expect(readFileSync(join(cwd, "a.c"), "utf8")).toContain('#pragma const_seg("PAGECONS")');
  });

  test("is not written again where it is the same, and is where it changed", () => {
    const cwd = folder({ "a.db": small });
    const dateOf = (name: string): number => statSync(join(cwd, name)).mtimeMs;
    driverlens(["embed", "a.db"], { cwd });
    for (const name of ["a.c", "a.h"]) utimesSync(join(cwd, name), 1, 1);
    expect(driverlens(["embed", "a.db"], { cwd }).code).toBe(0);
    expect([dateOf("a.c"), dateOf("a.h")]).toEqual([1000, 1000]);
    writeFileSync(join(cwd, "a.db"), databaseOf({ pages: 3 }));
    expect(driverlens(["embed", "a.db"], { cwd }).code).toBe(0);
    expect(dateOf("a.c")).toBeGreaterThan(1000);
    expect(dateOf("a.h")).toBe(1000);
    expect(readdirSync(cwd).sort()).toEqual(["a.c", "a.db", "a.h"]);
  });
});

describe("what is there", () => {
  test("and was not written by this command stays, unless it is forced", () => {
    const cwd = folder({ "a.db": small, "a.h": "/* mine */\n" });
    expect(driverlens(["embed", "a.db"], { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr: "driverlens: a.h is there, and was not written by driverlens embed; --force overwrites it\n",
    });
    expect(readdirSync(cwd).sort()).toEqual(["a.db", "a.h"]);
    expect(driverlens(["embed", "a.db", "--force"], { cwd }).code).toBe(0);
    expect(readFileSync(join(cwd, "a.h"), "utf8")).toContain("extern const");
  });

  test("is never the database itself", () => {
    const cwd = folder({ "a.c": small });
    expect(driverlens(["embed", "a.c", "--force"], { cwd })).toMatchObject({ code: 2 });
    expect(readFileSync(join(cwd, "a.c")).equals(small)).toBe(true);
  });
});

describe("refused is", () => {
  test.each([
    ["a file that is not there", {}, "a.db is not there"],
    ["a text", { "a.db": "hello" }, 'a.db: it does not begin with "SQLite format 3"'],
    ["a database in WAL mode", { "a.db": databaseOf({ version: 2 }) }, 'sqlite3 a.db "PRAGMA journal_mode=DELETE"'],
    ["one with a journal beside it", { "a.db": small, "a.db-wal": "x" }, "a.db-wal beside it holds changes"],
    ["one that is cut off", { "a.db": small.subarray(0, 1000) }, "it has 1000 bytes"],
  ])("%s", (_, files, message) => {
    const cwd = folder(files);
    const { code, stdout, stderr } = driverlens(["embed", "a.db"], { cwd });
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(readdirSync(cwd).sort()).toEqual(Object.keys(files).sort());
  });

  test("an array that no compiler would take", () => {
    const cwd = folder({ "a.bin": "" });
    truncateSync(join(cwd, "a.bin"), 2 ** 26 + 1);
    const { code, stderr } = driverlens(["embed", "a.bin", "--any", "-o", "a.c"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("a.bin is too large for an array");
    expect(driverlens(["embed", "a.bin", "--any"], { cwd }).stdout).toContain("as an object for x64");
  });

  test("nothing but an empty file with --any", () => {
    const cwd = folder({ "a.bin": "hello", "b.bin": "" });
    expect(driverlens(["embed", "a.bin", "--any"], { cwd }).code).toBe(0);
    expect(Buffer.from(bytesOf(readFileSync(join(cwd, "a.c"), "utf8"))).toString()).toBe("hello");
    expect(driverlens(["embed", "b.bin", "--any"], { cwd }).stderr).toBe("driverlens: b.bin is empty\n");
  });

  test.each([
    [["-o", "x.txt"], "x.txt is neither a C source (.c, .cpp), an assembly source (.S) nor an object (.obj, .o)"],
    [["-o", "x.c", "--format", "object"], "x.c is no name for an object"],
    [["-o", "x.c", "--machine", "x64"], "--machine is of objects"],
    [["-o", "x.S", "--format", "array"], "x.S is no name for an array in C"],
    [["--format", "incbin", "--machine", "x64"], "--machine is of objects; an assembly source is for any"],
    [["--name", "int"], "--name: int is a keyword"],
  ])("what contradicts itself: %j", (args, message) => {
    const cwd = folder({ "a.db": small });
    const { code, stderr } = driverlens(["embed", "a.db", ...args], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(readdirSync(cwd)).toEqual(["a.db"]);
  });
});

describe("arguments", () => {
  const parse = (...args: string[]) => parseCommandLine(args, parseArgs as ParseArgs);

  test("are one database and options", () => {
    expect(
      parse("embed", "a.db", "-o", "b.obj", "--name", "N", "-f", "object", "--machine", "x86", "--any", "--force"),
    ).toEqual({
      kind: "embed",
      options: {
        database: "a.db",
        output: "b.obj",
        name: "N",
        format: "object",
        machine: "x86",
        section: undefined,
        any: true,
        force: true,
      },
    });
  });

  test.each([
    [["embed"], "embed takes one database"],
    [["embed", "a", "b"], "embed takes one database"],
    [["embed", "a", "--machine", "arm"], '--machine must be x64, arm64, x86, not "arm"; did you mean "arm64"?'],
  ])("%j are a mistake", (args, message) => {
    expect(parse(...args)).toEqual({ kind: "mistake", message });
  });

  test("are explained", () => {
    const help = helpText(EMBED, colors("never"), 100);
    for (const option of EMBED.options) expect(help).toContain(`--${option.name}`);
    expect(help).toContain("2  it is refused");
  });
});
