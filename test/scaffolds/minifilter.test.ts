/**
 * A driver made from the template `minifilter` is compiled and used, and what is asked before is judged. Wine's filter manager
 * can hardly more than register a filter: the driver is linked with `frameworks/filter-*.c`, which stand for it. So what
 * runs is the driver's own code, with its thread; what only compiles is how volumes and opens of Windows come to it. Wine has no
 * structured exceptions for code of this compiler: that the driver survives a buffer that is not there is not tried.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { completed, mistakeIn } from "../../server/src/scaffolds/questions.ts";
import { minifilter } from "../../server/src/scaffolds/windows/minifilter.ts";
import { generate, templateOf } from "./support/generate.ts";
import { importsOf, notOfKernel } from "./support/imports.ts";
import { compileDriver, linkDriver, makeProgram, mingwInstalled } from "./support/mingw.ts";
import { LoadError, startWine, type Wine, wineInstalled } from "./support/wine.ts";

const name = "DiskWatch";
const sources = ["driver.c", "volumes.c", "create.c", "reports.c", "port.c"];

describe("a minifilter's altitude", () => {
  const altitude = minifilter.questions.find(({ id }) => id === "altitude");
  const mistake = (answer: string, group: string): string | undefined =>
    altitude === undefined ? "no question" : mistakeIn(altitude, answer, new Map([["group", group]]));

  it.each([
    ["360000", "activity-monitor"],
    ["389999", "activity-monitor"],
    ["389999.99", "activity-monitor"],
    ["370030.0000000001", "activity-monitor"],
    ["60000", "copy-protection"],
  ])("may be %s for %s", (answer, group) => expect(mistake(answer, group)).toBeUndefined());

  it.each([
    ["359999.9", "activity-monitor", "FSFilter Activity Monitor has the altitudes 360000 to 389999"],
    ["390000", "activity-monitor", "FSFilter Activity Monitor has the altitudes 360000 to 389999"],
    ["370000", "encryption", "FSFilter Encryption has the altitudes 140000 to 149999"],
    ["370000.", "activity-monitor", "A number"],
    ["0x5A550", "activity-monitor", "A number"],
    ["-370000", "activity-monitor", "A number"],
    ["370000,5", "activity-monitor", "A number"],
  ])("may not be %s for %s", (answer, group, message) => expect(mistake(answer, group)).toContain(message));

  it("and its group's name, class and GUID stand in the INF file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "driverlens-minifilter-inf-"));
    const files = await generate(minifilter, name, folder, { group: "encryption" });
    rmSync(folder, { recursive: true, force: true });
    const inf = files.find(({ path }) => path === "DiskWatch.inf")?.text ?? "";
    expect(inf).toContain('Class       = "Encryption"');
    expect(inf).toContain("ClassGuid   = {a0a701c0-a511-42ff-aa6c-06dc0395576f}");
    expect(inf.match(/LoadOrderGroup = "FSFilter Encryption"/g)).toHaveLength(2);
    const given = completed(minifilter, new Map([["group", "encryption"]])).get("altitude") ?? "";
    expect(inf).toContain(`InstanceAltitude   = "${given}"`);
    expect(mistake(given, "encryption")).toBeUndefined();
  });
});

describe.skipIf(!(mingwInstalled && wineInstalled) && process.env.CI !== "true")("a driver from minifilter", () => {
  let folder = "";
  let wine: Wine;
  const file = (path: string): string => join(folder, path);
  const ours = (path: string): string => join(import.meta.dirname, path);
  /** A source of the tests, which are written, as the template is, for a driver called NewDriver. */
  const renamed = (path: string): string => {
    const text = readFileSync(ours(path), "utf8");
    const target = file(path.replaceAll("/", "-"));
    writeFileSync(target, text.replaceAll("NEW_DRIVER", "DISK_WATCH").replaceAll("newdriver", "diskwatch"));
    return target;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "driverlens-minifilter-"));
    await generate(templateOf("minifilter"), name, folder);
    const objects = compileDriver(sources.map(file), file("objects"));
    const modules = ["ntoskrnl.exe", "fltmgr.sys"];
    await linkDriver(objects, file("shipped.sys"), { purpose: "as-shipped", modules });
    // With names of the stand-in for what it calls and what the driver calls.
    const stands = ["DriverEntry=DriverEntryOfTemplate"];
    stands.push("PsCreateSystemThread=CreateCountedThread", "PsTerminateSystemThread=EndCountedThread");
    const tested = compileDriver(sources.map(file), file("tested"), { defines: stands });
    const manager = [
      ours("frameworks/filter-manager.c"),
      ours("frameworks/filter-ports.c"),
      renamed("frameworks/minifilter-day.c"),
    ];
    const stand = compileDriver(manager, file("manager"), { includes: [folder, ours("frameworks")] });
    await linkDriver([...tested, ...stand], file("tested.sys"), { purpose: "for-wine" });
    const client = [file("client/client.c"), renamed("programs/minifilter-port.c")];
    makeProgram(client, file("client.exe"), { includes: [folder], flags: ["-municode"] });
    wine = await startWine();
  }, 120_000);

  afterAll(async () => {
    await wine?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("imports what the kernel and its filter manager have", () => {
    const imports = importsOf(file("shipped.sys"));
    expect(notOfKernel(imports)).toEqual([]);
    expect([...imports.keys()].sort()).toEqual(["fltmgr.sys", "ntoskrnl.exe"]);
    expect(imports.get("fltmgr.sys")).toContain("FltRegisterFilter");
  });

  it.each([
    ["a callback before a create", "create.c", "PVOID *CompletionContext)\n{", "PVOID CompletionContext)\n{"],
    [
      "a callback of another operation",
      "driver.c",
      ".PostOperation = DiskWatchPostCreate",
      ".PostOperation = DiskWatchPreCreate",
    ],
    [
      "a callback of the port",
      "port.c",
      "SizeOfContext,\n    PVOID *Connection",
      "SizeOfContext,\n    PVOID Connection",
    ],
    [
      "an object of another kind",
      "create.c",
      "FltIsDirectory(FltObjects->FileObject",
      "FltIsDirectory(FltObjects->Volume",
    ],
  ])("would not compile with a mistake in %s", (_, source, right, wrong) => {
    const text = readFileSync(file(source), "utf8");
    expect(text).toContain(right);
    writeFileSync(file(`wrong-${source}`), text.replace(right, wrong));
    expect(() => compileDriver([file(`wrong-${source}`)], file("wrong"), { includes: [folder] })).toThrow(
      /conflicting types|incompatible pointer type/,
    );
  });

  it("tells a listener what it wants to know, and nothing waits for it", async () => {
    const driver = await wine.load(name, file("tested.sys"));
    expect(await driver.unload()).toMatchObject({ allocations: 0, devices: 0, complaints: [] });
    // The driver's thread sends them when it comes to it.
    const isReport = (line: string): boolean => line.startsWith("flt: report");
    expect(driver.printed().filter(isReport)).toEqual(
      ["a.txt", "A.B.TXT", "c.txt:stream", "b.log", "b.log"].map(
        (file) => `flt: report of process 4711: \\Device\\HarddiskVolume1\\${file}`,
      ),
    );
    expect(driver.printed().filter((line) => !isReport(line))).toEqual([
      "flt: port \\DiskWatchPort",
      "diskwatch: attached, file system 2",
      "flt: not attached to volume 1, status c01c000f",
      "flt: not attached to volume 2, status c01c000f",
      "flt: not attached to volume 3, status c01c000f",
      "diskwatch: attached, file system 3",
      "diskwatch: loaded",
      "flt: a text: let go",
      "diskwatch: connected",
      "flt: a text: looked at",
      "flt: 1 sent, 0 lost",
      "flt: a log: looked at",
      "flt: a capital one: looked at",
      "flt: 2 sent, 0 lost",
      "flt: a stream: looked at",
      "flt: 3 sent, 0 lost",
      ...["no extension", "a longer one", "no name", "a folder"].map((open) => `flt: ${open}: looked at`),
      ...["asked for as a folder", "a paging file", "the target of a rename", "the listener's own"].map(
        (open) => `flt: ${open}: let go`,
      ),
      ...["not found", "a link", "drained"].map((open) => `flt: ${open}: looked at`),
      "flt: nothing: status c000000d, 0 bytes",
      "flt: half a command: status c000000d, 0 bytes",
      "flt: unknown: status c000000d, 0 bytes",
      "flt: without an end: status c000000d, 0 bytes",
      "flt: statistics into nothing: status c0000023, 0 bytes",
      "flt: statistics into less: status c0000023, 0 bytes",
      "flt: statistics: status 00000000, 16 bytes",
      "flt: logs: status 00000000, 0 bytes",
      "flt: a text: looked at",
      "flt: a log: looked at",
      "flt: 4 sent, 0 lost",
      "flt: a log: looked at",
      "flt: 4 sent, 1 lost",
      "flt: a log: looked at",
      "flt: 4 sent, 6 lost",
      "diskwatch: disconnected",
      "flt: 4 sent, 1031 lost",
      "flt: a log: let go",
      "diskwatch: connected",
      "flt: a log: looked at",
      "flt: 5 sent, 1031 lost",
      "diskwatch: detached, file system 2, 1136 opens",
      "diskwatch: detached, file system 3, 0 opens",
      "diskwatch: disconnected",
      "diskwatch: unloaded",
    ]);
    expect(wine.failures()).toEqual([]);
  });

  it("gives back what it has where it cannot begin", async () => {
    // The filter, the port's security, the port, the thread, instances: all of them the stand-in's.
    for (const failingAllocation of [1, 2, 3, 4, 5, 10]) {
      const failed = await wine.load(name, file("tested.sys"), { failingAllocation }).catch((error: unknown) => error);
      expect(failed).toBeInstanceOf(LoadError);
      expect((failed as LoadError).error).toBe(1450);
      expect((failed as LoadError).left).toMatchObject({ allocations: 0, devices: 0, complaints: [] });
      expect((failed as LoadError).printed.filter((line) => line.startsWith("flt wrong"))).toEqual([]);
    }
  });

  it("goes on without what it has no memory for", async () => {
    // The context of a volume; the first report.
    for (const [failingAllocation, line] of [
      [11, "flt: not attached to volume 4, status c000009a"],
      [13, "flt: 0 sent, 1 lost"],
    ] as const) {
      const driver = await wine.load(name, file("tested.sys"), { failingAllocation });
      expect(await driver.unload()).toMatchObject({ allocations: 0, devices: 0, complaints: [] });
      expect(driver.printed()).toContain(line);
      expect(driver.printed().filter((each) => each.startsWith("flt wrong"))).toEqual([]);
    }
  });

  it("has a program that prints what it is told", async () => {
    expect(await wine.run(file("client.exe"), ["log"])).toEqual({
      code: 1,
      stdout: [
        "connect \\DiskWatchPort 0 1 1",
        "send 1 1 log 36 1 0",
        "12:34:56.789  process 42  \\Device\\HarddiskVolume1\\a.log",
        "12:34:56.789  process 42  \\b.log",
        "",
      ].join("\n"),
      stderr: "the minifilter does not answer, HRESULT 0x80070006\n",
    });
    expect(await wine.run(file("client.exe"), ["0123456789abcdef"])).toMatchObject({ code: 2, stdout: "" });
  });
});
