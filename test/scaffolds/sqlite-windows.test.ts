/**
 * Drivers made from the template `sqlite-windows` are compiled with SQLite, linked, loaded and asked: as they come, and
 * with a larger database and other queries, whose answers are compared with those of sql.js. All of it for both ways of
 * calling SQLite, on a thread of the driver's own and on its callers'.
 */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arrayText, headerText } from "../../server/src/embed/c-source.ts";
import { objectFile } from "../../server/src/embed/coff.ts";
import type { Embedding } from "../../server/src/embed/embedding.ts";
import type { ProjectFile } from "../../server/src/scaffolds/project.ts";
import { sqliteParts } from "../../server/src/scaffolds/windows/sqlite-parts.ts";
import { findingsOf, reportOfBytes } from "../image/support/report.ts";
import { answered, changing, deep, type Query, queries, refused } from "./sqlite-windows/queries.ts";
import { answersOf, databaseOf, sqliteFolder, sqliteInstalled, wordOf } from "./sqlite-windows/sqlite.ts";
import { generate, templateOf, templatesFolder } from "./support/generate.ts";
import { importsOf, notOfKernel } from "./support/imports.ts";
import { compileDriver, linkDriver, makeProgram, mingwInstalled } from "./support/mingw.ts";
import { LoadError, type LoadedDriver, type LoadOptions, startWine, type Wine, wineInstalled } from "./support/wine.ts";

const name = "DiskWatch";

/** ERROR_NO_SYSTEM_RESOURCES: what STATUS_INSUFFICIENT_RESOURCES is to a program. */
const noResources = 1450;

/** What sqlite-call.c asks for on behalf of a call: all calls stay well below. */
const stackOfCall = 20 * 1024;

/** What is to be left when a driver has gone. */
const nothing = { allocations: 0, devices: 0, complaints: [] };

describe.skipIf(!(mingwInstalled && wineInstalled && sqliteInstalled) && process.env.CI !== "true")(
  "a driver from sqlite-windows",
  () => {
    let folder = "";
    let database: Uint8Array;
    let wine: Wine;
    const file = (...path: readonly string[]): string => join(folder, ...path);

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), "driverlens-sqlite-"));
      database = await databaseOf(readFileSync(join(import.meta.dirname, "sqlite-windows/database.sql"), "utf8"));
      wine = await startWine();
    }, 60_000);

    afterAll(async () => {
      await wine?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    /** What Wine says of crashes, and of what it lacks; that drivers did not load is what some tests are about. */
    const crashes = (): readonly string[] =>
      wine.failures().filter((line) => /Unhandled|err:(?!ntoskrnl:ZwLoadDriver failed to create)/.test(line));

    /** The paths of a program's own sources of a project that is in this folder below the test's. */
    const sourcesOf = (files: readonly ProjectFile[], project: string): readonly string[] =>
      files
        .map(({ path }) => path)
        .filter((path) => /^(?!sqlite-build)[\w-]+\.c$/.test(path))
        .map((path) => file(project, path));

    it("has the database that its SQL makes, as driverlens embed writes it", async () => {
      const read = (path: string): string => readFileSync(join(templatesFolder, "sqlite-windows", path), "utf8");
      const source = read("database.c");
      const bytes = Uint8Array.from(source.match(/0x[\da-f]{2}(?=,)/g) ?? [], Number);
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      const shape = `${bytes.length / 512} pages of 512 bytes`;
      const embedding: Embedding = {
        ...{ bytes, symbol: "NewDriverDatabase", source: "database.db", sha256, shape },
        section: "nonpaged",
      };
      expect(source).toBe(arrayText(embedding, "database.h"));
      expect(read("database.h")).toBe(headerText(embedding));
      const everything = ["vendor", "device", "sqlite_schema"].map(
        (table): Query => ({
          sql: `SELECT * FROM ${table}`,
          parameters: [],
        }),
      );
      expect(await answersOf(bytes, everything)).toEqual(
        await answersOf(await databaseOf(read("database.sql")), everything),
      );
    });

    it.each(sqliteParts.map(({ id }) => id))("has a part %s that compiles without the others", async (id) => {
      const files = await generate(templateOf(id), name, file(id));
      // SQLite itself is compiled below.
      const sources = sourcesOf(files, id);
      expect(sources.length).toBeGreaterThan(0);
      expect(compileDriver(sources, file(id, "objects"), { systemIncludes: [sqliteFolder] })).toHaveLength(
        sources.length,
      );
    });

    describe.each(["thread", "callers"])("whose SQLite is called by: %s", (threading) => {
      let files: readonly ProjectFile[] = [];
      let sqlite: readonly string[] = [];
      const own = (...path: readonly string[]): string => file(threading, ...path);
      const client = (...args: readonly string[]) => wine.run(own("client.exe"), args);

      beforeAll(async () => {
        files = await generate(templateOf("sqlite-windows"), name, own(), { threading });
        // Optimised as the project has it, as frames of the stack are measured.
        sqlite = compileDriver([own("sqlite-build.c")], own("sqlite"), {
          systemIncludes: [sqliteFolder],
          flags: ["-Os", "-w"],
        });
        makeProgram(
          ["client.c", "values.c"].map((path) => own("client", path)),
          own("client.exe"),
          { flags: ["-municode"] },
        );
      }, 120_000);

      describe("as it comes", () => {
        beforeAll(async () => {
          const objects = compileDriver(sourcesOf(files, threading), own("objects"), {
            systemIncludes: [sqliteFolder],
          });
          await linkDriver([...objects, ...sqlite], own("shipped.sys"), { purpose: "as-shipped" });
          await linkDriver([...objects, ...sqlite], own("plain.sys"), { purpose: "for-wine" });
        }, 60_000);

        it("imports what the kernel has", () => {
          const imports = importsOf(own("shipped.sys"));
          expect(notOfKernel(imports)).toEqual([]);
          expect(imports.get("ntoskrnl.exe")).toContain("ExAllocatePool2");
          expect(imports.get("ntoskrnl.exe")).not.toContain("malloc");
          expect(findingsOf(reportOfBytes(readFileSync(own("shipped.sys"))))).toEqual([]);
        });

        it("answers its program, and leaves nothing", async () => {
          const driver = await wine.load(name, own("plain.sys"));
          const list = await client("list");
          expect(list.stdout.split("\n")[0]).toBe("number\ttitle\tsql");
          expect(list.stdout.trimEnd().split("\n")).toHaveLength(5);
          expect((await client("run", "0")).stdout.split("\n").slice(0, 2)).toEqual([
            "vendor\tdevice\tflags",
            "Example Displays\tDisplay adapter\t1",
          ]);
          expect(await client("run", "1", "0x8086", "0x100E")).toEqual({
            code: 0,
            stdout: "name\tflags\tnotes\nGigabit adapter\t2\tSlow reset\n",
            stderr: "",
          });
          expect((await client("run", "2", "%disk%")).stdout).toBe(
            "vendor\tid\tname\n6900\t4097\tVirtual disk\n6900\t4162\tVirtual disk, modern\n",
          );
          expect((await client("run", "3")).stdout).toBe(
            `vendor\tdevices\twatts
Example Displays\t2\t12.875
Example Networks\t1\t2.75
Example Startup\t0\tNULL
Example Virtual Machines\t3\tNULL
`,
          );
          expect((await client("run", "2", "null")).stdout).toBe("vendor\tid\tname\n");
          expect(await client("run", "1", "1")).toMatchObject({ code: 1, stderr: expect.stringContaining("error 87") });
          expect(await client("run", "99")).toMatchObject({ code: 1, stderr: expect.stringContaining("error 1168") });
          // This is no build for that.
          expect(await client("fail-every", "1")).toMatchObject({
            code: 1,
            stderr: expect.stringContaining("error 1:"),
          });
          expect((await client("statistics")).stdout).toMatch(
            threading === "thread" ? /, SQLITE_THREADSAFE=0\n/ : /, SQLITE_THREADSAFE=1\n/,
          );

          expect(await driver.unload()).toMatchObject(nothing);
          expect(driver.printed().at(-1)).toMatch(
            /SQLite has ended, 0 blocks of memory \(0 bytes\) are left of \d{3,}$/,
          );
          expect(await client("list")).toMatchObject({ code: 1, stderr: expect.stringContaining("error 2:") });
        });

        it("does not load where memory is short, and leaves nothing, whichever allocation fails", async () => {
          let failing = 1;
          // Mutexes are among the first; the rest is the same for both, and tried completely for one of them.
          for (; ; failing += threading === "thread" || failing < 40 ? 1 : 8) {
            const driver = await loaded("plain.sys", { failingAllocation: failing });
            if (!(driver instanceof LoadError)) {
              // SQLite does without this one, or there is none any more.
              const left = await driver.unload();
              expect(left).toMatchObject(nothing);
              if (left.made < failing) {
                break;
              }
              continue;
            }
            expect({ error: driver.error, ...driver.left }).toMatchObject({ error: noResources, ...nothing });
          }
          expect(failing).toBeGreaterThan(100);
          expect(crashes()).toEqual([]);
        }, 120_000);
      });

      describe("with a larger database", () => {
        let driver: LoadedDriver;

        beforeAll(async () => {
          const sha256 = createHash("sha256").update(database).digest("hex");
          const embedding: Embedding = {
            bytes: database,
            symbol: `${name}Database`,
            source: "large.db",
            sha256,
            shape: `${database.length} bytes`,
            // The other one is read as well: the driver's queries run below DISPATCH_LEVEL.
            section: "paged",
          };
          writeFileSync(own("database.h"), headerText(embedding));
          writeFileSync(own("database.obj"), objectFile(embedding, "x64"));
          writeFileSync(own("queries.c"), tableOf(queries));
          const options = { systemIncludes: [sqliteFolder], defines: ["DISK_WATCH_FAULT_INJECTION"] };
          const sources = sourcesOf(files, threading).filter((path) => !/\/(?:database|sqlite-call)\.c$/.test(path));
          const objects = [
            ...compileDriver(sources, own("tested"), options),
            ...compileDriver([own("sqlite-call.c")], own("tested"), { ...options, flags: measured }),
            ...compileDriver([join(import.meta.dirname, "sqlite-windows/stack.c")], own("tested")),
          ];
          await linkDriver([...objects, own("database.obj"), ...sqlite], own("tested.sys"), { purpose: "for-wine" });
          // Written, as the template is, for a driver called NewDriver.
          const program = readFileSync(join(import.meta.dirname, "programs/sqlite-queries.c"), "utf8");
          writeFileSync(own("queries-program.c"), program.replaceAll("NEW_DRIVER", "DISK_WATCH"));
          makeProgram([own("queries-program.c"), own("client/values.c")], own("queries.exe"), {
            includes: [own("client")],
          });
          driver = await wine.load(name, own("tested.sys"));
        }, 60_000);

        afterAll(async () => {
          await driver?.unload().catch(() => undefined);
        });

        /** What the program prints that asks these queries of the table, a line each. */
        const ask = async (asked: readonly Query[], ...mode: readonly string[]): Promise<readonly string[]> => {
          const lines = asked.map((query) => [queries.indexOf(query), ...query.parameters.map(wordOf)].join(" "));
          writeFileSync(own("asked.txt"), `${lines.join("\n")}\n`);
          const { code, stdout, stderr } = await wine.run(
            own("queries.exe"),
            [...mode, `Z:${own("asked.txt")}`],
            120_000,
          );
          expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
          return stdout.trimEnd().split("\n");
        };

        it("answers as sql.js does", async () => {
          const expected = (await answersOf(database, answered)).map(([names = "", ...rows]) => [
            `= 0 ${rows.length} ${names.split(" ").length}`,
            names,
            ...rows,
          ]);
          const lines = (await ask(answered, "answers")).map((line) => line.trim());
          for (const [index, answer] of expected.entries()) {
            expect(lines.splice(0, answer.length), answered[index]?.sql).toEqual(answer);
          }
          expect(lines).toEqual([]);
        });

        it("refuses to write, and what would take too much of the machine", async () => {
          expect(await ask(refused, "answers")).toEqual(refused.map(({ error }) => `= ${error}`));
          const logged = driver.printed().join("\n");
          expect(logged).toContain("SQLite 8: ");
          expect(logged).toContain("attempt to write a readonly database");
          expect(logged).toContain("malformed JSON");
          expect(logged).toContain("LIKE or GLOB pattern too complex");
        });

        it("knows the time, and random numbers", async () => {
          expect((await ask(changing, "answers")).at(-1)).toBe(" i:0 i:1");
        });

        it("answers several programs' threads at once", async () => {
          const quick = answered.filter(({ sql }) => !/sample|integrity/.test(sql));
          const slow = answered.filter(({ sql }) => /GROUP BY device ORDER|count\(DISTINCT/.test(sql));
          const asked = [...quick, ...slow];
          const rounds = 3;
          expect(await ask(asked, "parallel", "4", String(rounds))).toEqual([
            `${4 * rounds * asked.length} asked, 0 wrong`,
          ]);
        }, 120_000);

        it("survives each request of a query for memory that fails", async () => {
          const all = answered.filter(({ sql }) => !/sample|integrity/.test(sql));
          const asked = threading === "thread" ? all : all.slice(0, 4);
          const lines = await ask(asked, "failing");
          expect(lines.map((line) => line.replace(/^\d+ failed, \d+ survived, /, ""))).toEqual(
            asked.map(() => "0 wrong"),
          );
          const counts = lines.map((line) => Number(/^\d+/.exec(line)?.[0]));
          expect(Math.min(...counts)).toBeGreaterThan(10);
          expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(threading === "thread" ? 1000 : 100);
        }, 240_000);

        it("withstands requests and buffers that no client makes", async () => {
          expect(await ask(answered.slice(0, 2), "malformed")).toEqual([
            "24 of 24 cut requests refused",
            "no such query: error 1168",
            "whole: error 0, 928 bytes",
            "0 wrong with less room",
            "0 wrong with no room",
            "three bytes for a ULONG: error 87",
            "no such code: error 1",
            "a write: error 1",
          ]);
        });

        it("stays within its stack, however deep a query goes, and leaves nothing", async () => {
          expect((await ask(deep, "answers")).filter((line) => line.startsWith("= "))).toEqual([
            "= 0 2 1",
            "= 0 1 1",
            "= 0 1 1",
            "= 0 10 2",
            "= 0 3 2",
          ]);
          expect(await driver.unload()).toMatchObject(nothing);
          const printed = driver.printed();
          expect(printed.filter((line) => line.includes("SQLite has ended"))).toEqual([
            expect.stringContaining(" 0 blocks of memory (0 bytes) are left of "),
          ]);
          const stack = printed.flatMap((line) => /^stack: (\d+) bytes$/.exec(line)?.[1] ?? []).map(Number);
          expect(Math.max(...stack)).toBeGreaterThan(4000);
          expect(Math.max(...stack)).toBeLessThan(stackOfCall);
          expect(crashes()).toEqual([]);
        });

        it("loads again, and lets memory fail from the first request on where its service says so", async () => {
          for (const nth of [1, 30, 100]) {
            await wine.run(own("queries.exe"), ["fail-at-load", name, String(nth)]);
            const failed = await loaded("tested.sys");
            expect(failed).toBeInstanceOf(LoadError);
            expect(failed).toMatchObject({ error: noResources, left: nothing });
          }
          await wine.run(own("queries.exe"), ["fail-at-load", name, "0"]);
          driver = await wine.load(name, own("tested.sys"));
          expect((await ask(answered.slice(0, 1), "answers"))[0]).toBe("= 0 1 2");
          expect(await driver.unload()).toMatchObject(nothing);
        });
      });

      const loaded = (image: string, options?: LoadOptions): Promise<LoadedDriver | LoadError> =>
        wine.load(name, own(image), options).catch((error: unknown) => {
          if (error instanceof LoadError) {
            return error;
          }
          throw error;
        });
    });
  },
);

/** Where stack.c stands between sqlite-call.c and the kernel. */
const measured = [
  "-DPsCreateSystemThread=MeasuredCreateThread",
  "-DPsTerminateSystemThread=MeasuredEndThread",
  "-DKeExpandKernelStackAndCallout=MeasuredCallOut",
];

/** queries.c as somebody has edited it. */
function tableOf(table: readonly Query[]): string {
  const rows = table.map(({ sql }, index) => `    { "query ${index}", ${JSON.stringify(sql)} },\n`);
  return `#include "driver.h"

const DISK_WATCH_QUERY_TEXT ${name}Queries[] = {
${rows.join("")}};

const ULONG ${name}QueryCount = RTL_NUMBER_OF(${name}Queries);
`;
}
