/** The checklist of SQLite in a driver: what ticks each step, what leaves it open, and what it cannot know. */
import { describe, expect, it } from "vitest";
import { lineTable } from "../../../../server/src/engine/lines.ts";
import { profiledRules } from "../../../../server/src/engine/reading/sqlite-profile/profile.ts";
import type { SqliteProfile, Step } from "../../../../server/src/engine/reading/sqlite-profile/step.ts";
import { UnitSession } from "../../../../server/src/engine/unit-session.ts";
import { rules } from "../../../../server/src/rules/index.ts";
import { templates } from "../../../../server/src/scaffolds/templates.ts";
import { parts, type UnitSettings } from "../../../support/engine.ts";
import { seeded } from "../../random.ts";
import { randomEdit } from "../../random-edits.ts";
import { checklist, openExample, stepsOf } from "./checklist.ts";

const fileName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** A step as a line: its state, what is said of it and where it leads. */
function line(step: Step, session: UnitSession): string {
  const { at } = step;
  const text = at === undefined ? undefined : (session.text(at.path) ?? "").split("\n");
  const number = at === undefined ? 0 : lineTable(text?.join("\n") ?? "").positionAt(at.start).line;
  const place = at === undefined ? "" : ` @${fileName(at.path)} ${text?.[number - 1]?.trim() ?? ""}`;
  return `${step.state} ${step.title}: ${step.sentence}${place}`;
}

const states = (steps: SqliteProfile | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(steps?.map(({ id, state }) => [id, state]) ?? []);

/** Rules about SQLite by step, each once. */
const aboutSqlite = (steps: SqliteProfile | undefined): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    steps?.map(({ id, findings }) => {
      const rules = findings.map(({ rule }) => rule).filter((rule) => rule.startsWith("sqlite-"));
      return [id, [...new Set(rules)].sort()];
    }) ?? [],
  );

describe("the driver that is done right", () => {
  const { session, driver } = openExample("sqlite-driver-right");
  const steps = checklist(session, driver);

  it("has all done that sources can show, each with what it was ticked from", () => {
    expect(steps?.map((step) => line(step, session))).toEqual([
      "done Allocator: SQLite allocates through QuirksMemoryMethods. @database.c int result = sqlite3_config(SQLITE_CONFIG_MALLOC, &QuirksMemoryMethods);",
      "done VFS: SQLite reaches its files through QuirksVfs. @vfs.c return sqlite3_vfs_register(&QuirksVfs, 1);",
      "done Log: SQLite's messages go to QuirksSqliteLog. @database.c result = sqlite3_config(SQLITE_CONFIG_LOG, QuirksSqliteLog, NULL);",
      "done Threading: SQLite takes its mutexes from QuirksMutexMethods. @database.c result = sqlite3_config(SQLITE_CONFIG_MUTEX, &QuirksMutexMethods);",
      "done Embedded database: The database is in the image: QuirksCatalog. @catalog.c const unsigned char QuirksCatalog[] = {",
      expect.stringMatching(
        /^done Compile options: quirks\.vcxproj compiles SQLite with all options that a kernel needs/,
      ),
      "done Initialisation: SQLite is configured, then initialised, then opened. @database.c result = sqlite3_initialize();",
      expect.stringMatching(
        /^done IRQL and stack: All 15 calls of SQLite run at PASSIVE_LEVEL, and its stack is bounded/,
      ),
      expect.stringMatching(/^unknown Validation: That it works cannot be seen from the sources/),
    ]);
    for (const { id, state, evidence, findings, part } of steps ?? []) {
      const told = findings.filter(({ severity }) => severity !== "hint");
      expect([id, evidence.length > 0, told, part]).toEqual([id, state === "done", [], undefined]);
    }
  });

  it("loses a tick with an edit of a table, and has it again", () => {
    const path = driver.sources.find((source) => source.endsWith("/memory.c")) ?? "";
    const text = session.text(path) ?? "";
    const size = /\.xSize = (\w+)/.exec(text);
    const start = (size?.index ?? 0) + ".xSize = ".length;
    const name = size?.[1] ?? "";
    session.edit(path, { start, oldEnd: start + name.length, text: "NULL" });
    const wrong = checklist(session, driver);
    expect(states(wrong)).toEqual({ ...states(steps), allocator: "wrong" });
    expect(wrong?.[0]?.sentence).toMatch(/^xSize of QuirksMemoryMethods is NULL/);
    expect(wrong?.[0]?.part).toBe("sqlite-allocator");
    session.edit(path, { start, oldEnd: start + "NULL".length, text: name });
    expect(checklist(session, driver)).toEqual(steps);
  });
});

describe("the driver that is done wrong", () => {
  const { session, driver } = openExample("sqlite-driver-wrong");
  const steps = checklist(session, driver);

  it("has each mistake in its step", () => {
    expect(states(steps)).toEqual({
      allocator: "wrong",
      vfs: "wrong",
      log: "wrong",
      threading: "wrong",
      database: "missing",
      options: "wrong",
      order: "wrong",
      levels: "wrong",
      validation: "unknown",
    });
    expect(aboutSqlite(steps)).toEqual({
      allocator: ["sqlite-config-order", "sqlite-method-missing"],
      vfs: expect.arrayContaining(["sqlite-method-missing", "sqlite-vfs-sizes"]),
      log: expect.any(Array),
      threading: ["sqlite-config-order", "sqlite-spin-lock-mutex"],
      database: [],
      options: ["sqlite-build-profile"],
      order: ["sqlite-config-order", "sqlite-os-init-missing"],
      levels: expect.arrayContaining(["sqlite-at-raised-irql"]),
      validation: [],
    });
    const userMode = steps?.filter(({ findings }) => findings.some(({ rule }) => rule === "user-mode-api"));
    expect(userMode?.map(({ id }) => id)).toEqual(["allocator", "vfs", "log"]);
  });

  it("leaves no finding of a rule about SQLite out, whatever is told beside it", () => {
    const listed = new Set(steps?.flatMap(({ findings }) => findings));
    const all = session.paths
      .flatMap((path) => session.check(path, () => {}))
      .filter(({ rule }) => rule.startsWith("sqlite-"));
    const key = ({ rule, path, message }: (typeof all)[number]): string => `${rule} ${fileName(path)} ${message}`;
    expect([...new Set([...listed].filter(({ rule }) => rule.startsWith("sqlite-")).map(key))].sort()).toEqual(
      all.map(key).sort(),
    );
    expect(all.length).toBeGreaterThan(5);
  });

  it("says what is missing beside what is found", () => {
    const order = steps?.find(({ id }) => id === "order");
    expect(order?.details.join("\n")).toContain("sqlite3_shutdown is not called");
  });
});

describe("rules about SQLite", () => {
  it("have a step each", () => {
    const own = rules.map(({ id }) => id).filter((id) => id.startsWith("sqlite-"));
    expect(own.filter((id) => !profiledRules.has(id))).toEqual([]);
  });
});

const entry = `DRIVER_INITIALIZE DriverEntry;
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    sqlite3_initialize();
    return STATUS_SUCCESS;
}
`;

/** A driver of one file that initialises SQLite when it is loaded, and has these declarations before. */
const driverWith = (before: string, entryText = entry): string => `#include <ntddk.h>
#include "sqlite3.h"
${before}
${entryText}`;

/** One step: its state and sentence. */
function step(id: string, text: string, settings: UnitSettings = {}): string {
  const found = stepsOf(text, settings).get(id);
  return `${found?.state}: ${found?.sentence}`;
}

const options = (...pairs: readonly (readonly [string, string])[]): UnitSettings => ({ defines: new Map(pairs) });

describe("units without a checklist", () => {
  it("are those that have nothing to do with SQLite, and those of user mode", () => {
    expect(stepsOf("#include <ntddk.h>\nVOID F(VOID)\n{\n}\n").size).toBe(0);
    expect(stepsOf(driverWith(""), { kind: "windows-user" }).size).toBe(0);
  });
});

describe("what a driver hands over", () => {
  it("is missing where nothing does, with a part to be put in", () => {
    const steps = stepsOf(driverWith(""), options(["SQLITE_THREADSAFE", "1"]));
    expect([...steps.values()].filter(({ state }) => state === "missing").map(({ id, part }) => [id, part])).toEqual([
      ["allocator", "sqlite-allocator"],
      ["vfs", "sqlite-vfs"],
      ["log", "sqlite-log"],
      ["threading", "sqlite-mutex"],
      ["database", undefined],
    ]);
    const ids = templates.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([...steps.values()].flatMap(({ part }) => part ?? [])));
    expect(steps.get("allocator")?.details).toEqual(["It calls malloc then, which a kernel does not have."]);
  });

  it("is nobody's to know in a unit that sets nothing up", () => {
    const steps = stepsOf(
      `#include "sqlite3.h"\nint Count(sqlite3_stmt *s)\n{\n    return sqlite3_column_int(s, 0);\n}\n`,
    );
    expect(["allocator", "vfs", "log", "threading", "database", "order"].map((id) => steps.get(id)?.state)).toEqual(
      Array(6).fill("unknown"),
    );
  });

  it("cannot be seen where another library defines the table", () => {
    const text = driverWith(
      "extern const sqlite3_mem_methods Methods;\nint Configure(void)\n{\n    return sqlite3_config(SQLITE_CONFIG_MALLOC, &Methods);\n}",
    );
    expect(step("allocator", text)).toBe(
      "unknown: Methods cannot be seen from the sources: no definition that can be read is in test.",
    );
  });

  it("is followed through variables, and unknown where it is not called by its name", () => {
    const table = "extern int N;\nvoid *A(int n);\nstatic const sqlite3_mem_methods M = { .xMalloc = A };\n";
    const followed = driverWith(
      `${table}int C(void)\n{\n    const sqlite3_mem_methods *m = &M;\n    return sqlite3_config(SQLITE_CONFIG_MALLOC, m);\n}`,
    );
    const found = stepsOf(followed).get("allocator");
    expect(found?.evidence.map(({ text }) => text)).toEqual(["sqlite3_config(SQLITE_CONFIG_MALLOC, M)", "M"]);
    const local = driverWith(
      "void *A(int n);\nint C(void)\n{\n    sqlite3_mem_methods m = { .xMalloc = A };\n    return sqlite3_config(SQLITE_CONFIG_MALLOC, &m);\n}",
    );
    expect(
      stepsOf(local)
        .get("allocator")
        ?.evidence.map(({ text }) => text),
    ).toContain("m");
    const circle =
      "int C(void)\n{\n    void *a = b;\n    void *b = a;\n    return sqlite3_config(SQLITE_CONFIG_MALLOC, a);\n}";
    expect(step("allocator", driverWith(circle))).toMatch(/^unknown: [ab] cannot be seen/);
    const wrapped = driverWith("int Config(int op, void *p)\n{\n    return sqlite3_config(op, p);\n}");
    expect(step("allocator", wrapped)).toMatch(/^unknown: .* sqlite3_config is called through sqlite3_config\(op, p\)/);
    expect(step("vfs", wrapped)).toMatch(/^missing/);
    const macro = driverWith(
      "#define REGISTER(v) sqlite3_vfs_register((v), 1)\nint R(void)\n{\n    return REGISTER(0);\n}",
    );
    expect(step("vfs", macro)).toMatch(/^unknown: .* sqlite3_vfs_register is called through REGISTER/);
  });

  it("is of no use where nothing hands it over", () => {
    const text = driverWith(`int Delay(sqlite3_vfs *v, int n);
static sqlite3_vfs Vfs = { .iVersion = 1, .szOsFile = sizeof(sqlite3_file), .mxPathname = 64, .zName = "v", .xSleep = Delay };`);
    expect(stepsOf(text).get("vfs")?.state).toBe("wrong");
    expect([...(stepsOf(text).get("vfs")?.details ?? []), stepsOf(text).get("vfs")?.sentence].join("\n")).toContain(
      "Vfs is not used: nothing hands it to sqlite3_vfs_register.",
    );
  });

  it.each(["static const sqlite3_mem_methods Methods = { 0 };", "static sqlite3_mem_methods Methods;"])(
    "is not known where nothing is seen in the table: %s",
    (table) => {
      const call = "int Configure(void)\n{\n    return sqlite3_config(SQLITE_CONFIG_MALLOC, &Methods);\n}";
      expect(step("allocator", driverWith(`${table}\n${call}`))).toBe(
        "unknown: No method of Methods is seen in the sources, which SQLite is given.",
      );
    },
  );

  it("may be a block of memory, and a log that is turned off is none", () => {
    const text = driverWith(
      "static char Heap[65536];\nint Configure(void)\n{\n    sqlite3_config(SQLITE_CONFIG_LOG, NULL, NULL);\n    return sqlite3_config(SQLITE_CONFIG_HEAP, Heap, sizeof(Heap), 64);\n}",
    );
    expect(step("allocator", text)).toBe("done: SQLite allocates from one block that it is given.");
    expect(step("log", text)).toBe("missing: SQLite's log is turned off: SQLITE_CONFIG_LOG is given NULL.");
  });
});

describe("threading", () => {
  it("is done by an option, or by a call, where one thread at a time is let in", () => {
    expect(step("threading", driverWith(""), options(["SQLITE_THREADSAFE", "0"]))).toMatch(
      /^done: SQLite is built without mutexes/,
    );
    const single = driverWith("int C(void)\n{\n    return sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);\n}");
    expect(step("threading", single)).toMatch(/^done: SQLite runs single-threaded/);
    expect(step("threading", driverWith(""), options(["SQLITE_THREADSAFE", "1"]))).toMatch(
      /^missing: SQLite has no mutexes/,
    );
    expect(step("threading", driverWith(""))).toMatch(
      /^unknown: SQLITE_CONFIG_MUTEX is not given any mutexes; whether SQLite is built without/,
    );
  });
});

describe("compile options", () => {
  const without = (...names: readonly string[]) =>
    openExample("sqlite-driver-right", ({ sqliteBuild, ...driver }) => ({
      ...driver,
      ...(sqliteBuild === undefined
        ? {}
        : {
            sqliteBuild: {
              ...sqliteBuild,
              configurations: sqliteBuild.configurations.map((configuration) => ({
                ...configuration,
                definitions: configuration.definitions.filter(({ name }) => !names.includes(name)),
              })),
            },
          }),
    }));
  const optionsOf = ({ session, driver }: ReturnType<typeof without>): Step | undefined =>
    checklist(session, driver)?.find(({ id }) => id === "options");

  it("are wrong without one that a kernel needs, and done without one that is only advised", () => {
    const needed = optionsOf(without("SQLITE_ZERO_MALLOC"));
    expect([needed?.state, needed?.part]).toEqual(["wrong", "sqlite-options"]);
    expect(needed?.findings.map(({ rule }) => rule)).toEqual(["sqlite-build-profile"]);
    const advised = optionsOf(without("SQLITE_DQS"));
    expect(advised?.state).toBe("done");
    expect(advised?.sentence).toMatch(/needs; 1 advised option left out or set otherwise\.$/);
    expect(advised?.details).toEqual(["Advised, and left out or set otherwise: SQLITE_DQS=0."]);
  });

  it("are as somebody wants them who writes that down", () => {
    const { session, driver } = without("SQLITE_ZERO_MALLOC");
    const [finding] = optionsOf({ session, driver })?.findings ?? [];
    const text = session.text(finding?.path ?? "") ?? "";
    const end = text.indexOf("\n", finding?.start ?? 0);
    const comment = " // driverlens-disable-line sqlite-build-profile -- malloc is ours";
    session.edit(finding?.path ?? "", { start: end, oldEnd: end, text: comment });
    const step = optionsOf({ session, driver });
    expect(`${step?.state}: ${step?.sentence}`).toMatch(/^done: .*, but for SQLITE_ZERO_MALLOC, which is meant so\.$/);
  });

  it("cannot be seen where no project compiles SQLite", () => {
    const library = openExample("sqlite-driver-right", ({ sqliteBuild: _, ...driver }) => driver);
    expect(optionsOf(library)?.state).toBe("unknown");
  });
});

describe("the embedded database", () => {
  const bytes = [..."SQLite format 3\0"].map((sign) => sign.charCodeAt(0));
  const reader = (name: string): string => `static int Size(sqlite3_file *f, sqlite3_int64 *s)
{
    *s = sizeof(${name});
    return SQLITE_OK;
}
static int Read(sqlite3_file *f, void *b, int n, sqlite3_int64 o)
{
    memcpy(b, ${name} + o, n);
    return SQLITE_OK;
}
static const sqlite3_io_methods Methods = { .iVersion = 1, .xRead = Read, .xFileSize = Size };`;

  it.each([
    ["decimal numbers", `{ ${bytes.join(", ")}, 2, 0 }`],
    ["hexadecimal numbers over lines", `{\n  ${bytes.map((byte) => `0x${byte.toString(16)}`).join(",\n  ")}, 0x10 }`],
    ["characters", `{ 'S','Q','L','i','t','e',' ','f','o','r','m','a','t',' ','3','\\0', 2 }`],
    ["a string", '"SQLite format 3\\000\\020"'],
    ["numbers after a comment", `{ /* header */ ${bytes.join("u, ")}u, // rest\n 1 }`],
  ])("is an array that begins as one, of %s", (_, init) => {
    const text = driverWith(`const unsigned char Data[] = ${init};\n${reader("Data")}`);
    expect(step("database", text)).toBe("done: The database is in the image: Data.");
  });

  it("may be larger than what is read of a declaration", () => {
    const rest = "0x11,\n".repeat(400_000);
    const text = driverWith(`const unsigned char Data[] = { ${bytes.join(",")},\n${rest} };\n${reader("Data")}`);
    expect(step("database", text)).toBe("done: The database is in the image: Data.");
  });

  it("is no array that begins otherwise, and none that nothing reads", () => {
    const other = driverWith(`const unsigned char Data[] = { ${bytes.slice(0, 12).join(", ")}, 1, 2, 3, 4 };`);
    expect(step("database", other)).toMatch(/^missing: No database is embedded/);
    const unread = driverWith(`const unsigned char Data[] = { ${bytes.join(", ")} };`);
    expect(step("database", unread)).toBe("wrong: Nothing reads Data, which holds a database.");
  });

  it("is declared here and defined elsewhere where an object brings it", () => {
    const text = driverWith(
      `extern const unsigned char Data[];\nextern const unsigned int DataSize;\n${reader("Data")}`,
    );
    expect(step("database", text)).toMatch(/^unknown: Data is declared here and defined elsewhere/);
  });

  it("cannot be seen where the file system's methods stand in a macro", () => {
    const text = driverWith(`extern const unsigned char Data[];
static int Open(sqlite3_vfs *v, sqlite3_filename n, sqlite3_file *f, int flags, int *out)
{
    return Map(f, Data);
}
#define METHODS { 1, 64, 64, NULL, "image", NULL, Open }
static sqlite3_vfs Vfs = METHODS;
int sqlite3_os_init(void)
{
    return sqlite3_vfs_register(&Vfs, 1);
}`);
    expect(step("database", text)).toMatch(/^unknown: Where SQLite's files come from cannot be seen/);
  });

  it("may be handed to sqlite3_deserialize, be a file, or be made in memory", () => {
    const own = driverWith(
      'extern unsigned char Data[];\nint Open(sqlite3 *db)\n{\n    return sqlite3_deserialize(db, "main", Data, 512, 512, 0);\n}',
    );
    expect(step("database", own)).toMatch(/^unknown: Data is declared here/);
    const file = driverWith(`static int Read(sqlite3_file *f, void *b, int n, sqlite3_int64 o)
{
    return ZwReadFile(h, NULL, NULL, NULL, &s, b, n, &p, NULL) == 0 ? SQLITE_OK : SQLITE_IOERR;
}
static const sqlite3_io_methods Methods = { .iVersion = 1, .xRead = Read };`);
    expect(step("database", file)).toBe("done: The database is a file, which ZwReadFile reads.");
    const memory = driverWith('int Open(sqlite3 **db)\n{\n    return sqlite3_open(":memory:", db);\n}');
    expect(step("database", memory)).toBe("done: The database is made in memory, and none is embedded.");
  });
});

describe("initialisation", () => {
  const unloaded = `DRIVER_UNLOAD Unload;
VOID Unload(PDRIVER_OBJECT D)
{
}
DRIVER_INITIALIZE DriverEntry;
NTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R)
{
    D->DriverUnload = Unload;
    sqlite3_initialize();
    return STATUS_SUCCESS;
}
`;
  it("is wrong where a driver that can be unloaded shuts nothing down", () => {
    expect(step("order", driverWith("", unloaded))).toMatch(/^wrong: sqlite3_shutdown is not called/);
    expect(step("order", driverWith("", unloaded.replace("{\n}", "{\n    sqlite3_shutdown();\n}")))).toMatch(/^done/);
    expect(step("order", driverWith(""))).toMatch(/^done/);
  });

  it("is left to the first open, unless that is left out", () => {
    const text = driverWith('int O(sqlite3 **d)\n{\n    return sqlite3_open("c", d);\n}', "");
    expect(step("order", text)).toMatch(/^done: SQLite is initialised when the first database is opened/);
    expect(step("order", text, options(["SQLITE_OMIT_AUTOINIT", ""]))).toMatch(/^(?:missing|wrong): /);
  });
});

describe("where SQLite runs", () => {
  it("is known where levels are, and the stack is bounded", () => {
    expect(step("levels", driverWith(""), options(["SQLITE_MAX_EXPR_DEPTH", "20"]))).toBe(
      "done: The one call of SQLite runs at PASSIVE_LEVEL, and its stack is bounded by SQLITE_MAX_EXPR_DEPTH=20.",
    );
    expect(step("levels", driverWith(""), options(["SQLITE_MAX_EXPR_DEPTH", "1000"]))).toMatch(
      /^unknown: The one call of SQLite runs at PASSIVE_LEVEL; how much of the stack/,
    );
  });

  it("cannot be seen of a function that nobody calls, and is wrong at DISPATCH_LEVEL", () => {
    const text = driverWith("int Step(sqlite3_stmt *s)\n{\n    return sqlite3_step(s);\n}");
    expect(step("levels", text)).toBe("unknown: At which level Step runs cannot be seen from the sources.");
    const raised = driverWith(
      "KDEFERRED_ROUTINE Dpc;\nVOID Dpc(PKDPC D, PVOID C, PVOID A, PVOID B)\n{\n    sqlite3_step((sqlite3_stmt *)C);\n}",
    );
    expect(step("levels", raised)).toMatch(/^wrong: sqlite3_step/);
    expect(stepsOf(raised).get("levels")?.details).toEqual([]);
    const others = stepsOf(`${raised}int Step(sqlite3_stmt *s)\n{\n    return sqlite3_step(s);\n}\n`).get("levels");
    expect(others?.details[0]).toBe("At which level Step runs cannot be seen from the sources.");
  });

  it("is called context on Linux, where no parts are there yet", () => {
    const steps = stepsOf(
      `#include <linux/module.h>\n#include "sqlite3.h"\nstatic int __init Start(void)\n{\n    return sqlite3_initialize();\n}\nmodule_init(Start);\n`,
      {
        kind: "linux-kernel",
      },
    );
    expect(steps.get("levels")?.title).toBe("Context and stack");
    expect(steps.get("allocator")?.state).toBe("missing");
    expect([...steps.values()].flatMap(({ part }) => part ?? [])).toEqual([]);
  });
});

describe("validation", () => {
  it("is ticked by a switch that has allocations fail, and never by anything else", () => {
    const text = driverWith(`static long FailAfter;
static void *Alloc(int n)
{
    return --FailAfter == 0 ? NULL : ExAllocatePool2(POOL_FLAG_PAGED, n, 'abcd');
}
static const sqlite3_mem_methods Methods = { .xMalloc = Alloc };`);
    const found = stepsOf(text).get("validation");
    expect(`${found?.state}: ${found?.sentence}`).toMatch(/^done: The allocator can be made to fail: FailAfter\./);
    expect(found?.details.length).toBe(3);
  });

  it("sees a switch in what the allocator leaves the allocation to", () => {
    const text = driverWith(`static int ShallFail(void);
static void *Block(int n)
{
    return ShallFail() ? NULL : ExAllocatePool2(POOL_FLAG_PAGED, n, 'abcd');
}
static void *Alloc(int n)
{
    return Block(n);
}
static const sqlite3_mem_methods Methods = { .xMalloc = Alloc };`);
    expect(stepsOf(text).get("validation")?.sentence).toMatch(/^The allocator can be made to fail: ShallFail\./);
  });

  it.each([
    ["FaultInjection", "done"],
    ["should_fail", "done"],
    ["inject", "done"],
    ["g_Default", "unknown"],
    ["LogFailure", "unknown"],
    ["fail", "unknown"],
  ])("is told by a name such as %s: %s", (name, state) => {
    const text = driverWith(`static void *Alloc(int n)
{
    return ${name}(n);
}
static const sqlite3_mem_methods Methods = { .xMalloc = Alloc };`);
    expect(stepsOf(text).get("validation")?.state).toBe(state);
  });
});

describe("what is suppressed", () => {
  it("makes nothing wrong", () => {
    const text = driverWith(`static void *Alloc(int n)
{
    return malloc(n); // driverlens-disable-line user-mode-api -- the kernel's own
}
static const sqlite3_mem_methods Methods = { .xMalloc = Alloc };
int Configure(void)
{
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &Methods);
}`);
    const found =
      stepsOf(text)
        .get("allocator")
        ?.findings.map(({ rule }) => rule) ?? [];
    expect(found).not.toContain("user-mode-api");
    const told = stepsOf(text.replace(/ \/\/ driverlens.*/, "")).get("allocator");
    expect(told?.findings.map(({ rule }) => rule)).toContain("user-mode-api");
  });
});

describe("after random edits", () => {
  it.each([1, 2, 3])("the checklist is that of a fresh session, seed %i", (seed) => {
    const random = seeded(seed);
    const { session, driver } = openExample("sqlite-driver-right");
    const paths = session.paths.filter((path) => /(?:memory|vfs|database|mutex|driver)\.[ch]$/.test(path));
    for (let round = 0; round < 8; round++) {
      for (let count = random.upTo(4); count >= 0; count--) {
        const path = random.pick(paths);
        session.edit(path, randomEdit(session.text(path) ?? "", random));
      }
      const files = session.paths.map((path) => ({ path, text: session.text(path) ?? "" }));
      const fresh = UnitSession.open({ driver, files, targetWindows: undefined }, parts);
      expect(checklist(session, driver)).toEqual(checklist(fresh, driver));
    }
  });
});
